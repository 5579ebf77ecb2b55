"""A table of figures in one currency, at the prices of each time or at those of one year."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kzdata.errors import UnknownName
from kzdata.model import Kind, Period
from kzdata.tables.audit import Rule, audit
from kzdata.tables.errors import TableError
from kzdata.tables.given import holding
from kzdata.tables.money import DOLLAR, Otherwise, to_usd
from kzdata.tables.prices import OFFICE, Level, level_of, level_of_year
from kzdata.tables.units import BASE_YEAR, Prices, unit_of

_NEEDED = ("value", "unit", "period_start", "period_end")
_LACKING: dict[str, Any] = {
    "figure_id": "",
    "value_high": np.nan,
    "published_as": None,
    "kind": Kind.LEVEL.value,
}
"""What official series do not have, and conversion asks for."""


def to_currency(
    figures: pd.DataFrame,
    currency: str = DOLLAR,
    *,
    prices: str = Prices.CURRENT,
    base: int = BASE_YEAR,
    doubted: Collection[str] = (),
    rates: str | Path | pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The same table with its sums of money in one currency, so that charts can set them on one scale.

    A sum goes by the average rate of its own period, by way of the dollar (see `to_usd`); one that is stated
    in the currency stays as it is, and so does one that has no period, or none that the rates reach: nobody
    said which year's money it is. At constant prices a level is divided by how far US consumer prices of its
    period stand from those of the base year, and its unit names that year ("USD2015"), so that it cannot be
    set beside a current one; growth in money, shares and percentages stay as stated.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, or official series.
    currency : str
        ISO 4217 code of a currency that `read_rates` has: USD, KZT, EUR ...
    prices : {"current", "constant"}
        Constant ones are in dollars alone: for tenge and euro no deflator comes with kzdata.
    base : int
        The year whose prices constant ones are.
    doubted : collection of str
        Ids of statements whose other currencies are left as they are; see `doubted_currencies`.
    rates : path or DataFrame, optional
        Exchange rates of your own; see `to_usd`.

    Returns
    -------
    DataFrame
        `value`, `value_high` and `unit` in the currency, `low` and `high` (see `bounds`) too where they are,
        widened by how far rate and prices moved within the period. Columns more: `value_stated`,
        `value_high_stated` and `unit_stated`, as they were; `converted_by`, by whose rates and which prices;
        missing where nothing changed.

    Raises
    ------
    UnknownName
        If there are no rates of the currency, or no prices of the base year.
    TableError
        If constant prices are asked for in another currency, or `figures` is no table of figures.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In 2017 trade with China came to $18 billion.")
    >>> to_currency(kz.figures([said]), "EUR")[["value", "unit", "converted_by"]].round(-7).values.tolist()
    [[15970000000.0, 'EUR', 'ECB']]
    >>> to_currency(kz.figures([said]), prices="constant")[["value", "unit"]].round(-7).values.tolist()
    [[17400000000.0, 'USD2015']]
    """
    holding(figures, _NEEDED)
    if prices not in list(Prices):
        raise UnknownName("prices", prices, hint="Known: current, constant.")
    if prices == Prices.CONSTANT and currency != DOLLAR:
        raise TableError(f"constant prices in {currency} are asked for.", hint="At constant prices take USD.")
    table = figures.assign(**{name: cell for name, cell in _LACKING.items() if name not in figures.columns})
    factors = _exchanged(table, currency, rates)
    if len(doubted) and "statement_id" in table.columns:
        factors = factors.mask(table["statement_id"].isin(list(doubted)))
    unit = pd.Series(np.where(factors["mean"].notna(), currency, table["unit"]), table.index, dtype="str")
    if prices == Prices.CONSTANT:
        factors, unit = _deflated(table, factors, unit, base)
    return _converted(figures, factors, unit)


def doubted_currencies(figures: pd.DataFrame) -> frozenset[str]:
    """The statements whose sums agree with those of others only if they are in another currency.

    "16.4 billion euros" of one statement and "$16.4 billion" of another for the same trade cannot both be
    right. Which one errs is not known; to convert the euros would make the greatest partner of a slip.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, as stated.

    Examples
    --------
    >>> import kzdata as kz
    >>> one = kz.Statement("s1", "In 2012 trade with Italy came to $16.4 billion.")
    >>> other = kz.Statement("s2", "In 2012 trade with Italy came to 16.4 billion euros.")
    >>> sorted(doubted_currencies(kz.figures([one, other])))
    ['s1', 's2']
    """
    found = audit(figures)
    ids = {name for names in found.loc[found["rule"] == Rule.CURRENCY.value, "figure_ids"] for name in names}
    return frozenset(figures.loc[figures["figure_id"].isin(ids), "statement_id"])


