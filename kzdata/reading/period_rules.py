"""What each rule for an expression of time means: from its slots to days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kzdata.model import PartialDate, Period
from kzdata.reading.matcher import Match

INDEPENDENCE = date(1991, 12, 16)
"""Kazakhstan's declaration of independence."""

_DAYS = timedelta(days=26)
_SOON = timedelta(days=62)
"""A date without a year is in the year of publication unless it lies further ahead than this."""


class Entry(NamedTuple):
    """A pattern's meaning in the lexicon: a rule's name, and a number where the words imply one."""

    means: str
    n: int | None = None


@dataclass(slots=True)
class Clock:
    """What relative expressions count from: the publication date, the period and the year named last."""

    published: PartialDate | None
    context: Period | None = None
    year: int | None = None

    @property
    def today(self) -> date | None:
        """The last day that the text may have been published on."""
        return self.published.last if self.published else None


def resolve(found: Match[Entry], clock: Clock) -> Period | None:
    """The days that `found` means, or None if it names none or there is nothing to count from."""
    rule = RULES.get(found.payload.means)
    if rule is None:
        return None
    try:
        return rule(_Reading(found, clock))
    except (ValueError, OverflowError):  # a 31 June, a year before the first
        return None


def named_year(found: Match[Entry]) -> int | None:
    """The first year in digits in `found`, or None."""
    for name, value in found.slots:
        if name == "year" and isinstance(value, int):
            return value
        if isinstance(value, Match) and (inner := named_year(value)) is not None:
            return inner
    return None


def _year_of(found: Match[Entry], clock: Clock) -> int | None:
    """The year that a reference to one means."""
    context, published = clock.context, clock.published
    match found.payload.means:
        case "absolute":
            return named_year(found)
        case "relative":
            return published.year + (found.payload.n or 0) if published else None
        case "years_ago":
            ago = next((n for key, n in found.slots if key == "n" and isinstance(n, int)), 0)
            return published.year - ago if published and ago else None
        case "before_context" | "year_earlier":
            after = context.end.year if context else published.year if published else None
            return None if after is None else after - 1
        case _:
            return clock.year or (context.end.year if context else None)


class _Reading(NamedTuple):
    """One match being resolved: its slots, and what relative expressions count from."""

    found: Match[Entry]
    clock: Clock

    def values(self, name: str) -> list[object]:
        """What all slots called `name` hold."""
        return [value for key, value in self.found.slots if key == name]

    def numbers(self, name: str) -> list[int]:
        """The numbers in all slots called `name`."""
        return [value for value in self.values(name) if isinstance(value, int)]

    def number(self, name: str, default: int = 1) -> int:
        """The number in the slot `name`, else the one that the words imply."""
        given = self.numbers(name)
        if given:
            return given[0]
        return self.found.payload.n if name == "n" and self.found.payload.n is not None else default

    def year(self, end_month: int = 12) -> int | None:
        """The year given, else the one in which a stretch up to `end_month` was last complete."""
        for value in self.values("y"):
            return _year_of(value, self.clock) if isinstance(value, Match) else None
        if self.values("year"):
            return self.number("year")
        today = self.clock.today
        if today is None:
            return self.clock.context.end.year if self.clock.context else None
        return today.year if end_month <= today.month else today.year - 1

    def inner(self, name: str, index: int = 0) -> Period | None:
        """The period that a nested slot means."""
        value = self.values(name)[index]
        return resolve(value, self.clock) if isinstance(value, Match) else None

    def back(self, years: int) -> Period | None:
        """From so many years before publication until publication."""
        today = self.clock.today
        return Period(Period(today, today).years_before(years).start, today) if today else None


def _months_of(reading: _Reading, first: int, last: int) -> Period | None:
    year = reading.year(last)
    return None if year is None else Period.of_months(year, first, last)


def _rule_months(reading: _Reading) -> Period | None:
    first, last = reading.numbers("month")
    if first <= last:
        return _months_of(reading, first, last)
    year = reading.year(last)
    return None if year is None else Period(date(year - 1, first, 1), Period.of_months(year, last, last).end)


def _rule_months_of_years(reading: _Reading) -> Period | None:
    (first, last), (start, end) = reading.numbers("month"), reading.numbers("year")
    return Period(date(start, first, 1), Period.of_months(end, last, last).end)


def _rule_part(size: int) -> Callable[[_Reading], Period | None]:
    def rule(reading: _Reading) -> Period | None:
        nth = reading.number("nth", reading.number("n"))
        return _months_of(reading, (nth - 1) * size + 1, nth * size)

    return rule


def _rule_same_months(reading: _Reading) -> Period | None:
    context, year = reading.clock.context, reading.year()
    if context is not None and year is not None:
        return context.years_before(context.end.year - year)
    return _months_of(reading, 1, reading.number("n"))


def _rule_day(reading: _Reading) -> Period | None:
    found = _day(reading, reading.number("day"))
    return Period(found, found) if found else None


def _day(reading: _Reading, day: int) -> date | None:
    month, today = reading.number("month"), reading.clock.today
    if reading.values("year"):
        return date(reading.number("year"), month, day)
    if today is None:
        return None
    found = date(today.year, month, day)
    return date(today.year - 1, month, day) if found > today + _SOON else found


def _rule_days(reading: _Reading) -> Period | None:
    first, last = reading.numbers("day")
    start, end = _day(reading, first), _day(reading, last)
    return Period(start, end) if start and end and start <= end else None


def _rule_month(reading: _Reading) -> Period | None:
    month = reading.number("month")
    return _months_of(reading, month, month)


