"""Counts whose noun stands further back: "730 of these", "their number is 800", "implemented - 3"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kzdata.reading.amount import Amount
from kzdata.reading.grammar import CountNoun, Grammar
from kzdata.reading.text import Text

_REACH = 80


def counted(text: Text, grammar: Grammar, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts that state something: those with a unit, and bare numbers that count what stands before."""
    found = []
    for amount in amounts:
        if amount.unit:
            if not _is_pair(text, grammar, amount):
                found.append(amount)
        elif not amount.is_fraction and _refers_back(text, grammar, amount):
            noun = _noun_before(text, grammar, amount.first)
            if noun is not None:
                found.append(replace(amount, unit=noun.unit, noun=noun))
    return found


def _is_pair(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether the words only point back at two countries: "between the two states"."""
    return (
        amount.value == 2
        and amount.noun is not None
        and text.lower[amount.last - 1] in grammar.words["pair_nouns"]
    )


def _refers_back(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a bare number says that it counts what was named before."""
    if amount.noun is not None:  # "of them"
        return True
    lower, words = text.lower, grammar.words
    first, last = text.sentences[text.sentence_of(amount.first)]
    listed = amount.first - 2 >= first and lower[amount.first - 1] == "-" and not text.touches(amount.first)
    following = lower[amount.last] if amount.last < last else ""
    before = lower[amount.first - 1] if amount.first > first else ""
    stands = following in words["standing"] | words["with"] or before == ":"
    stands = stands or (before in words["standing"] and not following.isalpha())
    named = any(word in words["number"] for word in lower[first : amount.first])
    return stands or named or (listed and lower[amount.first - 2].isalpha())


def _noun_before(text: Text, grammar: Grammar, token: int) -> CountNoun | None:
    """The countable thing named last before `token`."""
    for i in range(token - 1, max(-1, token - _REACH), -1):
        noun = grammar.noun_at(text, i)
        if noun is not None:
            return noun
    return None
