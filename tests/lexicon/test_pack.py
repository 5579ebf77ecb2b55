"""What the loader makes of a language pack: a broken one is refused, a small one is enough."""

from copy import deepcopy
from dataclasses import replace

import pytest

from kzdata.errors import LexiconError
from kzdata.lexicon.cues import check_cues
from kzdata.lexicon.pack import Pack, Tables, load_pack
from kzdata.model import Statement
from kzdata.reading.extractor import _Reader
from kzdata.reading.grammar import Grammar, grammar
from kzdata.reading.places import find_places
from kzdata.reading.text import read_text

ENGLISH = load_pack("en")


def with_cues(section: str, table: dict) -> Pack:
    """The English pack with one section of its cue words changed."""
    cues = deepcopy(ENGLISH.cues)
    cues[section] |= table
    return replace(ENGLISH, cues=cues)


@pytest.mark.parametrize(
    ("section", "table", "entry", "reason"),
    [
        ("fields", {"chnage": {"up": {}}}, "[fields.chnage]", "the reader asks only for"),
        ("fields", {"indicator": {"export": {}}}, "[fields.indicator.export]", "exports"),
        ("fields", {"change": {"up": {"grew": ""}}}, "[fields.change.up] grew", "a sentence as an example"),
        ("fields", {"change": {"up": ["grew"]}}, "[fields.change.up]", '"pattern" = "A sentence with it."'),
        ("counts", {"cows": {"unit": "count", "nouns": {}}}, "[counts.cows]", "is no indicator"),
        ("counts", {"visits": {"nouns": {}}}, "[counts.visits]", "it needs a unit"),
        ("people", {"titles": ["king"]}, "[people.titles]", "it needs entries"),
        ("words", {"of": ["of"]}, "[words.of]", "it needs a list of words"),
    ],
)
def test_cue_words_that_the_reader_cannot_use_are_refused(section, table, entry, reason):
    with pytest.raises(LexiconError) as caught:
        check_cues("xx/cues.toml", with_cues(section, table).cues)
    assert (caught.value.file, caught.value.entry) == ("xx/cues.toml", entry)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("entries", "entry", "reason"),
    [
        ({"(grew|grow": "It grew."}, "[fields.change.up] (grew|grow", "a bracket is not closed"),
        ({"grew {much}": "It grew."}, "[fields.change.up] grew {much}", "no slot is called {much}"),
        ({"(grew|fell)": "It grew."}, "fell", "it can't stand in several of change.up, change.down"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused(entries, entry, reason):
    change = {"up": entries, "down": {"fell": "It fell."}}
    with pytest.raises(LexiconError) as caught:
        Grammar(with_cues("fields", {"change": change}))
    assert (caught.value.file, caught.value.entry, caught.value.reason) == ("en/cues.toml", entry, reason)


def test_a_missing_table_is_told_with_its_file():
    with pytest.raises(LexiconError, match=r"xx/periods\.toml: \[\w+\]: it is missing"):
        Grammar(replace(ENGLISH, periods=Tables("xx/periods.toml", {})))


def test_a_language_without_small_words_is_read_as_far_as_its_words_go():
    fields = {
        "indicator": {"exports": {"wywoz": "Wywoz zug 5."}},
        "speech": {"pronouns": {"on": "On zug."}},
    }
    cues = {"fields": fields, "counts": {}, "counted_before": {}, "words": {}}
    cues["people"] = {"titles": {}, "institutions": {}}
    check_cues("xx/cues.toml", cues)
    made_up = Grammar(replace(ENGLISH, cues=Tables("xx/cues.toml", cues)))
    (figure,) = _Reader(Statement("text", "Wywoz zug $5 mln."), made_up).figures()
    assert (figure.value, figure.unit, figure.indicator) == (5e6, "USD", "exports")


@pytest.mark.parametrize("frame", ["Trade with {} grew.", "They met the {} side."])
def test_every_name_of_an_area_is_found_as_that_area(frame):
    found = {
        name: [
            (place.code, place.form)
            for place in find_places(read_text(frame.format(name.alias)), grammar("en"))
        ]
        for name in ENGLISH.places
    }
    assert {name: places for name, places in found.items() if places != [(name.code, name.form)]} == {}


def test_names_that_mean_no_area_are_found_as_none():
    frames = {name: f"Trade with {name} grew." for name in ENGLISH.not_places}
    assert [name for name, text in frames.items() if find_places(read_text(text), grammar("en"))] == []
