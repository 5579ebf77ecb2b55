"""Lists: amounts that share a unit, a scale or a currency with their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.text import Text

_LIST_GAP = 2
_NOUN_GAP = 3
_APART = 4
"""Words between "is 49" and "51 percent" at most: ", the Italian"."""
_SENTENCES_BACK = 3
_NEIGHBOURS = 20
_NEAR = 5
_MONEY_SCALE, _BILLION = 1e6, 1e9
_CODE = 3
_NAME, _WHOLE = 4, 100
"""Words of a country's name, and per cent of a whole, at most."""
_SMALL = 1000
"""Items of a list that has its scale behind the last are smaller than this."""

_MONEYED = frozenset({Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS, Indicator.INVESTMENT})
_LISTED_UNITS = frozenset({"percent", "pp", "ratio", "tonnes"})


def shared(text: Text, grammar: Grammar, amounts: Sequence[Amount]) -> list[Amount]:
    """Gives bare numbers the unit that they share with their neighbours.

    Before the last of a list ("8, 9 and 12 percent"), behind its first ("£2m, 3m and 4m"), or billions behind
    money ("Dutch firms put in $90 billion, British ones 27 billion"); millions only where they stand alike.
    """
    found = list(amounts)
    listed = grammar.words["comma or and"]
    for i in range(len(found) - 2, -1, -1):
        if not found[i].unit:
            found[i] = _from_next(text, grammar, found[i], found[i + 1], listed)
    for i, here in enumerate(found):
        if here.others:
            found[i] = here._replace(unit=_currency_beside(text, found, i) or here.unit)
        elif not here.unit and here.noun is None:
            large = here.scale >= _MONEY_SCALE
            beside = _beside(text, grammar, found, i, listed) if large else here
            found[i] = beside if beside.unit else _as_before(text, grammar, found, i)
    return found


def _as_before(text: Text, grammar: Grammar, amounts: Sequence[Amount], number: int) -> Amount:
    """A bare number that only a pronoun or a trade word leads: "while in 1994 it was about 700"."""
    here = amounts[number]
    if number and amounts[number - 1].unit == "percent" and _is_places(text, grammar, here):
        return here._replace(unit="percent")
    money = _money_before(text, amounts, number)
    article = here.value == 1 and not text.lower[here.core_first][0].isdecimal()  # "it is one of six"
    if money is None or article or not _stands_alone(text, grammar, here):
        return here
    same_sentence = text.sentence_of(money.first) == text.sentence_of(here.first)
    meant = money is amounts[number - 1] and _is_said_of_it(text, grammar, here)
    if not meant and not (same_sentence and _is_item(text, grammar, here)):
        return here
    scale = money.scale if here.scale == 1 and here.value < _SMALL and money.scale >= _MONEY_SCALE else 1.0
    return here._replace(unit=money.unit, value=here.value * scale, scale=here.scale * scale)


