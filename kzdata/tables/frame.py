"""Statements and their figures to one table: a row a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

import pandas as pd

from kzdata import model
from kzdata.model import Figure, PartialDate, Statement
from kzdata.tables.schema import NAMES, typed

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def frame(
    pairs: Iterable[tuple[Statement, Sequence[Figure]]],
    *,
    checksums: Iterable[str | None] = repeat(None),
) -> pd.DataFrame:
    """The table of the figures of some statements, in the order given.

    Parameters
    ----------
    pairs : iterable of (Statement, sequence of Figure)
        Each statement with the figures that it states.
    checksums : iterable of str or None
        The SHA-256 of each statement's file.

    Returns
    -------
    DataFrame
        With the columns of `kzdata.tables.schema.COLUMNS`.

    Examples
    --------
    >>> said = Statement("s1", "Trade grew 23%.", publisher="RT", published=PartialDate(2008, 5))
    >>> frame([(said, [Figure("s1", 11, 14, "23%", 23.0, "percent")])]).loc[0, "source"]
    'RT, May 2008'
    """
    rows = [
        _row(statement, figure, checksum)
        for (statement, figures), checksum in zip(pairs, checksums, strict=False)
        for figure in figures
    ]
    columns = zip(*rows, strict=True) if rows else ((),) * len(NAMES)
    return typed(dict(zip(NAMES, columns, strict=True)))


def _row(statement: Statement, figure: Figure, checksum: str | None) -> tuple[Any, ...]:
    from kzdata.reading.text import sentence_at  # with the words of a language, which a kept table needs not

    return (
        f"{figure.statement_id}:{figure.start}-{figure.end}",
        *(getattr(figure, name) for name in model.COLUMNS),
        statement.title,
        statement.publisher,
        statement.published and statement.published.last,
        statement.published and str(statement.published),
        statement.url,
        statement.language,
        sentence_at(statement.body, figure.start, figure.end).of(statement.body),
        source_line(statement),
        checksum,
    )


def source_line(statement: Statement) -> str:
    """Who published the statement and when, ready to print.

    Examples
    --------
    >>> source_line(Statement("s1", "", publisher="RT", published=PartialDate(2017, 12, 25)))
    'RT, 25 Dec 2017'
    >>> source_line(Statement("s2", "", publisher="Liter"))
    'Liter, undated'
    """
    when = _written(statement.published) if statement.published else "undated"
    return f"{statement.publisher or 'Publisher unknown'}, {when}"


def _written(when: PartialDate) -> str:
    parts = (when.day, _MONTHS[when.month - 1] if when.month else None, when.year)
    return " ".join(str(part) for part in parts if part is not None)
