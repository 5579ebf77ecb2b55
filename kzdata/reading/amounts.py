"""Amounts: numbers grown to what they state -- currency, unit, range and qualifier -- with exact spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kzdata.model import Qualifier, Span
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.lists import shared
from kzdata.reading.numerals import Number
from kzdata.reading.qualifiers import Qualifiers
from kzdata.reading.ranges import joined
from kzdata.reading.text import Text, positions
from kzdata.reading.units import UnitName

_MAX_NOUN_DISTANCE = 7
_CODE = 2
"""Letters that may touch a number and make it a name: "4K", "5G"; more are a unit or a word."""

_LARGE = 1000

_NO_OTHERS: frozenset[str] = frozenset()


def find_amounts(text: Text, grammar: Grammar, taken: Sequence[bool]) -> list[Amount]:
    """All amounts of `text`, in order; tokens marked in `taken` (dates, windows) begin none."""
    amounts = shared(text, grammar, joined(text, grammar, _raw(text, grammar, taken)))
    return [_qualified(text, grammar.qualifiers, amount) for amount in amounts]


def _raw(text: Text, grammar: Grammar, taken: Sequence[bool]) -> list[Amount]:
    """Numbers with what stands directly at them; ranges not yet joined."""
    found: list[Amount] = []
    end = 0
    for i in sorted([*text.numbers, *positions(text.lower, grammar.amount_starts)]):
        if i < end:
            continue
        amount = _amount_at(text, grammar, i, taken)
        if amount is not None:
            found.append(amount)
        end = amount.last if amount is not None else i + 1 if taken[i] else _skip_code(text, i)
    return found


def _skip_code(text: Text, i: int) -> int:
    """The token after a name with digits in it, such as "5+1" or "B2B", so that none of it is read."""
    i += 1
    while (
        i < len(text.words) and text.touches(i) and (text.lower[i][0].isdecimal() or text.lower[i] in "+/:")
    ):
        i += 1
    return i


class _Start(NamedTuple):
    """Where an amount begins: its first token, its sign, its currency, and the token of its number."""

    first: int
    number: int
    sign: int = 0
    currency: UnitName | None = None
    evidence: Span | None = None


def _amount_at(text: Text, grammar: Grammar, i: int, taken: Sequence[bool]) -> Amount | None:
    if taken[i] and text.words[i][0].isdecimal():  # most often a year
        return None
    multiple = None if taken[i] else grammar.multiple_at(text, i)
    if multiple is not None:
        value, sign = multiple
        unit = "ratio"
        if value < 1:  # "halved" takes a half away
            value, unit = round(value * 100, 2), "percent"
        return Amount(i, i + 1, i, i + 1, value, unit, sign=min(sign, 0), is_multiple=True)
    start = _start(text, grammar, i)
    at = start.number
    if at >= len(text.words):
        return None
    number = _number(text, grammar, start)
    if number is None or (taken[at] and not _reaches_out(text, number, start, taken)):
        return None
    if _is_code(text, grammar, i, number, start.currency):
        return None
    return _with_unit(text, grammar, number, start)


def _reaches_out(text: Text, number: Number, start: _Start, taken: Sequence[bool]) -> bool:
    """Whether a number that seemed a date is a sum: "$2000", "three quarters of a million"."""
    if start.currency is not None and text.touches(start.number):
        return True
    return not number.in_digits and number.scale > 1 and not taken[number.last - 1]


def _start(text: Text, grammar: Grammar, i: int) -> _Start:
    """What stands before the number: a sign, a currency, or both in either order."""
    first, sign = _sign(text, grammar, i)
    symbol = grammar.units.before(text, i)
    if symbol is None:
        return _Start(first, i, sign)
    currency, at = symbol
    evidence = text.span(i, at)
    touching = at + 1 < len(text.words) and text.touches(at) and text.touches(at + 1)
    if text.lower[at] == "-" and touching and not text.words[at - 1].isalpha():
        at, sign = at + 1, -1  # "$-5m"
    return _Start(first, at, sign, currency, evidence)


def _sign(text: Text, grammar: Grammar, i: int) -> tuple[int, int]:
    """Where the amount begins if a sign stands before it, and the sign."""
    before = text.lower[i - 1] if i else ""
    if before in grammar.minus:
        either = i >= 2 and text.lower[i - 2] in grammar.words["or"]
        return (i, 1) if either else (i - 1, -1)  # "plus or minus 3 points"
    if before not in {"-", "+"} or not text.touches(i):
        return i, 0
    outside = text.lower[i - 2] if i >= 2 else "("
    if text.touches(i - 1) and outside not in "(~":
        return i, 1 if outside == "/" else 0  # "+/-3%"
    return i - 1, 1 if before == "+" else -1


def _number(text: Text, grammar: Grammar, start: _Start) -> Number | None:
    """The number behind a currency, or without one; None if a currency's letters are other words here."""
    at, currency = start.number, start.currency
    if text.lower[at] == "." and currency is not None and text.touches(at) and text.touches(at + 1):
        found: Number | None = grammar.numerals.at(text, at + 1)  # "$.50"
        return found if found is None else found._replace(value=_behind_point(text, found))
    number = grammar.numerals.at(text, at)
    if number is None or currency is None:
        return number
    if number.scale == 1.0:
        scale, last = grammar.numerals.scale_of_money_at(text, number.last)
        number = number._replace(last=last, value=number.value * scale, scale=scale)
    return None if _is_name(text, number, currency) else number


