"""Investment over the years that each statement covers: totals of many years never beside those of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import findings, marks, naming, wording
from kzdata.charts.axes import at, time_axis
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.numbers import is_money
from kzdata.charts.sheet import Sheet, row_mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import HOME, Indicator, Kind, Modality

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
    all_amounts = amounts(figures)
    dated = all_amounts[all_amounts["until"].notna()].sort_values(["until", "start"], kind="stable")
    if dated.empty:
        return Note(
            wording.nothing(says, says.say("note.no_investment"), undatable=len(all_amounts)), figures.head(0)
        )
    shown = dated.tail(most).sort_values(
        ["indicator", "direction", "value"], ascending=[True, True, False], kind="stable"
    )
    left_out = {"older": len(dated) - len(shown), "undatable": len(all_amounts) - len(dated)}
    units = shown["unit"].unique()
    unit = naming.unit_name(units[0], says) if len(units) == 1 else says.say("unit.mixed")
    caption = Caption(
        title or naming.sentence(findings.stated(telling(shown), says)),
        says.say("subtitle.investment", unit=unit),
        wording.sources(shown, says),
        wording.not_drawn(says, **left_out),
    )
    groups = [
        (naming.indicator_name(rows[0], says), rows)
        for rows in (
            wording.rows_of(group)
            for _, group in shown.groupby(["indicator", "direction"], observed=True, dropna=False, sort=False)
        )
    ]
    told = " ".join(says.say("alt.group", name=name, all=wording.told(rows, says)) for name, rows in groups)
    alt = says.say("alt.investment", unit=unit, all=told)
    return Chart(partial(_drawn, groups, says), caption, alt, shown, language)


def amounts(figures: pd.DataFrame) -> pd.DataFrame:
    """The amounts of investment with partners; `until` is when each period ends, or was stated."""
    found = figures[
        figures["indicator"].isin([Indicator.INVESTMENT.value, Indicator.INVESTMENT_STOCK.value])
        & (figures["kind"] == Kind.LEVEL.value)
        & figures["unit"].map(is_money).astype("bool")
        & (figures["reporter"] == HOME)
        & (figures["partner"].map(len) > 0)
    ]
    return found.assign(until=found["period_end"].fillna(found["published"]))


def telling(amounts: pd.DataFrame) -> wording.Row:
    """The amount that tells most: come to pass, into Kazakhstan, over the longest time, stated last.

    Of several partners it is the largest: how long a time one counts over says nothing of the others.
    """
    days = (amounts["period_end"] - amounts["period_start"]).dt.days.fillna(0)
    if amounts["partner"].nunique() > 1:
        days = amounts["value"]
    ranked = amounts.assign(
        _actual=amounts["modality"] == Modality.ACTUAL.value, _in=amounts["direction"] == "in", _most=days
    ).sort_values(["_actual", "_in", "_most", "until", "value"], ascending=False, kind="stable")
    return wording.rows_of(ranked)[0]


def _drawn(
    groups: Sequence[tuple[str, list[wording.Row]]], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    rows = [row for _, group in groups for row in group]
    several = len({row.partner for row in rows}) > 1
    names = {
        row.Index: says.listed([naming.place(code, says) for code in row.partner], most=2) if several else ""
        for row in rows
    }
    values = {row.Index: wording.value(row, says) for row in rows}
    name_room = max(text_width(name, _SIZE) for name in names.values()) + (_GAP if several else 0)
    left = name_room + max(text_width(value, _SIZE, "semibold") for value in values.values()) + _GAP
    height = sum(_HEAD + _ROW * len(group) for _, group in groups)
    key = marks.key_of_time(palette, says, points=any(pd.isna(row.period_start) for row in rows))
    figure, axes = frame(caption, palette, height=height, margins=Margins(left, 0.15), key=key)
    axes.set_ylim(height, 0)
    starts = [row.until if pd.isna(row.period_start) else row.period_start for row in rows]
    time_axis(axes, min(starts).year, max(row.until for row in rows).year + 1, color=palette.grid)
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
            row_mark(axes, row, top, top + _ROW)
            top += _ROW
    return figure, axes


def _draw(axes: Axes, row: wording.Row, middle: float, palette: Palette) -> None:
    planned = row.modality != Modality.ACTUAL
    if pd.isna(row.period_start):
        marks.draw_dot(axes, at(row.until), middle, color=palette.accent, hollow=planned)
        return
    ends = [at(row.period_start), at(row.period_end)]
    axes.plot(
        ends, [middle, middle], color=palette.accent, linewidth=5, alpha=0.85, solid_capstyle="butt",
        dash_capstyle="butt", linestyle=(0, (0.9, 0.5)) if planned else "-", zorder=2,
    )  # fmt: skip
