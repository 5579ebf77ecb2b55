"""Land on a sheet: which part of the globe is seen, and the shapes of countries in points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from kzdata.charts.outlines import Outline, Points, Projection, around, equal_earth, outlines, seen_from
from kzdata.model import HOME

_MIDDLE = 11.0
"""The meridian in the middle of the world: at the one opposite no country is cut."""

_WORLD = (-2.42, -1.02, 2.45, 1.46)
"""The corners of the world without Antarctica, in radii of the globe, with room for circles in the north."""

_SOUTH = 0.25
"""How much is seen beyond the southernmost partner on a map of the world."""

_NEAR = 1.05
"""How far from home, in radii of the globe, a partner may lie for the map to be of its part of the world."""

_FINE = 0.4
"""Points to which places on the sheet are rounded; the eye sees no more, and a picture stays small."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the globe on a sheet.

    Attributes
    ----------
    project : Projection
        From degrees to a plane.
    corners : tuple of float
        Left, bottom, right and top of what is seen on that plane.
    width, height : float
        Its size on the sheet, in points.
    bottom : float
        How high above the ground of the axes it stands, in points.
    """

    project: Projection
    corners: tuple[float, float, float, float]
    width: float
    height: float
    bottom: float = 0.0

    def place(self, degrees: Points) -> Points:
        """Where places stand on the sheet, in points."""
        left, low, right, _ = self.corners
        scale = self.width / (right - left)
        placed: Points = (self.project(degrees) - [left, low]) * scale + np.array([0.0, self.bottom])
        return placed

    def point(self, country: Outline) -> tuple[float, float]:
        """Where the sign for a country stands."""
        x, y = self.place(around(np.array([country.point]), _MIDDLE))[0]
        return float(x), float(y)


def view_of(codes: Iterable[str], width: float, bottom: float) -> View:
    """What is to be seen of the globe to see home and some countries: all around home if they lie near it."""
    home = outlines()[HOME]
    points = np.array([home.point, *(outlines()[code].point for code in codes)])
    near = seen_from(*home.point)
    placed = near(points)
    if np.hypot(*placed.T).max() > _NEAR:
        whole = equal_earth(_MIDDLE)
        left, low, right, high = _WORLD
        low = max(low, min(float(whole(points)[:, 1].min()) - _SOUTH, 0.1))
        corners = (left, low, right, high)
        return View(whole, corners, width, width * (high - low) / (right - left), bottom)
    (left, low), (right, high) = placed.min(axis=0) - 0.14, placed.max(axis=0) + 0.14
    across = max(right - left, 1.1)
    # neither a ribbon nor a tower, whatever partners there are
    up = min(max(high - low, 0.55 * across), 0.8 * across)
    x, y = (left + right) / 2, (low + high) / 2
    corners = (x - across / 2, y - up / 2, x + across / 2, y + up / 2)
    return View(near, corners, width, width * up / across, bottom)


@dataclass(frozen=True, eq=False)
class Land:
    """The shapes of countries on a sheet, in points: those rings that are in sight and large enough to see.

    Attributes
    ----------
    view : View
        What is seen.
    shapes : mapping of str to list of arrays
        Each country's rings, by code.
    """

    view: View
    shapes: Mapping[str, Sequence[Points]]

    def draw(self, axes: Axes, codes: Iterable[str], **style: Any) -> None:
        """Draw countries as one shape."""
        rings = [ring for code in codes for ring in self.shapes.get(code, ())]
        if not rings:
            return
        points = np.concatenate(rings)
        steps = np.full(len(points), Path.LINETO, dtype=Path.code_type)
        ends = np.cumsum([len(ring) for ring in rings])
        steps[ends - 1] = Path.CLOSEPOLY
        steps[np.r_[0, ends[:-1]]] = Path.MOVETO
        patch = PathPatch(Path(points, steps), **style)
        axes.add_artist(patch)  # the axes' ends stand: add_patch would look for them along every border
        view = self.view
        patch.set_clip_path(Rectangle((0, view.bottom), view.width, view.height, transform=axes.transData))

    def size(self, code: str) -> float:
        """What a country takes on the sheet, in square points."""
        return sum(_area(ring) for ring in self.shapes.get(code, ()))


def land(view: View) -> Land:
    """The shapes of all countries in a view."""
    points, starts, codes = _all_rings()
    placed = np.round(view.place(points) / _FINE) * _FINE
    fresh = np.r_[True, np.any(np.diff(placed, axis=0) != 0, axis=1)]
    fresh[starts] = True
    low = np.minimum.reduceat(placed, starts)
    high = np.maximum.reduceat(placed, starts)
    seen = (high > [0, view.bottom]).all(axis=1) & (low < [view.width, view.bottom + view.height]).all(axis=1)
    ends = [*starts[1:], len(placed)]
    shapes: dict[str, list[Points]] = {}
    for number in np.flatnonzero(seen):
        part = slice(starts[number], ends[number])
        ring = placed[part][fresh[part]]
        if len(ring) > 3:
            shapes.setdefault(codes[number], []).append(ring)
    return Land(view, shapes)


@cache
def _all_rings() -> tuple[Points, npt.NDArray[np.int64], tuple[str, ...]]:
    """The rings of all countries one after another, where each begins, and whose it is."""
    rings = [(code, around(ring, _MIDDLE)) for code, country in outlines().items() for ring in country.rings]
    starts = np.cumsum([0, *(len(ring) for _, ring in rings[:-1])])
    return np.concatenate([ring for _, ring in rings]), starts, tuple(code for code, _ in rings)


def _area(ring: Points) -> float:
    x, y = ring.T
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def on_map(codes: Iterable[str]) -> Sequence[str]:
    """Those of the codes that have a place on the map."""
    return [code for code in codes if code in outlines()]
