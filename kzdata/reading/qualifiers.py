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
        self._reach = max(map(len, self._before))
        self._ends = frozenset(phrase[-1] for phrase in self._before)
        self._after = _phrases(table["qualifiers_after"])
        self._follows = frozenset(phrase[0] for phrase in self._after)
        self._no_qualifier = {
            tuple(phrase.split()): frozenset(words) for phrase, words in table["not_qualifiers"].items()
        }

    def before(self, text: Text, i: int) -> tuple[Qualifier, int] | None:
        """The qualifier that ends right before token `i`, and its first token."""
        lower = text.lower
        if i == 0 or lower[i - 1] not in self._ends:
            return None
        for size in range(min(self._reach, i), 0, -1):
            phrase = tuple(lower[i - size : i])
            found = self._before.get(phrase)
            if found is not None:
                first = i - size
                if first and lower[first - 1] in self._no_qualifier.get(phrase, ()):
                    return None  # "a row over $5bn"
                return found, first
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
