"""Words that send back to a country named before: "its neighbour", "that country", "the five states"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME
from kzdata.reading.grammar import Grammar
from kzdata.reading.places import Place
from kzdata.reading.text import Text

_NEAR = 8
"""Words from a country of many parts to "them": "the Emirates come first: with them"."""
_OWNED = 3
"""Words behind "its" in which stands what is owned: "its total foreign trade"."""
_AGO = 10
"""Words back from "there" in which something is sold or invested."""
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
    added = [
        *_groups_again(text, grammar, places),
        *_owners_again(text, grammar, places),
        *_of_two(text, grammar, places),
        *_there(text, grammar, places),
        *_ourselves(text, grammar, places),
    ]
    pointers = text.where(words["that_country pronouns plural_pronouns neighbour"]) if places else ()
    if not pointers:
        return sorted([*places, *added], key=lambda place: place.first) if added else places
    near = {i for place in places for i in range(place.first - 2, place.last + 2)}
    abroad = _Abroad(places)
    for i in pointers:
        abroad.read(i)
        if not abroad.countries:
            continue
        word, before = lower[i], lower[i - 1]
        first, owns = i, False
        if word in words["pronouns"] and _does(text, grammar, i + 1):
            meant = _subject_here(text, grammar, places, i) or _subject_before(text, grammar, places, i)
        elif word in words["that_country"] and before in words["his"]:
            first, meant = i - 1, abroad.guest
        elif word in words["plural_pronouns"] and before in words["with"]:
            meant = abroad.several(i)
        else:
            owns = not words["possessive"].isdisjoint(lower[i + 1 : i + 2])
            meant = _pointed_at(abroad, grammar, word, before)
            if word in words["neighbour"]:
                meant = _neighbour(text, places, i, meant)
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


def _neighbour(text: Text, places: Sequence[Place], i: int, meant: str) -> str:
    """Whose neighbour is meant: Kazakhstan where the goods told of last are those of its neighbour."""
    start = text.sentences[max(text.sentence_of(i) - 1, 0)][0]
    near = [place for place in places if start <= place.first and place.last <= i and not place.in_title]
    owner = next((place.code for place in reversed(near) if place.owns), "")
    home = any(place.code == HOME and place.last <= i for place in places)
    return HOME if owner == meant and home else meant


def _does(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether token `i` begins what countries do: "bought", "accounts for"."""
    if not grammar.words["trades"].isdisjoint(text.lower[i : i + 1]):
        return True
    cues = grammar.find_cues(text, i, min(i + 2, len(text)))
    return any(cue.payload.field == "share" and cue.first == i for cue in cues)


def _subject_here(text: Text, grammar: Grammar, places: Sequence[Place], i: int) -> str:
    """Who the pronoun at `i` stands for that its own sentence opens with: "China is second; it takes"."""
    start = text.sentences[text.sentence_of(i)][0]
    first = next((p for p in places[bisect_left(places, start, key=lambda p: p.first) :]), None)
    if first is None or first.last > i or first.owns or first.in_title or first.form != "name":
        return ""
    opens = first.first - (text.lower[first.first - 1] in grammar.words["article"]) == start
    return first.code if opens else ""


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


def _speaks_of(text: Text, grammar: Grammar, places: Sequence[Place], first: int, last: int) -> list[Place]:
    """The places that clauses are about: their subjects, and those whose exports they tell."""
    lower, words, found = text.lower, grammar.words, []
    led = words["of in to from with by between"]
    joined = False
    for place in places[bisect_left(places, first, key=lambda place: place.first) :]:
        if place.last > last:
            break
        i = place.first - 1 - (lower[place.first - 1] in words["article"])
        joined = lower[i] in led or (joined and lower[i] in words["and"] - words["comma"])
        if place.in_title or place.form == "people":
            continue
        if place.owns:  # "Italy's exports", or "The Italian side" that opens the sentence
            tells = i < first or _tells(text, grammar, place.last, place.last + _OWNED)
        else:
            of = lower[i] in words["of"]  # "exports of Italy", "the members of the Union"
            members = lower[i - 1] in words["pair_nouns"] and led.isdisjoint(lower[max(first, i - 4) : i - 1])
            tells = not joined or (of and (members or _tells(text, grammar, i - 1, i)))
        if tells:
            found.append(place)
    return found


def _tells(text: Text, grammar: Grammar, first: int, last: int) -> bool:
    """Whether what a country may own stands in the tokens: "exports", "share"."""
    cues = grammar.find_cues(text, max(first, 0), min(last, len(text)))
    return any(cue.payload.field in {"indicator", "share"} and cue.payload.value != "other" for cue in cues)


