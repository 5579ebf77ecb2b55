from datetime import date

import pytest

from kzdata.errors import UnknownName
from kzdata.model import Direction, Indicator, Kind, Modality, Period
from kzdata.tables.comparable import comparable
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.official import official


@pytest.mark.parametrize(
    ("odd", "what", "values"),
    [
        ({"unit": "EUR"}, "unit", {"USD": ("s0:11-18",), "EUR": ("s1:11-18",)}),
        ({"kind": Kind.CHANGE}, "kind", {"level": ("s0:11-18",), "change": ("s1:11-18",)}),
        ({"indicator": Indicator.EXPORTS}, "indicator", None),
        ({"reporter": "CHN"}, "reporter", None),
        ({"direction": Direction.IN}, "direction", {"none": ("s0:11-18",), "in": ("s1:11-18",)}),
        ({"modality": Modality.TARGET}, "modality", None),
        (
            {"period": Period.of_months(2016, 1, 9)},
            "period length",
            {"12 months": ("s0:11-18",), "9 months": ("s1:11-18",)},
        ),
        ({"period": Period(date(2016, 1, 1), date(2016, 1, 3))}, "period length", None),
        ({"period": None}, "period length", None),
    ],
)
def test_figures_that_differ_are_not_comparable(table, odd, what, values):
    with pytest.raises(NotComparable, match=f"differ in {what}") as refused:
        comparable(table({}, odd))
    assert refused.value.what == what
    if values:
        assert refused.value.found == values


def test_figures_alike_are_comparable_in_other_years_and_leap_years(table):
    figures = table({"period": Period.of_year(2016)}, {"period": Period.of_year(2017)})
    assert comparable(figures) is figures


def test_what_the_reader_is_shown_may_differ(table):
    figures = table({}, {"modality": Modality.TARGET})
    assert comparable(figures, differing=["modality"]) is figures


def test_several_tables_become_one(table):
    together = comparable(table({}), table({"partner": ("CHN",)}))
    assert together["partner"].tolist() == [("ITA",), ("CHN",)]


def test_statements_and_official_series_stand_on_one_scale(table):
    series = official("trade_turnover", "ITA")
    together = comparable(table({}), series[series["year"].notna()])
    assert together["source"].tolist()[:2] == ["Akorda, 25 Dec 2017", series["source"][0]]


def test_statements_of_several_tables_that_differ_are_not_comparable(table):
    with pytest.raises(NotComparable, match="differ in unit"):
        comparable(table({}), table({"unit": "EUR"}))


def test_the_two_sides_accounts_of_trade_are_not_comparable():
    series = official("trade_turnover", "CHN")
    with pytest.raises(NotComparable, match="differ in statistics"):
        comparable(series[series["year"].notna()])


def test_gross_and_net_investment_are_not_comparable():
    with pytest.raises(NotComparable, match="gross_fdi_inflow"):
        comparable(official(["gross_fdi_inflow", "fdi_net_inflow"], "WORLD"))


def test_a_table_of_something_else_is_refused(table):
    with pytest.raises(TableError, match="modality is missing"):
        comparable(table({}), table({}).drop(columns="modality"))


def test_what_cannot_differ_is_refused_with_what_can(table):
    with pytest.raises(UnknownName, match="Did you mean period length"):
        comparable(table({}), differing=["length"])
