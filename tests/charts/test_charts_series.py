"""Figures over years: what each part of the chart says, and what is never drawn."""

import pandas as pd
import pytest

from kzdata.charts.chart import Chart, Note
from kzdata.charts.series import plot_series
from kzdata.charts.theme import NARROW
from kzdata.model import Statement
from kzdata.reading.extractor import extract
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.frame import frame
from kzdata.tables.implied import implied
from kzdata.tables.official import official


def only(figures: pd.DataFrame, code: str) -> pd.DataFrame:
    return figures[[codes == (code,) for codes in figures["partner"]]]


def test_title_tells_a_peak_on_the_way(table):
    values = {2009: 9.4e9, 2011: 25e9, 2017: 18e9}
    chart = plot_series(table(*({"year": year, "value": value} for year, value in values.items())))
    assert (
        chart.title
        == "Trade with China grew from $9.4bn in 2009 to $18bn in 2017, after a peak of $25bn in 2011"
    )


@pytest.fixture
def china(trade: pd.DataFrame) -> Chart:
    chart = plot_series(only(trade, "CHN"))
    assert isinstance(chart, Chart)
    return chart


def test_title_says_what_the_figures_find(china):
    assert china.title == "Trade with China grew from $9.4bn in 2009 to $18bn in 2017"


def test_subtitle_says_indicator_unit_period_and_basis(china):
    assert china.subtitle == "Trade turnover, US dollars a year, full years 2009–2017, as stated"


def test_source_line_is_made_from_the_rows(china):
    assert china.source == (
        "Sources: Akorda (2011–2013); China Daily (2010–2011); Ministry of Commerce of China (2018)."
    )


def test_note_counts_what_is_left_out(china):
    assert china.note == (
        "Not drawn: 1 figure for part of a year, 1 figure without a period and 1 figure in another unit."
    )


def test_alt_tells_every_year_with_its_qualifier_and_modality(china):
    assert china.alt == (
        "Chart of trade turnover by year, US dollars. "
        "China: 2009 $9.4bn, 2010 $20.4bn, 2015 $40bn (target), 2017 $18bn."
    )


def test_values_stand_beside_their_points(china, words_in):
    assert {"$9.4bn", "$20.4bn", "$40bn", "$18bn"} <= set(words_in(china))


def test_key_explains_the_signs_that_are_used_and_no_other(china, words_in):
    known = {"stated", "more than", "less than, almost", "about", "target or forecast", "official statistics"}
    assert known & set(words_in(china)) == {"stated", "more than", "target or forecast"}


def test_years_that_nobody_states_are_gaps(china):
    lines = [line.get_xdata() for line in china.axes.lines if len(line.get_xdata()) > 1]
    assert [2009, 2010] in [list(line) for line in lines]
    assert not any({2010, 2017} <= set(line) for line in lines)


def test_a_bound_does_not_claim_growth(table):
    chart = plot_series(
        table({"value": 2e9, "year": 2010}, {"value": 1.9e9, "year": 2018, "qualifier": "over"})
    )
    assert chart.title == "Trade with China came to $2bn in 2010 and more than $1.9bn in 2018"


def test_several_partners_are_labelled_at_the_ends_of_their_lines(trade, words_in):
    chart = plot_series(trade)
    assert {"China", "Russia", "Turkey", "Mongolia"} <= set(words_in(chart))
    assert "1 target or forecast" in chart.note


def test_a_highlighted_partner_has_the_only_colour(trade):
    chart = plot_series(trade, highlight="RUS")
    colours = {text.get_text(): text.get_color() for text in chart.axes.texts}
    assert len({colours[name] for name in ("China", "Turkey", "Mongolia")}) == 1
    assert colours["Russia"] != colours["China"]


def test_official_statistics_stand_beside_statements(table, words_in):
    said = table({"value": 9.4e9, "year": 2009}, {"value": 18e9, "year": 2017})
    chart = plot_series(said, official=official(partner="CHN"))
    assert "official statistics" in words_in(chart)
    assert "official statistics: " in chart.source
    assert "Official statistics (" in chart.alt


def test_official_statistics_alone_are_called_so(table):
    chart = plot_series(table(), official=official(partner="WORLD"))
    assert chart.subtitle.endswith("official statistics")
    assert chart.title.startswith("Trade with the world grew from $45.2bn in 2005")


def test_without_figures_a_sentence_stands_in_the_charts_place(table):
    note = plot_series(table())
    assert isinstance(note, Note)
    assert str(note) == "No statement here gives trade for a full year."
    assert note.figures.empty


def test_the_sentence_tells_what_the_table_has_all_the_same(trade):
    parts = only(trade, "CHN").iloc[5:7]
    assert str(plot_series(parts)) == (
        "No statement here gives trade for a full year; "
        "the table has 1 figure for part of a year and 1 figure without a period."
    )


def test_one_year_is_a_sentence(table):
    note = plot_series(table({"value": 230e6, "partner": ("AZE",)}))
    assert (
        str(note)
        == "Trade with Azerbaijan came to $230m in 2017 (Akorda, 1 Mar 2019); one year makes no chart."
    )


def test_ways_of_investment_are_not_mixed(table):
    said = [{"indicator": "investment", "direction": way, "year": 2016} for way in ("in", "out")]
    with pytest.raises(NotComparable, match="direction"):
        plot_series(table(*said), indicator="investment")


def test_a_table_without_sources_is_refused(trade):
    with pytest.raises(TableError, match="source"):
        plot_series(trade.drop(columns="source"))


def test_figures_are_left_as_they_were(trade):
    before = trade.copy(deep=True)
    plot_series(trade)
    pd.testing.assert_frame_equal(trade, before)


def test_what_follows_from_stated_figures_fills_years_that_nobody_states():
    said = Statement("s1", "Trade with China grew by 50% in 2019, to $3 billion. In 2017 it was $1 billion.")
    figures = frame([(said, extract(said))])
    chart = plot_series(figures, implied=implied(figures))
    assert "Follows from stated figures: 2018 about $2bn." in chart.alt
    assert chart.plot().marks[-1].label == "Trade with China in 2018: about $2bn"


def test_statistics_of_the_partner_are_told_from_those_of_kazakhstan(trade, words_in):
    chart = plot_series(only(trade, "CHN"), official=official(partner="CHN"))
    assert {"statistics of Kazakhstan", "statistics of China"} <= set(words_in(chart))


def test_each_sign_says_what_it_stands_for_and_leads_to_its_words(china):
    marks = {mark.figure: mark.label for mark in china.plot().marks}
    assert marks["s4:14-23"] == "Trade with China in 2017: $18bn"


def test_a_narrow_sheet_holds_the_same_plot(china):
    narrow = china.plot(NARROW)
    assert narrow.width == pytest.approx(72 * NARROW)
    assert [mark.figure for mark in narrow.marks] == [mark.figure for mark in china.plot().marks]
