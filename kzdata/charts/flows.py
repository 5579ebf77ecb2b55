"""Investment year by year, and the totals over several years: beside each other, never on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kzdata.charts import findings, naming, wording
from kzdata.charts import official as officially
from kzdata.charts.axes import value_ticks
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Scale, actual, whole_years
from kzdata.charts.frame import Caption, Entry, Margins, frame, text_width
from kzdata.charts.keys import bar, line
from kzdata.charts.labels import Label, place, to_points
from kzdata.charts.sheet import Box, Sheet, mark
from kzdata.charts.strokes import strokes
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.lexicon.areas import find_area
from kzdata.model import HOME, Direction, Indicator, Kind, Qualifier
from kzdata.tables.select import annual

_FLOWS = 1.3  # inches: height of the bars of single years
_ROW = 0.25
_LINE = 0.17  # of words over a row
_HEAD = 0.3
_SIZE = 9.0
_SMALL = 8.0
_SERIES = "gross_fdi_inflow"
WORLD = "WORLD"


def plot_flows_and_totals(
    figures: pd.DataFrame,
    *,
    partner: str | None = None,
    unit: str = "USD",
    official: pd.DataFrame | None = None,
    most: int = 8,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw investment in Kazakhstan by single years, and under them the totals over several years.

    The two have the same axis of years and no scale in common: a bar of a single year has its height from
    zero, a total has its length in years and its amount in words. Official inflows of foreign direct
    investment are grey bars; what statements call investment may be more than that.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    partner : str, optional
        Where the investment comes from, by code or name; left out, all investment in Kazakhstan.
    unit : str
        The currency to draw.
    official : DataFrame, optional
        Official series, as `kzdata.official` gives them; gross inflows are drawn.
    most : int
        Totals drawn at most: the last stated.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there is neither a year nor a total.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_flows_and_totals(typed({name: [] for name in NAMES}), partner="NLD"))
    No statement here gives investment from the Netherlands for a year or over several.
    """
    says = words(language)
    code = find_area(partner) if partner else WORLD
    found = _found(figures, code, unit)
    yearly = _yearly(found, unit)
    beside = _official(official, unit, code)
    days = (found["period_end"] - found["period_start"]).dt.days
    totals = actual(found[days > 366]).sort_values(["period_end", "period_start"], kind="stable")
    totals = totals.drop_duplicates(["period_start", "period_end", "value"], keep="last")
    whole = whole_years(found["period_start"], found["period_end"])
    left_out = {"part_year": int((~whole & (days <= 366)).sum()), "undated": int(days.isna().sum())}
    shown_totals = totals.tail(most)
    left_out["older"] = len(totals) - len(shown_totals)
    if yearly.empty and beside.empty and shown_totals.empty:
        form = "no_flows_all" if code == WORLD else "no_flows"
        said = says.say(f"note.{form}", partner=naming.place(code, says, inside=True))
        return Note(wording.nothing(says, said, **left_out), figures.head(0))
    stated = pd.concat([part for part in (yearly, shown_totals) if len(part)] or [found])
    telling = wording.rows_of(totals if len(totals) else yearly if len(yearly) else beside)
    row = max(telling, key=lambda one: (one.period_end - one.period_start, one.period_end))
    parts = [part for part in (stated, beside) if len(part)]
    caption = Caption(
        title or naming.sentence(_finding(row, code, says)),
        says.say("subtitle.flows", unit=naming.unit_name(unit, says)),
        wording.sources(stated, says, list(beside["source"].unique())),
        wording.not_drawn(says, **left_out),
    )
    rows = wording.rows_of(yearly), wording.rows_of(shown_totals), wording.rows_of(beside)
    alt = says.say(
        "alt.flows",
        unit=naming.unit_name(unit, says),
        flows=wording.told(rows[0], says) or says.say("alt.none"),
        official=wording.told(rows[2], says) or says.say("alt.none"),
        totals=wording.told(rows[1], says) or says.say("alt.none"),
    )
    return Chart(partial(_drawn, *rows, unit, says), caption, alt, pd.concat(parts), language)


def _found(figures: pd.DataFrame, code: str, unit: str) -> pd.DataFrame:
    """The amounts of investment in Kazakhstan from one partner, or from all."""
    whom = (lambda codes: codes in ((), (WORLD,))) if code == WORLD else (lambda codes: codes == (code,))
    found = figures[
        (figures["indicator"] == Indicator.INVESTMENT.value)
        & (figures["kind"] == Kind.LEVEL.value)
        & (figures["unit"] == unit)
        & (figures["reporter"] == HOME)
        & (figures["direction"] == Direction.IN.value)
        & figures["partner"].map(whom).astype("bool")
    ]
    return found.assign(code=code, partner=pd.Series([(code,)] * len(found), found.index, "object"))


