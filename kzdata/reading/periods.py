"""Expressions of time: found in a text, and resolved to days against the date of publication.

The words stand in the language pack; the rules that their ``means`` names stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kzdata.lexicon.pack import Pack
from kzdata.model import PartialDate, Period
from kzdata.reading.matcher import Match, Matcher
from kzdata.reading.text import Text

INDEPENDENCE = date(1991, 12, 16)
"""Kazakhstan's declaration of independence."""

_NO_CONTEXT = frozenset(
    {"before_period", "year_earlier", "before_context", "span_before", "same_as_context_in_year", "same_months", "now_to_year_end", "by_year"}
)
"""Rules whose periods are bases or aims: what follows doesn't carry on from them."""

Entry = Mapping[str, Any]
Found = Match[int]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """An expression of time: the tokens `first` up to, not including, `last`.

    Attributes
    ----------
    period : Period or None
        None where it names no stretch of days ("at present", "annually"), or nothing to count from is known.
    means : str
        The rule that read it.
    whole : Period or None
        For "this year" the whole year, which a target or forecast means; `period` ends with publication.
    """

    first: int
    last: int
    period: Period | None
    means: str
    whole: Period | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says that there is no period: "today", "a year", "in future"."""
        return self.means in {"now", "recurring", "future"}

    @property
    def looks_back(self) -> bool:
        """Whether by itself it names a base for comparison: "a year earlier", "year on year"."""
        return self.means in {"before_period", "span_before", "year_earlier"}


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


class Periods:
    """Reads the expressions of time of one language."""

    def __init__(self, pack: Pack, units: frozenset[str]) -> None:
        table, words = pack.periods, pack.cues["words"]
        self._base_after = frozenset(words["base_after"])
        self._compare, self._links = frozenset(words["strong_compare"]), frozenset(words["period_links"])
        self._months: Mapping[str, int] = table["months"]
        self._capital = frozenset(table["month_case"]["capital_only"])
        self._weekdays: Mapping[str, int] = table["weekdays"]
        self._numbers: Mapping[str, int] = table["numbers"]
        self._ordinals: Mapping[str, int] = table["ordinals"]
        self._units = units
        self._entries: list[Entry] = []
        slots = {
            "year": self._year,
            "month": self._month,
            "day": self._day,
            "n": self._n,
            "nth": self._nth,
            "weekday": self._weekday,
        }
        for name, group in (("y", "year"), ("date", "date"), ("span", "span")):
            slots[name] = _nested(self._matcher(table[group], slots))
        self._matcher_all = self._matcher(
            [
                *table["period"],
                {"match": "{y}", "means": "year"},
                {"match": "{date}", "means": "date"},
                {"match": "{span}", "means": "span"},
            ],
            slots,
        )

    def _matcher(self, entries: list[Entry], slots: Mapping[str, Any]) -> Matcher[int]:
        matcher: Matcher[int] = Matcher({}, slots)
        for entry in entries:
            matcher.add(entry["match"], len(self._entries))
            self._entries.append(entry)
        return matcher

    def find(self, text: Text, published: PartialDate | None) -> list[PeriodMention]:
        """All expressions of time in `text`, in order, resolved."""
        clock = Clock(published)
        found: list[PeriodMention] = []
        for match in self._matcher_all.find(text):
            entry = self._entries[match.payload]
            means = entry["means"]
            if means == "year" and isinstance(inner := dict(match.slots).get("y"), Match):
                means = self._entries[inner.payload]["means"]
            period = self.resolve(match, clock)
            whole = None
            if period is not None and means == "relative" and clock.today is not None:
                if period.start <= clock.today < period.end:
                    whole, period = period, Period(period.start, clock.today)
            found.append(PeriodMention(match.first, match.last, period, means, whole))
            if not self._is_compared(text, match):
                if period is not None and means not in _NO_CONTEXT:
                    clock.context = period
                clock.year = self._named_year(match) or clock.year
        return found

    def _is_compared(self, text: Text, match: Found) -> bool:
        """Whether a word of comparison stands at the match: such a period is no topic of the text."""
        if match.last < len(text) and text.lower[match.last] in self._base_after:
            return True
        i = match.first - 1
        while i >= 0 and text.lower[i] in self._links:
            i -= 1
        return i >= 0 and text.lower[i] in self._compare

    def _named_year(self, match: Found) -> int | None:
        """The first year in digits in `match`, or None."""
        for name, value in match.slots:
            if name == "year":
                return int(value)  # type: ignore[call-overload, no-any-return]
            if isinstance(value, Match) and (inner := self._named_year(value)) is not None:
                return inner
        return None

    # --- slots -------------------------------------------------------------------------------------------

    def _year(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.words[i]
        if len(word) != 4 or not word.isdigit() or not 1900 <= int(word) <= 2099:
            return None
        counts = i + 1 < len(text) and text.lower[i + 1] in self._units
        if counts and not (i + 2 < len(text) and text.lower[i + 2][0].isdigit()):  # but "in 2018 USD 67.4 million"
            return None
        if i and (text.words[i - 1] in "$€£¥₸₽" or (text.touches(i) and text.lower[i - 1] in "/.,")):
            return None
        return int(word), i + 1

    def _month(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.lower[i]
        number = self._months.get(word)
        if number is None or (word in self._capital and not text.words[i][0].isupper()):
            return None
        dotted = i + 1 < len(text) and text.words[i + 1] == "." and text.touches(i + 1) and len(word) <= 4
        return number, i + 2 if dotted else i + 1

    def _day(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.words[i]
        if not word.isdigit() or len(word) > 2 or not 1 <= int(word) <= 31:
            return None
        end = i + 1
        if end < len(text) and text.touches(end) and text.lower[end] in {"th", "st", "nd", "rd"}:
            end += 1
        if end < len(text) and text.lower[end] in self._units:
            return None
        return int(word), end

    def _n(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.lower[i]
        if word.isdigit() and len(word) <= 3:
            return int(word), i + 1
        number = self._numbers.get(word)
        return None if number is None else (number, i + 1)

    def _nth(self, text: Text, i: int) -> tuple[object, int] | None:
        number = self._ordinals.get(text.lower[i])
        if number is not None:
            return number, i + 1
        joined = "".join(text.lower[i : i + 2])
        number = self._ordinals.get(joined)
        return None if number is None else (number, i + 2)

    def _weekday(self, text: Text, i: int) -> tuple[object, int] | None:
        number = self._weekdays.get(text.lower[i])
        return None if number is None or not text.words[i][0].isupper() else (number, i + 1)

    # --- meaning -----------------------------------------------------------------------------------------

    def resolve(self, match: Found, clock: Clock) -> Period | None:
        """The days that `match` means, or None."""
        entry = self._entries[match.payload]
        slots = dict(match.slots)
        several = {name: [value for key, value in match.slots if key == name] for name, _ in match.slots}
        rule = _RULES.get(entry["means"])
        if rule is None:
            return None
        try:
            return rule(_Reading(self, entry, slots, several, clock))
        except (ValueError, OverflowError):  # a 31 June, a year before the first
            return None

    def year_of(self, value: object, clock: Clock) -> int | None:
        """The year that a {y} slot means."""
        if not isinstance(value, Match):
            return None
        entry, slots = self._entries[value.payload], dict(value.slots)
        means, context = entry["means"], clock.context
        if means == "absolute":
            return int(slots["year"])  # type: ignore[call-overload, no-any-return]
        if means == "relative":
            return clock.published.year + int(entry["offset"]) if clock.published else None
        if means in {"before_context", "year_earlier"}:
            if context is not None:
                return context.end.year - 1
            return clock.published.year - 1 if clock.published else None
        return clock.year or (context.end.year if context is not None else None)


def _nested(matcher: Matcher[int]) -> Callable[[Text, int], tuple[object, int] | None]:
    def slot(text: Text, i: int) -> tuple[object, int] | None:
        found = matcher.at(text, i)
        return (found[0], found[0].last) if found else None

    return slot


@dataclass(frozen=True, slots=True)
class _Reading:
    """One match being resolved: its slots, and what relative expressions count from."""

    periods: Periods
    entry: Entry
    slots: Mapping[str, object]
    several: Mapping[str, list[object]]
    clock: Clock

    def number(self, name: str, default: int = 1) -> int:
        value = self.slots.get(name, self.entry.get(name, default))
        return int(value)  # type: ignore[call-overload, no-any-return]

    def numbers(self, name: str) -> list[int]:
        return [int(value) for value in self.several.get(name, [])]  # type: ignore[call-overload]

    def year(self, end_month: int = 12) -> int | None:
        """The year given, else the one in which a stretch up to `end_month` was last complete."""
        if "y" in self.slots:
            return self.periods.year_of(self.slots["y"], self.clock)
        if "year" in self.slots:
            return self.number("year")
        today = self.clock.today
        if today is None:
            return self.clock.context.end.year if self.clock.context else None
        return today.year if end_month <= today.month else today.year - 1

    def inner(self, name: str, index: int = 0) -> Period | None:
        """The period that a nested slot means."""
        value = self.several[name][index]
        return self.periods.resolve(value, self.clock) if isinstance(value, Match) else None

    def before(self, months: int = 0, years: int = 0) -> Period | None:
        """From so long before publication until publication."""
        today = self.clock.today
        if today is None:
            return None
        return Period(Period(today, today).years_before(years).start, today)


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
    month, day = reading.number("month"), reading.number("day")
    if "year" in reading.slots:
        found = date(reading.number("year"), month, day)
        return Period(found, found)
    today = reading.clock.today
    if today is None:
        return None
    found = date(today.year, month, day)
    if found > today + timedelta(days=62):
        found = date(today.year - 1, month, day)
    return Period(found, found)


def _rule_days(reading: _Reading) -> Period | None:
    first, last = reading.numbers("day")
    start = _rule_day(_with_day(reading, first))
    end = _rule_day(_with_day(reading, last))
    return Period(start.start, end.end) if start and end and start.start <= end.end else None


def _with_day(reading: _Reading, day: int) -> _Reading:
    return _Reading(reading.periods, reading.entry, {**reading.slots, "day": day}, reading.several, reading.clock)


def _rule_month(reading: _Reading) -> Period | None:
    month = reading.number("month")
    return _months_of(reading, month, month)


def _rule_years(reading: _Reading) -> Period | None:
    start, end = reading.numbers("year")
    return Period(date(start, 1, 1), date(end, 12, 31)) if start <= end else None


def _rule_year(reading: _Reading) -> Period | None:
    year = reading.year()
    return None if year is None else Period.of_year(year)


def _rule_since(reading: _Reading) -> Period | None:
    today = reading.clock.today
    start = date(reading.number("year"), 1, 1) if "year" in reading.slots else None
    if start is None and (inner := reading.inner("date")) is not None:
        start = inner.start
    return Period(start, today) if start and today and start <= today else None


def _rule_to(first: str, second: str) -> Callable[[_Reading], Period | None]:
    def rule(reading: _Reading) -> Period | None:
        start = date(reading.number("year"), 1, 1) if first == "year" else None
        if start is None and (inner := reading.inner(first)) is not None:
            start = inner.start
        end = reading.inner(second, len(reading.several[second]) - 1)
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
    context = reading.inner("span") if "span" in reading.slots else reading.clock.context
    if context is None:
        return None
    return context.years_before(1)


def _rule_context(reading: _Reading) -> Period | None:
    return reading.clock.context


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


_RULES: Mapping[str, Callable[[_Reading], Period | None]] = {
    "months": _rule_months,
    "months_of_years": _rule_months_of_years,
    "first_months": lambda reading: _months_of(reading, 1, reading.number("n")),
    "same_months": _rule_same_months,
    "half": _rule_part(6),
    "quarter": _rule_part(3),
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
    "date_to_date": _rule_to("date", "date"),
    "years_back": lambda reading: reading.before(years=reading.number("n")),
    "since": _rule_since,
    "since_date": _rule_since,
    "year_to_date": _rule_to_date,
    "independence": _rule_independence,
    "by_year": _rule_year,
    "by_this_year": _rule_this_year,
    "now_to_year_end": _rule_now_to_year_end,
    "year_of_context": _rule_context,
    "same_as_context_in_year": _rule_same_in_year,
    "context": _rule_context,
    "context_months": _rule_context_months,
    "before_period": _rule_before,
    "span_before": _rule_before,
    "years_ahead": _rule_years_ahead,
}
