"""HTML tables as calls of the template's ``data-table``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kzdata.reports.tables import Cell, Grid, align, classes, read_grid

if TYPE_CHECKING:
    from bs4 import Tag

SIZES = ((92, "9pt"), (116, "8pt"), (134, "7pt"))
"""Type sizes, by how many letters fit side by side."""

TURNED = 165
"""So many letters side by side need a page turned on its side."""

WRAPS = 26
"""A column of longer texts may wrap, so it needs no more than this many letters."""

ON_ONE_LINE = 0.85
"""So great a part of a column's texts should stand on one line each."""

BETWEEN = 2
"""As many letters as the space between two columns takes."""


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
    texts = _texts(grid)
    needed = sum(min(max(map(len, column)), WRAPS) + BETWEEN for column in texts)
    fits, size = next((each for each in SIZES if needed <= each[0]), SIZES[-1])
    widths = ", ".join(_widths(grid, texts, fits))
    call = f"data-table(columns: ({widths},), size: {size}{captioned},\n  head: ({head}),\n  body: ({body}))"
    return f"#turned({call})" if needed > TURNED and tag.find_parent("table") is None else f"#{call}"


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


def _texts(grid: Grid) -> list[list[str]]:
    """What stands in each column, cells over several columns left out."""
    texts: list[list[str]] = [[""] for _ in range(grid.columns)]
    for cell in grid.cells:
        if cell.columns == 1:
            texts[cell.column].append(cell.tag.get_text(" ", strip=True))
    return texts


def _widths(grid: Grid, texts: list[list[str]], fits: int) -> list[str]:
    """Columns as wide as their texts where all fit; else texts share what numbers and dates leave."""
    widest = [max(map(len, column)) for column in texts]
    if sum(widest) + BETWEEN * grid.columns <= fits:
        return ["auto"] * grid.columns
    kept = {cell.column for cell in grid.cells if {"num", "date"} & set(classes(cell.tag))}
    return ["auto" if at in kept else f"{_share(column)}fr" for at, column in enumerate(texts)]


def _share(texts: list[str]) -> int:
    """A column's share of the width: most of its texts on one line, and room for its longest word."""
    lengths = sorted(len(text) for text in texts if text) or [1]
    word = max(len(word) for text in texts for word in [*text.split(), ""])
    return BETWEEN + min(max(lengths[int(len(lengths) * ON_ONE_LINE)], word), WRAPS)
