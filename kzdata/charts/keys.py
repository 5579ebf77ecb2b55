"""Entries of a chart's key: what a sign of one shape, size and colour stands for."""

from __future__ import annotations

from functools import partial

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from kzdata.charts.frame import Entry

DASHES = (0.0, (2.2, 1.6))
"""The rim of a circle whose value is a bound or rounded."""


def dot(
    color: str,
    label: str,
    *,
    marker: str = "o",
    size: float = 6.2,
    hollow: bool = False,
    dashed: bool = False,
) -> Entry:
    """A sign of one value: a dot, a square ("s"), a diamond ("D"); hollow where it is not yet so.

    `dashed` is the rim of a circle alone.
    """
    return Entry(partial(_dot, color, marker, size, hollow, dashed), label)


def bar(color: str, label: str, *, hollow: bool = False, shade: float = 1.0, hatch: str = "") -> Entry:
    """A piece of a bar or of an area; hollow where it is not yet so."""
    return Entry(partial(_bar, color, hollow, shade, hatch), label)


def line(color: str, label: str, *, width: float = 2.0) -> Entry:
    """A line, or the bar of a timeline."""
    return Entry(partial(_line, color, width), label)


def _dot(
    color: str, marker: str, size: float, hollow: bool, dashed: bool, figure: Figure, x: float, y: float
) -> None:
    if dashed:
        rim = Circle((x, y), size / 144, edgecolor=color, facecolor="none", linewidth=1.1, linestyle=DASHES)
        _add(figure, rim)
        return
    fill = "white" if hollow else color
    sign = Line2D([x], [y], linestyle="none", marker=marker, markersize=size, markeredgecolor=color)
    sign.set_markeredgewidth(1.3)
    sign.set_markerfacecolor(fill)
    _add(figure, sign)


def _bar(color: str, hollow: bool, shade: float, hatch: str, figure: Figure, x: float, y: float) -> None:
    corner, width, height = (x - 0.09, y - 0.055), 0.18, 0.11
    if hollow:
        _add(figure, Rectangle(corner, width, height, facecolor="none", edgecolor=color, linewidth=1.0))
        return
    _add(figure, Rectangle(corner, width, height, facecolor=color, alpha=shade, linewidth=0))
    if hatch:
        lines = Rectangle(corner, width, height, facecolor="none", edgecolor="white", hatch=hatch)
        lines.set_linewidth(0)
        _add(figure, lines)


def _line(color: str, width: float, figure: Figure, x: float, y: float) -> None:
    ends = [x - 0.1, x + 0.1]
    _add(figure, Line2D(ends, [y, y], color=color, linewidth=width, solid_capstyle="butt"))


def _add(figure: Figure, sign: Artist) -> None:
    """Draw a sign whose places are in inches."""
    sign.set_transform(figure.dpi_scale_trans)
    figure.add_artist(sign)
