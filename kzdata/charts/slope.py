"""Two years side by side: which partners rose, which fell, and who passed whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import findings, marks, naming, wording
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Scale, actual, among, countries, yearly
from kzdata.charts.frame import Caption, Entry, Margins, frame, text_width
from kzdata.charts.keys import line
from kzdata.charts.labels import spread
from kzdata.charts.sheet import Sheet
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words

_LEAST, _EACH, _MOST = 1.3, 0.3, 3.4  # inches: height of the plot, at least, for each partner, and at most
_HEAD = 0.26
_SIZE = 9.0
_LINE = 0.155  # inches from one line of words to the next
_GAP = 0.2  # inches between a point and its words: room for the arrow of a bound

Pair = tuple[wording.Row, wording.Row]


def plot_slope(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    years: tuple[int, int] | None = None,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    highlight: str | None = None,
    most: int = 10,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw partners in one full year and in another, joined by lines.

    Drawn are partners for whom both years are stated. A line is in colour only where the bounds of both
    figures leave no doubt that the partner rose or fell.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    years : tuple of int, optional
        The two years; left out, those that most partners have, of equals those furthest apart.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit to draw; figures in others are counted in the note.
    highlight : str, optional
        Country, region or bloc whose names are set off, by code or name.
    most : int
        Partners drawn at most, the largest first.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two partners with both years.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_slope(typed({name: [] for name in NAMES})))
    No two full years here have the trade of two partners stated for both.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = yearly(figures, scale)
    best = actual(countries(found.best))
    chosen = years or _years(best)
    inside = best[best["year"].isin(chosen or ())]
    pairs = inside[inside.groupby("code")["year"].transform("nunique") == 2]
    if chosen is None or pairs["code"].nunique() < 2:
        first, last = chosen or (0, 0)
        form = "no_slope_years" if years else "no_slope"
        said = says.say(f"note.{form}", thing=wording.thing(scale, says), first=first, last=last)
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    sizes = pairs.groupby("code")["value"].max().sort_values(ascending=False)
    shown = pairs[pairs["code"].isin(sizes.index[:most])].sort_values(["code", "year"])
    rows = [tuple(wording.rows_of(group)) for _, group in shown.groupby("code")]
    first, last = sorted(chosen)
    left_out = {
        "partners": len(sizes) - len(rows),
        "other_years_of": inside["code"].nunique() - len(sizes),
        **found.left_out,
    }
    caption = Caption(
        title or naming.sentence(_finding(rows, says)),
        says.say(
            "subtitle.slope",
            indicator=naming.indicator_name(rows[0][0], says),
            unit=naming.unit_name(unit, says),
            first=first,
            last=last,
        ),
        wording.sources(shown, says),
        wording.not_drawn(says, **left_out),
    )
    told = " ".join(
        says.say("alt.group", name=naming.place(pair[0].code, says), all=wording.told(pair, says))
        for pair in rows
    )
    alt = says.say(
        "alt.slope",
        indicator=naming.inside(naming.indicator_name(rows[0][0], says)),
        unit=naming.unit_name(unit, says),
        all=told,
    )
    draw = partial(_drawn, rows, (first, last), among(highlight), says)
    return Chart(draw, caption, alt, shown, language)


def _years(best: pd.DataFrame) -> tuple[int, int] | None:
    """The two years that most partners have, of equals those furthest apart, of these the last."""
    have = [set(years) for _, years in best.groupby("code")["year"]]
    known = sorted({int(year) for years in have for year in years})
    pairs = {pair: sum(set(pair) <= years for years in have) for pair in combinations(known, 2)}
    return max(pairs, key=lambda pair: (pairs[pair], pair[1] - pair[0], pair), default=None)


def _finding(rows: Sequence[Pair], says: Words) -> str:
    """Who rose by most; where none did, who fell by most."""
    fell = [pair for pair in rows if _way(pair) < 0]
    if not fell or any(_way(pair) > 0 for pair in rows):
        return findings.grew_most(rows, says)
    first, last = min(fell, key=lambda pair: pair[1].value - pair[0].value)
    return says.say(
        "finding.fell_most",
        subject=wording.subject(last, says),
        first=wording.value(first, says, spelt=True),
        first_when=wording.when(first, says),
        last=wording.value(last, says, spelt=True),
        last_when=wording.when(last, says),
    )


def _way(pair: Pair) -> int:
    """1 if a partner rose, -1 if it fell, whatever the bounds of both figures allow; else 0."""
    first, last = pair
    rose = findings.lowest(last) > findings.highest(first)
    return int(rose) - int(findings.highest(last) < findings.lowest(first))


def _drawn(
    rows: Sequence[Pair],
    years: tuple[int, int],
    strong: frozenset[str],
    says: Words,
    caption: Caption,
    palette: Palette,
) -> tuple[Sheet, Axes]:
    starts = [wording.value(first, says) for first, _ in rows]
    ends = [
        says.say("label.end", partner=naming.place(last.code, says), value=wording.value(last, says))
        for _, last in rows
    ]
    left = max(text_width(text, _SIZE) for text in starts) + _GAP
    right = max(text_width(text, _SIZE, "semibold") for text in ends) + _GAP
    height = min(max(_LEAST, _EACH * len(rows)), _MOST)
    highest = max(row.value if pd.isna(row.value_high) else row.value_high for pair in rows for row in pair)
    scale = height / highest  # inches a unit
    heights = [spread([pair[side].value * scale for pair in rows], _LINE) for side in (0, 1)]
    under = max(0.12 - min(*heights[0], *heights[1]), 0.08)
    margins = Margins(left, right, under)
    figure, axes = frame(
        caption, palette, height=height + _HEAD, margins=margins, key=_key(rows, palette, says)
    )
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, (height + _HEAD) / scale)
    for x, year in enumerate(years):
        axes.plot([x, x], [0, highest], color=palette.grid, linewidth=0.8, zorder=1, clip_on=False)
        text = str(year)
        write(
            axes,
            x,
            axes.get_ylim()[1] - 0.1 / scale,
            text,
            -text_width(text, _SIZE, "semibold") / 2,
            palette.muted,
            "semibold",
        )
    for pair in rows:
        color = _color(pair, palette)
        axes.plot([0, 1], [row.value for row in pair], color=color, linewidth=1.6, alpha=0.8, zorder=2)
        for x, row in enumerate(pair):
            marks.draw_figure(axes, x, row, color=color)
    for side, texts in ((0, starts), (1, ends)):
        for pair, text, at in zip(rows, texts, heights[side], strict=True):
            weight = "semibold" if pair[0].code in strong and side else "normal"
            shift = _GAP if side else -_GAP - text_width(text, _SIZE)
            write(axes, side, at / scale, text, shift, palette.ink, weight)
    return figure, axes


def _color(pair: Pair, palette: Palette) -> str:
    return {1: palette.accent, -1: palette.series[1], 0: palette.official}[_way(pair)]


def _key(rows: Sequence[Pair], palette: Palette, says: Words) -> list[Entry]:
    used = {_color(pair, palette) for pair in rows}
    names = ((palette.accent, "rose"), (palette.series[1], "fell"), (palette.official, "unsure"))
    return [line(color, says.say(f"key.{name}")) for color, name in names if color in used]
