"""The notebooks run as they are, for partners of whom much and little is said, and tell what there is."""

import ast
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest

from kzdata.bundle import bundled
from kzdata.charts.chart import SVG
from kzdata.charts.table import FIGURES

pytestmark = pytest.mark.filterwarnings("default")  # of papermill's and the kernel's own
NOTEBOOKS = sorted(bundled("notebooks").glob("*.ipynb"))


def run(name: str, folder: Path, **parameters: object) -> dict[str, list[Any]]:
    """Execute a notebook; gives what it shows, by type."""
    done = papermill.execute_notebook(
        bundled("notebooks") / f"{name}.ipynb",
        folder / f"{name}.ipynb",
        parameters=parameters,
        progress_bar=False,
    )
    shown: dict[str, list[Any]] = {}
    for output in (output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs):
        assert output.output_type == "execute_result", output
        for mime, content in output.data.items():
            shown.setdefault(mime, []).append(content)
        for mime, facts in output.get("metadata", {}).items():
            shown.setdefault(f"alt of {mime}", []).append(facts["alt"])
    return shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_a_story_and_no_machinery(path):
    notebook = nbformat.read(path, as_version=4)
    code = [ast.parse(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    kinds = {type(node) for tree in code for node in ast.walk(tree)}
    assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.If}
    assert len(notebook.cells) < 30


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebooks_parameters_are_typed_and_told(path):
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    kinds = {type(node) for node in ast.parse(cell.source).body}
    assert kinds <= {ast.AnnAssign, ast.ImportFrom}  # a type may have to be imported
    assert all("  # " in line for line in cell.source.splitlines())


def said(shown: dict[str, list[Any]]) -> str:
    """All that a notebook shows as text."""
    return "\n".join(map(str, [*shown.get("text/markdown", ()), *shown.get("text/html", ())]))


def test_overview_shows_all_partners(tmp_path):
    shown = run("overview", tmp_path)
    assert shown["text/markdown"][0].startswith("# ")
    assert len(shown[SVG]) >= 5
    assert all(shown[f"alt of {SVG}"])
    assert len(shown[FIGURES][0]) > 400


def test_partner_of_whom_much_is_said_has_charts(tmp_path):
    shown = run("partner", tmp_path, partner="CHN")
    assert "China" in shown["text/markdown"][0]
    assert len(shown[SVG]) >= 3
    assert "more than" in "".join(shown[f"alt of {SVG}"])
    assert len(shown[FIGURES][0]) > 40


def test_region_has_its_members(tmp_path):
    shown = run("region", tmp_path, partner="Central Asia")
    assert "Central Asia" in shown["text/markdown"][0]
    assert {row["partner"] for row in shown[FIGURES][0]} >= {"UZB", "KGZ", "TJK"}


def test_partner_of_whom_little_is_said_has_sentences_in_place_of_charts(tmp_path):
    shown = run("partner", tmp_path, partner="FIN")
    assert SVG not in shown
    notes = [text for text in shown["text/markdown"] if text.startswith(("No statement here", "Finland is"))]
    assert len(notes) >= 4
    assert 0 < len(shown[FIGURES][0]) < 10


def test_money_is_shown_in_the_currency_and_prices_asked_for(tmp_path):
    shown = run("partner", tmp_path, partner="TUR", prices="constant")
    assert "at 2015 prices" in shown["text/markdown"][0]
    assert {row["unit"] for row in shown[FIGURES][0]} >= {"USD"}  # the data stay as stated


@pytest.mark.parametrize("name", ["investment", "agreements", "audit", "changes"])
def test_a_topic_tells_its_story(tmp_path, name):
    shown = run(name, tmp_path)
    assert "# " in said(shown)
    assert len(shown[FIGURES][-1]) > 50


@pytest.mark.parametrize("name", ["overview", "investment", "agreements", "audit", "changes", "region"])
def test_where_nothing_is_said_each_part_says_so_in_a_sentence(tmp_path, name):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.md").write_text("---\nid: s1\n---\n\nNobody said anything of numbers.\n")
    shown = run(name, tmp_path, corpus=str(tmp_path / "texts"))
    assert len(shown.get(SVG, ())) <= 1  # official trade with the world is there all the same
    assert "o statement here" in said(shown)


def test_gallery_has_every_kind_of_chart(tmp_path):
    shown = run("gallery", tmp_path)
    assert len(shown[SVG]) == 16
    assert len(set(shown[f"alt of {SVG}"])) == 16
