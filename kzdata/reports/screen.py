"""A document as a screen wants it: what paper cannot do, on a copy of the document's tree.

Headings link to themselves, so that a part can be sent to somebody; numbers stand with their decimal signs
under each other; what is said of a chart's mark when one points at it stays within the chart.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from kzdata.reports.clean import data_address
from kzdata.reports.notebooks import slug
from kzdata.reports.outline import HEADINGS, opens_section, said
from kzdata.reports.tables import Cell, classes, read_grid

if TYPE_CHECKING:
    from bs4.element import PageElement

    from kzdata.reports.document import Document

_FRACTION = re.compile(r"(.*?\d)((?:[.,]\d+)?[^\d]*)$", re.DOTALL)
"""A number's whole part, and what stands behind it."""

_LEFT = re.compile(r"left:\s*([\d.]+)%")

_LONGEST = 60
"""Letters of a downloaded file's name."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page of a document holds.

    Attributes
    ----------
    opening : str
        What stands before the first section, as HTML.
    chapters : str
        The sections, as HTML.
    """

    opening: str
    chapters: str


def for_screen(document: Document) -> Screen:
    """A document's tree as the page holds it; the document is not changed.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> from kzdata.reports.document import read_document
    >>> for_screen(read_document(new_notebook(cells=[new_markdown_cell("## Trade")]))).chapters.strip()
    '<h2 id="Trade"><a class="anchor" href="#Trade">Trade</a></h2>'
    """
    body = copy.copy(document.body)
    for heading in body.find_all(HEADINGS):
        _link_to_itself(heading)
    for table in body.find_all("table"):
        _align_numbers(table)
    _prepare_charts(body, document.words)
    children: list[PageElement] = list(body.contents)
    starts = (at for at, each in enumerate(children) if isinstance(each, Tag) and opens_section(each))
    first = next(starts, len(children))
    return Screen("".join(map(str, children[:first])), "".join(map(str, children[first:])))


def script_hash(script: str) -> str:
    """The name by which a page's policy allows one script and no other.

    Examples
    --------
    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"


def web_font(name: str) -> str:
    """One of the small fonts that a page carries, as an address.

    Examples
    --------
    >>> web_font("regular")[:23]
    'data:font/woff2;base64,'
    """
    return data_address((files("kzdata") / "fonts" / f"{name}.woff2").read_bytes(), "font/woff2")


def _new(name: str, **attributes: str) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(
        name, attrs={k.rstrip("_"): v for k, v in attributes.items()}
    )


def _link_to_itself(heading: Tag) -> None:
    if not heading.get("id") or heading.find("a"):
        return
    link = _new("a", class_="anchor", href=f"#{heading['id']}")
    for child in list(heading.contents):
        link.append(child.extract())
    heading.append(link)


def _align_numbers(table: Tag) -> None:
    """Where numbers of a column have different decimals, what follows the whole part gets the same room."""
    grid = read_grid(table)
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.row >= grid.heads and cell.columns == 1 and "num" in classes(cell.tag):
            columns[cell.column].append(cell)
    for column in columns.values():
        found = [(cell.tag, match) for cell in column if (match := _only_number(cell.tag))]
        widths = {_width(match.group(2)) for _, match in found}
        if len(widths) < 2:
            continue
        for tag, match in found:
            rest = _new("span", style=f"min-width:{max(widths):.4g}ch")
            rest.string = re.sub(r"^\s", "\N{NO-BREAK SPACE}", match.group(2))
            tag.clear()
            tag.extend([NavigableString(match.group(1)), rest])
            tag["class"] = " ".join([*classes(tag), "dec"])


def _only_number(cell: Tag) -> re.Match[str] | None:
    """A cell's number, where the cell holds nothing else: a range has two."""
    text = cell.string
    return _FRACTION.fullmatch(text.strip()) if text and len(re.findall(r"\d[\d.,\s]*", text)) == 1 else None


def _width(text: str) -> float:
    """How wide a text is at most, in digits."""
    return sum({".": 0.5, ",": 0.5, " ": 0.5, "m": 1.5, "%": 1.6}.get(letter, 1) for letter in text)


def _prepare_charts(body: Tag, words: Mapping[str, str]) -> None:
    """Charts get names; what is drawn says what it is when pointed at, and its words lead back to it."""
    targets = {str(tag["id"]): tag for tag in body.select(".kz-sources [id]")}
    for number, figure in enumerate(body.select("figure.chart"), 1):
        figure["id"] = f"chart-{number}"
        heading = figure.find("p", class_="chart-title")
        title = said(heading) if heading else f"{words['figure']} {number}"
        for mark in figure.select("a.mark"):
            left = _LEFT.search(str(mark.get("style", "")))
            mark["style"] = f"{mark.get('style', '')};--left:{left.group(1) if left else 0}%"
            # a page says it by itself, to keys and fingers too
            del mark["title"]
        for name in dict.fromkeys(str(mark["href"])[1:] for mark in figure.select("a.mark")):
            if name in targets:
                back = _new("a", class_="back", href=f"#chart-{number}")
                back["aria-label"] = words["back_to_chart"].format(title=title)
                back.string = "↩"
                targets[name].insert_after(back)
        for link in figure.select(".downloads a[download]"):
            link["aria-label"] = f"{said(link)}: {title}"
            link["download"] = (
                f"{slug(title)[:_LONGEST].rstrip('-.')}.{str(link['download']).rpartition('.')[2]}"
            )
