"""Numbers in digits and in words, with their scales: "1,762.5 million", "two and a half billion"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kzdata.reading.text import Text

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:([,.   ])\d{3})(?:\1\d{3})*")
_SPACES = re.compile(r"[   ]")
MAX_DIGITS = 18
"""Longer runs of digits are account or phone numbers, no amounts."""


@dataclass(frozen=True, slots=True)
class Number:
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
    """

    first: int
    last: int
    value: float
    scale: float = 1.0
    in_digits: bool = True
    is_fraction: bool = False


def parse_digits(written: str) -> float | None:
    """The value of a number written in digits, or None if it is a version, a date, a phone number.

    A mark that could part thousands or decimals parts thousands if three digits follow it, and the number
    does not begin with a naught.

    Examples
    --------
    >>> [parse_digits(n) for n in ("4,700", "60,9", "1,762.5", "1 200", "25.12.2017", "0,500")]
    [4700.0, 60.9, 1762.5, 1200.0, None, 0.5]
    """
    compact = _SPACES.sub("", written)
    if len(compact) > MAX_DIGITS:
        return None
    commas, dots = compact.count(","), compact.count(".")
    if not commas and not dots:
        return float(compact)
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


class Numerals:
    """Reads the numbers of one language.

    Parameters
    ----------
    table : mapping
        The language's ``numbers.toml``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._cardinals: Mapping[str, float] = table["cardinals"]
        self._scales: Mapping[str, float] = table["scales"]
        self._touching = frozenset(table["scale_letters"]["touching"])
        self._fractions: Mapping[str, float] = table["fractions"]
        words = table["words"]
        self._and, self._one, self._of = (frozenset(words[key]) for key in ("and", "one", "of"))
        self._half = frozenset(words["half"])

    def at(self, text: Text, i: int) -> Number | None:
        """The number that begins with token `i`, as far as it goes, or None."""
        if i >= len(text):
            return None
        word = text.lower[i]
        if word[0].isdecimal():
            return self._digits(text, i)
        if word in self._cardinals or word in self._one or word in self._fractions:
            return self._words(text, i)
        return None

    def scale_at(self, text: Text, i: int) -> tuple[float, int]:
        """The scale at token `i` (a hyphen may stand before it) and the token after it; (1, i) if none."""
        j = i
        if j + 1 < len(text) and text.lower[j] == "-" and text.touches(j) and text.touches(j + 1):
            j += 1
        if j >= len(text):
            return 1.0, i
        word = text.lower[j]
        scale = self._scales.get(word)
        if scale is None or (word in self._touching and not text.touches(j)):
            return 1.0, i
        if (
            word in self._touching
            and j + 1 < len(text)
            and text.touches(j + 1)
            and text.words[j + 1].isalpha()
        ):
            return 1.0, i
        end = j + 1
        if end < len(text) and text.lower[end] == "." and len(word) <= 4 and word not in self._touching:
            following = text.lower[end + 1] if end + 1 < len(text) else ""
            if following and text.words[end + 1][0].islower():
                end += 1
        further, after = self.scale_at(text, end)
        return (scale * further, after) if after > end else (scale, end)

    def _digits(self, text: Text, i: int) -> Number | None:
        value = parse_digits(text.words[i])
        if value is None:
            return None
        value, last = self._and_a_half(text, i + 1, value)
        scale, after = self.scale_at(text, last)
        if after == last:
            return Number(i, last, value)
        total, end = value * scale, after
        if end < len(text) and text.lower[end][0].isdecimal():
            smaller = parse_digits(text.words[end])
            lower_scale, lower_end = self.scale_at(text, end + 1)
            if smaller is not None and lower_end > end + 1 and smaller * lower_scale < scale:
                return Number(i, lower_end, total + smaller * lower_scale, lower_scale)
        return Number(i, end, total, scale)

    def _and_a_half(self, text: Text, i: int, value: float) -> tuple[float, int]:
        """Adds "and a half", with or without hyphens."""
        j, lower = i, text.lower
        words: list[str] = []
        while j < len(text) and len(words) < 3:
            if lower[j] == "-" and text.touches(j):
                j += 1
                continue
            words.append(lower[j])
            j += 1
        if (
            len(words) == 3
            and words[0] in self._and
            and words[1] in self._one
            and words[2] in self._fractions
        ):
            return value + self._fractions[words[2]], j
        return value, i

    def _words(self, text: Text, i: int) -> Number | None:
        lower = text.lower
        if lower[i] in self._half:
            return self._fraction(text, i, 1.0, i)
        if lower[i] in self._fractions:  # "third" alone is an ordinal
            return None
        if lower[i] in self._one and lower[i] not in self._cardinals:
            return self._after_article(text, i)
        value, last = self._cardinal(text, i)
        value, last = self._and_a_half(text, last, value)
        j = last + 1 if last + 1 < len(text) and lower[last] == "-" and text.touches(last) else last
        if j < len(text) and lower[j] in self._fractions and value == int(value) and value < 20:
            return self._fraction(text, i, value, j)
        scale, after = self.scale_at(text, last)
        return Number(i, after, value * scale, scale, in_digits=False)

    def _after_article(self, text: Text, i: int) -> Number | None:
        """After an article: "a billion", "a third", "a quarter of a billion"; bare, it is no number."""
        if i + 1 >= len(text):
            return None
        if text.lower[i + 1] in self._fractions:
            return self._fraction(text, i, 1.0, i + 1)
        scale, after = self.scale_at(text, i + 1)
        return Number(i, after, scale, scale, in_digits=False) if after > i + 1 else None

    def _fraction(self, text: Text, first: int, count: float, i: int) -> Number | None:
        """A fraction word at token `i`, perhaps with "(of) a SCALE" behind it."""
        value = count * self._fractions[text.lower[i]]
        j = i + 1
        if j < len(text) and text.lower[j] in self._of:
            j += 1
        if j < len(text) and text.lower[j] in self._one:
            scale, after = self.scale_at(text, j + 1)
            if after > j + 1:
                return Number(first, after, value * scale, scale, in_digits=False)
        return Number(first, i + 1, value, in_digits=False, is_fraction=True)

    def _cardinal(self, text: Text, i: int) -> tuple[float, int]:
        """Cardinal words from token `i` on: "twenty-three", "one hundred and fifty"."""
        total, j, lower = self._cardinals[text.lower[i]], i + 1, text.lower
        while j < len(text):
            k = j
            if (lower[k] == "-" and text.touches(k)) or lower[k] in self._and:
                k += 1
            if k >= len(text):
                break
            if k == j and self._scales.get(lower[k]) == 100:
                total *= 100
                j = k + 1
                continue
            step = self._cardinals.get(lower[k])
            if step is None or not self._continues(total, step, joined_by_and=lower[j] in self._and):
                break
            total += step
            j = k + 1
        return total, j

    @staticmethod
    def _continues(total: float, step: float, *, joined_by_and: bool) -> bool:
        if total % 100 == 0 and total >= 100:
            return step < 100
        return not joined_by_and and 20 <= total < 100 and total % 10 == 0 and step < 10
