"""Whose account a figure gives."""

import pytest

from kzdata.reading.accounts import account_of


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
