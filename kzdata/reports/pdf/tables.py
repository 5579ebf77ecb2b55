"""HTML tables as calls of the template's ``data-table``: on an upright page, a turned one, or in parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kzdata.reports.pdf.decimals import paddings
from kzdata.reports.pdf.styles import options, sheet
from kzdata.reports.pdf.text import string
from kzdata.reports.tables import Cell, Grid, align, classes, read_grid

if TYPE_CHECKING:
    from bs4 import Tag

SIZES = ((94, 88, "9.5pt"), (112, 92, "9pt"), (130, 98, "8.5pt"), (150, 104, "8pt"))
"""Type sizes by how many letters a table may need side by side: where long texts wrap, and at least."""

TURNED = 150
"""So many letters stand side by side on a page turned on its side; a table that needs more comes in parts."""

LEAST = 12
"""A column of texts is no narrower than this many letters."""

WRAPS = 26
"""A column of longer texts may wrap, so it needs no more than this many letters."""

ON_ONE_LINE = 0.85
"""So great a part of a column's texts should stand on one line each."""

BETWEEN = 2
"""As many letters as the space between two columns takes."""

Write = Callable[["Tag"], str]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a table's columns, to be set side by side.

    Attributes
    ----------
    grid : Grid
        The cells in them.
    texts : list of list of str
        What stands in each column, cells over several columns left out.
    pads : dict of int to str
        What fills a number up to its column's decimals, by the `id` of its tag.
    styles : dict of str to str
        The styles of cells by their names.
    nested : bool
        Whether it stands in another table's cell.
    """

    grid: Grid
    texts: list[list[str]]
    pads: dict[int, str]
    styles: dict[str, str]
    nested: bool

    @property
    def needs(self) -> int:
        """How many letters it needs side by side."""
        return sum(_needs(column) for column in self.texts)

    @property
    def needs_at_least(self) -> int:
        """How many letters it needs side by side if texts wrap wherever they can."""
        unbroken = self.unbroken
        least = [
            0 if at in unbroken else min(_needs(texts) - BETWEEN, LEAST)
            for at, texts in enumerate(self.texts)
        ]
        for cell in self.grid.cells:
            if cell.columns == 1:
                text = cell.tag.get_text(" ", strip=True)
                whole = cell.column in unbroken and cell.row >= self.grid.heads
                least[cell.column] = max(least[cell.column], len(text) if whole else _word([text]))
        return sum(min(letters, WRAPS) + BETWEEN for letters in least)

    @property
    def unbroken(self) -> set[int]:
        """The columns whose texts stay on one line: numbers and dates."""
        return {cell.column for cell in self.grid.cells if {"num", "date"} & set(classes(cell.tag))}


def table(tag: Tag, write: Write, caption: Write) -> str:
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
    nested = tag.find_parent("table") is not None
    whole = Part(grid, _texts(grid), paddings(grid), sheet(tag), nested)
    said = tag.find("caption")
    captioned = caption(said) if said is not None and said.find_parent("table") is tag else ""
    if nested or _upright(whole):
        return f"#{_call(whole, captioned, write)}"
    parts = [whole] if whole.needs_at_least <= TURNED else _parts(whole)
    calls = [_call(part, captioned if not number else "", write) for number, part in enumerate(parts)]
    return "#turned({" + "\n".join(calls) + "})"


def _call(part: Part, caption: str, write: Write) -> str:
    grid = part.grid
    head = "".join(_cell(cell, part, write) for cell in grid.cells if cell.row < grid.heads)
    body = "".join(_cell(cell, part, write) for cell in grid.cells if cell.row >= grid.heads)
    size = _upright(part) or SIZES[-1][-1]
    captioned = f", caption: [{caption}]" if caption else ""
    widths = ", ".join(_widths(part, SIZES[0][0] if _upright(part) else TURNED))
    return f"data-table(columns: ({widths},), size: {size}{captioned},\n  head: ({head}),\n  body: ({body}))"


def _upright(part: Part) -> str:
    """The size in which it fits an upright page; empty if in none."""
    needs, least = part.needs, part.needs_at_least
    return next((size for most, capacity, size in SIZES if needs <= most and least <= capacity), "")


def _cell(cell: Cell, part: Part, write: Write) -> str:
    filled, coloured = options(cell.tag, part.styles)
    asked = [f"align: {align(cell.tag)}", filled]
    asked += [
        f"{name}span: {count}" for name, count in (("col", cell.columns), ("row", cell.rows)) if count > 1
    ]
    said = write(cell.tag)
    if coloured and said:
        said = f"#text({coloured})[{said}]"
    if {"num", "date"} & set(classes(cell.tag)):
        pad = part.pads.get(id(cell.tag), "")
        said = f"#box[{said}{f'#hide({string(pad)})' if pad else ''}]" if said else ""
    if cell.row >= part.grid.heads and cell.tag.name == "th" and cell.columns > 1:
        said = f"#strong[{said}]"
    kind = "table" if part.grid.heads else "grid"
    return f"\n    {kind}.cell({', '.join(filter(None, asked))})[{said}],"


def _parts(whole: Part) -> list[Part]:
    """A table's columns in runs that fit side by side; what names the rows stands in each."""
    names = _naming(whole.grid)
    room = TURNED - sum(_needs(whole.texts[column]) for column in names)
    runs: list[list[int]] = [[]]
    used = 0
    for column in range(len(names), whole.grid.columns):
        need = _needs(whole.texts[column])
        if runs[-1] and used + need > room:
            runs.append([])
            used = 0
        runs[-1].append(column)
        used += need
    return [_only(whole, [*names, *run]) for run in runs]


