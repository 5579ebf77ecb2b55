"""Periods as SDMX writes them: the frequency, and the standard's ``TIME_PERIOD``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kzdata.model import Period

_DAY = timedelta(days=1)
_REGULAR = {12: ("A", ""), 6: ("S", "-S"), 3: ("Q", "-Q"), 1: ("M", "-")}
"""By the months that a regular period has: its frequency, and what stands between year and number."""

_LENGTHS = {letter: months for months, (letter, _) in _REGULAR.items()}
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<letter>[ASQM])?(?P<number>\d{1,2}))?")
_RANGE = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)/P(?P<count>\d+)(?P<unit>[YMD])")


def frequency(period: Period) -> str:
    """The code of `CL_FREQ` that the period belongs to; ``_O`` (other) if it is none of the calendar's.

    Examples
    --------
    >>> frequency(Period.of_year(2017)), frequency(Period.of_months(2017, 1, 9))
    ('A', '_O')
    """
    if period.start == period.end:
        return "D"
    months = _whole_months(period)
    return _REGULAR[months][0] if months in _REGULAR and not _off(period, months) else "_O"


def time_period(period: Period) -> str:
    """The period as an observational time period of SDMX.

    Years, half-years, quarters, months and days have forms of their own. Any other period is a time range:
    its first day and its length.

    Examples
    --------
    >>> time_period(Period.of_year(2017)), time_period(Period.of_months(2017, 4, 6))
    ('2017', '2017-Q2')
    >>> time_period(Period.of_months(2017, 1, 9))
    '2017-01-01/P9M'
    """
    start, months = period.start, _whole_months(period)
    code = frequency(period)
    if code == "D":
        return start.isoformat()
    if code == "A":
        return f"{start.year:04d}"
    if code != "_O":
        number = (start.month - 1) // months + 1
        return f"{start.year:04d}{_REGULAR[months][1]}{number:0{2 if code == 'M' else 1}d}"
    if not months:
        return f"{start}/P{(period.end - start).days + 1}D"
    return f"{start}/P{months // 12}Y" if months % 12 == 0 else f"{start}/P{months}M"


def parse_time_period(text: str) -> Period:
    """The period that `time_period` wrote.

    Raises
    ------
    ValueError
        If the text is none of its forms.

    Examples
    --------
    >>> str(parse_time_period("2017-01-01/P9M"))
    '2017-01-01..2017-09-30'
    """
    if found := _RANGE.fullmatch(text):
        return _lasting(date.fromisoformat(found["start"]), int(found["count"]), found["unit"])
    if found := _WRITTEN.fullmatch(text):
        number = int(found["number"] or 1)
        months = _LENGTHS[found["letter"] or ("M" if found["number"] else "A")]
        if 1 <= number <= 12 // months:
            return _lasting(date(int(found["year"]), (number - 1) * months + 1, 1), months, "M")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not 2017, 2017-Q1, 2017-09, 2017-12-25 or 2017-01-01/P9M") from None
    return Period(day, day)


def _lasting(start: date, count: int, unit: str) -> Period:
    if unit == "D":
        return Period(start, start + (count - 1) * _DAY)
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "Y" else 1)
    return Period(start, date(months // 12, months % 12 + 1, start.day) - _DAY)


def _whole_months(period: Period) -> int:
    """How many whole calendar months it has; 0 if it is not made of such."""
    start, after = period.start, period.end + _DAY
    if start.day != 1 or after.day != 1:
        return 0
    return (after.year - start.year) * 12 + after.month - start.month


def _off(period: Period, months: int) -> bool:
    """Whether it begins elsewhere than the calendar's periods of that length."""
    return (period.start.month - 1) % months != 0
