"""Notebooks after all that nbconvert's own documentation shows: each becomes a right PDF, or says why not."""

import re
from pathlib import Path

import nbformat
import pymupdf
import pytest

from kzdata.reports.errors import RenderError
from kzdata.reports.exporters import PDFReportExporter

NOTEBOOKS = sorted((Path(__file__).parent / "fixtures" / "any").glob("*.ipynb"))


def expected(path):
    """What a notebook's PDF says and lacks, or why there is none, as its metadata tell."""
    return nbformat.read(path, as_version=4).metadata["test"]


def export(path):
    exporter = PDFReportExporter(show_code=expected(path).get("show_code", False))
    content, _ = exporter.from_filename(str(path))
    return content


def text_of(content):
    """All words of a PDF as a reader would copy them, on one line."""
    with pymupdf.open(stream=content, filetype="pdf") as reader:
        text = "".join(page.get_text() for page in reader)
    return re.sub(r"\s+", " ", re.sub("[\u200b\ufeff]", "", text))


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if "refused" not in expected(path)], ids=lambda path: path.stem
)
def test_a_notebook_becomes_a_pdf_of_its_words(path):
    text = text_of(export(path))
    assert [part for part in expected(path)["says"] if part not in text] == []
    assert [part for part in expected(path).get("lacks", ()) if part in text] == []


@pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if "refused" in expected(path)], ids=lambda path: path.stem
)
def test_a_notebook_is_set_whole_or_refused_with_the_reason(path):
    # which it is depends on the fonts of the machine
    said = expected(path)
    try:
        outcome = text_of(export(path))
        wanted = said["says"]
    except RenderError as error:
        outcome, wanted = str(error), [said["refused"]]
    assert [part for part in wanted if part not in outcome] == []