def _rule_years(reading: _Reading) -> Period | None:
    start, end = reading.numbers("year")
    return Period(date(start, 1, 1), date(end, 12, 31)) if start <= end else None


def _rule_year(reading: _Reading) -> Period | None:
    year = reading.year()
    return None if year is None else Period.of_year(year)


def _start(reading: _Reading, slot: str) -> date | None:
    """The day on which what the slot holds begins; a year in digits begins on 1 January."""
    if slot == "year":
        return date(reading.number("year"), 1, 1)
    inner = reading.inner(slot)
    return inner.start if inner else None


def _rule_since(reading: _Reading) -> Period | None:
    today = reading.clock.today
    start = _start(reading, "date" if reading.values("date") else "year")
    return Period(start, today) if start and today and start <= today else None


def _rule_since_context(reading: _Reading) -> Period | None:
    today, context = reading.clock.today, reading.clock.context
    return Period(context.start, today) if today and context and context.start <= today else None


def _rule_to(first: str, second: str) -> Callable[[_Reading], Period | None]:
    def rule(reading: _Reading) -> Period | None:
        start, end = _start(reading, first), reading.inner(second, -1)
        return Period(start, end.end) if start and end and start <= end.end else None

    return rule


def _rule_to_date(reading: _Reading) -> Period | None:
    today = reading.clock.today
    return Period(date(today.year, 1, 1), today) if today else None


def _rule_independence(reading: _Reading) -> Period | None:
    today = reading.clock.today
    return Period(INDEPENDENCE, today) if today else None


def _rule_this_year(reading: _Reading) -> Period | None:
    published = reading.clock.published
    return Period.of_year(published.year) if published else None


def _rule_now_to_year_end(reading: _Reading) -> Period | None:
    today, year = reading.clock.today, reading.year()
    return Period(today, date(year, 12, 31)) if today and year and today.year <= year else None


def _rule_same_in_year(reading: _Reading) -> Period | None:
    context, year = reading.clock.context, reading.year()
    if context is None or year is None:
        return None
    return context.years_before(context.end.year - year if year != context.end.year else 1)


def _rule_before(reading: _Reading) -> Period | None:
    context = reading.inner("span") if reading.values("span") else reading.clock.context
    return context.years_before(1) if context else None


def _rule_context(reading: _Reading) -> Period | None:
    return reading.clock.context


def _rule_year_of_context(reading: _Reading) -> Period | None:
    """What was spoken of, unless that was only a day or so."""
    context = reading.clock.context
    return context if context is not None and context.end - context.start > _DAYS else None


def _rule_full_year(reading: _Reading) -> Period | None:
    context = reading.clock.context
    return Period.of_year(context.end.year) if context is not None else None


def _rule_context_months(reading: _Reading) -> Period | None:
    context, months = reading.clock.context, reading.number("n")
    if context is not None and _length_in_months(context) == months:
        return context
    return _months_of(reading, 1, months) if months < 12 else None


def _length_in_months(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _rule_weekday(reading: _Reading) -> Period | None:
    published = reading.clock.published
    if published is None or published.day is None:
        return None
    back = (published.first.weekday() - reading.number("weekday")) % 7
    found = published.first - timedelta(days=back)
    return Period(found, found)


def _rule_month_back(reading: _Reading, back: int = 1) -> Period | None:
    published = reading.clock.published
    if published is None or published.month is None:
        return None
    year, month = divmod(published.year * 12 + published.month - 1 - back, 12)
    return Period.of_months(year, month + 1, month + 1)


def _rule_yesterday(reading: _Reading) -> Period | None:
    published = reading.clock.published
    if published is None or published.day is None:
        return None
    found = published.first - timedelta(days=1)
    return Period(found, found)


def _rule_years_ahead(reading: _Reading) -> Period | None:
    today = reading.clock.today
    return Period(today, Period(today, today).years_before(-reading.number("n")).end) if today else None


def _rule_months_to(reading: _Reading) -> Period | None:
    """So many months that end with a day or a month."""
    end = reading.inner("date")
    if end is None:
        return None
    year, month = divmod(end.end.year * 12 + end.end.month - reading.number("n", 12), 12)
    return Period(date(year, month + 1, 1), end.end)


def _rule_months_back(reading: _Reading) -> Period | None:
    """So many months up to publication."""
    published = reading.clock.published
    if published is None or published.month is None:
        return None
    today = published.last
    year, month = divmod(today.year * 12 + today.month - 1 - reading.number("n"), 12)
    last = Period.of_months(year, month + 1, month + 1).end.day
    return Period(date(year, month + 1, min(today.day, last)), today)


def _rule_season(reading: _Reading) -> Period | None:
    """Three months of the year given, else of the last such season that has begun."""
    first, published = reading.number("season"), reading.clock.published
    if reading.values("year"):
        return Period.of_months(reading.number("year"), first, first + 2)
    if published is None or published.month is None:
        return None
    return Period.of_months(published.year - (published.month < first), first, first + 2)


RULES: Mapping[str, Callable[[_Reading], Period | None]] = {
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
    "yesterday": _rule_yesterday,
    "years": _rule_years,
    "year": _rule_year,
    "year_to_span": _rule_to("year", "span"),
    "year_to_date_of": _rule_to("year", "date"),
    "date_to_date": _rule_to("date", "date"),
    "years_back": lambda reading: reading.back(reading.number("n")),
    "decades_back": lambda reading: reading.back(10 * reading.number("n")),
    "months_back": _rule_months_back,
    "months_to": _rule_months_to,
    "season": _rule_season,
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
    "context": _rule_context,
    "context_months": _rule_context_months,
    "before_period": _rule_before,
    "span_before": _rule_before,
    "years_ahead": _rule_years_ahead,
}
