"""Figures that belong on one scale: by year, by partner, by region; and what a table holds.

Statements differ in everything: unit, length of period, whether a thing has come to pass. These functions
never mix such figures. What they leave out is left out by a rule that their text states; where a choice is
the reader's, they raise `NotComparable`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from kzdata.errors import UnknownName
from kzdata.lexicon.areas import AreaKind, area, find_area, members
from kzdata.model import HOME, Indicator, Kind, Modality, Qualifier
from kzdata.tables.comparable import by_value, comparable
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.filters import term
from kzdata.tables.schema import UNIT
from kzdata.tables.units import parts_of

_FIRMEST_FIRST = (
    Qualifier.EXACT,
    Qualifier.ABOUT,
    Qualifier.RANGE,
    Qualifier.OVER,
    Qualifier.AT_LEAST,
    Qualifier.ALMOST,
    Qualifier.UNDER,
    Qualifier.UP_TO,
)

_ABOVE = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_BELOW = frozenset({Qualifier.UNDER, Qualifier.ALMOST, Qualifier.UP_TO})


def annual(
    figures: pd.DataFrame,
    indicator: str,
    *,
    unit: str = "USD",
    modality: str = Modality.ACTUAL,
    direction: str | None = None,
    reporter: str = HOME,
) -> pd.DataFrame:
    """What is said for full calendar years: one figure for each partner and year.

    Taken are levels of the indicator, in the unit, whose period is one calendar year and that name one
    partner or none. Of several for the same partner and year, the firmest stated stands for all (exact,
    then about, a range, then bounds), of these the last published, of these the first in its text; how many
    statements there are and how far apart they lie stays visible.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, as `figures` gives it without `explode`.
    indicator : str
        Such as "trade_turnover".
    unit, modality, reporter : str
        Which figures to take: in US dollars, that have come to pass, Kazakhstan's.
    direction : str, optional
        For investment, loans and visits: "in", "out" or "both".

    Returns
    -------
    DataFrame
        The figures chosen, sorted by partner and year, with `partner` as one code and these columns more:
        `year`; `statements`, how many state it; `low` and `high`, the ends of what they state.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.
    UnknownName
        If indicator or modality is not a term, or unit not a unit.
    TableError
        If the partners were exploded: then it cannot be seen which figures have two.

    Examples
    --------
    >>> from kzdata.tables.corpus import figures
    >>> bool(annual(figures(), "trade_turnover").duplicated(["partner", "year"]).any())
    False
    """
    if figures["partner"].dtype != "object":
        raise TableError("column partner: one code a row.", hint="Give figures() without explode.")
    if not (re.fullmatch(UNIT, unit) or parts_of(unit)[0]):
        raise UnknownName(
            "unit", unit, hint="Use a currency's ISO 4217 code, such as USD, or percent, count ..."
        )
    keep = (
        (figures["indicator"] == term("indicator", indicator, Indicator))
        & (figures["kind"] == Kind.LEVEL.value)
        & (figures["unit"] == unit)
        & (figures["modality"] == term("modality", modality, Modality))
        & (figures["reporter"] == reporter)
        & (figures["partner"].map(len) <= 1)
        & _is_year(figures)
    )
    if direction is not None:
        keep &= figures["direction"] == direction
    found = comparable(figures[keep])
    alone = pd.Series([codes[0] if codes else None for codes in found["partner"]], found.index, "str")
    found = found.assign(partner=alone, year=found["period_end"].dt.year.astype("int64"))
    return one_each(found, ["partner", "year"])


def latest_by_partner(yearly: pd.DataFrame) -> pd.DataFrame:
    """For each partner the figure of its last year: the years differ, so a reader must be shown them.

    Parameters
    ----------
    yearly : DataFrame
        As `annual` gives it.

    Returns
    -------
    DataFrame
        The same columns, the largest value first; without figures that name no partner.
    """
    last = yearly.dropna(subset="partner").sort_values(["partner", "year"])
    last = last.drop_duplicates("partner", keep="last")
    return last.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def by_region(yearly: pd.DataFrame, areas: Iterable[str]) -> pd.DataFrame:
    """The sums of one year over the countries of some regions and blocs.

    Added up are the figures of single countries that were members on the year's last day, each once; what
    is said of a bloc as a whole is not added but stands beside. A sum covers those partners alone that
    statements name: it is no total of the region. Areas may overlap: their sums must not be added up.

    Parameters
    ----------
    yearly : DataFrame
        As `annual` gives it, of one year.
    areas : iterable of str
        Codes or names of regions and blocs.

    Returns
    -------
    DataFrame
        A row an area, in the order given: `area`, `name`, `year`, `value`, `unit`, `qualifier` (missing
        where bounds from above and from below are added), `low`, `high`, `partners` (the codes added up),
        `figure_ids`, and `stated`, what is said of the area as a whole. `value` is missing where nothing
        is said of any of its countries.

    Raises
    ------
    NotComparable
        If the figures are of several years, indicators, units or anything else that `comparable` names.
    UnknownName
        If an area is not known.
    """
    codes = [find_area(name) for name in areas]
    comparable(yearly)
    years = yearly.groupby("year")["figure_id"].agg(tuple)
    if len(years) > 1:
        raise NotComparable("year", by_value(years), hint="Take one year: yearly[yearly['year'] == 2017].")
    rows = [_region(yearly, code) for code in codes]
    return pd.DataFrame(rows, columns=_REGION)


_REGION = (
    "area", "name", "year", "value", "unit", "qualifier", "low", "high", "partners", "figure_ids", "stated",
)  # fmt: skip


def _region(yearly: pd.DataFrame, code: str) -> tuple[object, ...]:
    day = yearly["period_end"].max()
    inside = set(members(code, None if pd.isna(day) else day.date()))
    ours = yearly[yearly["partner"].isin(inside)].sort_values("partner")
    whole = yearly.loc[(yearly["partner"] == code) & (area(code).kind is not AreaKind.COUNTRY), "value"]
    return (
        code,
        area(code).name,
        yearly["year"].max() if len(yearly) else None,
        ours["value"].sum(min_count=1),
        yearly["unit"].iloc[0] if len(yearly) else None,
        _of_sum({Qualifier(qualifier) for qualifier in ours["qualifier"]}),
        ours["low"].sum(min_count=1),
        ours["high"].sum(min_count=1),
        tuple(ours["partner"]),
        tuple(ours["figure_id"]),
        whole.iloc[0] if len(whole) else np.nan,
    )


def _of_sum(qualifiers: set[Qualifier]) -> str | None:
    """How firm a sum is whose parts are so firm."""
    loose = qualifiers - {Qualifier.EXACT}
    if not loose:
        return Qualifier.EXACT.value if qualifiers else None
    if loose <= _ABOVE:
        return Qualifier.OVER.value if Qualifier.OVER in loose else Qualifier.AT_LEAST.value
    if loose <= _BELOW:
        return Qualifier.UNDER.value if loose & {Qualifier.UNDER, Qualifier.ALMOST} else Qualifier.UP_TO.value
    return Qualifier.ABOUT.value if loose <= {Qualifier.ABOUT, Qualifier.RANGE} else None


def summary(figures: pd.DataFrame, by: str) -> pd.DataFrame:
    """How much a table holds of what.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    by : str
        "indicator", "partner", "publisher", "year" (of publication), or another column of terms or text.

    Returns
    -------
    DataFrame
        A row for each value that occurs, missing included: the value, `figures` and `statements` (how many
        of each), `first` and `last` (when the statements were published). Sorted by year, or else by the
        number of figures. A figure with two partners counts for each.

    Raises
    ------
    UnknownName
        If there is no such column.

    Examples
    --------
    >>> from kzdata.tables.corpus import figures
    >>> summary(figures(), "indicator").loc[0, "indicator"]
    'trade_turnover'
    """
    if by not in (*figures.columns, "year"):
        raise UnknownName("column", by, hint="Try indicator, partner, publisher or year.")
    table = figures.assign(year=figures["published"].dt.year.astype("Int64"))
    if by == "partner":
        table = table.explode("partner").astype({"partner": "str"})
    groups = table.groupby(by, dropna=False, observed=True)
    counts = groups.agg(
        figures=("figure_id", "count"),
        statements=("statement_id", "nunique"),
        first=("published", "min"),
        last=("published", "max"),
    ).reset_index()
    order = ["year"] if by == "year" else ["figures", "statements"]
    return counts.sort_values(order, ascending=by == "year", kind="stable", ignore_index=True)


def one_each(figures: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """One figure of each group, and what the whole group says."""
    rank = {qualifier.value: number for number, qualifier in enumerate(_FIRMEST_FIRST)}
    # a few columns alone are sorted: a table of figures has thirty
    keys = figures[[*by, "published", "statement_id", "start", "value"]].assign(
        firmness=figures["qualifier"].astype("str").map(rank),
        high=figures["value_high"].fillna(figures["value"]),
        row=range(len(figures)),
    )
    ranked = keys.sort_values(
        [*by, "firmness", "published", "statement_id", "start"],
        ascending=[True] * len(by) + [True, False, True, True],
    )
    groups = ranked.groupby(by, dropna=False, observed=True)
    first = ~ranked.duplicated(by)
    said = {
        "statements": groups["statement_id"].transform("nunique"),
        "low": groups["value"].transform("min"),
        "high": groups["high"].transform("max"),
    }
    chosen = figures.iloc[ranked["row"][first].to_numpy()].reset_index(drop=True)
    return chosen.assign(**{name: values[first].to_numpy() for name, values in said.items()})


def _is_year(figures: pd.DataFrame) -> pd.Series[bool]:
    start, end = figures["period_start"].dt, figures["period_end"].dt
    whole: pd.Series[bool] = (
        (start.day_of_year == 1) & (end.month == 12) & (end.day == 31) & (start.year == end.year)
    )
    return whole
