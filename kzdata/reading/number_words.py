"""Numbers in words, and parts of a whole: "two and a half billion", "a third of", "one in five"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kzdata.reading.numerals import Digits, Number, Scales
from kzdata.reading.text import VULGAR_FRACTIONS, Text

_HUNDRED, _THOUSAND = 100, 1000
_MAX_WORDS = 24
_MAX_COUNTED = 20
"""Parts are counted up to here: "seven-tenths", but no "forty thirds"."""

_ABOUT = "about"


class Numerals:
    """Reads the numbers of one language, in digits and in words.

    Parameters
    ----------
    table : mapping
        The language's ``numbers.toml``.
    names_unit : callable
        Whether a unit stands at a token: "half a percent" is 0.5, and no half.
    """

    def __init__(self, table: Mapping[str, Any], names_unit: Callable[[Text, int], bool]) -> None:
        self._cardinals: Mapping[str, float] = table["cardinals"]
        self._fractions: Mapping[str, float] = table["fractions"]
        self._scales, self._names_unit = Scales(table), names_unit
        self._digits = Digits(table, self._scales)
        small = table["words"]
        self._and, self._one, self._of = (frozenset(small[key]) for key in ("and", "one", "of"))
        self._half, self._point = frozenset(small["half"]), frozenset(small["point"])
        self._described = frozenset(small["described"])
        self._couple, self._single = frozenset(small["couple"]), frozenset(small["single"])
        self._out_of = sorted((tuple(phrase.split()) for phrase in small["out_of"]), key=len, reverse=True)
        self._out_of_begins = frozenset(phrase[0] for phrase in self._out_of)
        self._parts = {name: frozenset(listed) for name, listed in table["parts"].items()}

    @property
    def begins(self) -> frozenset[str]:
        """The words and signs that a number may begin with, digits apart."""
        return frozenset((*self._cardinals, *self._fractions, *self._one, *VULGAR_FRACTIONS))

    def at(self, text: Text, i: int) -> Number | None:
        """The number that begins with token `i`, as far as it goes, or None."""
        if i >= len(text.words):
            return None
        word = text.lower[i]
        if word[0].isdecimal() or word in VULGAR_FRACTIONS:
            number: Number | None = self._digits.at(text, i)
            return number if number is None else self._one_in(text, number)
        if word in self._fractions:
            return self._fraction(text, i, 1.0, i, counted=False)
        if word in self._cardinals:
            return self._counted(text, i)
        return self._after_article(text, i) if word in self._one else None

    def scale_at(self, text: Text, i: int) -> tuple[float, int]:
        """The scale at token `i` and the token after it; (1, i) if none."""
        return self._scales.at(text, i)

    def scale_of_money_at(self, text: Text, i: int) -> tuple[float, int]:
        """The scale at token `i` behind a number with a currency before it; (1, i) if none."""
        return self._scales.of_money_at(text, i)

    # --- cardinals ---------------------------------------------------------------------------------------

    def _counted(self, text: Text, i: int) -> Number | None:
        """A number that begins with a cardinal: "two thirds", "twenty-three", "one hundred and fifty"."""
        value, scale, last = self._cardinal(text, i)
        j = (
            last + 1
            if last + 1 < len(text.words) and text.lower[last] == "-" and text.touches(last)
            else last
        )
        if j < len(text.words) and text.lower[j] in self._fractions and scale == 1 and value < _MAX_COUNTED:
            found = self._fraction(text, i, value, j, counted=value > 1 or j > last)
            if found is not None:
                return found
        value, last = self._decimals(text, last, value)
        value, last = self._digits.and_a_half(text, last, value)
        qualifier, end = self._scales.qualifier_at(text, last)
        further, after = self._scales.at(text, end)
        number = Number(i, after, value * further, scale * further, in_digits=False, qualifier=qualifier)
        return self._one_in(text, number)

    def _cardinal(self, text: Text, i: int) -> tuple[float, float, int]:
        """Value, scale and end of the cardinal words from token `i` on, with the scales inside of them.

        "two million three hundred thousand": each scale must be smaller than the one before it.
        """
        group, scale, end = self._below_thousand(text, i)
        total, last_scale = 0.0, 0.0
        for _ in range(_MAX_WORDS):
            step, after = self._scales.at(text, end)
            if after == end or step < _THOUSAND or (last_scale and step >= last_scale):
                break
            total, last_scale, scale, end = total + group * step, step, scale * step, after
            group = 0.0
            k = end + 1 if end < len(text.words) and text.lower[end] in self._and else end
            if k >= len(text.words) or text.lower[k] not in self._cardinals:
                break
            further, _, stop = self._below_thousand(text, k)
            smaller, _ = self._scales.at(text, stop)
            if smaller >= last_scale or (k > end and smaller > 1):
                break
            group, scale, end = further, 1.0, stop
        return total + group, scale, end

    def _below_thousand(self, text: Text, i: int) -> tuple[float, float, int]:
        """Value, scale and end of "twenty-three", "two hundred", "one hundred and fifty"."""
        lower = text.lower
        total, scale, j = self._cardinals[lower[i]], 1.0, i + 1
        while j < len(text.words):
            k = j + 1 if (lower[j] == "-" and text.touches(j)) or lower[j] in self._and else j
            if k >= len(text.words):
                break
            if self._scales.word(lower[k]) == _HUNDRED and total < _HUNDRED and lower[j] not in self._and:
                total, scale, j = total * _HUNDRED, float(_HUNDRED), k + 1
                continue
            step = self._cardinals.get(lower[k])
            if step is None or not _continues(total, step, joined_by_and=lower[j] in self._and):
                break
            total, scale, j = total + step, 1.0, k + 1
        return total, scale, j

    def _decimals(self, text: Text, i: int, value: float) -> tuple[float, int]:
        """Adds the digits behind "point": "one point five"."""
        if i >= len(text.words) or text.lower[i] not in self._point:
            return value, i
        digits, j = "", i + 1
        while j < len(text.words) and len(digits) < _MAX_WORDS:
            digit = self._cardinals.get(text.lower[j])
            if digit is None or digit > 9:
                break
            digits, j = f"{digits}{digit:.0f}", j + 1
        return (value + float(f"0.{digits}"), j) if digits else (value, i)

    def _after_article(self, text: Text, i: int) -> Number | None:
        """After an article: "a billion", "a third of", "a couple of billion"; bare, it is no number."""
        j = i + 1
        if j >= len(text.words):
            return None
        if text.lower[j] in self._described and j + 1 < len(text.words):  # "a good third"
            j += text.lower[j + 1] in self._fractions
        if text.lower[j] in self._fractions:
            return self._fraction(text, i, 1.0, j, counted=False)
        if text.lower[j] in self._couple:
            end = j + 2 if j + 1 < len(text.words) and text.lower[j + 1] in self._of else j + 1
            scale, after = self._scales.at(text, end)
            found = after > end or self._names_unit(text, end)
            return Number(i, after, 2 * scale, scale, in_digits=False, qualifier=_ABOUT) if found else None
        if self._scales.word(text.lower[j]) == _HUNDRED:
            return self._hundred(text, i)
        scale, after = self._scales.at(text, j)
        if after == j:
            rate = i > 0 and text.lower[i - 1][0].isdecimal()  # "15,000 rupiah or 3.75 a dollar"
            single = not rate and text.lower[j] in self._single and self._names_unit(text, j)
            return Number(i, j, 1.0, in_digits=False) if single else None
        value, after = self._digits.and_a_half(text, after, 1.0)
        return Number(i, after, value * scale, scale, in_digits=False)

    def _hundred(self, text: Text, i: int) -> Number:
        """The number that begins with "a hundred": "a hundred and fifty thousand"."""
        value, end = float(_HUNDRED), i + 2
        k = end + 1 if end < len(text.words) and text.lower[end] in self._and else end
        exact = k < len(text.words) and text.lower[k] in self._cardinals
        if exact:
            further, _, end = self._below_thousand(text, k)
            value += further
        scale, after = self._scales.at(text, end)
        return Number(i, after, value * scale, scale * (1 if exact else _HUNDRED), in_digits=False)

    # --- parts -------------------------------------------------------------------------------------------

    def _fraction(self, text: Text, first: int, count: float, i: int, *, counted: bool) -> Number | None:
        """A fraction word at token `i`: with a scale or unit behind it a number, else a part if it is one.

        `counted` says that a cardinal stands before it, so that it is no ordinal: "two thirds".
        """
        lower, value = text.lower, count * self._fractions[text.lower[i]]
        j = i + 1
        for k in (j, j + 1 if j < len(text.words) and lower[j] in self._of else j):
            of_one = k + 1 if k < len(text.words) and (lower[k] in self._one or lower[k] == "1") else k
            scale, after = self._scales.at(text, of_one)
            measured = of_one > k and self._names_unit(text, of_one)
            if (after > of_one and scale > _HUNDRED) or measured:
                is_bare = first == i and lower[i] not in self._half and not (of_one > k)
                return None if is_bare else Number(first, after, value * scale, scale, in_digits=False)
        if j < len(text.words) and (first < i or lower[i] in self._half) and self._names_unit(text, j):
            return Number(first, j, value, in_digits=False)
        if first == i and lower[i] not in self._half:  # "third" alone is an ordinal
            return None
        if not self._is_part(text, first, i, counted=counted):
            return None
        return Number(first, j, value, in_digits=False, is_fraction=True)

    def _is_part(self, text: Text, first: int, i: int, *, counted: bool) -> bool:
        """Whether the fraction word at token `i` is a share, and no half of a match and no third term."""
        lower, parts, word = text.lower, self._parts, text.lower[i]
        before = lower[first - 1] if first else ""
        grown = first > 1 and before in self._of and lower[first - 2] in parts["growth"]
        after = lower[i + 1] if i + 1 < len(text.words) else "."
        if before in parts["not_after"] or (after == "-" and text.touches(i + 1)):
            return False
        has_of = after in self._of
        named = lower[i + 2 : i + 6] if has_of else lower[i + 1 : i + 5]
        k = 0
        while k < len(named) and named[k] in parts["articles"]:
            k += 1
        whole = named[k] if k < len(named) else "."
        if whole in parts["measures"] or (has_of and whole[0].isdecimal()):
            return False
        if has_of:
            return True
        if word in self._half and after in parts["articles"]:
            return after not in parts["one_article"]
        if (counted and word not in parts["times"]) or before in parts["by"] or grown:
            return True
        if word in parts["times"]:
            return after in parts["compared"]
        return not after.isalpha() or after in parts["before"] or after in parts["compared"]

    def _one_in(self, text: Text, number: Number) -> Number:
        """A share told as people: "one in five", "1 in 10", "nine out of ten"; else `number` as it is."""
        i, lower = number.last, text.lower
        if (
            i >= len(text.words)
            or lower[i] not in self._out_of_begins
            or number.value != int(number.value)
            or not 1 <= number.value < _HUNDRED
            or number.scale != 1
        ):
            return number
        phrase = next((p for p in self._out_of if tuple(lower[i : i + len(p)]) == p), None)
        k = i + len(phrase) if phrase else len(text.words)
        if phrase is None or k >= len(text.words):
            return number
        if lower[k].isdecimal():
            whole, last = float(lower[k][:6]), k + 1
        elif lower[k] in self._cardinals:
            whole, _, last = self._cardinal(text, k)
        else:
            return number
        following = lower[last] if last < len(text.words) else "."
        if not number.value < whole <= _THOUSAND or following in self._parts["measures"]:
            return number
        if not following.isalpha() or self._names_unit(text, last) or self._scales.at(text, last)[1] > last:
            return number
        return Number(number.first, last, number.value / whole, in_digits=False, is_fraction=True)


def _continues(total: float, step: float, *, joined_by_and: bool) -> bool:
    if total % _HUNDRED == 0 and total >= _HUNDRED:
        return step < _HUNDRED
    return not joined_by_and and total % _HUNDRED >= 20 and total % 10 == 0 and step < 10
