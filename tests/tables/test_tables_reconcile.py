from datetime import date

import pandas as pd
import pytest

from kzdata.model import (
    Direction,
    Indicator,
    Kind,
    Modality,
    PartialDate,
    Period,
    Qualifier,
    Statement,
)
from kzdata.tables.bounds import bounds
from kzdata.tables.corpus import figures
from kzdata.tables.errors import TableError
from kzdata.tables.money import to_usd
from kzdata.tables.official import official
from kzdata.tables.reconcile import reconcile

YEAR_2013 = Period.of_year(2013)


@pytest.fixture
def china(table):
    """Reconciles what is said of trade with China in 2013: officially 22.53 billion, by China 28.5."""

    def reconciled(value: float, **facts: object) -> pd.DataFrame:
        return reconcile(table({"value": value, "partner": ("CHN",), "period": YEAR_2013} | facts))

    return reconciled


@pytest.mark.parametrize(
    ("value", "qualifier", "verdict"),
    [
        (22.5e9, Qualifier.EXACT, "official"),
        (28.5e9, Qualifier.EXACT, "mirror"),
        (25e9, Qualifier.EXACT, "neither"),
        (22e9, Qualifier.OVER, "both"),
        (28e9, Qualifier.OVER, "mirror"),
        (20e9, Qualifier.UP_TO, "neither"),
    ],
)
def test_a_statement_agrees_with_the_statistics_that_it_may_mean(china, value, qualifier, verdict):
    assert china(value, qualifier=qualifier)["agrees_with"].tolist() == [verdict]


def test_the_gap_is_in_percent_of_the_official_value(china):
    beside = china(27.036e9)
    assert beside["gap"].round(6).tolist() == [20.0]
    assert beside["mirror_gap"].round(1).tolist() == [-5.1]


def test_each_value_names_its_source(china):
    sources = china(22.5e9).loc[0, ["official_source", "mirror_source"]].tolist()
    assert [source[:19] for source in sources] == ["Ministry of Economy", "General Customs Adm"]


def test_several_official_values_span_what_they_may_mean(table):
    total = {"partner": ("WORLD",), "period": Period.of_year(2019), "indicator": Indicator.EXPORTS}
    beside = reconcile(table(total | {"value": 57.7e9}))
    assert beside["holds"].tolist() == [True]
    assert beside["official_low"].tolist() < [57.31e9] < beside["official_high"].tolist()


def test_foreign_investment_stands_beside_the_gross_inflow(table):
    facts = {"indicator": Indicator.INVESTMENT, "direction": Direction.IN, "partner": ()}
    beside = reconcile(table(facts | {"value": 23.7e9, "period": Period.of_year(2021)}))
    assert beside["agrees_with"].tolist() == ["official"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"indicator": Indicator.VISITS}, "no series of the indicator"),
        ({"indicator": Indicator.INVESTMENT, "direction": Direction.OUT}, "no series of the indicator"),
        ({"kind": Kind.CHANGE}, "growth or share"),
        ({"reporter": "RUS"}, "another reporter"),
        ({"modality": Modality.TARGET}, "not come to pass"),
        ({"partner": ("CHN", "RUS")}, "several partners"),
        ({"unit": "tonnes"}, "no money, or no exchange rate"),
        ({"period": None}, "no period"),
        ({"partner": ()}, "no partner"),
        ({"period": Period(date(2013, 1, 1), date(2013, 9, 30))}, "no official value"),
    ],
)
def test_what_has_no_official_value_is_left_out_and_counted(china, facts, reason):
    beside = china(22.5e9, **facts)
    assert beside.empty
    assert beside.attrs["left_out"][reason] == 1


def test_one_page_is_one_witness(china):
    page = official("trade_turnover", "CHN").query("year == 2013 and statistics == 'KAZ'")["url"].item()
    assert china(22.5e9, url=page)["same_page"].tolist() == [True]
    assert china(22.5e9)["same_page"].tolist() == [False]


def test_official_values_may_be_given(table):
    series = official("trade_turnover", "CHN").assign(value=25e9)
    beside = reconcile(table({"value": 25e9, "partner": ("CHN",), "period": YEAR_2013}), series)
    assert beside["agrees_with"].tolist() == ["both"]


def test_sums_in_other_currencies_are_set_beside_in_dollars(china):
    beside = china(3.43e12, unit="KZT")  # 152.1 tenge a dollar in 2013
    assert beside["agrees_with"].tolist() == ["official"]
    assert beside["value"].tolist() == [3.43e12]


@pytest.mark.parametrize("prepared", [lambda table: to_usd(bounds(table)), to_usd])
def test_figures_may_have_been_converted_before(table, prepared):
    figures = table({"value": 3.43e12, "unit": "KZT", "partner": ("CHN",), "period": YEAR_2013})
    assert reconcile(prepared(figures))["agrees_with"].tolist() == ["official"]


def test_exploded_partners_are_refused(table):
    with pytest.raises(TableError, match="one code a row"):
        reconcile(table({}).explode("partner").astype({"partner": "str"}))


def test_who_tells_of_a_trade_does_not_make_it_a_part():
    said = "The Minister of Energy said in Almaty that in 2013 trade with China reached $28.6 billion."
    assert len(reconcile(figures([Statement("s1", said)]))) == 1


def test_trade_in_services_is_not_set_beside_trade_in_goods():
    texts = [f"In 2013 trade{kind} with China reached $28.6 billion." for kind in ("", " in services")]
    said = [Statement(f"s{number}", text, published=PartialDate(2014)) for number, text in enumerate(texts)]
    beside = reconcile(figures(said))
    assert beside["figure_id"].str.partition(":")[0].tolist() == ["s0"]
    assert beside.attrs["left_out"]["a part of the trade"] == 1


def test_independent_witnesses_come_first(table):
    page = official("trade_turnover", "CHN").query("year == 2013 and statistics == 'KAZ'")["url"].item()
    said = {"value": 22.5e9, "partner": ("CHN",), "period": YEAR_2013}
    assert reconcile(table(said | {"url": page}, said))["same_page"].tolist() == [False, True]
