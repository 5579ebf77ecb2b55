"""What each rule for an expression of time means: from its slots to days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from kzdata.model import Period
from kzdata.reading.clock import Clock, Entry, Reading
from kzdata.reading.matcher import Match
from kzdata.reading.month_rules import (
    months_of,
    read_context_months,
    read_month,
    read_month_back,
    read_months,
    read_months_back,
    read_months_of_years,
    read_months_to,
    read_part_before,
    read_part_of_year,
    read_same_months,
    read_season,
)

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


def _rule_day(reading: Reading) -> Period | None:
    found = reading.day(reading.number("day"))
    return Period(found, found) if found else None


def _rule_days(reading: Reading) -> Period | None:
    first, last = reading.numbers("day")
    start, end = reading.day(first), reading.day(last)
    return Period(start, end) if start and end and start <= end else None


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
    if slot == "month":
        month = read_month(reading)
        return month.start if month else None
    inner = reading.inner(slot)
    return inner.start if inner else None


def _rule_since(reading: Reading) -> Period | None:
    today = reading.clock.today
    start = _start(
        reading, next(slot for slot in ("date", "decade", "year", "month") if reading.values(slot))
    )
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


def _rule_year_of_context(reading: Reading) -> Period | None:
    """What was spoken of, unless that was only a day or so."""
    context = reading.clock.stretch
    return context if context is not None and context.end - context.start > _DAYS else None


def _rule_years_of_context(reading: Reading) -> Period | None:
    """The years spoken of; none if it was one year or less."""
    context = reading.clock.context
    return context if context is not None and context.start.year < context.end.year else None


def _rule_full_year(reading: Reading) -> Period | None:
    context = reading.clock.stretch
    return Period.of_year(context.end.year) if context is not None else None


def _rule_weekday(reading: Reading) -> Period | None:
    published = reading.clock.published
    if published is None or published.day is None:
        return None
    back = (published.first.weekday() - reading.number("weekday")) % 7
    found = published.first - timedelta(days=back)
    return Period(found, found)


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


def _rule_decade(reading: Reading) -> Period | None:
    year = reading.number("decade")
    return Period(date(year, 1, 1), date(year + 9, 12, 31))


RULES: Mapping[str, Callable[[Reading], Period | None]] = {
    "months": read_months,
    "months_of_years": read_months_of_years,
    "first_months": lambda reading: months_of(reading, 1, reading.number("n")),
    "same_months": read_same_months,
    "half": read_part_of_year(6),
    "quarter": read_part_of_year(3),
    "last_quarter": lambda reading: months_of(reading, 10, 12),
    "first_half": lambda reading: months_of(reading, 1, 6),
    "first_quarters": lambda reading: months_of(reading, 1, 3 * reading.number("n")),
    "day": _rule_day,
    "days": _rule_days,
    "date": lambda reading: reading.inner("date"),
    "span": lambda reading: reading.inner("span"),
    "month": read_month,
    "bare_month": read_month,
    "near_month": read_month,
    "weekday": _rule_weekday,
    "month_back": read_month_back,
    "this_month": lambda reading: read_month_back(reading, 0),
    "next_month": lambda reading: read_month_back(reading, -1),
    "yesterday": _rule_day_off(-1),
    "years": _rule_years,
    "years_short": lambda reading: Period(
        date(reading.number("year"), 1, 1), date(reading.number("yy"), 12, 31)
    ),
    "year": _rule_year,
    "year_to_span": _rule_to("year", "span"),
    "year_to_date_of": _rule_to("year", "date"),
    "date_to_date": _rule_to("date", "date"),
    "years_back": lambda reading: reading.back(reading.number("n")),
    "years_around": lambda reading: reading.back(reading.number("n")),
    "decades_back": lambda reading: reading.back(10 * reading.number("n")),
    "months_back": read_months_back,
    "months_to": read_months_to,
    "season": read_season,
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
    "years_of_context": _rule_years_of_context,
    "days_of_context": lambda reading: reading.clock.days or reading.clock.context,
    "tomorrow": _rule_day_off(1),
    "context_months": read_context_months,
    "before_period": _rule_before,
    "span_before": _rule_before,
    "month_before": read_part_before(1),
    "quarter_before": read_part_before(3),
    "years_ahead": _rule_years_ahead,
}
