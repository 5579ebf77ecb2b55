"""Whose account of a trade a sentence or a publisher gives."""

from __future__ import annotations

from functools import lru_cache

from kzdata.lexicon.audit import audit_words, publisher_areas
from kzdata.reading.grammar import grammar
from kzdata.reading.text import read_text

_KEPT = 2**16
"""Sentences that are remembered: one of many figures, or of a text that many carry, is read once."""

_REACH = 3
"""Words from a country's name to "statistics"."""


@lru_cache(maxsize=_KEPT)
def account_of(sentence: str, quote: str, language: str) -> str:
    """The country whose statistics a figure goes by, as its sentence says; empty if it does not.

    Of several, that which the fewest commas part from the figure, and of these the nearest.

    Examples
    --------
    >>> said = "Chinese customs book $14.6 billion, the Kazakh statistics committee just $11.2 billion."
    >>> account_of(said, "$14.6 billion", "en"), account_of(said, "just $11.2 billion", "en")
    ('CHN', 'KAZ')
    """
    text, words, knows = read_text(sentence), audit_words(language).words["statistics"], grammar(language)
    first, last = sentence.index(quote), sentence.index(quote) + len(quote)
    found: list[tuple[tuple[int, int], str]] = []
    for place in knows.places.find(text):
        behind = text.lower[place.last : place.last + _REACH]
        before = text.lower[max(0, place.first - _REACH) : place.first]
        ends = next((i for i, word in enumerate(behind) if not word[-1].isalpha()), len(behind))
        of = next((i for i, word in enumerate(before) if word in knows.words["of"]), 0)
        if not words.isdisjoint(behind[:ends]) or (of and before[of - 1] in words):
            ends_at, starts_at = text.ends[place.last - 1], text.starts[place.first]
            between = sentence[ends_at:first] or sentence[last:starts_at]
            parted = sum(between.count(sign) for sign in ",;")
            found.append(((parted, len(between)), place.payload[0]))
    return min(found, default=((0, 0), ""))[1]


@lru_cache(maxsize=_KEPT)
def country_of(publisher: str) -> str:
    """The country that a publisher speaks from, by its name; empty if that does not tell.

    Examples
    --------
    >>> country_of("Embassy of Kazakhstan in the USA"), country_of("TASS"), country_of("Morning Post")
    ('KAZ', 'RUS', '')
    """
    name = publisher.lower().partition("(")[0].strip()
    if name in publisher_areas():
        return publisher_areas()[name]
    places = [match.payload[0] for match in grammar("en").places.find(read_text(publisher))]
    return next(filter(None, places), "")


@lru_cache(maxsize=_KEPT)
def is_of_them(quote: str, language: str) -> bool:
    """Whether the words of a count say that it counts some of those named before: "18 of them".

    Examples
    --------
    >>> is_of_them("18 of them", "en"), is_of_them("18 projects", "en")
    (True, False)
    """
    text, forms = read_text(quote), grammar(language).of_them
    return any(tuple(text.lower[-size:]) in forms for size in (2, 3))
