"""Official statistics beside statements: lines by source, broken where years are missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from kzdata.charts import wording
from kzdata.charts.comparable import Scale, alone, whole_years
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words
from kzdata.model import Kind, Modality, Qualifier

_NEEDED = ("source", "indicator", "partner", "unit", "period_start", "period_end", "value")
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


def draw(axes: Axes, official: pd.DataFrame, palette: Palette) -> None:
    """Each source's series as a line; a gap stays a gap, a year alone is a short stroke."""
    for _, series in official.groupby("source", sort=False):
        for _, run in series.groupby(series["year"].diff().ne(1).cumsum()):
            years, values = list(run["year"]), list(run["value"])
            if len(run) == 1:
                years, values = [years[0] - 0.3, years[0] + 0.3], values * 2
            axes.plot(years, values, color=palette.official, linewidth=2.0, solid_capstyle="round", zorder=2)


def alt(official: pd.DataFrame, says: Words) -> str:
    """The series in words, from the first to the last year of each source."""
    sentences = []
    for source, series in official.groupby("source", sort=False):
        rows = wording.rows_of(series)
        ends = rows if len(rows) < 3 else [rows[0], rows[-1]]
        sentences.append(says.say("alt.official", source=source, all=wording.told(ends, says)))
    return " ".join(sentences)
