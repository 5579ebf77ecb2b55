"""Figures over years: statements as points with their bounds, official statistics as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import findings, marks, naming, wording
from kzdata.charts import official as officially
from kzdata.charts.axes import value_axis, value_ticks, year_axis
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Comparable, Scale, actual, among, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.labels import Label, along, label_ends, place, to_points
from kzdata.charts.sheet import Box, Sheet
from kzdata.charts.theme import Palette, theme
from kzdata.charts.words import Words, words
from kzdata.model import Modality

_HEIGHT = 2.3  # inches: two charts and the words before them go on a page
_SIZE = 9.0


@dataclass(frozen=True, eq=False)
class _Lines:
    """What is drawn: all figures, the one that stands for each year, official ones; partners' colours.

    Partners stand in the order of the heights at which their lines end.
    """

    figures: pd.DataFrame
    yearly: pd.DataFrame
    official: pd.DataFrame
    colors: dict[str, str]
    unit: str

    @property
    def alone(self) -> bool:
        return len(self.colors) == 1

    @cached_property
    def both(self) -> pd.DataFrame:
        return pd.concat([part for part in (self.figures, self.official) if len(part)])


def plot_series(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    by: Literal["partner"] = "partner",  # noqa: ARG001  (the one grouping there is today)
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    official: pd.DataFrame | None = None,
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
        if lines is None or lines.both["year"].nunique() < 2:
            return _too_little(lines, found, scale, says)
        caption = _caption(lines, wording.not_drawn(says, **left_out), title, says)
    draw = partial(_drawn, lines, says)
    return Chart(draw, caption, _alt(lines, says), lines.both, language)


def _too_little(lines: _Lines | None, found: Comparable, scale: Scale, says: Words) -> Note:
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
) -> tuple[_Lines | None, dict[str, int]]:
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
    return _Lines(kept, best, beside, colors, scale.unit), left_out


def _codes(figures: pd.DataFrame, highlight: str | None, most: int) -> list[str]:
    """The partners to draw, no more than there are colours."""
    ranks = actual(figures).groupby("code").agg(years=("year", "nunique"), largest=("value", "max"))
    if ranks.empty:
        return sorted(figures["code"].unique())[:1]
    ranks["highlighted"] = ranks.index.isin(among(highlight))
    ranks = ranks.sort_values(["highlighted", "years", "largest"], ascending=False, kind="stable")
    return [str(code) for code in ranks.index[: min(most, 6)]]


def _caption(lines: _Lines, note: str, title: str | None, says: Words) -> Caption:
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


def _finding(lines: _Lines, rows: Sequence[wording.Row], says: Words) -> str:
    if not lines.alone:
        return findings.grew_most([wording.rows_of(part) for _, part in lines.yearly.groupby("code")], says)
    return findings.over_time(rows, says) if len(rows) > 1 else findings.stated(rows[0], says)


def _drawn(lines: _Lines, says: Words, caption: Caption, palette: Palette) -> tuple[Sheet, Axes]:
    names = {code: naming.place(code, says) for code in lines.colors}
    right = (
        0.12 if lines.alone else max(text_width(name, _SIZE, "semibold") for name in names.values()) + 0.12
    )
    key = marks.key(
        palette, says,
        qualifiers=lines.figures["qualifier"].unique(),
        modalities=lines.figures["modality"].unique(),
        official=bool(len(lines.official)) and bool(len(lines.figures)),
    )  # fmt: skip
    low, high = _extent(lines)
    ticks, texts = value_ticks(low, high, lines.unit, language=says.locale.language)
    left = max(text_width(text, 9) for text in texts) + 0.1
    figure, axes = frame(caption, palette, height=_HEIGHT, margins=Margins(left, right), key=key)
    value_axis(axes, low, high, ticks, texts)
    year_axis(axes, int(lines.both["year"].min()), int(lines.both["year"].max()))
    officially.draw(axes, lines.official, palette)
    taken = [box for code, color in lines.colors.items() for box in _draw_partner(axes, lines, code, color)]
    if lines.alone:
        place(axes, _labels(lines, palette, says), taken=taken, size=_SIZE)
    else:
        ends = lines.yearly.drop_duplicates("code", keep="last").set_index("code")["value"]
        muted = {palette.context: palette.muted}
        label_ends(
            axes,
            [Label(0, float(ends[code]), name, muted.get(lines.colors[code], lines.colors[code]), "semibold")
             for code, name in names.items()],
            size=_SIZE,
        )  # fmt: skip
    return figure, axes


def _extent(lines: _Lines) -> tuple[float, float]:
    """The ends of the value axis: zero and a little more than all that is drawn."""
    lowest = float(lines.both["value"].min())
    highest = max(float(lines.both[["value", "value_high"]].max().max()), 0.0)
    room = (highest - min(lowest, 0)) * 0.13
    return (lowest - room if lowest < 0 else 0.0), highest + room


def _draw_partner(axes: Axes, lines: _Lines, code: str, color: str) -> list[Box]:
    """Draw one partner's points and line; returns the room that they take, in points of the page."""
    mine = lines.figures[lines.figures["code"] == code].sort_values(["year", "published", "start"])
    same_year = mine.groupby("year")
    # statements on the same year stand side by side, in the order of their publication
    shift = (same_year.cumcount() - (same_year["value"].transform("size") - 1) / 2) * 0.18
    places = (mine["year"] + shift.clip(-0.4, 0.4)).tolist()
    taken = [
        marks.draw_figure(axes, x, row, color=color)
        for x, row in zip(places, wording.rows_of(mine), strict=True)
    ]
    best = actual(lines.yearly[lines.yearly["code"] == code])
    for line in (best, *(series for _, series in lines.official.groupby("source"))):
        for _, run in line.groupby(line["year"].diff().ne(1).cumsum()):
            if line is best:
                axes.plot(run["year"], run["value"], color=color, linewidth=1.1, alpha=0.65, zorder=2.2)
            taken += along([to_points(axes, *point) for point in zip(run["year"], run["value"], strict=True)])
    return taken


def _labels(lines: _Lines, palette: Palette, says: Words) -> list[Label]:
    """Values beside their points: the last and the first year's, then the highest, then all others."""
    rows = wording.rows_of(lines.yearly if len(lines.yearly) else officially.longest(lines.official))
    past = [row for row in rows if row.modality == Modality.ACTUAL] or rows
    first = [past[-1], past[0], max(past, key=lambda row: row.value), min(past, key=lambda row: row.value)]
    order = {row.Index: row for row in (first if lines.yearly.empty else [*first, *rows])}
    return [
        Label(
            row.year,
            row.value,
            wording.value(row, says),
            palette.ink,
            "semibold" if row is past[-1] else "normal",
        )
        for row in order.values()
    ]


def _alt(lines: _Lines, says: Words) -> str:
    groups = [
        says.say(
            "alt.group",
            name=naming.place(str(code), says),
            all=wording.told(wording.rows_of(rows), says),
        )
        for code, rows in lines.yearly.groupby("code", sort=False)
    ]
    return says.say(
        "alt.series",
        indicator=naming.inside(naming.indicator_name(wording.rows_of(lines.both)[0], says)),
        unit=naming.unit_name(lines.unit, says),
        all=" ".join([*groups, officially.alt(lines.official, says)]).strip(),
    )
