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
_LINKED, _SUBJECT = 8, 12
_UNSURE_REACH = 26
_NOW = 4
_STEP = 5
"""Words from what something grows from to what it grows to: "from $2bn in 2015 to $5bn"."""


def find_modality(scene: Scene, amount: Amount) -> tuple[Modality, Match[Cue] | None]:
    """How sure the amount is, by the nearest word of aim, forecast or possibility.

    A word behind the amount must be linked to it: "$2bn are planned". What something grows from is a fact.
    """
    leads = scene.word(amount.first - 1) in scene.words["to"]  # "from $6bn today to $10bn"
    if not leads and any(m.means == "now" and 0 <= amount.first - m.last <= 1 for m in scene.periods):
        beside = [cue for cue in scene.cues_of("modality") if amount.first - cue.last in range(_NOW)]
        if not beside:  # "to double trade, currently $220 million"; but "the aim is now $3 billion"
            return Modality.ACTUAL, None
    if _is_start(scene, amount) or is_done(scene, amount):
        return Modality.ACTUAL, None
    best, best_distance = None, _UNSURE_REACH
    for cue in scene.cues_of("modality"):
        distance = _distance(scene, amount, cue)
        if distance is not None and distance < best_distance:
            best, best_distance = cue, distance
    if best is not None and _has_happened(scene, best, amount):
        return Modality.ACTUAL, None
    best = _governing(scene, best) if best else None
    if best is not None and best.payload.value == Modality.FORECAST and _is_conditional(scene, best):
        return Modality.POTENTIAL, best
    return (Modality(best.payload.value) if best else Modality.ACTUAL), best


def _distance(scene: Scene, amount: Amount, cue: Match[Cue]) -> int | None:
    """How far a word of aim, forecast or possibility is from an amount; None if it is another one's."""
    aside = scene.aside_of(amount.first)
    if scene.aside_of(cue.first) not in {None, aside}:
        return None
    if aside is not None and scene.aside_of(cue.first) is None:
        return None
    if _is_yardstick(scene, amount, cue):
        return None
    if cue.first < amount.first:
        return None if ";" in scene.gap(cue.last, amount.first) else scene.distance(cue, amount)
    end = _end_of_thing(scene, amount)
    gap = scene.gap(end, cue.first)
    if scene.is_described(amount, cue.first):  # "$5bn that trade of the two is to reach"
        return len(gap) if scene.words["comma"].isdisjoint(gap) else None
    subject = _is_subject_of(scene, amount, cue)
    stops, reach = scene.words["breaks" if subject else "and breaks"], _SUBJECT if subject else _LINKED
    colon = ":" in gap and scene.word(cue.first - len(gap) + gap.index(":") + 1) not in scene.words["parts"]
    if cue.first >= amount.last and (colon or len(gap) > reach or not stops.isdisjoint(gap)):
        return None
    return len(gap) if cue.first >= end > amount.last else scene.distance(cue, amount)


def _is_yardstick(scene: Scene, amount: Amount, cue: Match[Cue]) -> bool:
    """Whether an aim or a forecast only measures what came of it: "5% more than planned", "of the plan"."""
    words, at = scene.words, cue.first - 1
    while scene.word(at) in words["article"]:
        at -= 1
    if scene.word(at) in words["exceeds"]:  # "surpassed the plan by 5%"; but "the target of $5bn"
        return amount.last <= at or scene.word(amount.first - 1) in words["by"]
    if amount.last > at:
        return False
    beside = at == amount.last and scene.word(at) in words["from_level of"]
    return beside or scene.word(at) in words["strong_compare"]


def _is_subject_of(scene: Scene, amount: Amount, cue: Match[Cue]) -> bool:
    """Whether what is counted is what is expected: "20 projects in mining, energy and trade are planned"."""
    words = scene.words
    verbs = words["happened auxiliaries"]
    led = scene.word(cue.first - 1) in verbs or scene.word(cue.first) in verbs
    apposed = "," in scene.gap(cue.first - 2, cue.first)  # "trade, once $2bn a year, should"
    grown = any(change.last <= amount.first for change in scene.cues_of("change"))
    if (
        not led
        or apposed
        or grown
        or scene.crosses(amount.last, cue.first)
        or scene.word(amount.first - 1) in words["period_links from by on"]
    ):
        return False
    return verbs.isdisjoint(scene.gap(scene.first, amount.first)) and verbs.isdisjoint(
        scene.gap(amount.last, cue.first - 1)
    )


def _is_start(scene: Scene, amount: Amount) -> bool:
    """Whether the amount is what something is to grow from: "to raise trade to $5bn from $2bn"."""
    words = scene.words
    if amount is not scene.amounts[0] and scene.word(amount.first - 1) in words["strong_compare"]:
        return True  # "is to reach $3bn, against $2bn in 2018"
    at = amount.first - 1
    while scene.word(at) in words["present of base_nouns"]:
        at -= 1
    if scene.word(at) not in words["from"]:
        return False
    if scene.word(amount.last) in words["reached"]:
        return True  # "to increase trade from the $5bn reached in 2017"
    times = [a for a in scene.amounts if a.is_multiple and a.last <= at]
    if times and not scene.crosses(times[-1].last, at):
        return True  # "to double trade from the current $600 million"
    beside = [a for a in scene.amounts if a is not amount and a.unit == amount.unit]
    before = any(a.last == amount.first - 1 and scene.word(a.first - 1) in words["to"] for a in beside)
    behind = any(
        0 < a.first - amount.last <= _STEP and scene.word(a.first - 1) in words["to"] for a in beside
    )
    return before or behind


def is_done(scene: Scene, amount: Amount) -> bool:
    """Whether what is counted is said to be there: "2 of them completed", "7 of which have been launched"."""
    if amount.noun is None:
        return False
    end, words = _end_of_thing(scene, amount), scene.words
    perfect = scene.word(end) in words["perfect"] and scene.word(end + 1) not in words["to"]
    return perfect or scene.word(end) in words["done"]


def _has_happened(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a clause of its own tells what was: "despite the potential, trade was only $600 million"."""
    words, stops = scene.words, scene.words["comma breaks"] | {":"}
    start = amount.first
    while start > cue.last and scene.word(start - 1) not in stops:
        start -= 1
    joined = [i for i in range(cue.last, amount.first - 1) if scene.word(i) in words["and"]]
    if joined and scene.word(joined[-1] + 1) in words["perfect"]:
        return scene.word(joined[-1] + 2) not in words["to"]  # "is ready to give $5bn, and has given $1bn"
    named = any(start <= name.first and name.last <= amount.first for name in scene.names)
    if start <= cue.last or not named:
        return False
    told = [i for i in range(start, amount.first) if scene.word(i) in words["happened"]]
    return bool(told) and scene.word(told[-1] + 1) not in words["to"]  # "was to be"


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
            stops = scene.words["breaks"] | {":"}
            if len(gap) <= _GOVERNED and stops.isdisjoint(gap):
                return aim
    return cue
