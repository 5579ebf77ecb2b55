"""The same small chart for each partner, on one scale: who grew, who fell, who is small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from kzdata.charts import findings, marks, naming, wording
from kzdata.charts import official as officially
from kzdata.charts.axes import value_ticks
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Scale, actual, among, countries, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.sheet import Sheet
from kzdata.charts.strokes import strokes
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words

_SIZE = 9.0
_LEAST = 1.3  # inches: a panel is at least so wide
_HEIGHT = 0.85  # of a panel's plot
_OVER, _UNDER, _BETWEEN = 0.34, 0.3, 0.22  # room over and under a plot, and beside the next one


@dataclass(frozen=True, eq=False)
class _Partner:
    """What stands in one panel."""

    code: str
    figures: pd.DataFrame
    official: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where a panel's plot stands on the sheet, in inches, and what its ends mean."""

    left: float
    bottom: float
    width: float
    years: tuple[int, int]
    highest: float

    def x(self, year: float) -> float:
        first, last = self.years
        return self.left + 0.1 + (self.width - 0.2) * (year - first) / max(last - first, 1)

    def y(self, value: float) -> float:
        return self.bottom + _HEIGHT * value / self.highest


def plot_small_multiples(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    official: pd.DataFrame | None = None,
    highlight: str | None = None,
    most: int = 9,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw the full years of each partner in a panel of its own, all panels on the same scales.

    For each year stands the figure most firmly stated; years that nobody states are gaps. Partners of whom
    one year alone is stated are counted in the note.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit to draw; figures in others are counted in the note.
    official : DataFrame, optional
        Official series, as `kzdata.official` gives them: lines behind the statements.
    highlight : str, optional
        Country, region or bloc to set off in colour, by code or name.
    most : int
        Panels drawn at most: the highlighted, then those of most years.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two partners of two years each.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_small_multiples(typed({name: [] for name in NAMES})))
    No statement here gives the trade of two partners for two full years each.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = yearly(figures, scale)
    best = actual(countries(found.best))
    years = best.groupby("code")["year"].nunique()
    several = set(years.index[years > 1])
    if len(several) < 2:
        said = says.say("note.no_multiples", thing=wording.thing(scale, says))
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    strong = among(highlight)
    kept = sorted(several, key=lambda code: (code not in strong, -years[code], code))[:most]
    last = best.drop_duplicates("code", keep="last").set_index("code")["value"]
    partners = [
        _Partner(code, best[best["code"] == code], officially.official_years(official, scale, code))
        for code in sorted(kept, key=lambda code: (code not in strong, -last[code]))
    ]
    shown = pd.concat([part for one in partners for part in (one.figures, one.official) if len(part)])
    stated = pd.concat([one.figures for one in partners])
    left_out = {
        "partners": len(several) - len(kept),
        "short": len(years) - len(several),
        "areas": len(found.best) - len(countries(found.best)),
        **found.left_out,
    }
    row = wording.rows_of(stated)[0]
    caption = Caption(
        title
        or naming.sentence(findings.grew_most([wording.rows_of(one.figures) for one in partners], says)),
        says.say(
            "subtitle.multiples",
            indicator=naming.indicator_name(row, says),
            unit=naming.unit_name(unit, says),
            period=wording.years(shown, says),
        ),
        wording.sources(
            stated, says, [str(name) for one in partners for name in one.official["source"].unique()]
        ),
        wording.not_drawn(says, **left_out),
    )
    told = " ".join(
        says.say(
            "alt.group",
            name=naming.place(one.code, says),
            all=wording.told(wording.rows_of(one.figures), says),
        )
        for one in partners
    )
    alt = says.say(
        "alt.series",
        indicator=naming.inside(naming.indicator_name(row, says)),
        unit=naming.unit_name(unit, says),
        all=told,
    )
    return Chart(partial(_drawn, partners, strong, says), caption, alt, shown, language)


