import io

import numpy as np
import pandas as pd
import pytest

from kzdata.model import PartialDate, Period, Statement
from kzdata.tables.audit import audit
from kzdata.tables.bounds import bounds
from kzdata.tables.comparable import comparable
from kzdata.tables.corpus import figures as figures_of
from kzdata.tables.errors import TableError
from kzdata.tables.formats import read_figures, to_csv
from kzdata.tables.implied import implied
from kzdata.tables.money import to_usd
from kzdata.tables.reconcile import reconcile
from kzdata.tables.revisions import history
from kzdata.tables.sdmx import to_sdmx

WHOLE = [audit, history, implied, reconcile]


@pytest.fixture
def figures(table):
    """Growth and the level that it led to, of one statement: the level of the year before is implied."""
    facts = {"partner": ("CHN", "RUS"), "period": Period.of_year(2016), "value": 13.3e9}
    growth = facts | {"value": 23.0, "unit": "percent", "kind": "change", "compared": Period.of_year(2015)}
    return table(facts, growth)


@pytest.mark.parametrize("function", WHOLE)
def test_exploded_tables_are_refused(function, figures):
    with pytest.raises(TableError, match="without explode"):
        function(figures.explode("partner").astype({"partner": "str"}))


@pytest.mark.parametrize("function", WHOLE)
def test_exploded_tables_are_refused_after_a_file_too(function, figures, tmp_path):
    to_csv(figures.explode("partner").astype({"partner": "str"}), tmp_path / "figures.csv")
    with pytest.raises(TableError, match="s0:11-18 stands there twice"):
        function(read_figures(tmp_path / "figures.csv"))


@pytest.mark.parametrize("function", [*WHOLE, bounds])
def test_a_table_without_a_column_is_told_which(function, figures):
    with pytest.raises(TableError, match="column quote is missing"):
        function(figures.drop(columns="quote"))


@pytest.mark.parametrize("function", [history, implied, reconcile, bounds])
def test_what_is_no_table_is_told_so(function):
    with pytest.raises(TableError, match="a NoneType is no table"):
        function(None)


@pytest.mark.parametrize("function", WHOLE)
def test_implied_figures_count_as_said_by_nobody(function, figures):
    both = implied(figures, stated=True)
    assert len(function(both)) == len(function(figures))


@pytest.mark.parametrize("function", WHOLE)
@pytest.mark.parametrize("codes", [list, np.array])
def test_partners_may_be_lists_or_arrays_as_pandas_reads_parquet(function, codes, figures):
    read = figures.assign(partner=pd.Series([codes(each) for each in figures["partner"]], dtype="object"))
    pd.testing.assert_frame_equal(function(read), function(figures))


def test_what_is_implied_does_not_depend_on_the_order_of_rows():
    texts = [
        "Exports to Italy were $5bn in 2016 and imports $1bn.",
        "Trade with China grew 23% to $13bn in 2016.",
    ]
    said = figures_of(
        [Statement(f"s{number}", text, published=PartialDate(2017)) for number, text in enumerate(texts)]
    )
    mixed = said.iloc[[2, 0, 3, 1]]
    assert sorted(implied(mixed)["figure_id"]) == sorted(implied(said)["figure_id"])


@pytest.mark.parametrize("function", [audit, implied, reconcile])
def test_a_sentence_that_was_edited_is_told(function, figures):
    with pytest.raises(TableError, match="figure s0:11-18: its quote is not in its sentence"):
        function(figures.assign(sentence="It came to"))


@pytest.mark.parametrize("function", [comparable, to_usd, lambda table: to_sdmx(table, io.StringIO())])
def test_what_pandas_read_itself_and_empty_values_are_refused(function, figures, tmp_path):
    to_csv(figures, tmp_path / "figures.csv")
    with pytest.raises(TableError, match=r"period_start: no dates\. Read files by read_figures"):
        function(pd.read_csv(tmp_path / "figures.csv"))
    with pytest.raises(TableError, match="column value, row 1: empty"):
        function(figures.assign(value=np.nan))
