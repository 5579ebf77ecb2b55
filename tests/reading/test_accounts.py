"""Whose account a figure gives, and of what part of a whole."""

import pytest

from kzdata.reading.accounts import account_of, scopes_of


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("By the statistics of the Russian Federation it fell to $5bn.", "RUS"),
        ("It was $5bn by Turkish statistics and $3bn by Kazakh ones.", "TUR"),
        ("By these data, Turkey sold goods for $5bn.", ""),
        ("Trade with China grew to $5bn.", ""),
    ],
)
def test_a_figure_goes_by_a_country_s_account_where_its_sentence_says_so(sentence, country):
    assert account_of(sentence, "$5bn", "en") == country


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
