"""Horizontal bars with their names before and their values behind them; no axis is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kzdata.charts import marks, naming, wording
from kzdata.charts.frame import Caption, Entry, Margins, frame, text_width
from kzdata.charts.sheet import Sheet, row_mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words
from kzdata.model import Modality

_ROW = 0.235  # inches
_LINE = 0.16  # of a name over its bar
_MOST = 0.55  # of the sheet's width, for names and periods before the bars
_HEAD = 0.3
_BAR = 0.62  # of a row
_SIZE = 9.0
_GAP = 0.09


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a table of figures as a bar, in one colour; strong if it is highlighted.

    `period` and `value` are what is written of it where that is not the row's own period and value alone.
    """

    row: wording.Row
    color: str
    strong: bool = False
    period: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading between bars."""

    text: str


def draw_bars(
    rows: Sequence[Bar | Head], says: Words, caption: Caption, palette: Palette, *, key: Sequence[Entry] = ()
) -> tuple[Sheet, Axes]:
    """A chart of horizontal bars: partner, period, bar with its bound, value; hollow what is planned."""
    bars = [row for row in rows if isinstance(row, Bar)]
    names = max(text_width(naming.place(bar.row.code, says), _SIZE, _weight(bar)) for bar in bars) + _GAP
    periods = max(text_width(_period(bar, says), _SIZE) for bar in bars) + _GAP
    # where too little would be left for the bars, names and periods stand over them
    over = _LINE if names + periods > _MOST * palette.width else 0.0
    left = 0.0 if over else names + periods
    height = sum(_HEAD if isinstance(row, Head) else _ROW + over for row in rows)
    figure, axes = frame(caption, palette, height=height, margins=Margins(left, 0.0, 0.02), key=key)
    plot = palette.width * axes.get_position().width
    room = {id(bar): _beyond(bar, says) for bar in bars}
    scale = min((plot - room[id(bar)]) / _end(bar) for bar in bars if _end(bar) > 0)
    axes.set_xlim(0, plot / scale)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    top, grounds = 0.0, []
    for row in rows:
        if isinstance(row, Head):
            write(axes, 0, top + _HEAD - 0.1, row.text, -left, palette.ink, "semibold")
            top += _HEAD
            continue
        middle = top + over + _ROW / 2
        name = naming.place(row.row.code, says)
        at = top + 0.03 + _LINE / 2 if over else middle
        write(axes, 0, at, name, -left, palette.ink, _weight(row))
        beside = text_width(name, _SIZE, _weight(row)) + _GAP
        period = _period(row, says)
        write(axes, 0, at, period, beside if over else -text_width(period, _SIZE) - _GAP, palette.muted)
        _draw(axes, row, middle, palette, says)
        row_mark(axes, row.row, top, middle + _ROW / 2)
        grounds.append((middle - _ROW * _BAR / 2, middle + _ROW * _BAR / 2))
        top = middle + _ROW / 2
    for ends in grounds if over else [(0.0, height)]:
        axes.plot([0, 0], ends, color=palette.muted, linewidth=0.9, clip_on=False, zorder=3)
    return figure, axes


def _draw(axes: Axes, bar: Bar, middle: float, palette: Palette, says: Words) -> None:
    row = bar.row
    planned = row.modality != Modality.ACTUAL
    fill = (
        {"facecolor": "none", "edgecolor": bar.color, "linewidth": 1.0} if planned else {"color": bar.color}
    )
    axes.barh(middle, row.value, height=_ROW * _BAR, zorder=2, **fill)
    if _end(bar) > row.value:
        axes.barh(
            middle, _end(bar) - row.value, left=row.value, height=_ROW * _BAR, facecolor="none",
            edgecolor=bar.color, linewidth=1.0, zorder=2,
        )  # fmt: skip
    # an arrow back into its bar is drawn on the bar
    inside = row.qualifier in marks.DOWNWARD and not planned
    shift = marks.draw_bar_end(
        axes, _end(bar), middle, row.qualifier, color=palette.grid if inside else bar.color
    )
    write(axes, _end(bar), middle, _value(bar, says), shift / 72 + 0.06, palette.ink, _weight(bar))


def _period(bar: Bar, says: Words) -> str:
    return bar.period or wording.period(bar.row, says)


def _value(bar: Bar, says: Words) -> str:
    return bar.value or wording.value(bar.row, says)


def _end(bar: Bar) -> float:
    high = bar.row.value_high
    return float(high) if high == high else float(bar.row.value)  # noqa: PLR0124  (nan differs from itself)


def _weight(bar: Bar) -> str:
    return "semibold" if bar.strong else "normal"


def _beyond(bar: Bar, says: Words) -> float:
    """Room that a bar's arrow and value take behind it, inches."""
    return text_width(_value(bar, says), _SIZE, _weight(bar)) + 0.1 + marks.bar_room(bar.row.qualifier)


def write(
    axes: Axes, x: float, y: float, text: str, shift: float, color: str, weight: str = "normal"
) -> None:
    """Write a text from `shift` inches beside a point in data coordinates, centred on its height."""
    axes.annotate(
        text, (x, y), (shift * 72, -0.36 * _SIZE), textcoords="offset points", color=color,
        size=_SIZE, weight=weight, va="baseline", ha="left", annotation_clip=False,
    )  # fmt: skip
