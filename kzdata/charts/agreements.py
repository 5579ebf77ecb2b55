"""Agreements, projects and visits by partner: what was signed, what is planned, what has come to pass."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import findings, naming, wording
from kzdata.charts.bars import Bar, Head, draw_bars
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import among, countries
from kzdata.charts.frame import Caption, Entry
from kzdata.charts.keys import bar
from kzdata.charts.numbers import is_money
from kzdata.charts.sheet import Sheet
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import HOME, Indicator, Kind, Modality

_COUNTS = (Indicator.AGREEMENTS_COUNT, Indicator.PROJECTS_COUNT, Indicator.VISITS)
_SUMS = (Indicator.AGREEMENTS_VALUE, Indicator.PROJECTS_VALUE)


def plot_agreements(
    figures: pd.DataFrame,
    *,
    unit: str = "count",
    highlight: str | None = None,
    most: int = 8,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw how many agreements, projects and visits are stated for each partner, signed and planned apart.

    A partner has one bar for what has come to pass and one, hollow, for what is planned: the figure stated
    last. Figures are never added up, since one statement's agreements may be among another's. What a count
    covers stands beside the name: the day of a visit, a year, or all until the statement.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    unit : str
        "count" for numbers; a currency for what agreements and projects are worth.
    highlight : str, optional
        Country, region or bloc to set off in colour, by code or name.
    most : int
        Bars drawn at most under each heading, the largest first.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where none is stated.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_agreements(typed({name: [] for name in NAMES})))
    No statement here gives a number of agreements, projects or visits.
    """
    says = words(language)
    form = "value" if is_money(unit) else "count"
    found = _found(figures, unit)
    alone = countries(found)
    last = alone.sort_values(["until", "value"], ascending=False, kind="stable")
    last = last.drop_duplicates(["indicator", "code", "planned"])
    if last.empty:
        said = says.say(f"note.no_agreements_{form}")
        return Note(wording.nothing(says, said, areas=len(found)), figures.head(0))
    ranked = last.sort_values(["value", "code"], ascending=[False, True])
    groups = [
        (indicator.value, ranked[ranked["indicator"] == indicator.value].head(most))
        for indicator in (*_COUNTS, *_SUMS)
    ]
    groups = [(name, group) for name, group in groups if len(group)]
    shown = pd.concat([group for _, group in groups])
    left_out = {
        "repeated": len(alone) - len(last),
        "more_bars": len(last) - len(shown),
        "areas": len(found) - len(alone),
    }
    past = shown[~shown["planned"]]
    telling = wording.rows_of(past if len(past) else shown)[0]
    caption = Caption(
        title or naming.sentence(findings.stated(telling, says)),
        says.say(f"subtitle.agreements_{form}", unit=naming.unit_name(unit, says)),
        wording.sources(shown, says),
        wording.not_drawn(says, **left_out),
    )
    rows = [
        (
            says.say(f"indicator.{name}"),
            wording.rows_of(group.sort_values(["planned", "value"], ascending=[True, False])),
        )
        for name, group in groups
    ]
    told = " ".join(
        says.say("alt.group", name=name, all=wording.told_by_partner(group, says)) for name, group in rows
    )
    alt = says.say("alt.agreements", unit=naming.unit_name(unit, says), all=told)
    return Chart(partial(_drawn, rows, among(highlight), says), caption, alt, shown, language)


def _found(figures: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The figures of one partner each; `until` is when what they count was over, or stated."""
    indicators = _SUMS if is_money(unit) else _COUNTS
    found = figures[
        figures["indicator"].isin([indicator.value for indicator in indicators])
        & (figures["kind"] == Kind.LEVEL.value)
        & (figures["unit"] == unit)
        & (figures["reporter"] == HOME)
        & (figures["partner"].map(len) == 1)
        & (figures["value"] > 0)
    ]
    return found.assign(
        code=found["partner"].str[0].astype("str"),
        planned=found["modality"] != Modality.ACTUAL.value,
        until=found["published"].fillna(found["period_end"]),
    )


def _drawn(
    groups: list[tuple[str, list[wording.Row]]],
    strong: frozenset[str],
    says: Words,
    caption: Caption,
    palette: Palette,
) -> tuple[Sheet, Axes]:
    rows: list[Bar | Head] = []
    for name, group in groups:
        rows.append(Head(name))
        for row in group:
            color = palette.accent if row.code in strong or not strong else palette.muted
            rows.append(Bar(row, color, row.code in strong, wording.period_or_date(row, says)))
    planned = {row.planned for _, group in groups for row in group}
    key: list[Entry] = []
    if planned == {True, False}:
        key = [
            bar(palette.accent, says.say("key.actual")),
            bar(palette.accent, says.say("key.planned"), hollow=True),
        ]
    return draw_bars(rows, says, caption, palette, key=key)
