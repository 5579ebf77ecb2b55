"""Lists that a sentence opens behind a count: how many things they name."""

from __future__ import annotations

from collections.abc import Iterator

from kzdata.lexicon.audit import audit_words
from kzdata.reading.grammar import Grammar, grammar
from kzdata.reading.text import Text, read_text

_REACH = 10
"""Words from a count to the colon behind which its parts stand."""
_LED = 3
"""Words behind the colon that may say that only some are named."""


def count_listed(sentence: str, after: int, language: str) -> int | None:
    """How many things the list counts up that a colon opens behind a count; None if that cannot be told.

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
    >>> count_listed(said, said.index(":"), "en")
    4
    >>> said = "They signed 12 documents: five on oil and gas, four on transport and two on farming."
    >>> count_listed(said, said.index(":"), "en")
    11
    >>> said = "They signed 12 documents: among them five on oil and four on transport."
    >>> count_listed(said, said.index(":"), "en") is None
    True
    """
    text, knows = read_text(sentence), grammar(language)
    first = next((i for i, start in enumerate(text.starts) if start >= after), len(text))
    opened = next((i for i in range(first, min(first + _REACH, len(text))) if text.lower[i] == ":"), None)
    if opened is None:
        return None
    some = audit_words(language).words["some"]
    if not some.isdisjoint(text.lower[first : opened + 1 + _LED]) or not some.isdisjoint(text.lower[-2:]):
        return None
    pieces = list(_pieces(text, knows, opened + 1, text.sentences[text.sentence_of(opened)][1]))
    if len(pieces) < 2:
        return None
    return _counted(text, knows, pieces) or _named(text, knows, pieces, language)


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
