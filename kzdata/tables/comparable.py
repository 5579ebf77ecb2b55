"""The guard that keeps figures off one scale that do not belong there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from kzdata.errors import UnknownName
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.filters import Several, each
from kzdata.tables.given import holding

_SAME = ("indicator", "kind", "unit", "reporter", "direction", "modality")

_LENGTH = "period length"

_PER = "per"
"""Of implied figures: what is so much a year on average is no sum of these years."""

_ACCOUNT = "statistics"
"""Official series say whose account they are; statements do not, and may stand beside either."""

_MAY_DIFFER = (*_SAME, _LENGTH, _PER, _ACCOUNT)

_NEEDED = (*_SAME, "partner", "period_start", "period_end")


def comparable(*tables: pd.DataFrame, differing: Several = None) -> pd.DataFrame:
    """The rows of one table or of several as one, if they belong on one scale.

    They do if they have the same indicator, kind, unit, reporter, direction and modality, and periods of
    the same length: all of nine months, or all of a year; and sums do not belong beside what they come to a
    year. Official series of Kazakhstan and of its partner (mirror data) do not belong on one scale either.

    Parameters
    ----------
    *tables : DataFrame
        Tables of figures, of implied figures, official series.
    differing : str or iterable of str
        What may differ, because the reader is shown it: "indicator", "kind", "unit", "reporter", "direction",
        "modality", "period length"; of implied figures "per", of official series "statistics".

    Returns
    -------
    DataFrame
        The table itself where one is given; of several the rows of all, with the columns that all have.

    Raises
    ------
    NotComparable
        Naming what they differ in, and which figures have which value.
    UnknownName
        If `differing` names something else.
    TableError
        If a table lacks a column by which this is told.

    Examples
    --------
    >>> from kzdata.tables.corpus import figures
    >>> from kzdata.tables.official import official
    >>> comparable(figures())
    Traceback (most recent call last):
    kzdata.tables.errors.NotComparable: These figures differ in indicator ...
    >>> said = figures(indicator="exports", partner="CHN", kind="level", period="2013")
    >>> len(comparable(said, official("exports", "CHN"))) > len(said)
    True
    """
    allowed = each(differing, _known) or frozenset()
    if not tables:
        raise TableError("no table is given.", hint="Give one or more: comparable(figures, official).")
    for table in tables:
        holding(table, _NEEDED)
    together = tables[0] if len(tables) == 1 else _together(tables)
    for what in (*_SAME, _PER):
        if what not in allowed and what in together.columns:
            _alike(what, together, together[what])
    if _LENGTH not in allowed:
        _alike(_LENGTH, together, _lengths(together))
    if _ACCOUNT not in allowed and _ACCOUNT in together.columns:
        stated = together[together[_ACCOUNT].notna()]
        _alike(_ACCOUNT, stated, stated[_ACCOUNT])
    return together


def _known(name: str) -> str:
    if name not in _MAY_DIFFER:
        near = difflib.get_close_matches(name, _MAY_DIFFER)
        raise UnknownName("difference", name, tuple(near), hint=f"Known: {', '.join(_MAY_DIFFER)}.")
    return name


def by_value(groups: pd.Series[Any]) -> dict[str, tuple[str, ...]]:
    """Each value, as text, with the ids of the figures that have it."""
    return {str(value): ids for value, ids in groups.items()}


def _alike(what: str, figures: pd.DataFrame, values: pd.Series[Any]) -> None:
    if values.nunique(dropna=False) < 2:
        return
    values = values.astype("str").fillna("none")
    names = figures["figure_id"] if "figure_id" in figures.columns else figures["source"]
    groups = names.groupby(values).agg(tuple)
    if len(groups) > 1:
        raise NotComparable(what, by_value(groups), hint="Choose one of them.")


def _together(tables: tuple[pd.DataFrame, ...]) -> pd.DataFrame:
    named = list(_with_ids(tables))
    shared = [name for name in named[0].columns if all(name in table.columns for table in named)]
    if any(_ACCOUNT in table.columns for table in named):
        shared.append(_ACCOUNT)
    alike = [table.reindex(columns=list(dict.fromkeys(shared))) for table in named]
    return pd.concat([_plain(table) for table in alike], ignore_index=True)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its terms as text and its partners as tuples, as every other one has them."""
    partner = pd.Series(
        [(codes,) if isinstance(codes, str) else codes for codes in table["partner"]], table.index, "object"
    )
    return table.astype(dict.fromkeys(_SAME, "str")).assign(partner=partner)


def _with_ids(tables: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for table in tables:
        yield table if "figure_id" in table.columns else table.assign(figure_id=table["source"])


def _lengths(figures: pd.DataFrame) -> pd.Series[str]:
    """How long each period is: in months if it has whole ones, else in days."""
    start, end = figures["period_start"], figures["period_end"]
    months = (end.dt.year - start.dt.year) * 12 + end.dt.month - start.dt.month + 1
    days = (end - start).dt.days + 1
    whole = start.dt.is_month_start & end.dt.is_month_end
    number = months.where(whole, days).astype("Int64").astype("str")
    lengths: pd.Series[str] = (number + np.where(whole, " months", " days")).where(start.notna())
    return lengths
