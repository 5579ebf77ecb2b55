"""Numbers of a column one under another by their decimal marks."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from kzdata.reports.tables import Grid, classes

if TYPE_CHECKING:
    from kzdata.reports.tables import Cell

# no unit after it: a gap between a number and its unit would be worse than numbers out of line
_BARE = re.compile(r"\D{0,4}\d[\d\s,.\u2009\u202f\u00a0’']*?(?P<fraction>[.,]\d+)?")


def paddings(grid: Grid) -> dict[int, str]:
    """What is to follow each number, unseen, so that its column's decimal marks stand in one line.

    Returns
    -------
    dict of int to str
        By the `id` of the cell's tag; numbers that need nothing are left out.

    Examples
    --------
    >>> from bs4 import BeautifulSoup
    >>> from kzdata.reports.tables import read_grid
    >>> rows = "".join(f"<tr><td class=num>{text}</td></tr>" for text in ("13.3", "9", "10.25"))
    >>> list(paddings(read_grid(BeautifulSoup(f"<table>{rows}</table>", "html.parser").table)).values())
    ['0', '.00']
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.row >= grid.heads and cell.columns == 1 and "num" in classes(cell.tag):
            columns[cell.column].append(cell)
    return {key: pad for column in columns.values() for key, pad in _column(column).items()}


def _column(cells: list[Cell]) -> dict[int, str]:
    said = {id(cell.tag): cell.tag.get_text("", strip=True) for cell in cells}
    found = {key: _BARE.fullmatch(text) for key, text in said.items()}
    fractions = {key: match["fraction"] or "" for key, match in found.items() if match}
    commas = [each for each in fractions.values() if each.startswith(",")]
    if all(len(each) == 4 for each in commas):
        # they part thousands
        fractions = {key: "" if each.startswith(",") else each for key, each in fractions.items()}
    longest = max(fractions.values(), key=len, default="")
    mark = longest[:1]
    return {
        key: (each or mark)[len(each) :] + "0" * (len(longest) - max(len(each), 1))
        for key, each in fractions.items()
        if len(each) < len(longest)
    }
