"""Figures over years: statements as points with their bounds, official statistics as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from kzdata.charts import marks, wording
from kzdata.charts import official as officially
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Comparable, Scale, actual, chosen, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.labels import Box, Label, along, place, spread, to_points
from kzdata.charts.numbers import amount
from kzdata.charts.theme import Palette, theme
from kzdata.charts.words import Words, words

_HEIGHT = 2.7
_SIZE = 9.0


@dataclass(frozen=True, eq=False)
class _Lines:
    """What is drawn: all figures, the one that stands for each year, official ones; partners by their colour.

    Partners stand in the order of the heights at which their lines end.
    """

    figures: pd.DataFrame
    yearly: pd.DataFrame
    official: pd.DataFrame
    colors: dict[str, str]
    unit: str

    @property
    def alone(self) -> bool:
        return len(self.colors) == 1

    @property
    def both(self) -> pd.DataFrame:
        return pd.concat([part for part in (self.figures, self.official) if len(part)])


def plot_series(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    by: Literal["partner"] = "partner",  # noqa: ARG001  (the one grouping there is today)
    indicator: str = "trade_turnover",
    unit: str | None = "USD",
    kind: str = "level",
    direction: str | None = None,
    official: pd.DataFrame | None = None,
    highlight: str | None = None,
    most: int = 5,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw what statements say for full years, partner by partner, beside official statistics.

    For one partner every statement is a point: with an arrow where it is a bound, hollow where it is a
    target or a forecast, beside official statistics as a line. For several, each year has the figure most
    firmly stated. A thin line joins neighbouring years; years that nobody states are gaps. What is not
    drawn, such as figures for part of a year, is counted in the note.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    by : "partner"
        A line for each partner.
    indicator, kind, direction : str
        What to draw, in the columns' own terms.
    unit : str or None
        The unit to draw; None where the figures have one alone.
    official : DataFrame, optional
        Official series, as `kzdata.official` gives them.
    highlight : str, optional
        Code of the partner to set off in colour from the others.
    most : int
        Partners drawn at most: the highlighted, then those stated for most years.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two years to draw.

    Raises
    ------
    NotComparable
        If the figures differ in unit or direction.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_series(typed({name: [] for name in NAMES})))
    No statement here gives trade for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, kind, direction)
    found = yearly(figures, scale)
    with theme() as palette:
        lines, left_out = _lines(found, scale, official, highlight, most, palette)
        if lines is None or lines.both["year"].nunique() < 2:
            return _too_little(lines, found, scale, says)
        caption = _caption(lines, wording.not_drawn(says, **left_out), title, says)
        figure, axes = _drawn(lines, caption, palette, says)
    return Chart(
        figure, axes, caption.title, caption.subtitle, caption.source, _alt(lines, says), lines.both, caption.note
    )


def _too_little(lines: _Lines | None, found: Comparable, scale: Scale, says: Words) -> Note:
    reason = says.say("note.no_series", thing=wording.thing(scale, says))
    if lines is not None:
        row = list(lines.yearly.itertuples() if len(lines.yearly) else lines.official.itertuples())[-1]
        finding = wording.sentence(wording.stated(row, says))
        reason = says.say("note.one_year", finding=finding, source=row.source)
    return Note(wording.nothing(says, reason, **found.left_out))


def _lines(  # noqa: PLR0913
    found: Comparable,
    scale: Scale,
    official: pd.DataFrame | None,
    highlight: str | None,
    most: int,
    palette: Palette,
) -> tuple[_Lines | None, dict[str, int]]:
    """Choose what to draw; None if nothing. Returns how many figures and partners stay out, too."""
    figures, left_out = found.figures, dict(found.left_out)
    codes = _codes(figures, highlight, most)
    if not codes and official is not None and official["partner"].nunique() == 1:
        codes = [str(official["partner"].iloc[0])]
    left_out = {"partners": max(figures["code"].nunique() - len(codes), 0), **left_out}
    kept = figures[figures["code"].isin(codes)]
    if len(codes) > 1:
        left_out = {"planned": len(kept) - len(actual(kept)), **left_out}
        kept = actual(kept)
    beside = officially.official_years(official if len(codes) == 1 else None, scale, "".join(codes[:1]))
    if kept.empty and beside.empty:
        return None, left_out
    best = chosen(kept, ["code", "year"])
    if len(codes) > 1:
        kept = best
    ends = best.groupby("code")["value"].last().sort_values(ascending=False)
    order = list(ends.index) or codes
    colors = dict(zip(order, palette.series, strict=False))
    if highlight in order:
        colors = {code: palette.accent if code == highlight else palette.context for code in order}
    unit = str(pd.concat([kept["unit"], beside["unit"]]).iloc[0])
    return _Lines(kept, best, beside, colors, unit), left_out


def _codes(figures: pd.DataFrame, highlight: str | None, most: int) -> list[str]:
    ranks = actual(figures).groupby("code").agg(years=("year", "nunique"), largest=("value", "max"))
    if ranks.empty:
        return sorted(figures["code"].unique())[:1]
    ranks["highlighted"] = ranks.index == highlight
    ranks = ranks.sort_values(["highlighted", "years", "largest"], ascending=False, kind="stable")
    return [str(code) for code in ranks.index[:most]]


def _caption(lines: _Lines, note: str, title: str | None, says: Words) -> Caption:
    rows = list(actual(lines.yearly).itertuples()) or list(lines.yearly.itertuples())
    rows = rows or list(lines.official.drop_duplicates("year").itertuples())
    return Caption(
        title or wording.sentence(_finding(lines, rows, says)),
        says.say(
            "subtitle.series" if len(lines.figures) else "subtitle.official",
            indicator=wording.indicator_name(rows[-1], says),
            unit=wording.unit_name(lines.unit, says),
            period=wording.years(lines.both, says),
        ),
        wording.sources(lines.figures, says, lines.official["source"].unique()),
        note,
    )


def _finding(lines: _Lines, rows: Sequence[wording.Row], says: Words) -> str:
    if not lines.alone:
        ends = lines.yearly.drop_duplicates("code", keep="last").sort_values("value", ascending=False)
        return wording.leads(list(ends.itertuples()), says)
    if len(rows) == 1 or rows[0].kind == "change":
        return wording.stated(rows[-1], says)
    return wording.over_time(rows, says)


def _drawn(lines: _Lines, caption: Caption, palette: Palette, says: Words) -> tuple[Figure, Axes]:
    names = {code: wording.place(code, says) for code in lines.colors}
    right = 0.12 if lines.alone else max(text_width(name, _SIZE, "semibold") for name in names.values()) + 0.12
    key = marks.key(
        palette, says,
        qualifiers=lines.figures["qualifier"].unique(),
        modalities=lines.figures["modality"].unique(),
        official=bool(len(lines.official)) and bool(len(lines.figures)),
    )  # fmt: skip
    low, high = _extent(lines)
    ticks = [
        float(tick)
        for tick in MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        if low <= tick <= high
    ]
    texts = {tick: amount(tick, lines.unit, language=says.locale.language) for tick in ticks}
    left = max(text_width(text, 9) for text in texts.values()) + 0.1
    figure, axes = frame(caption, palette, height=_HEIGHT, margins=Margins(left, right), key=key)
    axes.set_ylim(low, high)
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda tick, _: texts[tick]))
    _year_axis(axes, lines)
    officially.draw(axes, lines.official, palette)
    taken = [box for code, color in lines.colors.items() for box in _draw_partner(axes, lines, code, color)]
    if lines.alone:
        _label_values(axes, lines, taken, palette, says)
    else:
        _label_partners(axes, lines, names, palette)
    return figure, axes


def _extent(lines: _Lines) -> tuple[float, float]:
    """The ends of the value axis: zero and a little more than all that is drawn."""
    lowest = float(lines.both["value"].min())
    highest = float(lines.both[["value", "value_high"]].max().max())
    room = (max(highest, 0) - min(lowest, 0)) * 0.13
    return (lowest - room if lowest < 0 else 0.0), max(highest, 0) + room


def _year_axis(axes: Axes, lines: _Lines) -> None:
    years = lines.both["year"].astype(int)
    first, last = years.min(), years.max()
    axes.set_xlim(first - 0.55, last + 0.55)
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (last - first) / step <= 12)
    marked = [year for year in range(first, last + 1) if (year if step > 2 else last - year) % step == 0]
    axes.xaxis.set_major_locator(FixedLocator(marked))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.axhline(0, color=axes.spines["bottom"].get_edgecolor(), linewidth=0.9, zorder=1.5)


def _draw_partner(axes: Axes, lines: _Lines, code: str, color: str) -> list[Box]:
    """Draw one partner's points and line; returns the room that they take, in points of the page."""
    mine = lines.figures[lines.figures["code"] == code].sort_values(["year", "published", "start"])
    same_year = mine.groupby("year")
    # statements on the same year stand side by side, in the order of their publication
    shift = (same_year.cumcount() - (same_year["value"].transform("size") - 1) / 2) * 0.18
    taken = []
    for row, x in zip(mine.itertuples(), mine["year"] + shift.clip(-0.4, 0.4), strict=True):
        taken.append(marks.draw_figure(axes, x, row, color=color))
    best = actual(lines.yearly[lines.yearly["code"] == code])
    for line in (best, *(series for _, series in lines.official.groupby("source"))):
        for _, run in line.groupby(line["year"].diff().ne(1).cumsum()):
            if line is best:
                axes.plot(run["year"], run["value"], color=color, linewidth=1.1, alpha=0.65, zorder=2.2)
            taken += along([to_points(axes, *point) for point in zip(run["year"], run["value"], strict=True)])
    return taken


