"""What is said of trade and what statistics say, side by side, as a profile reckons with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import HOME, Indicator, Qualifier
from kzdata.tables.intervals import Interval
from kzdata.tables.profile.facts import rows_of
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


def by_year(levels: pd.DataFrame, partner: str) -> dict[int, Any]:
    """The rows of one partner by their years."""
    return {int(row.year): row for row in rows_of(levels[levels["partner"] == partner])}


def is_country(code: Any) -> bool:
    """Whether a partner is one country."""
    return isinstance(code, str) and area(code).kind is AreaKind.COUNTRY


def is_firm(*rows: Any) -> bool:
    """Whether all rows are stated exactly."""
    return all(row.qualifier == Qualifier.EXACT for row in rows)
