"""What a sentence goes on from that names nothing: after the parts of a whole, the whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kzdata.model import Indicator
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.scene import Scene

_PARTS = TRADE - {Indicator.TRADE_TURNOVER}
_COUNTED = frozenset(
    {Indicator.COMPANIES_COUNT, Indicator.VISITS, Indicator.POPULATION, Indicator.TOURISM, Indicator.OTHER}
)
"""What no sum of money carries on from."""

_NEAR = 2
"""Paragraphs in which a whole is remembered together with its parts."""


class Topics(NamedTuple):
    """What the text has spoken of besides the last figure.

    Attributes
    ----------
    whole : Meaning or None
        The turnover spoken of last.
    paragraph : int
        Where.
    parts : frozenset of Indicator
        The exports and imports spoken of since.
    """

    whole: Meaning | None = None
    paragraph: int = -1
    parts: frozenset[Indicator] = frozenset()

    def after(self, scene: Scene, meanings: Sequence[Meaning], indicators: Sequence[Indicator]) -> Topics:
        """The topics behind a sentence, of whose figures `indicators` tell exports and imports as its own."""
        found = self
        for meaning, indicator in zip(meanings, indicators, strict=True):
            if meaning.indicator is Indicator.TRADE_TURNOVER:
                found = Topics(meaning, scene.paragraph)
            elif indicator in _PARTS:
                found = found._replace(parts=found.parts | {indicator})
        return found

    def meant(self, scene: Scene, last: Meaning | None) -> Meaning | None:
        """What `scene` goes on from, if it names nothing: the last figure's topic, or its whole.

        Once both parts have been told, and where one thing is meant ("it", "the whole"), that is the whole.
        """
        if self.whole is None or last is None:
            return last
        if last.indicator not in TRADE:
            aims = last.indicator in _COUNTED and _aims_at_money(scene)
            return self.whole._replace(kind=last.kind, modality=last.modality) if aims else last
        if last.indicator not in _PARTS:
            return last
        if scene.paragraph - self.paragraph > _NEAR:
            return last
        both = scene.has("pair") and _aims_at_money(scene)  # "the neighbours could have $500 million"
        if both or _is_of_one(scene) or (self.parts >= _PARTS and not _points_back(scene)):
            return self.whole._replace(kind=last.kind, modality=last.modality)
        return last


def _aims_at_money(scene: Scene) -> bool:
    """Whether a sentence only names the sum that is to come: "the task is 6.5 billion dollars"."""
    sums = [amount for amount in scene.amounts if amount.noun is None and amount.unit.isupper()]
    return bool(sums) and scene.has("modality") and not scene.names


def _points_back(scene: Scene) -> bool:
    """Whether a sentence opens with the figure just told: "That is 5 percent more", "They were"."""
    start = scene.first + (scene.word(scene.first) in {'"', "-"})
    return scene.word(start) in scene.words["parts plural_pronouns"]


def _is_of_one(scene: Scene) -> bool:
    """Whether a sentence speaks of one thing, which exports are not: "it", "the total"."""
    words = scene.words
    before = scene.gap(scene.first, scene.amounts[0].first)
    if any(a in words["article"] and b in words["wholes"] for a, b in pairwise(before)):
        return True
    return any(a in words["pronouns"] and b in words["standing"] for a, b in pairwise(before))
