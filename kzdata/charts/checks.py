"""What does not add up, what is new, what statistics say: findings and comparisons as tables to read."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from kzdata.charts import naming, wording
from kzdata.charts.anchors import anchor
from kzdata.charts.grid import Cell, Table, grid, number, text
from kzdata.charts.numbers import amount
from kzdata.charts.profiles import short_source
from kzdata.charts.words import Words, words
from kzdata.model import Kind
from kzdata.tables.select import summary

RIGHT = {0: 88, 1: 90, 2: 94, 3: 97}
"""Of a hundred rows of each quality, how many were right in every column in texts read by people."""


def audit_table(findings: pd.DataFrame, *, most: int = 40, language: str = "en") -> Table:
    """What contradicts itself or another statement, as a table to read, the gravest first.

    Parameters
    ----------
    findings : DataFrame
        As `audit` gives them.
    most : int
        Findings shown at most; notes, which explain themselves, go last.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> import kzdata as kz
    >>> print(audit_table(kz.audit(kz.figures([kz.Statement("s1", "Nothing.")]))).html)
    <p>No two figures here contradict each other.</p>
    """
    says = words(language)
    if findings.empty:
        return Table(f"<p>{escape(says.say('audit.nothing'))}</p>", findings)
    shown = findings.head(most)
    body = [
        [
            text(says.say(f"severity.{row.severity}")),
            text(row.sentence),
            Cell(
                ", ".join(_link(name, quote) for name, quote in zip(row.figure_ids, row.quotes, strict=True))
            ),
        ]
        for row in wording.rows_of(shown)
    ]
    heads = [says.say(f"audit.{name}") for name in ("severity", "finding", "words")]
    form = "audit.caption" if len(shown) == len(findings) else "audit.caption_of"
    return Table(grid(says.say(form, count=len(findings), shown=len(shown)), heads, body), findings)


def changes_table(changed: pd.DataFrame, *, language: str = "en") -> Table:
    """What is new, revised or contradicted, as a table to read, in the order of publication.

    Parameters
    ----------
    changed : DataFrame
        As `changes` gives it.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> import kzdata as kz
    >>> print(changes_table(kz.changes(kz.figures([kz.Statement("s1", "Nothing.")]), "2019")).html)
    <p>Nothing here is new, revised or contradicted since then.</p>
    """
    says = words(language)
    if changed.empty:
        return Table(f"<p>{escape(says.say('changes.nothing'))}</p>", changed)
    body = [_change(row, says) for row in wording.rows_of(changed)]
    heads = [says.say(f"changes.{name}") for name in ("news", "what", "value", "period", "before", "source")]
    return Table(grid(says.say("changes.caption", count=len(changed)), heads, body), changed)


def _change(row: Any, says: Words) -> list[Cell]:
    before = ""
    if isinstance(row.quote_before, str):
        before = escape(says.say("changes.said", quote=row.quote_before, source=row.source_before))
    about = (
        naming.sentence(wording.subject(row, says)) if len(row.partner) else naming.indicator_name(row, says)
    )
    if row.kind != Kind.LEVEL:
        about = says.say(f"kind.{row.kind}", indicator=about)
    return [
        text(says.say(f"news.{row.news}")),
        text(about),
        Cell(_link(row.figure_id, wording.value(row, says)), number=True),
        text(wording.period(row, says)),
        Cell(before),
        text(row.source),
    ]


def reconciliation_table(beside: pd.DataFrame, *, language: str = "en") -> Table:
    """Statements beside official statistics, as a table to read; those first that rest on pages of their own.

    Parameters
    ----------
    beside : DataFrame
        As `reconcile` gives it.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> import kzdata as kz
    >>> print(reconciliation_table(kz.reconcile(kz.figures([kz.Statement("s1", "Nothing.")]))).html)
    <p>No statement here gives what an official series gives too.</p>
    """
    says = words(language)
    if beside.empty:
        return Table(f"<p>{escape(says.say('beside.nothing'))}</p>", beside)
    body = [_beside(row, says) for row in wording.rows_of(beside)]
    names = ("what", "period", "stated", "official", "gap", "agrees", "source")
    heads = [says.say(f"beside.{name}") for name in names]
    return Table(grid(says.say("beside.caption", count=len(beside)), heads, body), beside)


def _beside(row: Any, says: Words) -> list[Cell]:
    language = says.locale.language
    known = not pd.isna(row.official)
    gap = row.gap if known else row.mirror_gap
    value = row.official if known else row.mirror
    said = Subject(row.indicator, row.partner)
    return [
        text(naming.sentence(wording.subject(said, says))),
        text(wording.period(row, says)),
        Cell(_link(row.figure_id, row.quote)),
        number(amount(value, "USD", language=language)),
        number(amount(round(gap, 1), "percent", language=language)),
        text(says.say("beside.same_page") if row.same_page else says.say(f"agrees.{row.agrees_with}")),
        text(f"{row.source}; {short_source(row.official_source if known else row.mirror_source)}"),
    ]


class Subject:
    """What an amount is about: an indicator with one partner."""

    def __init__(self, indicator: str, partner: str, direction: str | None = None) -> None:
        self.indicator, self.partner, self.direction = indicator, (partner,), direction
        self.kind = Kind.LEVEL.value


def quality_table(figures: pd.DataFrame, *, language: str = "en") -> Table:
    """How many figures are of which quality, and how many such rows are right, as measured.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In 2017 trade with China came to $18 billion.")
    >>> "97 of 100" in quality_table(kz.figures([said])).html
    True
    """
    says = words(language)
    counts = figures["quality"].value_counts()
    body = [
        [
            text(says.say("quality.of", quality=quality)),
            text(says.say(f"quality.is_{quality}")),
            number(str(int(counts.get(quality, 0)))),
            number(says.say("quality.right_of", count=right)),
        ]
        for quality, right in sorted(RIGHT.items(), reverse=True)
    ]
    heads = [says.say(f"quality.{name}") for name in ("quality", "meaning", "figures", "right")]
    return Table(grid(says.say("quality.caption", count=len(figures)), heads, body), figures)


def summary_table(figures: pd.DataFrame, by: str, *, most: int = 20, language: str = "en") -> Table:
    """How many figures there are of what, as a table to read.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    by : str
        As for `summary`: "publisher", "indicator", "partner", "year".
    most : int
        Rows shown at most.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In 2017 trade with China came to $18 billion.")
    >>> ">China</th><td" in summary_table(kz.figures([said]), "partner").html
    True
    """
    says = words(language)
    counts = summary(figures, by).head(most)
    body = [
        [
            text(_name(by, row[1], says)),
            number(str(row.figures)),
            number(str(row.statements)),
            text("" if pd.isna(row.first) else f"{row.first.year}–{row.last.year}"),
        ]
        for row in wording.rows_of(counts)
    ]
    heads = [says.say(f"summary.{name}") for name in (by, "figures", "statements", "published")]
    return Table(grid(says.say("summary.caption", count=len(counts)), heads, body), counts)


def _name(by: str, value: Any, says: Words) -> str:
    if pd.isna(value):
        return says.say("summary.unknown")
    if by == "partner":
        return naming.place(str(value), says)
    return says.say(f"indicator.{value}") if by == "indicator" else str(value)


def _link(figure_id: str, said: str) -> str:
    return f'<a href="#{anchor(figure_id)}">{escape(said)}</a>'
