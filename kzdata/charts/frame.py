"""The frame around every chart: finding and subtitle above, note and source below, the plot between.

All of it is laid out in inches from measured text, so that nothing overlaps or is cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from kzdata.charts.sheet import Sheet
from kzdata.charts.theme import Palette

_MARGIN = 0.02
_SMALL = 7.5  # note and source, points
_LEADING = 1.3  # of the type size
_GAP = 0.12  # between the words and the plot, inches
_KEY_ROW = 0.22  # height of a row of the key, inches
_HANDLE = 0.26  # width of a key's sign, inches

DrawHandle = Callable[[Figure, float, float], None]
"""Draws the sign of a key's entry around a point given in inches."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a chart; without any, the plot stands alone."""

    title: str = ""
    subtitle: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key: its sign and what it stands for."""

    draw: DrawHandle
    label: str


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the plot for its own labels, in inches."""

    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.22


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line of text in inches, in the theme's typeface."""
    return _width(text, size, weight, tuple(mpl.rcParams["font.family"]))


@lru_cache(maxsize=4096)
def _width(text: str, size: float, weight: str, family: tuple[str, ...]) -> float:
    font = FontProperties(family=list(family), size=size, weight=weight)
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72


def wrapped(text: str, size: float, weight: str, width: float) -> list[str]:
    """The text in lines no wider than `width` inches."""
    lines: list[str] = []
    room, space = 0.0, text_width("n n", size, weight) - text_width("nn", size, weight)
    for word in text.split():
        wide = text_width(word, size, weight)
        if lines and space + wide <= room:
            lines[-1] += f" {word}"
            room -= space + wide
        else:
            lines.append(word)
            room = width - wide
    return lines


def frame(
    caption: Caption, palette: Palette, *, height: float, margins: Margins, key: Sequence[Entry] = ()
) -> tuple[Sheet, Axes]:
    """A sheet with the words around the plot, and empty axes `height` inches high.

    Parameters
    ----------
    caption : Caption
        The words.
    palette : Palette
        The theme's colours and the sheet's width.
    height : float
        Height of the plot, inches.
    margins : Margins
        Room for the labels of the axes.
    key : sequence of Entry
        What the signs in the plot mean.
    """
    blocks = _blocks(caption, palette)
    above, below = blocks[:2], blocks[2:]
    width = palette.width
    rows = _rows(key, width)
    head = (
        sum(block.height for block in above)
        + len(rows) * _KEY_ROW
        + (0.2 if rows else _GAP if caption.title else 0.06)
    )
    foot = sum(block.height for block in below) + (0.1 if caption.source else 0.0)
    total = _MARGIN + head + height + margins.bottom + foot + _MARGIN
    figure = Sheet(figsize=(width, total))
    top = total - _MARGIN
    for block in above:
        top = block.write(figure, top)
    _draw_key(figure, rows, top, palette)
    top = sum(block.height for block in below) + _MARGIN
    for block in below:
        top = block.write(figure, top)
    left = _MARGIN + margins.left
    axes = figure.add_axes(
        (
            left / width,
            (_MARGIN + foot + margins.bottom) / total,
            (width - left - margins.right - _MARGIN) / width,
            height / total,
        )
    )
    return figure, axes


def words_around(caption: Caption, palette: Palette, height: float) -> tuple[Sheet, float]:
    """A sheet with the words around a plot that is drawn already, `height` inches high.

    Returns
    -------
    Sheet, float
        The sheet, and how far from its top the plot stands, inches.
    """
    blocks = _blocks(caption, palette)
    above = sum(block.height for block in blocks[:2]) + _MARGIN
    below = sum(block.height for block in blocks[2:]) + _MARGIN
    total = above + height + _GAP + below
    sheet = Sheet(figsize=(palette.width, total))
    top = total - _MARGIN
    for block in blocks[:2]:
        top = block.write(sheet, top)
    top = below
    for block in blocks[2:]:
        top = block.write(sheet, top)
    return sheet, above


@dataclass(frozen=True, slots=True)
class _Block:
    lines: list[str]
    size: float
    weight: str
    color: str

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LEADING / 72 + (0.02 if self.lines else 0)

    def write(self, figure: Figure, top: float) -> float:
        """Write the lines downward from `top` inches; returns where they end."""
        for row, line in enumerate(self.lines):
            baseline = top - (row * _LEADING + 1) * self.size / 72
            figure.text(
                _MARGIN, baseline, line, transform=figure.dpi_scale_trans,
                size=self.size, weight=self.weight, color=self.color, va="baseline",
            )  # fmt: skip
        return top - self.height


def _blocks(caption: Caption, palette: Palette) -> list[_Block]:
    title, subtitle = mpl.rcParams["figure.titlesize"], mpl.rcParams["figure.labelsize"]
    width, weight = palette.width - 2 * _MARGIN, mpl.rcParams["figure.titleweight"]
    return [
        _Block(wrapped(text, size, thick, width), size, thick, color)
        for text, size, thick, color in (
            (caption.title, title, weight, palette.ink),
            (caption.subtitle, subtitle, "normal", palette.muted),
            (caption.note, _SMALL, "normal", palette.muted),
            (caption.source, _SMALL, "normal", palette.muted),
        )
    ]


def _rows(key: Sequence[Entry], sheet: float) -> list[list[tuple[Entry, float]]]:
    """The key's entries in rows, each with the place where it begins, in inches."""
    size = mpl.rcParams["legend.fontsize"]
    rows: list[list[tuple[Entry, float]]] = []
    at = sheet
    for entry in key:
        width = _HANDLE + text_width(entry.label, size) + 0.16
        if at + width > sheet - _MARGIN + 0.16:
            rows.append([])
            at = _MARGIN
        rows[-1].append((entry, at))
        at += width
    return rows


def _draw_key(figure: Figure, rows: list[list[tuple[Entry, float]]], top: float, palette: Palette) -> None:
    size = mpl.rcParams["legend.fontsize"]
    for number, row in enumerate(rows):
        middle = top - 0.15 - number * _KEY_ROW
        for entry, left in row:
            entry.draw(figure, left + _HANDLE / 2 - 0.04, middle)
            figure.text(
                left + _HANDLE, middle - 0.36 * size / 72, entry.label, transform=figure.dpi_scale_trans,
                size=size, color=palette.muted, va="baseline",
            )  # fmt: skip
