"""The price level by which sums of different years are made to count the same: US consumer prices.

`COLUMNS` says what the file that comes with kzdata holds. Most sums are stated in dollars, and no deflator of
Kazakhstan's trade reaches back so far: a constant dollar buys what a consumer in the United States could buy
for it in the base year, no more than that.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from statistics import fmean
from typing import NamedTuple

import pandas as pd

from kzdata.bundle import bundled
from kzdata.errors import UnknownName
from kzdata.model import Period
from kzdata.tables.schema import Column, Holds

COLUMNS = (
    Column("month", "Month", "Year and month: 2007-01", required=True),
    Column("index", "Index", "The consumer price index", Holds.NUMBER, "1982-84 is 100", True),
    Column("series", "Series", "The bureau's name of the series", required=True),
    Column("source", "Source", "Who publishes it: BLS, US Bureau of Labor Statistics", required=True),
)
"""The columns of the table of prices, in their order."""

OFFICE = "BLS"
"""Who publishes the index, as its file names it."""


class Level(NamedTuple):
    """The price level of a period: the average of its months, and the lowest and the highest of them."""

    mean: float
    lowest: float
    highest: float


def read_prices() -> pd.DataFrame:
    """The monthly price index that comes with kzdata, from January 2000 to December 2025.

    Returns
    -------
    DataFrame
        With the columns of `kzdata.tables.prices.COLUMNS`. The bureau published none for October 2025.

    Examples
    --------
    >>> prices = read_prices()
    >>> prices.loc[prices["month"] == "2017-09", "index"].item()
    246.819
    """
    return _bundled().copy()


def level_of(period: Period) -> Level | None:
    """The price level of a period; None where the index does not cover it from its first month to its last.

    Examples
    --------
    >>> level_of(Period(date(2015, 1, 1), date(2015, 12, 31)))
    Level(mean=237.017, lowest=233.707, highest=238.654)
    """
    first, last = f"{period.start:%Y-%m}", f"{period.end:%Y-%m}"
    index = _by_month()
    if first < min(index) or last > max(index):
        return None
    months = [value for month, value in index.items() if first <= month <= last]
    return Level(round(fmean(months), 3), min(months), max(months)) if months else None


def level_of_year(year: int) -> Level:
    """The price level of a year.

    Raises
    ------
    UnknownName
        If the index does not cover it.
    """
    level = level_of(Period(date(year, 1, 1), date(year, 12, 31)))
    if level is None:
        months = _by_month()
        known = f"Known: {min(months)[:4]} to {max(months)[:4]}."
        raise UnknownName("base year of prices", str(year), hint=known)
    return level


@cache
def _bundled() -> pd.DataFrame:
    return pd.read_csv(bundled("data") / "prices" / "us-cpi.csv", keep_default_na=False)


@cache
def _by_month() -> dict[str, float]:
    table = _bundled()
    return dict(zip(table["month"], table["index"].astype("float64"), strict=True))
