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
"""Width of every chart in inches: the text width of an A4 or Letter page."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the theme by what they are for.

    Attributes
    ----------
    ink, muted, grid : str
        Titles and values; subtitles, ticks and sources; grid lines.
    accent, context, official : str
        The highlighted; all that is not; official statistics.
    series : tuple of str
        Colours that can be told apart whatever the reader's colour vision, the accent first.
    """

    ink: str
    muted: str
    grid: str
    accent: str
    context: str
    official: str
    series: tuple[str, ...]


@contextmanager
def theme() -> Iterator[Palette]:
    """Draw under kzdata's theme; matplotlib's settings are the user's own again afterwards.

    Yields
    ------
    Palette
        The theme's colours.

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
    with mpl.rc_context(), as_file(files("kzdata.charts") / "kzdata.mplstyle") as style:
        mpl.rcdefaults()
        mpl.rcParams.update(mpl.rc_params_from_file(style, use_default_template=False))
        yield _palette()


def _palette() -> Palette:
    rc = mpl.rcParams
    series = tuple(_hex(color) for color in rc["axes.prop_cycle"].by_key()["color"])
    return Palette(
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
