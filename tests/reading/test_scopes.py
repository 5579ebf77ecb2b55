"""What narrows the thing that a figure is of."""

import pytest

from kzdata.reading.scopes import scopes_of


@pytest.mark.parametrize(
    "sentence",
    [
        "The Minister of Energy said that trade with Italy came to $5bn in 2016.",
        "The energy minister put trade with Italy at $5bn.",
        "Trade with Italy, the Minister of Oil and Gas said, came to $5bn.",
        "Trade with Italy, energy minister Rossi said, came to $5bn.",
        "Speaking in Almaty, he said that trade with Italy came to $5bn.",
        "In Almaty he put trade with Italy at $5bn.",
        "In Almaty trade with Italy was put at $5bn.",
        "Italy buys oil and gas from Kazakhstan, and trade came to $5bn.",
        "Italy buys oil and gas and trade came to $5bn.",
        "The direct flight to Rome opened, and trade with Italy came to $5bn.",
        "The direct flight to Rome opened and trade with Italy came to $5bn.",
        "Last year trade in services came to $0.3bn, and trade in goods to $5bn.",
        "Trade in services came to $0.3bn and trade in goods to $5bn.",
        "Trade grew because of oil prices to $5bn.",
        "Trade came to $5bn and oil exports to $3bn.",
        "At the energy forum in Astana, trade was put at $5bn.",
    ],
)
def test_titles_places_of_speech_and_other_clauses_narrow_nothing(sentence):
    assert scopes_of(sentence, "$5bn", "en") == frozenset()


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("Trade with Italy in services came to $5bn.", {"services"}),
        ("Exports of oil, gas and grain to Italy came to $5bn.", {"oil", "gas", "grain"}),
        ("In 2016 oil and gas exports to Italy came to $5bn.", {"oil", "gas"}),
        ("Non-oil trade with Italy rose by 4% to $5bn.", {"non-oil"}),
        ("Excluding oil, trade with Italy came to $5bn.", {"excluding", "oil"}),
        ("Trade with Italy, excluding oil, came to $5bn.", {"excluding", "oil"}),
        ("Trade with Italy came to $5bn, excluding oil.", {"excluding", "oil"}),
        ("In the energy sector, investment came to $5bn.", {"energy"}),
        ("The Almaty region exported goods for $5bn.", {"almaty", "region"}),
        ("Almaty's trade with Italy came to $5bn.", {"almaty"}),
        ("Trade with Italy averaged $5bn a month.", {"averaged"}),
        ("Trade in goods came to $9bn, and trade in services to $5bn.", {"services"}),
        ("The Minister of Energy said that exports of oil came to $5bn.", {"oil"}),
        ("Italy bought Kazakh oil worth $5bn.", {"oil"}),
        ("Border cooperation makes up $5bn of the trade.", {"border"}),
        ("He spoke of $5bn of oil exports.", {"oil"}),
    ],
)
def test_what_stands_at_the_noun_or_the_figure_narrows_it(sentence, scopes):
    assert scopes_of(sentence, "$5bn", "en") == scopes


def test_a_province_is_less_than_its_country():
    assert scopes_of("Trade with Xinjiang was $5bn.", "$5bn", "en") == {"xinjiang"}
    assert scopes_of("In Shanghai he said trade with China was $5bn.", "$5bn", "en") == frozenset()


def test_what_follows_a_figure_does_not_narrow_it():
    said = "Trade came to $18.2 bln, and as Putin told the forum most of it is done by the regions."
    assert scopes_of(said, "$18.2 bln", "en") == frozenset()


def test_a_per_cent_does_not_narrow_a_trade():
    said = "Trade amounted to US$643.8 million, 25 per cent more than in 2018."
    assert scopes_of(said, "US$643.8 million", "en") == frozenset()
    assert scopes_of("Trade per head was $300.", "$300", "en") == {"per"}
