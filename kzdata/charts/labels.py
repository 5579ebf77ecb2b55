"""Labels that stand beside what they name and never on top of each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.axes import Axes

from kzdata.charts.frame import text_width
from kzdata.charts.sheet import Box

_GAP = 4.5  # between a point and its label, points


@dataclass(frozen=True, slots=True)
class Label:
    """A text to be placed beside a point in data coordinates, `reach` points from it: beyond its sign."""

    x: float
    y: float
    text: str
    color: str
    weight: str = "normal"
    reach: float = 0.0


def place(
    axes: Axes, labels: Sequence[Label], *, taken: Iterable[Box], size: float, beside: bool = False
) -> list[Label]:
    """Write the labels, the most important first, each where it covers nothing.

    Parameters
    ----------
    axes : Axes
        With final limits and position.
    labels : sequence of Label
        In order of importance.
    taken : iterable of Box
        Room that must stay free, in points of the page.
    size : float
        Type size.
    beside : bool
        Try the right of a point first, then above and below it, and leave the right margin free.

    Returns
    -------
    list of Label
        Those for which there was room.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101 - axes always stand in a figure
    occupied = list(taken)
    (left, bottom), (_, top) = (to_points(axes, axes.get_xlim()[0], end) for end in axes.get_ylim())
    # labels may stand in the right margin; in the left one stand the ticks' own
    right = to_points(axes, axes.get_xlim()[1], 0)[0] if beside else figure.get_figwidth() * 72
    page = Box(left, bottom, right, top)
    placed = []
    for label in labels:
        width = text_width(label.text, size, label.weight) * 72
        x, y = to_points(axes, label.x, label.y)
        for box in _candidates(x, y, width, size, label.reach + _GAP, beside=beside):
            if box.within(page) and not any(box.overlaps(other) for other in occupied):
                occupied.append(box)
                placed.append(label)
                axes.annotate(
                    label.text, (label.x, label.y), (box.left - x, box.bottom - y + 0.2 * size),
                    textcoords="offset points", size=size, color=label.color, weight=label.weight,
                    va="baseline", ha="left", annotation_clip=False,
                )  # fmt: skip
                break
    return placed


def label_ends(axes: Axes, labels: Sequence[Label], *, size: float) -> None:
    """Write the labels in the right margin, each as near as can be to its height, none over another."""
    right, bottom = axes.get_xlim()[1], axes.get_ylim()[0]
    ground = to_points(axes, right, bottom)[1]
    heights = [to_points(axes, right, label.y)[1] - ground for label in labels]
    for label, height in zip(labels, spread(heights, size * 1.25), strict=True):
        axes.annotate(
            label.text, (right, bottom), (3, height), textcoords="offset points", size=size,
            color=label.color, weight=label.weight, va="center", annotation_clip=False,
        )  # fmt: skip


def along(points: Sequence[tuple[float, float]], *, step: float = 3.0) -> list[Box]:
    """The room that a line through the points takes, in points of the page."""
    boxes = []
    for (left, low), (right, high) in pairwise(points):
        parts = max(int(math.hypot(right - left, high - low) / step), 1)
        for part in range(parts + 1):
            x, y = left + (right - left) * part / parts, low + (high - low) * part / parts
            boxes.append(Box(x - 1, y - 1, x + 1, y + 1))
    return boxes


def to_points(axes: Axes, x: float, y: float) -> tuple[float, float]:
    """Where a point in data coordinates stands on the page, in points."""
    figure = axes.get_figure(root=True)
    assert figure is not None  # noqa: S101 - axes always stand in a figure
    across, up = axes.transData.transform((x, y))
    return across * 72 / figure.dpi, up * 72 / figure.dpi


def _candidates(x: float, y: float, width: float, size: float, gap: float, *, beside: bool) -> Iterable[Box]:
    height = size * 1.05
    above, below, middle = y + gap, y - gap - height, y - height / 2
    right = (x + gap + 2, middle)
    corners = [
        (x - width / 2, above),
        (x - width / 2, below),
        right,
        (x - width - gap - 2, middle),
        (x + gap, above - 1),
        (x - width - gap, above - 1),
        (x + gap, below + 1),
        (x - width - gap, below + 1),
    ]
    for left, bottom in [right, *corners] if beside else corners:
        yield Box(left, bottom, left + width, bottom + height)


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """The positions moved as little as needed to stand at least `gap` apart, in the same order.

    Examples
    --------
    >>> spread([1.0, 1.2, 5.0], 1.0)
    [0.6, 1.6, 5.0]
    """
    order = sorted(range(len(positions)), key=lambda number: positions[number])
    groups: list[list[float]] = []  # [middle, count] of runs that touch
    for number in order:
        groups.append([positions[number], 1])
        while len(groups) > 1 and _touch(groups[-2], groups[-1], gap):
            middle, count = groups.pop()
            before, earlier = groups.pop()
            groups.append([(middle * count + before * earlier) / (count + earlier), count + earlier])
    moved = [
        middle + (step - (count - 1) / 2) * gap for middle, count in groups for step in range(int(count))
    ]
    return [round(place, 6) for _, place in sorted(zip(order, moved, strict=True))]


def _touch(lower: list[float], upper: list[float], gap: float) -> bool:
    return upper[0] - (upper[1] - 1) / 2 * gap - (lower[0] + (lower[1] - 1) / 2 * gap) < gap