def _drawn(
    partners: Sequence[_Partner], strong: frozenset[str], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    shown = pd.concat([part for one in partners for part in (one.figures, one.official) if len(part)])
    highest = float(shown[["value", "value_high"]].max().max()) * 1.12
    ticks, texts = value_ticks(0, highest, shown["unit"].iloc[0], language=says.locale.language)
    marked = list(zip(ticks, texts, strict=True))[:: 2 if len(ticks) > 4 else 1]
    left = max(text_width(text, _SIZE) for _, text in marked) + 0.08
    room = palette.width - left - 0.06
    columns = max(min(int((room + _BETWEEN) / (_LEAST + _BETWEEN)), 3, len(partners)), 1)
    rows = -(-len(partners) // columns)
    height = rows * (_OVER + _HEIGHT + _UNDER)
    names = [one.figures for one in partners]
    key = marks.key(
        palette, says,
        qualifiers={name for one in names for name in one["qualifier"]},
        modalities={name for one in names for name in one["modality"]},
        official=[""] if any(len(one.official) for one in partners) else (),
    )  # fmt: skip
    figure, axes = frame(caption, palette, height=height, margins=Margins(left, 0.02, 0.0), key=key)
    axes.set_axis_off()
    axes.set_xlim(0, float(axes.get_position().width) * palette.width)
    axes.set_ylim(0, height)
    width = (axes.get_xlim()[1] - (columns - 1) * _BETWEEN) / columns
    years = int(shown["year"].min()), int(shown["year"].max())
    panels = []
    for number in range(len(partners)):
        row, column = divmod(number, columns)
        bottom = height - (row + 1) * (_OVER + _HEIGHT + _UNDER) + _UNDER
        panels.append(_Panel(column * (width + _BETWEEN), bottom, width, years, highest))
    _ground(axes, panels, marked, palette)
    for panel, one in zip(panels, partners, strict=True):
        color = palette.accent if not strong or one.code in strong else palette.muted
        _draw(axes, panel, one, color, palette, says)
    return figure, axes


def _ground(
    axes: Axes, panels: Sequence[_Panel], ticks: Sequence[tuple[float, str]], palette: Palette
) -> None:
    """The grids of the panels, with the values before the first column and the years under the ends."""
    for zero, color in ((False, palette.grid), (True, palette.muted)):
        lines = [
            ((panel.left, panel.y(tick)), (panel.left + panel.width, panel.y(tick)))
            for panel in panels
            for tick, _ in ticks
            if (tick == 0) == zero
        ]
        strokes(axes, lines, color=color)
    for panel in panels:
        for tick, text in ticks if panel.left == 0 else ():
            write(axes, 0, panel.y(tick), text, -0.06 - text_width(text, _SIZE), palette.muted)
        beneath = any(other.left == panel.left and other.bottom < panel.bottom for other in panels)
        if not beneath:
            first, last = (str(year) for year in panel.years)
            end = panel.left + panel.width
            write(axes, panel.left, panel.bottom - 0.13, first, 0.0, palette.muted)
            write(axes, end, panel.bottom - 0.13, last, -text_width(last, _SIZE), palette.muted)


def _draw(axes: Axes, panel: _Panel, one: _Partner, color: str, palette: Palette, says: Words) -> None:
    top = panel.bottom + _HEIGHT + 0.14
    name = naming.place(one.code, says)
    write(axes, panel.left, top, name, 0.0, palette.ink, "semibold")
    for _, series in one.official.groupby("source", sort=False):
        for years, values in _runs(series, panel):
            axes.add_artist(Line2D(years, values, color=palette.official, linewidth=2.0, zorder=2))
    for years, values in _runs(one.figures, panel):
        axes.add_artist(Line2D(years, values, color=color, linewidth=1.1, alpha=0.65, zorder=2.2))
    rows = wording.rows_of(one.figures)
    for row in rows:
        high = row.value_high if pd.isna(row.value_high) else panel.y(row.value_high)
        moved = row._replace(value=panel.y(row.value), value_high=high)
        marks.draw_figure(axes, panel.x(row.year), moved, color=color, ground=panel.bottom)
    last = wording.value(rows[-1], says)
    said = says.say("label.value_year", value=last, year=rows[-1].year)
    room = panel.width - text_width(name, _SIZE, "semibold") - 0.1
    text = said if text_width(said, _SIZE) < room else last
    write(axes, panel.left + panel.width, top, text, -text_width(text, _SIZE), color)


def _runs(series: pd.DataFrame, panel: _Panel) -> Iterator[tuple[list[float], list[float]]]:
    """The stretches of neighbouring years of a series, on the sheet; a year alone is a stroke."""
    for _, run in series.groupby(series["year"].diff().ne(1).cumsum()):
        years, values = [panel.x(year) for year in run["year"]], [panel.y(value) for value in run["value"]]
        if len(run) == 1:
            years, values = [years[0] - 0.04, years[0] + 0.04], values * 2
        yield years, values
