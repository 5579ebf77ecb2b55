"""How a chart of figures over years is drawn: points, lines, bounds, and labels beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import marks, naming, wording
from kzdata.charts import official as officially
from kzdata.charts.axes import value_axis, value_ticks, year_axis
from kzdata.charts.comparable import actual
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.labels import Label, along, label_ends, place, to_points
from kzdata.charts.sheet import Box, Sheet
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words
from kzdata.model import Modality


@dataclass(frozen=True, eq=False)
class Lines:
    """What is drawn: all figures, the one that stands for each year, official ones; partners' colours.

    Partners stand in the order of the heights at which their lines end.
    """

    figures: pd.DataFrame
    yearly: pd.DataFrame
    official: pd.DataFrame
    colors: dict[str, str]
    unit: str
    strong: frozenset[str] = frozenset()
    implied: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def alone(self) -> bool:
        """Whether they are one partner's."""
        return len(self.colors) == 1

    @cached_property
    def both(self) -> pd.DataFrame:
        """All rows that are drawn."""
        return pd.concat([part for part in (self.figures, self.official, self.implied) if len(part)])


_HEIGHT = 2.3  # inches: two charts and the words before them go on a page
_SIZE = 9.0


def draw_series(lines: Lines, says: Words, caption: Caption, palette: Palette) -> tuple[Sheet, Axes]:
    """Draw the lines with the words around them."""
    names = {code: naming.place(code, says) for code in lines.colors}
    right = (
        0.12 if lines.alone else max(text_width(name, _SIZE, "semibold") for name in names.values()) + 0.12
    )
    key = marks.key(
        palette, says,
        qualifiers=lines.figures["qualifier"].unique(),
        modalities=lines.figures["modality"].unique(),
        official=officially.accounts(lines.official) if len(lines.figures) else (),
        implied=bool(len(lines.implied)),
    )  # fmt: skip
    low, high = _extent(lines)
    ticks, texts = value_ticks(low, high, lines.unit, language=says.locale.language)
    left = max(text_width(text, 9) for text in texts) + 0.1
    figure, axes = frame(caption, palette, height=_HEIGHT, margins=Margins(left, right), key=key)
    value_axis(axes, low, high, ticks, texts)
    year_axis(axes, int(lines.both["year"].min()), int(lines.both["year"].max()))
    taken = officially.draw(axes, lines.official, palette)
    taken += [box for code, color in lines.colors.items() for box in _draw_partner(axes, lines, code, color)]
    for row in wording.rows_of(lines.implied):
        taken.append(marks.draw_implied(axes, row.year, row, color=palette.accent))
    if lines.alone:
        place(axes, _labels(lines, palette, says), taken=taken, size=_SIZE)
    else:
        _name(axes, lines, names, taken, palette)
    return figure, axes


def _name(axes: Axes, lines: Lines, names: dict[str, str], taken: list[Box], palette: Palette) -> None:
    """Each partner's name in the margin; beside its last point where that is far from there."""
    last = lines.yearly.drop_duplicates("code", keep="last").set_index("code")
    muted = {palette.context: palette.muted}
    labels = [
        Label(
            float(last["year"][code]),
            float(last["value"][code]),
            name,
            muted.get(lines.colors[code], lines.colors[code]),
            "semibold",
        )
        for code, name in names.items()
    ]
    first, until = axes.get_xlim()
    far = [label for label in labels if label.x < until - 0.2 * (until - first)]
    placed = place(axes, far, taken=taken, size=_SIZE, beside=True)
    label_ends(axes, [label for label in labels if label not in placed], size=_SIZE)


def _extent(lines: Lines) -> tuple[float, float]:
    """The ends of the value axis: zero and a little more than all that is drawn."""
    lowest = float(lines.both["value"].min())
    highest = max(float(lines.both[["value", "value_high"]].max().max()), 0.0)
    room = (highest - min(lowest, 0)) * 0.13
    return (lowest - room if lowest < 0 else 0.0), highest + room


def _draw_partner(axes: Axes, lines: Lines, code: str, color: str) -> list[Box]:
    """Draw one partner's points and line; returns the room that they take, in points of the page."""
    mine = lines.figures[lines.figures["code"] == code].sort_values(["year", "published", "start"])
    same_year = mine.groupby("year")
    # statements on the same year stand side by side, in the order of their publication
    shift = (same_year.cumcount() - (same_year["value"].transform("size") - 1) / 2) * 0.18
    places = (mine["year"] + shift.clip(-0.4, 0.4)).tolist()
    taken = [
        marks.draw_figure(axes, x, row, color=color)
        for x, row in zip(places, wording.rows_of(mine), strict=True)
    ]
    best = actual(lines.yearly[lines.yearly["code"] == code])
    for _, run in best.groupby(best["year"].diff().ne(1).cumsum()):
        axes.plot(run["year"], run["value"], color=color, linewidth=1.1, alpha=0.65, zorder=2.2)
        taken += along([to_points(axes, *point) for point in zip(run["year"], run["value"], strict=True)])
    return taken


def _labels(lines: Lines, palette: Palette, says: Words) -> list[Label]:
    """Values beside their points: the last and the first year's, then the highest, then all others."""
    rows = wording.rows_of(lines.yearly if len(lines.yearly) else officially.longest(lines.official))
    past = [row for row in rows if row.modality == Modality.ACTUAL] or rows
    first = [past[-1], past[0], max(past, key=lambda row: row.value), min(past, key=lambda row: row.value)]
    order = {row.Index: row for row in (first if lines.yearly.empty else [*first, *rows])}
    stated = [
        Label(
            row.year,
            row.value,
            wording.value(row, says),
            palette.ink,
            "semibold" if row is past[-1] else "normal",
        )
        for row in order.values()
    ]
    if lines.yearly.empty:
        return stated
    ends = officially.ends(lines.official)
    later = wording.rows_of(ends[~ends["year"].isin(lines.yearly["year"])])
    beside = [Label(row.year, row.value, wording.value(row, says), palette.muted) for row in later]
    return [*stated[:1], *beside, *stated[1:]]
