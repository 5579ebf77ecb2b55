"""The columns that `bounds` and `to_usd` add to a table of figures, as a file gives them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from kzdata.tables.intervals import Closed
from kzdata.tables.schema import Column, Holds, typed

_DOLLARS = "US dollars"
_CLOSED = tuple(end.value for end in Closed)

DERIVED = (
    Column("low", "Low end", "The least that the figure may mean", Holds.NUMBER, "as value"),
    Column("high", "High end", "The most that it may mean", Holds.NUMBER, "as value"),
    Column("closed", "Closed", "Which of the two belong to it", Holds.TERM, required=True, terms=_CLOSED),
    Column("value_usd", "In dollars", "The value in US dollars", Holds.NUMBER, _DOLLARS),
    Column("value_usd_high", "High end in dollars", "The high end of a range", Holds.NUMBER, _DOLLARS),
    Column("rate", "Rate", "What the value was divided by", Holds.NUMBER, "units of a currency for a dollar"),
    Column("rate_period", "Months of the rate", "The months that it is the average of"),
    Column("rate_method", "Method of the rate", "How it was quoted"),
    Column("rate_source", "Source of the rate", "Who quoted it"),
    Column("rate_note", "Note on the rate", "Why there is none, or another period's"),
    Column("low_usd", "Low end in dollars", "The low end at the highest quote", Holds.NUMBER, _DOLLARS),
    Column("high_usd", "High end in dollars", "The high end at the lowest quote", Holds.NUMBER, _DOLLARS),
)
"""These columns, in their order."""


def derived(cells: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """The derived columns that there are, typed as `bounds` and `to_usd` give them.

    A file has an empty cell for an end that is open, since spreadsheets know no infinity: what has bounds
    gets it back.

    Parameters
    ----------
    cells : mapping of str to sequence
        Some columns of `DERIVED`.

    Examples
    --------
    >>> derived({"low": [14e9], "high": [None], "closed": ["left"]}).values.tolist()
    [[14000000000.0, inf, 'left']]
    """
    columns = [column for column in DERIVED if column.name in cells]
    table = typed({column.name: _finite(column, cells[column.name]) for column in columns}, columns)
    if not {"low", "high", "closed"} <= {*table.columns}:
        return table
    for end, nothing in (("low", -np.inf), ("high", np.inf)):
        table[end] = table[end].fillna(nothing)
        if {f"{end}_usd", "rate"} <= {*table.columns}:
            open_in_dollars = np.isinf(table[end]) & table["rate"].notna()
            table[f"{end}_usd"] = table[f"{end}_usd"].mask(open_in_dollars, nothing)
    return table


def _finite(column: Column, cells: Sequence[Any]) -> Sequence[Any]:
    """The cells with None for infinity, as CSV has it: Parquet keeps it."""
    if column.holds is not Holds.NUMBER:
        return cells
    return [None if cell is None or np.isinf(cell) else cell for cell in cells]
