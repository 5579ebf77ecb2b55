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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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
        _prepare_table(table)
    _link_to_words(body)
    _prepare_charts(body, document.words)
    children: list[PageElement] = list(body.contents)
    starts = (at for at, each in enumerate(children) if isinstance(each, Tag) and opens_section(each))
    first = next(starts, len(children))
    return Screen("".join(map(str, children[:first])), "".join(map(str, children[first:])))


def tight(text: str) -> str:
    r"""A script or rules of style without the notes and the spaces that only their authors need.

    Examples
    --------
    >>> tight("/* Page */\nbody {\n  margin: 0;\n}\n// a note\n")
    'body {\nmargin: 0;\n}\n'
    """
    bare = re.sub(r"^\s*(?://.*|/\*[\s\S]*?\*/)$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n\s*", "\n", bare).lstrip()


def script_hash(script: str) -> str:
    """The name by which a page's policy allows one script and no other.

    Examples
    --------
    >>> script_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"


def font_faces() -> str:
    """The rules of style by which a page carries its typeface.

    Examples
    --------
    >>> font_faces()[:78]
    '@font-face { font-family: kzdata; font-weight: 400; src: url(data:font/woff2;b'
    """
    addresses = {
        weight: data_address((files("kzdata") / "fonts" / f"{name}.woff2").read_bytes(), "font/woff2")
        for name, weight in (("regular", 400), ("semibold", 600))
    }
    return "".join(
        f'@font-face {{ font-family: kzdata; font-weight: {weight}; src: url({address}) format("woff2"); }}\n'
        for weight, address in addresses.items()
    )


@cache
def _maker() -> BeautifulSoup:
    return BeautifulSoup("", "html.parser")


def _new(name: str, **attributes: str) -> Tag:
    return _maker().new_tag(name, attrs={k.rstrip("_"): v for k, v in attributes.items()})


def _link_to_itself(heading: Tag) -> None:
    if not heading.get("id") or heading.find("a"):
        return
    link = _new("a", class_="anchor", href=f"#{heading['id']}")
    for child in list(heading.contents):
        link.append(child.extract())
    heading.append(link)


def _prepare_table(table: Tag) -> None:
    """Decimal signs under each other; each number with its head where a row becomes a card on a phone."""
    grid = read_grid(table)
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.columns == 1 and "num" in classes(cell.tag):
            columns[cell.column].append(cell)
    rooms: list[float] = []
    for number, column in enumerate(columns.values()):
        cells = [cell.tag for cell in column if cell.row >= grid.heads]
        heads = [cell.tag for cell in column if cell.row < grid.heads]
        rooms.append(_align(cells, room=next(filter(None, rooms), 0)))
        if number and heads and "kz-figures" in classes(table):
            for tag in cells:
                tag["data-head"] = said(heads[-1])
    if any(rooms):
        table["style"] = f"--dec:{next(filter(None, rooms)):.4g}ch;{table.get('style', '')}".rstrip(";")


def _align(cells: Sequence[Tag], *, room: float) -> float:
    """Give what follows the whole part of numbers the same room, if they need any; how many digits that is.

    Cells that need another room than the table's first column of numbers say so by themselves.
    """
    found = [(tag, match) for tag in cells if (match := _only_number(tag))]
    widths = {_width(match.group(2)) for _, match in found}
    if len(widths) < 2:
        return 0
    for tag, match in found:
        rest = _new("span")
        rest.string = re.sub(r"^\s", "\N{NO-BREAK SPACE}", match.group(2))
        if room and room != max(widths):
            rest["style"] = f"min-width:{max(widths):.4g}ch"
        tag.clear()
        tag.extend([NavigableString(match.group(1)), rest])
    return max(widths)


def _link_to_words(body: Tag) -> None:
    """A row's source leads to the sentence that is quoted on the page, which leads on to where it stood."""
    there = {str(tag["id"]) for tag in body.select(".kz-sources [id]")}
    for link in body.select("a[data-words]"):
        name = str(link.attrs.pop("data-words"))
        if name in there:
            link["href"] = f"#{name}"


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
        figure["aria-label"] = title
        for mark in figure.select("a.mark"):
            # how far it stands to the right is told to its words too, so that they stay on the page
            mark["style"] = re.sub(r"(^|;)left:", r"\1--left:", str(mark.get("style", "")))
            # a page says it by itself, to keys and fingers too
            del mark["title"]
        for name in dict.fromkeys(str(mark["href"])[1:] for mark in figure.select("a.mark")):
            if name in targets:
                back = _new("a", class_="back", href=f"#chart-{number}")
                back["aria-label"] = words["back_to_chart"].format(number=number)
                back.string = "↩"
                targets[name].insert_after(back)
        for link in figure.select(".downloads a[download]"):
            link["aria-label"] = f"{said(link)}: {title}"
            link["download"] = (
                f"{slug(title)[:_LONGEST].rstrip('-.')}.{str(link['download']).rpartition('.')[2]}"
            )
