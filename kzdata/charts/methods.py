"""How the figures were made, in the library's own definitions: a report's page on method."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from kzdata.charts import wording
from kzdata.charts.checks import RIGHT
from kzdata.charts.grid import Table, grid, text
from kzdata.charts.numbers import amount
from kzdata.charts.words import Words, words
from kzdata.model import Figure, Kind, Modality, Qualifier
from kzdata.tables.about import columns
from kzdata.tables.bounds import interval_of
from kzdata.tables.said import Rule

_EXAMPLE = 16e9

_SHOWN = (
    "value", "unit", "qualifier", "kind", "indicator", "partner", "direction", "period_start", "modality",
    "speaker", "quality",
)  # fmt: skip
"""Columns that a reader of a report needs to know; the others tell where a figure stands."""


def methodology(*, language: str = "en") -> Table:
    """How figures are read, bounded, converted, compared and checked, and what each term means.

    What columns hold is taken from `columns`, the terms from the vocabularies of the model, the shares of
    rows that are right from those measured: the page cannot say another thing than the code does.

    Parameters
    ----------
    language : str
        ISO 639-1 code of the words.

    Examples
    --------
    >>> "<td>$16bn or more</td>" in methodology().html  # what "more than $16bn" may mean
    True
    """
    says = words(language)
    about = columns()
    paragraphs = "".join(f"<p>{escape(said)}</p>" for said in _paragraphs(says))
    return Table(paragraphs + _columns(says) + _bounds(says) + _terms(says) + _implied(says), about)


def _paragraphs(says: Words) -> Iterator[str]:
    for name in ("read", "bounds", "years", "money", "prices", "official", "profile"):
        yield says.say(f"method.{name}")
    yield says.say("method.quality", **{f"right_{quality}": right for quality, right in RIGHT.items()})


def _columns(says: Words) -> str:
    rows = [
        [text(row.title), text(f"{row.description}.")]
        for row in wording.rows_of(columns())
        if row.column in _SHOWN
    ]
    return grid(says.say("method.columns"), [says.say("method.column"), says.say("method.holds")], rows)


def _bounds(says: Words) -> str:
    """What each qualifier makes of one number, by the rules that bound all figures."""
    rows = []
    for qualifier in Qualifier:
        high = 1.25 * _EXAMPLE if qualifier is Qualifier.RANGE else None
        said = Figure("", 0, 4, "16", _EXAMPLE, "USD", value_high=high, qualifier=qualifier)
        rows.append([text(amount(_EXAMPLE, "USD", qualifier, high, spelt=True)), text(_meant(said, says))])
    return grid(says.say("method.qualifiers"), [says.say("method.said"), says.say("method.means")], rows)


def _meant(said: Figure, says: Words) -> str:
    interval = interval_of(said)
    low, high = (amount(end, "USD") for end in (max(interval.low, 0.0), min(interval.high, 1e15)))
    if math.isinf(interval.high):
        return says.say("method.or_more", low=low)
    return says.say("number.range", low=low, high=high)


def _terms(says: Words) -> str:
    rows = [
        [text(term.value), text(says.say(f"meaning.{term.value}"))]
        for terms in (Kind, Modality)
        for term in terms
    ]
    return grid(says.say("method.terms"), [says.say("method.term"), says.say("method.means")], rows)


def _implied(says: Words) -> str:
    rows = [[text(says.say(f"rule.{rule.value}")), text(says.say(f"rule_of.{rule.value}"))] for rule in Rule]
    return grid(says.say("method.implied"), [says.say("method.rule"), says.say("method.means")], rows)
