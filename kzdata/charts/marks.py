"""The signs of honest charts: a dot for a figure, an arrow at a bound, hollow where it is not yet so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from kzdata.charts import naming
from kzdata.charts.frame import Entry
from kzdata.charts.labels import to_points
from kzdata.charts.numbers import bound
from kzdata.charts.sheet import Box, mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words
from kzdata.model import HOME, Modality, Qualifier

_REACH = 13.0
"""Length of a bound's arrow in points; it says which way the truth lies, not how far."""

_DOT = 6.2

Dashes = Literal["-"] | tuple[float, Sequence[float]]
"""How a line is drawn, in matplotlib's terms."""

_UPWARD = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
DOWNWARD = frozenset({Qualifier.UNDER, Qualifier.ALMOST, Qualifier.UP_TO})
"""Qualifiers of a value that the truth does not reach."""


def draw_figure(axes: Axes, x: float, row: Any, *, color: str, ground: float = 0.0) -> Box:
    """A row of a table of figures as a point at `x`, with its bound and its modality; a range as two points.

    `ground` is the height of the zero line, through which no arrow points.

    Returns
    -------
    Box
        The room that it takes, in points of the page.
    """
    across, up = to_points(axes, x, row.value)
    qualifier = bound(row.qualifier, row.value)
    # an arrow never points through the zero line
    floor = up - to_points(axes, x, ground)[1] if row.value >= 0 else _REACH
    reach = _REACH if qualifier in _UPWARD else min(_REACH, max(floor, 5.0))
    for line in _signs(x, row.value, color, qualifier, row.modality, reach):
        axes.add_line(line)
    low, high = -_DOT / 2, _DOT / 2
    if not pd.isna(row.value_high):
        axes.plot([x, x], [row.value, row.value_high], color=color, linewidth=1.4, zorder=2.5)
        for line in _signs(x, row.value_high, color, Qualifier.EXACT, row.modality):
            axes.add_line(line)
        high += to_points(axes, x, row.value_high)[1] - up
    if qualifier in _UPWARD or qualifier == Qualifier.ABOUT:
        high = reach
    if qualifier in DOWNWARD or qualifier == Qualifier.ABOUT:
        low = -reach
    box = Box(across - _DOT / 2, up + low, across + _DOT / 2, up + high)
    mark(axes, row, box)
    return box


def draw_implied(axes: Axes, x: float, row: Any, *, color: str) -> Box:
    """What follows from other figures as a hollow diamond, with the ends between which it lies.

    Returns
    -------
    Box
        The room that it takes, in points of the page.
    """
    ends = [end if math.isfinite(end) else row.value for end in (row.low, row.high)]
    axes.plot([x, x], ends, color=color, linewidth=1.1, zorder=2.4)
    axes.add_line(_implied(x, row.value, color))
    across, up = to_points(axes, x, row.value)
    low, high = (to_points(axes, x, end)[1] for end in ends)
    box = Box(across - _DOT / 2, min(low, up - _DOT / 2), across + _DOT / 2, max(high, up + _DOT / 2))
    mark(axes, row, box)
    return box


def _implied(x: float, y: float, color: str) -> Line2D:
    return _line(x, y, color, marker="D", markersize=_DOT * 0.8, markerfacecolor="white", zorder=3)


def draw_dot(axes: Axes, x: float, y: float, *, color: str, hollow: bool = False) -> None:
    """A figure as a dot alone."""
    axes.add_line(
        _line(x, y, color, marker="o", markersize=_DOT, markerfacecolor="white" if hollow else color)
    )


def draw_bar_end(axes: Axes, x: float, y: float, qualifier: str, *, color: str, sign: int = 1) -> float:
    """The bound at the end of a horizontal bar; returns the room that it takes beyond the end, in points.

    `sign` is -1 for a bar to the left.
    """
    path = _whisker(qualifier, start=0.0)
    if path is not None:
        sideways = path.transformed(Affine2D().rotate_deg(-90 * sign))
        axes.add_line(_line(x, y, color, marker=sideways, markersize=_size(qualifier, _REACH)))
    return bar_room(qualifier) * 72


def bar_reach(qualifier: str) -> float:
    """Room that a bound takes back from the end of its bar, inches."""
    return _REACH / 72 if qualifier in DOWNWARD or qualifier == Qualifier.ABOUT else 0.0


def bar_room(qualifier: str) -> float:
    """Room that a bound takes beyond the end of its bar, inches."""
    return 0.0 if qualifier in DOWNWARD or _whisker(qualifier) is None else _REACH / 72


