"""What figures are compared with: "than a year earlier", "against $1bn in 2015"."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Period
from kzdata.reading.amount import Amount
from kzdata.reading.meaning import RELATIVE_UNITS
from kzdata.reading.periods import PeriodMention
from kzdata.reading.scene import Scene

_HELD = 2
_LENGTHS = frozenset({"context_months", "months_back", "years_back"})
_LED = 8
_BASE_GAP = 6
_CLAUSE = 8
"""Words from "a year before" to what was then: "whereas a year before the surplus had been $11bn"."""
_THING_GAP = 8


def is_base(scene: Scene, mention: PeriodMention) -> bool:
    """Whether `mention` is what something is compared with: "than a year earlier", "against $1bn in 2015"."""
    words = scene.words
    named = any(name.first <= mention.last < name.last for name in scene.names)  # "last year total trade was"
    if mention.looks_back or (scene.word(mention.last) in words["base_after"] and not named):
        return True
    amount = next((a for a in reversed(scene.amounts) if a.last <= mention.first), None)
    compares = amount is not None and _is_multiplied(scene, mention, amount)
    if compares or (amount is not None and _is_in_bracket(scene, mention, amount)):
        return True
    holder = next(
        (a for a in scene.amounts if a.last <= mention.first and is_held_by(scene, a, mention)), None
    )
    if holder is not None:
        at = holder.first - 1
        while scene.word(at) in words["article"]:
            at -= 1
        if scene.word(at) in words["strong_compare from near_level"]:
            return True
    i = mention.first - 1
    while scene.word(i) in words["period_links base_nouns stand_ins"]:
        i -= 1
    # "this exceeds the figure of the same months of 2017 by a tenth"
    outdone = any(cue.first == i and cue.last > i + 1 for cue in scene.cues_of("change"))
    levelled = not words["base_nouns"].isdisjoint(scene.gap(i + 1, mention.first))
    beside = [*(a.last == i + 1 for a in scene.amounts)]  # "6.8 percent to the level of 2018"
    beside += [cue.first <= i < cue.last for cue in scene.cues_of("change")]  # "exceeded the level of 2010"
    levels = outdone or (levelled and any(beside))
    if levels or scene.word(i) in words["strong_compare"] or _is_led(scene, mention):
        return True
    near = scene.word(i) in words["from_level" if levelled else "near_level"]
    near = near and any(a.last == i for a in scene.amounts)  # "15 percent over the result of 2011"
    if near or (scene.word(i) in words["from"] and any(other.last == i for other in scene.periods)):
        return True  # "12 percent below May 2011"; "fell by 4 percent in February from January"
    cue = next((cue for cue in scene.cues_of("compare") if cue.first <= i < cue.last), None)
    if cue is None or mention.means in _LENGTHS:  # "over 2016" in itself; "by 12% over eight months"
        return False
    if not words["strong_compare"].isdisjoint(scene.gap(cue.first, cue.last)):
        return True
    after_amount = any(
        a.last == cue.first and (a.unit in RELATIVE_UNITS or scene.word(a.first - 1) in words["by"])
        for a in scene.amounts
    )
    after_change = any(change.last == cue.first for change in scene.cues_of("change"))
    return after_amount or after_change


def _is_led(scene: Scene, mention: PeriodMention) -> bool:
    """Whether a word of comparison leads to a time further off: "than they sold abroad in 2017".

    What exceeds must exceed a figure of that time; what is more than another quantity has no base in time
    unless another time is its own.
    """
    words = scene.words
    for i in range(mention.first - 1, max(scene.first, mention.first - _LED) - 1, -1):
        word = scene.word(i)
        if not word.isalpha() or word in words["breaks"] or any(a.first <= i < a.last for a in scene.amounts):
            return False
        if word in words["exceeds"]:
            gap = scene.gap(i + 1, mention.first)
            return not words["base_nouns stand_ins"].isdisjoint([*gap, scene.word(mention.last)])
        if word in words["than"]:
            named = any(i < name.first < mention.first for name in scene.names)
            return not named or len(scene.periods) > 1
    return False


def is_held_by(scene: Scene, amount: Amount, mention: PeriodMention) -> bool:
    """Whether an amount names its time right behind it: "$1.4 billion in the like period of 2022"."""
    gap = scene.gap(amount.last, mention.first)
    behind = mention.first >= amount.last
    return behind and len(gap) <= _HELD and scene.words["period_links"].issuperset(gap)


def base_before(scene: Scene, amount: Amount, bases: Sequence[PeriodMention]) -> PeriodMention | None:
    """The base that an amount right behind it belongs to: "than in 2018 (696,150 tons)"."""
    base = next((base for base in reversed(bases) if base.last <= amount.first), None)
    if base is None:
        return None
    gap = scene.gap(base.last, amount.first)
    small = scene.words["when quantities possessive"]
    parted = scene.words["comma"].issuperset(gap)  # "54% more than in 2017, 8,500 tons in all"
    if not parted and len(gap) <= _BASE_GAP and small.issuperset(gap):
        return base
    opens = base.first == scene.first or scene.word(base.first - 1) in scene.words["breaks comma and"]
    clause = scene.words["breaks comma"].isdisjoint(gap) and len(gap) <= _CLAUSE
    alone = clause and not scene.crosses(base.last, amount.first)
    return base if opens and alone and base.looks_back else None


def _is_in_bracket(scene: Scene, mention: PeriodMention, amount: Amount) -> bool:
    """Whether a bracket holds a change and what it is against: "(+7% to January-May 2018)"."""
    if not amount.is_bracketed or amount.unit not in RELATIVE_UNITS:
        return False
    gap = scene.gap(amount.last, mention.first)
    return bool(gap) and gap[0] in scene.words["to"] and scene.words["period_links"].issuperset(gap)


def _is_multiplied(scene: Scene, mention: PeriodMention, amount: Amount) -> bool:
    """Whether a multiple is of that time's figure: "1.8 times that of 2017", "double what it was"."""
    if not (amount.unit == "ratio" or amount.is_fraction):
        return False
    gap = scene.gap(amount.last, mention.first)
    if len(gap) > _THING_GAP:
        return False
    was = not (scene.words["pronouns"].isdisjoint(gap) or scene.words["standing"].isdisjoint(gap))
    if amount.is_fraction and not was:  # "half of what it was in 2011", but "half of what they sold in 2011"
        return False
    if not scene.words["what"].isdisjoint(gap[:2]):  # "double of what we had with Kazakhstan ten years ago"
        return True
    nouns = scene.words["stand_ins base_nouns"]
    return not nouns.isdisjoint(gap) and (nouns | scene.words["period_links from"]).issuperset(gap)


