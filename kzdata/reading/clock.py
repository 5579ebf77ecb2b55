"""What an expression of time is read with: its slots, and what relative ones count from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kzdata.model import PartialDate, Period
from kzdata.reading.matcher import Match

_FEW = timedelta(days=5)
_NEWS = timedelta(days=15)
_SOON = timedelta(days=62)
"""A date without a year is in the year of publication unless it lies further ahead than this."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern's meaning in the lexicon: a rule's name, and a number where the words imply one."""

    means: str
    n: int | None = None


@dataclass(slots=True)
class Clock:
    """What relative expressions count from: the publication date, the period and the year named last.

    Attributes
    ----------
    stretch : Period or None
        The same but for the days of the news: "on Sunday" changes nothing about "a year earlier".
    days : Period or None
        The last day, or few days, for "that day".
    today : date or None
        The last day that the text may have been published on.
    """

    published: PartialDate | None
    context: Period | None = None
    stretch: Period | None = None
    days: Period | None = None
    year: int | None = None
    today: date | None = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.published.last if self.published else None

    def turn_to(self, period: Period) -> None:
        """Takes `period` as what the text now speaks of."""
        self.context = period
        few = period.end - period.start < _FEW
        if few:
            self.days = period
        if not (few and self.today is not None and abs(self.today - period.end) < _NEWS):
            self.stretch = period


def named_year(found: Match[Entry]) -> int | None:
    """The first year in digits in `found`, or None."""
    for name, value in found.slots:
        if name == "year" and isinstance(value, int):
            return value
        if isinstance(value, Match) and (inner := named_year(value)) is not None:
            return inner
    return None


def year_of(found: Match[Entry], clock: Clock) -> int | None:
    """The year that a reference to one means."""
    context, published = clock.stretch, clock.published
    match found.payload.means:
        case "absolute":
            return named_year(found)
        case "relative":
            return published.year + (found.payload.n or 0) if published else None
        case "years_ago":
            ago = next((n for key, n in found.slots if key == "n" and isinstance(n, int)), 0)
            return published.year - ago if published and ago else None
        case "years_after":
            after = named_year(found) or (context.end.year if context else None)
            later = next((n for key, n in found.slots if key == "n" and isinstance(n, int)), 0)
            return after + later if after and later else None
        case "before_context" | "year_earlier":
            after = context.end.year if context else published.year if published else None
            return None if after is None else after - 1
        case "after_context":
            return context.end.year + 1 if context else None
        case _:
            return clock.year or (context.end.year if context else None)


@dataclass(frozen=True, slots=True)
class Reading:
    """One match being resolved: its slots, and what relative expressions count from."""

    found: Match[Entry]
    clock: Clock
    resolve: Callable[[Match[Entry], Clock], Period | None]

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
            return year_of(value, self.clock) if isinstance(value, Match) else None
        if self.values("year"):
            return self.number("year")
        today = self.clock.today
        if today is None:
            return self.clock.stretch.end.year if self.clock.stretch else None
        return today.year if end_month <= today.month else today.year - 1

    def inner(self, name: str, index: int = 0) -> Period | None:
        """The period that a nested slot means."""
        value = self.values(name)[index]
        return self.resolve(value, self.clock) if isinstance(value, Match) else None

    def back(self, years: int) -> Period | None:
        """From so many years before publication until publication."""
        today = self.clock.today
        return Period(Period(today, today).years_before(years).start, today) if today else None

    def day(self, day: int) -> date | None:
        """That day of the month given, in the year given, else in the last one in which it was near."""
        month, today = self.number("month"), self.clock.today
        if self.values("year") or self.values("y"):
            year = self.year()
            return date(year, month, day) if year else None
        if today is None:
            return None
        found = date(today.year, month, day)
        return date(today.year - 1, month, day) if found > today + _SOON else found
