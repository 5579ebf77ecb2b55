"""Notebooks that were really run, and reports that were really made, once for all tests of reports."""

import shutil
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A Chromium, where there is one."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
