"""A partner's investment, agreements, projects and visits: the last that is said of each."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kzdata.model import HOME, Direction, Indicator, Kind, Modality
from kzdata.tables.official import OFFICIAL
from kzdata.tables.profile.facts import Because, Fact, directed, missing, rows_of, stated

_MONEY = (
    (Indicator.INVESTMENT, Direction.IN),
    (Indicator.INVESTMENT, Direction.OUT),
    (Indicator.INVESTMENT, Direction.BOTH),
    (Indicator.INVESTMENT_STOCK, Direction.IN),
    (Indicator.INVESTMENT_STOCK, Direction.OUT),
    (Indicator.LOANS, Direction.IN),
    (Indicator.AGREEMENTS_VALUE, None),
    (Indicator.PROJECTS_VALUE, None),
)
_COUNTS = (
    Indicator.AGREEMENTS_COUNT,
    Indicator.PROJECTS_COUNT,
    Indicator.COMPANIES_COUNT,
    Indicator.VISITS,
)
_EXPECTED = frozenset({"investment_in", "investment_out", "agreements_count", "visits"})
"""What a reader asks for: that nobody states it is told."""

_INWARD = {Indicator.INVESTMENT: "gross_fdi_inflow", Indicator.INVESTMENT_STOCK: "fdi_stock"}


def deed_facts(figures: pd.DataFrame, official: pd.DataFrame, partner: str, unit: str) -> Iterator[Fact]:
    """What came to pass besides trade: money in `unit`, and counts; of each what is said last.

    Of investment the sum over the longest time goes first, since a year's says less.
    """
    own = figures[
        figures["partner"].map(lambda codes: codes == (partner,)).astype("bool")
        & (figures["kind"] == Kind.LEVEL.value)
        & (figures["modality"] == Modality.ACTUAL.value)
        & (figures["reporter"] == HOME)
    ]
    for indicator, direction in _MONEY:
        yield from _last(own, indicator, direction, unit)
        if direction is Direction.IN and indicator in _INWARD:
            yield from _official(official, indicator, partner, unit)
    for indicator in _COUNTS:
        yield from _last(own, indicator, None, "count")


def _last(own: pd.DataFrame, indicator: Indicator, direction: Direction | None, unit: str) -> Iterator[Fact]:
    here = own[own["indicator"] == indicator.value]
    if direction is not None:
        here = here[here["direction"] == direction.value]
    found = here[here["unit"] == unit]
    name = directed(indicator.value, direction.value if direction else None)
    if len(found):
        days = (found["period_end"] - found["period_start"]).dt.days.fillna(-1)
        length = days if indicator is Indicator.INVESTMENT else 0
        ranked = found.assign(_length=length, _until=found["period_end"].fillna(found["published"]))
        ranked = ranked.sort_values(["_length", "_until", "published", "start"], kind="stable")
        yield stated(name, rows_of(ranked)[-1])
    elif name in _EXPECTED:
        because = Because.OTHER_UNITS if len(here) else Because.NOT_STATED
        yield missing(name, because, indicator.value, direction.value if direction else None)


def _official(official: pd.DataFrame, indicator: Indicator, partner: str, unit: str) -> Iterator[Fact]:
    name = OFFICIAL[indicator.value]
    here = official[
        (official["indicator"] == name) & (official["partner"] == partner) & (official["unit"] == unit)
    ]
    if len(here):
        last = rows_of(here.sort_values("period_end", kind="stable"))[-1]
        yield stated(_INWARD[indicator], last)
