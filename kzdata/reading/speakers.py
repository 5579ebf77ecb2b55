"""Who is quoted for a figure."""

from __future__ import annotations

from kzdata.model import Span
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.scene import Scene

_MAX_NAME = 9


def read_speaker(scene: Scene, last: str) -> tuple[str, Span | None]:
    """Who says what `scene` states, and the words that name them; a pronoun means the speaker before.

    Empty if nobody is quoted.
    """
    for cue in scene.cues_of("speech"):
        if cue.payload.value == "according":
            name = _name_after(scene, cue.last)
            if name is not None:
                return name.of(scene.text.body), name
            if _is_pronoun(scene, cue.last):
                return last, None
        if cue.payload.value == "verb":
            name = _name_before(scene, cue) or _inverted(scene, cue)
            if name is not None:
                return name.of(scene.text.body), name
            if _pronoun_before(scene, cue):
                return last, None
    return "", None


def _name_after(scene: Scene, start: int) -> Span | None:
    """A name that begins right at token `start`, perhaps behind an article and a title."""
    i = start
    while i < scene.last and (scene.text.lower[i] in scene.words["article"]):
        i += 1
    first = i
    while i < scene.last and i - first < _MAX_NAME and _belongs(scene, i):
        i += 1
    return _name_in(scene, first, i)


def _name_before(scene: Scene, cue: Match[Cue]) -> Span | None:
    """A name that ends right before the verb, perhaps with a comma between."""
    end = cue.first
    while end > scene.first and scene.text.lower[end - 1] in scene.words["before_verb"]:
        end -= 1
    i = end
    while i > scene.first and end - i < _MAX_NAME and _belongs(scene, i - 1):
        i -= 1
    return _name_in(scene, i, end)


def _inverted(scene: Scene, cue: Match[Cue]) -> Span | None:
    """A name behind a verb that closes a quotation: "...", said Cirielli."""
    if cue.first > scene.first and scene.text.lower[cue.first - 1] in {",", '"', "'"}:
        return _name_after(scene, cue.last)
    return None


def _belongs(scene: Scene, i: int) -> bool:
    """Whether token `i` may be part of a person's or an institution's name."""
    return scene.text.words[i][0].isupper() or scene.text.lower[i] in scene.words["name_links"]


def _name_in(scene: Scene, first: int, last: int) -> Span | None:
    """The surname, or the institution's name, in the tokens `first` to `last`."""
    while first < last and scene.text.lower[first] in scene.words["name_links"]:
        first += 1
    while first < last and scene.text.lower[last - 1] in scene.words["name_links"]:
        last -= 1
    if first >= last:
        return None
    for i in range(first, last):
        if scene.text.lower[i] in scene.grammar.institutions and scene.text.words[i][0].isupper():
            return scene.text.span(first, last)
    own = [i for i in range(first, last) if scene.text.words[i][0].isupper() and not _is_known(scene, i)]
    if not own or own[-1] != last - 1:
        return None
    return scene.text.span(own[-1], last)


def _is_known(scene: Scene, i: int) -> bool:
    """Whether a capitalised word is a place or a title, not a name."""
    if any(place.first <= i < place.last for place in scene.places):
        return True
    return scene.text.lower[i] in scene.grammar.title_words or scene.text.lower[i] in scene.words["article"]


def _is_pronoun(scene: Scene, i: int) -> bool:
    return any(tuple(scene.text.lower[i : i + size]) in scene.grammar.pronouns for size in (3, 2, 1))


def _pronoun_before(scene: Scene, cue: Match[Cue]) -> bool:
    return any(
        other.payload.value == "pronouns" and 0 <= cue.first - other.last <= 2
        for other in scene.cues_of("speech")
    )
