"""Sums of money in dollars: at which rate, and what becomes of those without one."""

from datetime import date

import pandas as pd
import pytest

import kzdata as kz
from kzdata.errors import UnknownName
from kzdata.model import Period, Qualifier
from kzdata.tables.errors import MissingRate, TableError
from kzdata.tables.money import to_usd

YEAR = Period.of_year(2016)


def converted(table, **how) -> dict[str, object]:
    """The only row, once it is converted."""
    row = to_usd(table, **how).iloc[0]
    return {
        name: None if pd.isna(cell) else cell for name, cell in row.items() if not isinstance(cell, tuple)
    }


def test_a_sum_is_worth_what_it_was_in_its_period(table):
    row = converted(table({"unit": "KZT", "value": 342e9, "period": YEAR}))
    assert row["value_usd"] == pytest.approx(1e9, rel=0.004)  # 342.16 on average, says the World Bank
    assert (row["value"], row["unit"], row["rate_period"]) == (342e9, "KZT", "2016-01..2016-12")
    assert (row["rate_method"], row["rate_source"]) == ("cross via PLN", "NBP")


def test_a_month_counts_by_its_days_in_the_period(table):
    rates = pd.DataFrame(
        [
            ["KZT", month, rate, rate, rate, 1, "direct", "me"]
            for month, rate in [("2016-01", 300.0), ("2016-02", 400.0)]
        ],
        columns=["currency", "month", "rate", "lowest", "highest", "quotes", "method", "source"],
    )
    row = converted(table({"unit": "KZT", "period": Period(date(2016, 1, 1), date(2016, 2, 1))}), rates=rates)
    assert row["rate"] == pytest.approx((31 * 300 + 400) / 32)


def test_dollars_stay_dollars_whenever_they_were(table):
    row = converted(table({"unit": "USD", "value": 5e9, "period": None}))
    assert (row["value_usd"], row["rate"], row["rate_note"]) == (5e9, 1, None)


def test_what_is_no_money_has_no_value_in_dollars(table):
    row = converted(table({"unit": "percent", "value": 23.0}))
    assert {row[name] for name in ("value_usd", "rate", "rate_method", "rate_note")} == {None}


def test_a_range_has_two_ends_in_dollars(table):
    figure = {"unit": "EUR", "value": 2e9, "value_high": 3e9, "qualifier": Qualifier.RANGE, "period": YEAR}
    row = converted(table(figure))
    assert row["value_usd_high"] == pytest.approx(1.5 * row["value_usd"])


def test_a_sum_without_a_period_is_left_and_says_why(table):
    row = converted(table({"unit": "EUR", "period": None}))
    assert (row["value_usd"], row["rate_note"]) == (None, "no period")


def test_a_sum_without_a_period_is_converted_at_publication_if_asked(table):
    row = converted(table({"unit": "EUR", "period": None, "published": "2017-12-25"}), undated="published")
    assert (row["rate_period"], row["rate_note"]) == ("2017-12", "no period: the rate of publication")


def test_a_year_of_publication_counts_whole(table):
    row = converted(table({"unit": "EUR", "period": None, "published": "2017"}), undated="published")
    assert row["rate_period"] == "2017-01..2017-12"


def test_a_target_beyond_the_last_rate_is_an_error_until_the_reader_decides(table):
    target = table({"unit": "EUR", "period": Period.of_year(2030), "published": "2017-12-25"})
    with pytest.raises(
        MissingRate, match=r"EUR in 2030-01, 2030-02, 2030-03 and 9 more .*future=\"published\""
    ):
        to_usd(target)
    assert converted(target, future="leave")["rate_note"] == "no rate for 2030-01..2030-12"
    assert converted(target, future="published")["rate_period"] == "2017-12"


def test_a_missing_rate_names_currency_month_and_figures(table):
    old = {"unit": "KZT", "period": Period(date(1999, 12, 1), date(2000, 1, 31))}
    with pytest.raises(MissingRate) as error:
        to_usd(table(old, {"unit": "USD"}, old))
    assert (error.value.currency, error.value.month) == ("KZT", "1999-12")
    assert error.value.figure_ids == ("s0:11-18", "s2:11-18")
    assert converted(table(old), missing="leave")["rate_note"] == "no rate for 1999-12"


def test_a_currency_that_nobody_quotes_is_missing_and_not_ahead(table):
    with pytest.raises(MissingRate, match="XPF in 2016-01"):
        to_usd(table({"unit": "XPF", "period": YEAR}), future="leave")


def test_own_rates_come_first_and_the_others_serve_the_rest(table, tmp_path):
    path = tmp_path / "bank.csv"
    path.write_text("month,currency,tenge\n2016-12,USD,400\n")
    figure = {"unit": "KZT", "period": Period.of_months(2016, 11, 12)}
    row = converted(table(figure), rates=path)
    assert (row["rate_source"], row["rate_method"]) == ("NBP; bank.csv", "cross via PLN; direct")
    assert 339 < row["rate"] < 400


def test_bounds_hold_every_rate_of_the_period(table):
    figures = table({"unit": "KZT", "value": 300e9, "period": Period.of_year(2015)})
    row = converted(figures.assign(low=-1e9, high=300e9))
    rates = kz.read_rates()
    lowest = rates[(rates["currency"] == "KZT") & rates["month"].str.startswith("2015")]["lowest"].min()
    assert (row["low_usd"], row["high_usd"]) == (-1e9 / lowest, 300e9 / lowest)


def test_open_bounds_stay_open(table):
    figures = table({"unit": "EUR", "period": YEAR}).assign(low=5e9, high=float("inf"))
    assert converted(figures)["high_usd"] == float("inf")


@pytest.mark.parametrize("rule", ["undated", "future", "missing"])
def test_an_unknown_rule_is_refused(table, rule):
    with pytest.raises(UnknownName, match=f"value of {rule} 'skip'. Known: "):
        to_usd(table({}), **{rule: "skip"})


def test_a_table_of_something_else_is_refused():
    with pytest.raises(TableError, match="column figure_id, value_high"):
        to_usd(kz.official("gdp"))


def test_of_the_texts_that_come_along_every_sum_with_a_period_converts():
    figures = kz.figures()
    money = figures[figures["unit"].str.fullmatch("[A-Z]{3}") & figures["period_start"].notna()]
    assert to_usd(money)["value_usd"].notna().all()


def test_a_converted_value_lies_within_its_converted_bounds():
    figures = to_usd(kz.bounds(kz.figures())).dropna(subset="value_usd")
    assert (figures["low_usd"] <= figures["value_usd"]).all()
    assert (figures["value_usd"] <= figures["high_usd"]).all()


def test_the_table_given_stays_as_it_was(table):
    figures = table({"unit": "EUR"})
    before = figures.copy()
    to_usd(figures)
    pd.testing.assert_frame_equal(figures, before)


def test_an_empty_table_has_the_columns_too(table):
    assert to_usd(table())["value_usd"].dtype == "float64"
