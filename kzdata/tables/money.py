"""Sums of money in US dollars: at the average rate of the period that they are stated for."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kzdata.errors import UnknownName
from kzdata.model import PartialDate, Period
from kzdata.tables.errors import MissingRate, TableError
from kzdata.tables.given import holding
from kzdata.tables.rates import COLUMNS, Rate, read_rates

DOLLAR = "USD"

_NEEDED = ("figure_id", "value", "value_high", "unit", "period_start", "period_end", "published_as")
_RATES = tuple(column.name for column in COLUMNS)
_RAISE_HINT = (
    'Give rates of your own (rates="my.csv", see read_rates), or missing="leave" to go on without these.'
)
_FUTURE_HINT = (
    'Their periods end after the last rate: future="published" takes the month of publication, '
    'future="leave" goes on without them.'
)


class Otherwise(StrEnum):
    """What becomes of a sum of money that has no rate of its own period."""

    RAISE = "raise"
    LEAVE = "leave"
    PUBLISHED = "published"


def to_usd(
    figures: pd.DataFrame,
    rates: str | Path | pd.DataFrame | None = None,
    *,
    undated: str = Otherwise.LEAVE,
    future: str = Otherwise.RAISE,
    missing: str = Otherwise.RAISE,
) -> pd.DataFrame:
    """The same table with every sum of money in US dollars too; what is stated stays as it is.

    A sum is divided by the average of the monthly rates over its period, each month weighted by the days of
    it that lie in the period; of a single day, the rate is its month's; of a target, its own period's as soon
    as there is one. Dollars have the rate 1, whatever their period. An amount that grew ("up by 200 billion
    tenge") is converted like any other: it is what the growth is worth, not how much the dollar value grew.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, with other columns too if you like. `low` and `high` (see `bounds`) are converted
        as well, and widened by how far the rate moved: the low end at the period's highest quote, the high
        end at its lowest, since nobody said when in the period the money moved.
    rates : path or DataFrame, optional
        Your own, as a file or as `read_rates` gives them, such as the National Bank of Kazakhstan's. They
        come before those that come with kzdata, which serve the currencies and months that yours lack.
    undated : {"leave", "published"}
        Sums without a period: left without a value in dollars, since nobody said which year's money it is,
        or converted at the rate of the month of publication (of the year, where only that is known).
    future : {"raise", "leave", "published"}
        Sums whose period goes on after the last rate of their currency, such as targets: an error, left
        without a value, or converted at the rate of publication.
    missing : {"raise", "leave"}
        Sums for whose period any other month's rate is missing: an error, or left without a value.

    Returns
    -------
    DataFrame
        With these columns more; all are missing for what is no money:

        - `value_usd`, `value_usd_high`: `value` and `value_high` in US dollars;
        - `rate`: units of the currency for one dollar, so that ``value_usd = value / rate``;
        - `rate_period`: the months that it is the average of: 2017-01..2017-09;
        - `rate_method`, `rate_source`: how and by whom they were quoted; see `read_rates`;
        - `rate_note`: why there is no rate, or why it is not that of the period; else missing;
        - `low_usd`, `high_usd`: where there are `low` and `high`.

    Raises
    ------
    MissingRate
        Naming the currencies, months and figures.
    TableError
        If `figures` is no table of figures, or the rates cannot be read.
    UnknownName
        If an argument has none of the values above.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In January-July 2007 the turnover was 1.4982 trillion tenge.")
    >>> table = to_usd(kz.figures([said]))
    >>> table[["value_usd", "rate", "rate_period", "rate_method"]].round(2).values.tolist()
    [[12172510973.02, 123.08, '2007-01..2007-07', 'cross via PLN']]
    """
    holding(figures, _NEEDED)
    rules = _Rules(
        _one_of("undated", undated, Otherwise.LEAVE, Otherwise.PUBLISHED),
        _one_of("future", future, Otherwise.RAISE, Otherwise.LEAVE, Otherwise.PUBLISHED),
        _one_of("missing", missing, Otherwise.RAISE, Otherwise.LEAVE),
    )
    money = figures["unit"].str.fullmatch("[A-Z]{3}", na=False).to_numpy(dtype=bool)
    foreign = money & (figures["unit"] != DOLLAR).to_numpy(dtype=bool)
    cases = list(map(_Case.of, figures[foreign].itertuples()))
    book = _Book.of({case.currency for case in cases}, rates)
    found = {case: _conversion(case, rules, book) for case in dict.fromkeys(cases)}
    _raise_missing(figures.loc[foreign, "figure_id"], [found[case] for case in cases], rules)
    conversions = [_Conversion(), _DOLLARS, *found.values()]
    which = np.where(money, 1, 0)
    number_of = {case: number for number, case in enumerate(found, 2)}
    which[foreign] = [number_of[case] for case in cases]
    return _with_columns(figures, conversions, which)


class _Rules(NamedTuple):
    undated: Otherwise
    future: Otherwise
    missing: Otherwise


def _one_of(what: str, given: str, *known: Otherwise) -> Otherwise:
    if given not in known:
        raise UnknownName(f"value of {what}", given, hint=f"Known: {', '.join(known)}.")
    return Otherwise(given)


class _Case(NamedTuple):
    """What a conversion depends on."""

    currency: str
    period: Period | None
    published: Period | None

    @classmethod
    def of(cls, figure: Any) -> _Case:
        dated = not (pd.isna(figure.period_start) or pd.isna(figure.period_end))
        period = Period(figure.period_start.date(), figure.period_end.date()) if dated else None
        known = None if pd.isna(figure.published_as) else PartialDate.parse(figure.published_as)
        return cls(figure.unit, period, Period(known.first, known.last) if known else None)


@dataclass(frozen=True, slots=True)
class _Conversion:
    """The rate of a figure, or why there is none.

    Attributes
    ----------
    gaps : tuple of str
        The months without a rate.
    ahead : bool
        Whether all of these lie after the last rate.
    """

    rate: float = np.nan
    lowest: float = np.nan
    highest: float = np.nan
    months: str | None = None
    method: str | None = None
    source: str | None = None
    note: str | None = None
    currency: str = ""
    gaps: tuple[str, ...] = ()
    ahead: bool = False


_DOLLARS = _Conversion(1.0, 1.0, 1.0, method="stated in dollars")


@dataclass(frozen=True, slots=True)
class _Book:
    """The rates of some currencies, by month."""

    rates: Mapping[str, Mapping[str, Rate]]

    @classmethod
    def of(cls, currencies: set[str], rates: str | Path | pd.DataFrame | None) -> _Book:
        """The bundled rates of these currencies, and before them those that were given."""
        book: dict[str, dict[str, Rate]] = {currency: {} for currency in currencies}
        own = read_rates(rates) if isinstance(rates, str | Path) else rates
        for table in (read_rates() if currencies else None, own):
            if table is None:
                continue
            lacking = [name for name in _RATES if name not in table.columns]
            if lacking:
                hint = "Give what read_rates() gives."
                raise TableError(f"rates: column {', '.join(lacking)} is missing.", hint=hint)
            rows = table.loc[table["currency"].isin(currencies), list(_RATES)]
            for row in rows.itertuples(index=False, name=None):
                rate = Rate(*row)
                book[rate.currency][rate.month] = rate
        return cls(book)

    def average(self, currency: str, period: Period, note: str | None = None) -> _Conversion:
        """The average over the days of a period, each day at its month's rate."""
        known = self.rates[currency]
        days = dict(_months(period))
        gaps = tuple(month for month in days if month not in known)
        if gaps:
            ahead = bool(known) and gaps[0] > max(known)
            return _Conversion(note=f"no rate for {_span(gaps)}", currency=currency, gaps=gaps, ahead=ahead)
        used = [known[month] for month in days]
        return _Conversion(
            rate=float(np.average([rate.rate for rate in used], weights=list(days.values()))),
            lowest=min(rate.lowest for rate in used),
            highest=max(rate.highest for rate in used),
            months=_span(tuple(days)),
            method="; ".join(dict.fromkeys(rate.method for rate in used)),
            source="; ".join(dict.fromkeys(rate.source for rate in used)),
            note=note,
        )


def _conversion(case: _Case, rules: _Rules, book: _Book) -> _Conversion:
    if case.period is None:
        if rules.undated is Otherwise.PUBLISHED and case.published:
            return book.average(case.currency, case.published, "no period: the rate of publication")
        return _Conversion(note="no period")
    found = book.average(case.currency, case.period)
    if found.ahead and rules.future is Otherwise.PUBLISHED and case.published:
        note = "the period ends after the last rate: the rate of publication"
        return book.average(case.currency, case.published, note)
    return found


def _months(period: Period) -> Iterator[tuple[str, int]]:
    """Each month of a period, and how many of its days lie in it."""
    first = period.start
    while first <= period.end:
        last = min(period.end, date(first.year, first.month, calendar.monthrange(first.year, first.month)[1]))
        yield f"{first:%Y-%m}", (last - first).days + 1
        first = last + timedelta(days=1)


def _span(months: tuple[str, ...]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]}..{months[-1]}"


