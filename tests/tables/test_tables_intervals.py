"""Intervals: laws that reckoning with them keeps."""

from __future__ import annotations

import math
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzdata.tables.errors import EmptyInterval
from kzdata.tables.intervals import Closed, Interval

# numbers that floats add, multiply and tell apart exactly: what is tested is the reckoning, not the rounding
NUMBERS = st.integers(-200, 200)
ENDS = st.one_of(NUMBERS, st.sampled_from([-math.inf, math.inf]))


@st.composite
def intervals(draw):
    low, high = sorted((draw(ENDS), draw(ENDS)))
    closed = draw(st.sampled_from(Closed))
    try:
        return Interval(low, high, closed)
    except EmptyInterval:
        return Interval.point(draw(NUMBERS))


@st.composite
def intervals_with_a_number(draw):
    interval = draw(intervals())
    low = -300 if interval.low == -math.inf else int(interval.low)
    high = 300 if interval.high == math.inf else int(interval.high)
    numbers = st.fractions(low, high, max_denominator=8).map(float)
    return interval, draw(numbers.filter(interval.holds))


BOTH = intervals_with_a_number()


@pytest.mark.parametrize("reckon", [operator.add, operator.sub, operator.mul])
@given(BOTH, BOTH)
def test_what_comes_of_two_numbers_lies_in_what_comes_of_their_intervals(reckon, one, other):
    assert reckon(one[0], other[0]).holds(reckon(one[1], other[1]))


@given(BOTH, BOTH.filter(lambda pair: pair[1] != 0))
def test_the_quotient_of_two_numbers_lies_in_the_quotient_of_their_intervals(one, other):
    assert (one[0] / other[0]).holds(one[1] / other[1])


@pytest.mark.parametrize("reckon", [operator.add, operator.sub, operator.mul])
@given(BOTH, NUMBERS)
def test_a_number_stands_for_the_interval_of_it_alone(reckon, one, number):
    assert reckon(one[0], number) == reckon(one[0], Interval.point(number))
    assert reckon(number, one[0]) == reckon(Interval.point(number), one[0])


@given(BOTH)
def test_the_opposite_and_the_absolute_number_lie_in_theirs(one):
    interval, number = one
    assert (-interval).holds(-number)
    assert abs(interval).holds(abs(number))


@given(intervals(), intervals())
def test_meeting_is_mutual_and_leaves_no_gap(one, other):
    assert one.meets(other) == other.meets(one)
    assert one.gap(other) == other.gap(one)
    assert not (one.meets(other) and one.gap(other))


@given(BOTH, intervals())
def test_two_that_hold_one_number_meet(one, other):
    interval, number = one
    assert interval.meets(other) or not other.holds(number)


@given(intervals())
def test_an_infinite_end_is_open(interval):
    assert not (interval.closed_low and math.isinf(interval.low))
    assert not (interval.closed_high and math.isinf(interval.high))


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        (Interval(0, 1) * Interval(2, math.inf, Closed.NEITHER), Interval(0, math.inf)),
        (Interval(0, 1, Closed.RIGHT) * Interval(2, 3), Interval(0, 3, Closed.RIGHT)),
        (Interval(1, 2) / Interval(0, 4), Interval(0.25, math.inf)),
        (Interval(1, 2) / Interval(-4, 0), Interval(-math.inf, -0.25)),
        (Interval(1, 2) / Interval(-1, 1), Interval(-math.inf, math.inf)),
        (Interval(1, 2) / Interval(4, math.inf), Interval(0, 0.5, Closed.RIGHT)),
    ],
)
def test_ends_are_as_tight_as_they_can_be(product, expected):
    assert product == expected


@pytest.mark.parametrize("ends", [(2, 1), (1, 1, Closed.LEFT), (math.nan, 1), (math.inf, math.inf)])
def test_an_interval_without_numbers_is_refused(ends):
    with pytest.raises(EmptyInterval) as caught:
        Interval(*ends)
    assert str(caught.value).startswith("No number lies from")


def test_nothing_is_divided_by_zero_alone():
    with pytest.raises(ZeroDivisionError):
        Interval(1, 2) / 0
