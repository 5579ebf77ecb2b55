"""Figures as a table to read, each with its quoted words and its source, and as data to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from kzdata.charts import naming, wording
from kzdata.charts.anchors import anchor
from kzdata.charts.words import Words, words
from kzdata.model import Modality
from kzdata.tables.currency import as_stated
from kzdata.tables.schema import NAMES

FIGURES = "application/vnd.kzdata.figures+json"
"""The type under which a table of figures declares its rows to whoever collects them."""


@dataclass(frozen=True, eq=False)
class FigureTable:
    """A table of figures. Notebooks show it by itself.

    Attributes
    ----------
    html : str
        The table.
    figures : DataFrame
        The figures that it declares: its rows, or more.
    """

    html: str = field(repr=False)
    figures: pd.DataFrame = field(repr=False)

    def rows(self) -> list[dict[str, Any]]:
        """The figures as stated, in plain values: ISO dates, partners joined with ";", unknown as None."""
        stated = as_stated(self.figures)
        names = [name for name in NAMES if name in stated.columns]
        return [
            {name: _plain(value) for name, value in zip(names, row, strict=True)}
            for row in stated[names].itertuples(index=False)
        ]

    def _repr_mimebundle_(self, **_limits: object) -> dict[str, Any]:
        return {
            "text/html": style() + self.html,
            FIGURES: self.rows(),
            "text/plain": f"<{len(self.figures)} figures>",
        }


def figure_table(
    figures: pd.DataFrame,
    *,
    caption: str | None = None,
    data: pd.DataFrame | None = None,
    language: str = "en",
) -> FigureTable:
    """The figures in a table: partner, indicator, value, period, quoted words, source.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    caption : str, optional
        What stands over it; made from the data if not given.
    data : DataFrame, optional
        The figures that the table declares as a report's data, where they are more than it shows.
    language : str
        ISO 639-1 code of the table's words.

    Returns
    -------
    FigureTable
        Sorted by partner, indicator and time, what names no partner last.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> figure_table(typed({name: [] for name in NAMES})).html
    '<p>No statement here states a figure.</p>'
    """
    says = words(language)
    if figures.empty:
        return FigureTable(f"<p>{escape(says.say('table.nothing'))}</p>", figures if data is None else data)
    ordered = _ordered(figures, says)
    partners = {_partner(row, says) for row in wording.rows_of(ordered)}
    # a column that always says the same says it better in the caption
    columns = _COLUMNS if len(partners) > 1 else _COLUMNS[1:]
    if caption is None:
        form = "caption" if len(partners) > 1 else "caption_of"
        caption = says.say(f"table.{form}", count=len(figures), partner="".join(partners))
    heads = "".join(
        f'<th scope="col"{_class(name)}>{escape(says.say(f"table.{name}"))}</th>' for name in columns
    )
    body = "".join(_row(row, columns, says) for row in wording.rows_of(ordered))
    html = (
        f'<table class="kz-figures"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
    return FigureTable(html, ordered if data is None else data)


_MOST_NAMES = 3
"""Partners that are named one by one; the figures' file has them all."""

_COLUMNS = ("partner", "indicator", "value", "period", "quote", "source")


def style() -> str:
    """The rules that make tables and key numbers look right in JupyterLab."""
    return f"<style>{(files('kzdata.charts') / 'display.css').read_text(encoding='utf-8')}</style>"


def _ordered(figures: pd.DataFrame, says: Words) -> pd.DataFrame:
    """By partner, those alone first, then several together, then none; by indicator and time."""
    groups = [wording.codes(partner) for partner in figures["partner"]]
    return (
        figures.assign(
            _group=[{1: 0, 0: 2}.get(len(codes), 1) for codes in groups],
            _name=[says.listed([naming.place(code, says) for code in codes]) for codes in groups],
            _time=figures["period_end"].fillna(figures["published"]),
        )
        .sort_values(["_group", "_name", "indicator", "_time", "start"], kind="stable")
        .drop(columns=["_group", "_name", "_time"])
    )


def _row(row: wording.Row, columns: Sequence[str], says: Words) -> str:
    indicator = naming.indicator_name(row, says)
    if row.modality != Modality.ACTUAL:
        modality = says.say(f"modality.{row.modality}")
        indicator = says.say("table.planned", indicator=indicator, modality=modality)
    texts = {
        "partner": escape(_partner(row, says)),
        "indicator": escape(indicator),
        "value": escape(wording.value(row, says)),
        "period": escape(wording.period(row, says)),
        "quote": f"<q>{escape(row.quote)}</q>",
        "source": linked(row),
    }
    # what a page sorts by: the value itself, and the day on which a period ends
    known = {"value": row.value, "period": None if pd.isna(row.period_end) else f"{row.period_end:%Y-%m-%d}"}
    first, *others = columns
    cells = "".join(f"<td{_class(name)}{_sorted_by(known.get(name))}>{texts[name]}</td>" for name in others)
    return f'<tr><th scope="row">{texts[first]}</th>{cells}</tr>'


def _partner(row: wording.Row, says: Words) -> str:
    names = [naming.place(code, says) for code in wording.codes(row.partner)]
    if len(names) > _MOST_NAMES:
        return says.say("table.several", first=names[0], count=len(names) - 1)
    return says.listed(names) or says.say("table.nobody")


def _class(column: str) -> str:
    return ' class="num"' if column == "value" else ""


def _sorted_by(value: object) -> str:
    if value is None:
        return ""
    return f' data-value="{value:.10g}"' if isinstance(value, float) else f' data-value="{value}"'


def linked(row: wording.Row) -> str:
    """A row's source as HTML, with a link to where it was published."""
    text = escape(row.source)
    # an address comes from a statement's front matter: only the web's own are followed
    if isinstance(row.url, str) and urlsplit(row.url).scheme in {"http", "https"}:
        # where a report quotes the sentence, its page leads there: the words before the page they stood on
        return f'<a href="{escape(row.url)}" data-words="{anchor(row.figure_id)}">{text}</a>'
    return text


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return ";".join(value)
    if pd.isna(value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") else value