def compared(
    scene: Scene,
    number: int,
    bases: Sequence[PeriodMention],
    period: Period | None,
    implied: bool = True,
) -> tuple[Period | None, PeriodMention | None]:
    """What a change is compared with: as said, else the same time of the year before a year or its months.

    Growth since some year is growth over that year.
    """
    for base in _by_nearness(scene, number, bases):
        if base.means == "year_earlier" and period is not None:
            return period.years_before(1), base
        if base.period is not None and base.period != period:
            return base.period, base
    if period is None or not implied or period.start.day != 1:
        return None, None
    if period.start.year != period.end.year:
        since = any(m.means == "since" and m.period == period for m in scene.periods)
        return (Period.of_year(period.start.year) if since else None), None
    month = Period.of_months(period.end.year, period.end.month, period.end.month)
    return (period.years_before(1) if month.end == period.end else None), None


def _by_nearness(scene: Scene, number: int, bases: Sequence[PeriodMention]) -> Sequence[PeriodMention]:
    """Bases, those first that no other change parts from the amount, and of them the one behind it."""
    amount = scene.amounts[number]

    def rank(base: PeriodMention) -> tuple[bool, bool]:
        behind = base.first >= amount.last
        start, end = (amount.last, base.first) if behind else (base.last, amount.first)
        parted = any(start <= a.first < end and a.unit in RELATIVE_UNITS for a in scene.amounts)
        return parted, not behind

    return sorted(bases, key=rank) if len(bases) > 1 else bases
