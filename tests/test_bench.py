"""The bench runs. How fast anything is depends on the machine, and no test says it."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.texts import SLOW, one_line, repeated, statements


@pytest.fixture(scope="module")
def printed():
    sizes = (
        "--only",
        "reading",
        "--size",
        "2000",
        "--slow-size",
        "100",
        "--seconds",
        "0",
        "--statements",
        "200",
    )
    command = [sys.executable, "-m", "bench", *sizes]
    return subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)


@pytest.mark.parametrize("row", ["kzdata.extract", "tokenise and look up", "the statements", *SLOW])
def test_the_bench_measures(printed, row):
    assert row in printed.stdout


def test_the_bench_says_what_it_ran_on(printed):
    assert f"Python {sys.version.split()[0]}" in printed.stdout


def test_texts_are_repeated_to_the_size_asked_for():
    assert sum(len(statement.body.encode()) for statement in repeated(statements(), 500_000)) == 500_000


def test_one_line_is_one():
    assert "\n" not in one_line(statements(), 5000)
