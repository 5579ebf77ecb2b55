"""Amounts and periods in words, for the sentences that tables give with what they have found out."""

from __future__ import annotations

import calendar
import math
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

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
_MOST_DIGITS = 12
"""What is beyond comes of reckoning in floats, and must not move a bound."""

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
    if within is None or within.low == within.high:
        (number,), scale = _scaled(value)
        return _with_unit(_short(number), scale, unit)
    (number, low, high), scale = _scaled(value, within.low, within.high)
    return _with_unit(f"{number} ({low} to {high})", scale, unit)


def least_words(value: float, unit: str) -> str:
    """An amount that another is not below, never more than it is.

    Examples
    --------
    >>> least_words(21.8759e9, "USD")
    '21.87 billion USD'
    """
    (number,), scale = _scaled(value, rounding=(ROUND_FLOOR,))
    return _with_unit(_short(number), scale, unit)


def most_words(value: float, unit: str) -> str:
    """An amount that another is not above, never less than it is.

    Examples
    --------
    >>> most_words(21.8743e9, "USD"), most_words(13.35e9, "USD")
    ('21.88 billion USD', '13.35 billion USD')
    """
    (number,), scale = _scaled(value, rounding=(ROUND_CEILING,))
    return _with_unit(_short(number), scale, unit)


def interval_words(interval: Interval, unit: str) -> str:
    """An interval in words, no narrower than it is.

    Examples
    --------
    >>> interval_words(Interval(13.25e9, 13.35e9), "USD"), interval_words(Interval(9, 9), "count")
    ('13.25 to 13.35 billion USD', '9')
    >>> interval_words(Interval(14e9, math.inf), "USD"), interval_words(Interval(-math.inf, -20), "percent")
    ('14 billion USD or more', '-20 % or less')
    """
    if math.isinf(interval.low) and math.isinf(interval.high):
        return "any"
    if math.isinf(interval.high):
        return f"{least_words(interval.low, unit)} or more"
    if math.isinf(interval.low):
        return f"{most_words(interval.high, unit)} or less"
    if interval.low == interval.high:
        return amount_words(interval.low, unit)
    (low, high), scale = _scaled(interval.low, interval.high, rounding=(ROUND_FLOOR, ROUND_CEILING))
    return _with_unit(f"{_short(low)} to {_short(high)}", scale, unit)


def _scaled(*numbers: float, rounding: tuple[str, ...] = ()) -> tuple[list[str], str]:
    """Numbers in one scale, with digits enough to tell the last two apart."""
    largest = max(map(abs, numbers))
    size, scale = next(((size, name) for size, name in _SCALES if largest >= size), (1.0, ""))
    decimals = max(0, 3 - math.floor(math.log10(largest / size))) if largest else 0
    *_, low, high = (numbers[0], *numbers)
    while (
        low != high
        and decimals < _MOST_DECIMALS
        and f"{low / size:.{decimals}f}" == f"{high / size:.{decimals}f}"
    ):
        decimals += 1
    ways = rounding or (ROUND_HALF_EVEN,) * len(numbers)
    return [_rounded(number / size, decimals, way) for number, way in zip(numbers, ways, strict=True)], scale


def _rounded(number: float, decimals: int, way: str) -> str:
    digits = Decimal(f"{number:.{_MOST_DIGITS}g}")
    return f"{digits.quantize(Decimal(1).scaleb(-decimals), rounding=way):,f}"


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _with_unit(number: str, scale: str, unit: str) -> str:
    return f"{number} {scale}{_UNITS.get(unit, unit)}".strip()


def is_money(unit: str) -> bool:
    """Whether a figure's unit is a currency.

    Examples
    --------
    >>> is_money("KZT"), is_money("percent")
    (True, False)
    """
    return len(unit) == 3 and unit.isupper()


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
