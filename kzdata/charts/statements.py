"""Who said what when: statements as dots over the time of their publication, a row for each publisher."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import naming, wording
from kzdata.charts.axes import at, time_axis
from kzdata.charts.bars import write
from kzdata.charts.chart import Chart, Note
from kzdata.charts.frame import Caption, Entry, Margins, frame, text_width
from kzdata.charts.keys import dot
from kzdata.charts.labels import to_points
from kzdata.charts.numbers import is_money
from kzdata.charts.sheet import Box, Sheet, mark
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words, words
from kzdata.model import HOME, Indicator, Kind, Modality

_ROW = 0.42  # inches: a dot, and over it what its statement tells
_UNDER = 0.15  # from a row's dots to its end
_OVER = 0.17  # of a name over its row, where the sheet is narrow
_SIZE = 9.0
_SMALL = 8.0
_GAP = 0.12
_FEW = 5  # statements of a row, each of which the alternative text tells
_DOT = 4.2  # diameter of a dot for one figure, points
_TELLING = (Indicator.TRADE_TURNOVER, Indicator.INVESTMENT, Indicator.EXPORTS, Indicator.IMPORTS)


def plot_statements(
    figures: pd.DataFrame,
    *,
    by: Literal["publisher", "speaker"] = "publisher",
    most: int = 10,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw when each statement was published and by whom; a dot's area is the number of its figures.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    by : "publisher" or "speaker"
        Whose rows they are. A statement in which several people are quoted stands in several rows.
    most : int
        Rows drawn at most: those with most statements.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where no statement has a date.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_statements(typed({name: [] for name in NAMES})))
    No statement here has a date and a publisher.
    """
    says = words(language)
    told = figures[figures[by].notna() & figures["published"].notna()]
    undated = figures["statement_id"].nunique() - told["statement_id"].nunique()
    if told.empty:
        said = says.say(f"note.no_statements_{by}")
        return Note(wording.nothing(says, said, unplaced=undated), figures.head(0))
    counts = told.groupby(by)["statement_id"].nunique()
    first = told.groupby(by)["published"].min()
    ranked = sorted(counts.index, key=lambda name: (-counts[name], first[name], name))
    names = ranked[:most]
    shown = told[told[by].isin(names)]
    rows = [(str(name), _statements(shown[shown[by] == name])) for name in names]
    caption = Caption(
        title or naming.sentence(_finding(rows, by, says)),
        says.say(f"subtitle.statements_{by}"),
        wording.sources(shown, says),
        wording.not_drawn(says, rows=len(ranked) - len(names), unplaced=undated),
    )
    all_told = " ".join(
        says.say("alt.group", name=name, all=_told(statements, says)) for name, statements in rows
    )
    alt = says.say("alt.statements", all=all_told)
    return Chart(partial(_drawn, rows, says), caption, alt, shown, language)


def _statements(figures: pd.DataFrame) -> list[wording.Row]:
    """The statements of a row by their dates: of each its most telling figure, and how many it has."""
    order = {name.value: rank for rank, name in enumerate(_TELLING)}
    ranked = figures.assign(
        count=figures.groupby("statement_id")["figure_id"].transform("size"),
        telling=(figures["kind"] == Kind.LEVEL.value)
        & figures["unit"].map(is_money).astype("bool")
        & figures["indicator"].isin(list(order)),
        _rank=figures["indicator"].astype("str").map(order).fillna(len(order)),
        _actual=figures["modality"] == Modality.ACTUAL.value,
        _named=(figures["partner"].map(len) == 1) & (figures["reporter"] == HOME),
    )
    order_by = ["telling", "_named", "_actual", "_rank", "value"]
    ranked = ranked.sort_values(order_by, ascending=[False, False, False, True, False], kind="stable")
    best = ranked.drop_duplicates("statement_id").drop(columns=["_rank", "_actual", "_named"])
    return wording.rows_of(best.sort_values(["published", "statement_id"]))


def _finding(rows: Sequence[tuple[str, list[wording.Row]]], by: str, says: Words) -> str:
    name, statements = rows[0]
    first, last = statements[0].published.year, statements[-1].published.year
    return says.say(
        f"finding.statements_{by}",
        name=name,
        count=len(statements),
        figures=says.say("prose.figures", count=sum(one.count for one in statements)),
        period=wording.year_span(first, last, says),
    )


