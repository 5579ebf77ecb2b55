"""How far words are from the amounts of their sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, repeat
from typing import ClassVar

from kzdata.reading.amount import Amount


class Distances:
    """Distances in one sentence: tokens, with a price on what lies between.

    An amount between costs most: a word is more likely that one's. A break of the clause and a comma cost
    less. Looking back costs much, since a thing is named before its figure, unless it is linked to it
    directly ("$2bn of exports"). Nothing reaches out of a bracket that has closed.
    """

    AMOUNT: ClassVar[int] = 9
    BREAK: ClassVar[int] = 12
    COMMA: ClassVar[int] = 2
    BACK: ClassVar[int] = 12
    LINKED: ClassVar[int] = 2
    LINK: ClassVar[int] = 5
    CLOSED: ClassVar[int] = 10_000

    def __init__(
        self,
        words: Sequence[str],
        first: int,
        amounts: Sequence[Amount],
        lists: Mapping[str, frozenset[str]],
        asides: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._first, self._joins, self._lower = first, lists["and"], words
        steps = list(map(_prices(lists["breaks"]).get, words, repeat(1)))
        for start, end in asides:
            steps[start - first : end - first] = [0] * (end - start)
        self._price = [0, *accumulate(steps)]
        self._starts = sorted(amount.first for amount in amounts)
        self._brackets = _brackets(words)

    def between(self, first: int, last: int, amount: Amount) -> int:
        """The distance of the tokens `first` to `last` from `amount`."""
        bracket = self._brackets[first - self._first]
        if bracket and bracket != self._brackets[amount.first - self._first]:
            return self.CLOSED
        if last <= amount.first:
            return self._cost(last, amount.first) + self._crossed(last, amount.first) * self.AMOUNT
        start, end = amount.last, max(first, amount.last)
        cost = self._cost(start, end)
        linked = cost <= self.LINK and self._joins.isdisjoint(
            self._lower[start - self._first : end - self._first]
        )
        crossed = self._crossed(amount.first + 1, first)
        return cost + crossed * self.AMOUNT + (self.LINKED if linked else self.BACK)

    def in_bracket(self, amount: Amount) -> bool:
        """Whether `amount` stands in brackets."""
        return self._bracket(amount.core_first) != 0

    def is_beside(self, amount: Amount, start: int, end: int) -> bool:
        """Whether `amount` stands in brackets between two tokens that stand outside of them."""
        bracket = self._bracket(amount.core_first)
        around = (
            self._brackets[max(start - self._first - 1, 0)],
            self._brackets[min(end - self._first, len(self._brackets) - 1)],
        )
        return bracket != 0 and bracket not in around

    def same_bracket(self, amount: Amount, other: Amount) -> bool:
        """Whether both stand in one pair of brackets, or both outside of any."""
        return self._bracket(amount.core_first) == self._bracket(other.core_first)

    def _bracket(self, token: int) -> int:
        return self._brackets[token - self._first]

    def _cost(self, start: int, end: int) -> int:
        return self._price[end - self._first] - self._price[start - self._first]

    def _crossed(self, start: int, end: int) -> int:
        """How many amounts begin in between."""
        return max(bisect_left(self._starts, end) - bisect_left(self._starts, start), 0)


@cache
def _prices(breaks: frozenset[str]) -> dict[str, int]:
    """What it costs to pass over a word that costs more than others."""
    commas = dict.fromkeys(",:(", 1 + Distances.COMMA)
    return commas | dict.fromkeys(breaks, 1 + Distances.BREAK)


def _brackets(words: Sequence[str]) -> list[int]:
    """For each word the number of the bracket that it stands in, 0 outside; one that never closes is none."""
    found, number, opened = [0] * len(words), 0, -1
    if "(" not in words:
        return found
    for i, word in enumerate(words):
        if word == "(" and opened < 0:
            opened, number = i, number + 1
        elif word == ")" and opened >= 0:
            found[opened : i + 1] = [number] * (i + 1 - opened)
            opened = -1
    return found
