"""Notebooks of a few lines, run in kernels of their own."""

import ast
import os
import tempfile
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kzdata.reports.engine import run, warm_kernels


@pytest.fixture(scope="session")
def running():
    """Runs lines of code, each a cell, and gives the notebook."""

    def running(*sources, **options):
        return run(new_notebook(cells=[new_code_cell(s) for s in sources]), {}, report="r", **options)

    return running


@pytest.fixture(scope="session")
def asking(running):
    """Runs lines of code and gives the value of the last."""
    return lambda *sources, **options: ast.literal_eval(
        running(*sources, **options).cells[-1].outputs[-1].data["text/plain"]
    )


@pytest.fixture
def server():
    """The fork server's folder; it has one."""
    # the first may find that the server of another test has died
    address = warm_kernels() or warm_kernels()
    assert address is not None
    return address.folder


@pytest.fixture
def no_server(monkeypatch):
    """A folder for temporary files in which no socket fits, so that no server can be started."""
    with tempfile.TemporaryDirectory(suffix="long" * 20) as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        # settings that no server is there for yet
        monkeypatch.setenv("PYTHONNOTHING", Path(folder).name)
        yield


@pytest.fixture
def marked(monkeypatch):
    """The processes that were started in this test and still run, by their command."""
    mark = f"KZDATA_TEST={os.urandom(8).hex()}"
    monkeypatch.setenv(*mark.split("="))

    def marked():
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_bytes().split(b"\0")
                if mark.encode() in environment and process.name != str(os.getpid()):
                    found[int(process.name)] = (process / "cmdline").read_bytes().replace(b"\0", b" ")
            except OSError:
                continue
        return found

    return marked
