"""Names of countries, regions and capitals in a text, and what part each plays where it stands."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME
from kzdata.reading.grammar import Grammar
from kzdata.reading.text import Text

_UNION, _CONTINENT = "EU", "EUROPE"
_RIVAL = 0.75
"""How nearly as much another area may be spoken of before a text is about neither."""


_SEATS = frozenset({"capital", "city"})
_DATELINE = 12
"""Tokens from a city to the dash behind the date and the agency."""


_BORDERED = 4
"""Tokens behind a country at a border in which the other one is named."""


class Place(NamedTuple):
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
        if not code or _is_at_border(text, grammar, match.first, match.last):
            continue
        if match.first == 0 and form in _SEATS and code != HOME and _is_dateline(text, match.last):
            continue
        after = text.lower[match.last] if match.last < len(text.words) else ""
        owns = form == "adjective" or after in grammar.words["possessive"]
        last = match.last
        in_title = _in_title(text, grammar, match.first, last)
        seat = in_title and _is_seat(text, grammar, match.first)
        led = text.lower[max(0, match.first - 2) : match.first]  # "by way of Turkmenistan"
        passed = led[:1] and led[0] in grammar.words["ways"] and led[-1] in grammar.words["of"]
        found.append(Place(match.first, last, code, form, owns, in_title, seat, bool(passed)))
    return _with_short_names(text, grammar, _with_routes(text, grammar, _of_the_union(found)))


def _is_dateline(text: Text, last: int) -> bool:
    """Whether the city before token `last` is only where a report was written: "MANILA, Sept. 28 - The"."""
    if text.sentences[0][1] == last + 1:  # "MANILA. The bank"
        return True
    for i in range(last, min(last + _DATELINE, len(text))):
        if text.lower[i] == "-":
            return not text.touches(i) and (text.lower[i + 1 : i + 2] == ["-"] or not text.touches(i + 1))
        if text.words[i].islower():
            return False
    return False


def _is_at_border(text: Text, grammar: Grammar, first: int, last: int) -> bool:
    """Whether a name only says where a border runs: "on the border with China", "to the Uzbek border"."""
    lower, words = text.lower, grammar.words
    opening = first - 1 - (lower[first - 1] in words["article"])
    behind = opening > 0 and lower[opening] in words["with of"] and lower[opening - 1] in words["borders"]
    if behind:
        opening -= 2 + (lower[opening - 2] in words["article"])
    elif words["borders"].isdisjoint(lower[last : last + 1]):
        return False
    near = grammar.places.find(text, max(opening, 0), min(last + _BORDERED, len(text)))
    two = any(place.payload[0] == HOME for place in near)  # "on the border of China and Kazakhstan"
    return opening >= 0 and lower[opening] in words["at_border"] and not two


def _of_the_union(places: list[Place]) -> list[Place]:
    """What is "European" is the Union's where a text names the Union and not the continent."""
    names = {place.code for place in places if place.form == "name"}
    if _UNION not in names or _CONTINENT in names:
        return places
    return [place._replace(code=_UNION) if place.code == _CONTINENT else place for place in places]


def _with_routes(text: Text, grammar: Grammar, places: list[Place]) -> list[Place]:
    """Marks the ends of roads and lines: "the road from Almaty to Bishkek", "the China-Europe corridor"."""
    words, found = grammar.words, list(places)
    if words["routes"].isdisjoint(text.vocabulary):
        return places
    links = words["to and article through from"]
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
        led = opening > 0 and text.lower[opening] in words["from between"]
        behind = led and text.lower[opening - 1] in words["routes"]
        hyphens = all(text.lower[places[k].last] == "-" for k in range(i, end - 1))
        ahead = hyphens and not words["routes"].isdisjoint(text.lower[last : last + 2])
        if end - i > 1 and (behind or ahead):
            found[i:end] = [place._replace(on_route=True) for place in places[i:end]]
        i = end
    return found


