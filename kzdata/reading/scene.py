"""What stands in each sentence: its amounts, expressions of time, places and cue words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from kzdata.model import PartialDate
from kzdata.reading.amount import Amount
from kzdata.reading.amounts import find_amounts
from kzdata.reading.counts import counted
from kzdata.reading.distances import Distances
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.periods import PeriodMention
from kzdata.reading.places import Place, find_places
from kzdata.reading.text import Text

REACH = 30
"""How far, by `Distances`, a word still speaks of an amount."""

_DATELINE = 8
_GROWS = 6
"""How soon behind "the economy" must be said that it grows."""


class _Ranged(Protocol):
    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...


_T = TypeVar("_T", bound=_Ranged)


@dataclass(frozen=True)
class Scene:
    """A sentence and what was found in it; all positions are tokens of the whole text."""

    text: Text
    grammar: Grammar
    number: int
    first: int
    last: int
    amounts: tuple[Amount, ...]
    periods: tuple[PeriodMention, ...]
    places: tuple[Place, ...]
    cues: tuple[Match[Cue], ...]

    @property
    def paragraph(self) -> int:
        """The number of the paragraph that the sentence stands in."""
        return self.text.paragraphs[self.number]

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The language's small words, by the part that they play."""
        return self.grammar.words

    @cached_property
    def distances(self) -> Distances:
        """How far anything is from each amount."""
        return Distances(self.text, self.first, self.last, self.amounts, self.words, self.asides)

    def with_cues(self) -> Scene:
        """The sentence with its cue words, also if it has no figure."""
        if self.amounts or self.cues:
            return self
        return replace(self, cues=tuple(self.grammar.find_cues(self.text, self.first, self.last)))

    @cached_property
    def asides(self) -> Sequence[tuple[int, int]]:
        """Relative clauses between commas, as ranges of tokens: ", which was $78 million in 2017,"."""
        found, words = [], self.text.lower
        commas = [i for i in range(self.first, self.last) if words[i] in self.words["comma"]]
        for opening, closing in pairwise(commas):
            if words[opening + 1] in self.words["relative"]:
                found.append((opening, closing))
        return found

    def aside_of(self, token: int) -> tuple[int, int] | None:
        """The relative clause that `token` stands in, or None."""
        return next((aside for aside in self.asides if aside[0] <= token < aside[1]), None)

    def gap(self, start: int, end: int) -> list[str]:
        """The words from token `start` up to, not including, token `end`, in small letters."""
        return self.text.lower[max(start, self.first) : end]

    def word(self, token: int) -> str:
        """The word at `token` in small letters, or "" outside of the sentence."""
        return self.text.lower[token] if self.first <= token < self.last else ""

    @cached_property
    def _fields(self) -> Mapping[str, Sequence[Match[Cue]]]:
        grouped: dict[str, list[Match[Cue]]] = {}
        for match in self.cues:
            grouped.setdefault(match.payload.field, []).append(match)
        return grouped

    def cues_of(self, field: str) -> Sequence[Match[Cue]]:
        """The cues that speak of `field`."""
        return self._fields.get(field, ())

    @cached_property
    def names(self) -> Sequence[Match[Cue]]:
        """The cues that name what an amount is about."""
        return [match for match in self.cues if match.payload.field in {"indicator", "object"}]

    def has(self, field: str) -> bool:
        """Whether any cue speaks of `field`."""
        return field in self._fields

    def distance(self, item: _Ranged, amount: Amount) -> int:
        """How far `item` is from `amount`."""
        return self.distances.between(item.first, item.last, amount)

    def nearest(self, field: str, amount: Amount) -> Match[Cue] | None:
        """The cue that speaks of `field` nearest to `amount`, if any is within reach."""
        near = [(self.distance(cue, amount), cue.first, cue) for cue in self.cues_of(field)]
        near = [item for item in near if item[0] < REACH]
        return min(near, key=lambda item: item[:2])[2] if near else None

    def is_described(self, amount: Amount, token: int) -> bool:
        """Whether `token` stands in a clause that hangs on `amount`: "the $5bn at which trade stood"."""
        clause = self.words["relative"] | self.words["stand_ins"]
        opening = self.gap(amount.last, amount.last + 2)
        led = opening[:1] and (
            opening[0] in clause or (opening[0] in self.words["led"] and opening[-1] in clause)
        )
        return bool(led) and amount.last < token and not self.crosses(amount.last, token)

    def crosses(self, start: int, end: int, but: Amount | None = None) -> bool:
        """Whether an amount other than `but` begins between the tokens `start` and `end`."""
        return any(start <= amount.first < end for amount in self.amounts if amount is not but)


