import pandas as pd
import pytest

from kzdata import model
from kzdata.model import Figure, PartialDate, Statement
from kzdata.tables.about import columns
from kzdata.tables.corpus import figures
from kzdata.tables.errors import TableError
from kzdata.tables.frame import frame, source_line
from kzdata.tables.schema import COLUMNS, NAMES, Holds, schema, typed, validate


def test_the_columns_of_the_annotation_guide_stand_in_its_order():
    assert NAMES[1 : 1 + len(model.COLUMNS)] == model.COLUMNS


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_says_what_it_holds(column):
    in_schema = schema().columns[column.name]
    assert in_schema.title
    assert in_schema.description
    assert bool(column.unit) == (column.holds in (Holds.NUMBER, Holds.INTEGER))


def test_the_columns_explain_the_table_that_figures_gives():
    about = columns()
    assert about["column"].tolist() == list(figures([]).columns)
    assert about.set_index("column").loc["indicator", "terms"] == tuple(model.Indicator)
    assert about["description"].str.len().min() > 10


def test_the_bundled_corpus_fits_the_schema():
    assert len(validate(figures())) > 400


def test_an_empty_table_has_the_types_of_a_full_one(table):
    pd.testing.assert_series_equal(frame([]).dtypes, table({}).dtypes)


def test_terms_are_ordered_as_the_model_orders_them(table):
    assert list(table({})["indicator"].cat.categories) == [term.value for term in model.Indicator]


def test_what_a_statement_does_not_say_is_missing():
    bare = frame([(Statement("s", "It was 5%."), [Figure("s", 7, 9, "5%", 5.0, "percent")])])
    missing = bare.columns[bare.loc[0].isna()]
    assert {"value_high", "direction", "period_start", "speaker", "title", "published", "url"} <= {*missing}


def test_the_sentence_holds_the_quote():
    body = "Talks were held. Exports came to $2bn. They go on."
    row = frame([(Statement("s", body), [Figure("s", 33, 37, "$2bn", 2e9, "USD")])]).loc[0]
    assert row["sentence"] == "Exports came to $2bn."


@pytest.mark.parametrize(
    ("publisher", "published", "source"),
    [
        ("Ministry of Foreign Affairs", "2017-12-25", "Ministry of Foreign Affairs, 25 Dec 2017"),
        ("RT", "2008-05", "RT, May 2008"),
        ("RT", "2008", "RT, 2008"),
        ("Liter", None, "Liter, undated"),
        ("", "2008", "Publisher unknown, 2008"),
    ],
)
def test_a_source_is_ready_to_print(publisher, published, source):
    when = PartialDate.parse(published) if published else None
    assert source_line(Statement("s", "", publisher=publisher, published=when)) == source


def test_a_partial_date_counts_as_its_last_day(table):
    row = table({"published": "2008-05"}).loc[0]
    assert (row["published"], row["published_as"]) == (pd.Timestamp(2008, 5, 31), "2008-05")


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("end", 99, "quote fits its offsets"),
        ("unit", "dollars", "str_matches"),
        ("value_high", 14e9, "ranges have two ends"),
        ("period_end", pd.Timestamp(2015, 1, 1), "period in order"),
        ("partner", "ITA", "tuples of codes"),
        ("quote", None, "not_nullable"),
    ],
)
def test_validation_names_the_column_and_the_rule(table, column, cell, rule):
    wrong = table({})
    wrong[column] = pd.Series([cell], dtype=wrong[column].dtype)
    with pytest.raises(TableError, match=rule):
        validate(wrong)


def test_a_term_outside_its_vocabulary_is_refused():
    with pytest.raises(TableError, match="column kind: 'levle' is none of level, change, share"):
        typed({**{name: [] for name in NAMES}, "kind": ["levle"]})


def test_an_empty_required_cell_is_refused():
    with pytest.raises(TableError, match="column unit, row 1: empty"):
        typed({**{name: [] for name in NAMES}, "unit": [""]})