def _with_short_names(text: Text, grammar: Grammar, places: list[Place]) -> list[Place]:
    """Adds "the Union", "the Council" ...: the bloc named last by a name with that word."""
    waiting = deque(p for p in places if area(p.code).kind is AreaKind.BLOC)
    if not waiting:
        return places
    lower, words = text.lower, grammar.words
    taken = {i for place in places for i in range(place.first, place.last)}
    named: dict[str, Place] = {}  # by each of its words, the bloc named last
    added = []
    for i in text.where(words["bloc_words"]):
        while waiting and waiting[0].last <= i:
            bloc = waiting.popleft()
            whole = area(bloc.code).name.lower().split()
            named |= dict.fromkeys([*lower[bloc.first : bloc.last], *whole], bloc)
        meant = named.get(lower[i])
        if meant is None or i in taken or not text.words[i][0].isupper():
            continue
        longer = not words["of"].isdisjoint(lower[i + 1 : i + 2])  # "the Union of Artists"
        if not longer and lower[i - 1] in words["article"]:
            owns = not words["possessive"].isdisjoint(lower[i + 1 : i + 2])
            titled = _in_title(text, grammar, i, i + 1)
            added.append(Place(i, i + 1, meant.code, "name", owns, titled))
    return sorted([*places, *added], key=lambda place: place.first)


def _is_seat(text: Text, grammar: Grammar, first: int) -> bool:
    """Whether the name stands behind "Embassy in" and the like."""
    before = text.lower[max(0, first - 6) : first]
    words = grammar.words
    return not (words["in"].isdisjoint(before[-2:]) or words["seats"].isdisjoint(before))


def _in_title(text: Text, grammar: Grammar, first: int, last: int) -> bool:
    """Whether a title stands right before ("President of") or right after ("Russian President") the name."""
    lower, titles = text.lower, grammar.titles
    after = last + 1 if last < len(text.words) and lower[last] in grammar.words["possessive"] else last
    opens = after < len(lower) and lower[after] in grammar.title_starts
    if opens and any(tuple(lower[after : after + size]) in titles for size in (3, 2, 1)):
        return True
    i = first - 1
    links = grammar.words["title_links article"]
    envoy = i >= 0 and lower[i] in grammar.words["to"]
    if i < 0 or (lower[i] not in links and not envoy):
        return False
    if envoy:  # only an envoy is one "to" a country
        return not grammar.words["envoys"].isdisjoint(lower[max(0, i - 6) : i])
    goes_on = grammar.words["title_links article possessive"]
    for i in range(first - 1, max(first - 9, -1), -1):
        ends = lower[i] in grammar.title_ends
        if ends and any(tuple(lower[i + 1 - size : i + 1]) in titles for size in (1, 2, 3) if i + 1 >= size):
            return True
        if lower[i] not in goes_on and not text.words[i][0].isupper():
            return False
    return False


def main_partner(places: Iterable[Place], title: Iterable[Place], text: Text) -> tuple[str, bool]:
    """The area other than Kazakhstan that the text is about, or "", and whether it is named at its beginning.

    Titles and capitals count less; a name in the headline counts three times, one in the first sentences
    twice. One that comes later only is not what the text is about, unless it speaks of trade that must be
    with somebody: of countries named later only, that named most. A region around Kazakhstan is where it
    stands, not whom it trades with.
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
    abroad = [code for code in weights if code != HOME and not _is_around(code)]
    leads = [code for code in abroad if code in leading]
    meant = leads or [code for code in abroad if area(code).kind is AreaKind.COUNTRY]
    ranked = Counter({code: weights[code] for code in meant}).most_common(2)
    if not ranked or ranked[0][1] <= 0:
        return "", False
    rivalled = len(ranked) > 1 and ranked[1][1] > _RIVAL * ranked[0][1]
    return "" if rivalled and not named_in_title else ranked[0][0], bool(leads)


def _is_around(code: str) -> bool:
    """Whether Kazakhstan lies in the area."""
    return area(code).kind is AreaKind.REGION and HOME in members(code)


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
    while end and gap[end - 1] in words["article rest"]:
        end -= 1
    return gap[:end]
