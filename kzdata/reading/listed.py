"""Lists that a sentence opens behind a count: how many things they name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kzdata.lexicon.audit import audit_words
from kzdata.reading.grammar import Grammar, grammar
from kzdata.reading.text import Text, read_text

_REACH = 10
"""Words from a count to what opens the list of its parts."""
_NEAR = 120
"""The same in characters, at most."""
_LED = 3
"""Words behind a colon that may say that only some are named."""


class Listed(NamedTuple):
    """What a list names.

    Attributes
    ----------
    number : int
        How many things.
    is_whole : bool
        Whether it names all there are; else they are some of them.
    """

    number: int
    is_whole: bool


def find_listed(sentence: str, after: int, language: str) -> Listed | None:
    """The list of its parts that a sentence opens behind a count; None if what it names cannot be counted.

    Parameters
    ----------
    sentence : str
        What the count stands in.
    after : int
        Where the count's words end in it.
    language : str
        ISO 639-1 code.

    Examples
    --------
    >>> said = "He made 4 visits: twice to China, to Japan and Italy."
    >>> find_listed(said, said.index(":"), "en")
    Listed(number=4, is_whole=True)
    >>> said = "They signed 12 documents, of which five are on oil and gas and four on transport."
    >>> find_listed(said, said.index(","), "en")
    Listed(number=9, is_whole=False)
    """
    behind = sentence[after:]
    near = behind[:_NEAR].lower()
    if not any(opener in near for opener in _openers(language)):  # before the sentence is cut to words
        return None
    text, knows, some = read_text(behind), grammar(language), audit_words(language).words["some"]
    opened = _opened(text, knows, some)
    if opened is None:
        return None
    begin, is_whole = opened
    if not some.isdisjoint(text.lower[begin : begin + _LED]) or not some.isdisjoint(text.lower[-2:]):
        is_whole = False
    pieces = list(_pieces(text, knows, begin, text.sentences[text.sentence_of(begin - 1)][1]))
    if len(pieces) < 2:
        return None
    count = _counted(text, knows, pieces) or _named(text, knows, pieces, language)
    return None if count is None else Listed(count, is_whole)


@cache
def _openers(language: str) -> tuple[str, ...]:
    """What may open a list, as it stands in a sentence."""
    of_them = (" ".join(form) for form in grammar(language).of_them)
    return (":", *audit_words(language).words["some"], *of_them)


def _opened(text: Text, knows: Grammar, some: frozenset[str]) -> tuple[int, bool] | None:
    """Where a list begins behind a count, and whether what opens it lets it name all."""
    for i in range(min(_REACH, len(text))):
        size = next((size for size in (2, 3) if tuple(text.lower[i : i + size]) in knows.of_them), 0)
        if size:
            return i + size, False
        if text.lower[i] == ":":
            return i + 1, some.isdisjoint(text.lower[:i])
        if i and text.lower[i] in some and text.lower[i - 1] in knows.words["comma"]:
            return i + 1, False
    return None


def _pieces(text: Text, knows: Grammar, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """The items of a list as ranges of tokens, each with whether "and" alone leads it."""
    names = {i for match in knows.places.find(text) for i in range(match.first, match.last)}
    joins, comma = knows.words["and"], knows.words["comma"] | {";"}
    begins, by_and = first, False
    for i in range(first, last + 1):
        ends = i == last or text.lower[i] in {".", "!", "?", ")"}
        if not ends and (i in names or text.lower[i] not in joins | comma):
            continue
        if i > begins:
            yield begins, i, by_and
        if ends:
            return
        # a comma before "and" is the one that parts the items
        by_and = text.lower[i] in joins and text.lower[i - 1] not in comma
        begins = i + 1


def _counted(text: Text, knows: Grammar, pieces: list[tuple[int, int, bool]]) -> int | None:
    """The sum of a list whose every item begins with its number: "five on oil and gas, two on farming"."""
    total = counts = 0
    for first, _, by_and in pieces:
        number = knows.numerals.at(text, first)
        if number is None and by_and and counts:
            continue  # "oil and gas"
        if number is None or number.value % 1 or knows.measures(text, number.last):
            return None
        total += int(number.value)
        counts += 1
    return total if counts > 1 else None


def _named(text: Text, knows: Grammar, pieces: list[tuple[int, int, bool]], language: str) -> int | None:
    """How many the places of a list count, one an item: "twice to China, to Japan and Italy"."""
    words, total = audit_words(language), 0
    places = [match for match in knows.places.find(text) if match.payload[0]]
    for first, last, _ in pieces:
        if sum(first <= place.first < last for place in places) != 1:
            return None
        times = [words.times_over[word] for word in text.lower[first:last] if word in words.times_over]
        numbers = [i for i in range(first, last) if (knows.numerals.at(text, i) is not None)]
        for i in numbers:
            number = knows.numerals.at(text, i)
            if number is None or not words.words["times"].intersection(text.lower[number.last : last]):
                return None  # a date, perhaps
            times.append(int(number.value))
        total += times[0] if times else 1
    return total
