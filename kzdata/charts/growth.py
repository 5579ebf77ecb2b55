"""Growth against level: how fast a trade changed in a year, and how large it was."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from kzdata.charts import findings, marks, naming, wording
from kzdata.charts.axes import value_axis, value_ticks
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Scale, actual, among, countries, yearly
from kzdata.charts.frame import Caption, Margins, frame, text_width
from kzdata.charts.labels import Label, place
from kzdata.charts.numbers import amount
from kzdata.charts.sheet import Sheet
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import Kind

_HEIGHT = 2.7  # inches
_SIZE = 8.5


def plot_growth(
    figures: pd.DataFrame,
    *,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    highlight: str | None = None,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw the change of a full year, as stated, against the amount that is stated for the same year.

    Amounts stand on a scale of proportions: each step is ten times the one before. Where several statements
    give a year, the most firmly stated stands for all.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit of the amounts; changes are in per cent.
    highlight : str, optional
        Country, region or bloc to set off in colour, by code or name.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two such years.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_growth(typed({name: [] for name in NAMES})))
    No statement here gives both the change and the amount of trade for the same full year.
    """
    says = words(language)
    levels = yearly(figures, Scale(indicator, unit, direction))
    changes = _changes(figures, indicator, direction)
    sizes = actual(countries(levels.best))[["code", "year", "value"]].rename(columns={"value": "level"})
    paired = changes.merge(sizes, on=["code", "year"])
    shown = paired[paired["level"] > 0].sort_values(["code", "year"])
    if len(shown) < 2:
        said = says.say("note.no_growth", thing=wording.thing(Scale(indicator, unit, direction), says))
        return Note(wording.nothing(says, said, one_sided=len(changes) - len(shown)), figures.head(0))
    rows = wording.rows_of(shown)
    both = shown[["code", "year"]].merge(levels.best, on=["code", "year"])
    caption = Caption(
        title or naming.sentence(_finding(rows, both, says)),
        says.say(
            "subtitle.growth",
            indicator=naming.inside(
                says.say(f"indicator.{naming.with_direction(rows[0], says, 'indicator')}")
            ),
            unit=naming.unit_name(unit, says),
            period=wording.years(shown, says),
        ),
        wording.sources(pd.concat([shown, both]), says),
        wording.not_drawn(says, one_sided=len(changes) - len(shown)),
    )
    language_ = says.locale.language
    told = "; ".join(
        says.say(
            "alt.growth_point",
            partner=naming.place(row.code, says),
            period=wording.period(row, says),
            change=wording.value(row, says, spelt=True),
            level=amount(row.level, unit, language=language_),
        )
        for row in rows
    )
    alt = says.say(
        "alt.growth",
        indicator=naming.inside(says.say(f"indicator.{naming.with_direction(rows[0], says, 'indicator')}")),
        unit=naming.unit_name(unit, says),
        all=told,
    )
    draw = partial(_drawn, rows, unit, among(highlight), says)
    return Chart(draw, caption, alt, pd.concat([shown, both]), language)


def _changes(figures: pd.DataFrame, indicator: str, direction: str | None) -> pd.DataFrame:
    """The stated changes in per cent of full years, one a partner and year."""
    scale = Scale(indicator, "percent", direction, Kind.CHANGE.value)
    found = actual(countries(yearly(figures, scale).figures))
    firm = found.assign(_loose=found["qualifier"].astype("str") != "exact")
    order = firm.sort_values(["code", "year", "_loose", "published"], ascending=[True, True, True, False])
    return order.drop_duplicates(["code", "year"]).drop(columns="_loose").astype({"year": "int64"})


def _finding(rows: Sequence[wording.Row], levels: pd.DataFrame, says: Words) -> str:
    top = max(rows, key=findings.lowest)
    level = wording.rows_of(levels[(levels["code"] == top.code) & (levels["year"] == top.year)])[0]
    return says.say(
        "finding.growth" if findings.lowest(top) > 0 else "finding.growth_fell",
        subject=wording.subject(level, says),
        thing=wording.thing(level, says),
        change=wording.value(top, says, spelt=True),
        when=wording.when(top, says),
        level=wording.value(level, says, spelt=True),
    )


def _drawn(
    rows: Sequence[wording.Row],
    unit: str,
    strong: frozenset[str],
    says: Words,
    caption: Caption,
    palette: Palette,
) -> tuple[Sheet, Axes]:
    language = says.locale.language
    values = [row.value for row in rows]
    low, high = min(*values, 0.0), max(*values, 0.0)
    room = (high - low) * 0.15
    low, high = (low - room if low < 0 else 0.0), high + room
    ticks, texts = value_ticks(low, high, "percent", language=language)
    left = max(text_width(text, 9) for text in texts) + 0.1
    key = marks.key(
        palette, says,
        qualifiers={row.qualifier for row in rows}, modalities={row.modality for row in rows},
    )  # fmt: skip
    figure, axes = frame(caption, palette, height=_HEIGHT, margins=Margins(left, 0.1), key=key)
    value_axis(axes, low, high, ticks, texts)
    powers = [math.log10(row.level) for row in rows]
    first, last = math.floor(min(powers)), math.ceil(max(powers))
    axes.set_xlim(max(min(powers) - 0.25, first - 0.1), min(max(powers) + 0.25, last + 0.1))
    marked = _marked(first, last, axes.get_xlim())
    axes.xaxis.set_major_locator(FixedLocator(marked))
    axes.xaxis.set_major_formatter(
        FixedFormatter([amount(10.0**power, unit, language=language) for power in marked])
    )
    axes.grid(visible=True, axis="x", color=palette.grid)
    taken, labels = [], []
    for row, power in zip(rows, powers, strict=True):
        color = palette.accent if row.code in strong or not strong else palette.context
        taken.append(marks.draw_figure(axes, power, row, color=color))
        text = says.say("label.place_year", partner=naming.place(row.code, says), year=row.year)
        weight = "semibold" if row.code in strong else "normal"
        labels.append(
            (row.code in strong, abs(row.value), Label(power, row.value, text, palette.ink, weight))
        )
    order = sorted(labels, key=lambda one: one[:2], reverse=True)
    place(axes, [label for _, _, label in order], taken=taken, size=_SIZE)
    return figure, axes


def _marked(first: int, last: int, ends: tuple[float, float]) -> list[float]:
    """The amounts to mark, as powers of ten: 1, 10, 100; between few of them 2 and 5, too."""
    for steps in ((1,), (1, 3), (1, 2, 5)):
        powers = [power + math.log10(step) for power in range(first, last + 1) for step in steps]
        inside = [power for power in powers if ends[0] <= power <= ends[1]]
        if len(inside) > 2:
            break
    return inside
