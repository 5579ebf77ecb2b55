import csv
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typst

TEXT = "---\nid: s1\npublished: 2017-12-25\n---\n\nTrade with China grew by 23% in 2016.\n"


PAGE = (
    "<html><body><article><h1>Trade grows</h1><p>25 December 2017</p><p>Trade with China grew by 23% over "
    "the past year, the Minister said at a meeting in the capital, where grain, metals and energy were "
    "spoken of.</p></article></body></html>"
)
WORDS = tomllib.loads((Path(__file__).parents[1] / "cases/languages.toml").read_text(encoding="utf-8"))
RUSSIAN = WORDS["sentence"]["ru"]


def kzdata(*arguments, stdin="", before=""):
    done = subprocess.run(
        [sys.executable, "-c", f"{before}\nfrom kzdata.cli import main; main()", *map(str, arguments)],
        input=stdin if isinstance(stdin, bytes) else stdin.encode(),
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_a_page_on_standard_input_is_recognised(encoding):
    done = kzdata("extract", "-", "--format", "jsonl", stdin=PAGE.encode(encoding))
    figure = json.loads(done.stdout)
    assert (figure["quote"], figure["period_end"]) == ("23%", "2017-12-25")


def test_a_pdf_on_standard_input_is_recognised(tmp_path):
    (tmp_path / "a.typ").write_text("Trade with China grew by 23% in 2016.")
    done = kzdata("extract", "-", "--format", "jsonl", stdin=typst.compile(tmp_path / "a.typ"))
    assert json.loads(done.stdout)["quote"] == "23%"


def test_a_folder_stands_for_the_texts_in_it_in_their_order(tmp_path):
    (tmp_path / "good.md").write_text(TEXT)
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.txt").write_text("Trade was $5bn in 2016.")
    (tmp_path / "README.md").write_text("No statement.")
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "part.html").write_text(PAGE)
    rows = kzdata("extract", tmp_path, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(row)["statement_id"] for row in rows] == ["a", "b", "s1"]


def test_a_bad_file_in_a_folder_is_named_and_the_good_ones_go_through(tmp_path):
    (tmp_path / "good.md").write_text(TEXT)
    (tmp_path / "bad.md").write_text("Trade grew 5%.")
    done = kzdata("extract", tmp_path, "--format", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr.count("\n")) == (1, 1, 1)
    assert "bad.md" in done.stderr


def test_a_folder_without_texts_is_an_error(tmp_path):
    done = kzdata("extract", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(tmp_path) in done.stderr


def test_what_is_given_wins():
    done = kzdata(
        "extract", "-", "--published", "2012", "--format", "jsonl", stdin="Trade grew 5% last year."
    )
    assert json.loads(done.stdout)["period_start"] == "2011-01-01"


def test_a_date_that_is_none_is_an_error(good):
    done = kzdata("extract", good, "--published", "25.12.2012")
    assert (done.returncode, done.stdout) == (2, "")
    assert "YYYY" in done.stderr


def test_periods_left_open_are_told():
    done = kzdata("extract", "-", stdin="Trade grew 5% last year.")
    assert done.returncode == 0
    assert done.stderr == (
        "kzdata: note: standard input: The publication date is not known, so these periods stay empty: "
        '"last year".\n'
    )


def test_a_text_in_another_language_is_named_and_the_good_one_goes_through(good, tmp_path):
    (tmp_path / "ru.txt").write_text(RUSSIAN, encoding="windows-1251")
    done = kzdata("extract", tmp_path / "ru.txt", good, "--format", "jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert "ru.txt: There is no pack for Russian (ru) yet" in done.stderr


def test_nothing_but_texts_in_another_language_is_an_error():
    assert kzdata("extract", "-", stdin=RUSSIAN).returncode == 2


def test_reading_plain_text_loads_no_heavy_library(good):
    heavy = "numpy pandas trafilatura pdfminer py3langid babel"
    check = f"import atexit, sys; atexit.register(lambda: print(set('{heavy}'.split()) & set(sys.modules)))"
    good.write_text(TEXT.replace("id: s1", "language: en"), encoding="utf-8")
    assert kzdata("extract", good, before=check).stdout.splitlines()[-1] == "set()"


def test_help_names_the_commands():
    assert all(name in kzdata("--help").stdout for name in ("extract", "show", "figures", "report"))
