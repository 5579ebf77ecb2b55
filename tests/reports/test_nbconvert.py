"""The exporters as nbconvert's own users meet them."""

import subprocess
import sys

import pytest
from nbconvert.exporters import get_exporter

from kzdata.reports.exporters import HTMLReportExporter, PDFReportExporter


@pytest.mark.parametrize(
    ("name", "exporter"), [("report_html", HTMLReportExporter), ("report_pdf", PDFReportExporter)]
)
def test_nbconvert_knows_the_exporters(name, exporter):
    assert get_exporter(name) is exporter


def test_any_notebook_can_be_converted_from_the_command_line(fixtures, tmp_path):
    notebook = tmp_path / "features.ipynb"
    notebook.write_bytes((fixtures / "features.ipynb").read_bytes())
    command = [sys.executable, "-m", "nbconvert", "--to", "report_pdf", notebook]
    subprocess.run(command, check=True, capture_output=True)
    assert notebook.with_suffix(".pdf").read_bytes().startswith(b"%PDF-1.7")


def test_loading_the_exporters_costs_nbconvert_nothing():
    heavy = ("pandas", "matplotlib", "typst", "papermill", "mistune.plugins", "rich", "typer")
    program = (
        "import sys, nbconvert.exporters; before = set(sys.modules); import kzdata.reports.exporters\n"
        f"print([name for name in set(sys.modules) - before if name.startswith({heavy})])"
    )
    shown = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert shown.stdout == "[]\n"
