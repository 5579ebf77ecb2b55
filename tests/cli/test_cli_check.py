"""``kzdata check``: exit codes, forms, and what cannot be read."""

import csv
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kzdata.cli.check import check

WRONG = "In 2016 trade with Italy was $9.6bn, exports to Italy were $8.3bn and imports $0.4bn."
RIGHT = "In 2016 trade with Italy was $9.6bn, exports to Italy were $8.3bn and imports $1.3bn."
TWICE = "Trade with Ukraine came to {value} in 2015."


@pytest.fixture(autouse=True)
def cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KZDATA_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def write(tmp_path):
    """Writes a statement; gives its path."""

    def written(name: str, text: str, publisher: str = "Akorda", published: str = "2017-03-01") -> Path:
        path = tmp_path / "texts" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        front = f"id: {name}\ntitle: T\npublisher: {publisher}\npublished: {published}\nlanguage: en\n"
        path.write_text(f"---\n{front}---\n\n{text}\n", encoding="utf-8")
        return path

    return written


@pytest.fixture
def run():
    app = typer.Typer()
    app.command("check")(check)
    runner = CliRunner()
    return lambda *words, **options: runner.invoke(app, [str(word) for word in words], **options)


def test_what_adds_up_is_worth_no_word_and_exit_code_0(run, write):
    shown = run(write("right", RIGHT))
    assert shown.exit_code == 0
    assert shown.stdout == "Errors: 0. Warnings: 0. Notes: 0. Statements: 1. Figures: 3.\n"


def test_a_contradiction_makes_the_exit_code_1(run, write):
    shown = run(write("wrong", WRONG))
    assert shown.exit_code == 1
    assert "come to 8.7 billion USD" in " ".join(shown.stdout.split())


@pytest.mark.parametrize(("fail_on", "code"), [("note", 1), ("warning", 0), ("error", 0), ("never", 0)])
def test_how_bad_it_must_be_can_be_said(run, write, fail_on, code):
    write("first", TWICE.format(value="$2.21 billion"))
    folder = write("later", TWICE.format(value="$2.08 billion"), published="2017-09-01").parent
    assert run(folder, "--fail-on", fail_on).exit_code == code


def test_json_tells_what_was_checked_and_what_was_found(run, write):
    told = json.loads(run(write("wrong", WRONG), "--format", "json").stdout)
    assert (told["statements"], told["figures"], told["counts"]["error"]) == (1, 3, 1)
    assert told["findings"][0]["figure_ids"] == ["wrong:29-35", "wrong:59-65", "wrong:78-84"]


def test_json_lines_are_a_finding_each(run, write):
    lines = run(write("wrong", WRONG), "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["rule"] for line in lines] == ["trade_sum"]


def test_a_file_is_written_as_its_suffix_says(run, write, tmp_path):
    path = tmp_path / "found.csv"
    assert run(write("wrong", WRONG), "-o", path).exit_code == 1
    with path.open(encoding="utf-8", newline="") as file:
        assert [row["severity"] for row in csv.DictReader(file)] == ["error"]


def test_standard_input_is_checked(run):
    shown = run("-", "--format", "jsonl", input=WRONG)
    assert shown.exit_code == 1
    assert json.loads(shown.stdout)["rule"] == "trade_sum"


def test_what_cannot_be_read_is_named_and_the_rest_is_checked(run, write):
    folder = write("wrong", WRONG).parent
    (folder / "bad.md").write_text("no front matter")
    shown = run(folder, folder / "missing.md", "--format", "jsonl")
    assert shown.exit_code == 2
    assert len(shown.stdout.splitlines()) == 1
    assert [("bad.md" in line, "missing.md" in line) for line in shown.stderr.splitlines()] == [
        (False, True),
        (True, False),
    ]


def test_a_folder_without_statements_is_a_usage_error(run, tmp_path):
    shown = run(tmp_path)
    assert shown.exit_code == 2
    assert "Name a folder that holds statements" in shown.stderr