def _told(statements: Sequence[wording.Row], says: Words) -> str:
    """The statements of a row in words: each of a few, many together."""
    figures = [says.say("prose.figures", count=one.count) for one in statements]
    if len(statements) <= _FEW:
        pairs = zip(statements, figures, strict=True)
        return ", ".join(
            says.say("alt.statement", published=wording.published(one, says), count=count)
            for one, count in pairs
        )
    return says.say(
        "alt.statements_of",
        count=len(statements),
        figures=says.say("prose.figures", count=sum(one.count for one in statements)),
        first=wording.published(statements[0], says),
        last=wording.published(statements[-1], says),
    )


def _drawn(
    rows: Sequence[tuple[str, list[wording.Row]]], says: Words, caption: Caption, palette: Palette
) -> tuple[Sheet, Axes]:
    widest = max(text_width(name, _SIZE) for name, _ in rows) + _GAP
    over = widest > 0.4 * palette.width
    left = 0.0 if over else widest
    step = _ROW + (_OVER if over else 0)
    largest = max(one.count for _, statements in rows for one in statements)
    key = [_size(count, palette, says) for count in sorted({1, largest})]
    margins = Margins(left, 0.12, 0.22)
    figure, axes = frame(caption, palette, height=step * len(rows), margins=margins, key=key)
    axes.set_ylim(step * len(rows), 0)
    dates = [one.published for _, statements in rows for one in statements]
    time_axis(axes, min(dates).year, max(dates).year + 1, color=palette.grid)
    for number, (name, statements) in enumerate(rows):
        middle = (number + 1) * step - _UNDER
        words_at = number * step + _OVER / 2 + 0.02 if over else middle
        write(axes, axes.get_xlim()[0], words_at, name, -left, palette.ink)
        axes.plot(axes.get_xlim(), [middle, middle], color=palette.grid, linewidth=0.8, zorder=1)
        boxes = {one.statement_id: _draw(axes, one, middle, palette) for one in statements}
        telling = max(statements, key=lambda one: (one.telling, one.count))
        if telling.telling:
            _say(axes, telling, boxes[telling.statement_id], palette, says)
    return figure, axes


def _say(axes: Axes, row: wording.Row, box: Box, palette: Palette, says: Words) -> None:
    """Write over a dot what its statement tells first, within the sheet."""
    about = {"subject": wording.subject(row, says), "value": wording.value(row, says)}
    if row.modality == Modality.ACTUAL:
        text = says.say("label.telling", **about)
    else:
        text = says.say("label.telling_planned", **about, modality=says.say(f"modality.{row.modality}"))
    text = naming.sentence(text)
    width, middle = 72 * text_width(text, _SMALL), (box.left + box.right) / 2
    sheet = axes.get_figure(root=True)
    assert sheet is not None  # noqa: S101 - axes always stand in a figure
    left = min(
        max(middle - width / 2, to_points(axes, axes.get_xlim()[0], 0)[0]),
        72 * sheet.get_figwidth() - width - 2,
    )
    axes.annotate(
        text, (left / 72, box.top / 72 + 0.03), xycoords=sheet.dpi_scale_trans, size=_SMALL,
        color=palette.ink, annotation_clip=False,
    )  # fmt: skip


def _draw(axes: Axes, row: wording.Row, middle: float, palette: Palette) -> Box:
    size = _DOT * row.count**0.5
    axes.plot(
        [at(row.published)], [middle], linestyle="none", marker="o", markersize=size, color=palette.accent,
        markeredgecolor="white", markeredgewidth=0.5, alpha=0.8, zorder=3, clip_on=False,
    )  # fmt: skip
    x, y = to_points(axes, at(row.published), middle)
    box = Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
    mark(axes, row, box)
    return box


def _size(count: int, palette: Palette, says: Words) -> Entry:
    # in the key no dot is higher than its line: the largest one stands for all of its size
    size = min(_DOT * count**0.5, 15.0)
    return dot(palette.accent, says.say("prose.figures", count=count), size=size)
