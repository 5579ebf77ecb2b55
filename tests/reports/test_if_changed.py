"""``kzdata report --if-changed``: what is made again, why, and what comes of it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from typer.testing import CliRunner

from kzdata.cli import app
from kzdata.reports.runs import lock

TEXT = """---
id: {id}
title: Trade with {partner}
publisher: Akorda
published: 2017-12-25
---

In {year}, trade between Kazakhstan and {partner} reached ${value} billion.
"""

DEALS = """
import kzdata as kz
from pathlib import Path

asked = kz.figures(corpus, partner=partner)
print(Path("remark.txt").read_text(), asked["value"].max())
"""


def put(folder, name, partner, value, year=2016):
    (folder / "texts").mkdir(exist_ok=True)
    text = TEXT.format(id=name, partner=partner, value=value, year=year)
    (folder / "texts" / f"{name}.md").write_text(text)


def notebook(path, code, parameters=""):
    cells = [new_markdown_cell(f"# {path.stem}"), new_code_cell(code)]
    if parameters:
        cells.insert(0, new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    write(new_notebook(cells=cells), path)


def report(*arguments, formats="html"):
    """What the command answers: exit code, lines on standard output, and on standard error."""
    given = ["report", *arguments, "--format", formats, "--workers", "1"]
    result = CliRunner().invoke(app, given)
    return result.exit_code, result.stdout.splitlines(), result.stderr


def deals(*arguments, **options):
    return report("deals.ipynb", "--partner", "ITA,CHN", "--if-changed", *arguments, **options)


def explained():
    """Why each report would be made, by its name."""
    _, lines, _ = deals("--dry-run")
    return dict(line.split(": ", 1) for line in lines)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with statements, a notebook, and its reports on two partners."""
    folder = tmp_path_factory.mktemp("made")
    put(folder, "a", "Italy", 13.3)
    put(folder, "b", "China", 17.9)
    (folder / "remark.txt").write_text("At most:")
    notebook(folder / "deals.ipynb", DEALS, 'partner: str = "CHN"\ncorpus: str = "texts"\nyears: int = 3')
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("KZDATA_STATE_DIR", str(folder / "state"))
        code, lines, _ = deals()
    assert (code, lines[-1].partition(",")[0]) == (0, "done: 2 made")
    return folder


