"""The profile of a partner: a table of facts, each with its period, its source and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kzdata.errors import UnknownName
from kzdata.lexicon.areas import AreaKind, area, find_area
from kzdata.model import HOME
from kzdata.tables.bounds import bounds
from kzdata.tables.given import whole
from kzdata.tables.official import official as official_series
from kzdata.tables.profile.account import WORLD, Trade
from kzdata.tables.profile.concentration import concentration
from kzdata.tables.profile.deeds import deed_facts
from kzdata.tables.profile.facts import Fact, bounded, table_of
from kzdata.tables.profile.standing import standing_facts
from kzdata.tables.profile.trade import trade_facts

_NEEDED = ("indicator", "kind", "unit", "reporter", "modality", "period_start", "period_end", "source")


def profile(
    figures: pd.DataFrame, partner: str, official: pd.DataFrame | None = None, *, unit: str = "USD"
) -> pd.DataFrame:
    """What is known of a partner: trade, its balance, growth, share and rank, investment, agreements, visits.

    Each row is a fact with its period and its source, and says what it rests on: what a statement says,
    what statistics say, or what is computed from these, from which rows and how. What may not be told says
    why. Nothing is guessed: a rank is a range where bounds leave it open; a concentration is reckoned only
    where partners that make half of the total are known, and is a least value then.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, of all partners: rank and concentration need the others.
    partner : str
        Country, region or bloc, by code or name.
    official : DataFrame, optional
        Official series; left out, all that come with kzdata.
    unit : str
        The unit of the amounts, as `to_currency` gives it: USD, EUR, USD2015.

    Returns
    -------
    DataFrame
        With the columns `fact`, `partner`, `basis` (stated, official, computed, missing), `indicator`,
        `kind`, `direction`, `value`, `value_high`, `low`, `high` (what it may be), `unit`, `qualifier`,
        `period_start`, `period_end`, `rule` (how it was computed), `reason` (why it is missing), `url`,
        `among` (how many partners it takes in), `coverage` (of a concentration, the part of the total, in
        percent), `from_figures`, `sources`.

    Raises
    ------
    UnknownName
        If there is no such partner, or it is Kazakhstan.
    TableError
        If a column is missing, or the partners were exploded.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In 2017 trade with China grew by 37.4%, to $18 billion.")
    >>> about = profile(kz.figures([said]), "China").set_index("fact")
    >>> about.loc["share", ["basis", "unit", "rule"]].tolist()
    ['computed', 'percent', 'share_of_the_total']
    >>> about.loc["visits", ["basis", "reason"]].tolist()
    ['missing', 'not_stated']
    """
    code = find_area(partner)
    if code == HOME:
        raise UnknownName("partner", partner, hint="Kazakhstan reports; its partner is another area.")
    said = bounds(whole(figures, _NEEDED))
    series = bounded(official_series() if official is None else official)
    return table_of(code, _facts(Trade(said, series, unit), code))


def _facts(trade: Trade, code: str) -> Iterator[Fact]:
    yield from trade_facts(trade, code)
    yield from standing_facts(trade, code)
    yield concentration(trade, WORLD if area(code).kind is AreaKind.COUNTRY else code)
    yield from deed_facts(trade.figures, trade.official, code, trade.unit)