def _is_places(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a small number alone stands behind a country: "Italy (14.5 percent), China (13.6)"."""
    opening = amount.first - (text.lower[amount.first - 1] == "(")
    starts = range(max(opening - _NAME, 0), opening)
    named = any(place.last == opening for i in starts for place in grammar.places.at(text, i))
    digits = text.lower[amount.core_first][0].isdecimal()
    return named and digits and amount.value <= _WHOLE and _stands_alone(text, grammar, amount)


def _is_said_of_it(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a pronoun and a verb of being lead the number: "it was 92 million"."""
    first = amount.first
    while (before := grammar.qualifiers.before(text, first)) is not None:
        first = before[1]
    i = first - 1
    while i > 0 and text.lower[i] in grammar.words["standing"]:
        i -= 1
    return 0 < i < first - 1 and text.lower[i] in grammar.words["pronouns"]


def _is_item(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a trade word and a dash lead the number: "(export - 41,6, import - 230,5)"."""
    i = amount.first - 1
    if i < 1 or text.lower[i] not in "-:":
        return False
    return not _MONEYED.isdisjoint(_named(text, grammar, max(0, i - 2), i))


def _from_next(
    text: Text, grammar: Grammar, here: Amount, following: Amount, listed: frozenset[str]
) -> Amount:
    joins = grammar.words["and or"]
    between = text.lower[here.core_last : following.first]
    is_list = 1 <= len(between) <= _LIST_GAP and listed.issuperset(between)
    unit_behind = text.lower[following.core_first][0].isdecimal()
    stated = text.lower[here.first - 1] in grammar.words["standing"] if here.first else False
    apart = stated and following.unit == "percent" and 1 < len(between) <= _APART and between[0] in listed
    listed_unit = following.unit in _LISTED_UNITS and not following.is_fraction  # "229,000, a third more"
    if (is_list or apart) and listed_unit and here.scale == 1:
        return here._replace(unit=following.unit, is_multiple=following.is_multiple)
    if is_list and _is_money(following) and unit_behind and here.scale == 1 and here.value < _SMALL:
        scale = following.scale * following.factor
        return here._replace(unit=following.unit, value=here.value * scale, scale=following.scale)
    if here.noun is None and following.noun is not None and following.unit:
        # "over 120 Georgian and some 650 Azerbaijani companies"
        room = 2 if between[1:2] == [","] else _NOUN_GAP + 1  # "which the two approved, lists 24 projects"
        one_word = 1 < len(between) <= room and between[1] in joins
        if one_word and between[0] not in listed | grammar.words["time_units"]:
            return here._replace(unit=following.unit, noun=following.noun, last=here.core_last + 1)
    return here


def _beside(
    text: Text, grammar: Grammar, amounts: Sequence[Amount], number: int, listed: frozenset[str]
) -> Amount:
    here = amounts[number]
    before = amounts[number - 1] if number else None
    if before is not None and _is_money(before) and before.scale == here.scale:
        between = text.lower[before.last : here.first]
        if 1 <= len(between) <= _LIST_GAP and listed.issuperset(between):
            return here._replace(unit=before.unit)
    money = _money_before(text, amounts, number)
    if money is None or not _stands_alone(text, grammar, here) or not _may_be_money(text, grammar, here):
        return here
    parallel = text.lower[here.first - 1] == text.lower[money.first - 1] or here.first - money.last <= _NEAR
    parallel = parallel or here.is_bracketed
    if (
        here.scale >= _BILLION
        or (here.scale == money.scale and parallel)
        or _is_of_trade(text, grammar, here)
    ):
        return here._replace(unit=money.unit)
    return here  # "cases rose to 2.3 million while the $5 million plan ..."


def _named(text: Text, grammar: Grammar, first: int, last: int) -> set[str]:
    cues = grammar.find_cues(text, first, last)
    return {cue.payload.value for cue in cues if cue.payload.field == "indicator"}


def _may_be_money(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether no word right before says that people are counted: "a population of 35 million"."""
    return Indicator.POPULATION not in _named(text, grammar, max(0, amount.first - _NEAR), amount.first)


def _is_of_trade(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether the sentence speaks of trade or capital: "you sold us goods for 942 million"."""
    first, last = text.sentences[text.sentence_of(amount.first)]
    return not _MONEYED.isdisjoint(_named(text, grammar, first, last))


def _is_money(amount: Amount) -> bool:
    return len(amount.unit) == _CODE and amount.unit.isupper()


def _stands_alone(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether no noun follows that the number could count."""
    following = text.lower[amount.core_last] if amount.core_last < len(text.words) else "."
    if not following.isalpha() or grammar.ends_noun_search(following) or following in grammar.words["goods"]:
        return True
    return bool(_MONEYED & _named(text, grammar, amount.core_last, amount.core_last + 1))


def _money_before(text: Text, amounts: Sequence[Amount], number: int) -> Amount | None:
    """The sum that stands last before, in the same sentence or shortly before it."""
    sentence = text.sentence_of(amounts[number].first)
    for other in reversed(amounts[max(0, number - _NEIGHBOURS) : number]):
        if _is_money(other) and not other.others:
            return other if sentence - text.sentence_of(other.first) <= _SENTENCES_BACK else None
    return None


def _currency_beside(text: Text, amounts: Sequence[Amount], number: int) -> str:
    """Whose hundredths an amount is in: the currency of the nearest sum in its sentence, or ""."""
    here = amounts[number]
    sentence = text.sentence_of(here.first)
    start = max(0, number - _NEIGHBOURS)
    near = [
        (abs(i - number), i > number, other.unit)
        for i, other in enumerate(amounts[start : number + _NEIGHBOURS], start)
        if other.unit in here.others and not other.others and text.sentence_of(other.first) == sentence
    ]
    return min(near)[2] if near else ""
