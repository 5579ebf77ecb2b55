"""Ranges and lists: amounts that share a unit or a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kzdata.model import Qualifier
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.text import Text

_LIST_GAP = 2
_NOUN_GAP = 3
_SENTENCES_BACK = 3
_NEIGHBOURS = 20
_MONEY_SCALE = 1e6
_CODE = 3
_LISTED_UNITS = frozenset({"percent", "ratio", "tonnes"})


def joined(text: Text, grammar: Grammar, raw: Sequence[Amount]) -> list[Amount]:
    """Joins the ends of ranges, and gives the items of a list the unit behind the last."""
    found: list[Amount] = []
    i = 0
    while i < len(raw):
        here = raw[i]
        following = raw[i + 1] if i + 1 < len(raw) else None
        both = _range(text, grammar, here, following) if following is not None else None
        found.extend(both or (here,))
        i += 2 if both else 1
    return _shared_units(text, grammar, found)


def _range(text: Text, grammar: Grammar, low: Amount, high: Amount) -> tuple[Amount, ...]:
    """One range, two levels that share a unit ("from 5.3 to 2.2 billion US dollars"), or nothing."""
    join = text.lower[low.core_last : high.first]
    if high.sign == -1 and not join:  # "12-15 percent": the hyphen was read as a sign
        high = replace(high, first=high.first + 1, core_first=high.core_first + 1, sign=0)
        join = ["-"]
    differ = low.unit and high.unit and low.unit != high.unit
    if low.last != low.core_last or len(join) != 1 or differ:
        return ()
    at = low.first - 1
    while at > 0 and text.lower[at] in grammar.words["present"]:
        at -= 1
    opening = text.lower[at] if at >= 0 else ""
    leads = join[0] in grammar.words["to"]
    if leads and at < low.first - 1 and opening in grammar.words["from"]:
        return low, high  # "from the present $600 million to $2 billion"
    if leads and low.unit and opening in grammar.words["by"]:  # "fell by 93,230 tons to 316,340 tons"
        return ()
    pair = next((pair for pair in grammar.range_pairs if pair == (opening, join[0])), None)
    if pair is None and join[0] not in grammar.range_joins:
        return ()
    unit = high.unit or low.unit
    if not unit or (low.is_multiple and not high.is_multiple):
        return ()
    scaled = _share_scale(text, grammar, low, high)
    if (
        pair is not None
        and pair[0] in grammar.words["from"]
        and (
            grammar.follows_change(text, text.sentences[text.sentence_of(low.first)][0], low.first)
            or scaled.value >= high.value
        )
    ):
        return replace(scaled, unit=unit), replace(high, unit=unit)
    if scaled.value >= high.value:
        return ()
    first = low.first - 1 if pair is not None else low.first
    unit_at = dict(low.evidence) | dict(high.evidence)
    whole = replace(
        high,
        first=first,
        core_first=first,
        value=scaled.value,
        value_high=high.value,
        unit=unit,
        sign=low.sign,
        qualifier=Qualifier.RANGE,
        is_bracketed=low.is_bracketed,
        evidence=tuple(unit_at.items()),
    )
    return (whole,)


def _share_scale(text: Text, grammar: Grammar, low: Amount, high: Amount) -> Amount:
    """Gives the low end the high end's scale, where it has none of its own: "2 to 3 billion"."""
    number = grammar.numerals.at(text, _number_token(text, grammar, low))
    other = grammar.numerals.at(text, _number_token(text, grammar, high))
    if number is None or other is None or number.scale != 1.0 or other.scale == 1.0:
        return low
    if low.value * other.scale > high.value:
        return low
    return replace(low, value=low.value * other.scale)


def _number_token(text: Text, grammar: Grammar, amount: Amount) -> int:
    for i in range(amount.core_first, amount.core_last):
        if grammar.numerals.at(text, i) is not None and grammar.currency_before(text, i) is None:
            return i
    return amount.core_first


def _shared_units(text: Text, grammar: Grammar, amounts: Sequence[Amount]) -> list[Amount]:
    """Gives bare numbers the unit that they share with their neighbours.

    Before the last of a list ("8, 9 and 12 percent"), or millions beside money ("Dutch firms put in
    $90 billion, British ones 27 billion").
    """
    found = list(amounts)
    listed = grammar.words["comma"] | grammar.words["or"] | grammar.words["and"]
    for i in range(len(found) - 2, -1, -1):
        here, following = found[i], found[i + 1]
        between = text.lower[here.core_last : following.first]
        is_list = 1 <= len(between) <= _LIST_GAP and listed.issuperset(between)
        if not here.unit and is_list and following.unit in _LISTED_UNITS:
            found[i] = replace(here, unit=following.unit, is_multiple=following.is_multiple)
        elif not here.unit and here.noun is None and following.noun is not None and following.unit:
            # "over 120 Georgian and some 650 Azerbaijani companies"
            one_word = len(between) <= _NOUN_GAP + 1 and not listed.isdisjoint(between)
            if one_word and between and between[0] not in listed:
                found[i] = replace(here, unit=following.unit, noun=following.noun, last=here.core_last + 1)
    for i, here in enumerate(found):
        if (
            not here.unit
            and here.noun is None
            and here.scale >= _MONEY_SCALE
            and _stands_alone(text, grammar, here)
        ):
            found[i] = replace(here, unit=_money_beside(text, found, i))
    return found


def _stands_alone(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether no noun follows that the number could count."""
    following = text.lower[amount.core_last] if amount.core_last < len(text) else "."
    return not following.isalpha() or grammar.ends_noun_search(following)


def _money_beside(text: Text, amounts: Sequence[Amount], number: int) -> str:
    """The currency of the nearest sum in the same sentence, else of one shortly before, or ""."""
    sentence = text.sentence_of(amounts[number].first)
    near = []
    start = max(0, number - _NEIGHBOURS)
    for i, other in enumerate(amounts[start : number + _NEIGHBOURS], start):
        back = sentence - text.sentence_of(other.first)
        if len(other.unit) == _CODE and other.unit.isupper() and 0 <= back <= _SENTENCES_BACK:
            near.append((back, abs(i - number), i > number, other.unit))
    return min(near)[3] if near else ""
