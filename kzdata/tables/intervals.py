"""Numbers that are known to lie between two ends, and how to reckon with them. Knows no pandas."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kzdata.tables.errors import EmptyInterval


class Closed(StrEnum):
    """Which ends belong to an interval, as pandas.Interval names it."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    NEITHER = "neither"

    @classmethod
    def of(cls, *, low: bool, high: bool) -> Closed:
        """Closed at the low end, at the high end, at both or at neither.

        Examples
        --------
        >>> Closed.of(low=True, high=False)
        <Closed.LEFT: 'left'>
        """
        if low:
            return cls.BOTH if high else cls.LEFT
        return cls.RIGHT if high else cls.NEITHER


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`.

    Sums, differences, products and quotients hold every number that comes of a number of the one and a
    number of the other, and nothing that a rule could leave out.

    Attributes
    ----------
    low, high : float
        The ends; infinite where nothing bounds it on that side.
    closed : Closed
        Which ends belong to it. An infinite end never does.

    Raises
    ------
    EmptyInterval
        If no number lies in it.

    Examples
    --------
    >>> grown = Interval(13.25, 13.35) / Interval(1.225, 1.235)
    >>> f"{grown:.2f}"
    '[10.73, 10.90]'
    >>> str(Interval(14, math.inf) / 10)
    '[1.4, inf)'
    """

    low: float
    high: float
    closed: Closed = Closed.BOTH

    def __post_init__(self) -> None:
        left = self.closed in (Closed.BOTH, Closed.LEFT) and self.low != -math.inf
        right = self.closed in (Closed.BOTH, Closed.RIGHT) and self.high != math.inf
        point = self.low == self.high and left and right
        if not (self.low < self.high or point):  # true of NaN, too
            raise EmptyInterval(self.low, self.high, str(self.closed))
        object.__setattr__(self, "low", float(self.low))
        object.__setattr__(self, "high", float(self.high))
        object.__setattr__(self, "closed", Closed.of(low=left, high=right))

    @classmethod
    def point(cls, number: float) -> Interval:
        """The interval that holds one number alone."""
        return cls(number, number)

    @property
    def closed_low(self) -> bool:
        """Whether the low end belongs to it."""
        return self.closed in (Closed.BOTH, Closed.LEFT)

    @property
    def closed_high(self) -> bool:
        """Whether the high end belongs to it."""
        return self.closed in (Closed.BOTH, Closed.RIGHT)

    def holds(self, number: float) -> bool:
        """Whether `number` lies in it.

        Examples
        --------
        >>> Interval(1, 2, Closed.LEFT).holds(1), Interval(1, 2, Closed.LEFT).holds(2)
        (True, False)
        """
        above = self.low < number or (self.closed_low and self.low == number)
        below = number < self.high or (self.closed_high and self.high == number)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both.

        Examples
        --------
        >>> Interval(1, 2).meets(Interval(2, 3)), Interval(1, 2, Closed.LEFT).meets(Interval(2, 3))
        (True, False)
        """
        return _starts_before_end(self, other) and _starts_before_end(other, self)

    def gap(self, other: Interval) -> float:
        """How far the two lie apart: 0 if they meet, or touch where one is open.

        Examples
        --------
        >>> Interval(1, 2).gap(Interval(5, 6))
        3.0
        """
        return max(0.0, other.low - self.high, self.low - other.high)

    def __add__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        return _widest(
            (self.low + other.low, self.closed_low and other.closed_low),
            (self.high + other.high, self.closed_high and other.closed_high),
        )

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, Closed.of(low=self.closed_high, high=self.closed_low))

    def __sub__(self, other: Interval | float) -> Interval:
        return self + -_interval(other)

    def __rsub__(self, other: Interval | float) -> Interval:
        return -self + other

    def __mul__(self, other: Interval | float) -> Interval:
        ours, theirs = _ends(self), _ends(_interval(other))
        return _widest(*(_product(mine, yours) for mine in ours for yours in theirs))

    __rmul__ = __mul__

    def __truediv__(self, other: Interval | float) -> Interval:
        other = _interval(other)
        if other.low == other.high == 0:
            raise ZeroDivisionError(f"{self} / {other}")
        if other.low < 0 < other.high:  # a number near 0, of either sign, gives any quotient
            return self if self.low == self.high == 0 else Interval(-math.inf, math.inf)
        ours, theirs = _ends(self), _ends(other)
        positive = other.high > 0
        return _widest(*(_quotient(mine, yours, positive) for mine in ours for yours in theirs))

    def __rtruediv__(self, other: Interval | float) -> Interval:
        return _interval(other) / self

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return _widest((0.0, True), (-self.low, self.closed_low), (self.high, self.closed_high))

    def __format__(self, spec: str) -> str:
        left, right = "[" if self.closed_low else "(", "]" if self.closed_high else ")"
        return f"{left}{self.low:{spec}}, {self.high:{spec}}{right}"

    def __str__(self) -> str:
        return format(self, ".12g")


_End = tuple[float, bool]
"""A number, and whether it is itself reached."""


def _interval(number: Interval | float) -> Interval:
    return number if isinstance(number, Interval) else Interval.point(number)


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (interval.low, interval.closed_low), (interval.high, interval.closed_high)


def _starts_before_end(one: Interval, other: Interval) -> bool:
    return one.low < other.high or (one.low == other.high and one.closed_low and other.closed_high)


def _product(one: _End, other: _End) -> _End:
    if 0 in (one[0], other[0]):  # a 0 that is reached makes 0 of whatever stands beside it
        return 0.0, any(number == 0 and reached for number, reached in (one, other))
    return one[0] * other[0], one[1] and other[1]


def _quotient(one: _End, other: _End, positive: bool) -> _End:
    if one[0] == 0:
        return 0.0, one[1]
    if other[0] == 0:  # approached from one side, never reached
        return math.copysign(math.inf, one[0] if positive else -one[0]), False
    if math.isinf(other[0]):
        return 0.0, False
    return one[0] / other[0], one[1] and other[1]


def _widest(*ends: _End) -> Interval:
    """The interval from the lowest to the highest of some ends."""
    numbers = [number for number, _ in ends]
    low, high = min(numbers), max(numbers)
    if low == high:  # rounding has brought two ends together: the number between them is kept
        return Interval.point(low)
    return Interval(low, high, Closed.of(low=_reached(low, ends), high=_reached(high, ends)))


def _reached(number: float, ends: Iterable[_End]) -> bool:
    return any(reached for end, reached in ends if end == number)
