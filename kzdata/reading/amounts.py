"""Amounts: numbers grown to what they state -- currency, unit, range and qualifier -- with exact spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kzdata.model import Qualifier, Span
from kzdata.reading.grammar import CountNoun, Grammar
from kzdata.reading.numerals import Number
from kzdata.reading.text import Text

_MAX_NOUN_DISTANCE = 7
_MAX_QUALIFIER_WORDS = 6
_CODE = 2
"""Letters that may touch a number and make it a name: "4K", "5G"; more are a unit or a word."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and qualifier: the tokens `first` up to, not including, `last`.

    Attributes
    ----------
    core_first, core_last : int
        The tokens without qualifiers.
    value, value_high : float
        In base units; `value_high` for a range only.
    unit : str
        Empty for a bare number that nothing names.
    sign : int
        1 or -1 where a sign or the word itself says so ("+48%", "halved"), else 0.
    noun : CountNoun or None
        What is counted.
    is_multiple : bool
        "twice", "1.5 times", "doubled".
    is_fraction : bool
        "two-thirds", "half".
    is_bracketed : bool
        Stands alone in brackets, or first in them.
    evidence : tuple of (str, Span)
        Which words decided unit and qualifier.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    value: float
    unit: str
    value_high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    sign: int = 0
    noun: CountNoun | None = None
    is_multiple: bool = False
    is_fraction: bool = False
    is_bracketed: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()


def find_amounts(text: Text, grammar: Grammar, taken: Sequence[bool]) -> list[Amount]:
    """All amounts of `text`, in order; tokens marked in `taken` (dates, windows) begin none."""
    return [
        _with_qualifier(text, grammar, amount)
        for amount in _joined(text, grammar, _raw(text, grammar, taken))
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
    last, value, unit, noun = number.last, number.value, currency, None
    is_multiple = False
    after = grammar.unit_after(text, last)
    if after is not None and not (
        currency and after[0] not in {currency, "basis_points"} and len(after[0]) != 3
    ):
        name, end = after
        if not (currency and len(name) == 3 and name != currency):
            evidence = text.span(last, end) if not currency else evidence
            unit, last = unit or name, end
    if unit == "basis_points":
        unit, value = "pp", value / 100
    is_multiple = unit == "ratio"
    core_last = last
    if unit in {"", "count"}:
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
        is_multiple=is_multiple,
        is_fraction=number.is_fraction,
        is_bracketed=bracketed,
        evidence=spans,
    )


def _joined(text: Text, grammar: Grammar, raw: Sequence[Amount]) -> list[Amount]:
    """Joins the ends of ranges, and gives the items of a list the unit behind the last."""
    found: list[Amount] = []
    i = 0
    while i < len(raw):
        here = raw[i]
        following = raw[i + 1] if i + 1 < len(raw) else None
        if following is not None and (joined := _range(text, grammar, here, following)) is not None:
            if isinstance(joined, tuple):
                found.extend(joined)
            else:
                found.append(joined)
            i += 2
            continue
        found.append(here)
        i += 1
    return _shared_units(text, found)


def _range(text: Text, grammar: Grammar, low: Amount, high: Amount) -> Amount | tuple[Amount, Amount] | None:
    """One range, or two levels that share a unit ("from 5.3 billion to 2.2 billion US dollars"), or None."""
    join = text.lower[low.core_last : high.first]
    if low.last != low.core_last or (len(join) != 1 and not (high.sign == -1 and not join)):
        return None
    if high.sign == -1 and not join:  # "12-15 percent": the hyphen was read as a sign
        high = replace(high, first=high.first + 1, core_first=high.core_first + 1, sign=0)
        join = ["-"]
    if low.unit and high.unit and low.unit != high.unit:
        return None
    opening = text.lower[low.first - 1] if low.first else ""
    if (
        opening in grammar.words["by"] and join[0] in grammar.words["to"]
    ):  # "fell by 93,230 tons to 316,340 tons"
        return None
    pair = next((pair for pair in grammar.range_pairs if pair == (opening, join[0])), None)
    if pair is None and join[0] not in grammar.range_joins:
        return None
    unit = high.unit or low.unit
    if not unit or (low.is_multiple and not high.is_multiple):
        return None
    scaled = _share_scale(text, grammar, low, high)
    if (
        pair is not None
        and pair[0] in grammar.two_level_openings
        and (
            grammar.follows_change(text, text.sentences[text.sentence_of(low.first)][0], low.first)
            or scaled.value >= high.value
        )
    ):
        return replace(scaled, unit=unit), replace(high, unit=unit)
    if scaled.value >= high.value:
        return None
    first = low.first - 1 if pair is not None else low.first
    return replace(
        high,
        first=first,
        core_first=first,
        value=scaled.value,
        value_high=high.value,
        unit=unit,
        sign=low.sign,
        qualifier=Qualifier.RANGE,
        is_bracketed=low.is_bracketed,
        evidence=(("unit", dict(high.evidence).get("unit") or dict(low.evidence)["unit"]),)
        if high.evidence or low.evidence
        else (),
    )


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


def _shared_units(text: Text, amounts: Sequence[Amount]) -> list[Amount]:
    """Lists: "8, 9 and 12 percent": the bare items before the last take its unit."""
    found = list(amounts)
    for i in range(len(found) - 2, -1, -1):
        here, following = found[i], found[i + 1]
        between = text.lower[here.core_last : following.first]
        is_list = between in ([","], ["and"], ["or"], [",", "and"])
        if not here.unit and is_list and following.unit in {"percent", "ratio", "tonnes"}:
            found[i] = replace(here, unit=following.unit, is_multiple=following.is_multiple)
    return found


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