def _yearly(found: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The figure that stands for each full year."""
    best = annual(found, Indicator.INVESTMENT.value, unit=unit, direction=Direction.IN.value)
    partner = pd.Series([(code,) for code in best["partner"]], best.index, "object")
    return best.assign(code=best["partner"], partner=partner)


def _official(official: pd.DataFrame | None, unit: str, code: str) -> pd.DataFrame:
    """Official gross inflows of direct investment by full years, of several values of a year the first."""
    series = official
    if official is not None:
        of_home = (official["indicator"] == _SERIES) & (official["statistics"] == HOME)
        series = official[of_home].assign(indicator=Indicator.INVESTMENT.value)
    scale = Scale(Indicator.INVESTMENT.value, unit, Direction.IN.value)
    return officially.official_years(series, scale, code).drop_duplicates("year")


def _finding(row: wording.Row, code: str, says: Words) -> str:
    if code != WORLD:
        return findings.stated(row, says)
    value, when = wording.value(row, says, spelt=True), wording.when(row, says)
    return says.say("finding.flows_all", value=value, when=when)


def _drawn(
    yearly: Sequence[wording.Row],
    totals: Sequence[wording.Row],
    official: Sequence[wording.Row],
    unit: str,
    says: Words,
    caption: Caption,
    palette: Palette,
) -> tuple[Sheet, Axes]:
    flows = [*yearly, *official]
    highest = max((row.value for row in flows), default=0.0) * 1.2
    top = _HEAD + _FLOWS + 0.12 if flows else 0.0
    under = _HEAD + (_ROW + _LINE) * len(totals) if totals else 0.0
    ticks, texts = value_ticks(0, highest, unit, language=says.locale.language) if flows else ([], [])
    left = max((text_width(text, _SIZE) for text in texts), default=0.0) + 0.1
    key: list[Entry] = []
    if yearly:
        key.append(bar(palette.accent, says.say("key.stated")))
    if official:
        key.append(bar(palette.official, says.say("key.official")))
    if totals:
        key.append(line(palette.accent, says.say("key.window"), width=5.0))
    margins = Margins(left, 0.2, 0.22)
    figure, axes = frame(caption, palette, height=top + under, margins=margins, key=key)
    first = min(row.period_start.year for row in (*flows, *totals))
    last = max(row.period_end.year for row in (*flows, *totals)) + 1
    axes.set_xlim(first, last)
    axes.set_ylim(top + under, 0)
    step = next(step for step in (1, 2, 5, 10) if (last - first) / step < palette.width * 1.6)
    years = [year for year in range(first, last + 1) if year % step == 0]
    axes.set_xticks(years, [str(year) for year in years])
    axes.set_yticks([])
    axes.grid(visible=False)
    if flows:
        write(axes, first, _HEAD / 2, says.say("group.flows"), -left, palette.ink, "semibold")
        _draw_flows(axes, yearly, official, highest, list(zip(ticks, texts, strict=True)), palette, says)
    if totals:
        write(axes, first, top + _HEAD / 2, says.say("group.totals"), -left, palette.ink, "semibold")
        lines = [((year, top + _HEAD), (year, top + under)) for year in years]
        strokes(axes, lines, color=palette.grid)
        _draw_totals(axes, totals, top + _HEAD, palette, says)
    return figure, axes


def _draw_flows(
    axes: Axes,
    yearly: Sequence[wording.Row],
    official: Sequence[wording.Row],
    highest: float,
    ticks: Sequence[tuple[float, str]],
    palette: Palette,
    says: Words,
) -> None:
    """Bars of single years from zero; where a year has both, they stand side by side."""
    ground, scale = _HEAD + _FLOWS, _FLOWS / highest
    first, last = axes.get_xlim()
    levels = [ground - tick * scale for tick, _ in ticks]
    strokes(axes, [((first, y), (last, y)) for y in levels[1:]], color=palette.grid)
    strokes(axes, [((first, ground), (last, ground))], color=palette.muted, width=0.9, zorder=3)
    for y, (_, text) in zip(levels, ticks, strict=True):
        write(axes, first, y, text, -0.06 - text_width(text, _SIZE), palette.muted)
    told = {row.year for row in yearly} & {row.year for row in official}
    taken, labels = [], []
    for rows, color, side in ((yearly, palette.accent, 0), (official, palette.official, 1)):
        for row in rows:
            width = 0.38 if row.year in told else 0.7
            start = row.year + (0.1 + 0.42 * side if row.year in told else 0.15)
            top = ground - row.value * scale
            axes.add_artist(Rectangle((start, top), width, row.value * scale, facecolor=color, zorder=2))
            taken.append(Box(*to_points(axes, start, ground), *to_points(axes, start + width, top)))
            mark(axes, row, taken[-1])
            if rows is yearly or row.year not in told:
                firm = row.qualifier == Qualifier.EXACT
                label = Label(start + width / 2, top, wording.value(row, says), palette.ink)
                labels.append((firm, rows is official, -row.year, label))
    # bounds first: without its sign a bar would say more than its statement
    order = sorted(labels, key=lambda one: one[:3])
    place(axes, [label for *_, label in order], taken=taken, size=_SMALL)


def _draw_totals(
    axes: Axes, totals: Sequence[wording.Row], top: float, palette: Palette, says: Words
) -> None:
    first, last = axes.get_xlim()
    for row in totals:
        start, end = _place(row.period_start), _place(row.period_end)
        middle = top + _LINE + _ROW / 2 - 0.04
        strokes(axes, [((start, middle), (end, middle))], color=palette.accent, width=5.0, zorder=2)
        text = says.say("label.total", value=wording.value(row, says), period=wording.period(row, says))
        width = text_width(text, _SIZE) * (last - first) / _inches(axes)
        at = min(max(start, first), last - width)
        write(axes, at, top + _LINE / 2 + 0.03, text, 0.0, palette.ink)
        mark(axes, row, Box(*to_points(axes, start, middle + 0.06), *to_points(axes, end, top)))
        top += _ROW + _LINE


def _place(day: pd.Timestamp) -> float:
    """A day on an axis of years."""
    return float(day.year + (day.day_of_year - 1) / 365)


def _inches(axes: Axes) -> float:
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101 - axes always stand in a figure
    return float(figure.get_figwidth() * axes.get_position().width)
