"""Rankings, regions, balances and investment: what each part of the chart says."""

import pytest

from kzdata.charts.balance import plot_balance
from kzdata.charts.chart import Note, NothingToDraw
from kzdata.charts.investment import plot_investment
from kzdata.charts.ranking import plot_ranking, plot_regions


def test_ranking_names_the_first_and_the_second(trade):
    chart = plot_ranking(trade)
    assert (
        chart.title == "Russia leads in stated trade: almost $20bn in 2019, ahead of China with $18bn in 2017"
    )
    assert chart.subtitle == "Trade turnover, US dollars, last full year stated for each partner, 2017–2019"


def test_ranking_shows_year_and_qualifier_of_each_partner(trade, words_in):
    said = words_in(plot_ranking(trade))
    assert [said[said.index(name) + 1] for name in ("Russia", "China", "Mongolia")] == [
        "2019",
        "2017",
        "2019",
    ]
    assert {"<$20bn", "$18bn", "$2bn to $2.5bn", "~$60m"} <= set(said)


def test_ranking_leaves_out_blocs_and_what_is_planned(trade):
    chart = plot_ranking(trade)
    assert list(chart.figures["code"]) == ["RUS", "CHN", "TUR", "MNG"]
    assert chart.note.startswith("Not drawn: 1 figure of a region or bloc, 1 target or forecast, ")


def test_alt_of_a_ranking_goes_from_the_largest_to_the_smallest(trade):
    assert plot_ranking(trade).alt == (
        "Bar chart of trade turnover by partner, US dollars, largest first. Russia almost $20bn (2019), "
        "China $18bn (2017), Turkey $2bn to $2.5bn (2018), Mongolia about $60m (2019)."
    )


def test_the_highlighted_partner_is_drawn_whatever_its_rank(trade):
    chart = plot_ranking(trade, highlight="MNG", most=2)
    assert list(chart.figures["code"]) == ["RUS", "MNG"]
    assert chart.title == "Mongolia is number 4 of 4 partners in stated trade: about $60m in 2019"


def test_a_bloc_highlights_its_members(trade):
    assert plot_ranking(trade, highlight="EAEU").title.startswith("Russia is first of 4 partners")


def test_a_partner_without_a_rank_is_told_in_a_sentence(trade):
    assert str(plot_ranking(trade, highlight="FIN")) == (
        "Finland is not among the 4 partners whose trade is stated for a full year."
    )


def test_totals_are_ranked_over_the_same_years_alone(table):
    invested = {"indicator": "investment", "direction": "in"}
    said = table(
        {"value": 90e9, "years": (1991, 2019), "partner": ("NLD",), **invested},
        {"value": 48e9, "years": (1991, 2019), "partner": ("USA",), **invested},
        {"value": 14e9, "years": (2007, 2017), "partner": ("CHN",), **invested},
        {"value": 95e9, "year": 2018, "partner": ("ITA",), **invested},
    )
    chart = plot_ranking(said, indicator="investment", direction="in", over_years=True)
    assert list(chart.figures["code"]) == ["NLD", "USA"]
    assert chart.title == (
        "The Netherlands leads in stated investment in Kazakhstan: $90bn over 1991–2019, "
        "ahead of the United States with $48bn"
    )
    assert chart.note == "Not drawn: 1 figure over other years and 1 figure for a year or less."


def test_regions_stand_under_their_names(trade, words_in):
    chart = plot_regions(trade)
    said = words_in(chart)
    assert said.index("Europe") < said.index("Russia") < said.index("East Asia") < said.index("China")
    assert chart.title == (
        "By stated trade, Russia leads in Europe, China in East Asia and Turkey in the rest of Asia"
    )


@pytest.fixture
def sides(table):
    return table(
        {"value": 1.2e9, "year": 2010, "indicator": "exports", "partner": ("TUR",)},
        {"value": 0.6e9, "year": 2010, "indicator": "imports", "partner": ("TUR",)},
        {"value": 2.6e9, "year": 2011, "indicator": "exports", "partner": ("TUR",)},
        {"value": 0.7e9, "year": 2011, "indicator": "imports", "partner": ("TUR",), "qualifier": "about"},
        {"value": 3.2e9, "year": 2012, "indicator": "exports", "partner": ("TUR",)},
    )


def test_balance_takes_years_of_which_both_sides_are_stated(sides, words_in):
    chart = plot_balance(sides, partner="TUR")
    assert chart.title == (
        "Kazakhstan sold more to Turkey than it bought in 2011: exports of $2.6bn, imports of about $700m"
    )
    assert {"2010", "2011", "$600m", "~$700m", "$1.2bn", "$2.6bn"} <= set(words_in(chart))
    assert chart.note == "Not drawn: 1 year with one side only."


def test_balance_with_bounds_claims_no_surplus(table):
    said = table(
        {"value": 205e6, "indicator": "exports", "partner": ("AZE",)},
        {"value": 24e6, "indicator": "imports", "partner": ("AZE",), "qualifier": "over"},
    )
    title = plot_balance(said, partner="AZE").title
    assert title == "Trade with Azerbaijan in 2017: exports of $205m, imports of more than $24m"


def test_investment_keeps_totals_stocks_and_years_apart(table, words_in):
    said = table(
        {
            "value": 14e9,
            "years": (2007, 2017),
            "indicator": "investment",
            "direction": "in",
            "qualifier": "over",
        },
        {"value": 0.5e9, "year": 2016, "indicator": "investment", "direction": "in"},
        {"value": 15e9, "period": None, "indicator": "investment_stock", "direction": "in"},
    )
    chart = plot_investment(said)
    assert chart.title == "Investment from China came to more than $14bn over 2007–2017"
    assert {
        "Investment in Kazakhstan",
        ">$14bn",
        "$500m",
        "Stock of investment in Kazakhstan",
        "$15bn",
    } <= set(words_in(chart))


@pytest.mark.parametrize("plot", [plot_ranking, plot_regions, plot_investment])
def test_without_figures_a_sentence_stands_in_the_charts_place(plot, table):
    note = plot(table())
    assert isinstance(note, Note)
    assert str(note).startswith("No statement here gives ")


def test_a_sentence_cannot_be_saved_as_a_picture(table, tmp_path):
    with pytest.raises(NothingToDraw, match="No statement here gives an amount of investment"):
        plot_investment(table()).save(tmp_path / "chart.svg")
