"""The look of all charts: one style file, one typeface, a few colours with a role each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import matplotlib as mpl
from matplotlib import font_manager

WIDTH = 6.5
"""Width of a chart in inches: the text width of an A4 or Letter page."""

NARROW = 3.45
"""Width of the same chart drawn for a phone, inches."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the theme by what they are for, and the width of the sheet.

    Attributes
    ----------
    width : float
        Width of the sheet in inches; everything on it is laid out from this.
    ink, muted, grid : str
        Titles and values; subtitles, ticks and sources; grid lines.
    accent, context, official : str
        The highlighted; all that is not; official statistics.
    series : tuple of str
        Colours that can be told apart whatever the reader's colour vision, the accent first.
    """

    width: float
    ink: str
    muted: str
    grid: str
    accent: str
    context: str
    official: str
    series: tuple[str, ...]


@contextmanager
def theme(width: float = WIDTH) -> Iterator[Palette]:
    """Draw under kzdata's theme; matplotlib's settings are the user's own again afterwards.

    Parameters
    ----------
    width : float
        Width of the sheet, inches.

    Yields
    ------
    Palette
        The theme's colours, for a sheet of that width.

    Examples
    --------
    >>> before = mpl.rcParams["font.family"]
    >>> with theme() as palette:
    ...     mpl.rcParams["font.family"], len(palette.series)
    (['IBM Plex Sans'], 6)
    >>> mpl.rcParams["font.family"] == before
    True
    """
    _register_fonts()
    with mpl.rc_context():
        mpl.rcParams.update(_style())
        yield _palette(width)


@cache
def _style() -> mpl.RcParams:
    """All settings of the theme: matplotlib's own, and the style file's over them."""
    with as_file(files("kzdata.charts") / "kzdata.mplstyle") as file, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(mpl.rc_params_from_file(file, use_default_template=False))
        return mpl.rcParams.copy()


def _palette(width: float) -> Palette:
    rc = mpl.rcParams
    series = tuple(_hex(color) for color in rc["axes.prop_cycle"].by_key()["color"])
    return Palette(
        width=width,
        ink=_hex(rc["text.color"]),
        muted=_hex(rc["xtick.labelcolor"]),
        grid=_hex(rc["grid.color"]),
        accent=series[0],
        context=_hex(rc["patch.facecolor"]),
        official=_hex(rc["lines.color"]),
        series=series,
    )


def _hex(color: str) -> str:
    return color if color.startswith("#") else f"#{color}"


@cache
def _register_fonts() -> None:
    """Make the reports' typeface known to matplotlib, once, when something is first drawn."""
    for font in sorted((files("kzdata") / "fonts").iterdir(), key=lambda entry: entry.name):
        if font.name.endswith(".ttf"):
            with as_file(font) as path:
                font_manager.fontManager.addfont(path)
