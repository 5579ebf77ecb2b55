"""One thing that a profile tells: a number with what it rests on, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from kzdata.model import Indicator, Kind, Qualifier
from kzdata.tables.bounds import bounds, interval_of
from kzdata.tables.intervals import Closed, Interval
from kzdata.tables.schema import tuples


class Basis(StrEnum):
    """What a number rests on."""

    STATED = "stated"
    OFFICIAL = "official"
    COMPUTED = "computed"
    MISSING = "missing"


class Way(StrEnum):
    """How a computed number comes about."""

    SIDES = "exports_less_imports"
    SHARE = "share_of_the_total"
    RANK = "rank_among_partners"
    GROWTH = "against_the_year_before"
    CONCENTRATION = "squares_of_shares"
    SUM = "sum_of_members"


class Because(StrEnum):
    """Why there is no number."""

    NOT_STATED = "not_stated"
    PART_OF_A_YEAR = "part_of_a_year"
    OTHER_UNITS = "other_units"
    NO_SIDES = "no_sides"
    NO_TOTAL = "no_total"
    FEW_PARTNERS = "few_partners"
    NO_YEAR_BEFORE = "no_year_before"
    BOUNDS = "bounds_leave_it_open"


INDEX = "index"
"""The unit of a concentration: from 0, spread evenly over many, to 1, all with one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a profile tells.

    Attributes
    ----------
    name : str
        What it is: an indicator, with "_in" or "_out" where it has a direction; or share, rank, growth,
        concentration, members.
    indicator, kind, direction : str
        What it is of, in the terms of a table of figures.
    basis : Basis
        What it rests on.
    value, value_high : float or None
        The number; both ends where it is a range.
    interval : Interval or None
        What it may be, by what its parts may mean.
    unit, qualifier : str
        In which unit, and how firm it is.
    start, end : date or None
        The period, both days included.
    way : Way or None
        How it was computed.
    because : Because or None
        Why there is none.
    among : int or None
        Of a rank, a sum or a concentration: how many partners it takes in.
    coverage : float or None
        Of a concentration: the part of the total, in percent, that these make.
    from_figures, sources : tuple of str
        The figures it comes from, and who published them.
    url : str
        Where, if it is one page.
    """

    name: str
    basis: Basis
    indicator: str = Indicator.TRADE_TURNOVER.value
    kind: str = Kind.LEVEL.value
    direction: str | None = None
    value: float | None = None
    value_high: float | None = None
    interval: Interval | None = None
    unit: str = ""
    qualifier: str = Qualifier.EXACT.value
    start: date | None = None
    end: date | None = None
    way: Way | None = None
    because: Because | None = None
    among: int | None = None
    coverage: float | None = None
    from_figures: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    url: str = ""


def rows_of(table: pd.DataFrame) -> list[Any]:
    """The rows of a table, by the names of its columns."""
    return list(table.itertuples())


def stated(name: str, row: Any) -> Fact:
    """The fact that a row of a table with bounds states; an official row is one without a figure's id."""
    said = isinstance(getattr(row, "figure_id", None), str)
    direction = None if pd.isna(row.direction) else str(row.direction)
    high = getattr(row, "value_high", None)
    return Fact(
        name,
        Basis.STATED if said else Basis.OFFICIAL,
        indicator=str(row.indicator),
        kind=str(row.kind),
        direction=direction,
        value=float(row.value),
        value_high=None if pd.isna(high) else float(high),
        interval=interval_of(row),
        unit=row.unit,
        qualifier=str(row.qualifier),
        start=None if pd.isna(row.period_start) else row.period_start.date(),
        end=None if pd.isna(row.period_end) else row.period_end.date(),
        from_figures=(row.figure_id,) if said else (),
        sources=(row.source,),
        url=row.url if isinstance(row.url, str) else "",
    )


