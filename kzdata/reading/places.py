"""Names of countries, regions and capitals in a text, and what part each plays where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME
from kzdata.reading.grammar import Grammar
from kzdata.reading.text import Text

_NEAR = 8
"""Words from a country of many parts to "them": "the Emirates come first: with them"."""
_SMALL = 12
"""Members of a group that a text may count: "the five states"."""
_RIVAL = 0.75
"""How nearly as much another area may be spoken of before a text is about neither."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name of an area: the tokens `first` up to, not including, `last`.

    Attributes
    ----------
    code : str
        The area's code.
    form : str
        How it is named: name, adjective, people, capital, city.
    owns : bool
        Followed by 's, or an adjective: what follows is the area's.
    in_title : bool
        Part of somebody's title ("the President of Russia"), which says little about figures.
    is_seat : bool
        Where an embassy or an office sits ("Embassy in the USA"), which says nothing about them.
    on_route : bool
        Where a road leads ("the road from Almaty to Bishkek"), which names whom freight goes to only.
    """

    first: int
    last: int
    code: str
    form: str
    owns: bool
    in_title: bool
    is_seat: bool = False
    on_route: bool = False


def find_places(text: Text, grammar: Grammar) -> list[Place]:
    """All names of areas in `text`, in order."""
    found = []
    for match in grammar.places.find(text):
        code, form = match.payload
        if not code:
            continue
        after = text.lower[match.last] if match.last < len(text) else ""
        owns = form == "adjective" or after in grammar.words["possessive"]
        last = match.last
        in_title = _in_title(text, grammar, match.first, last)
        seat = in_title and _is_seat(text, grammar, match.first)
        found.append(Place(match.first, last, code, form, owns, in_title, seat))
    return _with_neighbours(
        text, grammar, _with_short_names(text, grammar, _with_routes(text, grammar, found))
    )


def _with_routes(text: Text, grammar: Grammar, places: list[Place]) -> list[Place]:
    """Marks the ends of roads and lines: "the road from Almaty to Bishkek", "the China-Europe corridor"."""
    words, found = grammar.words, list(places)
    links = words["to"] | words["and"] | words["article"] | words["through"] | words["from"]
    i = 0
    while i < len(places):
        end = i + 1
        while end < len(places):
            gap = text.lower[places[end - 1].last : places[end].first]
            if not gap or len(gap) > 2 or not links.issuperset(gap):
                break
            end += 1
        first, last = places[i].first, places[end - 1].last
        opening = first - 1 - (text.lower[first - 1] in words["article"])
        led = opening > 0 and text.lower[opening] in words["from"] | words["between"]
        behind = led and text.lower[opening - 1] in words["routes"]
        hyphens = all(text.lower[places[k].last] == "-" for k in range(i, end - 1))
        ahead = hyphens and not words["routes"].isdisjoint(text.lower[last : last + 2])
        if end - i > 1 and (behind or ahead):
            found[i:end] = [replace(place, on_route=True) for place in places[i:end]]
        i = end
    return found


def _with_short_names(text: Text, grammar: Grammar, places: list[Place]) -> list[Place]:
    """Adds "the Union", "the Council" ...: the bloc named last by a name with that word."""
    blocs = [p for p in places if area(p.code).kind is AreaKind.BLOC]
    if not blocs:
        return places
    taken = {i for place in places for i in range(place.first, place.last)}
    added = []
    for i in range(blocs[0].last, len(text)):
        word = text.lower[i]
        if i in taken or word not in grammar.words["bloc_words"] or not text.words[i][0].isupper():
            continue
        meant = [
            p
            for p in blocs
            if p.last <= i
            and (word in text.lower[p.first : p.last] or word in area(p.code).name.lower().split())
        ]
        longer = not grammar.words["of"].isdisjoint(text.lower[i + 1 : i + 2])  # "the Union of Artists"
        if meant and not longer and text.lower[i - 1] in grammar.words["article"]:
            owns = i + 1 < len(text) and text.lower[i + 1] in grammar.words["possessive"]
            titled = _in_title(text, grammar, i, i + 1)
            added.append(Place(i, i + 1, meant[-1].code, "name", owns, titled))
    return sorted([*places, *added], key=lambda place: place.first)


def _with_neighbours(text: Text, grammar: Grammar, places: list[Place]) -> list[Place]:
    """Adds "its neighbour", "that country": the foreign country named most, or last, before."""
    words = grammar.words
    added: list[Place] = []
    groups = [p for p in places if area(p.code).kind is not AreaKind.COUNTRY and p.form == "name"]
    abroad = [p for p in places if p.code != HOME and area(p.code).kind is AreaKind.COUNTRY]
    added.extend(_groups_again(text, grammar, groups, places))
    if not abroad:
        return sorted([*places, *added], key=lambda place: place.first)
    near = {i for place in places for i in range(place.first - 2, place.last + 2)}
    for i in range(abroad[0].last, len(text)):
        word = text.lower[i]
        before = text.lower[i - 1]
        pointed = word in words["that_country"] and before in words["stand_ins"]
        pointed = pointed or (word in words["pronouns"] and before in words["with"])
        if word in words["pronouns"] and i + 1 < len(text) and text.lower[i + 1] in words["trades"]:
            subject = _subject_before(text, grammar, places, i)
            if subject is not None and i not in near:
                added.append(Place(i, i + 1, subject.code, "name", owns=False, in_title=False))
            continue
        if word in words["that_country"] and before in words["his"]:
            spoke = [p for p in places if p.in_title and p.last <= i and p.code != HOME]
            if spoke:
                added.append(Place(i - 1, i + 1, spoke[-1].code, "name", owns=False, in_title=False))
            continue
        if word in words["plural_pronouns"] and before in words["with"]:
            known = [p for p in groups if p.last <= i]
            known += [p for p in abroad if 0 <= i - p.last <= _NEAR and p.form == "name" and not p.owns]
            if known and i not in near:
                added.append(Place(i, i + 1, known[-1].code, "name", owns=False, in_title=False))
            continue
        if word not in words["neighbour"] and not pointed:
            continue
        if i in near:
            continue
        owns = i + 1 < len(text) and text.lower[i + 1] in words["possessive"]
        named = [place.code for place in abroad if place.last <= i]
        meant = named[-1] if pointed else Counter(named).most_common(1)[0][0]
        added.append(Place(i, i + 1, meant, "name", owns, in_title=False))
    return sorted([*places, *added], key=lambda place: place.first)


def _subject_before(text: Text, grammar: Grammar, places: Sequence[Place], i: int) -> Place | None:
    """Who the pronoun at `i` stands for: the first name, behind no preposition, of the sentence before."""
    words = grammar.words
    number = bisect_right(text.sentences, (i, len(text))) - 1
    if number < 1:
        return None
    first, last = text.sentences[number - 1]
    led = words["of"] | words["in"] | words["to"] | words["from"] | words["with"] | words["by"]
    for place in places:
        if first <= place.first < last and not (place.owns or place.in_title or place.form != "name"):
            return None if text.lower[place.first - 1] in led else place
    return None


def _groups_again(
    text: Text, grammar: Grammar, groups: Sequence[Place], places: Sequence[Place]
) -> Iterable[Place]:
    """The region or bloc named last before: "the five states", "the region's trade"."""
    words = grammar.words
    if not groups:
        return
    near = {i for place in places for i in range(place.first - 3, place.last + 1)}
    for i in range(groups[0].last, len(text)):
        word = text.lower[i]
        following = text.lower[i + 1] if i + 1 < len(text) else ""
        owns = following in words["possessive"]
        several = word in words["pair_nouns"] and text.lower[i - 1] in words["few"]
        region = owns and word in words["group_nouns"]
        led = text.lower[i - 2 if several else i - 1] in words["article"]
        if i in near or not led or not (several or region) or following in words["of"]:
            continue
        meant = [p for p in groups if p.last <= i and (region or len(members(p.code)) <= _SMALL)]
        if meant:
            yield Place(i - several, i + 1, meant[-1].code, "name", owns, in_title=False)


def _is_seat(text: Text, grammar: Grammar, first: int) -> bool:
    """Whether the name stands behind "Embassy in" and the like."""
    before = text.lower[max(0, first - 6) : first]
    return any(word in grammar.words["in"] for word in before[-2:]) and any(
        word in grammar.words["seats"] for word in before
    )


def _in_title(text: Text, grammar: Grammar, first: int, last: int) -> bool:
    """Whether a title stands right before ("President of") or right after ("Russian President") the name."""
    lower, titles = text.lower, grammar.titles
    after = last + 1 if last < len(text) and lower[last] in grammar.words["possessive"] else last
    if any(tuple(lower[after : after + size]) in titles for size in (3, 2, 1)):
        return True
    i = first - 1
    links = grammar.words["title_links"] | grammar.words["article"]
    goes_on = links | grammar.words["possessive"]
    envoy = i >= 0 and lower[i] in grammar.words["to"]
    if i < 0 or (lower[i] not in links and not envoy):
        return False
    if envoy:  # only an envoy is one "to" a country
        return any(word in grammar.words["envoys"] for word in lower[max(0, i - 6) : i])
    for i in range(first - 1, max(first - 9, -1), -1):
        if any(tuple(lower[i + 1 - size : i + 1]) in titles for size in (1, 2, 3) if i + 1 >= size):
            return True
        if lower[i] not in goes_on and not text.words[i][0].isupper():
            return False
    return False


def main_partner(places: Iterable[Place], title: Iterable[Place], text: Text) -> str:
    """The area other than Kazakhstan that the text is about, or ""; titles and capitals count less.

    A name in the headline counts three times, one in the first sentences twice; one that comes later only is
    not what the text is about. A region that Kazakhstan is
    part of is where it stands, not whom it trades with.
    """
    weights: Counter[str] = Counter()
    early = text.sentences[min(2, len(text.sentences) - 1)][1] if text.sentences else 0
    leading: set[str] = set()
    named_in_title = False
    for place in title:
        named_in_title = named_in_title or place.code != HOME
        weights[place.code] += 12 if not place.in_title else 8
        leading.add(place.code)
    for place in places:
        weight = (
            0 if place.on_route else 1 if place.in_title else 2 if place.form in {"capital", "city"} else 4
        )
        weights[place.code] += weight * (2 if place.first < early else 1)
        if place.first < early:
            leading.add(place.code)
        if place.is_seat:
            weights[place.code] -= weight * 2
    for code in list(weights):
        around = area(code).kind is AreaKind.REGION and HOME in members(code)
        if code == HOME or code not in leading or around:
            del weights[code]
    ranked = weights.most_common(2)
    if not ranked or ranked[0][1] <= 0:
        return ""
    rivalled = len(ranked) > 1 and ranked[1][1] > _RIVAL * ranked[0][1]
    return "" if rivalled and not named_in_title else ranked[0][0]


def coordinated(
    text: Text, grammar: Grammar, places: Sequence[Place], start: int, joins: frozenset[str]
) -> list[Place]:
    """The places from number `start` on that stand in one list: "China, Japan and South Korea"."""
    found = [places[start]]
    for place in places[start + 1 :]:
        gap, skipped = text.lower[found[-1].last : place.first], grammar.words["possessive"]
        between = [word for word in _without_group(gap, grammar) if word not in skipped]
        if len(between) > 3 or not all(word in joins for word in between):
            break
        found.append(place)
    return found


def _without_group(gap: list[str], grammar: Grammar) -> list[str]:
    """The words between two names without those that lead to a group: "Italy and the states of Asia"."""
    words = grammar.words
    if len(gap) < 2 or gap[-1] not in words["of"] or gap[-2] not in words["pair_nouns"]:
        return gap
    end = len(gap) - 2
    while end and gap[end - 1] in words["article"] | words["rest"]:
        end -= 1
    return gap[:end]
