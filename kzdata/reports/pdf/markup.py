"""A document's HTML tree as Typst markup.

Text is escaped character by character, so nothing that a notebook says can be taken for markup. How things
look is the template's affair (``templates/report.typ``): here they only get their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bs4 import Comment, Tag
from bs4.element import NavigableString, PageElement

from kzdata.reports.outline import HEADINGS
from kzdata.reports.pdf.charts import chart
from kzdata.reports.pdf.definitions import definitions
from kzdata.reports.pdf.formulas import formula
from kzdata.reports.pdf.links import Links, find_links
from kzdata.reports.pdf.pictures import file_name
from kzdata.reports.pdf.tables import table
from kzdata.reports.pdf.terminal import terminal
from kzdata.reports.pdf.text import SPACE, breakable, escape, string
from kzdata.reports.tables import classes

if TYPE_CHECKING:
    from kzdata.reports.document import Document

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "ul",
})  # fmt: skip
SMALL = frozenset({"source", "note", "caption"})
"""Classes of paragraphs that stand under something and are set small."""

PICTURES = ("#picture(", "#chart(")
INLINE = {
    "strong": "strong",
    "b": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "var": "emph",
    "sub": "sub",
    "sup": "super",
    "del": "strike",
    "s": "strike",
    "strike": "strike",
    "ins": "underline",
    "u": "underline",
    "mark": "highlight",
    "small": "small",
}


def to_typst(document: Document, *, contents: str = "") -> str:
    r"""A document as Typst markup.

    Parameters
    ----------
    document : Document
        The document.
    contents : str
        The heading over a list of its sections, which stands before the first; none if empty.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> from kzdata.reports.document import read_document
    >>> print(to_typst(read_document(new_notebook(cells=[new_markdown_cell("Up *23%* to [$13bn](#x)")]))))
    Up #emph[23\%]; to \$13bn
    """
    links = find_links(document)
    listed = f"#contents({string(contents)})" if contents else ""
    opening, sections = (_blocks(part, links) for part in document.parts())
    return "\n\n".join(part for part in (opening, listed, sections) if part)


def blocks(node: Tag, links: Links) -> str:
    """A tag's children as blocks; runs of words between them are paragraphs."""
    return _blocks(node.children, links)


def _blocks(nodes: Iterable[PageElement], links: Links) -> str:
    made: list[str] = []
    words: list[str] = []

    def end_paragraph() -> None:
        paragraph = "".join(words).strip()
        words.clear()
        if paragraph:
            made.append(paragraph)

    for child in nodes:
        if isinstance(child, Tag) and (child.name in BLOCKS or child.find(list(BLOCKS))):
            end_paragraph()
            made.append(_anchored(child, links, _in_language(child, _block(child, links))))
        else:
            words.append(_inline(child, links))
    end_paragraph()
    return "\n\n".join(_headed([part for part in made if part]))


def _headed(parts: Iterable[str]) -> list[str]:
    """The parts; a picture is given the heading right above it, since they are fitted to a page as one."""
    kept: list[str] = []
    for part in parts:
        call = next((name for name in PICTURES if part.startswith(name)), "")
        if call and kept and kept[-1].startswith("#heading("):
            kept.append(f"{call}head: [{kept.pop()}], {part.removeprefix(call)}")
        else:
            kept.append(part)
    return kept


def inline(node: Tag, links: Links) -> str:
    """A tag's children as a run of words."""
    return "".join(_inline(child, links) for child in node.children).strip()


def _block(tag: Tag, links: Links) -> str:
    if tag.name in HEADINGS:
        named = f"#label({string(str(tag['id']))})" if tag.get("id") in links.targets else ""
        return f"#heading(level: {tag.name[1]})[{inline(tag, links)}]{named}"
    if "footnotes" in classes(tag):
        return ""
    if "new-page" in classes(tag):
        return "#new-page()"
    write = _BLOCK.get(tag.name)
    if write:
        return write(tag, links)
    inner = blocks(tag, links)
    if "error" in classes(tag):
        return f"#problem[{inner}]"
    return inner


def _paragraph(tag: Tag, links: Links) -> str:
    if tag.find(list(BLOCKS)):
        # an unclosed paragraph swallows what follows it
        return blocks(tag, links)
    text = inline(tag, links)
    if text and SMALL & set(classes(tag)):
        return f"#remark[{text}]"
    return f"#lead-in[{text}]" if text and _leads_in(tag) else text


def _leads_in(tag: Tag) -> bool:
    """Whether a paragraph says what comes next: a quote, or whatever its colon stands for."""
    after = tag.find_next_sibling()
    if after is None or after.name not in BLOCKS - {"p", *HEADINGS}:
        return False
    return after.name == "blockquote" or tag.get_text().rstrip().endswith(":")


def _figure(tag: Tag, links: Links) -> str:
    if "chart" in classes(tag):
        return chart(tag, links.targets, lambda said: inline(said, links))
    caption = tag.find("figcaption")
    said = inline(caption, links) if isinstance(caption, Tag) else ""
    images = tag.find_all("img")
    if len(images) == 1 and tag.find(["table", "pre"]) is None:
        return _picture(images[0], links, said)
    rest = "\n\n".join(
        _block(child, links) if child.name in BLOCKS else _picture(child, links)
        for child in tag.find_all(True, recursive=False)
        if child is not caption
    )
    return f"{rest}\n\n#remark[{said}]" if said else rest


