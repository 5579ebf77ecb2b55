"""From a name to a published folder, whole or not at all."""

import csv
import hashlib
import json
import os

import pytest

import kzdata
from kzdata.errors import UnknownName
from kzdata.reports.errors import NotebookError, NotebookFailed, ParameterError, PublishError
from kzdata.reports.publish import publishing
from kzdata.reports.render import render


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def compared(report):
    return json.loads(report.manifest.read_text())["compared"]


def test_render_is_public():
    assert kzdata.render is render


def test_a_report_has_a_folder_with_its_partner(report):
    assert report.slug == "brief-CHN"
    pages, beside = {"report.html", "report.pdf", "thumbnail.svg"}, {"figures.csv", "manifest.json"}
    assert set(files_in(report.folder)) == pages | beside | {"history.json"}


def test_the_index_lists_it(report):
    assert 'href="brief-CHN/report.html"' in (report.folder.parent / "index.html").read_text()


def test_figures_are_listed_once_in_order(report):
    with report.figures_csv.open() as file:
        assert list(csv.reader(file)) == [
            ["statement_id", "quote", "value", "published"],
            ["s1", "more than 14 billion USD", "14000000000", "2019-04-15"],
            ["s2", "23%", "23", "2018-11-23"],
        ]


def test_the_manifest_tells_what_the_report_was_made_from(report, fixtures):
    said = compared(report)
    notebook = hashlib.sha256((fixtures / "brief.ipynb").read_bytes()).hexdigest()
    assert (said["parameters"], said["changed"]) == ({"partner": "CHN", "since": 2006}, [])
    assert said["notebook"] == {"name": "brief.ipynb", "sha256": notebook}
    assert said["statements"] == {"s1": None, "s2": None}
    assert {"kzdata", "python", "typst"} <= said["versions"].keys()


def test_the_manifest_tells_what_the_files_are(report):
    files = {name: each["sha256"] for name, each in compared(report)["files"].items()}
    others = {"manifest.json", "history.json"}
    there = {name: hashlib.sha256(content).hexdigest() for name, content in files_in(report.folder).items()}
    assert files == {name: digest for name, digest in there.items() if name not in others}


def test_two_runs_make_the_same_report(report, fixtures, tmp_path):
    again = render(str(fixtures / "brief.ipynb"), out=tmp_path)
    assert compared(again) == compared(report)


def test_a_parameter_changes_the_report(fixtures, tmp_path):
    made = render(str(fixtures / "brief.ipynb"), out=tmp_path, formats=("html",), partner="Italy", since=2010)
    assert (made.slug, made.pdf) == ("brief-ITA", None)
    assert compared(made)["changed"] == ["partner", "since"]
    assert "US dollars, 2010 to 2019" in made.html.read_text()


def test_a_notebook_that_declares_no_figures_has_no_list_of_them(fixtures, tmp_path):
    made = render(str(fixtures / "features.ipynb"), out=tmp_path, formats=("html",))
    assert (made.figures_csv, (made.folder / "figures.csv").exists()) == (None, False)


def test_a_report_that_fails_leaves_the_old_one_in_place(fixtures, tmp_path):
    (tmp_path / "failing").mkdir()
    (tmp_path / "failing" / "report.html").write_text("old")
    with pytest.raises(NotebookFailed):
        render(str(fixtures / "failing.ipynb"), out=tmp_path)
    assert files_in(tmp_path / "failing") == {"report.html": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["failing"]


def test_a_new_report_replaces_the_old_one_as_a_whole(tmp_path):
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "old.html").write_text("old")
    with publishing(tmp_path / "r") as fresh:
        (fresh / "new.html").write_text("new")
    assert files_in(tmp_path / "r") == {"new.html": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["r"]


def test_a_published_folder_can_be_read_by_others(tmp_path):
    before = os.umask(0o022)
    try:
        with publishing(tmp_path / "r"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "r").stat().st_mode & 0o777 == 0o755


def test_an_unknown_report_brings_the_known_ones(tmp_path):
    with pytest.raises(UnknownName, match="Unknown report 'patner'"):
        render("patner", out=tmp_path)


def test_a_misspelt_parameter_stops_before_anything_runs(fixtures, tmp_path):
    with pytest.raises(UnknownName, match="Did you mean since"):
        render(str(fixtures / "brief.ipynb"), out=tmp_path / "new", sinse=2010)
    assert not (tmp_path / "new").exists()


def test_a_parameter_of_the_wrong_type_stops_before_anything_runs(fixtures, tmp_path):
    with pytest.raises(ParameterError, match="'since' of report brief must be int"):
        render(str(fixtures / "brief.ipynb"), out=tmp_path, since="2010")


def test_an_unknown_format_is_refused(fixtures, tmp_path):
    with pytest.raises(UnknownName, match="format 'docx'"):
        render(str(fixtures / "brief.ipynb"), out=tmp_path, formats=("docx",))


def test_a_file_that_is_no_notebook_is_told(tmp_path):
    path = tmp_path / "text.ipynb"
    path.write_text("not JSON")
    with pytest.raises(NotebookError, match="is not a Jupyter notebook"):
        render(str(path), out=tmp_path)


def test_a_folder_that_is_a_file_is_told_before_anything_runs(fixtures, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(PublishError, match="taken: cannot write reports there"):
        render(str(fixtures / "failing.ipynb"), out=tmp_path / "taken")
