"""What stands in each sentence: its amounts, expressions of time, places and cue words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kzdata.model import PartialDate
from kzdata.reading.amounts import Amount, find_amounts
from kzdata.reading.counts import counted
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.periods import PeriodMention
from kzdata.reading.places import Place, find_places
from kzdata.reading.text import Text


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


class _Ranged(_Placed, Protocol):
    @property
    def last(self) -> int: ...


_DATELINE = 8
_T = TypeVar("_T", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence and what was found in it; all positions are tokens of the whole text."""

    number: int
    paragraph: int
    first: int
    last: int
    amounts: tuple[Amount, ...]
    periods: tuple[PeriodMention, ...]
    places: tuple[Place, ...]
    cues: tuple[Match[Cue], ...]

    def cues_of(self, *fields: str) -> Iterator[Match[Cue]]:
        """The cues that speak of `fields`."""
        return (match for match in self.cues if match.payload.field in fields)


def find_scenes(text: Text, grammar: Grammar, published: PartialDate | None) -> list[Scene]:
    """The sentences of `text`, each with what stands in it.

    Cue words are looked for only where a sentence has an amount, since they decide nothing elsewhere.
    """
    periods = grammar.periods.find(text, published)
    taken = [False] * len(text)
    for period in periods:
        taken[period.first : period.last] = [True] * (period.last - period.first)
    amounts = counted(text, grammar, find_amounts(text, grammar, taken))
    places = [place for place in find_places(text, grammar) if not any(_overlaps(place, a) for a in amounts)]
    periods = [period for period in periods if not _is_dateline(text, grammar, period, published)]
    scenes = []
    for number, (first, last) in enumerate(text.sentences):
        here = tuple(_within(amounts, first, last))
        cues = grammar.cues.find(text, first, last) if here else []
        scenes.append(
            Scene(
                number,
                text.paragraphs[number],
                first,
                last,
                here,
                tuple(_within(periods, first, last)),
                tuple(_within(places, first, last)),
                tuple(cue for cue in cues if not any(_overlaps(cue, amount) for amount in here)),
            )
        )
    return scenes


def _within(items: Sequence[_T], first: int, last: int) -> Iterable[_T]:
    return (item for item in items if first <= item.first < last)


def _is_dateline(text: Text, grammar: Grammar, period: PeriodMention, published: PartialDate | None) -> bool:
    """Whether a date says when the text came out and not when its figures hold."""
    day = period.period
    if day is None or published is None or published.day is None or day.start != day.end:
        return False
    if day.start != published.first or period.means not in {"date", "weekday"}:
        return False
    if period.last <= _DATELINE:
        return True
    before = grammar.cues.find(text, max(0, period.first - 3), period.first)
    return any(cue.payload.field == "speech" for cue in before)


def _overlaps(cue: _Ranged, amount: Amount) -> bool:
    """Whether a cue lies inside an amount; what is counted may still say what the amount is about."""
    end = amount.last if not amount.noun else amount.core_last
    return cue.first < end and amount.first < cue.last


def _brackets(words: Sequence[str]) -> list[int]:
    """For each word the number of the bracket that it stands in, 0 outside; one that never closes is none."""
    found, number, opened = [0] * len(words), 0, -1
    for i, word in enumerate(words):
        if word == "(" and opened < 0:
            opened, number = i, number + 1
        elif word == ")" and opened >= 0:
            found[opened : i + 1] = [number] * (i + 1 - opened)
            opened = -1
    return found


class Distances:
    """How far cues are from amounts in one sentence, in tokens, with a price on what lies between.

    An amount between costs most: its cue is more likely that one's. A break of the clause and a comma cost
    less. Looking back costs much, since a thing is named before its figure, unless it is linked to it
    directly ("$2bn of exports").
    """

    AMOUNT, BREAK, COMMA, BACK, LINKED = 9, 12, 2, 12, 2
    LINK, CLOSED = 5, 10_000

    def __init__(self, text: Text, scene: Scene, grammar: Grammar) -> None:
        breaks, self._joins = grammar.words["breaks"], grammar.words["and"]
        self._lower = text.lower[scene.first : scene.last]
        self._price = [0] * (scene.last - scene.first + 1)
        self._first = scene.first
        for i in range(scene.first, scene.last):
            word = text.lower[i]
            step = 1 + (self.BREAK if word in breaks else self.COMMA if word in ",:(" else 0)
            self._price[i - scene.first + 1] = self._price[i - scene.first] + step
        self._starts = [amount.first for amount in scene.amounts]
        self._brackets = _brackets(self._lower)

    def between(self, first: int, last: int, amount: Amount) -> int:
        """The distance from the tokens `first` to `last` to `amount`."""
        if self._bracket(first) not in {0, self._bracket(amount.first)}:
            return self.CLOSED
        if last <= amount.first:
            crossed = sum(last <= start < amount.first for start in self._starts)
            return self._cost(last, amount.first) + crossed * self.AMOUNT
        crossed = sum(amount.first < start < first for start in self._starts)
        cost = self._cost(amount.last, max(first, amount.last))
        linked = cost <= self.LINK and not any(word in self._joins for word in self._between(amount.last, first))
        return cost + crossed * self.AMOUNT + (self.LINKED if linked else self.BACK)

    def _bracket(self, token: int) -> int:
        """The number of the bracket that `token` stands in; 0 outside of all."""
        return self._brackets[token - self._first]

    def same_bracket(self, amount: Amount, other: Amount) -> bool:
        """Whether both stand in one pair of brackets, or both outside."""
        return self._bracket(amount.first) == self._bracket(other.first)

    def in_bracket(self, amount: Amount) -> bool:
        """Whether `amount` stands in brackets."""
        return self._bracket(amount.core_first) != 0

    def _between(self, start: int, end: int) -> list[str]:
        return self._lower[start - self._first : max(start, end) - self._first]

    def _cost(self, start: int, end: int) -> int:
        return self._price[end - self._first] - self._price[start - self._first]
