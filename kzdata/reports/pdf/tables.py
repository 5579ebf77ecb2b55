"""HTML tables as calls of the template's ``data-table``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kzdata.reports.tables import Cell, Grid, align, classes, read_grid

if TYPE_CHECKING:
    from bs4 import Tag

SIZES = ((85, "9pt"), (115, "8pt"), (10_000, "7pt"))
"""Type sizes by how many letters stand side by side."""

TURNED = 165
"""So many letters side by side need a page turned on its side."""

WRAPS = 26
"""A column of longer texts may wrap, so it counts no wider than this many letters."""


def table(tag: Tag, write: Callable[[Tag], str], caption: Callable[[Tag], str]) -> str:
    """Write a table; header rows are repeated on every page, a row is not cut.

    Parameters
    ----------
    tag : Tag
        The table.
    write : callable
        Writes what stands in a cell.
    caption : callable
        Writes the caption.
    """
    grid = read_grid(tag)
    if not grid.cells:
        return ""
    head = "".join(_cell(cell, grid, write) for cell in grid.cells if cell.row < grid.heads)
    body = "".join(_cell(cell, grid, write) for cell in grid.cells if cell.row >= grid.heads)
    said = tag.find("caption")
    captioned = (
        f", caption: [{caption(said)}]" if said is not None and said.find_parent("table") is tag else ""
    )
    wide = _letters(grid)
    size = next(size for most, size in SIZES if wide <= most or most == SIZES[-1][0])
    call = (
        f"data-table(columns: {grid.columns}, size: {size}{captioned},\n  head: ({head}),\n  body: ({body}))"
    )
    return f"#turned({call})" if wide > TURNED and tag.find_parent("table") is None else f"#{call}"


def _cell(cell: Cell, grid: Grid, write: Callable[[Tag], str]) -> str:
    options = [f"align: {align(cell.tag)}"]
    if cell.columns > 1:
        options.append(f"colspan: {cell.columns}")
    if cell.rows > 1:
        options.append(f"rowspan: {cell.rows}")
    said = write(cell.tag)
    if {"num", "date"} & set(classes(cell.tag)):
        said = f"#box[{said}]" if said else ""
    if cell.row >= grid.heads and cell.tag.name == "th" and cell.columns > 1:
        said = f"#strong[{said}]"
    return f"\n    table.cell({', '.join(options)})[{said}],"


def _letters(grid: Grid) -> int:
    """How many letters stand side by side where long texts wrap."""
    widest = [0] * grid.columns
    for cell in grid.cells:
        if cell.columns == 1:
            text = cell.tag.get_text(" ", strip=True)
            widest[cell.column] = max(widest[cell.column], min(len(text), WRAPS))
    return sum(widest) + 2 * grid.columns
