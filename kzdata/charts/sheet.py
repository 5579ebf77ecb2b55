"""What a chart is drawn on: a figure that knows where on it each row of the table stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

_LEAST = 11.0
"""A mark is at least so high and wide in points: it can be pointed at, and touched."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """Whether all of it lies inside the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a figure is drawn.

    Attributes
    ----------
    figure_id : str
        The figure, as the table names it.
    stated : str
        The figure whose words state it: itself; of one that follows from others, the first of them.
    box : Box
        The room that its sign takes, in points from the lower left corner of the sheet.
    """

    figure_id: str
    stated: str
    box: Box


class Sheet(Figure):
    """A matplotlib figure with the marks of the rows drawn on it.

    Attributes
    ----------
    marks : list of Mark
        In the order in which they were drawn.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.marks: list[Mark] = []


def mark(axes: Axes, row: Any, box: Box) -> None:
    """Note on the sheet of `axes` where `row` is drawn, if statements state it or what it follows from."""
    sheet = axes.get_figure(root=True)
    figure_id, sources = getattr(row, "figure_id", None), getattr(row, "from_figures", None)
    if isinstance(sheet, Sheet) and isinstance(figure_id, str):
        across = max(_LEAST - (box.right - box.left), 0) / 2
        up = max(_LEAST - (box.top - box.bottom), 0) / 2
        room = Box(box.left - across, box.bottom - up, box.right + across, box.top + up)
        sheet.marks.append(Mark(figure_id, sources[0] if isinstance(sources, tuple) else figure_id, room))


def row_mark(axes: Axes, row: Any, low: float, high: float) -> None:
    """Note that `row` is drawn across the sheet, between two heights in data coordinates."""
    sheet = axes.get_figure(root=True)
    if isinstance(sheet, Sheet):
        ends = sorted(float(axes.transData.transform((0, y))[1]) * 72 / sheet.dpi for y in (low, high))
        mark(axes, row, Box(0.0, ends[0], 72 * float(sheet.get_figwidth()), ends[1]))
