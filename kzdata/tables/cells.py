"""Cells of CSV files that a spreadsheet opens without running anything in them. Knows no pandas."""

from __future__ import annotations

from typing import Any

SEPARATOR = ";"
"""Between the items of a list."""

_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""A cell that starts with one of these, spaces aside, may run as a formula when a spreadsheet opens it."""

_QUOTED = frozenset(',"\r\n')

_GUARD = "'"
"""Stands before such a cell, and before one that starts with itself, so that reading can take it off."""


def csv_cell(cell: Any) -> str:
    """A cell as it stands in the file: lists joined, None empty, what could be a formula guarded.

    Examples
    --------
    >>> [csv_cell(cell) for cell in ("+3%", ["CHN", "RUS"], None, 2e9)]
    ["'+3%", 'CHN;RUS', '', '2000000000']
    """
    if cell is None:
        return ""
    if isinstance(cell, list | tuple):
        cell = SEPARATOR.join(map(str, cell))
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        cell = int(cell)
    if isinstance(cell, str) and cell.lstrip(" ")[:1] in _FORMULA | {_GUARD}:
        cell = _GUARD + cell
    return quoted(str(cell))


def quoted(text: str) -> str:
    """A text as a cell of a CSV file, in quotes where it needs them.

    Examples
    --------
    >>> quoted("3,5"), quoted("3.5")
    ('"3,5"', '3.5')
    """
    # not the csv module's writer: before Python 3.13 it leaves a carriage return without quotes
    return '"' + text.replace('"', '""') + '"' if _QUOTED & {*text} else text


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded.

    Examples
    --------
    >>> unguarded(csv_cell("+3%"))
    '+3%'
    """
    if cell[:1] == _GUARD and cell[1:].lstrip(" ")[:1] in _FORMULA | {_GUARD}:
        return cell[1:]
    return cell