def _label_values(
    axes: Axes, lines: _Lines, taken: Sequence[Box], palette: Palette, says: Words
) -> None:
    """Values beside their points: the last and the first year's, then the highest, then all others with room."""
    rows = list((lines.yearly if len(lines.yearly) else lines.official).itertuples())
    past = [row for row in rows if row.modality == "actual"]
    order = [*past[-1:], *past[:1], *sorted(past, key=lambda row: -row.value)[:1], *rows]
    labels = [
        Label(row.year, row.value, wording.value(row, says), palette.ink, "semibold" if row is past[-1] else "normal")
        for row in {row.Index: row for row in order}.values()
    ]
    if lines.yearly.empty:
        labels = labels[:3]
    place(axes, labels, taken=taken, size=_SIZE)


def _label_partners(axes: Axes, lines: _Lines, names: dict[str, str], palette: Palette) -> None:
    """Names in the right margin, each at the height where its line ends."""
    ends = lines.yearly.drop_duplicates("code", keep="last").set_index("code")["value"]
    heights = [to_points(axes, 0, float(ends[code]))[1] for code in names]
    bottom = to_points(axes, 0, axes.get_ylim()[0])[1]
    edge = axes.get_xlim()[1]
    for (code, name), height in zip(names.items(), spread(heights, _SIZE * 1.25), strict=True):
        color = lines.colors[code] if lines.colors[code] != palette.context else palette.muted
        axes.annotate(
            name, (edge, axes.get_ylim()[0]), (3, height - bottom), textcoords="offset points",
            color=color, size=_SIZE, weight="semibold", va="center", annotation_clip=False,
        )  # fmt: skip


def _alt(lines: _Lines, says: Words) -> str:
    groups = [
        says.say("alt.group", name=wording.place(str(code), says), all=wording.told(rows.itertuples(), says))
        for code, rows in lines.yearly.groupby("code", sort=False)
    ]
    return says.say(
        "alt.series",
        indicator=wording.indicator_name(next(lines.both.itertuples()), says).lower(),
        unit=wording.unit_name(lines.unit, says),
        all=" ".join([*groups, officially.alt(lines.official, says)]).strip(),
    )
