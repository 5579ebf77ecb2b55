"""Periods that a statement leaves open because its publication date is not known."""

from __future__ import annotations

from kzdata.model import PartialDate, Statement
from kzdata.reading.amounts import find_amounts
from kzdata.reading.grammar import grammar
from kzdata.reading.text import read_text

_SOME_DAY = PartialDate(2000, 1, 1)
"""Any full date: what it resolves and the statement's own does not hangs on the publication date."""


def find_undated(statement: Statement) -> list[str]:
    """The words of the periods that would be known if the full publication date were.

    Only sentences with a figure count, and each wording once.

    Examples
    --------
    >>> find_undated(Statement("s1", "Trade grew 23% last year. In 2015 it was $5bn.", language="en"))
    ['last year']
    """
    text, rules = read_text(statement.body), grammar(statement.language)
    without = [each for each in rules.periods.find(text, statement.published) if each.period is None]
    if not without:
        return []
    places = {(each.first, each.last) for each in without}
    dated = rules.periods.find(text, _SOME_DAY)
    taken = [False] * len(text.words)
    for each in dated:
        taken[each.first : each.last] = [True] * (each.last - each.first)
    stating = {text.sentence_of(amount.first) for amount in find_amounts(text, rules, taken) if amount.unit}
    spans = [
        text.span(each.first, each.last)
        for each in dated
        if each.period and (each.first, each.last) in places and text.sentence_of(each.first) in stating
    ]
    return list(dict.fromkeys(" ".join(span.of(statement.body).split()) for span in spans))
