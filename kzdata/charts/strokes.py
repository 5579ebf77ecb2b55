"""Many straight lines at once: grids, and the lines behind rows."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

Segment = tuple[tuple[float, float], tuple[float, float]]
"""Two points in the axes' own terms."""


def strokes(
    axes: Axes, segments: Sequence[Segment], *, color: str, width: float = 0.8, zorder: float = 1.0
) -> None:
    """Draw lines of one colour and width; the ends of the axes stay as they are."""
    lines = LineCollection(segments, colors=color, linewidths=width, zorder=zorder, capstyle="butt")
    lines.set_clip_on(False)
    axes.add_artist(lines)
