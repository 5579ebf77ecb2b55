"""Notebooks that were really run, and reports that were really made, once for all tests of reports."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from kzdata.reports.engine import run
from kzdata.reports.render import Report, render

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of the notebooks made for these tests."""
    return FIXTURES


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report of tiles, a chart, tables, footnotes and Kazakh letters."""
    return render(str(FIXTURES / "brief.ipynb"), out=tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def features() -> NotebookNode:
    """A notebook of all that notebooks can hold, run."""
    return run(nbformat.read(FIXTURES / "features.ipynb", as_version=4), {}, report="features")
