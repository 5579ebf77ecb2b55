"""Counts whose noun stands further back: "730 of these", "their number is 800", "implemented - 3"."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import CountNoun, Grammar
from kzdata.reading.text import Text

_REACH = 80
_NEAR = 4
_PAIR = 2
_PEOPLE = 1000


def counted(text: Text, grammar: Grammar, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts that state something: those with a unit, and bare numbers that count what stands before."""
    found = []
    for amount in amounts:
        if amount.unit:
            if not (_is_pair(text, grammar, amount) or _is_one(text, amount)):
                found.append(amount)
        elif _is_population(text, grammar, amount):
            found.append(amount._replace(unit="persons", noun=CountNoun(Indicator.POPULATION, "persons")))
        elif not (amount.is_fraction or _is_one(text, amount)) and _refers_back(text, grammar, amount):
            noun = _noun_before(text, grammar, amount.first)
            if noun is not None:
                found.append(amount._replace(unit=noun.unit, noun=noun))
    return found


def _is_pair(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether the words only point back at two countries: "between the two states"."""
    if amount.value != 2 or amount.noun is None:
        return False
    far = amount.last - amount.core_last > _PAIR  # "which the two approved, lists 24 projects"
    pointed = text.lower[amount.first - 1] in grammar.words["article"] if amount.first else False
    return text.lower[amount.last - 1] in grammar.words["pair_nouns"] or (pointed and far)


def _is_one(text: Text, amount: Amount) -> bool:
    """Whether a count is no more than an article: "one company is in talks", "one of them"."""
    in_words = not text.lower[amount.core_first][0].isdecimal()
    return amount.value == 1 and amount.noun is not None and in_words


def _is_population(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a bare number says how many live somewhere: "a population of 35 million"."""
    if amount.value < _PEOPLE:
        return False
    cues = grammar.find_cues(text, max(0, amount.first - _NEAR), amount.first)
    return any(cue.payload.value == Indicator.POPULATION for cue in cues)


def _refers_back(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a bare number says that it counts what was named before."""
    if amount.noun is not None:  # "of them"
        return True
    lower, words = text.lower, grammar.words
    first, last = text.sentences[text.sentence_of(amount.first)]
    listed = amount.first - 2 >= first and lower[amount.first - 1] == "-" and not text.touches(amount.first)
    following = lower[amount.last] if amount.last < last else ""
    before = lower[amount.first - 1] if amount.first > first else ""
    stands = following in words["standing with"] or before == ":"
    stands = stands or (before in words["standing"] and not following.isalpha())
    named = any(word in words["number"] for word in lower[first : amount.first])
    return stands or named or (listed and lower[amount.first - 2].isalpha())


def _noun_before(text: Text, grammar: Grammar, token: int) -> CountNoun | None:
    """The countable thing named last before `token`."""
    for i in range(token - 1, max(-1, token - _REACH), -1):
        noun = grammar.noun_at(text, i)
        if noun is not None and text.lower[i] not in grammar.words["pair_nouns"]:
            return noun
    return None
