import csv

import pandas as pd
import pytest

from kzdata.bundle import bundled
from kzdata.errors import UnknownName
from kzdata.lexicon.areas import areas
from kzdata.model import Qualifier
from kzdata.tables.official import official


def test_every_row_of_the_file_is_there():
    with (bundled("data") / "official" / "series.csv").open(encoding="utf-8", newline="") as file:
        values = [float(row["value_usd"]) for row in csv.DictReader(file)]
    assert official()["value"].tolist() == values


def test_the_columns_have_their_types():
    assert official().dtypes.astype("str").to_dict() == {
        **dict.fromkeys(["source", "url", "statistics", "indicator", "partner"], "str"),
        **dict.fromkeys(["reporter", "kind", "modality", "direction", "unit", "qualifier", "note"], "str"),
        "year": "Int64",
        "period_start": "datetime64[s]",
        "period_end": "datetime64[s]",
        "value": "float64",
    }


def test_filters_take_codes_and_names():
    assert official("exports", "Italy").equals(official(["exports"], ["ITA"]))
    assert set(official("exports", ["Italy", "TUR"])["partner"]) == {"ITA", "TUR"}


@pytest.mark.parametrize(
    ("filters", "message"),
    [({"indicator": "export"}, "Did you mean exports"), ({"partner": "Itly"}, "Did you mean Italy")],
)
def test_an_unknown_name_is_refused(filters, message):
    with pytest.raises(UnknownName, match=message):
        official(**filters)


def test_partners_are_areas_of_the_lexicon():
    assert set(official()["partner"]) <= set(areas())


def test_an_account_is_kazakhstans_or_the_partners():
    series = official()
    ours, theirs = series["statistics"] == "KAZ", series["statistics"] == series["partner"]
    assert (ours | theirs | series["statistics"].isna()).all()
    assert theirs.any()


def test_qualifiers_are_terms_of_the_model():
    assert set(official()["qualifier"]) <= set(Qualifier)


def test_a_year_stands_where_the_period_is_that_year_and_only_there():
    series = official()
    start, end = series["period_start"].dt, series["period_end"].dt
    whole = (start.day_of_year == 1) & (end.strftime("%m-%d") == "12-31") & (start.year == end.year)
    pd.testing.assert_series_equal(series["year"].notna(), whole, check_names=False)
    assert (series["year"][whole] == end.year[whole]).all()


def test_every_row_has_a_source_and_a_period():
    needed = official()[["source", "url", "indicator", "partner", "value", "period_start", "period_end"]]
    assert needed.notna().all(axis=None)


def test_what_statements_call_otherwise_is_named():
    with pytest.raises(UnknownName, match="What statements call investment is measured by gross_fdi_inflow"):
        official("investment")
