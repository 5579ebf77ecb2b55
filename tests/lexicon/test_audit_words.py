"""The audit's words: each list has an example in which one of them stands."""

import tomllib
from importlib.resources import files

import pytest

from kzdata.lexicon.areas import areas
from kzdata.lexicon.audit import audit_words, publisher_areas
from kzdata.reading.text import read_text

LISTS = tomllib.loads((files("kzdata.lexicon") / "en" / "audit.toml").read_text("utf-8"))["words"]


@pytest.mark.parametrize("name", LISTS)
def test_an_example_holds_a_word_of_its_list(name):
    assert set(LISTS[name]["list"]) & set(read_text(LISTS[name]["example"]).lower)


def test_a_language_without_such_words_has_none():
    assert audit_words("xx").words["some"] == frozenset()


def test_publishers_sit_in_areas_of_the_lexicon():
    assert set(publisher_areas().values()) <= set(areas())
