"""What the audit says of figures that contradict one another: the terms it uses, and one finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from kzdata.model import Indicator
from kzdata.tables.intervals import Interval

TRADE = (Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS)
"""Amounts that add up, and of which a place has one in a period."""

ROUNDING = 1.0
"""Percent that two statements may lie apart: speakers cut digits off, and round twice."""


class Severity(StrEnum):
    """How much a finding asks of a reader, the least first.

    A `note` explains itself or is slight: another country's statistics, a later revision, a gap of rounding.
    A `warning` is two statements of which one must be wrong, or about another thing than it says.
    An `error` is one statement that contradicts itself.
    """

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Rule(StrEnum):
    """What figures must do, and these do not.

    Inside a statement: a `list` names as many as it counts; exports and imports give the turnover
    (`trade_sum`) and the `balance`; `growth` leads from one level to the other, across statements too;
    `shares` of one whole are at most 100 %; `parts` are at most their total; a `share_of_total` is the part
    by the total; some `of_them` are at most all; what is stated `twice` is the same.
    Across statements: what is stated of one thing agrees (`conflict`); a `longer_period` has at least what a
    part of it has; amounts in two currencies agree by their rate (`currency`).
    """

    LIST = "list"
    TRADE_SUM = "trade_sum"
    BALANCE = "balance"
    GROWTH = "growth"
    SHARES = "shares"
    PARTS = "parts"
    SHARE_OF_TOTAL = "share_of_total"
    OF_THEM = "of_them"
    TWICE = "twice"
    CONFLICT = "conflict"
    LONGER_PERIOD = "longer_period"
    CURRENCY = "currency"


class Reason(StrEnum):
    """What the data shows of why two figures differ.

    One value is so many thousand times the other (`scale`); the same number stands for another `currency`;
    it was published before the period was over (`unfinished`); it is what is stated of exports or imports
    alone (`one_side`), as a target or forecast (`planned`), of many years together (`cumulative`) or of
    another year (`other_period`); it is the partner's own account (`mirror`); its publisher states the other
    one later (`revision`).
    """

    SCALE = "scale"
    CURRENCY = "currency"
    UNFINISHED = "unfinished"
    ONE_SIDE = "one_side"
    PLANNED = "planned"
    CUMULATIVE = "cumulative"
    MIRROR = "mirror"
    REVISION = "revision"
    OTHER_PERIOD = "other_period"


EXPLAINED = frozenset({Reason.UNFINISHED, Reason.MIRROR, Reason.REVISION})
"""Reasons by which both figures may be right."""


EXPLAINABLE = frozenset({Rule.CONFLICT, Rule.TWICE, Rule.LONGER_PERIOD, Rule.GROWTH})
"""Rules whose breach may have a reason that the data shows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that contradict one another.

    Attributes
    ----------
    rule, severity
        What they break, and how much that matters.
    rows : tuple of int
        Where they stand in the table; those first that the sentence names, in its order.
    gap : float
        How far they lie apart at least, by their bounds, in percent; a reader is told how far what is stated
        lies apart.
    reckoned : float or None
        What the rule gives where the figure says something else.
    reason : Reason or None
        Why, where the data shows it.
    facts : mapping
        What the words of the reason are filled with.
    """

    rule: Rule
    severity: Severity
    rows: tuple[int, ...]
    gap: float
    reckoned: float | None = None
    reason: Reason | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def because(self, reason: Reason, **facts: str) -> Finding:
        """The same finding with its likely reason: by some both may be right, by others one is wrong."""
        severity = self.severity
        if reason in EXPLAINED:
            severity = Severity.NOTE
        elif severity is Severity.NOTE and self.gap >= 2 * ROUNDING:
            severity = Severity.WARNING
        return replace(self, reason=reason, severity=severity, facts=MappingProxyType(facts))


def apart(one: Interval, other: Interval) -> float:
    """How far two intervals lie apart, in percent of the smaller of the ends that face each other.

    Examples
    --------
    >>> round(apart(Interval(23.975e9, 23.985e9), Interval(25.6e9, float("inf"))), 1)
    6.7
    """
    gap = one.gap(other)
    ends = sorted((abs(min(one.high, other.high)), abs(max(one.low, other.low))))
    return 100 * gap / (ends[0] or ends[1]) if gap else 0.0


def inside(gap: float) -> Severity:
    """How much a gap inside one statement matters: one of rounding is a note."""
    return Severity.ERROR if gap >= ROUNDING else Severity.NOTE
