"""A partner's trade: how much, how balanced, how it grew."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from kzdata.model import Indicator, Kind, Modality
from kzdata.tables.bounds import interval_of
from kzdata.tables.intervals import Interval
from kzdata.tables.profile.account import TURNOVER, Trade, by_year, is_firm
from kzdata.tables.profile.facts import Basis, Because, Fact, Way, missing, rows_of, shown, stated


def trade_facts(trade: Trade, partner: str) -> Iterator[Fact]:
    """Turnover, exports, imports; balance; growth."""
    for indicator in (TURNOVER, Indicator.EXPORTS.value, Indicator.IMPORTS.value):
        yield from _levels(trade, partner, indicator)
    yield from _balance(trade, partner)
    yield from _growth(trade, partner)


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
    said = [by_year(trade.yearly(side), partner) for side in sides]
    measured = [by_year(trade.of_statistics(side, partner), partner) for side in sides]
    found = [
        _difference(name, sold[max(both)], bought[max(both)])
        for sold, bought in (said, measured)
        if (both := sold.keys() & bought.keys())
    ]
    yield from found or [missing(name, Because.NO_SIDES, name)]


def _difference(name: str, sold: Any, bought: Any) -> Fact:
    ours, theirs = stated(name, sold), stated(name, bought)
    interval = interval_of(sold) - interval_of(bought)
    told = shown(float(sold.value - bought.value), interval, firm=is_firm(sold, bought))
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
    levels = by_year(trade.turnover, partner)
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
    told = shown((now.value / before.value - 1) * 100, least, firm=is_firm(now, before))
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
