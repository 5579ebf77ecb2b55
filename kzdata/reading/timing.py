"""Which expression of time belongs to which amount, and what a change is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kzdata.model import Indicator, Kind, Modality, PartialDate, Period, Span
from kzdata.reading.amounts import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.periods import PeriodMention
from kzdata.reading.scene import Scene
from kzdata.reading.text import Text

_RIGHT_REACH = 5
_PARAGRAPHS = 1
"""How many paragraphs on a period still holds."""
_STANDING = frozenset({Indicator.COMPANIES_COUNT, Indicator.PROJECTS_COUNT, Indicator.PROJECTS_VALUE})
"""What stands rather than happens: a date elsewhere in the sentence is not its own."""
_COUNTED_ONCE = frozenset({Indicator.AGREEMENTS_VALUE, Indicator.AGREEMENTS_COUNT})


@dataclass(frozen=True, slots=True)
class Timing:
    """When a figure holds, and for a change against when.

    Attributes
    ----------
    said : bool
        Words of the figure's own sentence gave the period, or say that it recurs.
    is_base : bool
        The period is one that another figure is compared with, which nothing carries on from.
    """

    period: Period | None = None
    compared: Period | None = None
    said: bool = False
    is_base: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()


def read_timings(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    meanings: Sequence[Meaning],
    before: tuple[Meaning, Timing, int] | None,
    published: PartialDate | None,
) -> list[Timing]:
    """The timing of each amount in `scene`; `before` is the figure before, with its paragraph."""
    bases = [mention for mention in scene.periods if _is_base(text, grammar, scene, mention)]
    found: list[Timing] = []
    for number, (amount, meaning) in enumerate(zip(scene.amounts, meanings, strict=True)):
        mention = _own(text, grammar, scene, number, bases, meaning)
        period = _period_of(mention, meaning, published)
        said = mention is not None and mention.means != "now"
        if mention is None:
            period = _carried(scene, meaning, number, meanings, found, before)
        compared = None
        evidence = [] if mention is None or period is None else [("period", text.span(mention.first, mention.last))]
        if meaning.kind is Kind.CHANGE:
            compared, base = _base_of(scene, amount, bases, period)
            if base is not None:
                evidence.append(("compared", text.span(base.first, base.last)))
        found.append(Timing(period, compared, said, mention in bases, tuple(evidence)))
    return found


def _period_of(mention: PeriodMention | None, meaning: Meaning, published: PartialDate | None) -> Period | None:
    if mention is None or mention.period is None:
        return None
    if mention.whole is not None and meaning.modality in {Modality.TARGET, Modality.FORECAST}:
        return mention.whole
    ahead = meaning.modality is not Modality.ACTUAL
    if ahead and published is not None and mention.period.end < published.first:
        return None
    return mention.period


def _is_base(text: Text, grammar: Grammar, scene: Scene, mention: PeriodMention) -> bool:
    """Whether `mention` is what a change is compared with: "than a year earlier", "against 2015"."""
    held = next((a for a in scene.amounts if a.last <= mention.first and _is_held_by(text, grammar, a, mention)), None)
    if held is not None and text.lower[held.first - 1] in grammar.words["strong_compare"]:
        return True
    if mention.looks_back or (mention.last < scene.last and text.lower[mention.last] in grammar.words["base_after"]):
        return True
    skip = grammar.words["period_links"]
    i = mention.first - 1
    while i >= scene.first and text.lower[i] in skip:
        i -= 1
    if i < scene.first:
        return False
    cue = next((cue for cue in scene.cues_of("compare") if cue.first <= i < cue.last), None)
    if cue is None:
        # the preposition may be part of the expression of time itself ("over 2016")
        return False
    if any(text.lower[k] in grammar.words["strong_compare"] for k in range(cue.first, cue.last)):
        return True
    behind = text.lower[cue.first - 1] if cue.first else ""
    after_amount = any(amount.last == cue.first for amount in scene.amounts)
    after_change = any(change.last == cue.first for change in scene.cues_of("change"))
    return after_amount and scene_is_change(scene, cue.first) or after_change or behind in grammar.words["up_down"]


def scene_is_change(scene: Scene, at: int) -> bool:
    """Whether the amount that ends at token `at` is one of change by its unit."""
    return any(amount.last == at and amount.unit in {"percent", "pp", "ratio"} for amount in scene.amounts)


def _own(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    number: int,
    bases: Sequence[PeriodMention],
    meaning: Meaning,
) -> PeriodMention | None:
    """The mention in the amount's own sentence that says when."""
    amount = scene.amounts[number]
    base = _base_before(text, grammar, scene, amount, bases)
    if base is not None and meaning.kind is not Kind.CHANGE:
        return base
    others = (a.first for a in scene.amounts[number + 1 :] if not a.is_bracketed)
    following = next(others, scene.last)
    own = [mention for mention in scene.periods if mention not in bases]
    left = [mention for mention in own if mention.last <= amount.first]
    right = [mention for mention in own if mention.first >= amount.last]
    near = right[0] if right and _is_near(text, grammar, amount, right[0]) else None
    if near is None and meaning.kind is not Kind.CHANGE:
        near = next((m for m in bases if m.first >= amount.last and _is_held_by(text, grammar, amount, m)), None)
    if near is not None and near.first < following:
        return near
    left = [m for m in left if not (m.is_empty and _between(scene, m.last, amount.first))]
    if meaning.indicator in _STANDING and meaning.kind is Kind.LEVEL:
        left = [m for m in left if not _between(scene, m.last, amount.first)]
    if left:
        dated = [m for m in left if not m.is_empty]
        last = left[-1]
        if last.is_empty and dated and last.means == "recurring":
            last = dated[-1]
        if meaning.modality is not Modality.ACTUAL and _between(scene, last.last, amount.first):
            return right[0] if right else None
        return last
    taken = right and any(_is_near(text, grammar, a, right[0]) for a in scene.amounts[number + 1 :])
    sure = (number == 0 or meaning.indicator in _COUNTED_ONCE) and not taken
    if right and (right[0].first < following or sure) and not _broken(text, grammar, amount.last, right[0].first):
        return right[0]
    return None


