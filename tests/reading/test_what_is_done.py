"""What a figure is by what is done with it, and what only stands beside it."""

import pytest

from kzdata.reading import extract


def rows(text: str) -> list[tuple[str, str, list[str]]]:
    found = extract(text, published="2017-12-25")
    return [(f.indicator, f.reporter, list(f.partner)) for f in found]


@pytest.mark.parametrize(
    ("text", "indicator", "partner"),
    [
        ("Chinese companies directed $13bn to Kazakhstan.", "investment_stock", ["CHN"]),
        ("Swiss funds have placed $2bn in Kazakhstan.", "investment_stock", ["CHE"]),
        ("Italian firms brought some $5bn to the republic.", "investment_stock", ["ITA"]),
        ("The ADB approved $1bn for Kazakhstan.", "loans", []),
        ("The World Bank is to provide Kazakhstan with $300 million.", "loans", []),
        ("Goods worth $5m left British ports for Kazakhstan.", "imports", ["GBR"]),
        ("Goods for $3bn changed hands between Kazakhstan and Italy.", "trade_turnover", ["ITA"]),
    ],
)
def test_a_sum_is_what_is_done_with_it(text, indicator, partner):
    assert rows(text) == [(indicator, "KAZ", partner)]


@pytest.mark.parametrize(
    "text",
    [
        "Italian firms brought goods worth $5m to Kazakhstan.",
        "Kazakhstan spent $5m in Italy.",
        "They put $5m on the table.",
    ],
)
def test_not_all_that_is_brought_or_spent_is_invested(text):
    assert not {row[0] for row in rows(text)} & {"investment", "investment_stock"}


def test_what_an_insertion_names_the_sentence_is_not_about():
    assert rows("Trade with Italy, counted as the sum of exports, came to $5bn.")[0][0] == "trade_turnover"
    assert rows("Trade with Italy was $5bn. It fell, the larger part being oil, and came to $4bn.")[1][0] == (
        "trade_turnover"
    )


def test_what_drove_a_growth_is_not_what_grew():
    assert [row[0] for row in rows("Imports soared sixfold on purchases of oil, to $12bn.")] == [
        "imports"
    ] * 2


def test_the_economy_grows_but_is_also_invested_in():
    assert (
        rows("Italian investments in the Kazakh economy stand at more than $5bn.")[0][0] == "investment_stock"
    )
    assert rows("The economy grew by 5 percent.")[0][0] == "gdp"


def test_exports_and_imports_have_their_ranks():
    found = rows("Exports and imports gained 8 and 7 percent, respectively.")
    assert [row[0] for row in found] == ["exports", "imports"]


def test_a_share_inside_a_bloc_is_the_blocs():
    assert rows("Within the Eurasian Economic Union trade is only 14 percent.") == [
        ("trade_turnover", "EAEU", ["EAEU"])
    ]


def test_money_may_go_from_one_foreign_country_to_another():
    assert rows("Azerbaijan has invested $8bn in Turkey.") == [("investment_stock", "AZE", ["TUR"])]


def test_there_is_where_nobody_sells_to_himself():
    _, second = extract("Trade with Kazakhstan was $5bn. Poland sold there goods for $2bn.")
    assert (second.indicator, second.partner) == ("imports", ("POL",))


def test_growth_that_slowed_is_growth():
    (figure,) = extract("Kazakhstan's growth slowed to 2 percent.")
    assert (figure.indicator, figure.value, figure.kind) == ("gdp", 2.0, "change")


def test_arrivals_are_people():
    (figure,) = extract("Arrivals from Italy grew to 14,830 in 2013.")
    assert (figure.indicator, figure.unit, figure.partner) == ("tourism", "persons", ("ITA",))


def test_no_range_is_made_of_two_things():
    found = extract("They expect 510 trains or more than 40,000 containers.")
    assert [(f.value, f.value_high) for f in found] == [(510.0, None), (40000.0, None)]


def test_two_things_pointed_at_are_no_figure():
    assert [f.quote for f in extract("The two ventures cost $8bn.")] == ["$8bn"]


def test_a_number_tied_to_a_name_counts_nothing():
    found = extract("The number of trains exceeded 4,000 despite COVID-19.")
    assert [f.value for f in found] == [4000.0]


def test_megawatts_are_no_projects():
    assert not extract("They finance a 50 MW solar power project.")


def test_tonnes_of_one_commodity_are_no_exports():
    grain, goods = extract("Exports were 5 tonnes of Kazakh grain. Exports were 5 tonnes of goods.")
    assert (grain.indicator, goods.indicator) == ("other", "exports")


def test_signed_papers_are_worth_a_sum_whatever_they_are_on():
    (figure,) = extract("They signed agreements in construction and energy, collectively worth $5bn.")
    assert figure.indicator == "agreements_value"
