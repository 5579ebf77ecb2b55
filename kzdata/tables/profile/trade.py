"""A partner's trade: how much, how balanced, how it grew, what part of all trade it is, and its rank."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME, Indicator, Kind, Modality, Qualifier
from kzdata.tables.bounds import interval_of
from kzdata.tables.intervals import Interval
from kzdata.tables.profile.facts import Basis, Because, Fact, Way, likely, missing, rows_of, shown, stated
from kzdata.tables.select import annual

TURNOVER = Indicator.TRADE_TURNOVER.value
WORLD = "WORLD"
ENOUGH = 5
"""Partners whose trade of one year must be known before they are ranked."""


class Total(NamedTuple):
    """All trade of a year: what it may be, its value, and by whose account."""

    interval: Interval
    value: float
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Trade:
    """What is said of trade, and what official series say, with what each figure may mean.

    Attributes
    ----------
    figures, official : DataFrame
        A table of figures with bounds, official series with bounds.
    unit : str
        The unit of the amounts.
    """

    figures: pd.DataFrame
    official: pd.DataFrame
    unit: str

    @cached_property
    def turnover(self) -> pd.DataFrame:
        """What is stated of each partner's trade in full years."""
        return self._yearly(TURNOVER)

    @cached_property
    def exports(self) -> pd.DataFrame:
        """The same of exports."""
        return self._yearly(Indicator.EXPORTS.value)

    @cached_property
    def imports(self) -> pd.DataFrame:
        """The same of imports."""
        return self._yearly(Indicator.IMPORTS.value)

    def yearly(self, indicator: str) -> pd.DataFrame:
        """What is stated for full years, one row a partner and year, with what it may mean."""
        found: pd.DataFrame = getattr(self, "turnover" if indicator == TURNOVER else indicator)
        return found

    def _yearly(self, indicator: str) -> pd.DataFrame:
        chosen = annual(self.figures, indicator, unit=self.unit)
        own = self.figures.set_index("figure_id")[["low", "high", "closed"]]
        return chosen.drop(columns=["low", "high", "closed"]).join(own, on="figure_id")

    def of_statistics(self, indicator: str, partner: str) -> pd.DataFrame:
        """Kazakhstan's own official values of full years, else the partner's; by year."""
        here = self.official[
            (self.official["indicator"] == indicator)
            & (self.official["partner"] == partner)
            & (self.official["unit"] == self.unit)
            & self.official["year"].notna()
        ]
        ours = here[here["statistics"] == HOME]
        return (ours if len(ours) else here).sort_values("year", kind="stable")

    @cached_property
    def world(self) -> dict[int, Total]:
        """Kazakhstan's official trade with the world, by year."""
        return self.totals(WORLD)

    def totals(self, area: str) -> dict[int, Total]:
        """Official trade with an area, by year: what all sources' values may mean, the first, and whose."""
        rows = self.of_statistics(TURNOVER, area)
        return {
            int(str(year)): Total(
                Interval(group["low"].min(), group["high"].max()),
                float(group["value"].iloc[0]),
                tuple(dict.fromkeys(group["source"])),
            )
            for year, group in rows.groupby("year")
        }


def trade_facts(trade: Trade, partner: str) -> Iterator[Fact]:
    """Turnover, exports, imports; balance; growth; share; rank; a region's or bloc's members."""
    for indicator in (TURNOVER, Indicator.EXPORTS.value, Indicator.IMPORTS.value):
        yield from _levels(trade, partner, indicator)
    yield from _balance(trade, partner)
    yield from _growth(trade, partner)
    yield _share(trade, partner)
    if area(partner).kind is AreaKind.COUNTRY:
        yield _rank(trade, partner)
    else:
        yield _of_members(trade, partner)


def _levels(trade: Trade, partner: str, indicator: str) -> Iterator[Fact]:
    """The last full year that statements give, and the last that statistics give."""
    said = trade.yearly(indicator)
    own = said[said["partner"] == partner]
    if len(own):
        yield stated(indicator, rows_of(own)[-1])
    official = trade.of_statistics(indicator, partner)
    if len(official):
        yield stated(indicator, rows_of(official)[-1])
    if own.empty and official.empty:
        yield missing(indicator, _why_not(trade.figures, partner, indicator, trade.unit), indicator)


