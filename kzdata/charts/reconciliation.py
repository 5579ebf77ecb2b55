"""What statements say against what statistics say: how far apart, and which way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedFormatter, FixedLocator

from kzdata.charts import keys, marks, naming, wording
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import alone
from kzdata.charts.frame import Caption, Entry, Margins, frame, text_width
from kzdata.charts.numbers import amount
from kzdata.charts.sheet import Sheet, row_mark
from kzdata.charts.strokes import strokes
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.tables.reconcile import Verdict, reconcile

_ROW = 0.26  # inches
_LINE = 0.17  # of the words over a row, where the sheet is narrow
_HEAD = 0.3
_SIZE = 9.0
_GAP = 0.1
_SAME = 0.005  # of a value: what differs by less is told by no eye
_ROOMY = 5.0  # inches: a sheet as wide has the words beside the rows, another one over them
_TICKS = (-95, -90, -75, -50, -25, -10, -5, 0, 5, 10, 25, 50, 100, 200, 400, 900, 1900)
"""Gaps in percent that an axis may be marked with."""


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Pairs in groups, each group with the words over it."""

    groups: Sequence[tuple[str, list[wording.Row]]]

    @property
    def rows(self) -> list[wording.Row]:
        return [row for _, rows in self.groups for row in rows]


def plot_reconciliation(
    figures: pd.DataFrame,
    *,
    series: pd.DataFrame | None = None,
    indicator: str | None = None,
    most: int = 14,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw how far statements lie from official statistics of the same thing, partner and period.

    Each row is one stated sum: the line in the middle is what the statistics say, the dot what the statement
    says, with an arrow where that is a bound. A hollow square is what the partner's statistics say, where
    they say something else. Distances are in proportion: half lies as far from the line as double. Where
    Kazakhstan's statistics have no value, those of the partner take their place, and the row says so. What
    stands on the same page as the official value is set apart: it is the same witness.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    series : DataFrame, optional
        Official series; all that come with kzdata if left out. See `kzdata.reconcile`.
    indicator : str, optional
        Take this one alone, such as "trade_turnover".
    most : int
        Pairs drawn at most: those with another page's statistics first, then the furthest apart.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where no statement has statistics to stand beside.

    Examples
    --------
    >>> from kzdata.model import PartialDate, Statement
    >>> from kzdata.tables.corpus import figures
    >>> text = "In 2013 trade between Kazakhstan and China reached $28.6 billion."
    >>> chart = plot_reconciliation(figures([Statement("s1", text, published=PartialDate(2014))]))
    >>> print(chart.title)
    The one stated sum agrees with statistics found elsewhere: trade with China in 2013
    """
    says = words(language)
    pairs = _pairs(figures, series, indicator)
    if pairs.empty:
        return Note(says.say("note.full_stop", nothing=says.say("note.no_reconciliation")), figures.head(0))
    order = pairs.assign(apart=pairs["ratio"].map(_distance)).sort_values(
        ["same_page", "apart", "figure_id"], ascending=[True, False, True]
    )
    shown = order.head(most)
    groups = [
        (says.say("group.same_page" if same else "group.apart"), wording.rows_of(group))
        for same, group in shown.groupby("same_page", sort=True)
    ]
    rows = [row for _, group in groups for row in group]
    caption = Caption(
        title or naming.sentence(_finding(order, says)),
        says.say("subtitle.reconciliation", period=wording.years(shown, says)),
        wording.sources(shown, says, list(dict.fromkeys(shown["beside_source"]))),
        wording.not_drawn(says, pairs=len(pairs) - len(shown)),
    )
    alt = says.say("alt.reconciliation", all="; ".join(naming.sentence(_told(row, says)) for row in rows))
    return Chart(partial(_drawn, _Pairs(groups), says), caption, alt, shown, language)


def _pairs(figures: pd.DataFrame, series: pd.DataFrame | None, indicator: str | None) -> pd.DataFrame:
    """The figures that statistics stand beside, with the statistics' value and its source."""
    if indicator is not None:
        figures = figures[figures["indicator"] == indicator]
    beside = reconcile(figures, series)
    ours = beside["official"].notna()
    values = beside["official"].where(ours, beside["mirror"])
    found = figures.set_index("figure_id", drop=False).loc[beside["figure_id"]].reset_index(drop=True)
    pairs = found.assign(
        partner=alone(beside["partner"]),
        beside=values.astype("float64"),
        beside_source=beside["official_source"].where(ours, beside["mirror_source"]),
        mirrored=~ours,
        partners=(beside["mirror"] / values).where(ours).astype("float64"),
        holds=(beside["agrees_with"] != Verdict.NEITHER.value).to_numpy(),
        ratio=(beside["value_usd"] / values).astype("float64"),
        same_page=beside["same_page"].astype("bool"),
    )
    kept: pd.DataFrame = pairs[pairs["ratio"] > 0]
    return kept


def _distance(ratio: float) -> float:
    return abs(math.log(ratio))


def _finding(pairs: pd.DataFrame, says: Words) -> str:
    """How many agree: of those that are their own witness, if there are any."""
    own = pairs[~pairs["same_page"]]
    counted = own if len(own) else pairs
    differing = wording.rows_of(counted[~counted["holds"]])
    row = (differing or wording.rows_of(counted))[0]
    return says.say(
        "finding.some_agree" if differing else "finding.all_agree",
        count=len(counted),
        agree=len(counted) - len(differing),
        where=says.say("group.elsewhere" if len(own) else "group.same"),
        subject=wording.subject(row, says),
        when=wording.when(row, says),
        stated=_stated(row, says, spelt=True),
        official=_beside(row, says),
    )


def _stated(row: wording.Row, says: Words, *, spelt: bool = False) -> str:
    """What a statement says, in dollars too: "EUR 2bn ($2.6bn)"."""
    text = wording.value(row, says, spelt=spelt)
    if row.unit == "USD":
        return text
    return says.say("label.in_dollars", stated=text, dollars=_dollars(row, says))


def _dollars(row: wording.Row, says: Words) -> str:
    return amount(row.ratio * row.beside, "USD", row.qualifier, language=says.locale.language)


def _beside(row: wording.Row, says: Words) -> str:
    return amount(row.beside, "USD", language=says.locale.language)


def _percent(row: wording.Row, says: Words) -> str:
    """How far the statement lies from the statistics: "+27%"."""
    gap = (row.ratio - 1) * 100
    return _signed(round(gap, 1 if abs(gap) < 10 else 0), says)


def _signed(gap: float, says: Words) -> str:
    text = amount(abs(gap), "percent", language=says.locale.language)
    return says.say("sign.minus" if gap < 0 else "sign.plus", value=text) if gap else text


def _told(row: wording.Row, says: Words) -> str:
    return says.say(
        "alt.pair",
        subject=wording.subject(row, says),
        when=wording.when(row, says),
        stated=_stated(row, says, spelt=True),
        official=_beside(row, says),
        gap=_percent(row, says),
    )


def _words_of(row: wording.Row, says: Words) -> tuple[str, str]:
    """What a row is about, and its two values: "Trade with Turkey, 2010", "$3.28bn / $1.85bn"."""
    about = says.say("label.pair", subject=wording.subject(row, says), period=wording.period(row, says))
    form = "values_mirror" if row.mirrored else "values"
    stated = wording.value(row, says) if row.unit == "USD" else _dollars(row, says)
    values = says.say(f"label.{form}", stated=stated, official=_beside(row, says))
    return naming.sentence(about), values


def _drawn(pairs: _Pairs, says: Words, caption: Caption, palette: Palette) -> tuple[Sheet, Axes]:
    said = {row.figure_id: _words_of(row, says) for row in pairs.rows}
    roomy = palette.width >= _ROOMY
    widths = [[text_width(text, _SIZE) for text in texts] for texts in said.values()]
    left, right = (max(width[side] for width in widths) + _GAP if roomy else 0.0 for side in (0, 1))
    one_line = roomy or max(sum(width) for width in widths) + _GAP < palette.width
    over = 0.0 if roomy else _LINE if one_line else 2 * _LINE
    height = sum(_HEAD + (_ROW + over) * len(rows) for _, rows in pairs.groups)
    margins = Margins(left, right, 0.24)
    figure, axes = frame(caption, palette, height=height, margins=margins, key=_key(pairs, palette, says))
    ticks = _axis(axes, pairs, height, palette, says)
    (edge, end), top = axes.get_xlim(), 0.0
    middles: list[float] = []
    for heading, rows in pairs.groups:
        write(axes, edge, top + _HEAD - 0.11, heading, -left, palette.ink, "semibold")
        if roomy and top == 0:
            write(axes, end, top + _HEAD - 0.11, says.say("label.values_head"), _GAP, palette.muted)
        top += _HEAD
        for row in rows:
            about, values = said[row.figure_id]
            middle = top + over + _ROW / 2
            first = middle if roomy else top + _LINE / 2 + 0.05
            write(axes, edge, first, about, -left, palette.ink)
            if one_line:
                shift = _GAP if roomy else -text_width(values, _SIZE)
                write(axes, end, first, values, shift, palette.muted)
            else:
                write(axes, edge, first + _LINE, values, 0.0, palette.muted)
            middles.append(middle)
            _draw(axes, row, middle, palette, says)
            row_mark(axes, row, top, middle + _ROW / 2)
            top = middle + _ROW / 2
    _grid(axes, ticks, middles, _ROW / 2 if roomy else 0.09, palette)
    return figure, axes


def _grid(
    axes: Axes, ticks: Sequence[float], middles: Sequence[float], half: float, palette: Palette
) -> None:
    """The lines behind the rows alone, so that none crosses words; that of the statistics is a strong one."""
    for strong, color, width in ((False, palette.grid, 0.8), (True, palette.official, 2.0)):
        segments = [
            ((tick, middle - half), (tick, middle + half))
            for tick in ticks
            for middle in middles
            if (tick == 0) == strong
        ]
        strokes(axes, segments, color=color, width=width, zorder=1.5)


def _sign(row: wording.Row, palette: Palette) -> tuple[str, str]:
    """The colour and the shape of a statement's sign."""
    return (palette.accent, "o") if row.holds else (palette.series[1], "D")


def _key(pairs: _Pairs, palette: Palette, says: Words) -> list[Entry]:
    found = {row.holds: _sign(row, palette) for row in pairs.rows}
    signs = [
        keys.dot(color, says.say("key.holds" if holds else "key.differs"), marker=shape, size=5.6)
        for holds, (color, shape) in sorted(found.items(), reverse=True)
    ]
    entries = [*signs, keys.line(palette.official, says.say("key.statistics"))]
    if any(_mirror(row) is not None for row in pairs.rows):
        entries.append(keys.dot(palette.official, says.say("key.mirror"), marker="s", size=5.6, hollow=True))
    return entries


def _mirror(row: wording.Row) -> float | None:
    """Where the partner's statistics stand on the axis, if they differ from Kazakhstan's."""
    if pd.isna(row.partners) or abs(row.partners - 1) < _SAME or row.partners <= 0:
        return None
    return math.log(row.partners)


def _axis(axes: Axes, pairs: _Pairs, height: float, palette: Palette, says: Words) -> list[float]:
    """Set the axis of gaps, in proportion, with room for words at its ends; gives where it is marked."""
    ends = [math.log(row.ratio) for row in pairs.rows]
    ends += [place for row in pairs.rows if (place := _mirror(row)) is not None]
    inches = float(axes.get_position().width) * palette.width
    low, high = min(*ends, 0.0), max(*ends, 0.0)
    if high - low < math.log(1.2):
        low, high = low - math.log(1.1), high + math.log(1.1)
    scale = (inches - 1.4) / (high - low)
    axes.set_xlim(low - 0.7 / scale, high + 0.7 / scale)
    axes.set_ylim(height, 0)
    axes.set_yticks([])
    axes.grid(visible=False)
    marked = _marked(low - 0.2 / scale, high + 0.2 / scale, apart=0.5 / scale)
    places = [math.log1p(gap / 100) for gap in marked]
    axes.xaxis.set_major_locator(FixedLocator(places))
    axes.xaxis.set_major_formatter(FixedFormatter([_signed(gap, says) for gap in marked]))
    return places


def _marked(low: float, high: float, *, apart: float) -> list[int]:
    """The gaps to mark on an axis from `low` to `high`: the least first, no two nearer than `apart`."""
    marked: list[int] = []
    for tick in sorted(_TICKS, key=abs):
        place = math.log1p(tick / 100)
        if low < place < high and all(abs(place - math.log1p(other / 100)) > apart for other in marked):
            marked.append(tick)
    return marked


def _draw(axes: Axes, row: wording.Row, middle: float, palette: Palette, says: Words) -> None:
    at = math.log(row.ratio)
    color, shape = _sign(row, palette)
    strokes(axes, [((0.0, middle), (at, middle))], color=color, width=1.6, zorder=2)
    if (mirror := _mirror(row)) is not None:
        sign = Line2D([mirror], [middle], marker="s", markersize=5.6, color=palette.official, zorder=2.5)
        sign.set_markerfacecolor("white")
        axes.add_artist(sign)
    axes.add_artist(
        Line2D([at], [middle], marker=shape, markersize=5.6, color=color, zorder=3, clip_on=False)
    )
    beyond = marks.draw_bar_end(axes, at, middle, row.qualifier, color=color) / 72
    text = _percent(row, says)
    if at < -1e-9:
        back = marks.bar_reach(row.qualifier)
        write(axes, at, middle, text, -0.1 - back - text_width(text, _SIZE), palette.ink)
    else:
        write(axes, at, middle, text, 0.1 + beyond, palette.ink)
