"""Amounts and periods in words, for the sentences that tables give with what they have found out."""

from __future__ import annotations

import calendar
import math
from datetime import timedelta

from kzdata.model import Period
from kzdata.tables.intervals import Interval

_SCALES = ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1e3, "thousand "), (1.0, ""))
_UNITS = {
    "percent": "%",
    "pp": "percentage points",
    "ratio": "times",
    "count": "",
    "persons": "people",
    "teu": "TEU",
}
_MOST_DECIMALS = 9
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def amount_words(value: float, unit: str, within: Interval | None = None) -> str:
    """An amount, and the interval that it lies in, to four digits.

    Examples
    --------
    >>> amount_words(10.8130e9, "USD", Interval(10.7287e9, 10.8980e9))
    '10.81 (10.73 to 10.90) billion USD'
    >>> amount_words(1.4e9, "USD"), amount_words(9, "count")
    ('1.4 billion USD', '9')
    """
    ends = () if within is None else (within.low, within.high)
    largest = max((abs(end) for end in (value, *ends) if math.isfinite(end)), default=0.0)
    size, scale = next(((size, name) for size, name in _SCALES if largest >= size), (1.0, ""))
    decimals = max(0, 3 - math.floor(math.log10(largest / size))) if largest else 0
    number = f"{value / size:,.{decimals}f}"
    if within is None or within.low == within.high:
        number = number.rstrip("0").rstrip(".") if "." in number else number
    else:
        while decimals < _MOST_DECIMALS and _written(within.low, size, decimals) == _written(
            within.high, size, decimals
        ):
            decimals += 1
        number, low, high = (_written(end, size, decimals) for end in (value, *ends))
        number += f" ({low} to {high})"
    return f"{number} {scale}{_UNITS.get(unit, unit)}".strip()


def is_money(unit: str) -> bool:
    """Whether a figure's unit is a currency.

    Examples
    --------
    >>> is_money("KZT"), is_money("percent")
    (True, False)
    """
    return len(unit) == 3 and unit.isupper()


def _written(value: float, size: float, decimals: int) -> str:
    return f"{value / size:,.{decimals}f}"


def period_words(period: Period) -> str:
    """A period as a reader writes it.

    Examples
    --------
    >>> period_words(Period.of_year(2016)), period_words(Period.of_months(2016, 1, 9))
    ('2016', 'Jan-Sep 2016')
    >>> period_words(Period.of_months(2016, 3, 3))
    'Mar 2016'
    """
    start, end = period.start, period.end
    if not is_months(period):
        return f"{start} to {end}"
    if (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
    first, last = _MONTHS[start.month - 1], f"{_MONTHS[end.month - 1]} {end.year}"
    if start.year != end.year:
        return f"{first} {start.year} to {last}"
    return last if start.month == end.month else f"{first}-{last}"


def is_months(period: Period) -> bool:
    """Whether a period is made of whole months."""
    last = calendar.monthrange(period.end.year, period.end.month)[1]
    return period.start.day == 1 and period.end.day == last


def same_length(one: Period, other: Period) -> bool:
    """Whether two periods are of the same length: both so many whole months, or days but for a leap day.

    Examples
    --------
    >>> same_length(Period.of_months(2016, 1, 2), Period.of_months(2017, 1, 2))
    True
    >>> same_length(Period.of_year(2016), Period.of_months(2017, 1, 9))
    False
    """
    if is_months(one) and is_months(other):
        return _months(one) == _months(other)
    return abs((one.end - one.start) - (other.end - other.start)) <= timedelta(days=1)


def _months(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month


def years(period: Period) -> float:
    """How many years a period lasts: a whole number where it misses one by no more than a day or two.

    Examples
    --------
    >>> from datetime import date
    >>> years(Period(date(2007, 12, 25), date(2017, 12, 25))), years(Period.of_year(2016))
    (10.0, 1.0)
    >>> round(years(Period(date(2005, 1, 1), date(2017, 7, 1))), 1)
    12.5
    """
    exact = ((period.end - period.start).days + 1) / 365.2425
    whole = round(exact)
    return float(whole) if abs(exact - whole) * 365.2425 <= 2 else exact
