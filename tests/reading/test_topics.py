"""What a figure is about where its sentence does not name it, and what bare numbers count."""

import pytest

from kzdata.reading import extract


def read(text, column):
    return [str(getattr(figure, column)) for figure in extract(text, published="2019-06-15")]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "The turnover was $5bn. Exports were $3bn, imports $2bn. Since 2017 the total grew by 5%.",
            ["trade_turnover", "exports", "imports", "trade_turnover"],
        ),
        (
            "The turnover was $5bn. Exports were $3bn, imports $2bn. That is 5% more.",
            ["trade_turnover", "exports", "imports", "imports"],
        ),
        (
            "In 2018 the turnover was $5bn. The presidents met twice. The task for 2020 is $7bn.",
            ["trade_turnover", "visits", "trade_turnover"],
        ),
        (
            "FDI from 120 countries came to $330bn since 2005. Italy stands for 5% of it.",
            ["other", "investment", "investment"],
        ),
    ],
)
def test_a_figure_goes_on_from_the_topic_before(text, topics):
    assert read(text, "indicator") == topics


def test_what_is_left_out_is_no_topic():
    assert read("The GDP grew by 1.5%, and without oil by 9.9%.", "indicator") == ["gdp", "gdp"]


def test_a_clause_behind_an_amount_says_what_it_is():
    text = "Exports were $2bn. The $5bn at which mutual trade stood in 2010 are a memory."
    assert read(text, "indicator") == ["exports", "trade_turnover"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("41,000 Koreans visited Kazakhstan, against 33,500 in 2017.", ["41000.0", "33500.0"]),
        ("There are 900 Kazakh firms in Uzbekistan and 120 Uzbek ones here.", ["900.0", "120.0"]),
        (
            "Of the 42 projects, 18 are complete, 14 under way and 10 on paper.",
            ["42.0", "18.0", "14.0", "10.0"],
        ),
        ("Seven of the documents concern energy.", ["7.0"]),
        ("The plant hired 40 specialists at EXPO 2017.", ["40.0"]),
        ("There are 40 flights; they fly to Delhi 14 times a week.", ["40.0"]),
    ],
)
def test_a_bare_number_counts_what_was_counted_before(text, values):
    assert read(text, "value") == values


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The hope is to increase trade to $5bn from $2bn.", ["target", "actual"]),
        ("Trade is to reach $3bn, against $2bn in 2018.", ["target", "actual"]),
        ("As to the trade with Brazil, he saw it at $500 million in 2030.", ["forecast"]),
        ("It plans to lend $60m for roads, $35m for farmers and $10m for schools.", ["target"] * 3),
        ("A plant is to be built; the value of the project is $1bn.", ["actual"]),
        ("They want to raise exports from $6bn today to $10bn.", ["actual", "target"]),
        ("They want to double exports from the current $6bn.", ["target", "actual"]),
        ("Despite the potential, trade was only $2bn.", ["actual"]),
        ("As planned, trade reached $2bn.", ["actual"]),
        ("It is ready to lend $5bn, and has lent $1bn.", ["potential", "actual"]),
        ("They plan 11 projects, 2 of them completed.", ["target", "actual"]),
    ],
)
def test_what_is_hoped_for_is_told_from_what_is(text, modality):
    assert read(text, "modality") == modality


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Exports came to $3bn, according to Finnish customs.", "Finnish customs"),
        ("Exports came to $3bn, the Belarusian trade ministry said.", "Belarusian trade ministry"),
        ("Smith, the ambassador of Italy, said that exports came to $3bn.", "Smith"),
        ("Exports came to $3bn, the Statistics Committee in Tashkent says.", "Statistics Committee"),
        ("Exports, by the State Bank's figures, came to $3bn.", "State Bank"),
        ("Ambassador Smith, for his part, recalled that exports came to $3bn.", "Smith"),
        ('Smith met Jones. "Exports came to $3bn. They grow," Prime Minister Jones said.', "Jones"),
        ("Prime Minister Smith met President Jones. Exports came to $3bn, the premier said.", "Smith"),
        ("Exports, worth US$3bn, came from the south.", ""),
    ],
)
def test_who_is_quoted_is_found(text, speaker):
    assert read(text, "speaker") == [speaker]


def test_what_goes_on_counts_what_was_counted():
    text = "In 2018 there were 27 projects. Another 28 should follow, and 2 more have started."
    assert read(text, "indicator") == ["projects_count"] * 3


def test_verbs_and_papers_that_are_only_named_are_not_counted():
    assert read("Two airlines announced deals.", "value") == []
    assert read("Under two contracts it has delivered coal.", "value") == []
    assert read("It was a three-day visit.", "value") == []
