import csv
import json
import subprocess
import sys

import pytest

TEXT = "---\nid: s1\npublished: 2017-12-25\n---\n\nTrade with China grew by 23% in 2016.\n"


def kzdata(*arguments, stdin=""):
    return subprocess.run(
        [sys.executable, "-c", "from kzdata.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lines_have_a_figure_each(good):
    done = kzdata("extract", good, "--format", "jsonl")
    (figure,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (figure["value"], figure["partner"], figure["speaker"]) == (23.0, ["CHN"], None)


def test_csv_has_the_same_rows(good):
    done = kzdata("extract", good, "--format", "csv")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert (row["quote"], row["period_start"]) == ("23%", "2016-01-01")


def test_a_table_shows_the_words(good):
    assert "trade_turnover (change)" in kzdata("extract", good).stdout


def test_standard_input_is_read():
    done = kzdata("extract", "-", "--format", "jsonl", stdin="Trade with China was $5bn in 2016.")
    assert json.loads(done.stdout)["value"] == 5e9


def test_a_bad_file_is_named_and_the_good_one_goes_through(good, tmp_path):
    done = kzdata("extract", tmp_path / "none.md", good, "--format", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr.count("\n")) == (1, 1, 1)
    assert "none.md" in done.stderr


def test_nothing_but_bad_files_is_an_error(tmp_path):
    done = kzdata("extract", tmp_path / "none.md")
    assert (done.returncode, done.stdout) == (2, "")


def test_help_names_the_commands():
    assert all(name in kzdata("--help").stdout for name in ("extract", "show", "figures", "report"))
