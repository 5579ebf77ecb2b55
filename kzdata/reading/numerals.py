"""Numbers in digits, and the scales behind them: "1,762.5 million", "3 1/2", "4½", "$40-odd million"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from unicodedata import numeric

from kzdata.reading.text import SPACES, VULGAR_FRACTIONS, Text

_GROUPED = re.compile(r"\d{1,3}([,.])\d{3}(?:\1\d{3})*")
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_MARKS = re.compile(f"[{SPACES}'’]")
MAX_DIGITS = 18
"""Longer runs of digits are account or phone numbers, no amounts."""

_MAX_SCALES = 3
"""Scales that may follow on each other: "lakh crore", "hundred thousand million"."""

_CODE = 3
"""Letters of a currency's code."""

_SHORT_SCALE = 4
"""Letters of a scale that a full stop may shorten: "7 bln. dollars"."""

_DENOMINATORS = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64, 100})


class Number(NamedTuple):
    """A number found: the tokens `first` up to, not including, `last`.

    Attributes
    ----------
    value : float
        With its scale.
    scale : float
        1 where no scale was given.
    in_digits : bool
        Written in digits.
    is_fraction : bool
        A part of something: "a third", "half".
    qualifier : str
        What a word inside of it says: "40-odd million" is about 40 million; empty if none does.
    """

    first: int
    last: int
    value: float
    scale: float = 1.0
    in_digits: bool = True
    is_fraction: bool = False
    qualifier: str = ""


def parse_digits(written: str) -> float | None:
    """The value of a number written in digits, or None if it is a version, a date, a phone number.

    A mark that could part thousands or decimals parts thousands if three digits follow it, and the number
    does not begin with a naught.

    Examples
    --------
    >>> [parse_digits(n) for n in ("4,700", "60,9", "1,762.5", "1 200", "1,50,000", "25.12.2017", "0,500")]
    [4700.0, 60.9, 1762.5, 1200.0, 150000.0, None, 0.5]
    """
    compact = written if written.isdecimal() else _MARKS.sub("", written)
    if len(compact) > MAX_DIGITS:
        return None
    if compact.isdecimal():
        return float(compact)
    commas, dots = compact.count(","), compact.count(".")
    if _LAKHS.fullmatch(compact):
        return float(compact.replace(",", ""))
    if commas and dots:
        mark = max(",", ".", key=compact.rfind)
        whole, _, decimals = compact.rpartition(mark)
        other = "," if mark == "." else "."
        if mark in whole or not _GROUPED.fullmatch(whole):
            return None
        return float(f"{whole.replace(other, '')}.{decimals}")
    mark = "," if commas else "."
    if compact.count(mark) > 1 or (mark == "," and _GROUPED.fullmatch(compact) and compact[0] != "0"):
        return float(compact.replace(mark, "")) if _GROUPED.fullmatch(compact) else None
    return float(compact.replace(",", "."))


