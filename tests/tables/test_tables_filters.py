from datetime import date

import pytest

from kzdata.errors import UnknownName
from kzdata.model import Indicator, Kind, Period
from kzdata.tables.filters import Filters, as_period, parse_period


def kept(table, **conditions):
    return Filters.of(**conditions).apply(table)["statement_id"].tolist()


@pytest.fixture
def trade(table):
    return table(
        {"partner": ("ITA",)},
        {"partner": ("CHN", "RUS"), "indicator": Indicator.EXPORTS},
        {"partner": (), "kind": Kind.CHANGE, "unit": "percent", "value": 23.0},
        {"partner": ("EU",), "period": None, "publisher": "RT"},
    )


@pytest.mark.parametrize(
    ("conditions", "statements"),
    [
        ({}, ["s0", "s1", "s2", "s3"]),
        ({"partner": "ITA"}, ["s0"]),
        ({"partner": "Italy"}, ["s0"]),
        ({"partner": ["Russia", "EU"]}, ["s1", "s3"]),
        ({"indicator": "exports"}, ["s1"]),
        ({"indicator": [Indicator.EXPORTS, Indicator.IMPORTS]}, ["s1"]),
        ({"kind": "change"}, ["s2"]),
        ({"modality": "target"}, []),
        ({"reporter": "Kazakhstan"}, ["s0", "s1", "s2", "s3"]),
        ({"publisher": "RT"}, ["s3"]),
        ({"partner": "ITA", "indicator": "exports"}, []),
    ],
)
def test_a_filter_keeps_what_it_names(trade, conditions, statements):
    assert kept(trade, **conditions) == statements


def test_a_bloc_covers_its_members_only_where_that_is_asked(trade):
    assert kept(trade, partner="EU") == ["s3"]
    assert kept(trade, partner="EU", members=True) == ["s0", "s3"]


def test_membership_counts_on_the_last_day_of_the_period(table):
    britain = table(*({"partner": ("GBR",), "period": Period.of_year(year)} for year in (2018, 2021)))
    assert kept(britain, partner="EU", members=True) == ["s0"]


def test_without_a_period_membership_counts_on_the_day_of_publication(table):
    britain = table(
        {"partner": ("GBR",), "period": None, "published": "2018-03-01"},
        {"partner": ("GBR",), "period": None, "published": "2021-03-01"},
    )
    assert kept(britain, partner="EU", members=True) == ["s0"]


def test_a_region_covers_the_regions_in_it(table):
    assert kept(table({"partner": ("CENTRAL_ASIA",)}), partner="ASIA", members=True) == ["s0"]


@pytest.mark.parametrize(
    ("period", "keeps"),
    [("2016", True), ("2015", False), ("2010-2015", False), ("2010-2016", True), ("2016-12..2018-01", True)],
)
def test_a_period_keeps_what_overlaps_it(table, period, keeps):
    assert bool(kept(table({}), period=period)) is keeps


def test_figures_without_a_period_overlap_none(table):
    assert kept(table({"period": None}), period="2000-2020") == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2010 – 2015", date(2010, 1, 1), date(2015, 12, 31)),
        ("2017-12-25", date(2017, 12, 25), date(2017, 12, 25)),
        ("2017-01-16..2017-09", date(2017, 1, 16), date(2017, 9, 30)),
    ],
)
def test_periods_are_read_as_people_write_them(text, start, end):
    assert parse_period(text) == Period(start, end)


@pytest.mark.parametrize("text", ["last year", "", "17", "2017-13", "2015-2010", "..", "2017.."])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UnknownName, match="period"):
        parse_period(text)


def test_two_dates_are_a_period():
    assert as_period((date(2016, 1, 1), date(2016, 6, 30))) == Period(date(2016, 1, 1), date(2016, 6, 30))


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"partner": "Chna"}, "Did you mean China"),
        ({"indicator": "export"}, "Did you mean exports"),
        ({"kind": "growth"}, "Known: level, change, share"),
        ({"modality": "done"}, "Unknown modality 'done'"),
        ({"reporter": "Kazakstn"}, "Did you mean Kazakhstan"),
    ],
)
def test_an_unknown_name_is_refused_with_what_is_known(conditions, message):
    with pytest.raises(UnknownName, match=message):
        Filters.of(**conditions)


def test_exploding_gives_a_row_for_each_partner(trade):
    partners = Filters.of().explode(trade)["partner"]
    assert partners.isna().sum() == 1
    assert partners.dropna().tolist() == ["ITA", "CHN", "RUS", "EU"]


def test_exploding_keeps_the_partners_asked_for(trade):
    chosen = Filters.of(partner="China")
    assert chosen.explode(chosen.apply(trade))["partner"].tolist() == ["CHN"]


def test_filtering_leaves_the_table_as_it_was(trade):
    before = trade.copy(deep=True)
    chosen = Filters.of(partner="China")
    chosen.explode(chosen.apply(trade))
    assert trade.equals(before)


@pytest.mark.parametrize(
    "when", [2016, "2016", ("2016", "2016"), (2016, "2016-12"), (date(2016, 1, 1), 2016)]
)
def test_a_year_may_be_a_number_or_stand_in_a_pair(when):
    assert as_period(when) == Period.of_year(2016)


@pytest.mark.parametrize("when", [(2016,), 20.16, (2017, 2016), (2016, "soon")])
def test_what_is_no_period_is_told_so(when):
    with pytest.raises(UnknownName, match="period"):
        as_period(when)
