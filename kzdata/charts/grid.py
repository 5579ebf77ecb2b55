"""A table to read, of whatever its rows are: words of the data in columns, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from kzdata.charts.table import style


@dataclass(frozen=True, eq=False)
class Table:
    """A table. Notebooks show it by itself.

    Attributes
    ----------
    html : str
        The table, or a sentence where there is no row.
    rows : DataFrame
        What it was made from.
    """

    html: str = field(repr=False)
    rows: pd.DataFrame = field(repr=False)

    def _repr_mimebundle_(self, **_limits: object) -> dict[str, str]:
        return {"text/html": style() + self.html, "text/plain": f"<{len(self.rows)} rows>"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: HTML that is safe to show, and whether it is a number."""

    html: str
    number: bool = False


def text(said: str) -> Cell:
    """A cell of text.

    Examples
    --------
    >>> text("a < b").html
    'a &lt; b'
    """
    return Cell(escape(said))


def number(said: str) -> Cell:
    """A cell with a number, as it is to be read."""
    return Cell(escape(said), number=True)


def grid(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table as HTML: the first cell of each row is its head.

    Examples
    --------
    >>> grid("Trade", ["Partner", "Value"], [[text("China"), number("$18bn")]])[:51]
    '<table class="kz-figures"><caption>Trade</caption><'
    """
    numeric = [
        bool(rows) and all(row[place].number or not row[place].html for row in rows)
        for place in range(len(heads))
    ]
    marks = [' class="num"' if each else "" for each in numeric]
    head = "".join(
        f'<th scope="col"{mark}>{escape(name)}</th>' for name, mark in zip(heads, marks, strict=True)
    )
    body = "".join(_row(row, marks) for row in rows)
    return (
        f'<table class="kz-figures"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(cells: Sequence[Cell], marks: Sequence[str]) -> str:
    first, *others = cells
    made = "".join(f"<td{mark}>{cell.html}</td>" for cell, mark in zip(others, marks[1:], strict=True))
    return f'<tr><th scope="row">{first.html}</th>{made}</tr>'
