"""Key numbers: the few that a reader should take away, each with its period and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from kzdata.charts import naming, wording
from kzdata.charts.comparable import Scale, actual, by_size, cumulative, yearly
from kzdata.charts.investment import amounts, telling
from kzdata.charts.table import style
from kzdata.charts.words import Words, words
from kzdata.errors import UnknownName
from kzdata.lexicon.areas import find_area
from kzdata.model import Direction, Indicator, Kind


@dataclass(frozen=True, eq=False)
class Tiles:
    """Key numbers. Notebooks show them by themselves.

    Attributes
    ----------
    html : str
        The numbers, as a list of definitions.
    figures : DataFrame
        The figures that they are.
    """

    html: str = field(repr=False)
    figures: pd.DataFrame = field(repr=False)

    def _repr_mimebundle_(self, **_limits: object) -> dict[str, str]:
        return {"text/html": style() + self.html, "text/plain": f"<{len(self.figures)} key numbers>"}


def tiles(
    figures: pd.DataFrame, partner: str | None = None, *, unit: str = "USD", language: str = "en"
) -> Tiles:
    """The key numbers of a table of figures.

    Trade, exports and imports of the last full year stated; investment over the years that most is said
    of; the last count of agreements. For a region or bloc they are its own where statements give them,
    else, as for all partners, the largest: of trade and of investment alone.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    partner : str, optional
        Country, region or bloc that they are about, by code or name; all partners if not given.
    unit : str
        The currency of the amounts.
    language : str
        ISO 639-1 code of the words.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> tiles(typed({name: [] for name in NAMES})).html
    '<p>No statement here states a figure.</p>'
    """
    says = words(language)
    alone = (find_area(partner),) if partner else None
    own = figures[figures["partner"].map(lambda codes: codes == alone).astype("bool")]
    rows = {row.figure_id: row for row in (*_own(own, unit), *_largest(figures, unit))}
    kept = list({row.indicator: row for row in reversed(rows.values())}.values())[::-1]
    if not kept:
        reason = says.say("table.nothing" if figures.empty else "tiles.nothing")
        return Tiles(f"<p>{escape(reason)}</p>", figures.head(0))
    made = "".join(_tile(row, says) for row in sorted(kept, key=_order))
    ids = [row.figure_id for row in kept]
    return Tiles(f'<dl class="kz-tiles">{made}</dl>', figures[figures["figure_id"].isin(ids)])


def _own(figures: pd.DataFrame, unit: str) -> Iterator[wording.Row]:
    """The key numbers of one partner."""
    if figures.empty:
        return
    for indicator in (Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS):
        yield from wording.rows_of(actual(yearly(figures, Scale(indicator.value, unit)).best).tail(1))
    invested = amounts(figures)
    if len(invested):
        yield telling(invested)
    counts = (figures["indicator"] == Indicator.AGREEMENTS_COUNT.value) & (
        figures["kind"] == Kind.LEVEL.value
    )
    yield from wording.rows_of(actual(figures[counts]).sort_values("published", kind="stable").tail(1))


def _largest(figures: pd.DataFrame, unit: str) -> Iterator[wording.Row]:
    """The largest trade and the largest investment of a country among several."""
    trade = Scale(Indicator.TRADE_TURNOVER.value, unit)
    investment = Scale(Indicator.INVESTMENT.value, unit, Direction.IN.value)
    for found in (yearly(figures, trade), cumulative(figures, investment)):
        yield from wording.rows_of(by_size(found.best).head(1))


def _order(row: wording.Row) -> int:
    return list(Indicator).index(Indicator(row.indicator))


def _tile(row: wording.Row, says: Words) -> str:
    label = escape(naming.sentence(wording.subject(row, says)))
    value = escape(wording.value(row, says, spelt=True))
    note = escape(says.say("tiles.note", period=wording.period(row, says), source=row.source))
    return f'<div><dt>{label}</dt><dd>{value}</dd><dd class="note">{note}</dd></div>'


def tally(rows: pd.DataFrame, by: str, *, language: str = "en") -> Tiles:
    """How many rows there are of each term of a column, as key numbers, in the terms' order.

    Parameters
    ----------
    rows : DataFrame
        A table with that column.
    by : str
        "news" (of `changes`), "severity" (of `audit`), "agrees_with" (of `reconcile`), "modality", "verdict".
    language : str
        ISO 639-1 code of the words.

    Raises
    ------
    UnknownName
        If there are no words for the terms of that column.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "Trade with China is to reach $40 billion by 2015.")
    >>> "<dt>Targets</dt><dd>1</dd>" in tally(kz.figures([said]), "modality").html
    True
    """
    says = words(language)
    if by not in says.entries["tally"]:
        raise UnknownName("column to count", by, hint=f"Known: {', '.join(says.entries['tally'])}.")
    counts = rows[by].value_counts(sort=False)
    made = "".join(
        f"<div><dt>{escape(says.say(f'tally.{by}.{term}'))}</dt><dd>{counts[term]}</dd></div>"
        for term in says.entries["tally"][by]
        if counts.get(term, 0)
    )
    return Tiles(f'<dl class="kz-tiles">{made}</dl>' if made else "", rows)