def _why_not(figures: pd.DataFrame, partner: str, indicator: str, unit: str) -> Because:
    alone = figures["partner"].map(lambda codes: codes == (partner,)).astype("bool")
    here = figures[alone & (figures["indicator"] == indicator) & (figures["kind"] == Kind.LEVEL.value)]
    if here.empty:
        return Because.NOT_STATED
    return Because.PART_OF_A_YEAR if (here["unit"] == unit).any() else Because.OTHER_UNITS


def _balance(trade: Trade, partner: str) -> Iterator[Fact]:
    """What Kazakhstan sold less what it bought, of the last year of which one kind of source gives both."""
    name = Indicator.TRADE_BALANCE.value
    sides = (Indicator.EXPORTS.value, Indicator.IMPORTS.value)
    said = [_by_year(trade.yearly(side), partner) for side in sides]
    measured = [_by_year(trade.of_statistics(side, partner), partner) for side in sides]
    found = [
        _difference(name, sold[max(both)], bought[max(both)])
        for sold, bought in (said, measured)
        if (both := sold.keys() & bought.keys())
    ]
    yield from found or [missing(name, Because.NO_SIDES, name)]


def _difference(name: str, sold: Any, bought: Any) -> Fact:
    ours, theirs = stated(name, sold), stated(name, bought)
    interval = interval_of(sold) - interval_of(bought)
    told = shown(float(sold.value - bought.value), interval, firm=_firm(sold, bought))
    if told is None:
        return missing(name, Because.BOUNDS, name)
    return Fact(
        name,
        Basis.COMPUTED,
        indicator=name,
        value=told[0],
        interval=interval,
        unit=sold.unit,
        qualifier=told[1],
        start=ours.start,
        end=ours.end,
        way=Way.SIDES,
        from_figures=(*ours.from_figures, *theirs.from_figures),
        sources=tuple(dict.fromkeys((*ours.sources, *theirs.sources))),
    )


def _growth(trade: Trade, partner: str) -> Iterator[Fact]:
    """The growth that was stated last, and that of the last two years in a row whose trade is stated."""
    figures = trade.figures
    alone = figures["partner"].map(lambda codes: codes == (partner,)).astype("bool")
    grown = figures[
        alone
        & (figures["indicator"] == TURNOVER)
        & (figures["kind"] == Kind.CHANGE.value)
        & (figures["unit"] == "percent")
        & (figures["modality"] == Modality.ACTUAL.value)
        & figures["period_end"].notna()
    ].sort_values(["period_end", "published", "start"], kind="stable")
    if len(grown):
        yield stated("growth", rows_of(grown)[-1])
    levels = _by_year(trade.turnover, partner)
    pairs = [year for year in levels if year - 1 in levels]
    if pairs:
        now, before = levels[max(pairs)], levels[max(pairs) - 1]
        yield _change(now, before)
    elif grown.empty:
        yield missing("growth", Because.NO_YEAR_BEFORE)


def _change(now: Any, before: Any) -> Fact:
    ours = stated("growth", now)
    interval = (interval_of(now) / interval_of(before) - 1) * 100
    # nothing falls by more than all: an interval that starts there is open below
    least = Interval(-math.inf, interval.high, interval.closed) if interval.low <= -100 else interval
    told = shown((now.value / before.value - 1) * 100, least, firm=_firm(now, before))
    if told is None:
        return missing("growth", Because.BOUNDS)
    return Fact(
        "growth",
        Basis.COMPUTED,
        kind=Kind.CHANGE.value,
        value=told[0],
        interval=interval,
        unit="percent",
        qualifier=told[1],
        start=ours.start,
        end=ours.end,
        way=Way.GROWTH,
        from_figures=(before.figure_id, now.figure_id),
        sources=tuple(dict.fromkeys((before.source, now.source))),
    )


