import pytest

from kzdata.lexicon.pack import read_rows
from kzdata.reading.written_dates import find_dates, published_dates

ROWS = read_rows("other_dates.csv", ("language", "before", "example"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_a_date_after_such_words_is_no_date_of_publication(row):
    assert find_dates(row["example"])
    assert published_dates(row["example"]) == []
