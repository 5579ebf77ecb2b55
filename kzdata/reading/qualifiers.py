"""Qualifiers before and behind an amount: "just under", "as much as", "or so", "-plus"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from kzdata.model import Qualifier
from kzdata.reading.text import Text, read_text

_MAX_AFTER = 4

_Phrase = tuple[str, ...]


class Qualifiers:
    """Reads the qualifiers of one language.

    Parameters
    ----------
    table : mapping
        The language's ``numbers.toml``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._before = _phrases(table["qualifiers"])
        for degree, name in product(table["qualifier_degrees"]["words"], table["qualifier_degrees"]["of"]):
            for phrase in table["qualifiers"][name]:
                self._before.setdefault(tuple(read_text(f"{degree} {phrase}").lower), Qualifier(name))
        self._of_money = _phrases(table["qualifiers_of_money"])
        sizes: dict[str, set[int]] = {}
        for phrase in self._before:
            sizes.setdefault(phrase[-1], set()).add(len(phrase))
        self._sizes = {end: sorted(found, reverse=True) for end, found in sizes.items()}
        self._after = _phrases(table["qualifiers_after"])
        self._follows = frozenset(phrase[0] for phrase in self._after)
        self._no_qualifier = {
            tuple(phrase.split()): frozenset(words) for phrase, words in table["not_qualifiers"].items()
        }

    def before(self, text: Text, i: int, *, money: bool = False) -> tuple[Qualifier, int] | None:
        """The qualifier that ends right before token `i`, and its first token."""
        lower = text.lower
        if i > 1 and lower[i - 1] == '"' and text.touches(i - 1):  # said "in the region of" $5m
            quoted = self.before(text, i - 1)
            return None if quoted is None else (quoted[0], quoted[1] - (lower[quoted[1] - 1] == '"'))
        if money and i and (alone := self._of_money.get((lower[i - 1],))) is not None:
            return alone, i - 1
        for size in self._sizes.get(lower[i - 1], ()) if i else ():
            first, phrase = i - size, tuple(lower[max(i - size, 0) : i])
            found = self._before.get(phrase) if first >= 0 else None
            if found is not None:
                other = first > 0 and lower[first - 1] in self._no_qualifier.get(phrase, ())
                return None if other else (found, first)  # "a row over $5bn"
        return None

    def after(self, text: Text, i: int) -> tuple[Qualifier, int] | None:
        """The qualifier that begins at token `i`, and the token after it."""
        if i >= len(text.words) or text.lower[i] not in self._follows:
            return None
        for size in range(_MAX_AFTER, 0, -1):
            found = self._after.get(tuple(text.lower[i : i + size]))
            if found is not None and i + size <= len(text.words):
                return found, i + size
        return None


def _phrases(table: Mapping[str, list[str]]) -> dict[_Phrase, Qualifier]:
    return {
        tuple(read_text(phrase).lower): Qualifier(name)
        for name, phrases in table.items()
        for phrase in phrases
    }
