"""How many things a list names, and when that cannot be told."""

import pytest

from kzdata.reading.accounts import account_of, scopes_of
from kzdata.reading.listed import find_listed


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("He made 5 visits: to China, Japan, Italy, the United Arab Emirates and Trinidad and Tobago.", 5),
        ("He made 4 visits: three times to Russia, and to Japan.", 4),
        ("They signed 9 documents: five on oil and gas; four on transport.", 9),
        ("They signed 9 documents, including five on oil and gas and two on transport.", 7),
        ("He made 9 visits: to China, Japan and others.", None),
        ("He made 3 visits: to China on 5 May, to Japan and Italy.", None),
        ("He made 3 visits: to old friends, to new friends and to Japan.", None),
        ("He made 3 visits to China, Japan and Italy.", None),
        ("They have 51 projects: worth $3bn in energy and $2bn in transport.", None),
    ],
)
def test_a_list_is_counted_where_every_item_is_plain(sentence, count):
    listed = find_listed(sentence, sentence.index(next(filter(str.isdecimal, sentence))) + 1, "en")
    assert (listed and listed.number) == count


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


@pytest.mark.parametrize(
    ("sentence", "is_whole"),
    [
        ("They signed 9 documents: five on oil and four on transport.", True),
        ("They signed 9 documents, of which five are on oil and four on transport.", False),
        ("They signed 9 documents, including five on oil and four on transport.", False),
    ],
)
def test_a_list_may_name_some_alone(sentence, is_whole):
    listed = find_listed(sentence, sentence.index("9") + 1, "en")
    assert listed is not None
    assert listed.is_whole == is_whole


def test_what_follows_a_figure_does_not_narrow_it():
    said = "Trade came to $18.2 bln, and as Putin told the forum most of it is done by the regions."
    assert scopes_of(said, "$18.2 bln", "en") == frozenset()
