import pytest

from kzdata.reading.grammar import Cue, grammar
from kzdata.reading.matcher import Matcher
from kzdata.reading.text import read_text

CUES = grammar("en").pack.cues
ENTRIES = [
    pytest.param(pattern, Cue(field, value), example, id=f"{field}.{value}: {pattern}")
    for field, values in CUES["fields"].items()
    for value, entries in values.items()
    for pattern, example in entries.items()
]


@pytest.mark.parametrize(("pattern", "cue", "example"), ENTRIES)
def test_a_cue_decides_what_its_entry_says(pattern, cue, example):
    text = read_text(example)
    read = grammar("en").cues.find(text)
    assert [match for match in Matcher({pattern: cue}).find(text) if match in read]


def test_every_counted_noun_has_a_known_indicator():
    assert grammar("en").count_noun(read_text("joint ventures"), 0, 3)[0] is not None
