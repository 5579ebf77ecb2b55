"""What a figure says as an interval: by its qualifier, and by the digits that are given."""

from __future__ import annotations

import io
import math
from datetime import date

import pandas as pd
import pytest

import kzdata as kz
from kzdata.model import Figure, Kind, PartialDate, Period, Qualifier, Statement
from kzdata.tables.bounds import bounds, interval_of
from kzdata.tables.formats import to_jsonl
from kzdata.tables.intervals import Interval

INF = math.inf
DAY = Period(date(2017, 1, 1), date(2017, 12, 31))


def figure(quote: str, value: float, unit: str = "USD", **facts: object) -> Figure:
    return Figure("s1", 0, len(quote), quote, value, unit, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "value", "unit", "low", "high"),
    [
        ("13.3 billion", 13.3e9, "USD", 13.25e9, 13.35e9),
        ("1.4982 trillion tenge", 1.4982e12, "KZT", 1.49815e12, 1.49825e12),
        ("5.0 billion", 5e9, "USD", 4.95e9, 5.05e9),
        ("13.30 billion", 13.3e9, "USD", 13.295e9, 13.305e9),
        ("500 million", 5e8, "USD", 495e6, 505e6),
        ("20 billion", 2e10, "USD", 19.5e9, 20.5e9),
        ("1,000 tonnes", 1000, "tonnes", 950, 1050),
        ("280 845.0 tons", 280845, "tonnes", 280844.95, 280845.05),
        ("$5bn", 5e9, "USD", 4.5e9, 5.5e9),
        ("$1bn", 1e9, "USD", 0.9e9, 1.1e9),
        ("23%", 23, "percent", 22.5, 23.5),
        ("20%", 20, "percent", 19.5, 20.5),
        ("0.03 percent", 0.03, "percent", 0.025, 0.035),
        ("20.0%", 20, "percent", 19.95, 20.05),
        ("1.5 times", 1.5, "ratio", 1.45, 1.55),
        ("9 visits", 9, "count", 9, 9),
        ("1,851 companies", 1851, "count", 1851, 1851),
        ("200 companies", 200, "count", 195, 205),
        ("3.6 million people", 3.6e6, "persons", 3.55e6, 3.65e6),
    ],
)
def test_an_exact_figure_is_what_rounds_to_its_digits(quote, value, unit, low, high):
    found = interval_of(figure(quote, value, unit))
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-12)
    assert found.closed == "both"


@pytest.mark.parametrize(
    ("qualifier", "value", "kind", "expected"),
    [
        ("over", 14e9, "level", Interval(14e9, INF)),
        ("at_least", 14e9, "level", Interval(14e9, INF)),
        ("under", 14e9, "level", Interval(0, 14e9, "left")),
        ("under", 5, "change", Interval(-INF, 5, "neither")),
        ("up_to", 14e9, "level", Interval(0, 14e9)),
        ("almost", 4.6e9, "level", Interval(4.5e9, 4.6e9, "right")),
        ("over", -20, "change", Interval(-INF, -20)),
        ("under", -20, "change", Interval(-20, 0, "right")),
        ("up_to", -20, "change", Interval(-20, 0)),
        ("almost", -26, "change", Interval(-26, -25, "left")),
        ("about", -26, "change", Interval(-27, -25)),
    ],
)
def test_a_qualifier_says_on_which_side_of_the_value_it_lies(qualifier, value, kind, expected):
    said = figure("24 of them", value, "USD", qualifier=Qualifier(qualifier), kind=Kind(kind))
    assert interval_of(said) == expected


@pytest.mark.parametrize(
    ("value", "unit", "reach"),
    [
        (1e9, "USD", 0.15e9),
        (9e9, "USD", 0.5e9),
        (20, "percent", 3),
        (16e9, "USD", 1e9),
        (86, "percent", 1),
        (4.6e9, "USD", 0.1e9),
        (20.5e9, "USD", 0.25e9),
        (650, "count", 25),
        (15000, "persons", 2250),
        (4, "count", 1),
        (1, "percent", 0.5),
    ],
)
def test_about_reaches_as_far_as_the_number_is_round(value, unit, reach):
    found = interval_of(figure("about it", value, unit, qualifier=Qualifier.ABOUT))
    assert (found.low, found.high) == pytest.approx((value - reach, value + reach))


@pytest.mark.parametrize(
    ("quote", "value", "unit", "low", "high"),
    [
        ("doubled", 2, "ratio", 1.7, 2.3),
        ("half", 50, "percent", 45, 55),
        ("Two-thirds", 66.67, "percent", 65.67, 67.67),
    ],
)
def test_multiples_and_fractions_in_words_are_round(quote, value, unit, low, high):
    found = interval_of(figure(quote, value, unit))
    assert (found.low, found.high) == pytest.approx((low, high))


def test_a_range_reaches_from_the_rounding_of_its_low_end_to_that_of_its_high_end():
    said = figure("$24-24.5 billion", 24e9, value_high=24.5e9, qualifier=Qualifier.RANGE)
    assert interval_of(said) == Interval(23.5e9, 24.55e9)


def test_a_falling_range_is_in_order():
    said = figure("20-30%", -30, "percent", value_high=-20, qualifier=Qualifier.RANGE, kind=Kind.CHANGE)
    assert interval_of(said) == Interval(-30.5, -19.5)


def test_a_share_ends_at_the_whole():
    said = figure("over 90%", 90, "percent", qualifier=Qualifier.OVER, kind=Kind.SHARE)
    assert interval_of(said) == Interval(90, 100)


def test_every_figure_of_the_corpus_has_an_interval_that_its_value_touches():
    table = bounds(kz.figures())
    assert table[["low", "high", "closed"]].notna().all(axis=None)
    assert ((table["low"] <= table["value"]) & (table["value"] <= table["high"])).all()
    assert all(interval_of(row).high >= row.low for row in table.itertuples())


def test_a_row_and_its_table_say_the_same(table):
    figures = table({}, {"qualifier": Qualifier.ABOUT})
    rows = bounds(figures)
    assert [interval_of(row) for row in figures.itertuples()] == [
        interval_of(row) for row in rows.itertuples()
    ]


def test_intervals_are_given_once(table):
    once = bounds(table({}))
    assert bounds(once) is once


def test_no_figures_have_no_intervals(table):
    assert {"low", "high", "closed"} <= {*bounds(table({}).iloc[:0]).columns}


@pytest.mark.parametrize(
    ("loose", "exact"),
    [
        ("almost nine hundred million dollars", "$896 million"),
        ("about $1 billion", "$896 million"),
        ("about $18 billion", "$18.2 billion"),
        ("around $230 million", "$229.6 million"),
    ],
)
def test_what_is_loosely_said_holds_what_others_said_exactly_of_it(loose, exact):
    texts = [f"Trade with Italy came to {quote} in 2018." for quote in (loose, exact)]
    said = [Statement(f"s{n}", text, published=PartialDate(2019)) for n, text in enumerate(texts)]
    first, second = (interval_of(row) for row in bounds(kz.figures(said)).itertuples())
    assert first.meets(second)


def test_an_open_end_is_null_in_json(table):
    stream = io.StringIO()
    to_jsonl(bounds(table({"qualifier": Qualifier.OVER}))[["low", "high"]], stream)
    assert pd.read_json(io.StringIO(stream.getvalue()), lines=True).loc[0].isna().tolist() == [False, True]
