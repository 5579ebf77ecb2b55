"""Expressions of time, found in a text and resolved to days against the date of publication.

The words stand in the language pack; the rules that their ``means`` names stand in `period_rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from kzdata.lexicon.pack import Pack, Table
from kzdata.model import PartialDate, Period
from kzdata.reading.clock import Clock, Entry, named_year
from kzdata.reading.matcher import Match, Matcher
from kzdata.reading.patterns import Slot
from kzdata.reading.period_rules import resolve
from kzdata.reading.text import Text

_NO_CONTEXT = frozenset(
    {
        "before_period",
        "month_before",
        "quarter_before",
        "year_earlier",
        "before_context",
        "span_before",
        "same_as_context_in_year",
        "same_months",
        "now_to_year_end",
        "by_year",
    }
)
"""Rules whose periods are bases or aims: what follows doesn't carry on from them."""


_LOOKING_BACK = frozenset({"before_period", "month_before", "quarter_before", "span_before", "year_earlier"})

_NOTHING: frozenset[str] = frozenset()

_TENS = 20

_CLAUSE = 11
"""Words from "since" to the year of what it names, at most."""

_SUM = 8
"""Tokens of the longest sum: "from 117.5 million US dollars"."""


class PeriodMention(NamedTuple):
    """An expression of time: the tokens `first` up to, not including, `last`.

    Attributes
    ----------
    period : Period or None
        None where it names no stretch of days ("at present", "annually"), or nothing to count from is known.
    means : str
        The rule that read it.
    whole : Period or None
        What an aim means: for "this year" the whole year, and "in ten years" those to come; `period` ends
        with publication.
    """

    first: int
    last: int
    period: Period | None
    means: str
    whole: Period | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says that there is no period: "today", "a year", "in future", "in the early 1990s"."""
        return self.means in {"now", "recurring", "future", "vague"}

    @property
    def looks_back(self) -> bool:
        """Whether by itself it names a base for comparison: "a year earlier", "year on year"."""
        return self.means in _LOOKING_BACK


class Periods:
    """Reads the expressions of time of one language.

    Parameters
    ----------
    pack : Pack
        The language.
    measures : callable
        Whether a scale or a unit stands at a token, so that the number before it is no year or day.
    """

    def __init__(self, pack: Pack, measures: Callable[[Text, int], bool]) -> None:
        table, words = pack.periods, pack.words
        self._ordinal_ends = frozenset(table["ordinal_ends"]["words"])
        self._decade_ends = frozenset(table.get("decade_ends", {}).get("words", ()))
        self._base_after = words["base_after"]
        self._compare, self._from, self._to = words["strong_compare"], words["from"], words["to"]
        self._since_words, self._in = words["since"], words["in"]
        self._from_level, self._percents = words["from_level"], words["percents"]
        self._links, self._figures = words["period_links"], words["base_nouns stand_ins"]
        self._exceeds = words["exceeds"]
        self._months: Mapping[str, int] = table["months"]
        self._capital = frozenset(table["month_case"]["capital_only"])
        self._weekdays: Mapping[str, int] = table["weekdays"]
        self._seasons: Mapping[str, int] = table.get("seasons", {})
        self._numbers: Mapping[str, int] = table["numbers"]
        self._ordinals: Mapping[str, int] = table["ordinals"]
        self._measures = measures
        slots: dict[str, Slot] = {
            "year": Slot(self._year, digits=frozenset({4}), tail=_NOTHING),
            "yy": Slot(self._short_year, digits=frozenset({2}), tail=_NOTHING),
            "decade": Slot(self._decade, digits=frozenset({4}), followers={4: self._decade_ends}),
            "month": Slot(self._month, frozenset(self._months), tail=frozenset(".")),
            "day": Slot(self._day, digits=frozenset({1, 2}), tail=self._ordinal_ends),
            "n": Slot(self._n, frozenset(self._numbers), digits=frozenset({1, 2, 3}), tail=_NOTHING),
            "nth": Slot(
                self._nth,
                frozenset(self._ordinals),
                _digits_of(self._ordinals),
                tail=frozenset(ordinal.lstrip("0123456789") for ordinal in self._ordinals),
            ),
            "season": Slot(self._season, frozenset(self._seasons), tail=_NOTHING),
            "weekday": Slot(self._weekday, frozenset(self._weekdays), tail=_NOTHING),
        }
        for name, group in (("y", "year"), ("date", "date"), ("span", "span")):
            slots[name] = _matcher(table[group], slots).begins
        self._all = _matcher(table["period"], slots)
        for slot, means in _ALONE:
            self._all.add(f"{{{slot}}}", Entry(means))

    def find(self, text: Text, published: PartialDate | None) -> list[PeriodMention]:
        """All expressions of time in `text`, in order, resolved."""
        clock = Clock(published)
        found: list[PeriodMention] = []
        for match in self._all.find(text):
            mention = self._since(text, _mention(match, clock), clock)
            found.append(mention)
            if not self._is_compared(text, match):
                if mention.period is not None and mention.means not in _NO_CONTEXT:
                    clock.turn_to(mention.period)
                clock.year = named_year(match) or clock.year
        return found

    def names_time(self, word: str) -> bool:
        """Whether `word`, in small letters, is the name of a month or a day of the week."""
        return word in self._months or word in self._weekdays

    def _since(self, text: Text, mention: PeriodMention, clock: Clock) -> PeriodMention:
        """A time as a window, if "since" leads it from further off: "since relations were opened in 1992"."""
        period, today, i = mention.period, clock.today, mention.first - 1
        vague = mention.means == "near_month"  # "since he went there last August": on some day
        dated = mention.means in {"absolute", "date"} and i > 0 and text.lower[i] in self._in
        if not (dated or vague) or period is None or today is None or period.start > today:
            return mention
        for at in range(i - 1, max(-1, i - _CLAUSE), -1):
            if text.lower[at] in self._since_words:
                since = None if vague else Period(period.start, today)
                return mention._replace(period=since, means="vague" if vague else "since")
            if not text.words[at][0].isalpha():
                break
        return mention

    def _is_compared(self, text: Text, match: Match[Entry]) -> bool:
        """Whether a word of comparison stands at the match: such a period is no topic of the text."""
        if match.last < len(text.words) and text.lower[match.last] in self._base_after:
            return True
        i = match.first - 1
        while i >= 0 and (text.lower[i] in self._links or text.lower[i] in self._figures):
            i -= 1
        if i >= 0 and (text.lower[i] in self._compare or text.lower[i + 1] in self._base_after):
            return True
        if i >= 0 and text.lower[i] in self._exceeds:  # "exceeds the figure of 2011"
            return i + 2 < match.first
        if i > 0 and text.lower[i] in self._from_level and text.lower[i - 1] in self._percents:
            return True  # "an increase of 56% over January-May 2016"
        return i >= 0 and self._is_base_sum(text, i)

    def _is_base_sum(self, text: Text, last: int) -> bool:
        """Whether the sum that ends at token `last` is what another came from: "from $117m in 2015"."""
        has_number = False
        for i in range(last, max(-1, last - _SUM), -1):
            word = text.lower[i]
            if word in self._compare or word in self._from:
                return has_number
            if word in ",;.:()" or (has_number and word in self._to):
                return False  # "from Italy grew to 14,830 in 2013"
            has_number = has_number or word[0].isdecimal()
        return False

    # --- slots -------------------------------------------------------------------------------------------

    def _year(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.words[i]
        if len(word) != 4 or not word.isdecimal() or not 1900 <= int(word) <= 2099:
            return None
        before_sum = (
            i + 2 < len(text.words) and text.lower[i + 2][0].isdecimal()
        )  # "in 2018 USD 67.4 million"
        if text.touches(i + 1) and text.lower[i + 1].isalpha():  # "the 1990s"
            return None
        if self._measures(text, i + 1) and not before_sum:
            return None
        if i and _is_acronym(text.words[i - 1]):  # "at KIOGE 2018"
            return None
        if i and (text.words[i - 1] in "$€£¥₸₽" or (text.touches(i) and text.lower[i - 1] in "/.,")):
            return None
        return int(word), i + 1

    def _short_year(self, text: Text, i: int) -> tuple[object, int] | None:
        """The second year in "2010-17"."""
        word, first = text.words[i], text.words[i - 2] if i > 1 else ""
        close = text.touches(i) and text.touches(i - 1)
        if not (close and len(word) == 2 and word.isdecimal() and len(first) == 4 and first.isdecimal()):
            return None
        return (int(first[:2] + word), i + 1) if word > first[2:] else None

    def _decade(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.words[i]
        if not (len(word) == 4 and word.isdecimal() and word.endswith("0") and text.touches(i + 1)):
            return None
        return (int(word), i + 2) if text.lower[i + 1] in self._decade_ends else None

    def _month(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.lower[i]
        number = self._months.get(word)
        if number is None or (word in self._capital and not text.words[i][0].isupper()):
            return None
        dotted = len(word) <= 4 and text.touches(i + 1) and text.words[i + 1] == "."
        return number, i + 2 if dotted else i + 1

    def _day(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.words[i]
        if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= 31:
            return None
        end = i + 1
        if end < len(text.words) and text.touches(end) and text.lower[end] in self._ordinal_ends:
            end += 1
        return None if self._measures(text, end) else (int(word), end)

    def _n(self, text: Text, i: int) -> tuple[object, int] | None:
        word = text.lower[i]
        if word.isdecimal() and len(word) <= 3:
            return int(word), i + 1
        number = self._numbers.get(word)
        if number is None:
            return None
        if number >= _TENS and i + 2 < len(text.words) and text.lower[i + 1] == "-" and text.touches(i + 2):
            ones = self._numbers.get(text.lower[i + 2], _TENS)
            if ones < _TENS:  # "twenty-five"
                return number + ones, i + 3
        return number, i + 1

    def _nth(self, text: Text, i: int) -> tuple[object, int] | None:
        number = self._ordinals.get(text.lower[i])
        if number is not None:
            return number, i + 1
        joined = "".join(text.lower[i : i + 2])
        number = self._ordinals.get(joined)
        return None if number is None else (number, i + 2)

    def _season(self, text: Text, i: int) -> tuple[object, int] | None:
        number = self._seasons.get(text.lower[i])
        return None if number is None else (number, i + 1)

    def _weekday(self, text: Text, i: int) -> tuple[object, int] | None:
        number = self._weekdays.get(text.lower[i])
        return None if number is None or not text.words[i][0].isupper() else (number, i + 1)


def _digits_of(ordinals: Iterable[str]) -> frozenset[int]:
    """How many digits ordinals such as "1st" begin with."""
    return frozenset(sum(map(str.isdecimal, word)) for word in ordinals if word[0].isdecimal())


_ALONE = (("y", "year"), ("date", "date"), ("span", "span"))
"""What may stand by itself, and the rule that reads it."""


def _is_acronym(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.isupper()


def _matcher(rules: Mapping[str, Table], slots: Mapping[str, Slot]) -> Matcher[Entry]:
    matcher: Matcher[Entry] = Matcher({}, slots)
    for means, entries in rules.items():
        for pattern, (_, _, *implied) in entries.items():
            matcher.add(pattern, Entry(means, *implied))
    return matcher


def _mention(match: Match[Entry], clock: Clock) -> PeriodMention:
    means, period = match.payload.means, resolve(match, clock)
    slots = dict(match.slots)
    reference, ahead = slots.get("y"), slots.get("n")
    if means == "year" and isinstance(reference, Match):
        means = reference.payload.means
    today = clock.today
    means = "years" if means == "years_short" else means
    if means == "years_around" and period is not None and isinstance(ahead, int):
        coming = Period(period.end, Period(period.end, period.end).years_before(-ahead).end)
        return PeriodMention(match.first, match.last, period, "years_back", whole=coming)
    if means == "year_of_context" and clock.stretch is not None:  # "the plan for the year"
        return PeriodMention(match.first, match.last, period, means, Period.of_year(clock.stretch.end.year))
    open_year = means == "relative" and period is not None and today is not None
    if open_year and period is not None and today is not None and period.start <= today < period.end:
        return PeriodMention(match.first, match.last, Period(period.start, today), means, whole=period)
    return PeriodMention(match.first, match.last, period, means)