@pytest.fixture
def folder(made, tmp_path, monkeypatch):
    """A copy of it that may be changed."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KZDATA_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


def edit_manifest(folder, change):
    path = folder / "reports/deals-ITA/manifest.json"
    said = json.loads(path.read_text())
    change(said)
    path.write_text(json.dumps(said))


BOTH = {"deals-ITA", "deals-CHN"}


@pytest.mark.usefixtures("folder")
def test_nothing_changed_and_nothing_is_to_be_made():
    assert explained() == dict.fromkeys(BOTH, "up to date")


@pytest.mark.usefixtures("folder")
def test_a_run_that_finds_nothing_to_do_loads_no_table():
    deals()
    code = (
        "import sys; from kzdata.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, {'pandas', 'nbformat', 'pyarrow'} & sys.modules.keys())"
    )
    given = ["report", "deals.ipynb", "--partner", "ITA,CHN", "--if-changed", "--format", "html"]
    done = subprocess.run([sys.executable, "-c", code, *given], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("nothing to do: 2 up to date")
    assert done.stdout.endswith("0 set()\n")


def test_a_new_statement_touches_the_reports_that_asked_for_it(folder):
    put(folder, "c", "Italy", 9.5, year=2015)
    assert explained() == {"deals-ITA": "new statement c states 1 figure", "deals-CHN": "up to date"}


def test_a_statement_that_says_otherwise_is_named(folder):
    put(folder, "b", "China", 18.1)
    assert explained() == {"deals-ITA": "up to date", "deals-CHN": "statement b changed: it states 1 figure"}


def test_a_statement_that_is_gone_is_named(folder):
    put(folder, "b", "Italy", 17.9)
    assert explained() == {
        "deals-ITA": "new statement b states 1 figure",
        "deals-CHN": "statement b no longer states its 1 figure",
    }


def test_a_changed_notebook_is_told(folder):
    notebook(
        folder / "deals.ipynb", DEALS + "\n", 'partner: str = "CHN"\ncorpus: str = "texts"\nyears: int = 3'
    )
    assert explained() == dict.fromkeys(BOTH, "the notebook changed")


@pytest.mark.usefixtures("folder")
def test_a_changed_parameter_is_told():
    _, lines, _ = deals("--dry-run", "--param", "years=5")
    assert lines == ["deals-ITA: years was 3, is 5", "deals-CHN: years was 3, is 5"]


def test_a_file_that_the_notebook_opens_is_watched(folder):
    (folder / "remark.txt").write_text("No more than")
    assert explained() == dict.fromkeys(BOTH, "remark.txt changed")


def test_pages_that_are_missing_or_edited_are_told(folder):
    (folder / "reports/deals-ITA/report.html").unlink()
    with (folder / "reports/deals-CHN/report.html").open("a") as page:
        page.write("!")
    assert explained() == {"deals-ITA": "report.html is missing", "deals-CHN": "report.html was edited"}


@pytest.mark.usefixtures("folder")
def test_a_format_that_was_not_made_is_told():
    _, lines, _ = deals("--dry-run", formats="html,pdf")
    assert lines[0] == "deals-ITA: report.pdf was not made"


def test_another_version_of_a_library_is_told(folder):
    edit_manifest(folder, lambda said: said["compared"]["versions"].update(pandas="2.0"))
    assert explained()["deals-ITA"].startswith("pandas was 2.0, is ")


def test_another_lexicon_is_told(folder):
    edit_manifest(folder, lambda said: said["depends"]["library"].update(lexicon="another"))
    assert explained()["deals-ITA"] == "kzdata changed (lexicon)"


@pytest.mark.usefixtures("folder")
def test_a_date_that_is_set_is_told(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert explained()["deals-CHN"].startswith("SOURCE_DATE_EPOCH was ")


@pytest.mark.parametrize("content", ["", "{}", '{"compared": {}, "depends": []}'])
def test_a_manifest_that_tells_nothing_is_no_reason_to_trust_the_report(folder, content):
    (folder / "reports/deals-ITA/manifest.json").write_text(content)
    assert explained()["deals-ITA"] == "its manifest does not tell what it was made from"


def test_only_what_changed_is_made(folder):
    before = (folder / "reports/deals-CHN/manifest.json").read_bytes()
    put(folder, "c", "Italy", 21.5)
    _, lines, _ = deals()
    assert lines[0] == "deals-ITA  reports/deals-ITA/report.html"
    assert lines[1].startswith("done: 1 made, 1 up to date")
    assert "21500000000" in (folder / "reports/deals-ITA/report.html").read_text()
    assert (folder / "reports/deals-CHN/manifest.json").read_bytes() == before
    assert explained() == dict.fromkeys(BOTH, "up to date")


def test_a_notebook_that_says_the_same_as_before_leaves_its_pages(folder):
    page = folder / "reports/deals-ITA/report.html"
    before = page.stat().st_mtime_ns
    put(folder, "c", "Italy", 9.5, year=2015)
    _, lines, _ = deals("--explain")
    assert lines[2] == "deals-ITA: ran again, and says what it said before"
    assert lines[3].startswith("done: 1 the same, 1 up to date")
    assert page.stat().st_mtime_ns == before
    assert explained() == dict.fromkeys(BOTH, "up to date")


def test_a_notebook_without_kzdata_is_watched_as_far_as_that_goes(folder):
    notebook(folder / "plain.ipynb", "1 + 1")
    notebook(folder / "clock.ipynb", "import subprocess, sys\nsubprocess.run([sys.executable, '-V'])")
    for name in ("plain", "clock"):
        report(f"{name}.ipynb", "--if-changed")
    _, plain, _ = report("plain.ipynb", "--dry-run")
    _, clock, _ = report("clock.ipynb", "--dry-run")
    note = "(it does not use kzdata: watched are the notebook, its parameters, the files it opens)"
    assert plain == [f"plain: up to date {note}"]
    assert clock == [f"clock: it runs another program {note}"]


def test_a_second_run_waits_for_the_first(folder):
    put(folder, "c", "Italy", 9.5, year=2015)
    given = ["report", "deals.ipynb", "--partner", "ITA,CHN", "--if-changed", "--format", "html"]
    with lock(Path("reports")):
        second = subprocess.Popen(
            [sys.executable, "-m", "kzdata", *given],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stderr.readline() == "kzdata: waiting for another run that makes reports in reports\n"
        assert second.poll() is None
    said, _ = second.communicate(timeout=60)
    assert (second.returncode, said.partition(",")[0]) == (0, "done: 1 the same")


@pytest.mark.usefixtures("folder")
def test_a_command_is_told_what_came_out():
    code = "import os, sys; print(os.environ['KZDATA_OUTCOME'], sys.stdin.read())"
    tells = f'"{sys.executable}" -c "{code}" > told'
    deals("--on-finish", tells)
    outcome, _, said = Path("told").read_text().partition(" ")
    assert outcome == "nothing"
    assert json.loads(said)["up_to_date"] == 2


@pytest.mark.usefixtures("folder")
def test_a_command_that_fails_is_told_and_costs_nothing():
    code, _, said = deals("--on-finish", "exit 3")
    assert (code, said) == (0, "kzdata: error: --on-finish ended with exit code 3: exit 3\n")


def test_what_failed_ends_with_1_and_is_listed_until_it_is_made(folder):
    notebook(folder / "bad.ipynb", "1 / 0")
    code, lines, _ = report("bad.ipynb", "--if-changed")
    assert (code, lines[0].partition(",")[0]) == (1, "failed: 1 failed")
    listed = json.loads(CliRunner().invoke(app, ["runs", "--json"]).stdout)
    (failed,) = [each["result"] for each in listed["reports"] if each["report"] == "bad"]
    assert failed.startswith("failed: cell 2 of the notebook raised ZeroDivisionError")
    notebook(folder / "bad.ipynb", "1 / 1")
    report("bad.ipynb", "--if-changed")
    listed = json.loads(CliRunner().invoke(app, ["runs", "--json"]).stdout)
    (made,) = [each["result"] for each in listed["reports"] if each["report"] == "bad"]
    assert made == "report.html"


@pytest.mark.usefixtures("folder")
def test_what_ran_is_listed_with_what_came_out():
    deals()
    said = CliRunner().invoke(app, ["runs"]).stdout
    assert re.search(r"deals-ITA +\d+\.\d +report.html", said)
    assert "nothing to do: 2 up to date" in said


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_asked_for_ends_with_2():
    assert deals("--param", "yaers=5")[0] == 2
    assert report("--all", "deals.ipynb", "--if-changed")[0] == 2