def find_scenes(text: Text, grammar: Grammar, published: PartialDate | None) -> list[Scene]:
    """The sentences of `text`, each with what stands in it.

    Cue words are looked for only where a sentence has an amount, since they decide nothing elsewhere.
    """
    periods = grammar.periods.find(text, published)
    taken = [False] * len(text)
    for period in periods:
        taken[period.first : period.last] = [True] * (period.last - period.first)
    found = counted(text, grammar, find_amounts(text, grammar, taken))
    amounts = _Row([amount for amount in found if not _is_group(text, grammar, amount)])
    all_dates = _Row(periods)
    dated = _Row([period for period in periods if not _is_dateline(text, grammar, period, published)])
    named = _Row(find_places(text, grammar))
    scenes = []
    for number, (first, last) in enumerate(text.sentences):
        here = amounts.within(first, last)
        places = [
            p
            for p in named.within(first, last)
            if not (any(_overlaps(p, a) for a in here) or _is_of_the_pair(text, grammar, p))
        ]
        cues = grammar.find_cues(text, first, last) if here else []
        names: list[Place | PeriodMention] = [*places, *all_dates.within(first, last)]
        meant = [
            c for c in cues if not any(_overlaps(c, a) for a in here) and _is_meant(text, grammar, c, names)
        ]
        scenes.append(
            Scene(
                text,
                grammar,
                number,
                first,
                last,
                tuple(amount for amount in here if not _is_idle(text, grammar, amount, cues)),
                tuple(dated.within(first, last)),
                tuple(places),
                tuple(meant),
            )
        )
    return scenes


def bare_scene(text: Text, grammar: Grammar) -> Scene:
    """A title as one sentence without figures."""
    places = tuple(find_places(text, grammar))
    return Scene(text, grammar, 0, 0, len(text), (), (), places, tuple(grammar.find_cues(text)))


class _Row(Generic[_T]):
    """Things in the order of the text, to be cut by sentences."""

    def __init__(self, items: Sequence[_T]) -> None:
        self._items, self._firsts = items, [item.first for item in items]

    def within(self, first: int, last: int) -> Sequence[_T]:
        """Those that begin in the tokens `first` to `last`."""
        return self._items[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]


def _is_of_the_pair(text: Text, grammar: Grammar, place: Place) -> bool:
    """Whether a name only describes the two: "trade between the two EAEU members"."""
    following = text.lower[place.last] if place.last < len(text) else ""
    led = place.first > 0 and text.lower[place.first - 1] in grammar.words["two"]
    return led and following in grammar.words["pair_nouns"]


def _is_meant(text: Text, grammar: Grammar, cue: Match[Cue], names: Sequence[Place | PeriodMention]) -> bool:
    """Whether a cue means what it may: "States" and "May" are no verbs in names; "came to" needs a place."""
    inside = any(name.first <= cue.first and cue.last <= name.last for name in names)
    if inside and cue.payload.field in {"speech", "modality"}:
        return False
    if cue.payload.field == "change" and text.lower[min(cue.last, len(text) - 1)] in grammar.words["quoting"]:
        said = grammar.find_cues(text, cue.first, cue.last)
        return not any(other.payload.field == "speech" for other in said)  # "the ministry added, ..."
    if text.lower[cue.first] in grammar.words["grows"]:  # only what grows, not "invested in the economy"
        near = grammar.find_cues(text, cue.last, min(cue.last + _GROWS, len(text)))
        return any(other.payload.field == "change" for other in near)
    if text.lower[cue.first] in grammar.words["goods"] and cue.last == cue.first + 1:
        owner = next((n for n in names if isinstance(n, Place) and n.last == cue.first and n.owns), None)
        if owner is None:  # "Latvian goods", but not "bought Latvian goods"
            return False
        verbs = grammar.find_cues(text, max(0, owner.first - 3), owner.first)
        return not any(verb.payload.field == "indicator" for verb in verbs)
    if cue.payload.field != "visit" or text.lower[cue.last - 1] not in grammar.words["to"]:
        return True
    return any(isinstance(name, Place) and cue.last <= name.first <= cue.last + 2 for name in names)


def _is_group(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a count only points at a group of countries: "trade with the five states"."""
    led = amount.first > 0 and text.lower[amount.first - 1] in grammar.words["article"]
    return amount.noun is not None and led and text.lower[amount.last - 1] in grammar.words["pair_nouns"]


def _is_idle(text: Text, grammar: Grammar, amount: Amount, cues: Sequence[Match[Cue]]) -> bool:
    """Whether "twice" stands where nothing changes and nobody visits: "I have read it twice"."""
    ends = {text.lower[amount.core_first], text.lower[amount.core_last - 1]}
    following = text.lower[amount.last] if amount.last < len(text) else ""
    if not amount.is_multiple or ends.isdisjoint(grammar.adverbs) or following in grammar.multiplied:
        return False
    return not any(cue.payload.field in {"change", "visit", "compare"} for cue in cues)


def _is_dateline(text: Text, grammar: Grammar, period: PeriodMention, published: PartialDate | None) -> bool:
    """Whether a date says when the text came out or something last happened, not when figures hold."""
    if period.means == "aside":
        return True
    day = period.period
    if day is None or published is None or published.day is None or day.start != day.end:
        return False
    if day.start != published.first or period.means not in {"date", "weekday"}:
        return False
    if period.last <= _DATELINE:
        return text.lower[period.first - 1] not in grammar.words["on"]
    start = text.sentences[text.sentence_of(period.first)][0]
    before = grammar.find_cues(text, max(start, period.first - 3), period.first)
    return any(cue.payload.field == "speech" for cue in before)


def _overlaps(item: _Ranged, amount: Amount) -> bool:
    """Whether a cue lies inside an amount; what is counted may still say what the amount is about."""
    end = amount.core_last if amount.noun else amount.last
    return item.first < end and amount.first < item.last
