import pytest

from kzdata.reading.grammar import grammar
from kzdata.reading.text import read_text

CUES = grammar("en").pack.cues
EXAMPLES = [(name, text) for name, texts in CUES["examples"].items() for text in texts]


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_example_of_a_cue_is_found(name, text):
    found = {
        f"{match.payload.field}.{match.payload.value}" for match in grammar("en").cues.find(read_text(text))
    }
    assert name in found


def test_every_list_of_cues_has_an_example():
    listed = {f"{field}.{value}" for field, values in CUES["fields"].items() for value in values}
    assert listed == set(CUES["examples"])


def test_every_counted_noun_has_a_known_indicator():
    assert grammar("en").count_noun(read_text("joint ventures"), 0, 3)[0] is not None
