"""``kzdata report``: what it makes, what it says, how it ends."""

import shutil

import pytest
from typer.testing import CliRunner

from kzdata.cli import app
from kzdata.reports import notebooks
from kzdata.reports.catalogue import every_report


@pytest.fixture
def kz(tmp_path, monkeypatch):
    """Runs ``kzdata report`` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["report", *map(str, arguments)])


@pytest.fixture
def bundle(tmp_path, fixtures, monkeypatch):
    """Two notebooks in the place of those that come with kzdata; one of them fails."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    shutil.copy(fixtures / "features.ipynb", folder / "overview.ipynb")
    shutil.copy(fixtures / "failing.ipynb", folder / "broken.ipynb")
    monkeypatch.setattr(notebooks, "bundled", lambda name: tmp_path / name)


@pytest.mark.usefixtures("bundle")
def test_a_report_that_fails_does_not_stop_the_others(kz):
    result = kz("--format", "html")
    assert (result.exit_code, result.stdout) == (1, "overview  reports/overview/report.html\n")
    assert result.stderr == (
        "kzdata: error: broken: cell 4 of the notebook raised ValueError: no figures since 2006\n"
    )


def test_a_statement_that_cannot_be_read_is_named_and_the_report_made(kz, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/good.md").write_text("---\nid: s1\n---\n\nTrade with China was $5bn in 2016.\n")
    (tmp_path / "texts/bad.md").write_text("no front matter")
    result = kz("partner", "--partner", "CHN", "--param", "corpus=texts", "--format", "html")
    assert (result.exit_code, result.stdout) == (1, "partner-CHN  reports/partner-CHN/report.html\n")
    assert "bad.md: there is no front matter" in result.stderr


def test_parameters_come_as_text(kz, fixtures):
    result = kz(fixtures / "brief.ipynb", "--param", "since=2010", "--partner", "Italy", "--format", "html")
    assert (result.exit_code, result.stdout) == (0, "brief-ITA  reports/brief-ITA/report.html\n")


def test_a_partner_that_is_unknown_does_not_stop_the_others(kz, fixtures):
    result = kz(fixtures / "brief.ipynb", "--partner", "CHN,Chnia", "--partner", "China", "--format", "html")
    assert (result.exit_code, result.stdout) == (1, "brief-CHN  reports/brief-CHN/report.html\n")
    assert result.stderr.startswith("kzdata: error: brief-Chnia: Unknown partner 'Chnia'. Did you mean")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "Unknown report 'nothing'."),
        (["brief.ipynb", "--param", "sinse=2010"], "Unknown parameter 'sinse'. Did you mean since?"),
        (
            ["brief.ipynb", "--param", "since=soon"],
            "Parameter 'since' of report brief must be int, not 'soon'.",
        ),
        (["brief.ipynb", "--param", "since"], "Parameter 'since' must be given as NAME=VALUE, not 'since'."),
        (["brief.ipynb", "--partner", "Chnia"], "brief-Chnia: Unknown partner 'Chnia'."),
        (["brief.ipynb", "--format", "docx"], "Unknown format 'docx'. Did you mean html or pdf?"),
        (["brief.ipynb", "--out", "brief.ipynb"], "brief.ipynb: cannot write reports there: file exists."),
        (["text.ipynb"], "text: text.ipynb: is not a Jupyter notebook"),
        (["features.ipynb", "--partner", "CHN"], "features-CHN: Unknown parameter 'partner'."),
    ],
)
def test_what_cannot_be_asked_for_is_told_in_one_line(kz, fixtures, tmp_path, arguments, said):
    for name in ("brief", "features"):
        shutil.copy(fixtures / f"{name}.ipynb", tmp_path)
    (tmp_path / "text.ipynb").write_text("not JSON")
    result = kz(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"kzdata: error: {said}")


def test_all_reports_are_of_countries_regions_and_the_whole(tmp_path, monkeypatch):
    monkeypatch.setenv("KZDATA_CACHE_DIR", str(tmp_path))
    asked = list(every_report())
    assert {("partner", "CHN"), ("region", "EU"), ("region", "CENTRAL_ASIA"), ("audit", None)} <= set(asked)
    assert {("partner", "KAZ"), ("partner", "EU"), ("region", "WORLD"), ("region", "CHN")}.isdisjoint(asked)
    assert len(asked) == len(set(asked))


def test_all_reports_and_a_named_one_cannot_be_asked_for_together(kz):
    assert kz("overview", "--all").exit_code == 2
