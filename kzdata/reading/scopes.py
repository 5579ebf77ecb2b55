"""What narrows the thing that a figure is of: the words at its noun, not those elsewhere in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache

from kzdata.lexicon.areas import PlaceForm
from kzdata.lexicon.audit import audit_words
from kzdata.reading.grammar import Cue, grammar
from kzdata.reading.matcher import Match
from kzdata.reading.text import read_text

_KEPT = 2**16
"""Sentences that are remembered: one that many texts carry is read once."""

_REACH = 3
"""Words before and behind a figure that may narrow it, whatever its noun."""

_LOOSE = 2
"""Words of no list that may stand between a noun and what narrows it: "exports of Italian crude oil"."""


@lru_cache(maxsize=_KEPT)
def scopes_of(sentence: str, quote: str, language: str) -> frozenset[str]:
    """What narrows or widens the whole that a figure is of: "non-oil", "services".

    Such words stand at the noun that tells what the figure is of, right at the figure, or in a phrase of
    their own before that noun: "excluding oil, trade ...". So does the name of a city or province. A
    minister of energy, a place of speech and what another clause tells narrow nothing.

    Examples
    --------
    >>> scopes_of("Trade in goods and services came to $1.9 billion.", "$1.9 billion", "en")
    frozenset({'services'})
    >>> scopes_of("The Minister of Energy said that trade came to $1.9 billion.", "$1.9 billion", "en")
    frozenset()
    >>> scopes_of("Trade came to $1.9 billion, most of which was oil.", "$1.9 billion", "en")
    frozenset()
    >>> scopes_of("Trade rose 25 per cent to $1.9 billion.", "$1.9 billion", "en")
    frozenset()
    """
    first = sentence.index(quote)
    return frozenset(_Narrowing(sentence, first, first + len(quote), language).found())


class _Narrowing:
    """One figure's sentence, token by token."""

    def __init__(self, sentence: str, start: int, end: int, language: str) -> None:
        self._text = read_text(sentence)
        self._lower = self._text.lower
        self._words, self._grammar = audit_words(language).words, grammar(language)
        self.first = next((i for i, last in enumerate(self._text.ends) if last > start), len(self._lower))
        self.last = next((i for i, begin in enumerate(self._text.starts) if begin >= end), len(self._lower))
        places = self._grammar.places.find(self._text)
        self._place_at = {i: place for place in places for i in range(place.first, place.last)}

    def found(self) -> Iterator[str]:
        """What narrows the figure."""
        yield from filter(None, map(self._scope, range(self.first, self.last)))
        yield from self._beside()
        nouns = self._nouns_of_it
        if not nouns or nouns[-1].first > self.first:  # "Border cooperation makes up 70 % of the trade"
            yield from filter(None, map(self._scope, range(self.first)))
        for noun in nouns:
            yield from filter(None, map(self._scope, range(noun.first, noun.last)))
            yield from self._before(noun.first)
            yield from self._behind(noun.last)
        yield from self._led(nouns[-1].first if nouns else self.first)

    @cached_property
    def _nouns_of_it(self) -> list[Match[Cue]]:
        """The nouns that tell what it is of: the last before it, and those that this one hangs on."""
        cues = self._grammar.find_cues(self._text)
        known = [cue for cue in cues if cue.payload.field == "indicator" and cue.payload.value != "other"]
        known = [cue for cue in known if not self._is_office(cue.first, cue.last)]
        before = sorted(cue for cue in known if cue.last <= self.first)
        if not before:
            return [cue for cue in known if cue.first >= self.first][:1]
        nouns = [before.pop()]
        while before and self._hang_together(before[-1].last, nouns[-1].first):
            nouns.append(before.pop())
        return nouns

    def _hang_together(self, first: int, last: int) -> bool:
        if last - first > 1 and self._lower[last - 1] in self._words["scope_joins"]:
            return False  # "buys oil, and trade": but "exports and imports of oil"
        small = self._words["scope_links scope_fillers scope_joins scopes"]
        return all(self._lower[i] in small or i in self._place_at for i in range(first, last))

    def _beside(self) -> Iterator[str]:
        """What stands right before the figure, and right behind it."""
        nouns = {i for noun in self._nouns_of_it for i in range(noun.first, noun.last)}
        for i in range(self.first - 1, max(-1, self.first - 1 - _REACH), -1):
            opens = i == self.first - 1 and self._is_sign(i)  # "of oil ($3bn)"
            if i in nouns or (self._ends_phrase(i) and not opens):
                break
            yield from filter(None, (self._scope(i),))
        ahead = range(self.last, min(len(self._lower), self.last + _REACH))
        for i in ahead:
            restricts = i + 1 < len(self._lower) and self._lower[i + 1] in self._words["scope_limits"]
            if not restricts and (self._ends_phrase(i) or self._lower[i] in self._words["scope_joins"]):
                break
            yield from filter(None, (self._scope(i),))

    def _before(self, noun: int) -> Iterator[str]:
        """What stands before the noun: "oil and gas exports", "the gross inflow of investment"."""
        words, i, loose = self._words, noun - 1, _LOOSE
        while i >= 0 and loose >= 0:
            place, word, step = self._place_at.get(i), self._lower[i], 1
            if place is not None:
                owns = self._lower[place.last] in self._grammar.words["possessive"]
                led = place.first and self._lower[place.first - 1] in words["scope_links"]
                if place.payload[1] == PlaceForm.CITY and loose == _LOOSE and (owns or not led):
                    yield self._name(place)
                step = i - place.first + 1
            elif self._scope(i):
                yield self._scope(i)
            elif word in words["scope_joins"]:
                if not (i and self._scope(i - 1) and self._scope(i + 1)):
                    return
            elif word in words["scope_links"] - self._grammar.words["of"] or self._ends_phrase(i):
                return
            elif not self._is_small(i):
                loose -= 1
            i -= step

    def _behind(self, noun: int) -> Iterator[str]:
        """What stands behind the noun: "trade in oil, gas and services", "trade with Xinjiang"."""
        i, loose = noun, _LOOSE
        end = self.first if noun <= self.first else len(self._lower)
        while i < end and loose >= 0:
            place, word, step = self._place_at.get(i), self._lower[i], 1
            if place is not None:
                if place.payload[1] == PlaceForm.CITY and loose == _LOOSE:
                    yield self._name(place)
                step = place.last - i
            elif self._scope(i):
                yield self._scope(i)
            elif self._ends_phrase(i):
                if not (word in self._words["scope_joins"] and i + 1 < end and self._scope(i + 1)):
                    return
            elif word not in self._words["scope_links scope_joins"] and not self._is_small(i):
                loose -= 1
            i += step

    def _led(self, noun: int) -> Iterator[str]:
        """What a phrase of its own says: "Excluding oil, trade ...", "in services, trade ..."."""
        small = self._words["scope_links scope_leads scope_limits scope_fillers scope_joins"]
        begins = 0
        for i in [*range(self.first), self.first]:
            if i < self.first and not self._is_sign(i):
                continue
            phrase = range(begins, i)
            scopes = list(filter(None, map(self._scope, phrase)))
            leads = phrase and self._lower[begins] in self._words["scope_leads scope_limits"]
            near = i >= noun or not any(map(self._is_sign, range(i + 1, noun)))
            if leads and scopes and near and all(self._lower[j] in small or self._scope(j) for j in phrase):
                yield from scopes
            begins = i + 1

    def _scope(self, i: int) -> str:
        """The word at token `i` if it narrows, else nothing."""
        if not 0 <= i < len(self._lower) or self._lower[i] not in self._words["scopes"]:
            return ""
        after = self._lower[i + 1] if i + 1 < len(self._lower) else ""
        if after in self._words["no_scopes"] or i in self._place_at or self._is_office(i, i + 1):
            return ""
        joined = "".join(self._lower[max(0, i - 2) : i + 1])
        return joined if joined in self._words["scopes"] else self._lower[i]

    def _is_office(self, first: int, last: int) -> bool:
        """Whether the words are part of a title: "energy minister", "Minister of Oil and Gas"."""
        offices, skipped = self._words["offices"], self._words["scopes scope_joins scope_fillers"]
        if last < len(self._lower) and self._lower[last] in offices:
            return True
        of = first - 1
        while of > 0 and self._lower[of] in skipped:
            of -= 1
        return of > 0 and self._lower[of] in self._words["scope_links"] and self._lower[of - 1] in offices

    def _is_small(self, i: int) -> bool:
        return self._lower[i] in self._words["scope_fillers"] | self._grammar.words["possessive"]

    def _is_sign(self, i: int) -> bool:
        return self._lower[i] in {",", ";", ":", "(", ")"}

    def _ends_phrase(self, i: int) -> bool:
        word = self._lower[i]
        return self._is_sign(i) or word[0].isdigit() or word in self._words["scope_breaks"]

    def _name(self, place: Match[tuple[str, str]]) -> str:
        return " ".join(self._lower[place.first : place.last])
