"""Questions in SQL, to a real DuckDB."""

import subprocess
import sys

import pandas as pd
import pytest

from kzdata.tables.corpus import figures
from kzdata.tables.errors import QueryError
from kzdata.tables.official import official
from kzdata.tables.sql import sql


@pytest.fixture
def ask(corpus):
    return lambda query: sql(query, corpus)


def test_a_question_is_answered(ask):
    answer = ask("select partner, value from figures where indicator = 'trade_turnover' order by value desc")
    assert answer.values.tolist() == [["CHN", 17.9e9], ["RUS", 16.5e9], ["ITA", 13.3e9]]


def test_the_bundled_corpus_is_asked_where_no_other_is_named():
    assert sql("select count(*) as n from figures").loc[0, "n"] == len(figures())


def test_figures_have_their_columns_and_values(ask, corpus):
    answer, table = ask("from figures"), figures(corpus)
    assert list(answer.columns) == list(table.columns)
    for name in ("figure_id", "quote", "value", "unit", "indicator", "period_end", "source"):
        assert answer[name].tolist() == table[name].tolist()


def test_partners_that_stand_together_are_joined_in_figures_and_apart_in_partners(write):
    path = write("d", country="Italy and Russia")
    assert sql("select partner from figures", path)["partner"].tolist() == ["ITA;RUS"]
    assert sql("select partner, name from partners", path).values.tolist() == [
        ["ITA", "Italy"],
        ["RUS", "Russia"],
    ]


def test_regions_are_told_from_countries(write):
    path = write("d", country="the European Union")
    assert sql("select partner, kind, is_region from partners", path).values.tolist() == [
        ["EU", "bloc", True]
    ]


def test_a_statement_stands_there_once_with_the_number_of_its_figures(ask):
    answer = ask("select statement_id, publisher, published, figures from statements order by all")
    assert answer.loc[0].tolist() == ["a", "Akorda", pd.Timestamp(2017, 12, 25), 1]
    assert len(answer) == 3


def test_official_values_may_be_set_beside_figures(ask):
    answer = ask("select count(*) as n from official where indicator = 'exports' and partner = 'CHN'")
    assert answer.loc[0, "n"] == len(official("exports", "CHN"))


def test_a_bloc_may_be_asked_for_by_its_members(ask):
    answer = ask(
        "select p.partner from partners p join members m on m.member = p.partner where area = 'EAEU'"
    )
    assert answer["partner"].tolist() == ["RUS"]


def test_an_empty_corpus_has_the_tables_too():
    assert sql("select * from figures join partners using (figure_id)", []).empty


def test_lists_come_as_tuples_and_columns_of_one_name_apart(ask):
    answer = ask("select list(value order by value) as v, 1 as n, 2 as n from figures")
    assert answer.loc[0, "v"] == (13.3e9, 16.5e9, 17.9e9)
    assert len(set(answer.columns)) == 3


def test_a_pivot_is_a_question_too(ask):
    assert ask("pivot figures on partner using sum(value) group by indicator").loc[0, "CHN"] == 17.9e9


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("selec 1", 'syntax error at or near "selec"'),
        ("select valu from figures", r'"valu" not found.*"value".*The tables: figures \(figure_id, '),
        ("select * from figure", r'Did you mean "figures"\? The tables: .*partners \(figure_id, partner'),
        ("select quote::int from figures", "Could not convert"),
        ("", "there is no query"),
        ("select 1; select 2", "several queries"),
        ("drop table figures", "other things than read"),
        ("update figures set value = 1", "other things than read"),
        ("from range(10_000_000)", "more than 5,000,000 rows"),
    ],
)
def test_a_wrong_query_is_refused_with_what_helps(ask, query, reason):
    with pytest.raises(QueryError, match=reason) as refused:
        ask(query)
    assert refused.value.query == query


@pytest.mark.parametrize(
    "query",
    [
        "from read_csv('{file}')",
        "from '{file}'",
        "from read_text('{file}')",
        "from glob('{folder}/*')",
        "copy figures to '{folder}/out.csv'",
        "attach '{folder}/out.db'",
        "export database '{folder}/out'",
        "install httpfs",
        "load '{file}'",
        "set enable_external_access = true",
        "reset lock_configuration",
        "from given",
        "from corpus",
    ],
)
def test_a_query_reaches_nothing_but_the_tables(ask, tmp_path, query):
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(QueryError):
        ask(query.format(file=file, folder=tmp_path))
    assert {path.name for path in tmp_path.iterdir()} <= {"secret.csv", "corpus", "cache"}


def run(*words):
    code = "from kzdata.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "sql", *map(str, words)], capture_output=True, text=True, check=False
    )


def test_the_command_prints_a_table(corpus):
    said = run("select partner, value, period_end from figures order by value", corpus)
    assert said.returncode == 0
    assert said.stdout.splitlines()[1].split() == ["ITA", "13,300,000,000", "2016-12-31"]
    assert "Rows: 3." in said.stdout


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_the_command_writes_a_file_as_its_suffix_says(corpus, tmp_path, suffix):
    path = tmp_path / f"out{suffix}"
    assert run("select partner from figures order by value", corpus, "-o", path).returncode == 0
    reads = {
        ".csv": pd.read_csv,
        ".jsonl": lambda p: pd.read_json(p, lines=True),
        ".parquet": pd.read_parquet,
    }
    assert reads[suffix](path)["partner"].tolist() == ["ITA", "RUS", "CHN"]


def test_the_command_says_in_one_line_what_is_wrong(corpus):
    said = run("select valu from figures", corpus)
    assert (said.returncode, said.stdout) == (2, "")
    (line,) = said.stderr.splitlines()
    assert line.startswith("kzdata: error: The query cannot be answered")


def test_a_table_of_figures_is_asked_as_it_is(corpus):
    said = figures(corpus).query("value > 14e9")
    assert sql("select count(*) as n from figures", said).loc[0, "n"] == 2


def test_the_command_shows_many_columns_row_by_row(corpus):
    lines = run("select * from figures", corpus).stdout.splitlines()
    assert lines[0].strip() == "Row 1"
    assert ["partner", "ITA"] in [line.split() for line in lines]
    assert lines[-1] == "Rows: 3."
