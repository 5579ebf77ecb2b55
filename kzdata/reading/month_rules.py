"""What each rule for a stretch of months means: quarters, seasons, "the nine months", "the month before"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kzdata.model import Period
from kzdata.reading.clock import Reading


def months_of(reading: Reading, first: int, last: int) -> Period | None:
    """The months `first` to `last` of the year given, else of the last year that has them."""
    year = reading.year(last)
    return None if year is None else Period.of_months(year, first, last)


def read_months(reading: Reading) -> Period | None:
    """January-May: of one year, or of two where the first comes later in it."""
    first, last = reading.numbers("month")
    if first <= last:
        return months_of(reading, first, last)
    year = reading.year(last)
    return None if year is None else Period(date(year - 1, first, 1), Period.of_months(year, last, last).end)


def read_months_of_years(reading: Reading) -> Period | None:
    """November 2016 to March 2017."""
    (first, last), (start, end) = reading.numbers("month"), reading.numbers("year")
    return Period(date(start, first, 1), Period.of_months(end, last, last).end)


def read_part_of_year(size: int) -> Callable[[Reading], Period | None]:
    """A rule for quarters (3 months) or halves (6)."""

    def rule(reading: Reading) -> Period | None:
        nth = reading.number("nth", reading.number("n"))
        return months_of(reading, (nth - 1) * size + 1, nth * size)

    return rule


def read_same_months(reading: Reading) -> Period | None:
    """The same five months of 2015: those spoken of."""
    context, year = reading.clock.stretch, reading.year()
    if context is not None and year is not None:
        return context.years_before(context.end.year - year)
    return months_of(reading, 1, reading.number("n"))


def read_part_before(size: int) -> Callable[[Reading], Period | None]:
    """So many months before those spoken of, if they were as many; else before publication."""

    def rule(reading: Reading) -> Period | None:
        context, published = reading.clock.stretch, reading.clock.published
        if context is not None and _length(context) == size:
            year, month = context.start.year, context.start.month
        elif published is not None and published.month is not None:
            year, month = published.year, (published.month - 1) // size * size + 1
        else:
            return None
        year, first = divmod(year * 12 + month - 1 - size, 12)
        return Period.of_months(year, first + 1, first + size)

    return rule


def read_month(reading: Reading) -> Period | None:
    """One month: "in May"."""
    month = reading.number("month")
    return months_of(reading, month, month)


def read_month_back(reading: Reading, back: int = 1) -> Period | None:
    """So many months before publication."""
    published = reading.clock.published
    if published is None or published.month is None:
        return None
    year, month = divmod(published.year * 12 + published.month - 1 - back, 12)
    return Period.of_months(year, month + 1, month + 1)


def read_months_to(reading: Reading) -> Period | None:
    """So many months that end with a day or a month."""
    end = reading.inner("date") if reading.values("date") else read_month(reading)
    if end is None:
        return None
    year, month = divmod(end.end.year * 12 + end.end.month - reading.number("n", 12), 12)
    return Period(date(year, month + 1, 1), end.end)


def read_months_back(reading: Reading) -> Period | None:
    """So many months up to publication."""
    published = reading.clock.published
    if published is None or published.month is None:
        return None
    today = published.last
    year, month = divmod(today.year * 12 + today.month - 1 - reading.number("n"), 12)
    last = Period.of_months(year, month + 1, month + 1).end.day
    return Period(date(year, month + 1, min(today.day, last)), today)


def read_season(reading: Reading) -> Period | None:
    """Three months of the year given, else of the last such season that has begun."""
    first, published = reading.number("season"), reading.clock.published
    if reading.values("year"):
        return Period.of_months(reading.number("year"), first, first + 2)
    if published is None or published.month is None:
        return None
    return Period.of_months(published.year - (published.month < first), first, first + 2)


def _length(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def read_context_months(reading: Reading) -> Period | None:
    """The five months: those spoken of, else the first of the year."""
    context, months = reading.clock.stretch, reading.number("n")
    if context is not None and _length(context) == months:
        return context
    return months_of(reading, 1, months) if months < 12 else None
