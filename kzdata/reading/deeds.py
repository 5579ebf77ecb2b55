"""What a figure is by what is done: a sum put into a country or lent by a bank, a country's growth."""

from __future__ import annotations

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import TRADE
from kzdata.reading.scene import Scene

_INTO = 5
"""How soon behind a sum "into" says that it was invested: "$5bn of German capital into"."""
_VERB = 8
"""Words from a verb to the sum that is its object: "have brought to the republic some"."""
_TARGET = 4
"""Words from "to" to the country: "to the economy of Kazakhstan"."""


def done_with(scene: Scene, amount: Amount) -> tuple[Indicator, tuple[int, int]] | None:
    """What a sum is by the verb whose object it is, and the tokens of the verb."""
    if amount.noun is not None or not amount.unit.isupper():
        return None
    verb = _verb(scene, "give", amount) if scene.has("lender") else None
    if verb is not None and any(lender.last <= verb.first for lender in scene.cues_of("lender")):
        return Indicator.LOANS, (verb.first, verb.last)
    verb = _verb(scene, "put", amount)
    if verb is not None and _goes_in(scene, amount, verb):
        return Indicator.INVESTMENT, (verb.first, verb.last)
    return None


def _verb(scene: Scene, field: str, amount: Amount) -> Match[Cue] | None:
    """The verb whose object a sum is: no other amount or thing stands between."""
    verb = next((cue for cue in reversed(scene.cues_of(field)) if cue.last <= amount.first), None)
    if verb is None or amount.first - verb.last > _VERB or scene.crosses(verb.last, amount.first):
        return None
    things = (cue for cue in scene.names if verb.last <= cue.first < amount.first)
    return None if any(cue.payload.value != Indicator.OTHER for cue in things) else verb


def _goes_in(scene: Scene, amount: Amount, verb: Match[Cue]) -> bool:
    """Whether what a verb moves goes into something: "put $2bn into it", "brought $2bn to the country"."""
    end = amount.last
    if any(end <= cue.first <= end + _INTO and cue.payload.value in TRADE for cue in scene.names):
        return False  # "brought $2 million of goods to Kazakhstan"
    before = range(verb.last, amount.first)
    for i in (*range(end, end + _INTO), *before):
        if scene.word(i) in scene.words["into"]:
            return True
        leads = verb.payload.value == "move" and scene.word(i) in scene.words["to in"]
        if leads and _is_land(scene, i + 1):
            return True
    return False


def _is_land(scene: Scene, i: int) -> bool:
    """Whether a country is named at a token or soon behind it: "Kazakhstan", "the country's economy"."""
    near = range(i, i + _TARGET)
    if not scene.words["home_land economy"].isdisjoint(scene.gap(i, i + _TARGET)):
        return True
    return any(
        place.first in near and scene.words["article"].issuperset(scene.gap(i, place.first))
        for place in scene.places
    )


def growth_of(scene: Scene, amount: Amount) -> tuple[Indicator, tuple[int, int]] | None:
    """The growth of a country, where nothing else is named that grows: "Italy's growth slowed"."""
    for cue in scene.cues_of("step") if amount.unit == "percent" else ():
        owned = any(place.owns and 0 <= cue.first - place.last <= 1 for place in scene.spoken_of)
        grows = scene.word(cue.first) in scene.words["growth"]
        if owned and grows and scene.word(cue.last) not in scene.words["in of"]:
            return Indicator.GDP, (cue.first, cue.last)
    return None