def missing(name: str, because: Because, indicator: str = "", direction: str | None = None) -> Fact:
    """The fact that there is no such number, and why."""
    known = indicator or Indicator.TRADE_TURNOVER.value
    return Fact(name, Basis.MISSING, indicator=known, direction=direction, because=because)


def likely(row: Any) -> Interval:
    """What a row may mean, if nobody says "over 10 billion" of 20: told from below, it is less than twice.

    What is told from below alone is never surely less than anything else. To rank partners, and to tell
    whether a target was missed, that is more doubt than the words leave.

    Examples
    --------
    >>> from kzdata.model import Figure
    >>> str(likely(Figure("s1", 0, 8, "over $1bn", 1e9, "USD", qualifier=Qualifier.OVER)))
    '[1000000000, 2000000000)'
    """
    interval = interval_of(row)
    if math.isfinite(interval.high) or interval.low <= 0:
        return interval
    return Interval(interval.low, 2 * interval.low, Closed.of(low=interval.closed_low, high=False))


def shown(value: float, interval: Interval, *, firm: bool) -> tuple[float, str] | None:
    """The number that stands for an interval, and how firm it is; None where it is open to both sides.

    Examples
    --------
    >>> shown(5.0, Interval(4, math.inf), firm=False)
    (4.0, 'at_least')
    """
    low, high = math.isfinite(interval.low), math.isfinite(interval.high)
    if low and high:
        return value, (Qualifier.EXACT if firm else Qualifier.ABOUT).value
    if low:
        return interval.low, Qualifier.AT_LEAST.value
    return (interval.high, Qualifier.UP_TO.value) if high else None


def bounded(official: pd.DataFrame) -> pd.DataFrame:
    """Official series with what each value may mean, as statements have it."""
    if "low" in official.columns:
        return official
    return bounds(official.assign(quote="", value_high=float("nan")))


def directed(indicator: str, direction: str | None) -> str:
    """The name of a fact on an indicator: "investment_in".

    Examples
    --------
    >>> directed("investment", "in"), directed("visits", None)
    ('investment_in', 'visits')
    """
    return f"{indicator}_{direction}" if direction else indicator


def table_of(partner: str, facts: Iterable[Fact]) -> pd.DataFrame:
    """The facts as a table, a row each, in their order."""
    rows = list(facts)
    columns: dict[str, Any] = {
        "fact": pd.array([fact.name for fact in rows], dtype="str"),
        "partner": pd.array([partner] * len(rows), dtype="str"),
        "basis": pd.Categorical([fact.basis.value for fact in rows], [each.value for each in Basis]),
    }
    for name in ("indicator", "kind", "direction"):
        columns[name] = pd.array([getattr(fact, name) for fact in rows], dtype="str")
    for name in ("value", "value_high"):
        columns[name] = pd.array([getattr(fact, name) for fact in rows], dtype="float64")
    columns["low"] = [fact.interval.low if fact.interval else float("nan") for fact in rows]
    columns["high"] = [fact.interval.high if fact.interval else float("nan") for fact in rows]
    columns["unit"] = pd.array([fact.unit or None for fact in rows], dtype="str")
    columns["qualifier"] = pd.array([fact.qualifier for fact in rows], dtype="str")
    for name in ("start", "end"):
        columns[f"period_{name}"] = pd.to_datetime(pd.Series([getattr(fact, name) for fact in rows]))
    for name, cells in (
        ("rule", [fact.way for fact in rows]),
        ("reason", [fact.because for fact in rows]),
        ("url", [fact.url or None for fact in rows]),
    ):
        columns[name] = pd.array(cells, dtype="str")
    columns["among"] = pd.array([fact.among for fact in rows], dtype="Int64")
    columns["coverage"] = pd.array([fact.coverage for fact in rows], dtype="float64")
    columns["from_figures"] = tuples(fact.from_figures for fact in rows)
    columns["sources"] = tuples(fact.sources for fact in rows)
    return pd.DataFrame(columns)
