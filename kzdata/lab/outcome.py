"""What the explorer shows of a choice: the chart with its marks, the sentences behind them, the figures."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pandas as pd
from jinja2 import Environment, PackageLoader

from kzdata.charts import naming, wording
from kzdata.charts.chart import Chart, Note
from kzdata.charts.linked import per_cent
from kzdata.charts.numbers import amount
from kzdata.charts.plot import Plot
from kzdata.charts.words import Words, words
from kzdata.model import Qualifier
from kzdata.tables.bounds import bounds

MOST = 50
"""Rows that a table shows: more are nobody's to read."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure and the sentence that states it.

    Attributes
    ----------
    figure : str
        Its id.
    partner, indicator, value, unit, period : str
        What it says.
    between : str
        The bounds of what it can mean.
    before, words, after : str
        The sentence, cut around the words that state it.
    source, link : str
        Who published it and when, and where.
    """

    figure: str
    partner: str
    indicator: str
    value: str
    unit: str
    period: str
    between: str
    before: str
    words: str
    after: str
    source: str
    link: str


def quotes(figures: pd.DataFrame, says: Words) -> list[Quote]:
    """The figures with their sentences, in their order.

    Examples
    --------
    >>> from kzdata.model import Statement
    >>> from kzdata.tables.corpus import figures
    >>> table = figures([Statement("s1", "In 2016, trade with China was over $5bn.")])
    >>> (quote,) = quotes(table, words())
    >>> quote.before, quote.words, quote.value, quote.between
    ('In 2016, trade with China was ', 'over $5bn', '>$5bn', '≥$5bn')
    """
    return [_quote(row, says) for row in wording.rows_of(bounds(figures))]


def outcome_html(chart: Chart | Note, figures: pd.DataFrame, *, key: str, language: str = "en") -> str:
    """The chart, what its marks lead to, and the figures.

    Parameters
    ----------
    chart : Chart or Note
        What was drawn.
    figures : DataFrame
        All figures that were asked for.
    key : str
        Sets its marks apart from those of others on the page.
    language : str
        ISO 639-1 code of the words.
    """
    says = words(language)
    plot = chart.plot() if isinstance(chart, Chart) else None
    places = {place.figure: place for place in plot.marks} if plot else {}
    drawn = _found(figures, places)
    # what is drawn goes first: it is what the reader asks about
    shown = pd.concat([drawn, figures[~figures["figure_id"].isin(drawn["figure_id"])].head(MOST)]).head(MOST)
    said = quotes(drawn, says)
    return _environment(language).get_template("explore.html.j2").render(
        key=key,
        chart=chart,
        plot=plot,
        picture=_picture(plot) if plot else "",
        drawn=[(quote, places[quote.figure], per_cent(places[quote.figure], plot)) for quote in said if plot],
        table=quotes(shown, says),
        count=len(figures),
        more=len(figures) - len(shown),
        style=style(),
    )  # fmt: skip


def table_html(figures: pd.DataFrame, *, most: int = MOST, language: str = "en") -> str:
    """The figures with unit, bounds and source; a row opens to show the sentence that states it."""
    says = words(language)
    template = _environment(language).get_template("browse.html.j2")
    shown = quotes(figures.head(most), says)
    return template.render(table=shown, count=len(figures), more=len(figures) - len(shown), style=style())


@cache
def style() -> str:
    """The rules of the explorer, and those of all tables."""
    tables = (files("kzdata.charts") / "display.css").read_text(encoding="utf-8")
    return tables + (files("kzdata.lab") / "templates" / "explore.css").read_text(encoding="utf-8")


def _found(figures: pd.DataFrame, asked: Iterable[str]) -> pd.DataFrame:
    """The figures of those ids, in the order of the ids."""
    rows = dict(zip(figures["figure_id"], range(len(figures)), strict=True))
    return figures.iloc[[rows[name] for name in asked if name in rows]]


def _quote(row: wording.Row, says: Words) -> Quote:
    sentence = str(row.sentence)
    before, here, after = sentence.partition(row.quote)
    return Quote(
        figure=row.figure_id,
        partner=says.listed([naming.place(code, says) for code in wording.codes(row.partner)], most=3),
        indicator=naming.indicator_name(row, says),
        value=wording.value(row, says),
        unit=naming.unit_name(row.unit, says),
        period=wording.period(row, says),
        between=_between(row, says),
        before=before if here else "",
        words=here or row.quote,
        after=after if here else f" {sentence}",
        source=row.source,
        link=row.url if isinstance(row.url, str) and row.url.startswith(("http://", "https://")) else "",
    )


def _between(row: wording.Row, says: Words) -> str:
    """The ends of what the figure can mean, as far as there are any."""
    language = says.locale.language
    low, high = (amount(end, row.unit, language=language) for end in (row.low, row.high))
    if (math.isinf(row.low) and math.isinf(row.high)) or low == high:
        return ""
    if math.isinf(row.high):
        return amount(row.low, row.unit, Qualifier.AT_LEAST, language=language)
    if math.isinf(row.low):
        return amount(row.high, row.unit, Qualifier.UP_TO, language=language)
    return amount(row.low, row.unit, Qualifier.RANGE, row.high, language=language)


def _picture(plot: Plot) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(plot.svg.encode()).decode()


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("kzdata.lab"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["say"] = words(language).say
    return environment
