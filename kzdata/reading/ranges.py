"""Ranges and lists: amounts that share a unit or a scale."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Qualifier
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.text import Text

_STEP_RATIO = 3
"""Ends further apart than this, behind a verb of change, are a step and the level that it led to."""


def joined(text: Text, grammar: Grammar, raw: Sequence[Amount]) -> list[Amount]:
    """Joins the ends of ranges."""
    found: list[Amount] = []
    i = 0
    while i < len(raw):
        here = raw[i]
        following = raw[i + 1] if i + 1 < len(raw) else None
        both = _range(text, grammar, here, following) if following is not None else None
        found.extend(both or (here,))
        i += 2 if both else 1
    return found


def _range(text: Text, grammar: Grammar, low: Amount, high: Amount) -> tuple[Amount, ...]:
    """One range, two levels that share a unit ("from 5.3 to 2.2 billion US dollars"), or nothing."""
    join, high = _join(text, grammar, low, high)
    unit = high.unit or low.unit
    differ = low.unit and high.unit and low.unit != high.unit
    if low.last != low.core_last or not join or differ or not unit or (low.is_multiple > high.is_multiple):
        return ()
    first = at = _opening(text, grammar, low)
    while at > 0 and text.lower[at] in grammar.words["present"]:
        at -= 1
    opening = text.lower[at] if at >= 0 else ""
    leads = join[-1] in grammar.words["to"]
    if leads and at < first and opening in grammar.words["from"]:
        return low, high  # "from the present $600 million to $2 billion"
    apart = low.unit != "percent" or high.value >= _STEP_RATIO * low.value
    is_pair = (opening, join[-1]) in grammar.range_pairs
    far = low.unit == "percent" and not high.unit and high.value >= _STEP_RATIO * low.value
    if leads and far and not is_pair:
        return ()  # "gained 0.5 percent to 1,582.09"
    if (leads and low.unit and apart and opening in grammar.words["by"]) or not (
        is_pair or join in grammar.range_joins
    ):
        return ()  # "fell by 9 tons to 31 tons"
    scaled = _share_scale(low, high)
    if is_pair and opening in grammar.words["from"]:
        if scaled.value >= high.value or _moves(text, grammar, low.first, at):
            return scaled._replace(unit=unit), high._replace(unit=unit)
    elif not is_pair and leads and _is_step(grammar, low, high, opening):
        return low, high
    if scaled.value >= high.value:
        return ()
    whole = _whole(scaled, high._replace(unit=unit), at if is_pair else low.first)
    joint = ("qualifier", text.span(low.core_last, high.first))
    return (whole._replace(evidence=(*whole.evidence, joint)),)


def _join(text: Text, grammar: Grammar, low: Amount, high: Amount) -> tuple[tuple[str, ...], Amount]:
    """The words that may join two ends, without the qualifier of the second; and the second."""
    join = tuple(text.lower[low.core_last : high.first])
    if high.sign == -1 and not join and text.lower[high.first] == "-":
        # "12-15 percent": the hyphen was read as a sign
        return ("-",), high._replace(first=high.first + 1, core_first=high.core_first + 1, sign=0)
    if join in grammar.range_joins or len(join) < 2:
        return join, high
    found = grammar.qualifiers.before(text, high.first)
    if join[0] in grammar.words["or"]:
        return (), high  # "510 trains or more than 40,000 containers"
    return (join[: found[1] - high.first], high) if found is not None else ((), high)


def _opening(text: Text, grammar: Grammar, low: Amount) -> int:
    """The token before the first end and its qualifier."""
    found = grammar.qualifiers.before(text, low.first)
    return (found[1] if found is not None else low.first) - 1


def _whole(low: Amount, high: Amount, first: int) -> Amount:
    unit_at = dict(low.evidence) | dict(high.evidence)
    return high._replace(
        first=first,
        core_first=first,
        value=low.value,
        value_high=high.value,
        sign=low.sign,
        qualifier=Qualifier.RANGE,
        is_bracketed=low.is_bracketed,
        evidence=tuple(unit_at.items()),
    )


def _moves(text: Text, grammar: Grammar, first: int, at: int) -> bool:
    """Whether "from X to Y" tells a move: a verb of change stands before, and "be" not right before."""
    verbs = grammar.range_verbs
    if text.lower[at - 1] in verbs["spans"]:
        return False
    start = text.sentences[text.sentence_of(first)][0]
    return not verbs["moves"].isdisjoint(text.lower[start:first]) or grammar.follows_change(
        text, start, first
    )


def _is_step(grammar: Grammar, low: Amount, high: Amount, opening: str) -> bool:
    """Whether "X to Y" is a step and the level that it led to: "slipped $4.10 to $1,291.30"."""
    if not low.unit or not high.unit or opening not in grammar.range_verbs["steps"]:
        return False
    if low.unit == "percent":
        return high.value >= _STEP_RATIO * low.value
    return low.scale == high.scale and (low.factor != high.factor or high.value >= _STEP_RATIO * low.value)


def _share_scale(low: Amount, high: Amount) -> Amount:
    """Gives the low end the high end's scale, where it has none of its own: "2 to 3 billion"."""
    value = low.value if low.unit else low.value * high.factor
    if low.scale == 1.0 != high.scale and value * high.scale <= high.value:
        value *= high.scale
    return low._replace(value=value)
