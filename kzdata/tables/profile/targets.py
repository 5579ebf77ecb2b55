"""What was aimed at, and what came."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pandas as pd

from kzdata.lexicon.areas import find_area
from kzdata.model import HOME, Kind, Modality
from kzdata.tables.bounds import bounds, interval_of
from kzdata.tables.given import whole
from kzdata.tables.official import OFFICIAL, official
from kzdata.tables.profile.facts import Basis, bounded, likely, rows_of

_COLUMNS = (
    *("figure_id", "source", "quote", "modality", "indicator", "partner", "direction", "unit"),
    *("value", "low", "high", "period_start", "period_end"),
    *(
        "came",
        "came_low",
        "came_high",
        "came_qualifier",
        "came_source",
        "came_basis",
        "came_figure",
        "verdict",
    ),
)


class Came(StrEnum):
    """What became of a target."""

    REACHED = "reached"
    MISSED = "missed"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


def targets(
    figures: pd.DataFrame, partner: str | None = None, series: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Targets, forecasts and potentials with a period, and what came: by statements, else by statistics.

    What came is the last statement, published after the period's end, of the same indicator, partner,
    direction, unit and period (or the same calendar years); where there is none, Kazakhstan's official value.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    partner : str, optional
        Country, region or bloc, by code or name; all if not given.
    series : DataFrame, optional
        Official series; left out, all that come with kzdata.

    Returns
    -------
    DataFrame
        A row a planned amount, in the order of its period: what was planned, with what it may mean (`low`,
        `high`); `came`, `came_low`, `came_high`, `came_qualifier`, `came_source`, `came_basis` (stated or
        official) and `came_figure`; and `verdict`: reached, missed, unclear (what both may mean overlaps), or
        unknown, where nobody says what came. "Over 10 billion" is taken to be less than 20.

    Raises
    ------
    TableError
        If the partners were exploded.
    UnknownName
        If there is no such partner.

    Examples
    --------
    >>> import kzdata as kz
    >>> goal = kz.Statement("s1", "Trade with China is to reach $40 billion by 2015.")
    >>> came = kz.Statement("s2", "In 2015 trade with China came to $10.6 billion.")
    >>> targets(kz.figures([goal, came]), "CHN")[["quote", "came", "verdict"]].values.tolist()
    [['$40 billion', 10600000000.0, 'missed']]
    """
    said = bounds(whole(figures, ("indicator", "modality", "period_start")))
    measured = bounded(official() if series is None else series)
    single = said["partner"].map(len) == 1
    if partner is not None:
        alone = (find_area(partner),)
        single = said["partner"].map(lambda codes: codes == alone).astype("bool")
    levels = said[single & (said["kind"] == Kind.LEVEL.value) & (said["reporter"] == HOME)]
    planned = levels[(levels["modality"] != Modality.ACTUAL.value) & levels["period_start"].notna()]
    actual = levels[(levels["modality"] == Modality.ACTUAL.value) & levels["period_start"].notna()]
    planned = planned.sort_values(["period_end", "published", "start"], kind="stable")
    rows = [_row(goal, actual, measured) for goal in rows_of(planned)]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _row(goal: Any, actual: pd.DataFrame, measured: pd.DataFrame) -> dict[str, Any]:
    came = _came(goal, actual, measured)
    told = {
        "figure_id": goal.figure_id,
        "source": goal.source,
        "quote": goal.quote,
        "modality": str(goal.modality),
        "indicator": str(goal.indicator),
        "partner": goal.partner[0],
        "direction": None if pd.isna(goal.direction) else str(goal.direction),
        "unit": goal.unit,
        "value": goal.value,
        "low": goal.low,
        "high": goal.high,
        "period_start": goal.period_start,
        "period_end": goal.period_end,
        "verdict": _verdict(goal, came).value,
    }
    if came is None:
        return told
    own = isinstance(getattr(came, "figure_id", None), str)
    return told | {
        "came": came.value,
        "came_low": came.low,
        "came_high": came.high,
        "came_qualifier": str(came.qualifier),
        "came_source": came.source,
        "came_basis": (Basis.STATED if own else Basis.OFFICIAL).value,
        "came_figure": came.figure_id if own else None,
    }


def _came(goal: Any, actual: pd.DataFrame, measured: pd.DataFrame) -> Any:
    """The row that says what came of a goal; None where none does."""
    same = actual[
        (actual["indicator"] == goal.indicator)
        & actual["partner"].map(lambda codes: codes == goal.partner).astype("bool")
        & (actual["unit"] == goal.unit)
        & _same_years(actual, goal)
        & ~(actual["published"] < goal.period_end)
    ]
    if not pd.isna(goal.direction):
        same = same[same["direction"] == goal.direction]
    same = same[same["figure_id"] != goal.figure_id].sort_values(["published", "start"], kind="stable")
    if len(same):
        return rows_of(same)[-1]
    name = OFFICIAL.get(str(goal.indicator), "")
    there = measured[
        (measured["indicator"] == name)
        & (measured["partner"] == goal.partner[0])
        & (measured["statistics"] == HOME)
        & (measured["unit"] == goal.unit)
        & _same_years(measured, goal)
    ]
    return next(iter(rows_of(there)), None)


def _same_years(rows: pd.DataFrame, goal: Any) -> pd.Series[bool]:
    same: pd.Series[bool] = (rows["period_start"] == goal.period_start) & (
        rows["period_end"] == goal.period_end
    )
    return same


def _verdict(goal: Any, came: Any) -> Came:
    if came is None:
        return Came.UNKNOWN
    aim, real = interval_of(goal), likely(came)
    if real.low >= aim.low:
        return Came.REACHED
    return Came.UNCLEAR if real.meets(aim) else Came.MISSED
