"""Who does the trading that a sentence tells of, where no owner is named."""

from __future__ import annotations

from kzdata.reading.counterparts import Question, codes
from kzdata.reading.places import Place, coordinated
from kzdata.reading.sides import is_subject, spoken_of

_VERB = 3
"""Words between a subject and its verb: "have together traded"."""


def doing_pair(ask: Question) -> tuple[str, ...]:
    """The two that trade with each other, where both are the subject."""
    at, scene = ask.meaning.indicator_at, ask.scene
    if at is None:
        return ()
    before = [p for p in spoken_of(scene) if p.last <= at[0] and not p.owns]
    for start in range(len(before)):
        group = coordinated(scene.text, scene.grammar, before, start, scene.words["and"])
        close = at[0] - group[-1].last <= _VERB and not scene.crosses(group[0].first, at[0])
        if len(group) == 2 and close and is_subject(scene, group[0]):
            return codes(group)
    return ()


def subject_before(ask: Question, owner: Place) -> tuple[str, ...]:
    """Who is somebody's partner: the subject before `owner`."""
    scene = ask.scene
    start = scene.after_last(owner.first)
    before = [p for p in spoken_of(scene) if start <= p.first and p.last <= owner.first]
    return codes([p for p in before if is_subject(scene, p)][-1:], but=owner.code)
