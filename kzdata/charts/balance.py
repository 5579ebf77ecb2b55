"""Exports against imports: what Kazakhstan sells to a partner to the right, what it buys to the left."""

from __future__ import annotations

from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import findings, marks, naming, wording
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Scale, actual, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.labels import to_points
from kzdata.charts.sheet import Box, Sheet, mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.lexicon.areas import find_area
from kzdata.model import Indicator

_ROW = 0.3  # inches
_HEAD = 0.28
_BAR = 0.6  # of a row
_SIZE = 9.0
_SIDES = (Indicator.IMPORTS, Indicator.EXPORTS)


def plot_balance(
    figures: pd.DataFrame,
    *,
    partner: str,
    unit: str = "USD",
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw exports to a partner and imports from it, for each full year of which statements give both.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    partner : str
        The partner, by code or name.
    unit : str
        The currency to draw.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there is no such year.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_balance(typed({name: [] for name in NAMES}), partner="CHN"))
    No statement here gives both exports and imports for the same full year.
    """
    says = words(language)
    code = find_area(partner)
    both = pd.concat([actual(yearly(figures, Scale(side.value, unit)).best) for side in _SIDES])
    best = both[both["code"] == code].sort_values(["year", "indicator"])
    paired = best.groupby("year")["indicator"].transform("size") == 2
    if not paired.any():
        return Note(
            wording.nothing(says, says.say("note.no_balance"), single=best["year"].nunique()), figures.head(0)
        )
    shown = best[paired]
    years = [tuple(wording.rows_of(rows)) for _, rows in shown.groupby("year")]
    last = {row.indicator: row for row in years[-1]}
    caption = Caption(
        title or _finding(last["exports"], last["imports"], says),
        says.say("subtitle.balance", unit=naming.unit_name(unit, says), period=wording.years(shown, says)),
        wording.sources(shown, says),
        wording.not_drawn(says, single=best["year"].nunique() - len(years)),
    )
    told = " ".join(
        says.say("alt.group", name=side, all=wording.told(wording.rows_of(rows), says))
        for side, rows in (
            (says.say(f"indicator.{name}"), shown[shown["indicator"] == name]) for name in _SIDES
        )
    )
    alt = says.say("alt.balance", unit=naming.unit_name(unit, says), all=told)
    return Chart(partial(_drawn, years, says), caption, alt, shown, language)


def _finding(exports: wording.Row, imports: wording.Row, says: Words) -> str:
    form = "balance"
    if findings.lowest(exports) > findings.highest(imports):
        form = "surplus"
    elif findings.highest(exports) < findings.lowest(imports):
        form = "deficit"
    return says.say(
        f"finding.{form}",
        partner=naming.place(exports.code, says, inside=True),
        exports=wording.value(exports, says, spelt=True),
        imports=wording.value(imports, says, spelt=True),
        when=wording.when(exports, says),
    )


def _drawn(
    years: list[tuple[wording.Row, ...]], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    rows = [row for pair in years for row in pair]
    left = text_width("2000", _SIZE) + 0.1
    height = _HEAD + _ROW * len(years)
    figure, axes = frame(caption, palette, height=height, margins=Margins(left, 0, 0.02))
    room = max(
        text_width(wording.value(row, says), _SIZE) + 0.14 + marks.bar_room(row.qualifier) for row in rows
    )
    tops = [max(row.value for row in rows if row.indicator == side) for side in _SIDES]
    plot = palette.width * axes.get_position().width
    scale = (plot - 2 * room) / sum(tops)  # inches a unit
    axes.set_xlim(-tops[0] - room / scale, tops[1] + room / scale)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    colors = dict(zip(_SIDES, (palette.series[1], palette.accent), strict=True))
    for side, sign in zip(_SIDES, (-1, 1), strict=True):
        name = says.say(f"indicator.{side}")
        shift = 0.06 if sign > 0 else -0.06 - text_width(name, _SIZE, "semibold")
        write(axes, 0, _HEAD / 2 - 0.02, name, shift, colors[side], "semibold")
    for number, pair in enumerate(years):
        middle = _HEAD + (number + 0.5) * _ROW
        write(axes, axes.get_xlim()[0], middle, str(pair[0].year), -left, palette.muted)
        for row in pair:
            _draw(axes, row, middle, colors[row.indicator], palette, says)
            _mark(axes, row, middle)
    axes.plot([0, 0], [_HEAD - 0.04, height], color=palette.muted, linewidth=0.9, clip_on=False, zorder=3)
    return figure, axes


def _draw(axes: Axes, row: wording.Row, middle: float, color: str, palette: Palette, says: Words) -> None:
    sign = -1 if row.indicator == Indicator.IMPORTS else 1
    axes.barh(middle, sign * row.value, height=_ROW * _BAR, color=color, zorder=2)
    inside = row.qualifier in marks.DOWNWARD
    arrow = palette.grid if inside else color
    beyond = marks.draw_bar_end(axes, sign * row.value, middle, row.qualifier, color=arrow, sign=sign) / 72
    text = wording.value(row, says)
    shift = beyond + 0.06 if sign > 0 else -beyond - 0.06 - text_width(text, _SIZE)
    write(axes, sign * row.value, middle, text, shift, palette.ink)


def _mark(axes: Axes, row: wording.Row, middle: float) -> None:
    """The half of the row in which its bar stands is its mark."""
    low, high = axes.get_xlim()
    ends = (low, 0.0) if row.indicator == Indicator.IMPORTS else (0.0, high)
    left, bottom = to_points(axes, ends[0], middle + _ROW / 2)
    right, top = to_points(axes, ends[1], middle - _ROW / 2)
    mark(axes, row, Box(left, bottom, right, top))