def _share(trade: Trade, partner: str) -> Fact:
    """The part of all trade in the last year of which both are known: by statistics, else by statements."""
    levels = _by_year(trade.turnover, partner) | _by_year(trade.of_statistics(TURNOVER, partner), partner)
    for year in sorted(levels, reverse=True):
        total = trade.world.get(year)
        if total is None:
            continue
        row, fact = levels[year], stated("share", levels[year])
        interval = interval_of(row) / total.interval * 100
        return Fact(
            "share",
            Basis.COMPUTED,
            kind=Kind.SHARE.value,
            value=float(row.value) / total.value * 100,
            interval=Interval(interval.low, min(interval.high, 100.0), interval.closed),
            unit="percent",
            qualifier=str(row.qualifier),
            start=fact.start,
            end=fact.end,
            way=Way.SHARE,
            from_figures=fact.from_figures,
            sources=tuple(dict.fromkeys((*fact.sources, *total.sources))),
        )
    return missing("share", Because.NO_TOTAL if levels else Because.NOT_STATED)


def _rank(trade: Trade, partner: str) -> Fact:
    """Where it stands among the countries whose trade of the same year is stated, as far as bounds tell."""
    best = trade.turnover
    best = best[best["partner"].map(_is_country).astype("bool")]
    sizes = best.groupby("year")["partner"].nunique()
    years = [year for year in best.loc[best["partner"] == partner, "year"] if sizes[year] >= ENOUGH]
    if not years:
        stated_at_all = (best["partner"] == partner).any()
        return missing("rank", Because.FEW_PARTNERS if stated_at_all else Because.NOT_STATED)
    rows = best[best["year"] == max(years)]
    own = likely(rows[rows["partner"] == partner].iloc[0])
    others = [likely(row) for row in rows_of(rows[rows["partner"] != partner])]
    first = 1 + sum(each.low >= own.high and not each.meets(own) for each in others)
    last = len(rows) - sum(each.high <= own.low and not each.meets(own) for each in others)
    return Fact(
        "rank",
        Basis.COMPUTED,
        value=float(first),
        value_high=float(last) if last > first else None,
        interval=Interval(first, last),
        unit="count",
        qualifier=(Qualifier.RANGE if last > first else Qualifier.EXACT).value,
        start=date(max(years), 1, 1),
        end=date(max(years), 12, 31),
        way=Way.RANK,
        among=len(rows),
        from_figures=tuple(rows["figure_id"]),
        sources=tuple(dict.fromkeys(rows["source"])),
    )


def _of_members(trade: Trade, partner: str) -> Fact:
    """The sum over a region's or bloc's members, of the year of which most are stated: a least, no total."""
    best = trade.turnover
    day = best["period_end"].max()
    inside = {*members(partner, None if pd.isna(day) else day.date())} - {HOME}
    ours = best[best["partner"].isin(inside)]
    if ours.empty:
        return missing("members", Because.NOT_STATED)
    sizes = ours.groupby("year")["partner"].nunique()
    if sizes.max() < 2:
        return missing("members", Because.FEW_PARTNERS)
    year = max(sizes.index, key=lambda year: (sizes[year], year))
    rows = ours[ours["year"] == year]
    interval = Interval.point(0.0)
    for row in rows_of(rows):
        interval = interval_of(row) + interval
    told = shown(float(rows["value"].sum()), interval, firm=_firm(*rows_of(rows)))
    if told is None:
        return missing("members", Because.BOUNDS)
    return Fact(
        "members",
        Basis.COMPUTED,
        value=told[0],
        interval=interval,
        unit=trade.unit,
        qualifier=told[1],
        start=date(int(year), 1, 1),
        end=date(int(year), 12, 31),
        way=Way.SUM,
        among=len(rows),
        from_figures=tuple(rows["figure_id"]),
        sources=tuple(dict.fromkeys(rows["source"])),
    )


def _by_year(levels: pd.DataFrame, partner: str) -> dict[int, Any]:
    return {int(row.year): row for row in rows_of(levels[levels["partner"] == partner])}


def _is_country(code: Any) -> bool:
    return isinstance(code, str) and area(code).kind is AreaKind.COUNTRY


def _firm(*rows: Any) -> bool:
    """Whether all rows are stated exactly."""
    return all(row.qualifier == Qualifier.EXACT for row in rows)
