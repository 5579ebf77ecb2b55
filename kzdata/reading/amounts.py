"""Amounts: numbers grown to what they state -- currency, unit, range and qualifier -- with exact spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kzdata.model import Qualifier, Span
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.numerals import Number
from kzdata.reading.ranges import joined
from kzdata.reading.text import Text

_MAX_NOUN_DISTANCE = 7
_MAX_QUALIFIER_WORDS = 6
_CODE = 2
"""Letters that may touch a number and make it a name: "4K", "5G"; more are a unit or a word."""


def find_amounts(text: Text, grammar: Grammar, taken: Sequence[bool]) -> list[Amount]:
    """All amounts of `text`, in order; tokens marked in `taken` (dates, windows) begin none."""
    return [
        _with_qualifier(text, grammar, amount) for amount in joined(text, grammar, _raw(text, grammar, taken))
    ]


def _raw(text: Text, grammar: Grammar, taken: Sequence[bool]) -> list[Amount]:
    """Numbers with what stands directly at them; ranges not yet joined."""
    found: list[Amount] = []
    i, lower = 0, text.lower
    starts = grammar.amount_starts
    while i < len(text):
        word = lower[i]
        if not taken[i] and (word[0].isdecimal() or word in starts):
            amount = _amount_at(text, grammar, i, taken)
            if amount is not None:
                found.append(amount)
                i = amount.last
                continue
            i = _skip_code(text, i)
            continue
        i += 1
    return found


def _skip_code(text: Text, i: int) -> int:
    """The token after a name with digits in it, such as "5+1" or "B2B", so that none of it is read."""
    i += 1
    while i < len(text) and text.touches(i) and (text.lower[i][0].isdecimal() or text.lower[i] in "+/:"):
        i += 1
    return i


def _amount_at(text: Text, grammar: Grammar, i: int, taken: Sequence[bool]) -> Amount | None:
    multiple = grammar.multiple_at(text, i)
    if multiple is not None:
        value, sign = multiple
        return Amount(i, i + 1, i, i + 1, value, "ratio", sign=min(sign, 0), is_multiple=True)
    currency, start, evidence = "", i, None
    symbol = grammar.currency_before(text, i)
    if symbol is not None:
        currency, start = symbol
        if start >= len(text) or taken[start]:
            return None
        evidence = text.span(i, start)
    number = grammar.numerals.at(text, start)
    if number is None or (not currency and _is_code(text, grammar, i, number)):
        return None
    first, sign = _sign(text, i)
    return _with_unit(text, grammar, number, first, sign, currency, evidence)


def _is_code(text: Text, grammar: Grammar, i: int, number: Number) -> bool:
    """Whether the number belongs to a name, a score, a time: "G7", "5+1", "3:0", "12/2017"."""
    lower, last = text.lower, number.last
    if text.touches(i) and (lower[i - 1].isalpha() or lower[i - 1] in "/:#№&_."):
        return True
    if last < len(text) and text.touches(last):
        following = lower[last]
        if following in "/:_":
            return last + 1 < len(text) and text.touches(last + 1) and lower[last + 1][0].isalnum()
        if following == "+" and last + 1 < len(text) and text.touches(last + 1):
            return True
        if following.isalpha() and number.last == number.first + 1 and number.in_digits:
            return number.scale == 1.0 and len(following) <= _CODE and grammar.unit_after(text, last) is None
    plus = i >= 2 and lower[i - 1] == "+" and text.touches(i) and text.touches(i - 1)
    return plus and lower[i - 2][0].isalnum()


def _sign(text: Text, i: int) -> tuple[int, int]:
    """Where the amount begins if a sign touches it, and the sign."""
    if i == 0 or text.lower[i - 1] not in {"-", "+"} or not text.touches(i):
        return i, 0
    before = text.lower[i - 2] if i >= 2 else "("
    if text.touches(i - 1) and before != "(":
        return i, 0
    return i - 1, 1 if text.lower[i - 1] == "+" else -1


def _with_unit(
    text: Text, grammar: Grammar, number: Number, first: int, sign: int, currency: str, evidence: Span | None
) -> Amount | None:
    """The amount that a number makes with the unit before or behind it, else with what it counts."""
    last, value, unit, noun = number.last, number.value, currency, None
    after = grammar.unit_after(text, last)
    if after is not None and currency in {"", after[0]}:  # "$5bn", "5bn dollars", "US$5bn dollars"
        evidence = evidence or text.span(last, after[1])
        unit, last = after
    if unit == "basis_points":
        unit, value = "pp", value / 100
    core_last = last
    if not unit:
        noun, end = grammar.count_noun(text, last, _MAX_NOUN_DISTANCE)
        if noun is not None:
            unit, evidence, last = noun.unit, text.span(end - 1, end), end
        elif number.is_fraction:
            unit, value = "percent", round(value * 100, 2)
    bracketed = first > 0 and text.lower[first - 1] == "("
    spans = (("unit", evidence),) if evidence is not None else ()
    return Amount(
        first,
        last,
        first,
        core_last,
        value,
        unit,
        sign=sign,
        noun=noun,
        is_multiple=unit == "ratio",
        is_fraction=number.is_fraction,
        is_bracketed=bracketed,
        scale=number.scale,
        evidence=spans,
    )


def _with_qualifier(text: Text, grammar: Grammar, amount: Amount) -> Amount:
    """Adds the qualifiers before and after; of several, the firmest bound counts."""
    first, last = amount.first, amount.last
    qualifier, evidence = amount.qualifier, amount.evidence
    while first > 0:
        before = grammar.qualifier_before(text, first, _MAX_QUALIFIER_WORDS)
        if before is None:
            break
        found, start = before
        if found is not Qualifier.EXACT and qualifier is Qualifier.EXACT:
            qualifier = found
            evidence = (*evidence, ("qualifier", text.span(start, first)))
        first = start
    end = amount.core_last
    after = grammar.qualifier_after(text, end)
    if after is not None and qualifier is Qualifier.EXACT:
        found, stop = after
        qualifier, last = found, max(last, stop)
        evidence = (*evidence, ("qualifier", text.span(end, stop)))
    return replace(amount, first=first, last=last, qualifier=qualifier, evidence=evidence)
