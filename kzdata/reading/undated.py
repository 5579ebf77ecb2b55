"""Periods that a statement leaves open because its publication date is not known."""

from __future__ import annotations

from kzdata.model import PartialDate, Statement
from kzdata.reading.grammar import grammar
from kzdata.reading.scene import find_scenes
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
    open_ends = {
        (mention.first, mention.last)
        for mention in rules.periods.find(text, statement.published)
        if mention.period is None
    }
    spans = [
        text.span(mention.first, mention.last)
        for scene in find_scenes(text, rules, _SOME_DAY)
        for mention in scene.periods
        if scene.amounts and mention.period is not None and (mention.first, mention.last) in open_ends
    ]
    return list(dict.fromkeys(" ".join(span.of(statement.body).split()) for span in spans))
