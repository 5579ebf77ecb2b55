"""``kzdata figures``, in a program of its own."""

import json

import pytest
import typer
from typer.testing import CliRunner

from kzdata.cli.figures import figures
from kzdata.errors import UnknownName
from kzdata.tables.formats import read_figures


@pytest.fixture
def run():
    app = typer.Typer()
    app.command("figures")(figures)
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])


def test_a_table_shows_who_said_what_of_whom(run, corpus):
    shown = run(corpus)
    assert shown.exit_code == 0
    assert next(line for line in shown.stdout.splitlines() if "ITA" in line).split() == (
        ["a", "ITA", "trade_turnover", "level", "$13.3bn", "2016", "Akorda,", "25", "Dec", "2017"]
    )
    assert "Figures: 3. Statements: 3." in shown.stdout


def test_options_given_several_times_are_alternatives(run, corpus):
    shown = run(corpus, "--partner", "China", "--partner", "RUS", "--format", "jsonl")
    assert [json.loads(line)["partner"] for line in shown.stdout.splitlines()] == [["CHN"], ["RUS"]]


def test_a_bloc_covers_its_members_where_that_is_asked(run, corpus):
    asked = run(corpus, "--partner", "EAEU", "--members", "--format", "jsonl")
    assert [json.loads(line)["statement_id"] for line in asked.stdout.splitlines()] == ["c"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_file_is_written_as_its_suffix_says(run, corpus, tmp_path, suffix):
    path = tmp_path / f"out{suffix}"
    assert run(corpus, "-o", path).exit_code == 0
    assert len(read_figures(path)) == 3


def test_sdmx_is_written_with_its_structure(run, corpus, tmp_path):
    assert run(corpus, "--format", "sdmx", "-o", tmp_path / "out.csv").exit_code == 0
    assert len(read_figures(tmp_path / "out.csv")) == 3
    assert (tmp_path / "out.structure.xml").exists()


def test_the_columns_are_explained_without_reading_anything(run, tmp_path):
    shown = run(tmp_path / "missing", "--columns")
    assert shown.exit_code == 0
    assert "The high end of a range" in shown.stdout
    assert "level, change, share" in shown.stdout


def test_files_that_were_skipped_are_named_and_make_the_exit_code_1(run, corpus):
    (corpus / "bad.md").write_text("no front matter")
    shown = run(corpus, "--format", "jsonl")
    assert shown.exit_code == 1
    assert len(shown.stdout.splitlines()) == 3
    assert len(shown.stderr.splitlines()) == 1
    assert "bad.md" in shown.stderr


def test_parquet_needs_a_file(run, corpus):
    shown = run(corpus, "--format", "parquet")
    assert shown.exit_code == 2
    assert "-o FILE" in shown.stderr


def test_a_file_that_cannot_be_written_is_a_usage_error(run, corpus, tmp_path):
    shown = run(corpus, "-o", tmp_path / "missing" / "out.csv")
    assert shown.exit_code == 2
    assert "cannot be written" in shown.stderr


def test_an_unknown_partner_is_an_error_of_its_own(run, corpus):
    assert isinstance(run(corpus, "--partner", "Chna").exception, UnknownName)


def test_sums_stand_in_dollars_too_where_that_is_asked(run, write, corpus):
    write("d", value="2 billion in 2010, and €5")
    shown = run(corpus, "--usd", "--format", "jsonl")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert {row["unit"]: row["rate_source"] for row in rows} == {"USD": None, "EUR": "ECB"}


def test_sums_that_no_rate_serves_are_named(run, write, corpus):
    write("e", value="13.3 billion, that of Nigeria NGN 70")
    shown = run(corpus, "--usd")
    assert "not in dollars: NGN: no rate for 2016-01..2016-12 (e:" in shown.stderr
    assert shown.exit_code == 1


def test_bounds_are_shown_when_asked_for(run, corpus):
    shown = run(corpus, "--bounds")
    assert "13.25 to 13.35 billion USD" in " ".join(shown.stdout.split())


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_bounds_are_written(run, corpus, tmp_path, suffix):
    path = tmp_path / f"out{suffix}"
    assert run(corpus, "--bounds", "-o", path).exit_code == 0
    assert len(read_figures(path)) == 3


def test_what_follows_is_shown_in_sentences(run, tmp_path):
    text = tmp_path / "grew.txt"
    text.write_text("In 2016 trade with China grew by 23 percent, to $13.3 billion.")
    shown = run(text, "--implied", "--partner", "China")
    assert "Trade turnover, China, 2015: 10.81 (10.73 to 10.90) billion USD" in " ".join(shown.stdout.split())


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_what_follows_is_written(run, tmp_path, suffix):
    text = tmp_path / "grew.txt"
    text.write_text("In 2016 trade with China grew by 23 percent, to $13.3 billion.")
    path = tmp_path / f"out{suffix}"
    assert run(text, "--implied", "-o", path).exit_code == 0
    assert path.stat().st_size


def test_what_follows_is_filtered_by_what_it_is_about(run, tmp_path):
    text = tmp_path / "sides.txt"
    text.write_text("In 2016 exports to China came to $4.2 billion, and imports from China to $3.7 billion.")
    shown = run(text, "--implied", "--indicator", "trade_balance", "--format", "jsonl")
    assert [json.loads(line)["value"] for line in shown.stdout.splitlines()] == [500000000]


def test_what_follows_is_told_in_dollars_too(run, tmp_path):
    text = tmp_path / "grew.txt"
    text.write_text("In 2016 trade with Germany grew by 23 percent, to 4.1 billion euros.")
    shown = run(text, "--implied", "--usd", "--format", "jsonl")
    row = json.loads(shown.stdout)
    assert row["low_usd"] < row["value_usd"] < row["high_usd"]
