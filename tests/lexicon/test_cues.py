"""Every entry of the English cue words does in its example what it says."""

import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

import kzdata.reading
from kzdata.lexicon.audit import audit_words
from kzdata.lexicon.pack import load_pack
from kzdata.model import Figure, PartialDate, Statement
from kzdata.reading import extract
from kzdata.reading.extractor import _Reader
from kzdata.reading.grammar import Cue, Grammar, grammar
from kzdata.reading.matcher import Matcher
from kzdata.reading.patterns import expand
from kzdata.reading.places import find_places
from kzdata.reading.text import read_text

PACK = load_pack("en")
CUES = PACK.cues
NOUNS = [
    pytest.param(pattern, table.get("indicator", name), table["unit"], example, id=pattern)
    for name, table in CUES["counts"].items()
    for pattern, example in table["nouns"].items()
]
ENTRIES = [
    pytest.param(pattern, Cue(field, value), example, id=f"{field}.{value}: {pattern}")
    for field, values in CUES["fields"].items()
    for value, entries in values.items()
    for pattern, example in entries.items()
    if field != "plain"
]


def forms(pattern: str) -> list[str]:
    return [" ".join(form) for form in expand(pattern)]


def figures(text: str, rules: Grammar) -> list[Figure]:
    return _Reader(Statement("text", text, published=PartialDate(2017, 12, 25)), rules).figures()


def columns(found: list[Figure], names: list[str]) -> dict[str, list[str]]:
    """The columns `names` of figures as strings, several partners with spaces between them."""
    cells = {name: [getattr(figure, name) for figure in found] for name in names}
    return {
        name: [" ".join(cell) if isinstance(cell, tuple) else str(cell) for cell in column]
        for name, column in cells.items()
    }


@pytest.mark.parametrize(("pattern", "cue", "example"), ENTRIES)
def test_a_cue_decides_what_its_entry_says(pattern, cue, example):
    text = read_text(example)
    read = grammar("en").find_cues(text)
    assert [match for match in Matcher({pattern: cue}).find(text) if match in read]


@pytest.mark.parametrize(("pattern", "example"), CUES["fields"]["plain"]["plain"].items())
def test_a_plain_phrase_hides_a_cue(pattern, example):
    text, without = read_text(example), deepcopy(CUES)
    del without["fields"]["plain"]["plain"][pattern]
    hidden = Grammar(replace(PACK, cues=without)).find_cues(text)
    assert len(grammar("en").find_cues(text)) < len(hidden)


@pytest.mark.parametrize(("pattern", "indicator", "unit", "example"), NOUNS)
def test_a_noun_is_counted(pattern, indicator, unit, example):
    (figure,) = extract(example)
    assert (figure.indicator, figure.unit) == (indicator, unit)
    assert figure.quote.lower().endswith(tuple(forms(pattern)))


@pytest.mark.parametrize(("pattern", "example"), CUES["counted_before"].items())
def test_a_number_counts_what_was_named_before(pattern, example):
    first, second = extract(example)
    assert second.quote.endswith(tuple(forms(pattern)))
    assert (second.indicator, second.unit) == (first.indicator, first.unit)


@pytest.mark.parametrize(("pattern", "example"), CUES["people"]["titles"].items())
def test_a_country_in_a_title_is_part_of_it(pattern, example):
    (place,) = find_places(read_text(example), grammar("en"))
    assert place.in_title
    assert any(f" {form} of " in example.lower() for form in forms(pattern))


@pytest.mark.parametrize(("pattern", "example"), CUES["people"]["institutions"].items())
def test_an_institution_is_quoted(pattern, example):
    (figure,) = extract(example)
    assert set(figure.speaker.lower().split()) & set(forms(pattern))


@pytest.mark.parametrize("name", CUES["words"])
def test_small_words_decide_how_their_example_is_read(name):
    example, reads = CUES["words"][name]["example"], CUES["words"][name]["reads"]
    without = deepcopy(CUES)
    without["words"][name]["list"] = []
    with_it = columns(figures(example, grammar("en")), list(reads))
    without_it = columns(figures(example, Grammar(replace(PACK, cues=without))), list(reads))
    assert with_it == reads
    assert without_it != reads


def test_every_list_of_small_words_is_used_and_no_other():
    code = "".join(path.read_text("utf-8") for path in Path(kzdata.reading.__file__).parent.glob("*.py"))
    tables = {"words", "half", *audit_words("en").words}  # keys of other files that look alike
    names = " ".join(re.findall(r'(?:words\[|says\()"([\w ]+)"', code)).split()
    assert set(names) - tables == set(CUES["words"])
