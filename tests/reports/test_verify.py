"""``kzdata verify``: what a PDF carries, held against what it was made with and against what is there."""

import json
import shutil

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pypdf import PdfReader, PdfWriter
from typer.testing import CliRunner

from kzdata.cli import app
from kzdata.reports.render import render

TEXT = """---
id: a
title: Trade with Italy
publisher: Akorda
published: 2017-12-25
---

In 2016, trade between Kazakhstan and Italy reached $13.3 billion.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a statement, and a report on it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "texts").mkdir()
    (folder / "texts/a.md").write_text(TEXT)
    code = "import kzdata as kz\nkz.figure_table(kz.figures('texts'))"
    cells = [new_markdown_cell("# Deals"), new_code_cell(code)]
    write(new_notebook(cells=cells), folder / "deals.ipynb")
    render(str(folder / "deals.ipynb"), out=folder / "reports")
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of it that may be changed."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def pdf(folder):
    return folder / "reports/deals/report.pdf"


def verify(*arguments):
    result = CliRunner().invoke(app, ["verify", *map(str, arguments)])
    return result.exit_code, [line.strip() for line in result.stdout.splitlines()[1:]], result.stderr


def carrying(pdf, **changed):
    """Writes the PDF anew with other tables inside, by name; without one that is None."""
    writer = PdfWriter(clone_from=pdf)
    carried = {name: contents[0] for name, contents in PdfReader(pdf).attachments.items()}
    del writer.root_object["/Names"]["/EmbeddedFiles"]
    carried |= {f"{name}.csv": content for name, content in changed.items()}
    for name, content in carried.items():
        if content is not None:
            writer.add_attachment(name, content)
    writer.write(pdf)


def test_a_report_that_was_published_holds(pdf, folder):
    assert verify(pdf, "--corpus", folder / "texts") == (
        0,
        [
            "holds: It carries the 1 figure that it was made with.",
            "holds: The PDF is, byte for byte, the one that was published.",
            "holds: The manifest in it agrees with the one beside it.",
            "holds: The figures.csv beside it is the same.",
            "holds: The corpus states its 1 figure as it does.",
        ],
        "",
    )


def test_a_pdf_that_was_sent_on_alone_is_held_against_itself(pdf, tmp_path):
    alone = shutil.copy(pdf, tmp_path / "sent.pdf")
    code, said, _ = verify(alone)
    assert (code, said[0]) == (0, "holds: It carries the 1 figure that it was made with.")
    assert said[1].startswith("not checked: There is no manifest.json in ")


def test_figures_that_were_exchanged_are_told(pdf):
    carrying(pdf, figures=b"figure_id,value\na:1-2,5\n")
    code, said, _ = verify(pdf)
    assert (code, said[0]) == (1, "WRONG: The figures.csv in it is not the one that it was made with.")
    assert "WRONG: The figures.csv beside it is another." in said


def test_figures_that_were_taken_out_are_told(pdf):
    carrying(pdf, figures=None)
    assert verify(pdf)[1][0] == "WRONG: Its manifest tells of 1 figure, but it carries no figures.csv."


def test_a_page_that_was_edited_is_told(pdf):
    writer = PdfWriter(clone_from=pdf)
    writer.add_blank_page()
    writer.write(pdf)
    code, said, _ = verify(pdf)
    assert code == 1
    assert "WRONG: The PDF is not the one that was published: it was edited, or is of another run." in said


def test_a_manifest_that_was_edited_is_told(pdf):
    beside = pdf.with_name("manifest.json")
    said = json.loads(beside.read_text())
    said["compared"]["title"] = "Another"
    beside.write_text(json.dumps(said))
    assert "WRONG: The manifest in it and the one beside it differ in title." in verify(pdf)[1]


def test_a_statement_that_now_says_otherwise_is_told(pdf, folder):
    (folder / "texts/a.md").write_text(TEXT.replace("13.3", "18.1"))
    code, said, _ = verify(pdf, "--corpus", folder / "texts")
    assert code == 1
    assert "value was 13300000000, is 18100000000" in said[-1]


def test_a_statement_that_is_gone_is_told(pdf):
    _, said, _ = verify(pdf, "--corpus", "own")
    assert said[-1].startswith("WRONG: The corpus no longer states a:")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read (No such file or directory)."),
        (b"", "is no PDF that can be read"),
        (b"no PDF", "is no PDF that can be read"),
    ],
)
def test_what_is_no_report_ends_with_2(tmp_path, content, said):
    path = tmp_path / "any.pdf"
    if content is not None:
        path.write_bytes(content)
    code, _, error = verify(path)
    assert (code, error.startswith(f"kzdata: error: {path}: {said}")) == (2, True)


def test_a_pdf_of_another_program_ends_with_2(tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    writer.write(tmp_path / "any.pdf")
    code, _, error = verify(tmp_path / "any.pdf")
    assert (code, "carries no manifest.json" in error) == (2, True)
