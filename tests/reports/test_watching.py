"""What a notebook reads, noted by a real kernel while it runs."""

import sys

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kzdata.reports.engine import run
from kzdata.reports.watching import unwatched, watched


@pytest.fixture
def told(tmp_path):
    """Runs code in a kernel, in a folder with a few files; gives what was noted, paths from there on."""
    (tmp_path / "rates.csv").write_text("year,rate\n2016,342\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("a")
    (tmp_path / "own.py").write_text("from pathlib import Path\nsaid = Path('more/a.txt').read_text()\n")

    def noted(code):
        executed = run(watched(new_notebook(cells=[new_code_cell(code)])), {}, report="test", folder=tmp_path)
        without, said = unwatched(executed)
        assert [cell.source for cell in without.cells] == [code]
        for kind in ("files", "folders"):
            said[kind] = {path.removeprefix(f"{tmp_path}/") for path in said[kind]}
        return said

    return noted


def test_a_table_that_pandas_reads(told):
    assert told("import pandas as pd\npd.read_csv('rates.csv')")["files"] == {"rates.csv"}


def test_a_module_beside_the_notebook_and_what_it_reads(told):
    assert told("import own")["files"] == {"own.py", "more/a.txt"}


def test_a_folder_that_is_searched(told):
    said = told("from pathlib import Path\n[path.read_text() for path in Path('more').glob('*.txt')]")
    assert (said["files"], said["folders"]) == ({"more/a.txt"}, {"more"})


def test_a_file_that_is_looked_for_in_vain(told):
    assert told("try: open('none.csv')\nexcept OSError: pass")["files"] == {"none.csv"}


def test_what_the_notebook_writes_itself_is_no_input(told):
    assert told("open('own.txt', 'w').write('a')\nopen('own.txt').read()")["files"] == set()


def test_a_picture_of_pyplot_needs_nothing(told):
    said = told("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()")
    assert (said["files"], said["folders"], said["beyond"], said["questions"]) == (set(), set(), [], [])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f"import subprocess\nsubprocess.run([{sys.executable!r}, '-V'])", "it runs another program"),
        ("!echo a", "it runs another program"),
        (
            "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 0.1)\nexcept OSError: pass",
            "it uses the network",
        ),
    ],
)
def test_what_nobody_can_foresee(told, code, said):
    assert told(code)["beyond"] == [said]


def test_questions_to_a_corpus_and_the_series_beside_it(told):
    said = told("import kzdata as kz\nkz.figures(partner='Italy', period=2016)\nkz.official('gdp')")
    (question,) = said["questions"]
    assert question["filters"] == {"partner": ["ITA"], "period": ["2016-01-01", "2016-12-31"]}
    assert (question["source"], bool(question["said"])) == (None, True)
    assert [path.rpartition("/")[2] for path in said["files"]] == ["series.csv"]


def test_statements_made_in_the_notebook_are_no_input(told):
    said = told(
        "import kzdata as kz\nkz.figures([kz.Statement('s', 'Exports to China grew to $5bn in 2016.')])"
    )
    assert (said["questions"], said["files"]) == ([], set())
