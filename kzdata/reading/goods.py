"""Goods named beside trade: a single commodity, a list of goods, or only what moved it."""

from __future__ import annotations

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import TRADE
from kzdata.reading.naming import cause_of
from kzdata.reading.scene import Scene

_KIND = 4
"""How soon behind "of" a commodity stands: "tons of Kazakh hard wheat"."""


def is_of_a_commodity(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether goods of one kind stand right at a trade word: "exports of grain", "cement exports"."""
    return any(
        other.payload.value == Indicator.OTHER
        and (-1 <= cue.first - other.last <= 0 or 0 <= other.first - cue.last <= 2)
        and scene.words["comma"].isdisjoint(scene.gap(min(cue.last, other.last), max(cue.first, other.first)))
        and cause_of(scene, other) is None
        for other in scene.cues_of("indicator")
    )


def is_of_one_kind(scene: Scene, amount: Amount) -> bool:
    """Whether tonnes are of one commodity: "200,000 tons of Kazakh grain"; but "of cargo"."""
    if amount.unit != "tonnes" or scene.word(amount.last) not in scene.words["of"]:
        return False
    near = range(amount.last + 1, amount.last + _KIND)
    return any(
        cue.payload.value == Indicator.OTHER
        and cue.first in near
        and not scene.crosses(amount.last, cue.first)
        for cue in scene.cues_of("indicator")
    )


def _goods_behind(scene: Scene, cue: Match[Cue]) -> list[Match[Cue]]:
    """The goods listed behind a trade word: "sold flour, wheat and petroleum products"."""
    found: list[Match[Cue]] = []
    links = scene.words["and of article"]
    for other in scene.cues_of("indicator"):
        end = found[-1].last if found else cue.last
        if other.payload.value == Indicator.OTHER and other.first >= end:
            if len(set(scene.gap(end, other.first)) - links) > 1:
                break
            found.append(other)
    return found


def is_of_many(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether several goods are listed behind a trade word: not trade in a single commodity."""
    goods = _goods_behind(scene, cue)
    return len(goods) > 1 and not scene.words["comma"].isdisjoint(scene.gap(goods[0].last, goods[-1].first))


def traded(scene: Scene, goods: Match[Cue]) -> Match[Cue] | None:
    """The trade word whose list of goods `goods` is part of."""
    if goods.payload.value != Indicator.OTHER:
        return None
    for cue in scene.cues_of("indicator"):
        if cue.payload.value in TRADE and goods in _goods_behind(scene, cue) and is_of_many(scene, cue):
            return cue
    return None
