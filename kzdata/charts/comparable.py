"""Which figures may stand on one scale, and which of several a chart draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import Indicator, Kind, Modality, Qualifier
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.filters import term

_NEEDED = (
    "figure_id", "value", "value_high", "unit", "qualifier", "kind", "indicator", "reporter", "partner",
    "direction", "period_start", "period_end", "modality", "publisher", "published", "source",
)  # fmt: skip
_FIRMEST_FIRST = (
    Qualifier.EXACT, Qualifier.ABOUT, Qualifier.RANGE, Qualifier.OVER, Qualifier.AT_LEAST,
    Qualifier.ALMOST, Qualifier.UNDER, Qualifier.UP_TO,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """What figures on one scale have in common, in the columns' own terms; None where any one will do."""

    indicator: str
    unit: str | None = None
    kind: str = Kind.LEVEL.value
    direction: str | None = None
    reporter: str = "KAZ"

    def __post_init__(self) -> None:
        term("indicator", self.indicator, Indicator)
        term("kind", self.kind, Kind)


@dataclass(frozen=True, eq=False)
class Comparable:
    """Figures on one scale, one partner each.

    Attributes
    ----------
    figures : DataFrame
        The figures, with the columns `code` (of the partner) and `year` (of the period's end) added.
    left_out : mapping of str to int
        How many figures of the indicator stay out, by the reason.
    """

    figures: pd.DataFrame
    left_out: Mapping[str, int]


def yearly(figures: pd.DataFrame, scale: Scale) -> Comparable:
    """The figures of whole calendar years.

    Raises
    ------
    NotComparable
        If what is left differs in unit or direction.
    TableError
        If a column that charts need is missing.
    """
    found, left_out = _on(scale, figures)
    dated = found[found["period_start"].notna()]
    whole = whole_years(dated["period_start"], dated["period_end"])
    longer = (dated["period_end"] - dated["period_start"]).dt.days > 366
    return Comparable(
        dated[whole],
        {
            "part_year": int((~whole & ~longer).sum()),
            "windows": int(longer.sum()),
            "undated": len(found) - len(dated),
            **left_out,
        },
    )


def whole_years(start: pd.Series[Any], end: pd.Series[Any]) -> pd.Series[bool]:
    """Which periods are one whole calendar year."""
    first, last = start.dt, end.dt
    return (
        (first.dayofyear == 1) & (last.month == 12) & (last.day == 31) & (first.year == last.year)
    )


def cumulative(figures: pd.DataFrame, scale: Scale) -> Comparable:
    """The figures of windows of more than a year; raises as `yearly` does."""
    found, left_out = _on(scale, figures)
    days = (found["period_end"] - found["period_start"]).dt.days
    undated = int(days.isna().sum())
    return Comparable(
        found[days > 366],
        {"years": int((days <= 366).sum()), "undated": undated, **left_out},
    )


def _on(scale: Scale, figures: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    missing = [name for name in _NEEDED if name not in figures.columns]
    if missing:
        raise TableError(
            f"column {', '.join(missing)} is missing.", hint="Charts are drawn from a table of figures()."
        )
    keep = figures["partner"].str.len() == 1
    for name in ("indicator", "kind", "reporter"):
        keep &= figures[name] == getattr(scale, name)
    if scale.direction is not None:
        keep &= figures["direction"] == scale.direction
    found = figures[keep]
    other_units = 0
    if scale.unit is not None:
        in_unit = found["unit"] == scale.unit
        found, other_units = found[in_unit], int((~in_unit).sum())
    for name in ("unit", "direction"):
        _refuse_several(found, name)
    code = found["partner"].str[0].astype("str")
    return found.assign(code=code, year=found["period_end"].dt.year), {"units": other_units}


def _refuse_several(figures: pd.DataFrame, name: str) -> None:
    groups = figures.groupby(figures[name].astype("str").fillna("none"))["figure_id"].agg(tuple)
    if len(groups) > 1:
        choices = " or ".join(f'{name}="{value}"' for value in groups.index[:3])
        raise NotComparable(name, groups.to_dict(), hint=f"Choose one: {choices}.")


def chosen(figures: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """One figure of each group: the firmest stated, then the last published, then the first in its text.

    What has come to pass goes before what is planned.
    """
    firmness = figures["qualifier"].map({name.value: rank for rank, name in enumerate(_FIRMEST_FIRST)})
    ranked = figures.assign(
        _planned=figures["modality"] != Modality.ACTUAL.value, _firmness=firmness.astype("int")
    ).sort_values(
        ["_planned", "_firmness", "published", "statement_id", "start"],
        ascending=[True, True, False, True, True],
        kind="stable",
    )
    return ranked.drop_duplicates(list(by)).drop(columns=["_planned", "_firmness"]).sort_values(list(by))


def actual(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that have come to pass."""
    return figures[figures["modality"] == Modality.ACTUAL.value]


def countries(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures whose partner is a country; a region's or bloc's hold theirs once more."""
    return figures[[area(code).kind is AreaKind.COUNTRY for code in figures["code"]]]


def disputed(figures: pd.DataFrame, by: Sequence[str], *, apart: float = 0.05) -> list[pd.DataFrame]:
    """Groups of exact figures that differ by more than the part `apart`, each sorted by value."""
    exact = actual(figures[figures["qualifier"] == Qualifier.EXACT.value]).sort_values("value", kind="stable")
    groups = [group for _, group in exact.groupby(list(by), observed=True)]
    return [group for group in groups if group["value"].iloc[-1] > group["value"].iloc[0] * (1 + apart)]
