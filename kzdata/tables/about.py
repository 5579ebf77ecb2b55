"""The columns of a table of figures, explained as a table."""

from __future__ import annotations

import pandas as pd

from kzdata.tables.schema import COLUMNS, NAMES, tuples


def columns() -> pd.DataFrame:
    """The columns of a table of figures: what each holds, in which unit, and the terms of its vocabulary.

    Returns
    -------
    DataFrame
        A row each column of `kzdata.figures`, in their order: ``column``, ``title``, ``holds`` (text, number,
        integer, date, codes or term), ``unit`` (of numbers), ``required`` (whether every figure has it; else
        it is empty where the statement does not say), ``terms`` (a tuple), ``description``.

    Examples
    --------
    >>> about = columns().set_index("column")
    >>> about.loc["kind", "terms"]
    ('level', 'change', 'share')
    >>> about.loc["value_high", "description"]
    'The high end of a range'
    """
    return pd.DataFrame(
        {
            "column": list(NAMES),
            "title": [column.title for column in COLUMNS],
            "holds": [column.holds.value for column in COLUMNS],
            "unit": [column.unit for column in COLUMNS],
            "required": [column.required for column in COLUMNS],
            "terms": tuples(column.terms for column in COLUMNS),
            "description": [column.description for column in COLUMNS],
        }
    )