def _naming(grid: Grid) -> list[int]:
    """The first columns, as far as header cells name the rows in them; else the first alone."""
    heads = {cell.column for cell in grid.cells if cell.row >= grid.heads and cell.tag.name == "th"}
    count = next((column for column in range(grid.columns) if column not in heads), grid.columns)
    return list(range(min(max(count, 1), grid.columns - 1)))


def _only(whole: Part, columns: Sequence[int]) -> Part:
    cells = []
    for cell in whole.grid.cells:
        kept = [at for at, column in enumerate(columns) if cell.column <= column < cell.column + cell.columns]
        if kept:
            cells.append(replace(cell, column=kept[0], columns=len(kept)))
    grid = replace(whole.grid, cells=tuple(cells), columns=len(columns))
    return replace(whole, grid=grid, texts=[whole.texts[column] for column in columns])


def _texts(grid: Grid) -> list[list[str]]:
    texts: list[list[str]] = [[""] for _ in range(grid.columns)]
    for cell in grid.cells:
        if cell.columns == 1:
            texts[cell.column].append(cell.tag.get_text(" ", strip=True))
    return texts


def _needs(texts: Sequence[str]) -> int:
    return min(max(map(len, texts)), WRAPS) + BETWEEN


def _widths(part: Part, fits: int) -> list[str]:
    """Columns as wide as their texts where all fit; else texts share what numbers and dates leave."""
    widest = [max(map(len, column)) for column in part.texts]
    if part.nested or sum(widest) + BETWEEN * part.grid.columns <= fits:
        return ["auto"] * part.grid.columns
    unbroken = part.unbroken
    return ["auto" if at in unbroken else f"{_share(column)}fr" for at, column in enumerate(part.texts)]


def _share(texts: Sequence[str]) -> int:
    """A column's share of the width: most of its texts on one line, and room for its longest word."""
    lengths = sorted(len(text) for text in texts if text) or [1]
    return BETWEEN + min(max(lengths[int(len(lengths) * ON_ONE_LINE)], _word(texts)), WRAPS)


def _word(texts: Sequence[str]) -> int:
    return max(len(word) for text in texts for word in [*text.split(), ""])
