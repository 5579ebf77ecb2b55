"""Words that send back to a country named before: "its neighbour", "that country", "the five states"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Sequence

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME
from kzdata.reading.grammar import Grammar
from kzdata.reading.places import Place
from kzdata.reading.text import Text, positions

_NEAR = 8
"""Words from a country of many parts to "them": "the Emirates come first: with them"."""
_SMALL = 12
"""Members of a group that a text may count: "the five states"."""


class _Abroad:
    """The areas named until some token: what pronouns may stand for."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._waiting = deque(places)
        self.countries: Counter[str] = Counter()
        self.country: Place | None = None  # the one named last,
        self.plain: Place | None = None  # and that by its plain name
        self.group = self.guest = ""

    def read(self, token: int) -> None:
        """Take in what is named before `token`."""
        while self._waiting and self._waiting[0].last <= token:
            place = self._waiting.popleft()
            if place.in_title and place.code != HOME:
                self.guest = place.code
            if area(place.code).kind is not AreaKind.COUNTRY:
                self.group = place.code if place.form == "name" else self.group
            elif place.code != HOME:
                self.countries[place.code] += 1
                self.country = place
                self.plain = place if place.form == "name" and not place.owns else self.plain

    def several(self, token: int) -> str:
        """Who "them" at `token` are: a group, or a country of many parts right before."""
        near = self.plain is not None and token - self.plain.last <= _NEAR
        return self.plain.code if near and self.plain is not None else self.group


def with_backreferences(text: Text, grammar: Grammar, places: list[Place]) -> list[Place]:
    """Adds "its neighbour", "that country": the foreign country named most, or last, before."""
    lower, words = text.lower, grammar.words
    added = _groups_again(text, grammar, places)
    near = {i for place in places for i in range(place.first - 2, place.last + 2)}
    abroad = _Abroad(places)
    for i in positions(lower, words["that_country pronouns plural_pronouns neighbour"]):
        abroad.read(i)
        if not abroad.countries:
            continue
        word, before = lower[i], lower[i - 1]
        first, owns = i, False
        if word in words["pronouns"] and not words["trades"].isdisjoint(lower[i + 1 : i + 2]):
            meant = _subject_before(text, grammar, places, i)
        elif word in words["that_country"] and before in words["his"]:
            first, meant = i - 1, abroad.guest
        elif word in words["plural_pronouns"] and before in words["with"]:
            meant = abroad.several(i)
        else:
            owns = not words["possessive"].isdisjoint(lower[i + 1 : i + 2])
            meant = _pointed_at(abroad, grammar, word, before)
        if meant and (first < i or i not in near):
            added.append(Place(first, i + 1, meant, "name", owns, in_title=False))
    return sorted([*places, *added], key=lambda place: place.first)


def _pointed_at(abroad: _Abroad, grammar: Grammar, word: str, before: str) -> str:
    """Which country "that country", "with it" or "its neighbour" is, or ""."""
    words = grammar.words
    pointed = word in words["that_country"] and before in words["stand_ins"]
    if abroad.country is not None and (pointed or (word in words["pronouns"] and before in words["with"])):
        return abroad.country.code
    return abroad.countries.most_common(1)[0][0] if word in words["neighbour"] else ""


def _subject_before(text: Text, grammar: Grammar, places: Sequence[Place], i: int) -> str:
    """Who the pronoun at `i` stands for: the first name, behind no preposition, of the sentence before."""
    number = text.sentence_of(i)
    if number < 1:
        return ""
    start, end = text.sentences[number - 1]
    led = grammar.words["of in to from with by"]
    for k in range(bisect_left(places, start, key=lambda place: place.first), len(places)):
        place = places[k]
        if place.first >= end:
            break
        if not (place.owns or place.in_title or place.form != "name"):
            return "" if text.lower[place.first - 1] in led else place.code
    return ""


def _groups_again(text: Text, grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """The region or bloc named last before: "the five states", "the region's trade"."""
    lower, words = text.lower, grammar.words
    groups = deque(p for p in places if area(p.code).kind is not AreaKind.COUNTRY and p.form == "name")
    if not groups:
        return []
    near = {i for place in places for i in range(place.first - 3, place.last + 1)}
    found, last, small = [], "", ""  # the group named last, and the small one
    for i in positions(lower, words["pair_nouns group_nouns"]):
        while groups and groups[0].last <= i:
            last = groups.popleft().code
            small = last if len(members(last)) <= _SMALL else small
        following = lower[i + 1] if i + 1 < len(lower) else ""
        owns = following in words["possessive"]
        several = lower[i] in words["pair_nouns"] and lower[i - 1] in words["few"]
        region = owns and lower[i] in words["group_nouns"]
        led = lower[i - 2 if several else i - 1] in words["article"]
        meant = last if region else small
        if meant and i not in near and led and (several or region) and following not in words["of"]:
            found.append(Place(i - several, i + 1, meant, "name", owns, in_title=False))
    return found