def as_stated(figures: pd.DataFrame) -> pd.DataFrame:
    """The table before it was set in one currency: what statements say, in the money they say it in.

    Bounds that were converted are left out: `bounds` makes them anew.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.figures([kz.Statement("s1", "In 2017 trade with China came to $18 billion.")])
    >>> as_stated(to_currency(said, "EUR")).equals(said)
    True
    """
    if "unit_stated" not in figures.columns:
        return figures
    stated = figures.assign(value=figures["value_stated"], unit=figures["unit_stated"])
    if "value_high_stated" in figures.columns:
        stated = stated.assign(value_high=figures["value_high_stated"])
    ours = ["value_stated", "value_high_stated", "unit_stated", "converted_by", "low", "high", "closed"]
    return stated.drop(columns=[name for name in ours if name in stated.columns])


def _exchanged(table: pd.DataFrame, currency: str, rates: str | Path | pd.DataFrame | None) -> pd.DataFrame:
    """What each sum is to be multiplied with: on average, at least and at most; missing where by nothing."""
    money = table["unit"].str.fullmatch("[A-Z]{3}", na=False)
    foreign = money & (table["unit"] != currency)
    ones = table.assign(value=1.0, low=1.0, high=1.0).loc[foreign]
    how = dict.fromkeys(("undated", "future", "missing"), Otherwise.LEAVE.value)
    from_stated = to_usd(ones, rates, **how)
    to_wanted = to_usd(ones.assign(unit=currency), rates, **how)
    if foreign.any() and to_wanted["rate"].isna().all() and from_stated["rate"].notna().any():
        raise UnknownName("currency", currency, hint="kz.read_rates() lists those that there are rates of.")
    found = (
        pd.DataFrame(
            {
                # the dollar's own rate is 1 whatever the period, the other one's tells whether there is one
                "mean": from_stated["value_usd"] / to_wanted["value_usd"],
                "lowest": from_stated["low_usd"] / to_wanted["high_usd"],
                "highest": from_stated["high_usd"] / to_wanted["low_usd"],
                "by": [
                    "; ".join(sorted({name for name in names if isinstance(name, str)}))
                    for names in zip(from_stated["rate_source"], to_wanted["rate_source"], strict=True)
                ],
            }
        )
        .astype({"by": "object"})
        .reindex(table.index)
    )
    undated = table["period_start"].isna() | table["period_end"].isna()
    return found.mask(undated)


def _deflated(
    table: pd.DataFrame, factors: pd.DataFrame, unit: pd.Series[str], base: int
) -> tuple[pd.DataFrame, pd.Series[str]]:
    """The factors with prices in them, for levels in dollars whose period the index covers."""
    at_base = level_of_year(base).mean
    dollars = (unit == DOLLAR) & (table["kind"] == Kind.LEVEL.value)
    levels = [
        _level(start, end) if wanted else _NO_LEVEL
        for wanted, start, end in zip(dollars, table["period_start"], table["period_end"], strict=True)
    ]
    prices = pd.DataFrame(levels, table.index, Level._fields, "float64")
    real = prices["mean"].notna()
    by = factors["by"].fillna("").where(factors["mean"].notna(), "")
    deflated = pd.DataFrame(
        {
            "mean": factors["mean"].fillna(1.0) * at_base / prices["mean"],
            "lowest": factors["lowest"].fillna(1.0) * at_base / prices["highest"],
            "highest": factors["highest"].fillna(1.0) * at_base / prices["lowest"],
            "by": [f"{name}; {OFFICE}" if name else OFFICE for name in by],
        }
    )
    return factors.where(~real, deflated), unit.where(~real, unit_of(DOLLAR, Prices.CONSTANT, base))


_NO_LEVEL = Level(np.nan, np.nan, np.nan)


def _level(start: pd.Timestamp, end: pd.Timestamp) -> Level:
    if pd.isna(start) or pd.isna(end):
        return _NO_LEVEL
    return level_of(Period(start.date(), end.date())) or _NO_LEVEL


def _converted(figures: pd.DataFrame, factors: pd.DataFrame, unit: pd.Series[str]) -> pd.DataFrame:
    mean = factors["mean"].fillna(1.0)
    columns: dict[str, Any] = {"value": figures["value"] * mean, "value_stated": figures["value"]}
    if "value_high" in figures.columns:
        columns |= {
            "value_high": figures["value_high"] * mean,
            "value_high_stated": figures["value_high"],
        }
    if {"low", "high"} <= {*figures.columns}:
        lowest, highest = factors["lowest"].fillna(1.0), factors["highest"].fillna(1.0)
        low, high = figures["low"], figures["high"]
        columns["low"] = low * np.where(low < 0, highest, lowest)
        columns["high"] = high * np.where(high < 0, lowest, highest)
    by = pd.array(factors["by"].where(factors["mean"].notna(), None).tolist(), dtype="str")
    return figures.assign(**columns, unit=unit, unit_stated=figures["unit"], converted_by=by)
