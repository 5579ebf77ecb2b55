"""Which figures a chart may set on one scale, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kzdata.errors import UnknownName
from kzdata.lexicon.areas import AreaKind, area, find_area, members
from kzdata.model import HOME, Indicator, Kind, Modality
from kzdata.tables.comparable import comparable
from kzdata.tables.errors import TableError
from kzdata.tables.filters import term
from kzdata.tables.money import DOLLAR
from kzdata.tables.schema import NAMES
from kzdata.tables.select import one_each


@dataclass(frozen=True, slots=True)
class Scale:
    """What levels on one scale have in common, in the columns' own terms.

    `direction` is None where there is one alone.
    """

    indicator: str
    unit: str = "USD"
    direction: str | None = None
    kind: str = Kind.LEVEL.value
    reporter: str = HOME

    def __post_init__(self) -> None:
        term("indicator", self.indicator, Indicator)


@dataclass(frozen=True, eq=False)
class Comparable:
    """Figures on one scale, one partner each.

    Attributes
    ----------
    figures : DataFrame
        The figures, with the columns `code` (of the partner) and `year` (of the period's end) added.
    best : DataFrame
        Of them, the one that stands for a partner and year, by the rule of `kzdata.annual`; what has come
        to pass goes before what is planned.
    left_out : mapping of str to int
        How many figures of the indicator stay out, by the reason.
    """

    figures: pd.DataFrame
    best: pd.DataFrame
    left_out: Mapping[str, int]

    def in_year(self, year: int) -> Comparable:
        """Those of one year; figures of others are counted."""
        figures, best = self.figures, self.best
        other = int((figures["year"] != year).sum())
        kept = figures[figures["year"] == year], best[best["year"] == year]
        return Comparable(*kept, {"of_other_years": other, **self.left_out})


def yearly(figures: pd.DataFrame, scale: Scale) -> Comparable:
    """The figures of whole calendar years.

    Raises
    ------
    NotComparable
        If what is left differs in direction.
    TableError
        If a column is missing.
    """
    found, left_out = _on(scale, _checked(figures))
    dated = found[found["period_start"].notna()]
    whole = whole_years(dated["period_start"], dated["period_end"])
    longer = (dated["period_end"] - dated["period_start"]).dt.days > 366
    counts = {
        "part_year": int((~whole & ~longer).sum()),
        "windows": int(longer.sum()),
        "undated": len(found) - len(dated),
    }
    years = dated[whole].astype({"year": "int64"})
    best = one_each(years, ["code", "year", "modality"]).sort_values(["code", "year", "modality"])
    best = best.drop_duplicates(["code", "year"]).reset_index(drop=True)
    return Comparable(years, best, {**counts, **left_out})


def implied_years(implied: pd.DataFrame, scale: Scale, stated: pd.DataFrame) -> pd.DataFrame:
    """Of implied figures those of full years that come to pass, for partners and years not `stated`.

    They have the columns that `yearly` gives stated ones.
    """
    sums = implied[implied["per"].isna()]
    found, _ = _on(scale, sums)
    found = actual(found[whole_years(found["period_start"], found["period_end"])])
    known = set(zip(stated["code"], stated["year"], strict=True))
    keys = zip(found["code"], found["year"], strict=True)
    ours = found[[key[0] in set(stated["code"]) and key not in known for key in keys]]
    return ours.drop_duplicates(["code", "year"])


def cumulative(figures: pd.DataFrame, scale: Scale) -> Comparable:
    """The figures of more than a year that have come to pass, one a partner; raises as `yearly` does.

    They are those over the same years: the years that most partners have; of equals, the last.
    """
    found, left_out = _on(scale, _checked(figures))
    days = (found["period_end"] - found["period_start"]).dt.days
    left_out = {"years": int((days <= 366).sum()), "undated": int(days.isna().sum()), **left_out}
    longer = actual(found[days > 366])
    left_out = {"planned": int((days > 366).sum()) - len(longer), **left_out}
    windows = [longer["period_start"].dt.year, longer["period_end"].dt.year]
    sizes = longer.groupby(windows)["code"].nunique()
    if sizes.empty:
        return Comparable(longer, longer, left_out)
    start, end = max(sizes.index, key=lambda window: (sizes[window], window[1], window[1] - window[0]))
    same = longer[(windows[0] == start) & (windows[1] == end)]
    best = same.sort_values(["code", "qualifier", "published"], ascending=[True, True, False])
    left_out = {"other_years": len(longer) - len(same), **left_out}
    return Comparable(same, best.drop_duplicates("code"), left_out)


def alone(codes: pd.Series[str]) -> pd.Series[Any]:
    """Each code as the only partner, as the column partner has it."""
    return pd.Series([(code,) for code in codes], index=codes.index, dtype="object")


def whole_years(start: pd.Series[Any], end: pd.Series[Any]) -> pd.Series[bool]:
    """Which periods are one whole calendar year."""
    first, last = start.dt, end.dt
    whole: pd.Series[bool] = first.is_year_start & last.is_year_end & (first.year == last.year)
    return whole


def _checked(figures: pd.DataFrame) -> pd.DataFrame:
    """The table, if it has the columns that a chart says its source from."""
    missing = [name for name in NAMES if name not in figures.columns]
    if missing:
        raise TableError(
            f"column {', '.join(missing)} is missing.", hint="Charts are drawn from a table of figures()."
        )
    return figures


def _on(scale: Scale, figures: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    keep = figures["partner"].map(len) == 1
    for name in ("indicator", "kind", "reporter"):
        keep &= figures[name] == getattr(scale, name)
    if scale.direction is not None:
        keep &= figures["direction"] == scale.direction
    found = figures[keep & (figures["unit"] == scale.unit)]
    comparable(found, differing=("modality", "period length"))
    return found.assign(code=found["partner"].str[0].astype("str"), year=found["period_end"].dt.year), {
        "units": int((keep & (figures["unit"] != scale.unit)).sum())
    }


def actual(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that have come to pass."""
    return figures[figures["modality"] == Modality.ACTUAL.value]


def countries(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures whose partner is a country; a region's or bloc's hold theirs once more."""
    return figures[figures["code"].map(lambda code: area(code).kind is AreaKind.COUNTRY).astype("bool")]


def by_size(best: pd.DataFrame) -> pd.DataFrame:
    """Of the figures that stand for a country's years the last of each, the largest first."""
    last = actual(countries(best)).drop_duplicates("code", keep="last")
    return last.sort_values(["value", "code"], ascending=[False, True])


def among(name: str | None) -> frozenset[str]:
    """The codes that a highlighted area stands for, by code or name: its own and its members'.

    Examples
    --------
    >>> sorted(among("EAEU") - among("CENTRAL_ASIA"))
    ['ARM', 'BLR', 'EAEU', 'RUS']
    """
    if name is None:
        return frozenset()
    code = find_area(name)
    return frozenset({code, *members(code)}) - {HOME}


def in_years(figures: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """The figures of some years: whose period ends in them, or that were published in them without a period.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, or official series.
    first, last : int
        The years, both included.

    Raises
    ------
    UnknownName
        If the last year is before the first.

    Examples
    --------
    >>> from kzdata.tables.official import official
    >>> in_years(official("gdp"), 2015, 2016)["year"].tolist()
    [2015, 2016]
    """
    if first > last:
        raise UnknownName("period", f"{first} to {last}", hint="It ends before it starts.")
    end = figures["period_end"]
    if "published" in figures:
        end = end.fillna(figures["published"])
    kept: pd.DataFrame = figures[end.dt.year.between(first, last)]
    return kept


def main_unit(figures: pd.DataFrame) -> str:
    """The unit of money of a table: the dollar, unless it was set in another one by `to_currency`."""
    if "converted_by" not in figures.columns:
        return DOLLAR
    units = figures["unit"][figures["converted_by"].notna()].dropna().unique()
    return str(units[0]) if len(units) == 1 else DOLLAR
