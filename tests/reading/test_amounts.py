import tomllib
from pathlib import Path

import pytest

from kzdata.reading import extract
from kzdata.reading.grammar import grammar
from kzdata.reading.text import read_text

CASES = Path(__file__).parent.parent / "cases"
AMOUNTS = tomllib.loads((CASES / "amounts.toml").read_text("utf-8"))["case"]
NEWS = tomllib.loads((CASES / "amounts-news.toml").read_text("utf-8"))["case"]
NOTHING = tomllib.loads((CASES / "nothing.toml").read_text("utf-8"))["texts"]
NUMBERS = grammar("en").pack.numbers["examples"]
CURRENCIES = grammar("en").pack.currencies
QUALIFIERS = [
    (name, phrase) for name, phrases in grammar("en").pack.numbers["qualifiers"].items() for phrase in phrases
]
QUALIFIERS_AFTER = [
    (name, phrase)
    for name, phrases in grammar("en").pack.numbers["qualifiers_after"].items()
    for phrase in phrases
]
COUNTS = {"count", "persons", "tonnes", "teu"}


@pytest.mark.parametrize("case", AMOUNTS, ids=lambda case: case["text"][:40])
def test_amounts_are_read_with_unit_and_qualifier(case):
    found = [[f.quote, f.value, f.unit, f.qualifier] for f in extract(case["text"])]
    assert found == case["amounts"]


@pytest.mark.parametrize("case", NEWS, ids=lambda case: case["text"][:40])
def test_amounts_of_general_news_are_read(case):
    """Without the sign, which depends on what an amount is said to do."""
    found = [
        (f.quote, abs(f.value), abs(f.value_high or 0), f.unit, f.qualifier)
        for f in extract(case["text"])
        if f.unit not in COUNTS
    ]
    stated = [
        (quote, pytest.approx(abs(value), abs=0.01), abs(high[0]) if high else 0, unit, qualifier)
        for quote, value, unit, qualifier, *high in case["amounts"]
    ]
    assert found == stated


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


def adjective(area: str) -> str:
    names = {place.form: place.alias for place in grammar("en").pack.places if place.code == area}
    return names.get("adjective", names.get("name", ""))


@pytest.mark.parametrize("name", CURRENCIES, ids=lambda name: f"{name.alias} {name.area}")
def test_every_name_of_a_currency_is_read(name):
    before = not {"symbol", "code"}.isdisjoint(name.form.split()) and "hundredth" not in name.form
    gap = "" if before or "touching" in name.form else " "
    written = f"{name.alias}5,000" if before else f"5,000{gap}{adjective(name.area)} {name.alias}".rstrip()
    if gap == "" and not before:
        written = f"5,000{name.alias}"
    (figure,) = extract(f"The ticket cost {written}.")
    assert (figure.unit, figure.value) == (name.code, 50 if "hundredth" in name.form else 5000)


@pytest.mark.parametrize(("name", "phrase"), QUALIFIERS)
def test_every_qualifier_before_a_number_is_read(name, phrase):
    (figure,) = extract(f"It was {phrase} $5 million.")
    assert figure.qualifier == name


@pytest.mark.parametrize(("name", "phrase"), QUALIFIERS_AFTER)
def test_every_qualifier_behind_a_number_is_read(name, phrase):
    (figure,) = extract(f"It was $5 million {phrase}.")
    assert figure.qualifier == name


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Mexico's Pemex owes 145 billion pesos.", "MXN"),
        ("Baghdad set the budget at 112 trillion dinars.", "IQD"),
        ("A loan of 5 billion dinars was made.", ""),
        ("Exports came to 500 billion Uzbek soms.", "UZS"),
        ("Exports to Uzbekistan came to 500 billion soms.", "UZS"),
        ("Exports came to 500 billion Kyrgyz soms.", "KGS"),
        ("Exports came to 500 million Turkmen manats.", "TMT"),
        ("Exports came to 500 million Azerbaijani manats.", "AZN"),
        ("Germany's 2 euro fee and 25-cent deposit stay.", "EUR"),
    ],
)
def test_a_shared_name_takes_the_currency_of_the_country_or_sum_beside_it(text, unit):
    assert {figure.unit for figure in extract(text)} == ({unit} if unit else set())


@pytest.mark.parametrize(
    "body", ["Note: none\n~~~\nEleven documents were signed.", "It was about.\n\n$5bn of exports."]
)
def test_a_qualifier_stands_in_the_sentence_of_its_number(body):
    (figure,) = extract(body)
    assert figure.qualifier == "exact"
