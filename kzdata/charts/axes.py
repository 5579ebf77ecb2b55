"""The two axes of charts over time: values from zero with few ticks, and years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

from kzdata.charts.numbers import amount

_YEAR = 0.45
"""Room that the label of a year takes, inches."""


def value_ticks(lowest: float, highest: float, unit: str, *, language: str) -> tuple[list[float], list[str]]:
    """Ticks between two values, with their labels.

    Examples
    --------
    >>> value_ticks(0, 28e9, "USD", language="en")[1]
    ['$0', '$5bn', '$10bn', '$15bn', '$20bn', '$25bn']
    """
    locator = MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10])
    ticks = [float(tick) for tick in locator.tick_values(lowest, highest) if lowest <= tick <= highest]
    return ticks, [amount(tick, unit, language=language) for tick in ticks]


def value_axis(
    axes: Axes, lowest: float, highest: float, ticks: Sequence[float], labels: Sequence[str]
) -> None:
    """Set the axis of values, with the line of zero."""
    axes.set_ylim(lowest, highest)
    axes.yaxis.set_major_locator(FixedLocator(list(ticks)))
    axes.yaxis.set_major_formatter(FixedFormatter(list(labels)))
    axes.axhline(0, color=axes.spines["bottom"].get_edgecolor(), linewidth=0.9, zorder=1.5)


def year_axis(axes: Axes, first: int, last: int) -> None:
    """Set the axis of years, each a point in the middle of its room."""
    axes.set_xlim(first - 0.55, last + 0.55)
    marked = _marked(first, last, axes)
    axes.xaxis.set_major_locator(FixedLocator(marked))
    axes.xaxis.set_major_formatter(FixedFormatter([str(year) for year in marked]))


def time_axis(axes: Axes, first: int, last: int, *, color: str) -> None:
    """Set an axis of days from the start of one year to the start of another, with lines at years."""
    axes.set_xlim(at(date(first, 1, 1)), at(date(last, 1, 1)))
    marked = _marked(first, last, axes)
    axes.xaxis.set_major_locator(FixedLocator([at(date(year, 1, 1)) for year in marked]))
    axes.xaxis.set_major_formatter(FixedFormatter([str(year) for year in marked]))
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.grid(visible=True, axis="x", color=color)


def at(day: date) -> float:
    """Where a day stands on an axis of days."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def _marked(first: int, last: int, axes: Axes) -> list[int]:
    """The years to mark, as many as there is room for: all, every second before the last, or round ones."""
    most = max(axes.get_window_extent().width / axes.get_figure(root=True).dpi / _YEAR, 2)  # type: ignore[union-attr]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step < most)
    return [year for year in range(first, last + 1) if (year if step > 2 else last - year) % step == 0]
