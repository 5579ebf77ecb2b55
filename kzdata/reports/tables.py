"""HTML tables as grids: where each cell stands, which columns hold numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

NUMBER = re.compile(r"[^\w\s]{0,3}\s?(?:[A-Z]{3}\s)?[^\w\s]?\d[\d.,\s]*\s?(?:[^\w\s]|\w{1,3})?")
DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
BLANK = frozenset({"", "-", "–", "—", "…", "nan", "none", "n/a", "<na>", "nat"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes
    ----------
    tag : Tag
        Its ``th`` or ``td``.
    row, column : int
        Where its upper left corner stands, from 0.
    rows, columns : int
        How many it spans.
    """

    tag: Tag
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells in their places.

    Attributes
    ----------
    cells : tuple of Cell
        Row by row.
    heads, rows, columns : int
        The number of header rows, of all rows, and of columns.
    """

    cells: tuple[Cell, ...]
    heads: int
    rows: int
    columns: int


def read_grid(table: Tag) -> Grid:
    """Put a table's cells in their places; tables within it are no part of it.

    Examples
    --------
    >>> from bs4 import BeautifulSoup
    >>> soup = BeautifulSoup("<table><tr><th colspan=2>A</th></tr><tr><td>1<td>2</table>", "html.parser")
    >>> grid = read_grid(soup.table)
    >>> grid.heads, grid.rows, grid.columns
    (1, 2, 2)
    """
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    order = {"thead": 0, "tfoot": 2}
    rows.sort(key=lambda row: order.get(row.parent.name if row.parent else "", 1))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        column = 0
        for tag in _own(row):
            while (at, column) in taken:
                column += 1
            high = min(_span(tag, "rowspan") or len(rows), len(rows) - at)
            wide = _span(tag, "colspan") or 1
            taken |= {(at + r, column + c) for r in range(high) for c in range(wide)}
            cells.append(Cell(tag, at, column, high, wide))
            column += wide
    return Grid(tuple(cells), _heads(rows), len(rows), max((c for _, c in taken), default=-1) + 1)


def mark_columns(table: Tag) -> None:
    """Give columns of dates the class ``date``; of numbers ``num``, unless the table says which are."""
    grid = read_grid(table)
    said = any("num" in classes(cell.tag) for cell in grid.cells)
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.columns == 1:
            columns[cell.column].append(cell)
    for number, column in columns.items():
        texts = [cell.tag.get_text(" ", strip=True) for cell in column if cell.row >= grid.heads]
        if _all(texts, DATE):
            _mark(column, "date")
        elif number and not said and _all(texts, NUMBER):
            _mark(column, "num")


def align(tag: Tag) -> str:
    """How a cell is set: left, center or right."""
    said = re.search(r"text-align:\s*(left|right|center)", str(tag.get("style", "")))
    given = said.group(1) if said else str(tag.get("align", ""))
    if given in {"left", "right", "center"}:
        return given
    return "right" if "num" in classes(tag) else "left"


def classes(tag: Tag) -> list[str]:
    """A tag's classes."""
    found = tag.get("class") or ""
    return found.split() if isinstance(found, str) else list(found)


def _own(row: Tag) -> Iterable[Tag]:
    """A row's cells, also those that an unclosed cell before them has swallowed."""
    return [tag for tag in row.find_all(["th", "td"]) if tag.find_parent("tr") is row]


def _heads(rows: Sequence[Tag]) -> int:
    in_head = sum(row.parent is not None and row.parent.name == "thead" for row in rows)
    if in_head:
        return in_head
    plain = (i for i, row in enumerate(rows) if any(tag.name == "td" for tag in _own(row)))
    return next(plain, 0)


def _span(tag: Tag, name: str) -> int:
    said = str(tag.get(name, "1")).strip()
    return int(said) if said.isdigit() else 1


def _all(texts: Sequence[str], pattern: re.Pattern[str]) -> bool:
    said = [text for text in texts if text.lower() not in BLANK]
    return bool(said) and all(pattern.fullmatch(text) for text in said)


def _mark(cells: Iterable[Cell], name: str) -> None:
    for cell in cells:
        cell.tag["class"] = " ".join([*classes(cell.tag), name])
