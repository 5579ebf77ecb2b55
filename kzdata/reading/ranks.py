"""Which of several things named is meant: the former, the latter, or by rank."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.scene import Scene


def former_or_latter(
    scene: Scene, number: int, found: Sequence[Meaning]
) -> tuple[Indicator, tuple[int, int]] | None:
    """Which of two things named in the sentence is meant: "the former had lost 11 percent"."""
    if len(found) < 2 or not scene.says("former latter"):
        return None
    start = scene.amounts[number - 1].last if number else scene.first
    named = list(dict.fromkeys(meaning.indicator for meaning in found))
    if len(named) < 2:
        return None
    for i in range(start, scene.amounts[number].first):
        if scene.word(i) in scene.words["former latter"]:
            return named[0 if scene.word(i) in scene.words["former"] else 1], (i, i + 1)
    return None


def in_order(scene: Scene, amount: Amount) -> tuple[Indicator, tuple[int, int]] | None:
    """Which of two is meant by rank: "exports and imports gained 8 and 7 percent, respectively"."""
    if len(scene.amounts) < 2 or not scene.says("in_order"):
        return None
    run = [other for other in scene.amounts if other.unit == amount.unit]
    joins = scene.words["and article"]
    for one, other in pairwise(c for c in scene.cues_of("indicator") if c.payload.value in TRADE):
        near = [a for a in run if a.first >= other.last]
        gap = scene.gap(one.last, other.first)
        if (
            gap
            and joins.issuperset(gap)
            and one.payload != other.payload
            and amount in near[:2]
            and len(near) > 1
        ):
            cue = (one, other)[near.index(amount)]
            return Indicator(cue.payload.value), (cue.first, cue.last)
    return None
