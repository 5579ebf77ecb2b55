"""The table under audit: its figures as intervals, and those that stand together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from kzdata.lexicon.areas import area, members
from kzdata.model import Indicator, Kind, Qualifier
from kzdata.tables.bounds import bounds
from kzdata.tables.cells import SEPARATOR
from kzdata.tables.given import whole
from kzdata.tables.intervals import Closed, Interval
from kzdata.tables.money import DOLLAR, Otherwise, to_usd
from kzdata.tables.schema import NAMES

GROWTH = "growth"
"""The measure of changes in percent and in multiples, both as what the earlier level is multiplied by."""

CUT = 0.01
"""The part of an amount by which its digits may be cut off at most."""

_PLAIN = (
    *("statement_id", "start", "end", "quote", "value", "unit", "measure", "kind", "indicator", "reporter"),
    *(
        "partner",
        "partners",
        "direction",
        "modality",
        "publisher",
        "speaker",
        "source",
        "sentence",
        "language",
    ),
    *("value_high", "low", "high", "closed"),
)
_DATES = ("period_start", "period_end", "compared_start", "compared_end", "published")

THING = ("reporter", "partners", "indicator", "direction", "kind", "measure", "modality")
PERIOD = ("period_start", "period_end")
COMPARED = ("compared_start", "compared_end")


class Sheet:
    """Figures with their bounds, by row.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, as `kzdata.tables.corpus.figures` gives it without `explode`.

    Attributes
    ----------
    table : DataFrame
        The figures with `low`, `high` and `closed`; with `partners` as text, and `measure`: the unit, or
        "growth" for changes in percent and multiples, whose bounds are what they multiply by.
    cells : mapping of str to list
        Its columns as lists; None where a cell is empty.
    """

    def __init__(self, figures: pd.DataFrame) -> None:
        figures = whole(figures, NAMES)
        # what is said of figures must not depend on the order in which they come
        figures = figures.sort_values(["published", "statement_id", "start"], ignore_index=True)
        self.table = _with_growth(_with_cut_digits(bounds(figures)))
        self.cells: Mapping[str, list[Any]] = {
            **{name: _plain(self.table[name]) for name in _PLAIN},
            **{name: self.table[name].to_numpy("datetime64[D]").tolist() for name in _DATES},
        }

    def interval(self, row: int) -> Interval:
        """What the figure in this row may be."""
        cells = self.cells
        return Interval(cells["low"][row], cells["high"][row], Closed(cells["closed"][row]))

    def dollars(self, row: int) -> Interval | None:
        """What a sum of money may be in US dollars by the average rate of its period.

        None for what is none, or where no rate is known.
        """
        if self.cells["measure"][row] != DOLLAR and row not in self._converted:
            return None
        return self.interval(row) / self.rate(row)

    def stated(self, row: int) -> Interval:
        """The number that the figure states, or from which to which."""
        value, high = self.cells["value"][row], self.cells["value_high"][row]
        return Interval(*sorted((value, value if high is None else high)))

    def dollars_of_a_day(self, row: int) -> Interval | None:
        """The same by any day's rate in its period: someone may have reckoned by one."""
        known = self._converted.get(row)
        return known[1] if known else self.dollars(row)

    def rate(self, row: int) -> float:
        """Units of its currency for one dollar, on average over its period; of what is no money, 1."""
        known = self._converted.get(row)
        return known[0] if known else 1.0

    @cached_property
    def _converted(self) -> dict[int, tuple[float, Interval]]:
        foreign = self.table[self.dated() & self.table["measure"].str.fullmatch("[A-Z]{3}").to_numpy()]
        foreign = foreign[(foreign["measure"] != DOLLAR) & (foreign["kind"] == Kind.LEVEL.value)]
        table = to_usd(foreign, future=Otherwise.LEAVE, missing=Otherwise.LEAVE)
        known = table[table["rate"].notna()]
        ends = zip(
            known.index, known["rate"], known["low_usd"], known["high_usd"], known["closed"], strict=True
        )
        return {row: (rate, Interval(low, high, Closed(closed))) for row, rate, low, high, closed in ends}

    def where(self, **wanted: object) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which rows have one of the values wanted in each of these columns."""
        found = np.ones(len(self.table), dtype=bool)
        for name, values in wanted.items():
            listed = values if isinstance(values, list | tuple | set | frozenset) else [values]
            found &= self.table[name].isin([str(value) for value in listed]).to_numpy()
        return found

    def dated(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which rows have a period."""
        return self.table["period_start"].notna().to_numpy()

    def groups(
        self, columns: Sequence[str], chosen: np.ndarray[Any, np.dtype[np.bool_]], *, least: int = 2
    ) -> Iterator[list[int]]:
        """The rows chosen that agree in these columns, empty cells too, where they are at least so many."""
        rows = np.flatnonzero(chosen)
        numbers = np.zeros(len(rows), dtype=np.int64)
        for name in columns:
            codes, names = pd.factorize(self.table[name].iloc[rows], use_na_sentinel=False)
            numbers = pd.factorize(numbers * max(len(names), 1) + codes)[0]
        order = np.argsort(numbers, kind="stable")
        breaks = np.flatnonzero(np.diff(numbers[order])) + 1
        for group in np.split(rows[order], breaks):
            if len(group) >= least:
                yield group.tolist()

    def period(self, row: int) -> tuple[Any, Any]:
        """First and last day of the figure's period."""
        return self.cells["period_start"][row], self.cells["period_end"][row]

    def compared(self, row: int) -> tuple[Any, Any]:
        """First and last day of the period that a change is counted from."""
        return self.cells["compared_start"][row], self.cells["compared_end"][row]

    def countries(self, row: int) -> frozenset[str] | None:
        """The countries that its partner stands for; None for the world, or if it has not one partner."""
        partner = self.cells["partner"][row]
        if len(partner) != 1 or partner[0] == "WORLD":
            return None
        return frozenset(members(area(partner[0]).code, self.cells["period_end"][row])) or None

    def is_whole(self, row: int) -> bool:
        """Whether it is a total over all partners."""
        partner = self.cells["partner"][row]
        no_partner = self.cells["indicator"][row] in {Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK}
        return partner == ("WORLD",) or (not partner and no_partner)

    @cached_property
    def sayings(self) -> list[Saying]:
        """What is said of dated things, once each, whoever says it."""
        chosen = self.dated() & ~self.where(indicator=Indicator.OTHER)
        columns = [*THING, *PERIOD, *COMPARED, "low", "high", "closed"]
        return [Saying(tuple(rows)) for rows in self.groups(columns, chosen, least=1)]

    def sayings_by(self, columns: Sequence[str]) -> dict[tuple[Any, ...], list[Saying]]:
        """What is said, by the values of these columns."""
        found: dict[tuple[Any, ...], list[Saying]] = {}
        for saying in self.sayings:
            key = tuple(self.cells[name][saying.row] for name in columns)
            found.setdefault(key, []).append(saying)
        return found