def _is_name(text: Text, number: Number, currency: UnitName) -> bool:
    """Whether letters and number are a name and no sum: "R2", "P1788", "AMD5K86"; but "R1.20" and "R9bn"."""
    if not text.words[number.first - 1].isalpha():
        return False
    last, digits = number.last, text.words[number.first]
    if last < len(text.words) and text.touches(last) and text.words[last][0].isalnum():
        return True
    if "large" not in currency.forms or len(digits.partition(".")[2]) == 2:
        return False
    return number.value < _LARGE or ("touching" in currency.forms and len(digits) == 4 and number.scale == 1)


def _behind_point(text: Text, number: Number) -> float:
    return number.value / 10.0 ** len(text.words[number.first])


def _is_code(text: Text, grammar: Grammar, i: int, number: Number, currency: UnitName | None) -> bool:
    """Whether the number belongs to a name, a score, a time: "G7", "5+1", "3:0", "12/2017"."""
    if currency is not None:
        return False
    lower, last = text.lower, number.last
    if text.touches(i) and (lower[i - 1].isalpha() or lower[i - 1] in "/:#№&_.=@%"):
        return True
    if number.in_digits and number.scale == 1.0 and _ends_name(text, grammar, i):
        return grammar.units.after(text, last, number) is None
    if last < len(text.words) and text.touches(last):
        following = lower[last]
        if following in "/:_":
            return last + 1 < len(text.words) and text.touches(last + 1) and lower[last + 1][0].isalnum()
        if following == "+" and last + 1 < len(text.words) and text.touches(last + 1):
            return True
        if following.isalpha() and number.last == number.first + 1 and number.in_digits:
            short = number.scale == 1.0 and len(following) <= _CODE
            return short and grammar.units.after(text, last, number) is None
    plus = i >= 2 and lower[i - 1] == "+" and text.touches(i) and text.touches(i - 1)
    return plus and lower[i - 2][0].isalnum()


def _ends_name(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether a dash ties a number to a name: "COVID-19", "Boeing-747"; but "Turkey-12 projects"."""
    if i < 2 or text.lower[i - 1] != "-" or not (text.touches(i) and text.touches(i - 1)):
        return False
    return text.words[i - 2][0].isupper() and not grammar.places.at(text, i - 2)


def _with_unit(text: Text, grammar: Grammar, number: Number, start: _Start) -> Amount | None:
    """The amount that a number makes with the unit before or behind it, else with what it counts."""
    last, value, evidence, noun = number.last, number.value, start.evidence, None
    unit = start.currency.unit if start.currency is not None else ""
    factor, others = 1.0, _NO_OTHERS
    after = grammar.units.after(text, last, number)
    if after is None and not unit and not number.in_digits:
        after = grammar.units.after_fraction(text, last) if number.value < 1 else None
    if after is not None and unit in {"", after.unit}:  # "$5bn", "5bn dollars", "US$5bn dollars"
        evidence = evidence or text.span(last, after.last)
        unit, last, factor, others = after.unit, after.last, after.factor, after.others
    is_fraction = number.is_fraction and not unit
    core_last = last
    if is_fraction:
        unit, value = "percent", round(value * 100, 2)
    elif not unit:
        noun, end = grammar.count_noun(text, last, _MAX_NOUN_DISTANCE)
        if noun is not None:
            unit, evidence, last = noun.unit, text.span(end - 1, end), end
    return Amount(
        start.first,
        last,
        start.first,
        core_last,
        value * factor,
        unit,
        qualifier=Qualifier(number.qualifier) if number.qualifier else Qualifier.EXACT,
        sign=start.sign,
        noun=noun,
        is_multiple=unit == "ratio",
        is_fraction=is_fraction,
        is_bracketed=start.first > 0 and text.lower[start.first - 1] == "(",
        scale=number.scale,
        factor=factor,
        others=others if factor != 1.0 else _NO_OTHERS,
        evidence=(("unit", evidence),) if evidence is not None else (),
    )


def _qualified(text: Text, qualifiers: Qualifiers, amount: Amount) -> Amount:
    """Adds the qualifiers before and after; of several, the one nearest to the number counts."""
    first, last = amount.first, amount.last
    qualifier, evidence = amount.qualifier, amount.evidence
    money = amount.unit.isupper()
    while first > 0:
        before = qualifiers.before(text, first, money=money)
        if before is None or text.sentence_of(before[1]) != text.sentence_of(first):
            break
        found, start = before
        if found is not Qualifier.EXACT and qualifier is Qualifier.EXACT:
            qualifier = found
            evidence = (*evidence, ("qualifier", text.span(start, first)))
        first = start
    end = amount.core_last
    after = qualifiers.after(text, end)
    joins = after is not None and text.sentence_of(after[1] - 1) == text.sentence_of(end - 1)
    if after is not None and joins and qualifier is Qualifier.EXACT:
        found, stop = after
        qualifier, last = found, max(last, stop)
        evidence = (*evidence, ("qualifier", text.span(end, stop)))
    if (first, last) == (amount.first, amount.last):
        return amount
    return amount._replace(first=first, last=last, qualifier=qualifier, evidence=evidence)
