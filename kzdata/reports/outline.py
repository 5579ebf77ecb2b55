"""A document's order: its title, headings without gaps, names to link to, words for pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzdata.reports.charts import link_marks
from kzdata.reports.tables import mark_columns

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading.

    Attributes
    ----------
    id : str
        What a link to it names.
    text : str
        What it says.
    level : int
        2 for a section of the document, 3 for one within it, to 6.
    """

    id: str
    text: str
    level: int


def arrange(
    body: BeautifulSoup, fallback: str, words: Mapping[str, str]
) -> tuple[str, Tag | None, tuple[Section, ...]]:
    """Put a document's tree in order.

    The first heading of the first level is taken out as the title, with the paragraph right under it; the
    others are levelled without gaps, named as Jupyter names them, and every picture and table gets words for
    those who cannot see it.

    Parameters
    ----------
    body : BeautifulSoup
        The tree; it is changed in place, by its builder alone.
    fallback : str
        The title where there is no heading of the first level.
    words : mapping
        The words of the frame.

    Returns
    -------
    tuple
        The title, the lead and the sections.
    """
    title, lead = _take_title(body, fallback)
    sections = _level_headings(body)
    _gather_footnotes(body, lead)
    _make_figures(body)
    _describe(body, title, words)
    link_marks(body, [str(tag["id"]) for tag in body.find_all(id=True)])
    return title, lead, sections


def said(tag: Tag) -> str:
    r"""A tag's text on one line.

    Examples
    --------
    >>> from bs4 import BeautifulSoup
    >>> said(BeautifulSoup("<h2>Trade <em>with</em>\n China</h2>", "html.parser").h2)
    'Trade with China'
    """
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def opens_section(tag: Tag) -> bool:
    """Whether a tag is a heading, or holds one."""
    return tag.name in HEADINGS or tag.find(HEADINGS) is not None


def _take_title(body: BeautifulSoup, fallback: str) -> tuple[str, Tag | None]:
    heading = next((tag for tag in body.find_all("h1") if said(tag)), None)
    if heading is None:
        return re.sub(r"\s+", " ", fallback).strip() or "Notebook", None
    lead = heading.find_next_sibling()
    for reference in heading.select("sup.footnote-ref"):
        reference.decompose()
    title = said(heading)
    heading.extract()
    if lead is not None and lead.name == "p" and lead.find("img") is None and said(lead):
        return title, lead.extract()
    return title, None


def _level_headings(body: BeautifulSoup) -> tuple[Section, ...]:
    names = {str(tag["id"]) for tag in body.find_all(id=True) if tag.name not in HEADINGS}
    _drop_repeated_names(body)
    above: list[int] = []
    sections: list[Section] = []
    for heading in body.find_all(HEADINGS):
        text = said(heading)
        if not text:
            heading.unwrap()
            continue
        level = int(heading.name[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        name = _unused(str(heading.get("id") or text.replace(" ", "-")), names)
        heading.name = f"h{min(len(above) + 1, 6)}"
        heading["id"] = name
        sections.append(Section(name, text, int(heading.name[1])))
    return tuple(sections)


def _drop_repeated_names(body: BeautifulSoup) -> None:
    seen: set[str] = set()
    for tag in body.find_all(id=True):
        if tag.name in HEADINGS:
            continue
        if str(tag["id"]) in seen:
            del tag["id"]
        else:
            seen.add(str(tag["id"]))


def _unused(name: str, names: set[str]) -> str:
    number, found = 1, name
    while found in names:
        number += 1
        found = f"{name}-{number}"
    names.add(found)
    return found


def _gather_footnotes(body: BeautifulSoup, lead: Tag | None) -> None:
    """One list of footnotes at the end, numbered through the whole document."""
    notes = {
        str(note["id"]): note
        for section in body.select("section.footnotes")
        for note in section.select("li[id]")
    }
    whole = body.new_tag("section", attrs={"class": "footnotes"})
    listed = body.new_tag("ol")
    numbers: dict[str, int] = {}
    references = [
        *(lead.select("sup.footnote-ref > a") if lead else []),
        *body.select("sup.footnote-ref > a"),
    ]
    for link in references:
        name = str(link["href"]).removeprefix("#")
        if name in notes and name not in numbers:
            numbers[name] = len(numbers) + 1
            listed.append(notes[name].extract())
        link.string = str(numbers.get(name, link.string))
    for section in body.select("section.footnotes"):
        section.decompose()
    if numbers:
        whole.append(listed)
        body.append(whole)


def _make_figures(body: BeautifulSoup) -> None:
    """A picture that is a paragraph of its own is a figure; its Markdown title is the caption."""
    for picture in body.find_all("img"):
        paragraph = picture.parent
        if paragraph is None or paragraph.name != "p" or said(paragraph) or len(paragraph.find_all(True)) > 1:
            continue
        paragraph.name = "figure"
        title = picture.attrs.pop("title", "")
        if title:
            caption = body.new_tag("figcaption")
            caption.string = str(title)
            paragraph.append(caption)


def _describe(body: BeautifulSoup, title: str, words: Mapping[str, str]) -> None:
    section = title
    labels: set[str] = set()
    for tag in body.find_all([*HEADINGS, "img", "table", "pre"]):
        if tag.name in HEADINGS:
            section = said(tag)
        elif tag.name == "pre":
            # it scrolls, so a keyboard must reach it
            tag["tabindex"] = "0"
        elif tag.name == "img":
            label = f"{words['figure']}: {section}"
            _describe_picture(tag, label)
            if tag.parent and tag.parent.name == "figure":
                _let_scroll(body, tag, _unused(label, labels))
        elif tag.find_parent("table") is None:
            caption = tag.find("caption")
            label = f"{words['table']}: {said(caption) if caption else section}"
            _prepare_table(tag)
            _let_scroll(body, tag, _unused(label, labels))


def _describe_picture(picture: Tag, fallback: str) -> None:
    caption = (
        picture.parent.find("figcaption") if picture.parent and picture.parent.name == "figure" else None
    )
    described = str(picture.get("alt", "")).strip() or (said(caption) if caption else "")
    picture["alt"] = described or fallback


def _prepare_table(table: Tag) -> None:
    mark_columns(table)
    for corner in table.find_all("th"):
        # a cell that says nothing is the head of nothing
        if not said(corner) and corner.find("img") is None:
            corner.name = "td"


def _let_scroll(body: BeautifulSoup, wide: Tag, label: str) -> None:
    """On a narrow screen a table or a chart scrolls by itself, with keys too, and the page does not."""
    wrapper = body.new_tag(
        "div", attrs={"class": "scroll", "role": "region", "tabindex": "0", "aria-label": label}
    )
    wide.wrap(wrapper)
