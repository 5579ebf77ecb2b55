"""Sums in one currency, at current or at constant prices."""

import pandas as pd
import pytest

import kzdata as kz
from kzdata.errors import UnknownName
from kzdata.tables.errors import NotComparable, TableError

SAID = (
    "In 2017 trade with China came to $18 billion. In 2012 trade with Italy came to 10 billion euros. "
    "The stock of investment from France is $15 billion. Exports to Turkey grew by 23% in 2017."
)


@pytest.fixture
def figures() -> pd.DataFrame:
    return kz.figures([kz.Statement("s1", SAID)])


def test_what_is_stated_in_the_currency_stays_as_it_is(figures):
    in_dollars = kz.to_currency(figures, "USD")
    assert in_dollars["value"].iloc[0] == 18e9
    assert pd.isna(in_dollars["converted_by"].iloc[0])


def test_another_currency_is_converted_at_the_average_rate_of_its_period(figures):
    row = kz.to_currency(figures, "USD").iloc[1]
    assert (row["unit"], row["unit_stated"], row["value_stated"]) == ("USD", "EUR", 10e9)
    assert row["value"] == pytest.approx(12.85e9, rel=0.005)  # the euro was at 1.285 dollars in 2012


def test_there_and_back_is_what_was_stated(figures):
    there = kz.to_currency(figures.iloc[:1], "KZT")
    back = kz.to_currency(there.assign(value_stated=None), "USD")
    assert back["value"].tolist() == pytest.approx([18e9])


def test_what_has_no_period_stays_in_its_own_currency(figures):
    assert kz.to_currency(figures, "EUR")["unit"].tolist() == ["EUR", "EUR", "USD", "percent"]


def test_constant_prices_do_not_stand_beside_current_ones(figures):
    constant = kz.to_currency(figures.iloc[:1], prices="constant")
    assert constant["unit"].tolist() == ["USD2015"]
    assert constant["value"].iloc[0] < 18e9  # prices have risen since 2015
    with pytest.raises(NotComparable, match="unit"):
        kz.comparable(pd.concat([figures.iloc[:1], constant]))


def test_the_base_year_is_its_own_price_level():
    said = kz.figures([kz.Statement("s1", "In 2015 trade with China came to $10.6 billion.")])
    assert kz.to_currency(said, prices="constant")["value"].tolist() == pytest.approx([10.6e9])


def test_bounds_widen_by_how_far_rate_and_prices_moved(figures):
    row = kz.to_currency(kz.bounds(figures), prices="constant").iloc[1]
    assert row["low"] < row["value"] * 0.96
    assert row["high"] > row["value"] * 1.04


def test_official_series_convert_too():
    official = kz.official("trade_turnover", "WORLD")
    converted = kz.to_currency(official, "EUR")
    assert set(converted["unit"]) == {"EUR"}
    assert list(converted.columns[: len(official.columns)]) == list(official.columns)


def test_constant_prices_are_in_dollars_alone(figures):
    with pytest.raises(TableError, match="USD"):
        kz.to_currency(figures, "KZT", prices="constant")


@pytest.mark.parametrize("asked", [{"prices": "real"}, {"prices": "constant", "base": 1990}])
def test_what_is_not_known_is_refused(figures, asked):
    with pytest.raises(UnknownName):
        kz.to_currency(figures, **asked)


def test_a_currency_without_rates_is_refused(figures):
    with pytest.raises(UnknownName, match="currency"):
        kz.to_currency(figures, "XXX")