def key(
    palette: Palette,
    says: Words,
    *,
    qualifiers: Iterable[str],
    modalities: Iterable[str],
    official: Sequence[str] = (),
    implied: bool = False,
) -> list[Entry]:
    """The key to the signs that a chart uses, in a fixed order; plain dots alone need none.

    `official` are the accounts whose statistics are drawn beside statements.
    """
    used = set(qualifiers)
    entries = [
        (name, min(used & group), Modality.ACTUAL)
        for name, group in (("more", _UPWARD), ("less", DOWNWARD), ("about", {Qualifier.ABOUT}))
        if used & group
    ]
    if set(modalities) - {Modality.ACTUAL}:
        entries.append(("planned", Qualifier.EXACT, Modality.TARGET))
    if not entries and not official and not implied:
        return []
    found = [
        Entry(partial(_sign_handle, palette.accent, qualifier, modality), says.say(f"key.{name}"))
        for name, qualifier, modality in [("stated", Qualifier.EXACT, Modality.ACTUAL), *entries]
    ]
    if implied:
        found.append(Entry(partial(_implied_handle, palette.accent), says.say("key.implied")))
    for code in official:
        line = partial(_line_handle, palette.official, dashes=dashes(code))
        said = says.say("key.official_of", whose=naming.place(code, says, inside=True)) if code else ""
        found.append(Entry(line, said or says.say("key.official")))
    return found


def dashes(code: str) -> Dashes:
    """How the line of an account's statistics is drawn: a partner's mirror statistics are dashed."""
    return "-" if code in {HOME, ""} else (0, (2.2, 1.1))


def key_of_time(palette: Palette, says: Words, *, points: bool) -> list[Entry]:
    """The key to a timeline: bars for the years that an amount covers, dots where it names none."""
    bar = Entry(partial(_line_handle, palette.accent, width=5.0), says.say("key.window"))
    dot = partial(_sign_handle, palette.accent, Qualifier.EXACT, Modality.ACTUAL)
    return [bar, Entry(dot, says.say("key.stated_on"))] if points else [bar]


def _whisker(qualifier: str, start: float = 0.28) -> Path | None:
    """The path that shows a qualifier around a value, upward for more; None where none is needed."""
    arrow = Path([(0, start), (0, 1), (-0.24, 0.72), (0, 1), (0.24, 0.72)], [1, 2, 1, 2, 2])
    if qualifier in _UPWARD:
        return arrow
    if qualifier in DOWNWARD:
        return arrow.transformed(Affine2D().scale(1, -1))
    if qualifier == Qualifier.ABOUT:
        return Path([(0, -1), (0, -start), (0, start), (0, 1)], [1, 2, 1, 2])
    return None


def _signs(
    x: float, y: float, color: str, qualifier: str, modality: str, reach: float = _REACH
) -> Iterable[Line2D]:
    path = _whisker(qualifier)
    if path is not None:
        yield _line(x, y, color, marker=path, markersize=_size(qualifier, reach), zorder=2.9)
    fill = color if modality == Modality.ACTUAL else "white"
    yield _line(x, y, color, marker="o", markersize=_DOT, markerfacecolor=fill, zorder=3)


def _size(qualifier: str, reach: float) -> float:
    """The marker size of a whisker; what reaches both ways reaches less far."""
    return 2 * reach * (0.8 if qualifier == Qualifier.ABOUT else 1.0)


def _line(x: float, y: float, color: str, **style: Any) -> Line2D:
    usual = {"linestyle": "none", "markeredgecolor": color, "markerfacecolor": "none", "markeredgewidth": 1.3}
    return Line2D([x], [y], **{**usual, "clip_on": False, **style})


def _sign_handle(color: str, qualifier: str, modality: str, figure: Figure, x: float, y: float) -> None:
    reach = 10.0
    # an arrow is taller on one side: the sign stands in the middle of its line of the key
    shift = {True: -2.5}.get(qualifier in _UPWARD, 0) + {True: 2.5}.get(qualifier in DOWNWARD, 0)
    for line in _signs(x, y + shift / 72, color, qualifier, modality, reach):
        line.set_transform(figure.dpi_scale_trans)
        line.set_markersize(line.get_markersize() * 0.9)
        figure.add_artist(line)


def _implied_handle(color: str, figure: Figure, x: float, y: float) -> None:
    sign = _implied(x, y, color)
    sign.set_transform(figure.dpi_scale_trans)
    figure.add_artist(sign)


def _line_handle(
    color: str, figure: Figure, x: float, y: float, *, width: float = 2.0, dashes: Dashes = "-"
) -> None:
    ends = [x - 0.1, x + 0.1]
    figure.add_artist(
        Line2D(
            ends,
            [y, y],
            color=color,
            linewidth=width,
            linestyle=dashes,
            solid_capstyle="butt",
            transform=figure.dpi_scale_trans,
        )
    )
