"""Sentences made from figures: what a report says in words, so that its notebook holds no logic."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import pandas as pd

from kzdata.charts import findings, naming, wording
from kzdata.charts.chart import Prose, escaped
from kzdata.charts.comparable import Scale, actual, by_size, cumulative, main_unit, yearly
from kzdata.charts.investment import amounts, telling
from kzdata.charts.numbers import day
from kzdata.charts.sources import Sources, list_sources
from kzdata.charts.words import Words, words
from kzdata.errors import UnknownName
from kzdata.lexicon.areas import find_area
from kzdata.model import Direction, Indicator


def headline(
    figures: pd.DataFrame, partner: str | None = None, *, topic: str = "", language: str = "en"
) -> Prose:
    """A report's title: what its figures find, first of trade, then of investment; or of one topic.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    partner : str, optional
        Country, region or bloc that the report is about, by code or name; all partners if not given.
    topic : str
        "investment" or "agreements", for a report on that alone.
    language : str
        ISO 639-1 code of the words.

    Returns
    -------
    Prose
        A heading in Markdown.

    Raises
    ------
    UnknownName
        If there is no such topic.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(headline(typed({name: [] for name in NAMES}), "MNG"))
    # What is said of Kazakhstan and Mongolia
    """
    says = words(language)
    code = find_area(partner) if partner else None
    said = _on_topic(figures, topic, says) if topic else _headline(figures, code, says)
    return Prose(f"# {escaped(naming.sentence(said))}")


def _on_topic(figures: pd.DataFrame, topic: str, says: Words) -> str:
    if not says.has("topic", topic):
        raise UnknownName("topic", topic, hint=f"Known: {', '.join(says.entries['topic'])}.")
    if topic == Indicator.INVESTMENT.value:
        scale = Scale(Indicator.INVESTMENT.value, main_unit(figures), Direction.IN.value)
        leaders = wording.rows_of(by_size(cumulative(figures, scale).best))
        return findings.leads(leaders, says) if leaders else says.say(f"topic.{topic}")
    sums = actual(
        figures[(figures["indicator"] == "agreements_value") & (figures["unit"] == main_unit(figures))]
    )
    largest = wording.rows_of(sums[sums["partner"].map(len) == 1].sort_values("value").tail(1))
    return findings.largest(largest[0], says) if largest else says.say(f"topic.{topic}")


def _headline(figures: pd.DataFrame, partner: str | None, says: Words) -> str:
    best = actual(yearly(figures, Scale(Indicator.TRADE_TURNOVER.value, main_unit(figures))).best)
    own = wording.rows_of(best[best["code"] == partner])
    invested = amounts(figures)
    last = wording.rows_of(by_size(best))
    if partner is None and last:
        return _leaders(figures, last, says)
    trade = ""
    if own:
        trade = findings.stated(own[0], says)
        if len(own) > 1:  # two statements may rest on two countries' statistics
            trade = says.say("finding.as_stated", finding=findings.from_to(own[0], own[-1], says))
    elif last:
        return findings.leads(last, says, partner or "")
    row = telling(invested) if len(invested) else None
    # beside trade only what has a period: a sum "as of" a day would need too many words
    investment = findings.stated(row, says) if row and not (trade and pd.isna(row.period_start)) else ""
    if trade and investment:
        return says.say("finding.both", trade=trade, investment=investment)
    if trade or investment:
        return trade or investment
    if partner is None:
        return says.say("prose.title_all")
    return says.say("prose.title", partner=naming.place(partner, says, inside=True))


def _leaders(figures: pd.DataFrame, last: list[wording.Row], says: Words) -> str:
    """Who leads in trade and who in investment; in trade alone where totals of investment are not stated."""
    scale = Scale(Indicator.INVESTMENT.value, main_unit(figures), Direction.IN.value)
    invested = wording.rows_of(by_size(cumulative(figures, scale).best))
    if len(invested) < 2:
        return findings.leads(last, says)
    trader, investor = (naming.place(rows[0].code, says, inside=True) for rows in (last, invested))
    return says.say("finding.leads_both", trader=trader, investor=investor)


def news_headline(changed: pd.DataFrame, since: date, *, language: str = "en") -> Prose:
    """The title of a report on what is new since a day.

    Parameters
    ----------
    changed : DataFrame
        As `changes` gives it.
    since : date
        The day.
    language : str
        ISO 639-1 code of the words.

    Returns
    -------
    Prose
        A heading in Markdown.

    Examples
    --------
    >>> import kzdata as kz
    >>> from kzdata.model import PartialDate
    >>> text = "In 2017 trade with China was $18 billion."
    >>> said = kz.Statement("s1", text, published=PartialDate(2018))
    >>> print(news_headline(kz.changes(kz.figures([said]), 2018), date(2018, 1, 1)))
    # Since 1 Jan 2018: 1 new figure
    """
    says = words(language)
    counts = changed["news"].value_counts()
    found = [
        says.say(f"news_count.{term}", count=int(counts[term]))
        for term in says.entries["news_count"]
        if counts.get(term, 0)
    ]
    said = says.listed(found) or says.say("prose.no_news")
    when = day(since, language=language)
    return Prose(f"# {escaped(says.say('prose.since', day=when, all=said))}")


def coverage(figures: pd.DataFrame, partner: str | None = None, *, language: str = "en") -> Prose:
    """What a report rests on: how many figures, statements and publishers, and of which years.

    Parameters are those of `headline`.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(coverage(typed({name: [] for name in NAMES}), "MNG"))
    No statement here states a figure on Kazakhstan and Mongolia.
    """
    says = words(language)
    about = "prose.about_all" if partner is None else "prose.about"
    name = "" if partner is None else naming.place(find_area(partner), says, inside=True)
    said = {"about": says.say(about, partner=name)}
    if figures.empty:
        return Prose(escaped(says.say("prose.nothing", **said)))
    text = says.say(
        "prose.coverage",
        figures=says.say("prose.figures", count=len(figures)),
        statements=says.say("prose.statements", count=figures["statement_id"].nunique()),
        publishers=says.say("prose.publishers", count=figures["publisher"].nunique()),
        published=_published(figures["published"].dt.year.dropna(), says),
        **said,
    )
    return Prose(escaped(text))


def _published(years: pd.Series[float], says: Words) -> str:
    if years.empty:
        return ""
    first, last = int(years.min()), int(years.max())
    form = "published_in" if first == last else "published_between"
    return says.say(f"prose.{form}", first=first, last=last)


def sources(*shown: pd.DataFrame | Shown, language: str = "en") -> Sources:
    """The statements that the figures stand in, in order of time, each with the sentences that state them.

    Signs of charts lead here: each figure's words have a name of their own.

    Parameters
    ----------
    *shown : DataFrame or Chart, Note, FigureTable, Tiles
        Tables of figures, or what shows some; official figures among them stand in no statement.
    language : str
        ISO 639-1 code of the words.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(sources(typed({name: [] for name in NAMES})))
    There is no statement to name.
    """
    return list_sources(
        [each if isinstance(each, pd.DataFrame) else each.figures for each in shown], words(language)
    )


class Shown(Protocol):
    """What shows figures, and tells which."""

    @property
    def figures(self) -> pd.DataFrame:
        """A table of figures."""
