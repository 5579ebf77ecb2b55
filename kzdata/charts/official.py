"""Official statistics beside statements: lines by source, broken where years are missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import marks, wording
from kzdata.charts.comparable import Scale, alone, whole_years
from kzdata.charts.labels import along, to_points
from kzdata.charts.sheet import Box
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words
from kzdata.model import HOME, Kind, Modality, Qualifier

_NEEDED = ("source", "statistics", "indicator", "partner", "unit", "period_start", "period_end", "value")
_PROVENANCE = r" \(via .*\)|, copy in .*"
"""How the official table names the press and the archive that a value came through."""


def official_years(official: pd.DataFrame | None, scale: Scale, code: str) -> pd.DataFrame:
    """The official figures of full years of one partner, with the columns that figures of statements have.

    Parameters
    ----------
    official : DataFrame or None
        Official series, as `kzdata.official` gives them.
    scale : Scale
        What is drawn.
    code : str
        The partner.
    """
    if official is None:
        official = pd.DataFrame(columns=_NEEDED)
    mine = official[
        (official["indicator"] == scale.indicator)
        & (official["partner"] == code)
        & (official["unit"] == scale.unit)
    ]
    start, end = pd.to_datetime(mine["period_start"]), pd.to_datetime(mine["period_end"])
    return mine.assign(
        period_start=start, period_end=end, year=end.dt.year, code=code, partner=alone(mine["partner"]),
        qualifier=Qualifier.EXACT.value, kind=Kind.LEVEL.value, modality=Modality.ACTUAL.value,
        direction=None, value_high=np.nan, published=pd.Series(pd.NaT, mine.index),
        source=mine["source"].str.replace(_PROVENANCE, "", regex=True),
    )[whole_years(start, end)].sort_values(["period_end", "source"])  # fmt: skip


def longest(official: pd.DataFrame) -> pd.DataFrame:
    """Of several sources' series the one with most years; of equals, the one that reaches furthest."""
    if official.empty:
        return official
    sizes = official.groupby("source")["year"].agg(["nunique", "max"]).sort_values(["nunique", "max"])
    kept: pd.DataFrame = official[official["source"] == sizes.index[-1]]
    return kept


def accounts(official: pd.DataFrame) -> list[str]:
    """Whose statistics there are, by code: Kazakhstan's first, then its partner's; "" where nobody says."""
    found = {account(row) for row in wording.rows_of(official)}
    return sorted(found, key=lambda code: (code != HOME, code))


def account(row: wording.Row) -> str:
    """Whose statistics a row is of, by code; "" where nobody says."""
    return row.statistics if isinstance(row.statistics, str) else ""


def ends(official: pd.DataFrame) -> pd.DataFrame:
    """The last figure of each account's series."""
    last = official.sort_values("year", kind="stable")
    return last[~last["statistics"].fillna("").duplicated(keep="last")]


def draw(axes: Axes, official: pd.DataFrame, palette: Palette) -> list[Box]:
    """Each account's series as a line; a gap stays a gap, a year alone or told twice is a short stroke.

    Returns
    -------
    list of Box
        The room that the lines take, in points of the page.
    """
    taken: list[Box] = []
    for code, series in official.groupby(official["statistics"].fillna(""), sort=False):
        # the source with most years is the line, what others say beside it short strokes
        years = series["source"].map(series["source"].value_counts())
        ranked = series.assign(_years=years).sort_values("_years", ascending=False, kind="stable")
        values = ranked.drop_duplicates(["year", "value"])
        line = values.drop_duplicates("year").sort_values("year")
        runs = [run for _, run in line.groupby(line["year"].diff().ne(1).cumsum())]
        for run in [*runs, *(values.loc[[index]] for index in values.index.difference(line.index))]:
            across, up = list(run["year"]), list(run["value"])
            if len(run) == 1:
                across, up = [across[0] - 0.3, across[0] + 0.3], up * 2
            axes.plot(
                across, up, color=palette.official, linewidth=2.0, linestyle=marks.dashes(str(code)),
                solid_capstyle="round", dash_capstyle="butt", zorder=2,
            )  # fmt: skip
            taken += along([to_points(axes, *point) for point in zip(across, up, strict=True)])
    return taken


def alt(official: pd.DataFrame, says: Words) -> str:
    """The series in words, from the first to the last year of each source."""
    sentences = []
    for source, series in official.groupby("source", sort=False):
        rows = wording.rows_of(series)
        ends = rows if len(rows) < 3 else [rows[0], rows[-1]]
        sentences.append(says.say("alt.official", source=source, all=wording.told(ends, says)))
    return " ".join(sentences)
