from datetime import date

import pandas as pd
import pytest

from kzdata.errors import UnknownName
from kzdata.model import Direction, Indicator, Kind, Modality, Period, Qualifier
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.filters import Filters
from kzdata.tables.select import annual, by_region, latest_by_partner, summary

YEAR = Period.of_year(2016)


def turnover(figures: pd.DataFrame, **choices: str) -> pd.DataFrame:
    return annual(figures, "trade_turnover", **choices)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Kind.SHARE},
        {"unit": "EUR"},
        {"modality": Modality.TARGET},
        {"reporter": "CHN"},
        {"indicator": Indicator.EXPORTS},
        {"partner": ("CHN", "RUS")},
        {"period": None},
        {"period": Period.of_months(2016, 1, 9)},
        {"period": Period(date(2015, 1, 1), date(2016, 12, 31))},
    ],
)
def test_annual_takes_full_years_of_one_partner_alone(table, other):
    assert turnover(table({}, other))["figure_id"].tolist() == ["s0:11-18"]


def test_a_partner_and_year_have_one_row(table):
    years = turnover(table({}, {}, {"period": Period.of_year(2017)}, {"partner": ("CHN",)}))
    assert years[["partner", "year"]].values.tolist() == [["CHN", 2016], ["ITA", 2016], ["ITA", 2017]]


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ({"published": "2017-03-01"}, {"published": "2017-09-01"}, "s1"),
        ({"qualifier": Qualifier.ABOUT, "published": "2018"}, {"published": "2017"}, "s1"),
        ({"qualifier": Qualifier.ABOUT}, {"qualifier": Qualifier.OVER}, "s0"),
        ({}, {}, "s0"),
    ],
)
def test_the_firmest_then_the_last_published_stands_for_all(table, first, second, chosen):
    assert turnover(table(first, second))["statement_id"].tolist() == [chosen]


def test_how_many_say_so_and_how_far_apart_they_lie_stays_visible(table):
    row = turnover(table({"value": 12e9}, {"value": 13e9, "value_high": 14e9, "qualifier": Qualifier.RANGE}))
    assert row[["statements", "low", "high"]].values.tolist() == [[2, 12e9, 14e9]]


def test_a_total_that_names_no_partner_has_none(table):
    assert turnover(table({"partner": ()}))["partner"].isna().tolist() == [True]


def test_directions_must_be_chosen(table):
    flows = table(
        {"indicator": Indicator.INVESTMENT, "direction": Direction.IN},
        {"indicator": Indicator.INVESTMENT, "direction": Direction.OUT},
    )
    with pytest.raises(NotComparable, match="direction"):
        annual(flows, "investment")
    assert annual(flows, "investment", direction="out")["statement_id"].tolist() == ["s1"]


def test_exploded_partners_are_refused(table):
    with pytest.raises(TableError, match="without explode"):
        turnover(Filters.of().explode(table({})))


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator": "trade"},
        {"indicator": "exports", "unit": "dollars"},
        {"indicator": "gdp", "modality": "x"},
    ],
)
def test_unknown_terms_are_refused(table, wrong):
    with pytest.raises(UnknownName):
        annual(table({}), **wrong)


def test_an_empty_table_has_no_years(table):
    assert turnover(table({}).iloc[:0]).empty


def test_the_latest_year_of_each_partner_the_largest_first(table):
    years = turnover(
        table(
            {"value": 9e9},
            {"value": 1e9, "period": Period.of_year(2017)},
            {"partner": ("CHN",), "value": 5e9},
            {"partner": ()},
        )
    )
    assert latest_by_partner(years)[["partner", "year"]].values.tolist() == [["CHN", 2016], ["ITA", 2017]]


def test_a_region_is_the_sum_of_its_members_that_year(table):
    years = turnover(
        table(
            {"partner": ("ITA",), "value": 10e9},
            {"partner": ("GBR",), "value": 2e9},
            {"partner": ("CHN",), "value": 7e9},
            {"partner": ("EU",), "value": 20e9},
        )
    )
    europe, asia, africa = by_region(years, ["European Union", "ASIA", "AFRICA"]).to_dict("records")
    assert (europe["value"], europe["partners"], europe["stated"]) == (12e9, ("GBR", "ITA"), 20e9)
    assert (asia["value"], asia["partners"]) == (7e9, ("CHN",))
    assert pd.isna(africa["value"])


def test_a_member_that_has_left_is_not_added(table):
    years = turnover(table({"partner": ("GBR",), "period": Period.of_year(2021)}))
    assert by_region(years, ["EU"])["partners"].tolist() == [()]


def test_regions_are_of_one_year(table):
    years = turnover(table({}, {"period": Period.of_year(2017)}))
    with pytest.raises(NotComparable, match=r"year \(2016: s0:11-18; 2017: s1:11-18\)"):
        by_region(years, ["EU"])


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["exact", "exact"], "exact"),
        (["exact", "over"], "over"),
        (["at_least", "exact"], "at_least"),
        (["at_least", "over"], "over"),
        (["almost", "exact"], "under"),
        (["up_to", "exact"], "up_to"),
        (["about", "exact"], "about"),
        (["over", "under"], None),
        (["over", "about"], None),
    ],
)
def test_a_sum_is_as_firm_as_its_parts_allow(table, parts, whole):
    codes = [("ITA",), ("FRA",)]
    years = turnover(
        table(
            *(
                {"partner": code, "qualifier": Qualifier(part)}
                for code, part in zip(codes, parts, strict=True)
            )
        )
    )
    assert by_region(years, ["EU"])["qualifier"].tolist() == [whole]


def test_a_summary_counts_figures_and_statements(table):
    counts = summary(table({}, {"partner": ("ITA", "CHN"), "published": "2018"}, {"partner": ()}), "partner")
    assert counts[["partner", "figures", "statements"]].astype("object").fillna("").values.tolist() == [
        ["ITA", 2, 2],
        ["CHN", 1, 1],
        ["", 1, 1],
    ]


def test_a_summary_by_year_is_in_the_order_of_years(table):
    counts = summary(table({"published": "2018"}, {}, {}), "year")
    assert counts[["year", "figures"]].values.tolist() == [[2017, 2], [2018, 1]]


def test_a_summary_by_an_unknown_column_is_refused(table):
    with pytest.raises(UnknownName, match="column"):
        summary(table({}), "colour")
