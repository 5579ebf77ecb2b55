"""What stands in each sentence: its amounts, expressions of time, places and cue words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kzdata.model import PartialDate
from kzdata.reading.amounts import Amount, find_amounts
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.periods import PeriodMention
from kzdata.reading.places import Place, find_places
from kzdata.reading.text import Text


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


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
    amounts = find_amounts(text, grammar, taken)
    places = find_places(text, grammar)
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


def _overlaps(cue: Match[Cue], amount: Amount) -> bool:
    """Whether a cue lies inside an amount; what is counted may still say what the amount is about."""
    end = amount.last if not amount.noun else amount.core_last
    return cue.first < end and amount.first < cue.last


class Distances:
    """How far cues are from amounts in one sentence, in tokens, with a price on what lies between.

    An amount between costs most: its cue is more likely that one's. A break of the clause and a comma cost
    less; looking back costs a little, since English names the thing before its figure.
    """

    AMOUNT, BREAK, COMMA, BACK = 9, 12, 2, 4

    def __init__(self, text: Text, scene: Scene, breaks: frozenset[str]) -> None:
        self._price = [0] * (scene.last - scene.first + 1)
        self._first = scene.first
        for i in range(scene.first, scene.last):
            word = text.lower[i]
            step = 1 + (self.BREAK if word in breaks else self.COMMA if word in ",:(" else 0)
            self._price[i - scene.first + 1] = self._price[i - scene.first] + step
        self._starts = [amount.first for amount in scene.amounts]

    def between(self, first: int, last: int, amount: Amount) -> int:
        """The distance from the tokens `first` to `last` to `amount`."""
        if last <= amount.first:
            crossed = sum(last <= start < amount.first for start in self._starts)
            return self._cost(last, amount.first) + crossed * self.AMOUNT
        crossed = sum(amount.first < start < first for start in self._starts)
        return self._cost(amount.last, max(first, amount.last)) + crossed * self.AMOUNT + self.BACK

    def _cost(self, start: int, end: int) -> int:
        return self._price[end - self._first] - self._price[start - self._first]
