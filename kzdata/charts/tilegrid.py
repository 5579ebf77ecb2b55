"""Partners as tiles of one size: a map that gives Mongolia no more room than the Netherlands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from kzdata.charts import naming, wording
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.classes import Classes, classes_of
from kzdata.charts.comparable import Scale, among, cumulative, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width, wrapped
from kzdata.charts.labels import to_points
from kzdata.charts.ranking import alt_of, caption_of, finding_of, one_each, region_name, region_of
from kzdata.charts.sheet import Box, Sheet, mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import Qualifier

_WIDTH, _HEIGHT, _GAP = 72.0, 39.0, 3.0  # points
_HEAD = 18.0
_SIZE = 8.5
_SMALL = 8.0
_LIGHT = 0.6
"""Shades from here on are so dark that words on them are white."""


def plot_tile_grid(
    figures: pd.DataFrame,
    *,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    over_years: bool = False,
    highlight: str | None = None,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw partners as tiles of one size, by region, in the colour of the class that each falls in.

    Where a map would hide small countries and overdo large ones: each partner has the same room, its name,
    its value with its bound, and its year where the years differ. Tiles of bounds and rounded values are
    hatched. Parameters are those of `plot_map`.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two partners to draw.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_tile_grid(typed({name: [] for name in NAMES})))
    No statement here gives the trade of two partners for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = cumulative(figures, scale) if over_years else yearly(figures, scale)
    shown, left_out = one_each(found)
    if len(shown) < 2:
        said = says.say(
            "note.no_total" if over_years else "note.no_ranking", thing=wording.thing(scale, says)
        )
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    strong = among(highlight)
    groups = [
        (region_name(str(region), says), wording.rows_of(partners))
        for region, partners in shown.groupby(shown["code"].map(region_of), sort=False)
    ]
    rows = wording.rows_of(shown)
    form = "ranking_total" if over_years else "ranking"
    finding = title or finding_of(rows, strong, says)
    caption = caption_of(shown, finding, form, wording.not_drawn(says, **left_out), says)
    told = " ".join(
        says.say("alt.group", name=name, all=wording.told_by_partner(group, says)) for name, group in groups
    )
    alt = alt_of("tiles", rows, told, says)
    classes = classes_of([row.value for row in rows])
    return Chart(partial(_drawn, groups, classes, strong, says), caption, alt, shown, language)


def _drawn(
    groups: Sequence[tuple[str, list[wording.Row]]],
    classes: Classes,
    strong: frozenset[str],
    says: Words,
    caption: Caption,
    palette: Palette,
) -> tuple[Sheet, Axes]:
    width = 72 * palette.width - 3
    columns = int((width + _GAP) / (_WIDTH + _GAP))
    across = (width + _GAP) / columns - _GAP
    placed = _placed(groups, columns)
    height = max(bottom for *_, bottom in placed)
    rows = [row for _, group in groups for row in group]
    key = classes.key(rows, palette, says)
    sheet, axes = frame(caption, palette, height=height / 72, margins=Margins(bottom=0.02), key=key)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    several = len({row.year for row in rows}) > 1
    for name, group, column, top, _ in placed:
        left = column * (across + _GAP)
        write(axes, left, top + _HEAD - 8, name, 0.0, palette.muted)
        for number, row in enumerate(group):
            down, right = divmod(number, columns - column)
            corner = (left + right * (across + _GAP), top + _HEAD + down * (_HEIGHT + _GAP))
            shade = classes.shade(classes.number(row.value))
            _draw(axes, row, corner, across, shade, palette, says, several=several, strong=row.code in strong)
    return sheet, axes


def _placed(
    groups: Sequence[tuple[str, list[wording.Row]]], columns: int
) -> list[tuple[str, list[wording.Row], int, float, float]]:
    """Each group with its first column, its top and its bottom; small ones stand side by side."""
    placed = []
    column, top, under = 0, 0.0, 0.0
    for name, group in groups:
        # a name longer than its tiles takes the room of one more
        wide = max(len(group), -(-int(72 * text_width(name, 9.0)) // int(_WIDTH)))
        if column and column + wide > columns:
            column, top = 0, under
        lines = -(-len(group) // (columns - column))
        bottom = top + _HEAD + lines * (_HEIGHT + _GAP)
        placed.append((name, group, column, top, bottom))
        under = max(under, bottom)
        column = columns if lines > 1 else column + wide
    return placed


def _draw(  # noqa: PLR0913  (a tile and how it looks)
    axes: Axes,
    row: wording.Row,
    corner: tuple[float, float],
    across: float,
    shade: float,
    palette: Palette,
    says: Words,
    *,
    several: bool,
    strong: bool,
) -> None:
    left, top = corner
    fill = to_rgba(palette.accent, shade)
    axes.add_artist(Rectangle(corner, across, _HEIGHT, facecolor=fill, linewidth=0, zorder=2))
    if row.qualifier != Qualifier.EXACT:
        foot = (left, top + _HEIGHT - 6)
        hatched = Rectangle(foot, across, 6, facecolor="none", edgecolor="white", hatch="/////")
        hatched.set_linewidth(0)
        hatched.set_zorder(2.1)
        axes.add_artist(hatched)
    if strong:
        rim = Rectangle(corner, across, _HEIGHT, facecolor="none", edgecolor=palette.ink, linewidth=1.4)
        rim.set_zorder(3)
        axes.add_artist(rim)
    ends = to_points(axes, left, top + _HEIGHT)
    mark(axes, row, Box(*ends, ends[0] + across, ends[1] + _HEIGHT))
    color = "white" if shade > _LIGHT else palette.ink
    value = wording.value(row, says)
    dated = says.say("label.value_year", value=value, year=row.year) if several else value
    if 72 * text_width(dated, _SMALL) > across - 8:
        dated = value
    name = naming.place(row.code, says)
    if len(wrapped(name, _SIZE, "semibold", (across - 8) / 72)) > 1:
        name = row.code
    for text, size, weight, down in ((name, _SIZE, "semibold", 12.0), (dated, _SMALL, "normal", 24.0)):
        axes.annotate(
            text, (left + 4, top + down), size=size, color=color, weight=weight, annotation_clip=False,
            zorder=4,
        )  # fmt: skip
