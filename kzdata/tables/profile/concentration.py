"""On how few partners all trade, or that with a region or bloc, rests: the Herfindahl-Hirschman index."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from kzdata.lexicon.areas import members
from kzdata.model import HOME, Indicator, Qualifier
from kzdata.tables.bounds import interval_of
from kzdata.tables.intervals import Interval
from kzdata.tables.profile.account import ENOUGH, TURNOVER, WORLD, Total, Trade, is_country
from kzdata.tables.profile.facts import INDEX, Basis, Because, Fact, Way, missing, rows_of

HALF = 50.0
"""The part of the total, in percent, that partners must make whose trade is known."""


def concentration(trade: Trade, within: str = WORLD) -> Fact:
    """The sum of the squares of the partners' shares in the last year of which enough of them are known.

    It is reckoned over countries, official values first, then those that statements give. Partners of whom
    nothing is known can only add to it: it is a least value.

    Parameters
    ----------
    trade : Trade
        What is said, and what statistics say.
    within : str
        WORLD, or a region or bloc: then over its members, of its own total.
    """
    parts, totals = _parts(trade, within), _totals(trade, within)
    if not totals or parts.empty:
        return missing("concentration", Because.NO_TOTAL if not totals else Because.NOT_STATED)
    for year in sorted(totals.keys() & {int(year) for year in parts["year"]}, reverse=True):
        rows = parts[parts["year"] == year]
        covered = float(rows["value"].sum()) / totals[year].value * 100
        if len(rows) >= ENOUGH and covered >= HALF:
            return _index(rows, totals[year], covered)
    return missing("concentration", Because.FEW_PARTNERS)


def _parts(trade: Trade, within: str) -> pd.DataFrame:
    """One value a country and year: the statistics' where there is one."""
    official = trade.official[
        (trade.official["indicator"] == TURNOVER)
        & (trade.official["statistics"] == HOME)
        & (trade.official["unit"] == trade.unit)
        & trade.official["year"].notna()
    ]
    inside = {*members(within)} - {HOME} if within != WORLD else None

    def counts(code: Any) -> bool:
        return is_country(code) and (inside is None or code in inside)

    columns = ["partner", "year", "value", "low", "high", "closed", "source", "qualifier", "figure_id"]
    both = pd.concat(
        [
            official.assign(figure_id=None).astype({"year": "int64"})[columns].astype("object"),
            trade.turnover[columns].astype("object"),
        ],
        ignore_index=True,
    )
    return both[both["partner"].map(counts).astype("bool")].drop_duplicates(["partner", "year"])


def _totals(trade: Trade, within: str) -> dict[int, Total]:
    """The totals by year: of the world by statistics, of a bloc by these or by what is said of it."""
    if within == WORLD:
        return trade.world
    own = trade.turnover[trade.turnover["partner"] == within]
    said = {int(row.year): Total(interval_of(row), float(row.value), (row.source,)) for row in rows_of(own)}
    return said | trade.totals(within)


def _index(rows: pd.DataFrame, total: Total, covered: float) -> Fact:
    interval = Interval.point(0.0)
    for row in rows_of(rows):
        share = interval_of(row) / total.interval
        interval = interval + share * share
    year = int(rows["year"].iloc[0])
    return Fact(
        "concentration",
        Basis.COMPUTED,
        indicator=Indicator.TRADE_TURNOVER.value,
        value=float(((rows["value"].astype("float64") / total.value) ** 2).sum()),
        interval=Interval(min(interval.low, 1.0), 1.0),
        unit=INDEX,
        qualifier=Qualifier.AT_LEAST.value,
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        way=Way.CONCENTRATION,
        among=len(rows),
        coverage=covered,
        from_figures=tuple(name for name in rows["figure_id"] if isinstance(name, str)),
        sources=tuple(dict.fromkeys((*rows["source"], *total.sources))),
    )
