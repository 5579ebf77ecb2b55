"""What has been invested until some day, told from what is invested in some time."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator, Kind, Modality
from kzdata.reading.amount import Amount
from kzdata.reading.carrying import Timing, is_part_of_last
from kzdata.reading.counterparts import Parties
from kzdata.reading.meaning import Meaning
from kzdata.reading.scene import Scene


def settled(
    scene: Scene,
    meanings: Sequence[Meaning],
    timings: Sequence[Timing],
    parties: Sequence[Parties],
    before: Sequence[Parties],
) -> list[Parties]:
    """The parties of the figures in a sentence, whose investment is a standing total where it is one.

    `before` are the parties of the last sentence with figures.
    """
    found: list[Parties] = []
    for number, whose in enumerate(parties):
        last = found[-1] if found else before[-1] if before else None
        stands = _stands(scene, scene.amounts[number], meanings[number], timings[number])
        part = last is not None and last.indicator is Indicator.INVESTMENT_STOCK
        part = part and _is_part(scene, number, meanings[number], goes_on=bool(found))
        stock = whose.indicator is Indicator.INVESTMENT and (stands or part)
        found.append(whose._replace(indicator=Indicator.INVESTMENT_STOCK) if stock else whose)
    return found


def _stands(scene: Scene, amount: Amount, meaning: Meaning, timing: Timing) -> bool:
    """Whether an amount invested has no window, or a day only, and is not being invested now."""
    at = meaning.indicator_at
    if meaning.kind is not Kind.LEVEL or meaning.modality is not Modality.ACTUAL:
        return False
    if at is not None and not scene.words["ongoing"].isdisjoint(scene.gap(at[0], at[1] + 1)):
        return False
    behind = at is not None and at[0] >= amount.last
    if behind and scene.word(amount.first - 1) in scene.words["with"]:
        return False  # "a plant with $42 million of Dutch investment"
    if timing.period is None:
        return not timing.said
    return timing.period.start == timing.period.end


def _is_part(scene: Scene, number: int, meaning: Meaning, *, goes_on: bool) -> bool:
    """Whether an amount is part of a standing total before it: "of it 15% is American"."""
    if meaning.kind is Kind.SHARE and goes_on:
        return True
    return meaning.kind is not Kind.CHANGE and (
        (goes_on and meaning.is_part) or is_part_of_last(scene, scene.amounts[number], meaning)
    )
