"""Whose trade with whom sentences without figures speak of."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import HOME, Indicator
from kzdata.reading.counterparts import WORLD, Relation, codes
from kzdata.reading.meaning import TRADE
from kzdata.reading.places import Place
from kzdata.reading.scene import Scene
from kzdata.reading.sides import find_sides, is_subject, spoken_of

_WHOLE = 2
"""Words between trade and what says that it is all of it: "exports of goods to third countries"."""
_TWO = 2
_VERB = 3
"""Words between a subject and its verb: "is again selling"."""
TURNED = {Indicator.EXPORTS: Indicator.IMPORTS, Indicator.IMPORTS: Indicator.EXPORTS}
"""What one side's exports and imports are to the other."""
_TURN = 6
"""Words from "what about" to whom it asks about: "what about the whole of Asia"."""


def turned_relation(scene: Scene, last: Relation) -> Relation | None:
    """The relation to which a sentence without figures turns: "With Slovakia it is harder"."""
    trades = any(cue.payload.value in TRADE for cue in scene.cues_of("indicator"))
    if trades and scene.has("whole") and not scene.has("pair"):
        ranked = any(place.code in last.others for place in spoken_of(scene))
        return None if ranked else announced_relation(scene)
    abroad = [place for place in spoken_of(scene) if place.code != HOME and place.form == "name"]
    if len(codes(abroad)) != 1:
        return None
    place = abroad[0]
    start = max((cue.last for cue in scene.cues_of("turn") if cue.last <= place.first), default=-_TURN)
    opens = scene.word(scene.first) in scene.words["with"]
    led = opens and scene.words["article"].issuperset(scene.gap(scene.first + 1, place.first))
    if led or place.first - start < _TURN:
        return Relation(HOME, (place.code,))
    return None


def announced_relation(scene: Scene, teller: str = HOME) -> Relation | None:
    """The relation that a sentence without figures speaks of: "Korea's trade with Central Asia"."""
    told = codes(spoken_of(scene))
    for cue in scene.cues_of("indicator") if len(told) < _TWO else ():
        whole = any(-_WHOLE <= w.first - cue.last <= _WHOLE for w in scene.cues_of("whole"))
        if cue.payload.value in TRADE and whole:
            owner = find_sides(scene, None, (cue.first, cue.last)).owner
            return Relation(owner.code if owner else teller, (WORLD,))
    named = [cue for cue in scene.cues_of("indicator") if cue.payload.value in TRADE]
    for cue in (*named, *scene.cues_of("ties")):
        sides = find_sides(scene, None, (cue.first, cue.last))
        pool = codes([*([sides.owner] if sides.owner else []), *sides.sources, *sides.counterparts])
        abroad = [code for code in pool if area(code).kind is AreaKind.COUNTRY and HOME not in pool]
        if abroad and any(p.code == HOME and is_subject(scene, p) for p in spoken_of(scene)):
            return Relation(abroad[0], (HOME,))  # "Kazakhstan is a partner of Belarus, third among the CIS"
        if cue.payload.value in TURNED and not pool:  # "Italy is selling to Kazakhstan again"
            pair = codes([*_doer(scene, cue.first), *sides.targets])
            if HOME in pair and len(pair) == _TWO:
                return Relation(pair[0], pair[1:])
        if pool == (HOME,) and sides.counterparts:  # "The Turkish Institute on trade with Kazakhstan"
            tellers = [p for p in scene.places if p.last <= cue.first and (p.owns or p.in_title)]
            pool = (*codes(tellers, but=HOME), HOME)
            if len(pool) == _TWO:
                return Relation(pool[0], (HOME,))
        elif len(pool) > 1:
            apart = pool == codes(sides.counterparts) and not is_between(scene, sides.counterparts)
            sided = sides.owner is not None and HOME in codes(sides.counterparts)  # "Italy's trade with us"
            home = not sided and (HOME in pool or apart)  # "trade with China and Iran"
            subject = HOME if home else pool[0]
            return Relation(subject, tuple(code for code in pool if code != subject))
    return None


def tells_of(code: str, scenes: Sequence[Scene]) -> bool:
    """Whether sentences speak of what is a country's own: "Mongolian statistics", not its ambassador."""
    for scene in scenes:
        for place in spoken_of(scene):
            at = place.first - 1 - (scene.word(place.first - 1) in scene.words["article"])
            ours = scene.word(place.first) in scene.words["we"]  # who we are is that country's envoy
            if place.code == code and not ours and (place.owns or scene.word(at) in scene.words["of"]):
                return True
    return False


def _doer(scene: Scene, end: int) -> list[Place]:
    """Who does what is named at token `end`: the subject right before the verb."""
    before = [p for p in spoken_of(scene) if p.last <= end and is_subject(scene, p)]
    return before[-1:] if before and end - before[-1].last <= _VERB else []


def is_between(scene: Scene, places: Sequence[Place]) -> bool:
    """Whether places are the two sides of one trade: "between X and Y"."""
    if not places:
        return False
    first = places[0].first
    return not scene.words["between"].isdisjoint(scene.gap(first - 3, first))
