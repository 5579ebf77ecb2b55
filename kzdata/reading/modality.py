"""How sure an amount is: an aim, a forecast, a possibility, or what has come to pass."""

from __future__ import annotations

from kzdata.model import Modality
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.scene import Scene

_IF = 20
_GOVERNED = 14
"""Words between "we hope that" and "will" at most."""
_LINKED = 8
_UNSURE_REACH = 26


def find_modality(scene: Scene, amount: Amount) -> tuple[Modality, Match[Cue] | None]:
    """How sure the amount is, by the nearest word of aim, forecast or possibility.

    A word behind the amount must be linked to it: "$2bn are planned".
    """
    if any(m.means == "now" and 0 <= amount.first - m.last <= 1 for m in scene.periods):
        return Modality.ACTUAL, None  # "to double trade, currently $220 million"
    best, best_distance = None, _UNSURE_REACH
    end = _end_of_thing(scene, amount)
    stops = scene.words["and breaks"]
    aside = scene.aside_of(amount.first)
    for cue in scene.cues_of("modality"):
        if scene.aside_of(cue.first) != aside and (aside or cue.first < amount.first) and aside is not None:
            continue
        if scene.aside_of(cue.first) not in {None, aside}:
            continue
        gap = scene.gap(end, cue.first)
        if cue.first >= amount.last and (len(gap) > _LINKED or not stops.isdisjoint(gap)):
            continue
        distance = len(gap) if cue.first >= end > amount.last else scene.distance(cue, amount)
        if distance < best_distance:
            best, best_distance = cue, distance
    best = _governing(scene, best) if best else None
    if best is not None and best.payload.value == Modality.FORECAST and _is_conditional(scene, best):
        return Modality.POTENTIAL, best
    return (Modality(best.payload.value) if best else Modality.ACTUAL), best


def _is_conditional(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether a forecast hangs on an "if" before it: "if a tenth came from here, trade would exceed $3bn"."""
    if scene.word(cue.first) not in scene.words["would"]:
        return False
    return any(word in scene.words["if"] for word in scene.gap(max(scene.first, cue.first - _IF), cue.first))


def _end_of_thing(scene: Scene, amount: Amount) -> int:
    """Where a count ends with what it is worth: "15 contracts for $2 billion are expected"."""
    following = next((a for a in scene.amounts if a.first >= amount.last), None)
    if amount.noun is None or following is None or following.noun is not None:
        return amount.last
    gap = scene.gap(amount.last, following.first)
    worth = any(amount.last <= cue.first and cue.last <= following.first for cue in scene.cues_of("worth"))
    linked = worth or (len(gap) == 1 and gap[0] in scene.words["for"])
    return following.last if linked and len(gap) <= _LINKED else amount.last


def _governing(scene: Scene, cue: Match[Cue]) -> Match[Cue]:
    """The aim that a word of the future hangs on: "we hope that trade will be four times higher"."""
    outer = next(
        (other for other in scene.cues_of("modality") if cue.first - 1 <= other.last <= cue.first), None
    )
    if outer is not None and outer is not cue:  # "ready to bring trade to"
        return outer
    if cue.payload.value != Modality.FORECAST:
        return cue
    for aim in scene.cues_of("modality"):
        if (
            aim.payload.value == Modality.TARGET
            and aim.last <= cue.first
            and not scene.crosses(aim.last, cue.first)
        ):
            gap = scene.gap(aim.last, cue.first)
            if len(gap) <= _GOVERNED and scene.words["breaks"].isdisjoint(gap):
                return aim
    return cue
