"""Sentences made from figures: what a report says in words, so that its notebook holds no logic."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kzdata.charts import findings, naming, wording
from kzdata.charts.chart import Prose, escaped
from kzdata.charts.comparable import Scale, actual, by_size, cumulative, disputed, exact, yearly
from kzdata.charts.investment import amounts, telling
from kzdata.charts.sources import Sources, list_sources
from kzdata.charts.words import Words, words
from kzdata.lexicon.areas import find_area
from kzdata.model import Direction, Indicator, Qualifier


def headline(figures: pd.DataFrame, partner: str | None = None, *, language: str = "en") -> Prose:
    """A report's title: what its figures find, first of trade, then of investment.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    partner : str, optional
        Country, region or bloc that the report is about, by code or name; all partners if not given.
    language : str
        ISO 639-1 code of the words.

    Returns
    -------
    Prose
        A heading in Markdown.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(headline(typed({name: [] for name in NAMES}), "MNG"))
    # What is said of Kazakhstan and Mongolia
    """
    says = words(language)
    code = find_area(partner) if partner else None
    return Prose(f"# {escaped(naming.sentence(_headline(figures, code, says)))}")


def _headline(figures: pd.DataFrame, partner: str | None, says: Words) -> str:
    best = actual(yearly(figures, Scale(Indicator.TRADE_TURNOVER.value)).best)
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
    scale = Scale(Indicator.INVESTMENT.value, direction=Direction.IN.value)
    invested = wording.rows_of(by_size(cumulative(figures, scale).best))
    if len(invested) < 2:
        return findings.leads(last, says)
    trader, investor = (naming.place(rows[0].code, says, inside=True) for rows in (last, invested))
    return says.say("finding.leads_both", trader=trader, investor=investor)


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


def certainty(figures: pd.DataFrame, *, language: str = "en") -> Prose:
    """How sure the figures are: how firmly they are stated, where statements disagree, what is missing.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    language : str
        ISO 639-1 code of the words.

    Returns
    -------
    Prose
        A list in Markdown.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(certainty(typed({name: [] for name in NAMES})))
    There is no figure to be sure of.
    """
    says = words(language)
    if figures.empty:
        return Prose(escaped(says.say("certainty.nothing")))
    return Prose("\n".join(f"- {escaped(point)}" for point in _points(figures, says)))


def _points(figures: pd.DataFrame, says: Words) -> Iterator[str]:
    yield says.say("certainty.machine")
    total = len(figures)
    firm = int((figures["qualifier"] == Qualifier.EXACT.value).sum())
    yield says.say("certainty.exact", exact=firm, total=total, count=total)
    loose = total - firm
    if loose:
        yield says.say("certainty.bounds", count=loose)
    planned = total - len(actual(figures))
    if planned:
        yield says.say("certainty.planned", count=planned)
    undated = int(figures["period_start"].isna().sum())
    if undated:
        yield says.say("certainty.undated", count=undated)
    unknown = int(figures["published"].isna().sum())
    if unknown:
        yield says.say("certainty.unpublished", count=unknown)
    yield from _disputes(figures, says)
    yield from _gaps(figures, says)


def _disputes(figures: pd.DataFrame, says: Words, most: int = 6) -> Iterator[str]:
    traded = [yearly(figures, Scale(name)).figures for name in ("trade_turnover", "exports", "imports")]
    found = [group for figures in traded for group in disputed(figures, ["code", "year"])]
    if not found and any(exact(figures).duplicated(["code", "year"]).any() for figures in traded):
        yield says.say("certainty.agree")
    for group in found[:most]:
        rows = wording.rows_of(group)
        low, high = rows[0], rows[-1]
        yield says.say(
            "certainty.dispute",
            subject=wording.subject(low, says),
            when=wording.when(low, says),
            low=wording.value(low, says),
            low_source=low.source,
            high=wording.value(high, says),
            high_source=high.source,
        )
    if len(found) > most:
        yield says.say("certainty.more_disputes", count=len(found) - most)


def _gaps(figures: pd.DataFrame, says: Words) -> Iterator[str]:
    """The years between the first and the last for which no statement gives a partner's trade."""
    best = actual(yearly(figures, Scale("trade_turnover")).best)
    if best["code"].nunique() != 1:
        return
    years = set(best["year"])
    missing = [year for year in range(min(years), max(years)) if year not in years]
    if missing:
        row = wording.rows_of(best)[0]
        runs = [wording.year_span(first, last, says) for first, last in _runs(missing)]
        yield says.say(
            "certainty.gaps",
            count=len(missing),
            subject=wording.subject(row, says),
            years=says.listed(runs),
        )


def _runs(years: list[int]) -> list[tuple[int, int]]:
    """The first and the last of years that follow each other."""
    firsts = [year for year in years if year - 1 not in years]
    lasts = [year for year in years if year + 1 not in years]
    return list(zip(firsts, lasts, strict=True))


def sources(figures: pd.DataFrame, *, language: str = "en") -> Sources:
    """The statements that the figures stand in, in order of time, each with the sentences that state them.

    Signs of charts lead here: each figure's words have a name of their own.

    Parameters are those of `certainty`.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(sources(typed({name: [] for name in NAMES})))
    There is no statement to name.
    """
    return list_sources(figures, words(language))
