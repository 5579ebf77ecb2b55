"""Rates: those that come with kzdata against official averages, and files of a user's own."""

import pandas as pd
import pytest

from kzdata.bundle import bundled
from kzdata.tables.errors import TableError
from kzdata.tables.rates import read_rates

# World Bank, World Development Indicators, PA.NUS.FCRF: official rates to the dollar, averages of a year
TENGE = {
    **{2000: 142.13, 2001: 146.74, 2002: 153.28, 2003: 149.58, 2004: 136.04, 2005: 132.88, 2006: 126.09},
    **{2007: 122.55, 2008: 120.30, 2009: 147.50, 2010: 147.36, 2011: 146.62, 2012: 149.11, 2013: 152.13},
    **{2014: 179.19, 2015: 221.73, 2016: 342.16, 2017: 326.00, 2018: 344.71, 2019: 382.75, 2020: 412.95},
    **{2021: 425.91, 2022: 460.17, 2023: 456.17, 2024: 468.96},
}
OTHERS = [
    ("EUR", 2008, 0.67992),
    ("EUR", 2019, 0.89328),
    ("JPY", 2015, 121.04403),
    ("KRW", 2012, 1126.80667),
    ("TRY", 2018, 4.82837),
    ("KGS", 2015, 64.46211),
    ("UZS", 2017, 5113.87895),
    ("CZK", 2000, 38.59842),
]


def yearly(currency: str, year: int) -> float:
    rates = read_rates()
    return rates.loc[
        (rates["currency"] == currency) & rates["month"].str.startswith(str(year)), "rate"
    ].mean()


@pytest.fixture
def given(tmp_path):
    """Writes a file of rates and gives its path."""

    def written(text: str):
        path = tmp_path / "mine.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(("year", "official"), TENGE.items())
def test_the_tenge_is_as_the_world_bank_has_it(year, official):
    assert yearly("KZT", year) == pytest.approx(official, rel=0.004)


@pytest.mark.parametrize(("currency", "year", "official"), OTHERS)
def test_other_currencies_are_as_the_world_bank_has_them(currency, year, official):
    assert yearly(currency, year) == pytest.approx(official, rel=0.008)


@pytest.mark.parametrize("currency", ["KZT", "RUB", "EUR", "CNY", "GBP", "JPY", "CHF", "KRW", "INR", "PLN"])
def test_the_main_currencies_have_every_month(currency):
    rates = read_rates()
    months = {f"{year}-{month:02}" for year in range(2000, 2026) for month in range(1, 13)}
    assert {*rates.loc[rates["currency"] == currency, "month"]} == months


def test_no_month_stands_there_twice():
    assert not read_rates().duplicated(["currency", "month"]).any()


def test_a_currency_that_replaced_another_has_no_rate_of_before():
    first = read_rates().groupby("currency")["month"].min()
    assert first[["TRY", "AZN", "BYN"]].tolist() == ["2005-01", "2006-08", "2016-07"]


@pytest.mark.parametrize("name", ["ecb", "nbp"])
def test_the_files_that_come_along_keep_their_own_rules(name):
    rates = read_rates()
    again = read_rates(bundled("data") / "rates" / f"{name}.csv")
    pd.testing.assert_frame_equal(again, rates[rates["source"] == name.upper()].reset_index(drop=True))


def test_a_changed_table_leaves_the_next_one_as_it_was():
    rates = read_rates()
    rates["rate"] = 0
    assert (read_rates()["rate"] > 0).all()


def test_tenge_by_day_become_monthly_rates_to_the_dollar(given):
    path = given(
        "date;currency;units;tenge\n25.09.2017;USD;1;340\n26.09.2017;USD;1;342,5\n26.09.2017;RUB;10;59\n"
    )
    rates = read_rates(path)
    assert rates[["currency", "month", "rate", "quotes", "method"]].values.tolist() == [
        ["KZT", "2017-09", 341.25, 2, "direct"],
        ["RUB", "2017-09", pytest.approx(342.5 / 5.9), 1, "cross via KZT"],
    ]


def test_rates_to_the_dollar_need_three_columns(given):
    rates = read_rates(given("currency,month,rate\nKZT,2026-01,510\n"))
    assert rates.values.tolist() == [["KZT", "2026-01", 510, 510, 510, 1, "as given", "mine.csv"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the columns are none"),
        ("currency,rate\nKZT,5\n", "line 1: the columns are currency, rate"),
        ("currency,month,rate\nKZT,2026-01,510\nKZT,2026-13,510\n", "line 3: '2026-13' is no month"),
        ("currency,month,rate\nKZT,2026-01,0\n", "line 2: rate is '0', no number above 0"),
        ("currency,month,rate\ntenge,2026-01,1\n", "line 2: 'TENGE' is no ISO 4217 code"),
        ("currency,month,rate\nKZT,2026-01\n", "line 2: 2 cells, not 3"),
        ("currency,month,rate\nKZT,2026-01,5\nKZT,2026-01,6\n", "line 3: KZT in 2026-01 stands there twice"),
        ("currency,month,rate,lowest\nKZT,2026-01,5,6\n", "line 2: 5 does not lie between 6 and 5"),
        ("currency,month,tenge\nEUR,2026-01,600\n", "line 2: no rate of USD on 2026-01"),
        ("currency,date,tenge\nUSD,2026-01,600\n", "line 2: '2026-01' is no date"),
    ],
)
def test_a_broken_file_is_named_with_its_line(given, text, message):
    with pytest.raises(TableError, match=rf"mine\.csv: {message}"):
        read_rates(given(text))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TableError, match=r"none\.csv: cannot be read"):
        read_rates(tmp_path / "none.csv")