def _picture(tag: Tag, links: Links, caption: str = "") -> str:
    if tag.name != "img":
        return blocks(tag, links)
    name = file_name(str(tag.get("src", "")))
    alt = str(tag.get("alt", ""))
    if not name:
        return f"\\[{escape(alt)}\\]"
    width = str(tag.get("width", "")).removesuffix("px")
    # a browser's pixel is three quarters of a point
    sized = f", width: {float(width) * 0.75:g}pt" if width.isdigit() else ""
    captioned = f", caption: [{caption}]" if caption else ""
    return f"#picture({string(name)}, alt: {string(alt)}{sized}{captioned})"


def _list(tag: Tag, links: Links) -> str:
    items = tag.find_all("li", recursive=False)
    tight = "false" if any(item.find("p", recursive=False) for item in items) else "true"
    start = str(tag.get("start", "1"))
    options = f"tight: {tight}" + (f", start: {start}" if tag.name == "ol" and start.isdigit() else "")
    written = "".join(f", [{blocks(item, links)}]" for item in items)
    return f"#{'enum' if tag.name == 'ol' else 'list'}({options}{written})" if items else ""


def _pre(tag: Tag, _: Links) -> str:
    if tag.find("span", class_=re.compile("^ansi-")) or tag.find("span", style=True):
        return terminal(tag)
    code = tag.find("code")
    named = [name.removeprefix("language-") for name in (classes(code) if isinstance(code, Tag) else [])]
    language = next((name for name in named if name != "math"), "")
    lang = f", lang: {string(language)}" if language else ""
    return f"#raw({string(breakable(tag.get_text().strip(chr(10))))}{lang}, block: true)"


def _table(tag: Tag, links: Links) -> str:
    return table(tag, lambda cell: blocks(cell, links), lambda caption: inline(caption, links))


def _inline(node: object, links: Links) -> str:
    if isinstance(node, NavigableString):
        return "" if isinstance(node, Comment) else escape(str(node))
    if not isinstance(node, Tag):
        return ""
    return _anchored(node, links, _in_language(node, _phrase(node, links)))


def _phrase(tag: Tag, links: Links) -> str:
    if tag.name in _PHRASE:
        return _PHRASE[tag.name](tag)
    if tag.name in {"code", "kbd", "samp", "tt"}:
        return f"#raw({string(breakable(SPACE.sub(' ', tag.get_text())))});"
    if tag.name == "img":
        made = _picture(tag, links)
        return f"#box({made.removeprefix('#')});" if made.startswith("#") else made
    if "footnote-ref" in classes(tag):
        return _footnote(tag, links)
    inner = "".join(_inline(child, links) for child in tag.children)
    if tag.name == "a":
        return _link(tag, inner, links)
    if tag.name == "q":
        return f"“{inner}”"
    return f"#{INLINE[tag.name]}[{inner}];" if tag.name in INLINE and inner.strip() else inner


def _link(tag: Tag, inner: str, links: Links) -> str:
    address = str(tag.get("href", ""))
    if not inner.strip():
        return inner
    if address.startswith("#"):
        name = unquote(address[1:])
        return f"#link(label({string(name)}))[{inner}];" if name in links.targets else inner
    # a file beside the report is not beside a printed page
    return f"#link({string(address)})[{inner}];" if re.match(r"(https?|mailto|tel):", address) else inner


def _footnote(tag: Tag, links: Links) -> str:
    link = tag.find("a")
    name = str(link.get("href", "")).removeprefix("#") if isinstance(link, Tag) else ""
    note = links.notes.get(name)
    if note is None:
        return f"#super[{escape(tag.get_text())}];"
    if id(tag) not in links.first:
        return f"#footnote(label({string(name)}));"
    kept = Tag(name="div")
    kept.extend([child.__copy__() for child in note.children])
    for back in kept.select("a.footnote"):
        back.decompose()
    return f"#footnote[{blocks(kept, links)}]#label({string(name)});"


def _anchored(tag: Tag, links: Links, made: str) -> str:
    """What something links to gets a name; headings have theirs."""
    if tag.get("id") in links.targets and tag.name not in HEADINGS:
        return f"#metadata(none)#label({string(str(tag['id']))}){made}"
    return made


def _in_language(tag: Tag, made: str) -> str:
    language = str(tag.get("lang", "")).partition("-")[0].lower()
    return (
        f"#text(lang: {string(language)})[{made}];" if made and re.fullmatch("[a-z]{2,3}", language) else made
    )


_PHRASE: dict[str, Callable[[Tag], str]] = {
    "br": lambda _: "#linebreak();",
    "math": formula,
    "script": lambda _: "",
    "style": lambda _: "",
}

_BLOCK: dict[str, Callable[[Tag, Links], str]] = {
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "dl": lambda tag, links: definitions(
        tag, lambda each: blocks(each, links), lambda each: inline(each, links)
    ),
    "table": _table,
    "figure": _figure,
    "blockquote": lambda tag, links: f"#quote(block: true)[{blocks(tag, links)}]",
    "pre": _pre,
    "hr": lambda _tag, _links: "#divider()",
    "summary": lambda tag, links: f"#strong[{inline(tag, links)}]",
    "figcaption": lambda tag, links: f"#remark[{inline(tag, links)}]",
}
