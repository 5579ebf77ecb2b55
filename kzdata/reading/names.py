"""Names of people and institutions, by their capitals and the titles beside them."""

from __future__ import annotations

from typing import NamedTuple

from kzdata.lexicon.pack import abbreviations
from kzdata.model import Span
from kzdata.reading.grammar import Grammar
from kzdata.reading.text import Text

_TITLE_REACH, _TITLE_BEHIND = 7, 4


def may_be_name(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether token `i` may be part of a person's or an institution's name."""
    return text.words[i][0].isupper() or text.lower[i] in grammar.words["name_links"]


def name_in(text: Text, grammar: Grammar, first: int, last: int) -> Span | None:
    """The institution's name, or the surname, at the end of the tokens `first` to `last`."""
    links = grammar.words["name_links"]
    while first < last and text.lower[first] in links:
        first += 1
    while first < last and text.lower[last - 1] in links:
        last -= 1
    if first >= last:
        return None
    seats = [i for i in range(first, last) if _is_seat(text, grammar, i)]
    whole = [
        i for i in seats if i + 1 == last or text.lower[i + 1] in links or grammar.places.at(text, i + 1)
    ]
    if not whole:  # "National Bank Governor Kelimbetov"
        return surname(text, grammar, first, last)
    seat = whole[0]
    owned = [
        i for i in range(first, seat) if text.lower[i] in grammar.words["possessive"]
    ]  # "Turkey's Ministry of Trade"
    return text.span(owned[-1] + 1 if owned else first, last)


def _is_seat(text: Text, grammar: Grammar, i: int) -> bool:
    return text.lower[i] in grammar.institutions and text.words[i][0].isupper()


def surname(text: Text, grammar: Grammar, first: int, last: int, *, apposed: bool = False) -> Span | None:
    """The last name in a run of capitalised words, if the run ends with one.

    One that opens its sentence may be any word, unless an apposition says who it is.
    """
    i = last - 1
    if not text.words[i][0].isupper() or _is_known(text, grammar, i):
        return None
    if not apposed and _opens_sentence(text, i):
        return None
    while i - 1 >= first and (
        text.lower[i - 1] in grammar.words["name_particles"] or _is_hyphen(text, i - 1)
    ):
        i -= 2 if _is_hyphen(text, i - 1) else 1
    return text.span(max(i, first), last)


def _is_hyphen(text: Text, i: int) -> bool:
    return text.lower[i] == "-" and text.touches(i) and text.touches(i + 1)


def _is_known(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether a capitalised word is a place, a title or a pronoun, and so no name."""
    lower = text.lower[i]
    small = grammar.words["article we you by in of to from with for and between stand_ins without if behind"]
    if lower in grammar.title_words or lower in small or (lower,) in grammar.pronouns:
        return True
    if grammar.periods.names_time(lower) or lower in abbreviations():
        return True
    if grammar.names_indicator(lower):
        return True  # "their GDP", "Trade"
    if text.words[i] not in grammar.words_of_places:
        return False
    return any(place.last > i for k in range(max(0, i - 3), i + 1) for place in grammar.places.at(text, k))


def _opens_sentence(text: Text, i: int) -> bool:
    """Whether a word may have its capital only because it opens a sentence: "Besides, he said"."""
    first, last = text.sentences[text.sentence_of(i)]
    return i == first and i + 1 < last and text.lower[i + 1] == ","


class Person(NamedTuple):
    """Somebody named: the surname, and the words of the titles beside the name."""

    name: Span
    titles: frozenset[str]


def people_in(text: Text, grammar: Grammar, first: int, last: int) -> list[Person]:
    """People named in the tokens `first` to `last`: a title or a verb of speech stands at the name."""
    found: list[Person] = []
    i = first
    while i < last:
        if not text.words[i][0].isupper() or _is_known(text, grammar, i):
            i += 1
            continue
        end = i + 1
        while end < last and (
            (text.words[end][0].isupper() and not _is_known(text, grammar, end)) or _is_hyphen(text, end)
        ):
            end += 1
        name, titles = surname(text, grammar, i, end), _titles_at(text, grammar, first, i, end)
        if name is not None and (titles or _speaks(text, grammar, first, i, end)):
            found.append(Person(name, titles))
        i = end
    return found


def _is_office(text: Text, grammar: Grammar, start: int, first: int, last: int) -> bool:
    """Whether capitals name an institution or a part of a title: "Minister of Transport"."""
    seats = any(text.lower[i] in grammar.institutions for i in range(first, last))
    return seats or (first > start and text.lower[first - 1] in grammar.words["name_links"])


def _titles_at(text: Text, grammar: Grammar, start: int, first: int, last: int) -> frozenset[str]:
    """The words of the titles before a name, or right behind a comma after it."""
    if _is_office(text, grammar, start, first, last):
        return frozenset()
    found: set[str] = set()
    links = grammar.words["name_links to comma"]
    for i in range(first - 1, max(start, first - _TITLE_REACH) - 1, -1):
        if text.lower[i] in grammar.title_words:
            found.add(text.lower[i])
        elif found or (not text.words[i][0].isupper() and text.lower[i] not in links):
            break
    if found or text.lower[last : last + 1] != [","]:
        return frozenset(found)
    return frozenset(grammar.title_words.intersection(text.lower[last : last + _TITLE_BEHIND]))


def _speaks(text: Text, grammar: Grammar, start: int, first: int, last: int) -> bool:
    """Whether a verb of speech stands behind a name."""
    if _is_office(text, grammar, start, first, last) or text.lower[first] in grammar.words["outlets"]:
        return False
    after = grammar.find_cues(text, last, min(last + 3, len(text.words)))
    return any(cue.payload.field == "speech" and cue.payload.value == "verb" for cue in after)


def host(title: Text, grammar: Grammar) -> str:
    """Who speaks in the text below a title: "Ambassador Smith: we are ready", "Talk with Minister Smith"."""
    named = people_in(title, grammar, 0, len(title))
    if len(named) != 1:
        return ""
    name = named[0].name
    at = next(i for i in range(len(title)) if title.starts[i] == name.start)
    opens = at + 1 < len(title) and title.lower[at + 1] in {":", "-"} | grammar.words["on"]
    led = not grammar.words["with"].isdisjoint(title.lower[:at])
    return name.of(title.body) if led or opens else ""
