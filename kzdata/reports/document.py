"""A notebook as a document: one clean HTML tree with a title; the HTML page and the PDF are made from it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4.element import PageElement, Tag

from kzdata.reports import charts
from kzdata.reports.clean import data_address, parse_html, pictures
from kzdata.reports.engine import plain
from kzdata.reports.figures import MIME, data_date, declared_figures
from kzdata.reports.markdown import markdown_to_html
from kzdata.reports.outline import Section, arrange, opens_section
from kzdata.reports.parameters import tags
from kzdata.reports.versions import own_version
from kzdata.reports.words import FALLBACK, words

if TYPE_CHECKING:
    from nbformat import NotebookNode

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
SHOWN = ("text/html", "text/markdown", *PICTURES, "text/latex", "text/plain")
"""What is shown of an output that comes in several forms: the first of these."""

HIDING_TAGS = frozenset({"hide-input", "remove-input", "parameters", "injected-parameters"})

_NOTHING_SAID = re.compile(r"<[^<>]+ (?:at 0x[0-9a-fA-F]+|object)>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Document:
    """What a report says, ready to be set.

    Attributes
    ----------
    title : str
        Its title, in plain text.
    lead : Tag or None
        The paragraph right under the title.
    body : Tag
        Everything else, as clean HTML.
    sections : tuple of Section
        Its headings, in order.
    language : str
        Its language, by ISO 639-1.
    data_date : str
        The date of the latest statement used; empty where the notebook tells none.
    """

    title: str
    lead: Tag | None
    body: Tag
    sections: tuple[Section, ...]
    language: str
    data_date: str

    def parts(self) -> tuple[list[PageElement], list[PageElement]]:
        """What stands before the first section, and the sections; contents may stand between them."""
        children = list(self.body.contents)
        starts = (at for at, each in enumerate(children) if isinstance(each, Tag) and opens_section(each))
        first = next(starts, len(children))
        return children[:first], children[first:]

    @property
    def opening(self) -> str:
        """What stands before the first section, as HTML."""
        return "".join(map(str, self.parts()[0]))

    @property
    def chapters(self) -> str:
        """The sections, as HTML."""
        return "".join(map(str, self.parts()[1]))

    @property
    def foot(self) -> str:
        """What stands at its foot: what it was made with, and how far its data reach."""
        made = self.words["made_with"].format(version=own_version())
        return f"{made} · {self.words['data_to'].format(date=self.data_date)}" if self.data_date else made

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the frame in the document's language."""
        return words(self.language.partition("-")[0].lower())


def read_document(
    notebook: NotebookNode,
    *,
    name: str = "Notebook",
    folder: Path | None = None,
    language: str = FALLBACK,
    show_code: bool = False,
) -> Document:
    """Read an executed notebook as a document.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook; it is not changed.
    name : str
        Its file's name, the title where there is no other.
    folder : Path or None
        The folder in which its Markdown's pictures stand.
    language : str
        Its language, unless its metadata ``kzdata.language`` tells it.
    show_code : bool
        Whether code cells' sources are a part of the document.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> read_document(new_notebook(cells=[new_markdown_cell("# Trade grew")])).title
    'Trade grew'
    """
    own = notebook.metadata.get("kzdata", {})
    said = str(own.get("language", "")) or language
    language = said if _LANGUAGE.fullmatch(said) else FALLBACK
    body = parse_html("")
    frame = words(language.partition("-")[0].lower())
    for number, (fragment, attachments) in enumerate(_fragments(notebook, show_code)):
        if isinstance(fragment, str):
            tree = parse_html(fragment, pictures(attachments, folder))
            _keep_footnotes_apart(tree, number)
            body.extend(list(tree.contents))
        else:
            body.append(
                charts.chart_tag(body, fragment[charts.MIME], str(fragment.get(charts.SVG, "")), frame)
            )
    fallback = str(own.get("title") or notebook.metadata.get("title") or name)
    title, lead, sections = arrange(body, fallback, frame)
    date = str(own.get("data_date", "")) or data_date(declared_figures(notebook))
    return Document(title, lead, body, sections, language, date)


