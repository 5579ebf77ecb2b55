"""The list of sources: each statement with the sentences that state its figures, their words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from operator import attrgetter

import pandas as pd

from kzdata.charts import wording
from kzdata.charts.anchors import anchor
from kzdata.charts.table import style
from kzdata.charts.words import Words

_WEB = ("http://", "https://")

_READ = ("figure_id", "statement_id", "start", "quote", "title", "published", "url", "sentence", "source")
"""The columns that are told; rows of a few are made faster than rows of thirty."""


@dataclass(frozen=True)
class Sources:
    """Statements and their words. Notebooks show them as a numbered list.

    Attributes
    ----------
    html : str
        The list; the words that state a figure are an element named after it, to which a chart's signs lead.
    text : str
        The same in plain text.
    """

    html: str = field(repr=False)
    text: str

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **_limits: object) -> dict[str, str]:
        return {"text/html": style() + self.html, "text/plain": self.text}


def list_sources(tables: Sequence[pd.DataFrame], says: Words) -> Sources:
    """The statements that the figures of some tables stand in, in order of time."""
    # official and implied figures have no words
    stated = [
        table[list(_READ)].dropna(subset="quote") for table in tables if set(_READ) <= set(table.columns)
    ]
    figures = pd.concat(stated).drop_duplicates("figure_id") if stated else pd.DataFrame()
    if figures.empty:
        nothing = says.say("prose.no_sources")
        return Sources(f"<p>{escape(nothing)}</p>", nothing)
    # rows once, then plain lists: a table for each statement would take most of a report's time
    ordered = figures.sort_values(["published", "statement_id", "start"], kind="stable")
    groups = [list(rows) for _, rows in groupby(wording.rows_of(ordered), attrgetter("statement_id"))]
    items = "".join(_item(rows, says) for rows in groups)
    texts = (f"{number}. {_told(rows, says)}" for number, rows in enumerate(groups, 1))
    return Sources(f'<ol class="kz-sources">{items}</ol>', "\n".join(texts))


def _item(rows: list[wording.Row], says: Words) -> str:
    first = rows[0]
    title = escape(_title(first))
    if isinstance(first.url, str) and first.url.startswith(_WEB):
        title = f'<a href="{escape(first.url)}">{title}</a>'
    sentences: dict[str, list[wording.Row]] = {}
    for row in rows:
        sentences.setdefault(str(row.sentence), []).append(row)
    quotes = "".join(
        f"<p>{says.say('prose.quote', quote=_marked(sentence, inside))}</p>"
        for sentence, inside in sentences.items()
    )
    return f"<li><p>{title}. {escape(first.source)}.</p><blockquote>{quotes}</blockquote></li>"


def _told(rows: list[wording.Row], says: Words) -> str:
    first = rows[0]
    quotes = [
        says.say("prose.quote", quote=sentence) for sentence in dict.fromkeys(row.sentence for row in rows)
    ]
    return " ".join([f"{_title(first)}. {first.source}.", *quotes])


def _title(row: wording.Row) -> str:
    return str(row.title if isinstance(row.title, str) else row.statement_id)


def _marked(sentence: str, rows: list[wording.Row]) -> str:
    """The sentence as HTML; the words of each figure, as far as they stand in it once, are marked by name."""
    made, done = "", 0
    for row in rows:
        name, at = anchor(row.figure_id), sentence.find(row.quote, done)
        if at < 0:
            # words that another figure shares: the name alone
            made += f'<span id="{name}"></span>'
            continue
        end = at + len(row.quote)
        made += f'{escape(sentence[done:at])}<mark id="{name}">{escape(row.quote)}</mark>'
        done = end
    return made + escape(sentence[done:])
