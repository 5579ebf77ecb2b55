"""Investment over the years that each statement covers: totals of many years never beside those of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator

from kzdata.charts import marks, wording
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.theme import Palette, theme
from kzdata.charts.words import Words, words
from kzdata.model import Indicator, Kind, Modality

_ROW = 0.24  # inches
_HEAD = 0.3
_SIZE = 9.0
_GAP = 0.12


def plot_investment(
    figures: pd.DataFrame, *, most: int = 14, title: str | None = None, language: str = "en"
) -> Chart | Note:
    """Draw every amount of investment over the years that it covers, flows and stocks apart.

    The length of a bar is time, not money: amounts over different years cannot be compared by length, so
    they are written beside their bars. A standing total without a period is a point at its statement's date.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    most : int
        Amounts drawn at most; the last stated go first.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where no statement gives an amount.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_investment(typed({name: [] for name in NAMES})))
    No statement here gives an amount of investment.
    """
    says = words(language)
    amounts = figures[
        figures["indicator"].isin([Indicator.INVESTMENT.value, Indicator.INVESTMENT_STOCK.value])
        & (figures["kind"] == Kind.LEVEL.value)
        & figures["unit"].str.fullmatch("[A-Z]{3}")
        & (figures["reporter"] == "KAZ")
        & (figures["partner"].str.len() > 0)
    ]
    until = amounts["period_end"].fillna(amounts["published"])
    dated = amounts.assign(until=until)[until.notna()].sort_values(["until", "start"], kind="stable")
    if dated.empty:
        return Note(wording.nothing(says, says.say("note.no_investment"), undatable=len(amounts)))
    shown = dated.tail(most).sort_values(["indicator", "direction"], kind="stable")
    left_out = {"older": len(dated) - len(shown), "undatable": len(amounts) - len(dated)}
    units = shown["unit"].unique()
    unit = wording.unit_name(units[0], says) if len(units) == 1 else says.say("unit.mixed")
    caption = Caption(
        title or wording.sentence(wording.stated(_telling(shown), says)),
        says.say("subtitle.investment", unit=unit),
        wording.sources(shown, says),
        wording.not_drawn(says, **left_out),
    )
    groups = [
        (wording.indicator_name(rows[0], says), rows)
        for rows in (
            list(group.itertuples())
            for _, group in shown.groupby(
                ["indicator", "direction"], observed=True, dropna=False, sort=False
            )
        )
    ]
    with theme() as palette:
        figure, axes = _drawn(groups, caption, palette, says)
    told = " ".join(says.say("alt.group", name=name, all=wording.told(rows, says)) for name, rows in groups)
    alt = says.say("alt.investment", unit=unit, all=told)
    return Chart(figure, axes, caption.title, caption.subtitle, caption.source, alt, shown, caption.note)


def _telling(shown: pd.DataFrame) -> wording.Row:
    """The amount that tells most: into Kazakhstan, come to pass, over the longest time, stated last."""
    days = (shown["period_end"] - shown["period_start"]).dt.days.fillna(0)
    ranked = shown.assign(
        _in=shown["direction"] == "in", _actual=shown["modality"] == Modality.ACTUAL.value, _days=days
    ).sort_values(["_actual", "_in", "_days", "until"], ascending=False, kind="stable")
    return next(ranked.itertuples())


def _drawn(
    groups: Sequence[tuple[str, list[wording.Row]]], caption: Caption, palette: Palette, says: Words
) -> tuple[Figure, Axes]:
    rows = [row for _, group in groups for row in group]
    several = len({row.partner for row in rows}) > 1
    names = {
        row.Index: says.listed([wording.place(code, says) for code in row.partner], most=2) if several else ""
        for row in rows
    }
    values = {row.Index: wording.value(row, says) for row in rows}
    name_room = max(text_width(name, _SIZE) for name in names.values()) + (_GAP if several else 0)
    left = name_room + max(text_width(value, _SIZE, "semibold") for value in values.values()) + _GAP
    height = sum(_HEAD + _ROW * len(group) for _, group in groups)
    figure, axes = frame(caption, palette, height=height, margins=Margins(left, 0.15))
    axes.set_ylim(height, 0)
    axes.grid(visible=False)
    axes.set_yticks([])
    _time_axis(axes, rows, palette, says)
    first, top = axes.get_xlim()[0], 0.0
    for heading, group in groups:
        write(axes, first, top + _HEAD - 0.11, heading, -left, palette.ink, "semibold")
        top += _HEAD
        for row in group:
            middle = top + _ROW / 2
            if several:
                write(axes, first, middle, names[row.Index], -left, palette.ink)
            value = values[row.Index]
            shift = -_GAP - text_width(value, _SIZE, "semibold")
            write(axes, first, middle, value, shift, palette.ink, "semibold")
            _draw(axes, row, middle, palette)
            top += _ROW
    return figure, axes


def _time_axis(axes: Axes, rows: Sequence[wording.Row], palette: Palette, says: Words) -> None:
    starts = [row.until if pd.isna(row.period_start) else row.period_start for row in rows]
    first, last = min(starts).year, max(row.until for row in rows).year + 1
    axes.set_xlim(float(date2num(date(first, 1, 1))), float(date2num(date(last, 1, 1))))
    step = next(step for step in (1, 2, 5, 10, 20) if (last - first) / step <= 9)
    marked = [year for year in range(first, last + 1) if year % step == 0]
    axes.xaxis.set_major_locator(FixedLocator([float(date2num(date(year, 1, 1))) for year in marked]))
    axes.xaxis.set_major_formatter(FixedFormatter([str(year) for year in marked]))
    axes.grid(visible=True, axis="x", color=palette.grid)


def _draw(axes: Axes, row: wording.Row, middle: float, palette: Palette) -> None:
    planned = row.modality != Modality.ACTUAL
    if pd.isna(row.period_start):
        marks.draw_dot(axes, float(date2num(row.until)), middle, color=palette.accent, hollow=planned)
        return
    ends = [float(date2num(row.period_start)), float(date2num(row.period_end))]
    axes.plot(
        ends, [middle, middle], color=palette.accent, linewidth=5, alpha=0.85, solid_capstyle="butt",
        dash_capstyle="butt", linestyle=(0, (0.9, 0.5)) if planned else "-", zorder=2,
    )  # fmt: skip
