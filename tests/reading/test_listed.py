"""How many things a list names, and when that cannot be told."""

import pytest

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
