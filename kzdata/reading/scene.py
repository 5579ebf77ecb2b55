"""A sentence: its amounts, expressions of time, places and cue words, and what stands where in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from kzdata.reading.amount import Amount
from kzdata.reading.distances import Distances
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.periods import PeriodMention
from kzdata.reading.places import Place
from kzdata.reading.text import Text

REACH = 30
"""How far, by `Distances`, a word still speaks of an amount."""

_CAUSE = 6
"""Words between "because of" and what still belongs to the cause."""

_NAMING = frozenset({"indicator", "object"})


class Ranged(Protocol):
    """What stands from one token to another, the end exclusive."""

    @property
    def first(self) -> int:
        """Its first token."""

    @property
    def last(self) -> int:
        """The token after its last."""


class Scene:
    """A sentence and what was found in it; all positions are tokens of the whole text.

    Attributes
    ----------
    words : mapping
        The language's small words, by the part that they play.
    names : list of Match
        The cues that name what an amount is about.
    spoken_of : list of Place
        The places that are not part of somebody's title.
    off_route : list of Place
        Those of them that are not where a road leads.
    """

    def __init__(  # noqa: PLR0913  (one argument a kind of thing that is found)
        self,
        text: Text,
        grammar: Grammar,
        bounds: tuple[int, int],
        number: int = 0,
        *,
        amounts: Sequence[Amount] = (),
        periods: Sequence[PeriodMention] = (),
        places: Sequence[Place] = (),
        cues: Sequence[Match[Cue]] = (),
        all_cues: Sequence[Match[Cue]] | None = None,
    ) -> None:
        self.text, self.grammar, self.number = text, grammar, number
        self.first, self.last = bounds
        self.amounts, self.periods, self.places, self.cues = amounts, periods, places, cues
        self.words: Mapping[str, frozenset[str]] = grammar.words
        self._lower = text.lower
        self.spoken_of = [place for place in places if not place.in_title] if places else []
        if self.spoken_of and not self.words["causes"].isdisjoint(text.vocabulary):
            self.spoken_of = [place for place in self.spoken_of if not self.is_cause(place.first)]
        self.off_route = [place for place in self.spoken_of if not place.on_route] if places else []
        self._fields: dict[str, list[Match[Cue]]] = {}
        for cue in cues:
            self._fields.setdefault(cue.payload.field, []).append(cue)
        self.names = [cue for cue in cues if cue.payload.field in _NAMING]
        # What not every sentence is asked for is worked out when it first is.
        self._vocabulary: frozenset[str] | None = None
        self._distances: Distances | None = None
        self._all_cues = all_cues
        self._lit: Scene | None = None
        self._asides: Sequence[tuple[int, int]] | None = None
        self._insertions: Sequence[tuple[int, int]] | None = None

    @property
    def paragraph(self) -> int:
        """The number of the paragraph that the sentence stands in."""
        return self.text.paragraphs[self.number]

    @property
    def distances(self) -> Distances:
        """How far anything is from each amount."""
        if self._distances is None:
            words = self._lower[self.first : self.last]
            self._distances = Distances(words, self.first, self.amounts, self.words, self.asides)
        return self._distances

    @property
    def all_cues(self) -> Sequence[Match[Cue]]:
        """The sentence's cue words, also if it has no figure, and whatever they mean here."""
        if self._all_cues is None:
            self._all_cues = self.grammar.find_cues(self.text, self.first, self.last)
        return self._all_cues

    @property
    def with_cues(self) -> Scene:
        """The sentence with its cue words, also if it has no figure."""
        if self.amounts or self.cues:
            return self
        if self._lit is None:
            bounds, cues = (self.first, self.last), self.all_cues
            self._lit = Scene(
                self.text,
                self.grammar,
                bounds,
                self.number,
                periods=self.periods,
                places=self.places,
                cues=cues,
            )
        return self._lit

    @property
    def asides(self) -> Sequence[tuple[int, int]]:
        """Relative clauses between commas, as ranges of tokens: ", which was $78 million in 2017,"."""
        if self._asides is None:
            self._asides = self._find_asides()
        return self._asides

    def _find_asides(self) -> Sequence[tuple[int, int]]:
        words, comma, relative = self._lower, self.words["comma"], self.words["relative"]
        if relative.isdisjoint(words[self.first : self.last]):
            return ()
        commas = [i for i in range(self.first, self.last) if words[i] in comma]
        led = self.words["led"]
        return [
            pair
            for pair in pairwise(commas)
            if words[pair[0] + 1] in relative
            or (words[pair[0] + 1] in led and words[pair[0] + 2] in relative and not self._tells(*pair))
        ]

    def _tells(self, start: int, end: int) -> bool:
        """Whether an amount begins between two tokens, in brackets or not."""
        return any(start <= amount.first < end for amount in self.amounts)

    @property
    def insertions(self) -> Sequence[tuple[int, int]]:
        """What stands between two commas before the verb, as ranges of tokens.

        "Exports, the larger part being oil, came to $5bn": it is not about what an insertion names.
        """
        if self._insertions is None:
            words, comma = self._lower, self.words["comma"]
            commas = [i for i in range(self.first, self.last) if words[i] in comma]
            self._insertions = [
                pair for pair in pairwise(commas) if self._is_verb(pair[1] + 1) and not self.crosses(*pair)
            ]
        return self._insertions

    def _is_verb(self, token: int) -> bool:
        """Whether a clause goes on with its verb at `token`."""
        at = token + (self.word(token) in self.words["and"])
        if self.word(at) in self.words["standing happened auxiliaries holds"]:
            return True
        return any(cue.first == at for cue in self.cues_of("change"))

    def is_inserted(self, token: int, amount: Amount) -> bool:
        """Whether `token` stands in an insertion or a relative clause that `amount` is not in."""
        ranges = (*self.asides, *self.insertions)
        return any(start <= token < end and not start <= amount.first < end for start, end in ranges)

    def is_cause(self, token: int) -> bool:
        """Whether `token` only says why: "in spite of the crisis in the world economy"."""
        for i in range(token - 1, max(token - _CAUSE, self.first) - 1, -1):
            word = self._lower[i]
            if word in self.words["causes"]:
                return True
            if word in self.words["comma"]:
                return False
        return False

    def aside_of(self, token: int) -> tuple[int, int] | None:
        """The relative clause that `token` stands in, or None."""
        if not self.asides:
            return None
        return next((aside for aside in self.asides if aside[0] <= token < aside[1]), None)

    def gap(self, start: int, end: int) -> list[str]:
        """The words from token `start` up to, not including, token `end`, in small letters."""
        return self._lower[max(start, self.first) : end]

    def word(self, token: int) -> str:
        """The word at `token` in small letters, or "" outside of the sentence."""
        return self._lower[token] if self.first <= token < self.last else ""

    def cues_of(self, field: str) -> Sequence[Match[Cue]]:
        """The cues that speak of `field`."""
        return self._fields.get(field, ())

    def has(self, field: str) -> bool:
        """Whether any cue speaks of `field`."""
        return field in self._fields

    def distance(self, item: Ranged, amount: Amount) -> int:
        """How far `item` is from `amount`."""
        return self.distances.between(item.first, item.last, amount)

    def nearest(self, field: str, amount: Amount) -> Match[Cue] | None:
        """The cue that speaks of `field` nearest to `amount`, if any is within reach."""
        nearest, reach = None, REACH
        for cue in self.cues_of(field):
            distance = self.distances.between(cue.first, cue.last, amount)
            if distance < reach:
                nearest, reach = cue, distance
        return nearest

    def is_described(self, amount: Amount, token: int) -> bool:
        """Whether `token` stands in a clause that hangs on `amount`: "the $5bn at which trade stood"."""
        if token <= amount.last:
            return False
        clause = self.words["relative stand_ins"]
        opening = self.gap(amount.last, amount.last + 2)
        led = opening[:1] and (
            opening[0] in clause or (opening[0] in self.words["led"] and opening[-1] in clause)
        )
        return bool(led) and not self.crosses(amount.last, token)

    def after_last(self, token: int) -> int:
        """Where what belongs to `token` alone begins: behind the last amount before it, else the sentence."""
        return max((amount.last for amount in self.amounts if amount.last <= token), default=self.first)

    def says(self, name: str) -> bool:
        """Whether any of the small words called `name` stands in the sentence."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(self._lower[self.first : self.last])
        return not self.words[name].isdisjoint(self._vocabulary)

    def crosses(self, start: int, end: int, but: Amount | None = None) -> bool:
        """Whether an amount other than `but` begins between the tokens `start` and `end`."""
        between = [amount for amount in self.amounts if start <= amount.first < end]
        if between and "(" in self._lower[max(start, self.first) : end]:
            between = [amount for amount in between if not self.distances.is_beside(amount, start, end)]
        return bool(between) and between != [but]
