"""What was said of the same thing, when and by whom: repeated, revised, or contradicted by somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

from kzdata.errors import UnknownName
from kzdata.model import PartialDate
from kzdata.tables.bounds import bounds
from kzdata.tables.given import whole
from kzdata.tables.intervals import Closed, Interval

SAME = (
    *("reporter", "partner", "indicator", "kind", "direction", "unit", "modality"),
    *("period_start", "period_end", "compared_start", "compared_end"),
)
"""Columns in which two figures must be equal to be about the same thing."""

_BEFORE = ("figure_id", "quote", "source")
"""What is told of the figure that stood before."""


class News(StrEnum):
    """What a figure brings to what had been said of the same thing."""

    NEW = "new"
    REPEATED = "repeated"
    REVISED = "revised"
    CONTRADICTED = "contradicted"


def history(figures: pd.DataFrame) -> pd.DataFrame:
    """What was said of each thing, from the first statement to the last.

    Two figures are about the same thing if they have the same reporter, partner, indicator, kind,
    direction, unit, modality and period, and for a change the same period compared with. Each is set beside
    the last statement in which the same voice spoke of it, or else the last in which anybody did. A voice is
    the speaker, or the publisher where nobody is quoted. What both may mean (see `bounds`) decides:

    - ``new``: nobody had said anything of it. Where a statement gives several values that cannot be one, it
      speaks of parts that no column tells apart (freight of two goods): these are new as well;
    - ``repeated``: the two agree;
    - ``revised``: they do not, and it is the same voice;
    - ``contradicted``: they do not, and it is another one.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, as `figures` gives it without `explode`.

    Returns
    -------
    DataFrame
        The figures that have a period and a date of publication, with these columns more: `low`, `high`,
        `closed` (as `bounds` gives them); `thing`, a number for each thing; `news`; and of the figure it is
        set beside, `figure_id_before`, `quote_before`, `source_before`. Sorted by thing, then by
        publication. ``attrs["left_out"]`` counts the others: "no period", "no date of publication".

    Raises
    ------
    TableError
        If a column is missing, or the partners were exploded: a figure would repeat itself then.

    Examples
    --------
    >>> from kzdata.tables.corpus import figures
    >>> history(figures(indicator="exports")).groupby("thing")["news"].first().unique().tolist()
    ['new']
    """
    figures = whole(figures, ("statement_id", "start", "quote", "source", "published", *SAME))
    dated, timed = figures["published"].notna(), figures["period_start"].notna()
    told = bounds(figures[dated & timed]).sort_values(["published", "statement_id", "start"], kind="stable")
    told = told.assign(thing=told.groupby(list(SAME), dropna=False, observed=True, sort=False).ngroup())
    told = told.sort_values("thing", kind="stable", ignore_index=True)
    news, before = _told(told)
    marked = told.assign(news=pd.Categorical(news, [each.value for each in News], ordered=True))
    earlier = told[list(_BEFORE)].reindex(before).set_axis(told.index)
    marked = marked.join(earlier.add_suffix("_before"))
    marked.attrs["left_out"] = {
        "no period": int((~timed).sum()),
        "no date of publication": int((timed & ~dated).sum()),
    }
    return marked


def changes(figures: pd.DataFrame, since: str | int | date) -> pd.DataFrame:
    """What has been said since a day that is new, revised, or contradicts what others had said.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, those of before the day included: without them all would be new.
    since : str, int or date
        The first day: "2018-06-01", "2018-06" or "2018". Figures are taken by the day on which their
        statement was published; where only month or year is known, by its last.

    Returns
    -------
    DataFrame
        The rows of `history` that were published on that day or later, but for the repeated ones, sorted
        by publication. ``attrs["left_out"]`` counts those since that day that could not be compared.

    Raises
    ------
    UnknownName
        If `since` is no date.

    Examples
    --------
    >>> from kzdata.tables.corpus import figures
    >>> said = changes(figures(partner="China"), since="2018")
    >>> said["published"].min() >= pd.Timestamp("2018-01-01"), "repeated" in set(said["news"])
    (True, False)
    """
    first = pd.Timestamp(_day(since))
    told = history(figures)
    late = (told["published"] >= first) & (told["news"] != News.REPEATED.value)
    found = told[late].sort_values(["published", "statement_id", "start"], kind="stable", ignore_index=True)
    untimed = figures["period_start"].isna() & (figures["published"] >= first)
    found.attrs["left_out"] = told.attrs["left_out"] | {"no period": int(untimed.sum())}
    return found


class _Said(NamedTuple):
    row: int
    statement: str
    voice: str
    may_mean: Interval


def _told(told: pd.DataFrame) -> tuple[list[str], list[int]]:
    """For each row what it brings, and the row that it is set beside; -1 for none."""
    news, before = [News.NEW.value] * len(told), [-1] * len(told)
    for thing in _things(told):
        statements = [list(group) for _, group in groupby(thing, key=lambda said: said.statement)]
        for place, statement in enumerate(statements):
            for number, said in enumerate(statement):
                found, beside = _brought(
                    said, statement[:number], statements[:place], alone=_alike(statement)
                )
                news[said.row], before[said.row] = found.value, beside
    return news, before


def _brought(
    said: _Said, above: Sequence[_Said], earlier: Sequence[Sequence[_Said]], *, alone: bool
) -> tuple[News, int]:
    """What a figure brings to what stands above it in its statement and to earlier statements."""
    for other in above:
        if said.may_mean.meets(other.may_mean):
            return News.REPEATED, other.row
    own = [statement for statement in earlier if statement[0].voice == said.voice]
    last = (own or earlier or [()])[-1]
    for other in last:
        if said.may_mean.meets(other.may_mean):
            return News.REPEATED, other.row
    if not last or not alone or not _alike(last):
        return News.NEW, -1
    return (News.REVISED if own else News.CONTRADICTED), last[-1].row


def _alike(statement: Sequence[_Said]) -> bool:
    """Whether a statement gives one value: unlike ones are of parts that no column tells apart."""
    return all(statement[0].may_mean.meets(said.may_mean) for said in statement[1:])


def _things(told: pd.DataFrame) -> Iterator[list[_Said]]:
    """What is said of each thing of which there is more than one figure, statement by statement."""
    several = told[told["thing"].duplicated(keep=False)]
    voices = several["speaker"].fillna(several["publisher"]).fillna(several["statement_id"])
    cells: Any = (
        *(several["thing"], several.index, several["statement_id"], voices),
        *(several["low"], several["high"], several["closed"]),
    )
    rows = zip(*cells, strict=True)
    for _, thing in groupby(rows, key=lambda cells: cells[0]):
        yield [
            _Said(row, statement, voice, Interval(low, high, Closed(closed)))
            for _, row, statement, voice, low, high, closed in thing
        ]


def _day(since: str | int | date) -> date:
    if isinstance(since, date):
        return since
    try:
        return PartialDate.parse(str(since)).first
    except ValueError:
        raise UnknownName("date", str(since), hint="Write 2018-06-01, 2018-06 or 2018.") from None
