"""Horizontal bars with their names before and their values behind them; no axis is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from kzdata.charts import marks, naming, wording
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.sheet import Sheet, row_mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words

_ROW = 0.235  # inches
_HEAD = 0.3
_BAR = 0.62  # of a row
_SIZE = 9.0
_GAP = 0.09


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a table of figures as a bar, in one colour; strong if it is highlighted."""

    row: wording.Row
    color: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A heading between bars."""

    text: str


def draw_bars(
    rows: Sequence[Bar | Head], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    """A chart of horizontal bars: partner, period, bar with its bound, value."""
    bars = [row for row in rows if isinstance(row, Bar)]
    names = max(text_width(naming.place(bar.row.code, says), _SIZE, _weight(bar)) for bar in bars) + _GAP
    periods = max(text_width(wording.period(bar.row, says), _SIZE) for bar in bars) + _GAP
    height = sum(_HEAD if isinstance(row, Head) else _ROW for row in rows)
    figure, axes = frame(caption, palette, height=height, margins=Margins(names + periods, 0.0, 0.02))
    plot = palette.width * axes.get_position().width
    room = {id(bar): _beyond(bar, says) for bar in bars}
    scale = min((plot - room[id(bar)]) / _end(bar) for bar in bars if _end(bar) > 0)
    axes.set_xlim(0, plot / scale)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    top = 0.0
    for row in rows:
        if isinstance(row, Head):
            write(axes, 0, top + _HEAD - 0.1, row.text, -(names + periods), palette.ink, "semibold")
            top += _HEAD
        else:
            _draw(axes, row, top + _ROW / 2, names + periods, palette, says)
            row_mark(axes, row.row, top, top + _ROW)
            top += _ROW
    axes.plot([0, 0], [0, height], color=palette.muted, linewidth=0.9, clip_on=False, zorder=3)
    return figure, axes


def _draw(axes: Axes, bar: Bar, middle: float, left: float, palette: Palette, says: Words) -> None:
    row = bar.row
    axes.barh(middle, row.value, height=_ROW * _BAR, color=bar.color, zorder=2)
    if _end(bar) > row.value:
        axes.barh(
            middle, _end(bar) - row.value, left=row.value, height=_ROW * _BAR, facecolor="none",
            edgecolor=bar.color, linewidth=1.0, zorder=2,
        )  # fmt: skip
    # an arrow back into its bar is drawn on the bar
    inside = row.qualifier in marks.DOWNWARD
    shift = marks.draw_bar_end(
        axes, _end(bar), middle, row.qualifier, color=palette.grid if inside else bar.color
    )
    write(axes, 0, middle, naming.place(row.code, says), -left, palette.ink, _weight(bar))
    period = wording.period(row, says)
    write(axes, 0, middle, period, -text_width(period, _SIZE) - _GAP, palette.muted)
    write(axes, _end(bar), middle, wording.value(row, says), shift / 72 + 0.06, palette.ink, _weight(bar))


def _end(bar: Bar) -> float:
    high = bar.row.value_high
    return float(high) if high == high else float(bar.row.value)  # noqa: PLR0124  (nan differs from itself)


def _weight(bar: Bar) -> str:
    return "semibold" if bar.strong else "normal"


def _beyond(bar: Bar, says: Words) -> float:
    """Room that a bar's arrow and value take behind it, inches."""
    return (
        text_width(wording.value(bar.row, says), _SIZE, _weight(bar))
        + 0.1
        + marks.bar_room(bar.row.qualifier)
    )


def write(
    axes: Axes, x: float, y: float, text: str, shift: float, color: str, weight: str = "normal"
) -> None:
    """Write a text from `shift` inches beside a point in data coordinates, centred on its height."""
    axes.annotate(
        text, (x, y), (shift * 72, -0.36 * _SIZE), textcoords="offset points", color=color,
        size=_SIZE, weight=weight, va="baseline", ha="left", annotation_clip=False,
    )  # fmt: skip
