"""Words that stand where they are not what the lexicon has them for."""

import tomllib
from pathlib import Path

import pytest

from kzdata.model import PartialDate
from kzdata.reading.grammar import grammar
from kzdata.reading.scenes import find_scenes
from kzdata.reading.text import read_text

TEXTS = tomllib.loads((Path(__file__).parent.parent / "cases/not-cues.toml").read_text("utf-8"))["texts"]


def readings(text: str, word: str) -> set[str]:
    """What the last `word` of `text` is read as."""
    tokens = read_text(text)
    token = max(i for i, one in enumerate(tokens.words) if one == word)
    found = set()
    for scene in find_scenes(tokens, grammar("en"), PartialDate(2017, 12, 25)):
        named = [(cue, f"{cue.payload.field}.{cue.payload.value}") for cue in scene.cues]
        named += [(place, place.code) for place in scene.places]
        named += [(period, "period") for period in scene.periods]
        found |= {name for item, name in named if item.first <= token < item.last}
    return found


@pytest.mark.parametrize(("text", "word", "what"), TEXTS)
def test_a_word_is_not_read_as_what_it_is_elsewhere(text, word, what):
    assert what not in readings(text, word)


def test_a_word_is_read_as_what_it_is():
    assert readings("Exports may rise to $2bn.", "may") == {"modality.forecast"}
