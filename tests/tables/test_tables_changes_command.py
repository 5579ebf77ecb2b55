"""``kzdata changes``, in a program of its own."""

import json

import pytest
import typer
from typer.testing import CliRunner

from kzdata.cli.changes import changes


@pytest.fixture
def run():
    app = typer.Typer()
    app.command("changes")(changes)
    runner = CliRunner()
    return lambda *words: runner.invoke(app, [str(word) for word in words])


@pytest.fixture
def revised(write):
    write("a", value="13.3", published="2017-02-01")
    write("b", value="13.9", published="2017-06-01")
    return write("c", value="13.9", published="2017-07-01").parent


def test_a_revision_stands_beside_what_stood_before(run, revised):
    shown = run(revised, "--since", "2017-06")
    assert shown.exit_code == 0
    line = next(line for line in shown.stdout.splitlines() if "revised" in line)
    assert "$13.9bn" in line
    assert "$13.3 billion (Akorda, 1 Feb 2017)" in line
    assert "Changes: revised 1." in shown.stdout


def test_other_programs_get_a_change_a_line(run, revised):
    told = run(revised, "--since", "2017", "--format", "jsonl")
    assert [json.loads(line)["news"] for line in told.stdout.splitlines()] == ["new", "revised"]


def test_the_day_must_be_named(run, revised):
    refused = run(revised)
    assert refused.exit_code == 2
    assert "--since" in refused.output


def test_without_changes_it_says_so(run, revised):
    shown = run(revised, "--since", "2019")
    assert shown.exit_code == 0
    assert "Changes: none." in shown.stdout