def _raise_missing(ids: pd.Series[str], found: list[_Conversion], rules: _Rules) -> None:
    """Raise if a rate is missing that must not be: first those that no rule on the future explains."""
    for rule, ahead, hint in (
        (rules.missing, False, _RAISE_HINT),
        (rules.future, True, f"{_FUTURE_HINT} {_RAISE_HINT}"),
    ):
        lacking = [
            (name, each) for name, each in zip(ids, found, strict=True) if each.gaps and each.ahead is ahead
        ]
        if lacking and rule is not Otherwise.LEAVE:
            months: dict[str, set[str]] = {}
            for _, each in lacking:
                months.setdefault(each.currency, set()).update(each.gaps)
            missing = {currency: tuple(sorted(gaps)) for currency, gaps in sorted(months.items())}
            raise MissingRate(missing, tuple(dict.fromkeys(name for name, _ in lacking)), hint=hint)


def _with_columns(figures: pd.DataFrame, conversions: list[_Conversion], which: Any) -> pd.DataFrame:
    """The table with the columns of `to_usd`: `which` says by its number which conversion each row has."""

    def of_each(name: str) -> Any:
        return np.array([getattr(each, name) for each in conversions])[which]

    rate = of_each("rate")
    columns: dict[str, Any] = {
        "value_usd": figures["value"] / rate,
        "value_usd_high": figures["value_high"] / rate,
        "rate": rate,
        "rate_period": pd.array(of_each("months"), dtype="str"),
        "rate_method": pd.array(of_each("method"), dtype="str"),
        "rate_source": pd.array(of_each("source"), dtype="str"),
        "rate_note": pd.array(of_each("note"), dtype="str"),
    }
    if {"low", "high"} <= {*figures.columns}:
        lowest, highest = of_each("lowest"), of_each("highest")
        low, high = figures["low"], figures["high"]
        columns["low_usd"] = low / np.where(low < 0, lowest, highest)
        columns["high_usd"] = high / np.where(high < 0, highest, lowest)
    return figures.assign(**columns)
