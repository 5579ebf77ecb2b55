"""Official statistics on Kazakhstan's trade and investment, to set beside what statements say."""

from __future__ import annotations

import difflib

import pandas as pd

from kzdata.bundle import bundled
from kzdata.errors import UnknownName
from kzdata.lexicon.areas import find_area
from kzdata.model import HOME, Direction, Indicator, Kind, Modality
from kzdata.tables.errors import TableError
from kzdata.tables.filters import Several, each

_DATES = ("period_start", "period_end")
_TEXTS = ("source", "url", "statistics", "indicator", "partner", "qualifier", "note")
_COLUMNS = (
    *("source", "url", "statistics", "reporter", "indicator", "kind", "modality", "direction", "partner"),
    *("year", "period_start", "period_end", "value", "unit", "qualifier", "note"),
)

OFFICIAL = {
    Indicator.EXPORTS.value: "exports",
    Indicator.IMPORTS.value: "imports",
    Indicator.TRADE_TURNOVER.value: "trade_turnover",
    Indicator.INVESTMENT.value: "gross_fdi_inflow",
    Indicator.INVESTMENT_STOCK.value: "fdi_stock",
    Indicator.GDP.value: "gdp",
}
"""The official series that measures what statements call so."""


def official(indicator: Several = None, partner: Several = None) -> pd.DataFrame:
    """The official series that come with kzdata.

    Which rows may be compared:

    - Exports and imports are Kazakhstan's, goods only. `statistics` says whose account a row is: KAZ,
      or the partner's own (mirror data), whose imports stand here as Kazakhstan's exports. The two
      accounts differ, by a quarter and more for China; set them side by side, as `reconcile` does, never
      join them to one series. It is missing where the source does not make plain whose account it gives.
    - Years go with years: `year` is empty for part of a year, for sums over several, and for stocks,
      whose period is the day that they stood on.
    - Growth is taken within one `source`. The World Bank's and the Bureau of National Statistics'
      totals differ by up to 5 % for the same year, and revisions move each.
    - ``gross_fdi_inflow`` (investment that came in), ``fdi_net_inflow`` (less what was taken out) and
      ``fdi_stock`` (what stood on a day) are three things.
    - Values that came through the press ("via ...") are rounded, and `qualifier` tells which are bounds
      ("over", "about").

    Parameters
    ----------
    indicator : str or list of str, optional
        ``exports``, ``imports``, ``trade_turnover``, ``gross_fdi_inflow``, ``fdi_net_inflow``,
        ``fdi_stock``, ``gdp``.
    partner : str or list of str, optional
        Codes or names; WORLD is the total.

    Returns
    -------
    DataFrame
        With the columns source, url, statistics, reporter, indicator, kind, modality, direction, partner,
        year, period_start, period_end, value, unit, qualifier, note; `value` is in US dollars, at current
        prices. `reporter`, `kind`, `modality` and `direction` say the same of all rows, so that `comparable`
        can tell what they may stand beside.

    Raises
    ------
    UnknownName
        If there is no such indicator or partner.
    TableError
        If the file of the series is broken.

    Examples
    --------
    >>> gdp = official("gdp")
    >>> gdp.loc[gdp["year"] == 2017, "value"].item()
    166806000000.0
    """
    series = _read()
    known = sorted(series["indicator"].unique())

    def indicator_named(name: str) -> str:
        if name in known:
            return name
        measured = OFFICIAL.get(name)
        near = (measured,) if measured else tuple(difflib.get_close_matches(name, known))
        called = f"What statements call {name} is measured by {measured}. " if measured else ""
        raise UnknownName("official indicator", name, near, hint=f"{called}Known: {', '.join(known)}.")

    for column, wanted in (
        ("indicator", each(indicator, indicator_named)),
        ("partner", each(partner, find_area)),
    ):
        if wanted is not None:
            series = series[series[column].isin(wanted)]
    return series.reset_index(drop=True)


def _read() -> pd.DataFrame:
    path = bundled("data") / "official" / "series.csv"
    types = {**dict.fromkeys(_TEXTS, "str"), "year": "Int64", "value_usd": "float64"}
    try:
        series = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
        for name in _DATES:
            series[name] = pd.to_datetime(series[name], format="%Y-%m-%d").astype("datetime64[s]")
    except (OSError, ValueError) as error:
        raise TableError(f"cannot be read ({error}).", path=path, hint="Install kzdata anew.") from error
    inward = series["indicator"].str.contains("fdi")
    series = series.rename(columns={"value_usd": "value"}).assign(
        unit="USD",
        reporter=HOME,
        kind=Kind.LEVEL.value,
        modality=Modality.ACTUAL.value,
        direction=inward.map({True: Direction.IN.value, False: None}).astype("str"),
    )
    return series[list(_COLUMNS)]
