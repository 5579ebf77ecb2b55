"""Partners by region as areas: how much of what is stated each one makes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import squarify
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from kzdata.charts import keys, naming, wording
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Scale, among, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.labels import to_points
from kzdata.charts.ranking import alt_of, caption_of, finding_of, one_each, region_name, region_of
from kzdata.charts.sheet import Box, Sheet, mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import Qualifier

_TALL = 0.52  # height by width
_HEAD = 13.0  # points for the name of a region
_SIZE = 8.5
_SMALL = 7.5


@dataclass(frozen=True, slots=True)
class _Tile:
    """A rectangle in points, from the lower left corner of the plot."""

    left: float
    bottom: float
    width: float
    height: float

    def inner(self, edge: float, head: float = 0.0) -> _Tile:
        """The rectangle without an edge, and without room for a heading at its top."""
        return _Tile(
            self.left + edge,
            self.bottom + edge,
            max(self.width - 2 * edge, 0.1),
            max(self.height - 2 * edge - head, 0.1),
        )


def plot_treemap(
    figures: pd.DataFrame,
    *,
    year: int | None = None,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    highlight: str | None = None,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw partners as rectangles within their regions, with areas in proportion to what is stated.

    Areas invite the reader to add up: for one `year` that is fair. Without it, each partner stands with the
    last full year stated for it, the year is written on it, and the whole is no total of anything. Bounds
    and rounded values have a dashed rim. Names stand where there is room for them.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    year : int, optional
        Draw this year alone.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit to draw; figures in others are counted in the note.
    highlight : str, optional
        Country, region or bloc to set off in colour, by code or name.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

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
    >>> print(plot_treemap(typed({name: [] for name in NAMES})))
    No statement here gives the trade of two partners for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = yearly(figures, scale)
    if year is not None:
        found = found.in_year(year)
    ranked, left_out = one_each(found)
    shown = ranked[ranked["value"] > 0]
    if len(shown) < 2:
        said = says.say("note.no_ranking", thing=wording.thing(scale, says))
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    strong = among(highlight)
    regions = shown.groupby(shown["code"].map(region_of))["value"].sum().sort_values(ascending=False).index
    groups = [
        (region_name(str(region), says), wording.rows_of(shown[shown["code"].map(region_of) == region]))
        for region in regions
    ]
    note = wording.not_drawn(says, **left_out)
    if shown["year"].nunique() > 1:
        note = f"{says.say('note.no_sum')} {note}".strip()
    caption = caption_of(
        shown, title or finding_of(wording.rows_of(shown), strong, says), "ranking", note, says
    )
    told = " ".join(
        says.say("alt.group", name=name, all=wording.told_by_partner(rows, says)) for name, rows in groups
    )
    alt = alt_of("treemap", wording.rows_of(shown), told, says)
    return Chart(partial(_drawn, groups, strong, says), caption, alt, shown, language)


def _drawn(
    groups: Sequence[tuple[str, list[wording.Row]]],
    strong: frozenset[str],
    says: Words,
    caption: Caption,
    palette: Palette,
) -> tuple[Sheet, Axes]:
    width = 72 * palette.width - 3
    height = width * (_TALL if palette.width > 5 else 1.1)
    rows = [row for _, group in groups for row in group]
    loose = any(row.qualifier != Qualifier.EXACT for row in rows)
    key = [keys.dot(palette.muted, says.say("key.loose"), dashed=True, size=8.0)] if loose else []
    sheet, axes = frame(caption, palette, height=height / 72, margins=Margins(bottom=0.02), key=key)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    several = len({row.year for row in rows}) > 1
    sums = [sum(row.value for row in group) for _, group in groups]
    for (name, group), tile in zip(groups, _tiles(sums, _Tile(0, 0, width, height)), strict=True):
        headed = tile.height > 3 * _HEAD and 72 * text_width(name, _SIZE, "semibold") < tile.width - 4
        inside = tile.inner(1.5, _HEAD if headed else 0.0)
        if headed:
            at = (inside.left + 1, tile.bottom + tile.height - _HEAD + 1.5)
            axes.annotate(name, at, size=_SIZE, weight="semibold", color=palette.ink, annotation_clip=False)
        for row, place in zip(group, _tiles([row.value for row in group], inside), strict=True):
            color = palette.accent if row.code in strong or not strong else palette.official
            _draw(axes, row, place, color, several, says)
    return sheet, axes


def _tiles(sizes: Sequence[float], room: _Tile) -> Iterator[_Tile]:
    """Rectangles that fill `room`, in proportion to sizes that fall from the largest."""
    areas = squarify.normalize_sizes(sizes, room.width, room.height)
    for one in squarify.squarify(areas, room.left, 0, room.width, room.height):
        # squarify goes up from the lower left corner; the largest stands at the top
        bottom = room.bottom + room.height - one["y"] - one["dy"]
        yield _Tile(one["x"], bottom, one["dx"], one["dy"])


def _draw(axes: Axes, row: wording.Row, tile: _Tile, color: str, several: bool, says: Words) -> None:
    inner = tile.inner(0.5)
    corner = (inner.left, inner.bottom)
    axes.add_artist(Rectangle(corner, inner.width, inner.height, facecolor=color, linewidth=0, zorder=2))
    if row.qualifier != Qualifier.EXACT:
        rim = inner.inner(min(2.0, inner.width / 4, inner.height / 4))
        axes.add_artist(
            Rectangle(
                (rim.left, rim.bottom), rim.width, rim.height, facecolor="none", edgecolor="white",
                linewidth=1.0, linestyle=keys.DASHES, zorder=2.1,
            )
        )  # fmt: skip
    ends = to_points(axes, inner.left, inner.bottom)
    mark(axes, row, Box(*ends, ends[0] + inner.width, ends[1] + inner.height))
    name, value = naming.place(row.code, says), wording.value(row, says)
    lines = [name, says.say("label.value_year", value=value, year=row.year) if several else value]
    for number, text in enumerate(_fitting(lines, inner)):
        at = (inner.left + 4, inner.bottom + inner.height - 4 - _SIZE - number * (_SIZE + 2))
        weight = "normal" if number else "semibold"
        axes.annotate(text, at, size=_SIZE, color="white", weight=weight, annotation_clip=False, zorder=4)


def _fitting(lines: Sequence[str], tile: _Tile) -> list[str]:
    """The lines that there is room for, from the first on."""
    kept = []
    for number, text in enumerate(lines):
        high = (number + 1) * (_SIZE + 2) + 6
        if high > tile.height or 72 * text_width(text, _SIZE, "semibold") > tile.width - 8:
            break
        kept.append(text)
    return kept
