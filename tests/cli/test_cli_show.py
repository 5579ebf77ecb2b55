"""``kzdata show`` and the page that ``kzdata extract`` writes."""

import os
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

BODY = "Trade with China grew by 23% in 2016.\n\nIt was $5bn."
TEXT = f"---\nid: s1\ntitle: A year\npublisher: Akorda\npublished: 2017-12-25\n---\n\n{BODY}\n"


def kzdata(*arguments, stdin="", **environment):
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return subprocess.run(
        [sys.executable, "-c", "from kzdata.cli import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=plain | environment,
        check=False,
    )


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_is_shown_with_its_figures_in_brackets_and_numbered(good):
    shown = kzdata("show", good).stdout
    assert "Trade with China grew by [23%]¹ in 2016.\n\nIt was [$5bn]².\n" in shown
    assert shown.startswith("A year\nAkorda, 25 Dec 2017\n")


def test_a_table_tells_what_was_read_and_from_which_words(good):
    shown = kzdata("show", good).stdout
    assert "1  23%, trade turnover, change, with China, 2016" in shown
    assert "kind “grew”; indicator “Trade”; partner “China”; period “2016”" in " ".join(shown.split())


def test_a_long_line_goes_on_to_another_program_whole(tmp_path):
    long = "Much was said of it, and more. " * 20
    (tmp_path / "long.txt").write_text(long, encoding="utf-8")
    assert long.rstrip() in kzdata("show", tmp_path / "long.txt").stdout


@pytest.mark.parametrize(("wish", "colours"), [({}, False), ({"FORCE_COLOR": "1"}, True)])
def test_only_a_terminal_gets_colours(good, wish, colours):
    assert ("\x1b[1;36m" in kzdata("show", good, **wish).stdout) is colours


def test_who_wants_no_colour_gets_none(good):
    shown = kzdata("show", good, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "36m" not in shown
    assert "¹" in shown


def test_what_looks_like_a_style_stays_text(tmp_path):
    (tmp_path / "a.txt").write_text("[bold]Trade[/bold] :smile: was $5bn.", encoding="utf-8")
    assert "[bold]Trade[/bold] :smile: was [$5bn]¹." in kzdata("show", tmp_path / "a.txt").stdout


def test_a_bad_text_is_named_and_the_good_one_shown(good, tmp_path):
    done = kzdata("show", tmp_path / "none.md", good)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "none.md" in done.stderr
    assert "[23%]¹" in done.stdout


def test_nothing_but_bad_texts_is_an_error(tmp_path):
    done = kzdata("show", tmp_path / "none.md")
    assert (done.returncode, done.stdout) == (2, "")


def test_a_page_is_written_to_the_file_that_is_named(good, tmp_path):
    done = kzdata("extract", good, good, "--format", "html", "-o", tmp_path / "page.html")
    page = BeautifulSoup((tmp_path / "page.html").read_text(encoding="utf-8"), "html.parser")
    assert (done.returncode, done.stdout) == (0, "")
    assert [text.get_text() for text in page.select(".kz-text")] == [BODY, BODY]


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "html"])
def test_a_file_holds_what_standard_output_would(good, tmp_path, form):
    kzdata("extract", good, "--format", form, "--output", tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == kzdata("extract", good, "--format", form).stdout


def test_a_files_suffix_names_its_format(good, tmp_path):
    kzdata("extract", good, "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_suffix_that_names_no_format_is_an_error(good, tmp_path):
    done = kzdata("extract", good, "-o", tmp_path / "page.docx")
    assert done.returncode == 2
    assert ".docx is not .jsonl, .csv, .html or .txt." in " ".join(done.stderr.split())


def test_a_file_that_cannot_be_written_is_named(good, tmp_path):
    done = kzdata("extract", good, "-o", tmp_path / "none" / "out")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