def _broken(text: Text, grammar: Grammar, start: int, end: int) -> bool:
    """Whether a clause ends between the tokens `start` and `end`."""
    return any(word in grammar.words["breaks"] for word in text.lower[start:end])


def _between(scene: Scene, start: int, end: int) -> bool:
    return any(start <= amount.first < end for amount in scene.amounts)


def _is_near(text: Text, grammar: Grammar, amount: Amount, mention: PeriodMention) -> bool:
    """Whether `mention` stands right behind the amount: "$15.3 billion in 2010", "85% from Japan in May"."""
    gap = text.lower[amount.last : mention.first]
    if len(gap) > _RIGHT_REACH:
        return False
    return not any(word in {",", ";", "(", ")", ":"} or word in grammar.words["and"] for word in gap)


def _is_held_by(text: Text, grammar: Grammar, amount: Amount, base: PeriodMention) -> bool:
    """Whether a base-year amount names its year: "against $1.4 billion in the like period of 2022"."""
    gap = text.lower[amount.last : base.first]
    return len(gap) <= 2 and all(word in grammar.words["period_links"] for word in gap)


def _base_before(
    text: Text, grammar: Grammar, scene: Scene, amount: Amount, bases: Sequence[PeriodMention]
) -> PeriodMention | None:
    """The base that an amount right behind it belongs to: "than in 2018 (696,150 tons)"."""
    for base in reversed(bases):
        if base.last <= amount.first:
            gap = text.lower[base.last : amount.first]
            small = grammar.words["when"] | grammar.words["quantities"]
            return base if len(gap) <= 6 and gap and all(word in small for word in gap) else None
    return None


def _carried(
    scene: Scene,
    meaning: Meaning,
    number: int,
    meanings: Sequence[Meaning],
    timings: Sequence[Timing],
    before: tuple[Meaning, Timing, int] | None,
) -> Period | None:
    """The period of the figure before, where this one carries on from it."""
    if meaning.modality is not Modality.ACTUAL:
        return None
    for i in range(number - 1, -1, -1):
        if timings[i].is_base:
            continue
        if meanings[i].modality is Modality.ACTUAL and _carries_on(meaning, meanings[i]):
            return timings[i].period
        return None
    if before is None or any(mention.is_empty for mention in scene.periods):
        return None
    last, timing, paragraph = before
    if last.modality is not Modality.ACTUAL or scene.paragraph - paragraph > _PARAGRAPHS:
        return None
    return timing.period if _carries_on(meaning, last) else None


def _carries_on(meaning: Meaning, last: Meaning) -> bool:
    if meaning.indicator in _COUNTED_ONCE and last.indicator in _COUNTED_ONCE:
        return True
    if meaning.indicator_at is None:
        return True
    if meaning.indicator in TRADE and last.indicator in TRADE:
        return meaning.kind is not Kind.SHARE or last.kind is not Kind.CHANGE
    same = meaning.indicator is last.indicator
    return same and meaning.indicator in {Indicator.FREIGHT, Indicator.INVESTMENT, Indicator.OTHER, Indicator.VISITS}


def _base_of(
    scene: Scene, amount: Amount, bases: Sequence[PeriodMention], period: Period | None
) -> tuple[Period | None, PeriodMention | None]:
    """What a change is compared with: as said, else the same time of the year before a year or its months."""
    for base in bases:
        if base.first >= amount.last or base.last <= amount.first:
            if base.period is not None and base.period != period:
                return base.period, base
    if period is None or period.start.year != period.end.year:
        return None, None
    whole_months = period.start.day == 1 and Period.of_months(period.end.year, period.end.month, period.end.month).end == period.end
    return (period.years_before(1), None) if whole_months else (None, None)