def _fragments(
    notebook: NotebookNode, show_code: bool
) -> Iterator[tuple[str | Mapping[str, Any], Mapping[str, Any]]]:
    """The HTML of each part, or the chart that it is, with the pictures attached to its cell."""
    for cell in notebook.cells:
        attachments = cell.get("attachments", {})
        if cell.cell_type == "markdown":
            yield markdown_to_html(cell.source), attachments
        elif cell.cell_type == "raw":
            yield _raw(cell), attachments
        elif cell.cell_type == "code":
            if show_code and cell.source.strip() and not _source_hidden(cell):
                yield _code(cell.source), {}
            for output in cell.outputs:
                data = output.get("data", {})
                yield data if charts.MIME in data else _output(output, notebook), attachments


def _raw(cell: NotebookNode) -> str:
    """A raw cell, where its format says that it is text for any report; other formats are for other tools."""
    mime = str(cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))).lower()
    if mime == "text/html":
        return f"<div>{cell.source}</div>"
    return markdown_to_html(cell.source) if mime == "text/markdown" else ""


def _source_hidden(cell: NotebookNode) -> bool:
    folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    return bool(folded) or bool(HIDING_TAGS & set(tags(cell)))


def _output(output: NotebookNode, notebook: NotebookNode) -> str:
    if output.output_type == "stream":
        text = plain(output.text).strip("\n")
        return _pre(text) if output.name == "stdout" and text.strip() else ""
    if output.output_type == "error":
        said = words(str(notebook.metadata.get("kzdata", {}).get("language", FALLBACK)))["error"]
        reason = html.escape(plain(f"{output.ename}: {output.evalue}"))
        return f'<div class="error"><p><strong>{said}</strong></p><pre>{reason}</pre></div>'
    data = output.get("data", {})
    shown = next((mime for mime in SHOWN if mime in data), "")
    return _shown(shown, data, output.get("metadata", {})) if shown else ""


def _shown(mime: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    content = data[mime]
    text = "".join(content) if isinstance(content, list) else str(content)
    if mime == "text/html":
        return f'<div class="output">{text}</div>'
    if mime == "text/markdown":
        return markdown_to_html(text)
    if mime == "text/latex":
        return f'<pre class="math"><code>{html.escape(text.strip().strip("$").strip())}</code></pre>'
    if mime == "text/plain":
        # what declares figures has nothing to show; nor has an object that tells its place in memory
        return "" if MIME in data or _NOTHING_SAID.search(text) else _pre(plain(text))
    return _figure(mime, text, {**metadata, **metadata.get(mime, {})})


def _figure(mime: str, text: str, metadata: Mapping[str, Any]) -> str:
    address = (
        data_address(text.encode(), mime) if mime == "image/svg+xml" else f"data:{mime};base64,{text.strip()}"
    )
    alt, caption = (html.escape(str(metadata.get(key, ""))) for key in ("alt", "caption"))
    width = metadata.get("width")
    sized = f' width="{int(width)}"' if isinstance(width, int | float) else ""
    captioned = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{address}" alt="{alt}"{sized}>{captioned}</figure>'


def _code(source: str) -> str:
    return f'<pre class="code"><code class="language-python">{html.escape(source)}</code></pre>'


def _pre(text: str) -> str:
    return f"<pre>{html.escape(text)}</pre>"


def _keep_footnotes_apart(tree: Tag, number: int) -> None:
    """Footnotes are numbered anew in every cell: make their names the cell's own."""
    for tag in tree.find_all(id=re.compile(r"^fn(ref)?-")):
        tag["id"] = f"{tag['id']}-{number}"
    for link in tree.find_all("a", href=re.compile(r"^#fn(ref)?-")):
        link["href"] = f"{link['href']}-{number}"
