"""Running notebooks, also those that fail."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kzdata.reports.engine import run
from kzdata.reports.errors import NotebookFailed


def running(*sources, **options):
    return run(new_notebook(cells=[new_code_cell(s) for s in sources]), {}, report="r", **options)


def test_a_failing_cell_is_named_with_its_error(fixtures):
    notebook = nbformat.read(fixtures / "failing.ipynb", as_version=4)
    with pytest.raises(NotebookFailed) as caught:
        run(notebook, {"reason": "nothing"}, report="failing")
    error = caught.value
    assert (error.report, error.cell, error.error, error.message) == (
        "failing",
        4,
        "ValueError",
        "nothing since 2006",
    )


def test_a_dead_kernel_is_told_with_its_last_words():
    with pytest.raises(NotebookFailed, match=r"kernel died.*out of ink"):
        running("import os\n_ = os.write(2, b'out of ink')\nos._exit(1)")


def test_a_cell_that_takes_too_long_is_stopped():
    with pytest.raises(NotebookFailed, match="took too long"):
        running("import time\ntime.sleep(30)", timeout=1)


def test_a_notebook_runs_quietly_in_a_kernel_of_this_python(capfd, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    ran = running(
        "import os, sys, warnings\nwarnings.warn('loud')\nos.write(2, b'louder')\n"
        "sys.executable, os.environ['MPLBACKEND'].rpartition('.')[2]"
    )
    shown = ran.cells[0].outputs[-1].data["text/plain"]
    import sys

    assert (shown, capfd.readouterr().err) == (repr((sys.executable, "backend_inline")), "")


def test_a_notebook_runs_in_the_folder_asked_for(tmp_path):
    (tmp_path / "beside.txt").write_text("found")
    ran = running("from pathlib import Path\nPath('beside.txt').read_text()", folder=tmp_path)
    assert ran.cells[0].outputs[0].data["text/plain"] == "'found'"


def test_a_notebook_is_not_changed_by_running_it(fixtures):
    notebook = nbformat.read(fixtures / "failing.ipynb", as_version=4)
    before = nbformat.writes(notebook)
    with pytest.raises(NotebookFailed):
        run(notebook, {}, report="failing")
    assert nbformat.writes(notebook) == before
