"""Figures over years: statements as points with their bounds, official statistics as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import pandas as pd

from kzdata.charts import findings, naming, wording
from kzdata.charts import official as officially
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Comparable, Scale, actual, among, implied_years, yearly
from kzdata.charts.frame import Caption
from kzdata.charts.series_drawing import Lines, draw_series
from kzdata.charts.theme import Palette, theme
from kzdata.charts.words import Words, words


def plot_series(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    by: Literal["partner"] = "partner",  # noqa: ARG001  (the one grouping there is today)
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    official: pd.DataFrame | None = None,
    implied: pd.DataFrame | None = None,
    highlight: str | None = None,
    most: int = 5,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw what statements say for full years, partner by partner, beside official statistics.

    For one partner every statement is a point: with an arrow where it is a bound, hollow where it is a
    target or a forecast, beside official statistics as a line. For several, each year has the figure most
    firmly stated. A thin line joins neighbouring years; years that nobody states are gaps. What is not
    drawn, such as figures for part of a year, is counted in the note.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    by : "partner"
        A line for each partner.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit to draw; figures in others are counted in the note.
    official : DataFrame, optional
        Official series, as `kzdata.official` gives them.
    implied : DataFrame, optional
        What follows from the figures, as `kzdata.implied` gives it: drawn for one partner alone, as hollow
        diamonds, in years for which nothing is stated.
    highlight : str, optional
        Country, region or bloc to set off in colour from the others, by code or name.
    most : int
        Partners drawn at most: the highlighted, then those stated for most years.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two years to draw.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_series(typed({name: [] for name in NAMES})))
    No statement here gives trade for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = yearly(figures, scale)
    with theme() as palette:
        lines, left_out = _lines(found, scale, official, highlight, most, palette)
        if lines is not None and lines.alone and implied is not None:
            lines = replace(lines, implied=implied_years(implied, scale, lines.yearly))
        if lines is None or lines.both["year"].nunique() < 2:
            return _too_little(lines, found, scale, says)
        caption = _caption(lines, wording.not_drawn(says, **left_out), title, says)
    draw = partial(draw_series, lines, says)
    return Chart(draw, caption, _alt(lines, says), lines.both, language)


def _too_little(lines: Lines | None, found: Comparable, scale: Scale, says: Words) -> Note:
    reason = says.say("note.no_series", thing=wording.thing(scale, says))
    if lines is not None:
        row = wording.rows_of(lines.yearly if len(lines.yearly) else lines.official)[-1]
        finding = naming.sentence(findings.stated(row, says))
        reason = says.say("note.one_year", finding=finding, source=row.source)
    return Note(wording.nothing(says, reason, **found.left_out), found.figures.head(0))


def _lines(
    found: Comparable,
    scale: Scale,
    official: pd.DataFrame | None,
    highlight: str | None,
    most: int,
    palette: Palette,
) -> tuple[Lines | None, dict[str, int]]:
    """Choose what to draw; None if nothing. Returns how many figures and partners stay out, too."""
    codes = _codes(found.figures, highlight, most)
    if not codes and official is not None and official["partner"].nunique() == 1:
        codes = [str(official["partner"].iloc[0])]
    left_out = {"partners": max(found.figures["code"].nunique() - len(codes), 0), **found.left_out}
    kept = found.figures[found.figures["code"].isin(codes)]
    best = found.best[found.best["code"].isin(codes)]
    beside = officially.official_years(official if len(codes) == 1 else None, scale, "".join(codes[:1]))
    if len(codes) > 1:
        left_out = {"planned": len(kept) - len(actual(kept)), **left_out}
        kept = best = actual(best)
    if kept.empty and beside.empty:
        return None, left_out
    ends = best.groupby("code")["value"].last().sort_values(ascending=False)
    order = [str(code) for code in ends.index] or codes
    strong = among(highlight)
    colors = dict(zip(order, palette.series, strict=False))
    if strong & set(order):
        colors = {code: palette.accent if code in strong else palette.context for code in order}
    return Lines(kept, best, beside, colors, scale.unit, strong & set(order)), left_out


def _codes(figures: pd.DataFrame, highlight: str | None, most: int) -> list[str]:
    """The partners to draw, no more than there are colours."""
    ranks = actual(figures).groupby("code").agg(years=("year", "nunique"), largest=("value", "max"))
    if ranks.empty:
        return sorted(figures["code"].unique())[:1]
    ranks["highlighted"] = ranks.index.isin(among(highlight))
    ranks = ranks.sort_values(["highlighted", "years", "largest"], ascending=False, kind="stable")
    return [str(code) for code in ranks.index[: min(most, 6)]]


def _caption(lines: Lines, note: str, title: str | None, says: Words) -> Caption:
    rows = wording.rows_of(actual(lines.yearly)) or wording.rows_of(lines.yearly)
    rows = rows or wording.rows_of(officially.longest(lines.official))
    return Caption(
        title or naming.sentence(_finding(lines, rows, says)),
        says.say(
            "subtitle.series" if len(lines.figures) else "subtitle.official",
            indicator=naming.indicator_name(rows[-1], says),
            unit=naming.unit_name(lines.unit, says),
            period=wording.years(lines.both, says),
        ),
        wording.sources(lines.figures, says, list(lines.official["source"].unique())),
        note,
    )


def _finding(lines: Lines, rows: Sequence[wording.Row], says: Words) -> str:
    if not lines.alone:
        told = {str(code): wording.rows_of(part) for code, part in lines.yearly.groupby("code")}
        # what is set off is what the chart is about
        return findings.grew_most([told[code] for code in sorted(lines.strong) or told], says)
    return findings.over_time(rows, says) if len(rows) > 1 else findings.stated(rows[0], says)


def _alt(lines: Lines, says: Words) -> str:
    groups = [
        says.say(
            "alt.group",
            name=naming.place(str(code), says),
            all=wording.told(wording.rows_of(rows), says),
        )
        for code, rows in lines.yearly.groupby("code", sort=False)
    ]
    if len(lines.implied):
        told = wording.told(wording.rows_of(lines.implied), says)
        name = naming.sentence(says.say("key.implied"))
        groups.append(says.say("alt.group", name=name, all=told))
    return says.say(
        "alt.series",
        indicator=naming.inside(naming.indicator_name(wording.rows_of(lines.both)[0], says)),
        unit=naming.unit_name(lines.unit, says),
        all=" ".join([*groups, officially.alt(lines.official, says)]).strip(),
    )
