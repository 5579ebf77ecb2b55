import tomllib
from pathlib import Path

import pytest

from kzdata.reading import extract
from kzdata.reading.grammar import grammar
from kzdata.reading.text import read_text

CASES = Path(__file__).parent.parent / "cases"
AMOUNTS = tomllib.loads((CASES / "amounts.toml").read_text("utf-8"))["case"]
NOTHING = tomllib.loads((CASES / "nothing.toml").read_text("utf-8"))["texts"]
NUMBERS = grammar("en").pack.numbers["examples"]


@pytest.mark.parametrize("case", AMOUNTS, ids=lambda case: case["text"][:40])
def test_amounts_are_read_with_unit_and_qualifier(case):
    found = [[f.quote, f.value, f.unit, f.qualifier] for f in extract(case["text"])]
    assert found == case["amounts"]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_figure_gives_none(text):
    assert extract(text) == []


@pytest.mark.parametrize("example", NUMBERS, ids=lambda example: example["text"])
def test_the_lexicons_number_examples_hold(example):
    text = read_text(example["text"])
    number = grammar("en").numerals.at(text, 0)
    assert number is not None
    assert (number.value, number.last) == (pytest.approx(example["value"]), len(text))


def test_a_range_has_both_ends():
    (figure,) = extract("The hope is for trade of $3-4 billion.")
    assert (figure.value, figure.value_high) == (3e9, 4e9)
