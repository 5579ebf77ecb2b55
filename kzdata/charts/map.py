"""Partners on a map: where they lie, and how much is stated for each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke

from kzdata.charts import keys, naming, wording
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.classes import classes_of
from kzdata.charts.comparable import Scale, among, cumulative, yearly
from kzdata.charts.frame import Caption, Entry, Margins, frame, text_width
from kzdata.charts.labels import Label, place, to_points
from kzdata.charts.land import Land, View, land, on_map, view_of
from kzdata.charts.numbers import amount
from kzdata.charts.outlines import outlines
from kzdata.charts.ranking import alt_of, caption_of, finding_of, one_each
from kzdata.charts.sheet import Box, Sheet, mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import HOME, Qualifier

_SIZE = 8.5
_SMALL = 14.0  # square points: a country that takes less is a dot
_DOT = 3.2  # radius in points
_COVERED = 0.012
"""Of the square over the map's width: what circles cover together, divided by pi."""
_ROOMY = 5.0  # inches: a sheet as wide has room for more names

Form = Literal["circles", "colours"]


def plot_map(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    over_years: bool = False,
    form: Form = "circles",
    highlight: str | None = None,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw partners on a map, each by the last full year that a statement gives for it.

    Circles have areas in proportion to what is stated; colours show the class that it falls in, and suit
    what does not grow with a country's size. Bounds and rounded values have a dashed rim, or are hatched.
    Where all partners lie in Europe, Asia and Africa, the map is of these, seen from Kazakhstan; else of the
    world. Areas are true in both. Figures of regions and blocs are counted in the note.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit to draw; figures in others are counted in the note.
    over_years : bool
        Draw totals over the years that most partners have instead, as `plot_ranking` does.
    form : "circles" or "colours"
        How a value is shown.
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
    >>> print(plot_map(typed({name: [] for name in NAMES})))
    No statement here gives the trade of two partners for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = cumulative(figures, scale) if over_years else yearly(figures, scale)
    ranked, left_out = one_each(found)
    shown = ranked[ranked["code"].isin(on_map(ranked["code"])) & (ranked["value"] > 0)]
    if len(shown) < 2:
        said = says.say(
            "note.no_total" if over_years else "note.no_ranking", thing=wording.thing(scale, says)
        )
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    strong = among(highlight)
    left_out = {"off_map": len(ranked) - len(shown), **left_out}
    note = f"{wording.not_drawn(says, **left_out)} {says.say('note.borders')}".strip()
    rows = wording.rows_of(shown)
    finding = title or finding_of(rows, strong, says)
    caption = caption_of(shown, finding, "ranking_total" if over_years else "ranking", note, says)
    alt = alt_of(f"map_{form}", rows, wording.told_by_partner(rows, says), says)
    draw = _circles if form == "circles" else _colours
    return Chart(partial(draw, rows, strong, says), caption, alt, shown, language)


def _circles(
    rows: Sequence[wording.Row], strong: frozenset[str], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    largest = max(_high(row) for row in rows)
    width = 72 * palette.width
    # areas are in proportion, so radii are to the root; all together cover a part of the map
    covered = (_COVERED * width**2 / sum(_high(row) for row in rows)) ** 0.5
    unit = min((0.045 * width + 4.0) / largest**0.5, covered)
    sizes = _round_sizes(largest)
    strip = 2 * unit * sizes[-1] ** 0.5 + 6
    loose = any(row.qualifier != Qualifier.EXACT for row in rows)
    key = [keys.dot(palette.muted, says.say("key.loose"), dashed=True, size=8.0)] if loose else []
    sheet, axes, ground = _ground(rows, (), caption, palette, strip, key)
    taken, labels = [], []
    for row in rows:
        x, y = ground.view.point(outlines()[row.code])
        color = palette.accent if row.code in strong or not strong else palette.muted
        axes.add_artist(
            Circle((x, y), unit * row.value**0.5, facecolor=color, alpha=0.4, linewidth=0, zorder=3)
        )
        radius = max(unit * _high(row) ** 0.5, 1.6)
        rim = "-" if row.qualifier == Qualifier.EXACT else keys.DASHES
        axes.add_artist(
            Circle(
                (x, y), radius, edgecolor=color, facecolor="none", linewidth=1.1, linestyle=rim, zorder=3.1
            )
        )
        taken.append(_on_page(axes, Box(x - radius, y - radius, x + radius, y + radius)))
        mark(axes, row, taken[-1])
        labels.append(_label(row, x, y, radius - 2, strong, palette, says))
    _name(axes, ground.view, labels, taken, palette, says)
    _draw_sizes(axes, sizes, unit, rows[0].unit, palette, says)
    return sheet, axes


def _colours(
    rows: Sequence[wording.Row], strong: frozenset[str], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    classes = classes_of([row.value for row in rows])
    key = classes.key(rows, palette, says)
    codes = [row.code for row in rows]
    sheet, axes, ground = _ground(rows, codes, caption, palette, 0.0, key)
    for number in range(len(classes)):
        inside = [row.code for row in rows if classes.number(row.value) == number]
        _fill(axes, ground, inside, classes.shade(number), palette)
    loose = [row.code for row in rows if row.qualifier != Qualifier.EXACT]
    ground.draw(axes, loose, facecolor="none", edgecolor="white", linewidth=0, hatch="/////", zorder=2.4)
    labels = []
    for row in rows:
        x, y = ground.view.point(outlines()[row.code])
        mark(axes, row, _on_page(axes, Box(x - 4, y - 4, x + 4, y + 4)))
        labels.append(_label(row, x, y, -6.0, strong, palette, says))
    _name(axes, ground.view, labels, [], palette, says)
    for text in axes.texts:
        # dark shades would swallow it
        text.set_path_effects([withStroke(linewidth=2.0, foreground="white")])
    return sheet, axes


def _fill(axes: Axes, ground: Land, codes: Sequence[str], shade: float, palette: Palette) -> None:
    """Colour countries of one class; those too small to see are dots."""
    color = to_rgba(palette.accent, shade)
    small = [code for code in codes if ground.size(code) < _SMALL]
    large = [code for code in codes if code not in small]
    ground.draw(axes, large, facecolor=color, edgecolor="white", linewidth=0.5, zorder=2)
    for code in small:
        spot = ground.view.point(outlines()[code])
        axes.add_artist(Circle(spot, _DOT, facecolor="white", linewidth=0, zorder=2.6))
        axes.add_artist(
            Circle(spot, _DOT, facecolor=color, edgecolor=palette.accent, linewidth=1.0, zorder=2.7)
        )


def _ground(
    rows: Sequence[wording.Row],
    without: Sequence[str],
    caption: Caption,
    palette: Palette,
    strip: float,
    key: Sequence[Entry],
) -> tuple[Sheet, Axes, Land]:
    """The sheet with all land but that of some countries, home set off in it; the axes are in points."""
    view = view_of([row.code for row in rows], 72 * palette.width - 3, strip)
    height = view.height + strip
    sheet, axes = frame(caption, palette, height=height / 72, margins=Margins(bottom=0.02), key=key)
    axes.set_axis_off()
    axes.set_xlim(0, 72 * palette.width * float(axes.get_position().width))
    axes.set_ylim(0, height)
    ground = land(view)
    rim = {"edgecolor": "white", "linewidth": 0.5}
    others = [code for code in ground.shapes if code not in {HOME, *without}]
    ground.draw(axes, others, facecolor=palette.grid, zorder=1, **rim)
    ground.draw(axes, [HOME], facecolor=palette.context, zorder=1.2, **rim)
    return sheet, axes, ground


def _name(
    axes: Axes, view: View, labels: Sequence[Label], taken: Sequence[Box], palette: Palette, says: Words
) -> None:
    """Write the name of home and as many others as there is room for, the largest first."""
    x, y = view.point(outlines()[HOME])
    home = Label(x, y, naming.place(HOME, says), palette.muted, "normal", -6.0)
    most = 14 if palette.width >= _ROOMY else 7
    place(axes, [home, *labels][: most + 1], taken=taken, size=_SIZE)


def _label(
    row: wording.Row, x: float, y: float, reach: float, strong: frozenset[str], palette: Palette, says: Words
) -> Label:
    text = says.say("label.on_map", partner=naming.place(row.code, says), value=wording.value(row, says))
    return Label(x, y, text, palette.ink, "semibold" if row.code in strong else "normal", reach)


def _high(row: wording.Row) -> float:
    return float(row.value if pd.isna(row.value_high) else row.value_high)


def _on_page(axes: Axes, box: Box) -> Box:
    """A box in the axes' points as one in the page's."""
    (left, bottom), (right, top) = to_points(axes, box.left, box.bottom), to_points(axes, box.right, box.top)
    return Box(left, bottom, right, top)


def _round_sizes(largest: float) -> list[float]:
    """Two round values to show the sizes of circles by.

    Examples
    --------
    >>> _round_sizes(20e9)
    [1000000000.0, 5000000000.0]
    """
    step = 10.0 ** math.floor(math.log10(largest))
    return [step / 10, step / 2]


def _draw_sizes(
    axes: Axes, sizes: Sequence[float], unit: float, measure: str, palette: Palette, says: Words
) -> None:
    """What sizes of circles mean, under the map."""
    x = 2.0
    for size in sizes:
        radius, middle = unit * size**0.5, unit * sizes[-1] ** 0.5 + 2
        rim = Circle((x + radius, middle), radius, facecolor="none", edgecolor=palette.muted, linewidth=1.0)
        axes.add_artist(rim)
        text = amount(size, measure, language=says.locale.language)
        write(axes, x + 2 * radius, middle, text, 0.05, palette.muted)
        x += 2 * radius + 72 * text_width(text, 9.0) + 14
