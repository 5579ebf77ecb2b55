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
from kzdata.reports.clean import parse_html, pictures
from kzdata.reports.cover import Cover, read_cover, said_date
from kzdata.reports.figures import data_date, declared_figures
from kzdata.reports.markdown import markdown_to_html
from kzdata.reports.outline import Section, arrange, opens_section
from kzdata.reports.outputs import output_html
from kzdata.reports.parameters import tags
from kzdata.reports.versions import own_version
from kzdata.reports.words import FALLBACK, words

if TYPE_CHECKING:
    from nbformat import NotebookNode

NEW_PAGE = "new-page"
"""The tag of a cell that starts a new page where the report is printed."""

HIDING_TAGS = frozenset({"hide-input", "remove-input", "parameters", "injected-parameters"})

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
    cover : Cover
        What stands beside the title: subtitle, period, audience.
    """

    title: str
    lead: Tag | None
    body: Tag
    sections: tuple[Section, ...]
    language: str
    data_date: str
    cover: Cover

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
        if not self.data_date:
            return made
        latest = said_date(self.data_date, self.language)
        return f"{made} · {self.words['data_to'].format(date=latest)}"

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
    for number, (fragment, attachments) in enumerate(_fragments(notebook, frame, show_code)):
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
    return Document(title, lead, body, sections, language, date, read_cover(notebook))


def _fragments(
    notebook: NotebookNode, frame: Mapping[str, str], show_code: bool
) -> Iterator[tuple[str | Mapping[str, Any], Mapping[str, Any]]]:
    """The HTML of each part, or the chart that it is, with the pictures attached to its cell."""
    for cell in notebook.cells:
        attachments = cell.get("attachments", {})
        if NEW_PAGE in tags(cell):
            yield f'<div class="{NEW_PAGE}"></div>', {}
        if cell.cell_type == "markdown":
            yield markdown_to_html(cell.source), attachments
        elif cell.cell_type == "raw":
            yield _raw(cell), attachments
        elif cell.cell_type == "code":
            if show_code and cell.source.strip() and not _source_hidden(cell):
                yield _code(cell.source, _programming(notebook)), {}
            for output in cell.outputs:
                data = output.get("data", {})
                yield (
                    data if charts.MIME in data else output_html(output, frame, whole=show_code),
                    attachments,
                )


def _raw(cell: NotebookNode) -> str:
    """A raw cell, where its format says that it is text for any report; other formats are for other tools."""
    mime = str(cell.metadata.get("raw_mimetype", cell.metadata.get("format", ""))).lower()
    if mime == "text/html":
        return f"<div>{cell.source}</div>"
    return markdown_to_html(cell.source) if mime == "text/markdown" else ""


def _source_hidden(cell: NotebookNode) -> bool:
    folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    return bool(folded) or bool(HIDING_TAGS & set(tags(cell)))


def _code(source: str, language: str) -> str:
    named = html.escape(language)
    return f'<pre class="code"><code class="language-{named}">{html.escape(source)}</code></pre>'


def _programming(notebook: NotebookNode) -> str:
    """The language of a notebook's code."""
    known = notebook.metadata.get("language_info", {}).get("name", "")
    return re.sub(r"\W", "", str(known or "python")).lower()


def _keep_footnotes_apart(tree: Tag, number: int) -> None:
    """Footnotes are numbered anew in every cell: make their names the cell's own."""
    for tag in tree.find_all(id=re.compile(r"^fn(ref)?-")):
        tag["id"] = f"{tag['id']}-{number}"
    for link in tree.find_all("a", href=re.compile(r"^#fn(ref)?-")):
        link["href"] = f"{link['href']}-{number}"
