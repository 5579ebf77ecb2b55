"""Statements and their figures to one table: a row a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

import pandas as pd

from kzdata import model
from kzdata.model import Figure, PartialDate, Span, Statement
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

    sentence = sentence_at(statement.body, figure.start, figure.end)
    return (
        f"{figure.statement_id}:{figure.start}-{figure.end}",
        *(getattr(figure, name) for name in model.COLUMNS),
        statement.title,
        statement.publisher,
        statement.published and statement.published.last,
        statement.published and str(statement.published),
        statement.url,
        statement.language,
        sentence.of(statement.body),
        quality(figure, sentence),
        source_line(statement),
        checksum,
    )


DECIDING = ("indicator", "partner", "period")
"""The fields in which rows are most often wrong, and which words of another sentence may decide."""


def quality(figure: Figure, sentence: Span) -> int:
    """How many of indicator, partner and period words of the figure's own sentence decide: 0 to 3.

    The others are carried on from earlier sentences, or empty. The more of them a sentence names itself, the
    more rows are right in every column; ``data/README.md`` has the shares measured.

    Examples
    --------
    >>> at = {"indicator": Span(0, 5), "partner": Span(11, 16)}
    >>> quality(Figure("s1", 20, 23, "23%", 23.0, "percent", evidence=at), Span(7, 30))
    1
    """
    places = (figure.evidence.get(field) for field in DECIDING)
    return sum(at is not None and sentence.start <= at.start < sentence.end for at in places)


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
