"""What each rule for an expression of time means: from its slots to days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from kzdata.model import Period
from kzdata.reading.clock import Clock, Entry, Reading
from kzdata.reading.matcher import Match

INDEPENDENCE = date(1991, 12, 16)
"""Kazakhstan's declaration of independence."""

_DAYS = timedelta(days=26)


def resolve(found: Match[Entry], clock: Clock) -> Period | None:
    """The days that `found` means, or None if it names none or there is nothing to count from."""
    rule = RULES.get(found.payload.means)
    if rule is None:
        return None
    try:
        return rule(Reading(found, clock, resolve))
    except (ValueError, OverflowError):  # a 31 June, a year before the first
        return None


def _months_of(reading: Reading, first: int, last: int) -> Period | None:
    year = reading.year(last)
    return None if year is None else Period.of_months(year, first, last)


def _rule_months(reading: Reading) -> Period | None:
    first, last = reading.numbers("month")
    if first <= last:
        return _months_of(reading, first, last)
    year = reading.year(last)
    return None if year is None else Period(date(year - 1, first, 1), Period.of_months(year, last, last).end)


def _rule_months_of_years(reading: Reading) -> Period | None:
    (first, last), (start, end) = reading.numbers("month"), reading.numbers("year")
    return Period(date(start, first, 1), Period.of_months(end, last, last).end)


def _rule_part(size: int) -> Callable[[Reading], Period | None]:
    def rule(reading: Reading) -> Period | None:
        nth = reading.number("nth", reading.number("n"))
        return _months_of(reading, (nth - 1) * size + 1, nth * size)

    return rule


def _rule_same_months(reading: Reading) -> Period | None:
    context, year = reading.clock.stretch, reading.year()
    if context is not None and year is not None:
        return context.years_before(context.end.year - year)
    return _months_of(reading, 1, reading.number("n"))


def _rule_day(reading: Reading) -> Period | None:
    found = reading.day(reading.number("day"))
    return Period(found, found) if found else None


def _rule_days(reading: Reading) -> Period | None:
    first, last = reading.numbers("day")
    start, end = reading.day(first), reading.day(last)
    return Period(start, end) if start and end and start <= end else None


def _rule_month(reading: Reading) -> Period | None:
    month = reading.number("month")
    return _months_of(reading, month, month)


def _rule_years(reading: Reading) -> Period | None:
    start, end = reading.numbers("year")
    return Period(date(start, 1, 1), date(end, 12, 31)) if start <= end else None


def _rule_year(reading: Reading) -> Period | None:
    """A year, or as much of it as was spoken of: "$5bn in January-May, $4bn a year earlier"."""
    year, stretch = reading.year(), reading.clock.stretch
    earlier = any(isinstance(y, Match) and y.payload.means == "year_earlier" for y in reading.values("y"))
    if earlier and stretch is not None and len(reading.found.slots) == 1 and _is_of_months(stretch):
        return stretch.years_before(1)
    return None if year is None else Period.of_year(year)


def _is_of_months(period: Period) -> bool:
    return period.start.year == period.end.year and period.start.day == 1 and period.start < period.end


def _start(reading: Reading, slot: str) -> date | None:
    """The day on which what the slot holds begins; a year in digits begins on 1 January."""
    if slot in {"year", "decade"}:
        return date(reading.number(slot), 1, 1)
    inner = reading.inner(slot)
    return inner.start if inner else None


def _rule_since(reading: Reading) -> Period | None:
    today = reading.clock.today
    start = _start(reading, next(slot for slot in ("date", "decade", "year") if reading.values(slot)))
    return Period(start, today) if start and today and start <= today else None


def _rule_since_context(reading: Reading) -> Period | None:
    today, context = reading.clock.today, reading.clock.context
    return Period(context.start, today) if today and context and context.start <= today else None


def _rule_to(first: str, second: str) -> Callable[[Reading], Period | None]:
    def rule(reading: Reading) -> Period | None:
        start, end = _start(reading, first), reading.inner(second, -1)
        return Period(start, end.end) if start and end and start <= end.end else None

    return rule


def _rule_to_date(reading: Reading) -> Period | None:
    today = reading.clock.today
    start = date(reading.number("year", today.year), 1, 1) if today else None
    return Period(start, today) if start and today and start <= today else None


def _rule_independence(reading: Reading) -> Period | None:
    today = reading.clock.today
    return Period(INDEPENDENCE, today) if today else None


def _rule_this_year(reading: Reading) -> Period | None:
    published = reading.clock.published
    return Period.of_year(published.year) if published else None


def _rule_now_to_year_end(reading: Reading) -> Period | None:
    today, year = reading.clock.today, reading.year()
    return Period(today, date(year, 12, 31)) if today and year and today.year <= year else None


def _rule_same_in_year(reading: Reading) -> Period | None:
    context, year = reading.clock.stretch, reading.year()
    if context is None or year is None:
        return None
    return context.years_before(context.end.year - year if year != context.end.year else 1)


def _rule_before(reading: Reading) -> Period | None:
    context = reading.inner("span") if reading.values("span") else reading.clock.stretch
    return context.years_before(1) if context else None


def _rule_part_before(size: int) -> Callable[[Reading], Period | None]:
    """So many months before those spoken of, if they were as many; else before publication."""

    def rule(reading: Reading) -> Period | None:
        context, published = reading.clock.stretch, reading.clock.published
        if context is not None and _length_in_months(context) == size:
            year, month = context.start.year, context.start.month
        elif published is not None and published.month is not None:
            year, month = published.year, (published.month - 1) // size * size + 1
        else:
            return None
        year, first = divmod(year * 12 + month - 1 - size, 12)
        return Period.of_months(year, first + 1, first + size)

    return rule


