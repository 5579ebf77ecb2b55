"""Notebooks that were really run, and reports that were really made, once for all tests of reports."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import kzdata as kz
from kzdata.reports.engine import run
from kzdata.reports.exporters import HTMLReportExporter
from kzdata.reports.render import Report, render
from kzdata.reports.words import words

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
def charted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of what kzdata shows by itself: key numbers, charts, a table of figures, sources."""
    stated = kz.figures(partner="CHN", reporter="KAZ")
    said = {"subtitle": words("kk")["reports"], "period": "2005–2020", "audience": "Those who negotiate"}
    cells = [new_markdown_cell("# Trade with China\n\nAs stated.")]
    for part in ("tiles", "plot_series", "plot_ranking", "figure_table", "sources"):
        figures = kz.figures(reporter="KAZ") if part == "plot_ranking" else stated
        shown = getattr(kz, part)(figures)._repr_mimebundle_()
        data, metadata = shown if isinstance(shown, tuple) else (shown, {})
        output = new_output("display_data", data=data, metadata=metadata)
        cells += [new_markdown_cell(f"## Part {part}"), new_code_cell(outputs=[output])]
    page, _ = HTMLReportExporter().from_notebook_node(new_notebook(cells=cells, metadata={"kzdata": said}))
    path = tmp_path_factory.mktemp("charted") / "report.html"
    path.write_text(page, encoding="utf-8")
    return path