def _owners_again(text: Text, grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """Whose "its exports", "its share" is: that of the subject of the sentence, else of the one before."""
    found = []
    for i in text.where(grammar.words["its"]):
        if not _tells(text, grammar, i + 1, i + 1 + _OWNED):
            continue
        number = text.sentence_of(i)
        owners = _speaks_of(text, grammar, places, text.sentences[number][0], i)
        if number and not owners:
            owners = _speaks_of(text, grammar, places, *text.sentences[number - 1])[:1]
        owner = owners[-1] if owners else None
        group = owner is not None and area(owner.code).kind is not AreaKind.COUNTRY
        if owner is not None and (group or text.lower[i] not in grammar.words["their"]):
            found.append(Place(i, i + 1, owner.code, "name", owns=True, in_title=False))
    return found


def _of_two(text: Text, grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """Which of two countries named together "the former", "the latter", "the first" is."""
    lower, words, found = text.lower, grammar.words, []
    joins = words["and article"]
    for i in text.where(words["former latter first_of_two second_of_two"]):
        if lower[i - 1] not in words["article"]:
            continue
        ranked = lower[i] in words["first_of_two second_of_two"]
        if ranked and (i + 1 >= len(lower) or lower[i + 1] not in words["of_two_does"]):
            continue
        start = text.sentences[max(text.sentence_of(i) - 1, 0)][0]
        near = [p for p in places if start <= p.first and p.last <= i and not p.in_title]
        pairs = [
            (a, b)
            for a, b in pairwise(near)
            if a.code != b.code
            and not words["and"].isdisjoint(gap := lower[a.last : b.first])
            and joins >= {*gap}
        ]
        if pairs:
            later = lower[i] in words["latter second_of_two"]
            found.append(Place(i, i + 1, pairs[-1][later].code, "name", owns=False, in_title=False))
    return found


def _there(text: Text, grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """Where "there" is in "exports there", "sold there": in the country named last."""
    found = []
    for i in text.where(grammar.words["there"]):
        number = text.sentence_of(i)
        first = text.sentences[number][0]
        if not (_is_done_at(text, grammar, max(i - _AGO, first), i)):
            continue
        start = text.sentences[max(number - 1, 0)][0]
        near = [p for p in places if start <= p.first and p.last <= i and not p.in_title]
        doers = {p.code for p in near if _acts(text, grammar, p, first)}
        at = [p for p in near if p.form in {"name", "city"} and area(p.code).kind is AreaKind.COUNTRY]
        at = [p for p in at if p.code not in doers] or at
        at = [p for p in at if not p.owns] or at
        code = at[-1].code if at and at[-1].code not in doers else HOME if doers - {HOME} else ""
        if code:
            found.append(Place(i, i + 1, code, "there", owns=False, in_title=False))
    return found


def _is_done_at(text: Text, grammar: Grammar, first: int, i: int) -> bool:
    """Whether something is sold or put where token `i` says: "sold there", "invested 85 million there"."""
    for cue in grammar.find_cues(text, first, i):
        moved = cue.payload.field == "put" or cue.payload.value == "investment"
        if (cue.payload.field == "indicator" and cue.last == i) or (moved and grammar.measures(text, i - 1)):
            return True
    return False


def _acts(text: Text, grammar: Grammar, place: Place, first: int) -> bool:
    """Whether a place is the subject of a sentence that begins at token `first`: nobody sells to himself."""
    i = place.first - 1 - (text.lower[place.first - 1] in grammar.words["article"])
    led = i >= first and text.lower[i] in grammar.words["of in to from with by between"]
    return place.first >= first and not led and place.form in {"name", "people", "adjective"}


def _ourselves(text: Text, grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """Who "we" and "you" are where the only envoy who speaks is a foreign one."""
    envoys = {p.code for p in places if p.in_title and _is_envoy(text, grammar, p)}
    if len(envoys) != 1:
        return []
    found, words = [], grammar.words
    near = {i for place in places for i in range(place.first - 1, place.last + 1)}
    for i in text.where(words["we you"]):
        code = envoys.copy().pop() if text.lower[i] in words["we"] else HOME
        owns = text.lower[i] in words["our"]
        if i not in near:
            found.append(Place(i, i + 1, code, "name", owns, in_title=False))
    return found


def _is_envoy(text: Text, grammar: Grammar, place: Place) -> bool:
    """Whether a place is whose envoy somebody is: "Polish Ambassador", "the ambassador of Poland"."""
    lower, words = text.lower, grammar.words
    behind = place.last + (not words["possessive"].isdisjoint(lower[place.last : place.last + 1]))
    if not words["envoys"].isdisjoint(lower[behind : behind + 1]):
        return True
    of = lower[place.first - 1 - (lower[place.first - 1] in words["article"])]
    return of in words["of"] and not words["envoys"].isdisjoint(lower[max(0, place.first - 5) : place.first])


def _groups_again(text: Text, grammar: Grammar, places: Sequence[Place]) -> list[Place]:
    """The region or bloc named last before: "the five states", "the region's trade"."""
    lower, words = text.lower, grammar.words
    groups = deque(p for p in places if area(p.code).kind is not AreaKind.COUNTRY and p.form == "name")
    if not groups:
        return []
    near = {i for place in places for i in range(place.first - 3, place.last + 1)}
    found, last, small = [], "", ""  # the group named last, and the small one
    for i in text.where(words["pair_nouns group_nouns"]):
        while groups and groups[0].last <= i:
            last = groups.popleft().code
            small = last if len(members(last)) <= _SMALL else small
        following = lower[i + 1] if i + 1 < len(lower) else ""
        owns = following in words["possessive"]
        several = lower[i] in words["pair_nouns"] and lower[i - 1] in words["few member"]
        region = owns and lower[i] in words["group_nouns"]
        led = lower[i - 2 if several else i - 1] in words["article"]
        meant = last if region else small
        if meant and i not in near and led and (several or region) and following not in words["of"]:
            found.append(Place(i - several, i + 1, meant, "name", owns, in_title=False))
    return found