def is_money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()


@dataclass(frozen=True, slots=True)
class Saying:
    """One amount for one thing and period, and the figures that state it."""

    rows: tuple[int, ...]

    @property
    def row(self) -> int:
        """The figure that stands for all of them."""
        return self.rows[0]


def _plain(column: pd.Series[Any]) -> list[Any]:
    cells = column.astype("object") if isinstance(column.dtype, pd.CategoricalDtype) else column
    return cells.astype("object").where(cells.notna(), None).tolist()


def _with_cut_digits(figures: pd.DataFrame) -> pd.DataFrame:
    """Exact figures up to the next one of as many digits: 2.196 is told as 2.19, too."""
    value, low, high = (figures[name].to_numpy() for name in ("value", "low", "high"))
    exact = (figures["qualifier"] == Qualifier.EXACT.value).to_numpy()
    more = np.where(exact, np.minimum((high - low) / 2, CUT * np.abs(value)), 0)
    return figures.assign(
        low=np.where(value < 0, low - more, low), high=np.where(value < 0, high, high + more)
    )


def _with_growth(figures: pd.DataFrame) -> pd.DataFrame:
    """Changes in percent and multiples as what they multiply by: 0.8 for a fall of 20 %."""
    change = (figures["kind"] == Kind.CHANGE.value).to_numpy()
    percent = change & (figures["unit"] == "percent").to_numpy()
    ratio = change & (figures["unit"] == "ratio").to_numpy()
    ends = {}
    for name in ("low", "high"):
        end = figures[name].to_numpy()
        with np.errstate(divide="ignore"):
            multiple = np.where(end < 0, -1 / end, end)  # "fell two times" is a half of it
        ends[name] = np.where(percent, 1 + end / 100, np.where(ratio, multiple, end))
    partners = pd.Series(
        [SEPARATOR.join(codes) for codes in figures["partner"]], index=figures.index, dtype="str"
    )
    measure = figures["unit"].astype("object").where(~(percent | ratio), GROWTH)
    return figures.assign(partners=partners, measure=measure, **ends)
