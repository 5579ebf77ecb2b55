"""A figure as the rules look at it, and what one of them finds to follow. Knows no pandas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kzdata.model import Direction, Indicator, Kind, Modality, Period, Qualifier
from kzdata.tables.intervals import Interval


class Rule(StrEnum):
    """How a figure is implied."""

    BASE = "base_from_growth"
    TOTAL = "total_from_share"
    RATE = "annual_rate"
    REST = "rest_of_breakdown"
    TURNOVER = "turnover_from_sides"
    BALANCE = "balance_from_sides"


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """One figure, as far as the rules look at it; `row` is its place in the table.

    `thing` is all that must be the same of two figures that speak of one thing at one time.
    """

    row: int
    figure_id: str
    statement: str
    start: int
    end: int
    quote: str
    value: float
    value_high: float | None
    unit: str
    qualifier: Qualifier
    kind: Kind
    indicator: Indicator
    reporter: str
    partner: tuple[str, ...]
    direction: Direction | None
    modality: Modality
    period: Period | None
    compared: Period | None
    sentence: str
    interval: Interval

    @property
    def thing(self) -> tuple[object, ...]:
        """Indicator, reporter, partner, direction, modality and period."""
        return (self.indicator, *self.trade)

    @property
    def trade(self) -> tuple[object, ...]:
        """The same but the indicator: what exports and imports of one trade share."""
        return self.reporter, self.partner, self.direction, self.modality, self.period

    @property
    def of_all(self) -> tuple[object, ...]:
        """The same but the partner: what an amount and the whole that it is part of share."""
        return self.indicator, self.reporter, self.direction, self.modality, self.period

    @property
    def middle(self) -> float:
        """The value; of a range, the middle."""
        return self.value if self.value_high is None else (self.value + self.value_high) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Implied:
    """What follows from some figures.

    Attributes
    ----------
    rule : Rule
        Why.
    sources : tuple of Said
        The figures; all that is not said here is as the first of them has it.
    value : float
        What comes of their values.
    interval : Interval
        What comes of their intervals.
    indicator : Indicator
        What it is about.
    partner, without : tuple of str
        With whom; and who of these or of the total is left out.
    period : Period or None
        When.
    per : str
        "year" for a rate; else empty.
    """

    rule: Rule
    sources: tuple[Said, ...]
    value: float
    interval: Interval
    indicator: Indicator
    partner: tuple[str, ...]
    period: Period | None
    without: tuple[str, ...] = ()
    per: str = ""