class Scales:
    """The scales of one language, and the words that may stand between a number and its scale.

    Parameters
    ----------
    table : mapping
        The language's ``numbers.toml``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._scales: Mapping[str, float] = table["scales"]
        self._of_money: Mapping[str, float] = table["scales_of_money"]
        self._touching = frozenset(table["scale_letters"]["touching"])
        self._starts = frozenset(("-", *self._scales))
        self._inside = {
            tuple(phrase.split()): name
            for name, phrases in table["qualifiers_inside"].items()
            for phrase in phrases
        }

        self._inside_starts = frozenset(phrase[0] for phrase in self._inside)

    def at(self, text: Text, i: int) -> tuple[float, int]:
        """The scale at token `i` (a hyphen may stand before it) and the token after it; (1, i) if none."""
        if i >= len(text.words) or text.lower[i] not in self._starts:
            return 1.0, i
        scale, end = 1.0, i
        for _ in range(_MAX_SCALES):
            step, after = self._one_at(text, end)
            if after == end:
                break
            scale, end = scale * step, after
        return scale, end

    def of_money_at(self, text: Text, i: int) -> tuple[float, int]:
        """The scale at token `i` that only a number with a currency before it has: "$5t", "Rs 5 cr"."""
        if i >= len(text.words):
            return 1.0, i
        word = text.lower[i]
        scale = self._of_money.get(word) or (self._scales.get(word) if word in self._touching else None)
        followed = i + 1 < len(text.words) and text.touches(i + 1) and text.words[i + 1][0].isalnum()
        return (1.0, i) if scale is None or followed else (scale, i + 1)

    def qualifier_at(self, text: Text, i: int) -> tuple[str, int]:
        """What a word between the number that ends before token `i` and its scale says of it: "20-odd"."""
        j = i + 1 if i + 1 < len(text.words) and text.lower[i] == "-" and text.touches(i) else i
        if j >= len(text.words) or text.lower[j] not in self._inside_starts:
            return "", i
        for size in (2, 1):
            name = self._inside.get(tuple(text.lower[j : j + size]))
            if name is not None and not (text.lower[j] == "+" and not text.touches(j)):
                return name, j + size
        return "", i

    def word(self, word: str) -> float | None:
        """The scale that a whole word is, or None: single letters are none."""
        return None if word in self._touching else self._scales.get(word)

    def _one_at(self, text: Text, i: int) -> tuple[float, int]:
        j = i
        if j + 1 < len(text.words) and text.lower[j] == "-" and text.touches(j) and text.touches(j + 1):
            j += 1
        if j >= len(text.words):
            return 1.0, i
        word = text.lower[j]
        scale = self._scales.get(word)
        if scale is None:
            return 1.0, i
        end = j + 1
        if word in self._touching:
            runs_on = end < len(text.words) and text.touches(end) and text.words[end].isalpha()
            return (scale, end) if text.touches(j) and not runs_on else (1.0, i)
        dotted = end + 1 < len(text) and text.lower[end] == "." and len(word) <= _SHORT_SCALE
        if not dotted:
            return scale, end
        goes_on = text.sentence_of(end) == text.sentence_of(end + 1)  # "7 mln. US dollars"
        return scale, end + 1 if goes_on else end


class Digits:
    """Reads the numbers that are written in digits.

    Parameters
    ----------
    table : mapping
        The language's ``numbers.toml``.
    """

    def __init__(self, table: Mapping[str, Any], scales: Scales) -> None:
        self._scales, self._fractions = scales, table["fractions"]
        self._cardinals: Mapping[str, float] = table["cardinals"]
        small = table["words"]
        self._and, self._one, self._of = (frozenset(small[key]) for key in ("and", "one", "of"))

    def at(self, text: Text, i: int) -> Number | None:
        """The number in digits that begins with token `i`, or None."""
        word = text.words[i]
        value = numeric(word) if word in VULGAR_FRACTIONS else parse_digits(word)
        if value is None:
            return None
        if (ratio := self._written_fraction(text, i)) is not None:
            if ratio[1] < len(text.words) and text.lower[ratio[1]] in self._of:
                return Number(i, ratio[1], ratio[0], is_fraction=True)
            return Number(i, ratio[1], ratio[0])
        value, last = self._with_fraction(text, i + 1, value)
        qualifier, end = self._scales.qualifier_at(text, last)
        scale, after = self._scales.at(text, end)
        if after == end and qualifier:
            joined = text.lower[last] in "-+"
            return Number(i, end, value, qualifier=qualifier) if joined else Number(i, last, value)
        number = Number(i, after, value * scale, scale, qualifier=qualifier)
        return self._with_smaller(text, number) if scale > 1 else number

    def _written_fraction(self, text: Text, i: int) -> tuple[float, int] | None:
        """The value of "1/2" at token `i`, and the token after it."""
        if (
            i + 2 >= len(text.words)
            or text.lower[i + 1] != "/"
            or not (text.touches(i + 1) and text.touches(i + 2))
        ):
            return None
        above, below = text.words[i], text.words[i + 2]
        if not (above.isdecimal() and below.isdecimal() and len(above) <= 2 and len(below) <= 3):
            return None
        runs_on = i + 3 < len(text.words) and text.lower[i + 3] in "/." and text.touches(i + 3)
        if int(below) not in _DENOMINATORS or int(above) >= int(below) or runs_on:
            return None
        return int(above) / int(below), i + 3

    def _with_fraction(self, text: Text, i: int, value: float) -> tuple[float, int]:
        """Adds what stands behind a whole number: "½", " 1/2", "-1/2", " and a half"."""
        if i < len(text.words) and text.words[i] in VULGAR_FRACTIONS and value == int(value):
            return value + numeric(text.words[i]), i + 1
        j = i + 1 if i + 1 < len(text.words) and text.lower[i] == "-" and text.touches(i) else i
        if value == int(value) and (fraction := self._written_fraction(text, j)) is not None:
            return value + fraction[0], fraction[1]
        return self.and_a_half(text, i, value)

    def and_a_half(self, text: Text, i: int, value: float) -> tuple[float, int]:
        """Adds "and a half" or "and three-quarters", with or without hyphens."""
        if i >= len(text.words) or (text.lower[i] not in self._and and text.lower[i] != "-"):
            return value, i
        words: list[str] = []
        j = i
        while j < len(text.words) and len(words) < 3:
            if text.lower[j] == "-" and text.touches(j):
                j += 1
                continue
            words.append(text.lower[j])
            j += 1
        if len(words) < 3 or words[0] not in self._and or words[2] not in self._fractions:
            return value, i
        count = 1.0 if words[1] in self._one else self._cardinals.get(words[1])
        return (value, i) if count is None else (value + count * self._fractions[words[2]], j)

    def _with_smaller(self, text: Text, number: Number) -> Number:
        """Adds a smaller scale: "7 bln 500 mln"."""
        end = number.last
        if end >= len(text.words) or not text.lower[end][0].isdecimal():
            return number
        smaller = parse_digits(text.words[end])
        scale, after = self._scales.at(text, end + 1)
        if smaller is None or after == end + 1 or smaller * scale >= number.scale:
            return number
        return number._replace(last=after, value=number.value + smaller * scale, scale=scale)
