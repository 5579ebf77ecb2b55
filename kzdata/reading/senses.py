"""Whether a cue word means here what it may mean."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.periods import PeriodMention
from kzdata.reading.places import Place
from kzdata.reading.text import Text

_GROWS = 6
"""How soon behind "the economy" must be said that it grows."""


def is_meant(text: Text, grammar: Grammar, cue: Match[Cue], names: Sequence[Place | PeriodMention]) -> bool:
    """Whether a cue means what it may: "States" and "May" are no verbs in names; "came to" needs a place."""
    field, words = cue.payload.field, grammar.words
    if field in {"speech", "modality"} and any(n.first <= cue.first and cue.last <= n.last for n in names):
        return False
    if field == "change" and text.lower[min(cue.last, len(text.words) - 1)] in words["quoting"]:
        said = grammar.find_cues(text, cue.first, cue.last)
        return not any(other.payload.field == "speech" for other in said)  # "the ministry added, ..."
    return _names_what_is_meant(text, grammar, cue, names)


def _names_what_is_meant(
    text: Text, grammar: Grammar, cue: Match[Cue], names: Sequence[Place | PeriodMention]
) -> bool:
    """Whether a noun names what it may: "the economy" only where it grows, goods only with an owner."""
    field, words = cue.payload.field, grammar.words
    opening = text.lower[cue.first]
    if opening in words["traders"]:  # "Dutch exporters made $5bn", not "sold to Dutch buyers"
        return _leads(text, grammar, cue.first, names) not in words["to from by of with between for"]
    if opening in words["grows"]:  # only what grows, not "invested in the economy"
        if _leads(text, grammar, cue.first, names) in words["in to from"]:
            return False
        near = grammar.find_cues(text, cue.last, min(cue.last + _GROWS, len(text.words)))
        return any(other.payload.field == "change" for other in near)
    if opening in words["goods"] and cue.last == cue.first + 1 and not _is_alone(text, grammar, cue):
        owner = next((n for n in names if isinstance(n, Place) and n.last == cue.first and n.owns), None)
        if owner is None:  # "Latvian goods", but not "bought Latvian goods"
            return False
        verbs = grammar.find_cues(text, max(0, owner.first - 3), owner.first)
        return not any(verb.payload.field == "indicator" for verb in verbs)
    if field != "visit" or text.lower[cue.last - 1] not in words["to"]:
        return True
    return any(isinstance(name, Place) and cue.last <= name.first <= cue.last + 2 for name in names)


def _leads(text: Text, grammar: Grammar, token: int, names: Sequence[Place | PeriodMention]) -> str:
    """The word before a noun, its article and whose it is: "to" of "to the Dutch buyers"."""
    skipped = grammar.words["article possessive"]
    i = token - 1
    while i >= 0:
        named = next((name for name in names if name.last == i + 1), None)
        if named is not None:
            i = named.first - 1
        elif text.lower[i] in skipped:
            i -= 1
        else:
            return text.lower[i]
    return ""


def _is_alone(text: Text, grammar: Grammar, cue: Match[Cue]) -> bool:
    """Whether goods with their worth are all that a sentence says of trade: "goods worth $5m left for"."""
    near = grammar.find_cues(text, cue.last, min(cue.last + 1, len(text)))
    if not any(other.payload.field == "worth" for other in near):
        return False
    first, last = text.sentences[text.sentence_of(cue.first)]
    named = (c for c in grammar.find_cues(text, first, last) if c.payload.field == "indicator")
    return all(text.lower[c.first] in grammar.words["goods"] for c in named)
