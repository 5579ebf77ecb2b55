"""Where a partner stands among all: its part of all trade, its rank, what its members make together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME, Kind, Qualifier
from kzdata.tables.bounds import interval_of
from kzdata.tables.intervals import Interval
from kzdata.tables.profile.account import ENOUGH, TURNOVER, Trade, by_year, is_country, is_firm
from kzdata.tables.profile.facts import Basis, Because, Fact, Way, likely, missing, rows_of, shown, stated


def standing_facts(trade: Trade, partner: str) -> Iterator[Fact]:
    """Share of all trade; rank of a country; the sum over a region's or bloc's members."""
    yield _share(trade, partner)
    yield (_rank if area(partner).kind is AreaKind.COUNTRY else _of_members)(trade, partner)


def _share(trade: Trade, partner: str) -> Fact:
    """The part of all trade in the last year of which both are known: by statistics, else by statements."""
    levels = by_year(trade.turnover, partner) | by_year(trade.of_statistics(TURNOVER, partner), partner)
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
    best = best[best["partner"].map(is_country).astype("bool")]
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
    told = shown(float(rows["value"].sum()), interval, firm=is_firm(*rows_of(rows)))
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