def _rule_year_of_context(reading: Reading) -> Period | None:
    """What was spoken of, unless that was only a day or so."""
    context = reading.clock.stretch
    return context if context is not None and context.end - context.start > _DAYS else None


def _rule_full_year(reading: Reading) -> Period | None:
    context = reading.clock.stretch
    return Period.of_year(context.end.year) if context is not None else None


def _rule_context_months(reading: Reading) -> Period | None:
    context, months = reading.clock.stretch, reading.number("n")
    if context is not None and _length_in_months(context) == months:
        return context
    return _months_of(reading, 1, months) if months < 12 else None


def _length_in_months(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _rule_weekday(reading: Reading) -> Period | None:
    published = reading.clock.published
    if published is None or published.day is None:
        return None
    back = (published.first.weekday() - reading.number("weekday")) % 7
    found = published.first - timedelta(days=back)
    return Period(found, found)


def _rule_month_back(reading: Reading, back: int = 1) -> Period | None:
    published = reading.clock.published
    if published is None or published.month is None:
        return None
    year, month = divmod(published.year * 12 + published.month - 1 - back, 12)
    return Period.of_months(year, month + 1, month + 1)


def _rule_day_off(days: int) -> Callable[[Reading], Period | None]:
    def rule(reading: Reading) -> Period | None:
        published = reading.clock.published
        if published is None or published.day is None:
            return None
        found = published.first + timedelta(days=days)
        return Period(found, found)

    return rule


def _rule_years_ahead(reading: Reading) -> Period | None:
    today = reading.clock.today
    return Period(today, Period(today, today).years_before(-reading.number("n")).end) if today else None


def _rule_months_to(reading: Reading) -> Period | None:
    """So many months that end with a day or a month."""
    end = reading.inner("date") if reading.values("date") else _rule_month(reading)
    if end is None:
        return None
    year, month = divmod(end.end.year * 12 + end.end.month - reading.number("n", 12), 12)
    return Period(date(year, month + 1, 1), end.end)


def _rule_months_back(reading: Reading) -> Period | None:
    """So many months up to publication."""
    published = reading.clock.published
    if published is None or published.month is None:
        return None
    today = published.last
    year, month = divmod(today.year * 12 + today.month - 1 - reading.number("n"), 12)
    last = Period.of_months(year, month + 1, month + 1).end.day
    return Period(date(year, month + 1, min(today.day, last)), today)


def _rule_season(reading: Reading) -> Period | None:
    """Three months of the year given, else of the last such season that has begun."""
    first, published = reading.number("season"), reading.clock.published
    if reading.values("year"):
        return Period.of_months(reading.number("year"), first, first + 2)
    if published is None or published.month is None:
        return None
    return Period.of_months(published.year - (published.month < first), first, first + 2)


def _rule_decade(reading: Reading) -> Period | None:
    year = reading.number("decade")
    return Period(date(year, 1, 1), date(year + 9, 12, 31))


RULES: Mapping[str, Callable[[Reading], Period | None]] = {
    "months": _rule_months,
    "months_of_years": _rule_months_of_years,
    "first_months": lambda reading: _months_of(reading, 1, reading.number("n")),
    "same_months": _rule_same_months,
    "half": _rule_part(6),
    "quarter": _rule_part(3),
    "last_quarter": lambda reading: _months_of(reading, 10, 12),
    "first_half": lambda reading: _months_of(reading, 1, 6),
    "first_quarters": lambda reading: _months_of(reading, 1, 3 * reading.number("n")),
    "day": _rule_day,
    "days": _rule_days,
    "date": lambda reading: reading.inner("date"),
    "span": lambda reading: reading.inner("span"),
    "month": _rule_month,
    "bare_month": _rule_month,
    "near_month": _rule_month,
    "weekday": _rule_weekday,
    "month_back": _rule_month_back,
    "this_month": lambda reading: _rule_month_back(reading, 0),
    "yesterday": _rule_day_off(-1),
    "years": _rule_years,
    "year": _rule_year,
    "year_to_span": _rule_to("year", "span"),
    "year_to_date_of": _rule_to("year", "date"),
    "date_to_date": _rule_to("date", "date"),
    "years_back": lambda reading: reading.back(reading.number("n")),
    "years_around": lambda reading: reading.back(reading.number("n")),
    "decades_back": lambda reading: reading.back(10 * reading.number("n")),
    "months_back": _rule_months_back,
    "months_to": _rule_months_to,
    "season": _rule_season,
    "decade": _rule_decade,
    "since": _rule_since,
    "since_date": _rule_since,
    "since_context": _rule_since_context,
    "year_to_date": _rule_to_date,
    "independence": _rule_independence,
    "by_year": _rule_year,
    "by_this_year": _rule_this_year,
    "now_to_year_end": _rule_now_to_year_end,
    "full_year": _rule_full_year,
    "year_of_context": _rule_year_of_context,
    "same_as_context_in_year": _rule_same_in_year,
    "context": lambda reading: reading.clock.context,
    "days_of_context": lambda reading: reading.clock.days or reading.clock.context,
    "tomorrow": _rule_day_off(1),
    "context_months": _rule_context_months,
    "before_period": _rule_before,
    "span_before": _rule_before,
    "month_before": _rule_part_before(1),
    "quarter_before": _rule_part_before(3),
    "years_ahead": _rule_years_ahead,
}
