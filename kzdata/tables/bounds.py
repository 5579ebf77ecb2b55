"""Every figure as an interval: from how it is qualified, and from the digits that are given.

============ =================== ====================================================================
qualifier    of a value X > 0    why
============ =================== ====================================================================
exact        X -+ half a unit    13.3 billion is what 13.25 to 13.35 round to. See below for the unit.
about        X -+ margin         See below for the margin.
almost       (X - margin, X]     Below X, and no lower than "about" would still let it be.
over         [X, inf)            The value itself stays in: officials say "over 14 billion" of 14.0, too.
at_least     [X, inf)
under        [0, X)              A growth of less than X may be a fall: (-inf, X).
up_to        [0, X]
range        low end to high     Each end with its half unit, as if exact.
============ =================== ====================================================================

A fall has a negative value: all is mirrored then, and "fell by more than 20 %" is (-inf, -20]. A share, in
percent, that is at most 100 ends at 100.

The unit of the last digit given
    - Zeros after a decimal point are given: "5.0 billion" is 4.95 to 5.05.
    - Zeros that end a whole number are believed to two digits, since that is how far round numbers go that
      are counted in tens: "500 million" is 495 to 505, "20 billion" 19.5 to 20.5. The corpus has "$20b",
      "$20.3 billion" and "20.4 billion" for one year's trade.
    - One digit alone is believed to half of its unit, but no further than 10 % from it: "$5bn" is 4.5 to
      5.5, "$1bn" 0.9 to 1.1, since nobody would call 1.4 billion a billion.
    - Percentages and percentage points are given to the whole percent at least: "20%" is 19.5 to 20.5.
    - What is counted one by one (documents, visits, people) is exact below 100, and wherever its last digit
      is not a zero.
    - Multiples and fractions in words ("doubled", "two thirds") are round: they are read as if "about" stood
      before them.

The margin of "about" and "almost"
    Speakers round to a scale that the number shows (Krifka 2007): the rounder it is, the wider it may lie.

    - One digit and zeros (2 billion, 700, 50 %): half a unit of that digit, no more than 15 %.
    - Several digits, the last of them 5 (15,000, 650, 20.5 billion): the scale is in fives, so 2.5 units of
      the last digit, no more than 15 %.
    - Several digits (16 billion, 4.6 billion, 86 %): one unit of the last digit.
    - Never less than the half unit of an exact figure, and of things counted one by one no less than one.

    Measured in the corpus, where somebody else states the same thing exactly: "almost nine hundred million"
    and 896 million, "about $1 billion" and 896 million (10.4 % below: hence 15 and not 10 %), "about
    $18 billion" and 18.2, "around 230 million" and 229.6, "almost half" and 45.5 %, "approximately half" and
    45.5 %: all six lie within. One does not: "around $1.7 billion" and 1.88, of two officials who differ.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kzdata.model import Kind, Qualifier
from kzdata.tables.given import holding
from kzdata.tables.intervals import Closed, Interval

ONE_DIGIT = 0.10
"""How far from its value an exact figure of one digit may lie at most, as a part of it."""

ROUND = 0.15
"""The same for "about" and "almost" with a round number."""

_READ = ("quote", "value", "value_high", "unit", "qualifier", "kind")

_MOST_DIGITS = 12
"""More digits than a statement gives: what is beyond comes of reckoning in floats."""

_Numbers = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]

CLOSED = pd.CategoricalDtype([end.value for end in Closed], ordered=True)
"""The type of the column `closed`."""


def bounds(figures: pd.DataFrame) -> pd.DataFrame:
    """The same table with what each figure says as an interval.

    Parameters
    ----------
    figures : DataFrame
        A table of figures. One that has the columns `low`, `high` and `closed`, as `implied` gives it, stays
        as it is.

    Returns
    -------
    DataFrame
        With three columns more: `low` and `high`, in the unit of `value`, infinite where the figure is not
        bounded on that side, and `closed`, which of the two belong to it: both, left, right or neither. The
        rules, their margins and the reasons for these stand in `kzdata.tables.bounds`.

    Raises
    ------
    TableError
        If it is no table of figures.

    Examples
    --------
    >>> from kzdata.model import PartialDate, Statement
    >>> from kzdata.tables.corpus import figures
    >>> said = Statement("s1", "Exports grew by over 23%, to $13.3bn.", published=PartialDate(2017))
    >>> bounds(figures([said]))[["quote", "low", "high", "closed"]].values.tolist()
    [['over 23%', 23.0, inf, 'left'], ['$13.3bn', 13250000000.0, 13350000000.0, 'both']]
    """
    if isinstance(figures, pd.DataFrame) and {"low", "high", "closed"} <= {*figures.columns}:
        return figures
    low, high, closed = _intervals(holding(figures, _READ))
    return figures.assign(low=low, high=high, closed=pd.Categorical(closed, dtype=CLOSED))


def interval_of(figure: Any) -> Interval:
    """What one figure says as an interval, by the rules of `bounds`.

    Parameters
    ----------
    figure : Figure or row of a table of figures
        A row as ``DataFrame.itertuples`` or ``DataFrame.iloc`` gives it. One of a table that `bounds` or
        `implied` gave is read from its columns `low`, `high` and `closed`.

    Examples
    --------
    >>> from kzdata.model import Figure
    >>> str(interval_of(Figure("s1", 0, 18, "almost 4.6 billion", 4.6e9, "USD", qualifier=Qualifier.ALMOST)))
    '(4500000000, 4600000000]'
    """
    if hasattr(figure, "closed"):
        return Interval(figure.low, figure.high, Closed(figure.closed))
    names = ("value", "value_high", "unit", "qualifier", "kind", "indicator", "quote")
    row = pd.DataFrame({name: [getattr(figure, name)] for name in names})
    low, high, closed = _intervals(row.astype({"value_high": "float64"}))
    return Interval(float(low[0]), float(high[0]), Closed(closed[0]))


def _intervals(figures: pd.DataFrame) -> tuple[_Numbers, _Numbers, npt.NDArray[Any]]:
    """Low ends, high ends, and which of them are closed."""
    value = figures["value"].to_numpy(dtype="float64")
    size, falls = np.abs(value), value < 0
    given = _Given.of(figures, size)
    half = _half_unit(given)
    loose = _is(figures, "qualifier", Qualifier.ABOUT) | (
        _is(figures, "qualifier", Qualifier.EXACT) & given.in_words
    )
    almost = _is(figures, "qualifier", Qualifier.ALMOST)
    above = _is(figures, "qualifier", Qualifier.OVER, Qualifier.AT_LEAST)
    under = _is(figures, "qualifier", Qualifier.UNDER)
    up_to = _is(figures, "qualifier", Qualifier.UP_TO)

    reach = np.where(loose | almost, _margin(given, half), half)
    low = np.where(above, size, np.where(under | up_to, 0.0, size - reach))
    low = np.where(under & _is(figures, "kind", Kind.CHANGE) & ~falls, -np.inf, low)
    high = np.where(above, np.inf, np.where(under | up_to | almost, size, size + reach))
    closed_low, closed_high = np.isfinite(low) & ~almost, np.isfinite(high) & ~under
    low, high = np.where(falls, -high, low), np.where(falls, -low, high)
    closed_low, closed_high = (
        np.where(falls, closed_high, closed_low),
        np.where(falls, closed_low, closed_high),
    )

    rows = np.flatnonzero(_is(figures, "qualifier", Qualifier.RANGE))
    if rows.size:
        second = figures["value_high"].to_numpy(dtype="float64")[rows]
        low[rows] = value[rows] - half[rows]
        high[rows] = second + _half_unit(_Given.of(figures.iloc[rows], np.abs(second)))
        closed_low[rows] = closed_high[rows] = True
    whole = _is(figures, "kind", Kind.SHARE) & given.percent & (value <= 100) & (high > 100)
    high[whole], closed_high[whole] = 100.0, True
    left = np.where(closed_high, Closed.BOTH.value, Closed.LEFT.value)
    return low, high, np.where(closed_low, left, np.where(closed_high, Closed.RIGHT, Closed.NEITHER))


@dataclass(frozen=True, slots=True)
class _Given:
    """How some numbers are given, their signs aside.

    `digits` counts the digits from the first to the last that is not zero, `place` is the power of ten of the
    last. `percent`, `points` and `counted` tell the unit, `zeros` that the quote has a zero after a digit,
    `in_words` a multiple or a fraction in words.
    """

    size: _Numbers
    digits: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    percent: _Flags
    points: _Flags
    counted: _Flags
    zeros: _Flags
    in_words: _Flags
    quote: pd.Series[str]

    @classmethod
    def of(cls, figures: pd.DataFrame, size: _Numbers) -> _Given:
        quote = figures["quote"].astype("str")
        percent = _is(figures, "unit", "percent")
        round_word = _is(figures, "unit", "ratio") | (percent & ((size == 50) | (size != np.floor(size))))
        return cls(
            size,
            *_digits(size),
            percent=percent,
            points=_is(figures, "unit", "pp"),
            counted=_is(figures, "unit", "count", "persons"),
            zeros=_has(quote, r"[1-9][,\s]?0"),
            in_words=round_word & ~_has(quote, "[0-9]"),
            quote=quote,
        )


def _half_unit(given: _Given) -> _Numbers:
    """Half a unit of the last digit given: how far from its value an exact figure may lie."""
    size, one = given.size, given.digits == 1
    whole_percent = given.percent | given.points
    place = np.where(one & given.zeros, given.place - 1, given.place)
    place = np.where(whole_percent, np.minimum(place, 0), place)
    half = 0.5 * 10.0**place
    half = np.where(one & ~given.zeros & ~whole_percent, np.minimum(half, ONE_DIGIT * size), half)
    exact = given.counted & (size == np.floor(size)) & ((size < 100) | (place == 0))
    half = np.where(exact, 0.0, half)
    for row in np.flatnonzero(_has(given.quote, r"\.[0-9]*0(?:[^0-9]|$)")):
        half[row] = _half_by_zeros(given.quote.iloc[row], size[row], half[row])
    return half


def _half_by_zeros(quote: str, size: float, half: float) -> float:
    """Half a unit of the last digit of "5.0 billion": of the number in the quote that is of this size."""
    for match in re.finditer(r"([0-9][0-9,\s]*)\.([0-9]*0)(?![0-9])", quote):
        number = float(re.sub(r"[,\s]", "", f"{match[1]}.{match[2]}"))
        scale = round(math.log10(size / number)) if size and number else 0
        if math.isclose(number * 10.0**scale, size):
            return 0.5 * 10.0 ** (scale - len(match[2]))
    return half


def _margin(given: _Given, half: _Numbers) -> _Numbers:
    """How far from its value a figure may lie that is said to be about or almost it."""
    size = given.size
    fraction = given.in_words & (given.digits > 2)  # two thirds is 66.67, but not to the hundredth
    digits = np.where(fraction, 2, given.digits)
    unit = 10.0 ** np.where(fraction, given.place + given.digits - 2, given.place)
    fives = np.round(size / unit) % 10 == 5
    margin = np.where(digits == 1, np.minimum(0.5 * unit, ROUND * size), unit)
    margin = np.where((digits > 1) & fives, np.minimum(2.5 * unit, ROUND * size), margin)
    least = np.where(given.counted, np.minimum(1.0, size), 0.0)
    return np.maximum(margin, np.maximum(least, np.where(fraction, 0.0, half)))


def _digits(size: _Numbers) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """How many digits each number has, zeros at either end aside, and the power of ten of the last one."""
    known = np.where((size > 0) & np.isfinite(size), size, 1.0)
    first = np.floor(np.log10(known)).astype("int64")
    first += known >= 10.0 ** (first + 1)  # log10(1000) may come out below 3
    lead = known / 10.0**first
    digits = np.full(len(known), _MOST_DIGITS, dtype="int64")
    for number in range(_MOST_DIGITS - 1, 0, -1):
        shifted = lead * 10.0 ** (number - 1)
        digits[np.abs(shifted - np.round(shifted)) < 1e-9 * shifted] = number
    return digits, first - digits + 1


def _is(figures: pd.DataFrame, column: str, *terms: str) -> _Flags:
    return figures[column].isin([str(term) for term in terms]).to_numpy(dtype=bool)


def _has(quote: pd.Series[str], pattern: str) -> _Flags:
    return quote.str.contains(pattern, regex=True).to_numpy(dtype=bool)
