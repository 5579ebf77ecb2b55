"""Who is quoted for a figure."""

from __future__ import annotations

from kzdata.model import Span
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.scene import Scene
from kzdata.reading.text import Text

_MAX_NAME = 9


def read_speaker(text: Text, grammar: Grammar, scene: Scene, last: str) -> tuple[str, Span | None]:
    """Who says what `scene` states, and the words that name them; a pronoun means the speaker before.

    Empty if nobody is quoted.
    """
    for cue in scene.cues_of("speech"):
        if cue.payload.value == "according":
            name = _name_after(text, grammar, scene, cue.last)
            if name is not None:
                return name.of(text.body), name
            if _is_pronoun(text, grammar, cue.last):
                return last, None
        if cue.payload.value == "verb":
            name = _name_before(text, grammar, scene, cue) or _inverted(text, grammar, scene, cue)
            if name is not None:
                return name.of(text.body), name
            if _pronoun_before(scene, cue):
                return last, None
    return "", None


def _name_after(text: Text, grammar: Grammar, scene: Scene, start: int) -> Span | None:
    """A name that begins right at token `start`, perhaps behind an article and a title."""
    i = start
    while i < scene.last and (text.lower[i] in grammar.words["article"]):
        i += 1
    first = i
    while i < scene.last and i - first < _MAX_NAME and _belongs(text, grammar, i):
        i += 1
    return _name_in(text, grammar, scene, first, i)


def _name_before(text: Text, grammar: Grammar, scene: Scene, cue: Match[Cue]) -> Span | None:
    """A name that ends right before the verb, perhaps with a comma between."""
    end = cue.first
    while end > scene.first and text.lower[end - 1] in {",", "-", "has", "have", "had"}:
        end -= 1
    i = end
    while i > scene.first and end - i < _MAX_NAME and _belongs(text, grammar, i - 1):
        i -= 1
    return _name_in(text, grammar, scene, i, end)


def _inverted(text: Text, grammar: Grammar, scene: Scene, cue: Match[Cue]) -> Span | None:
    """A name behind a verb that closes a quotation: "...", said Cirielli."""
    if cue.first > scene.first and text.lower[cue.first - 1] in {",", '"', "'"}:
        return _name_after(text, grammar, scene, cue.last)
    return None


def _belongs(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether token `i` may be part of a person's or an institution's name."""
    return text.words[i][0].isupper() or text.lower[i] in grammar.words["name_links"]


def _name_in(text: Text, grammar: Grammar, scene: Scene, first: int, last: int) -> Span | None:
    """The surname, or the institution's name, in the tokens `first` to `last`."""
    while first < last and text.lower[first] in grammar.words["name_links"]:
        first += 1
    while first < last and text.lower[last - 1] in grammar.words["name_links"]:
        last -= 1
    if first >= last:
        return None
    for i in range(first, last):
        if text.lower[i] in grammar.institutions and text.words[i][0].isupper():
            return text.span(first, last)
    own = [i for i in range(first, last) if text.words[i][0].isupper() and not _is_known(text, grammar, scene, i)]
    if not own or own[-1] != last - 1:
        return None
    return text.span(own[-1], last)


def _is_known(text: Text, grammar: Grammar, scene: Scene, i: int) -> bool:
    """Whether a capitalised word is a place or a title, not a name."""
    if any(place.first <= i < place.last for place in scene.places):
        return True
    return text.lower[i] in grammar.title_words or text.lower[i] in grammar.words["article"]


def _is_pronoun(text: Text, grammar: Grammar, i: int) -> bool:
    return any(tuple(text.lower[i : i + size]) in grammar.pronouns for size in (3, 2, 1))


def _pronoun_before(scene: Scene, cue: Match[Cue]) -> bool:
    return any(
        other.payload.value == "pronouns" and 0 <= cue.first - other.last <= 2 for other in scene.cues_of("speech")
    )
