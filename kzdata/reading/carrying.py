"""When a figure without a time of its own takes that of what stands before it.

What happens goes on in the time told last: every change, and trade, freight and tourism whichever of them the
figure before was of; money invested goes on only from money invested. What stands has no time but its own:
counts of firms and projects, people, capacities, shares told in the present. Nor have aims.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from kzdata.model import Indicator, Kind, Modality, Period, Span
from kzdata.reading.amount import Amount
from kzdata.reading.bases import is_base
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.scene import Scene

_PART = 6
"""Words between "of that" and the part."""

_VERB = 3
"""Words in which a share's verb stands before it: "makes up about"."""

_YEAR = timedelta(days=366)

_PARAGRAPHS = 1
"""How many paragraphs on a period still holds."""

STANDING = frozenset({Indicator.COMPANIES_COUNT, Indicator.PROJECTS_COUNT, Indicator.PROJECTS_VALUE})
"""What stands rather than happens: a date elsewhere in the sentence is not its own."""

SIGNED = frozenset({Indicator.AGREEMENTS_VALUE, Indicator.AGREEMENTS_COUNT})
_TRADED = TRADE | {Indicator.TRADE_BALANCE}
_HAPPENING = _TRADED | {Indicator.FREIGHT, Indicator.TOURISM}
"""What is counted over some time: figures of any of it that follow each other are of one time."""

_LASTING = frozenset(
    {
        Indicator.GDP,
        Indicator.FREIGHT,
        Indicator.INVESTMENT,
        Indicator.INVESTMENT_STOCK,
        Indicator.OTHER,
        Indicator.VISITS,
        Indicator.TOURISM,
    }
)


class Timing(NamedTuple):
    """When a figure holds, and for a change against when.

    Attributes
    ----------
    said : bool
        Words of the figure's own sentence gave the period, or say that it recurs.
    is_base : bool
        The period is one that another figure is compared with, which nothing carries on from.
    was : bool
        What is named with a past time right behind it was, whatever the sentence plans: "raise exports to
        $41 billion from $15 billion last year".
    """

    period: Period | None = None
    compared: Period | None = None
    said: bool = False
    is_base: bool = False
    was: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()


class Earlier(NamedTuple):
    """The figure before a sentence, which its figures may carry on from."""

    meaning: Meaning
    timing: Timing
    paragraph: int


class Announced(NamedTuple):
    """The time that sentences without figures announce, and the day on which they say something happened."""

    period: Period | None = None
    day: Period | None = None


def carried(
    scene: Scene,
    meanings: Sequence[Meaning],
    timings: Sequence[Timing],
    before: Earlier | None,
    heading: Announced,
) -> Period | None:
    """The period announced, or that of the figure before, where the last of `meanings` carries on from it."""
    *others, meaning = meanings
    whole = timings[-1] if timings else before.timing if before is not None else Timing()
    last = others[-1] if others else before.meaning if before is not None else None
    apart = meaning.indicator in STANDING and last is not None and last.indicator not in STANDING
    if whole.period is not None and not apart and is_part_of_last(scene, scene.amounts[len(others)], meaning):
        return whole.period
    if meaning.modality is not Modality.ACTUAL or _is_of_now(scene, meanings):
        return None
    day = heading.day if is_signing(scene, [meaning]) else None
    if day is not None and not any(other.indicator in SIGNED for other in others):
        return day
    number = _leader(others, timings, level=meaning.kind is Kind.LEVEL)
    if number is not None:
        goes_on = others[number].modality is Modality.ACTUAL and _carries_on(meaning, others[number])
        return timings[number].period if goes_on else None
    if any(mention.is_empty for mention in scene.periods):
        return None
    if meaning.indicator in _TRADED | _LASTING:
        day = day or heading.period
    return day or _from_before(scene, scene.amounts[len(others)], meaning, before)


def _is_of_now(scene: Scene, meanings: Sequence[Meaning]) -> bool:
    """Whether the last of `meanings` is of the present."""
    *others, meaning = meanings
    amount = scene.amounts[len(others)]
    able = not scene.words["capacities"].isdisjoint(scene.gap(scene.after_last(amount.first), amount.first))
    return able or holds_now(scene, len(others), meaning)


def _leader(meanings: Sequence[Meaning], timings: Sequence[Timing], *, level: bool) -> int | None:
    """Which figure before in the sentence has a time, or has none for good; no `level` has a share's."""
    for number in reversed(range(len(meanings))):
        timing = timings[number]
        open_ended = timing.period is None and not timing.said
        open_ended = open_ended or (level and timing.period is None and meanings[number].kind is Kind.SHARE)
        if not (timing.is_base or open_ended):
            return number
    return None


def _from_before(scene: Scene, amount: Amount, meaning: Meaning, before: Earlier | None) -> Period | None:
    """The period of the last figure in the sentences before, if this one carries on from it."""
    listed = scene.word(scene.first) == "-"  # what a list of lines is headed by stands in between
    if before is None or scene.paragraph - before.paragraph > _PARAGRAPHS + listed:
        return None
    if before.meaning.modality is not Modality.ACTUAL:
        return None
    if meaning.indicator in STANDING or (meaning.indicator is Indicator.INVESTMENT and scene.has("total")):
        return None
    turns = (meaning.indicator in _TRADED) != (before.meaning.indicator in _TRADED)
    if turns and meaning.kind is Kind.LEVEL and _present_verb(scene, amount) >= 0:
        return None  # "Freight grew. Trade stands at $230 million."
    period = before.timing.period
    years = period is not None and period.end - period.start > _YEAR
    if years and meaning.indicator in SIGNED and before.meaning.indicator not in SIGNED:
        return None  # "over twenty years there were ten visits. Seven papers were signed"
    compared = meaning.indicator is Indicator.INVESTMENT and any(is_base(scene, m) for m in scene.periods)
    return period if compared or _carries_on(meaning, before.meaning) else None


def is_part_of_last(scene: Scene, amount: Amount, meaning: Meaning) -> bool:
    """Whether an amount is called a part of the one before: "of that, $81 million", "eight of them"."""
    words, share = scene.words, meaning.kind is Kind.SHARE
    listed = scene.word(amount.first - 1) in words["standing"]  # "there are 850 of them"
    ends = {amount.core_last, amount.last}
    if not listed and any(_names_whole(scene, end, share) for end in ends):
        return True
    first = max(scene.first, amount.first - _PART)
    for i in range(first, amount.first):
        opens = i == scene.first or share
        if opens and _names_whole(scene, i, share) and not scene.crosses(i, amount.first):
            return scene.word(i + 1) not in words["relative"]
    return False


def _names_whole(scene: Scene, i: int, share: bool) -> bool:
    """Whether "of it", "of these" or, for a share, "of the sum" stands at a token."""
    words = scene.words
    if scene.word(i) not in words["of"]:
        return False
    sums = words["base_nouns money"]
    if share and scene.word(i + 1) in words["article"] and scene.word(i + 2) in sums:
        return _ends(scene, i + 3)
    timed = any(mention.first <= i + 2 < mention.last for mention in scene.periods)
    things = words["parts pronouns"]
    return scene.word(i + 1) in things and not timed and scene.word(i + 2) not in words["that_country"]


def _ends(scene: Scene, i: int) -> bool:
    """Whether no further noun follows: "the total", but not "the total investment"."""
    return not any(cue.first <= i < cue.last for cue in scene.names)


def holds_now(scene: Scene, number: int, meaning: Meaning) -> bool:
    """Whether a share is said in the present: "Russia takes 44 percent of exports"; it has no time.

    What points at the sum before has its time ("this is 9 percent of the total"), and so has one with a sum
    of its own: "is 15%, or $48 billion". An investment that "stands at" its sum has been gathered.
    """
    stands = meaning.indicator is Indicator.INVESTMENT and meaning.kind is Kind.LEVEL
    amount, words = scene.amounts[number], scene.words
    named = meaning.indicator_at is not None or scene.word(amount.last) in words["of"]
    if not (meaning.kind is Kind.SHARE or stands) or not named:
        return False
    behind = scene.amounts[number + 1] if number + 1 < len(scene.amounts) else None
    if behind is not None and behind.unit != amount.unit and scene.word(behind.first - 1) in words["or"]:
        return False
    verb = _present_verb(scene, amount)
    if verb >= 0:
        return scene.word(verb - 1) not in words["parts pronouns"]
    end = behind.first if behind is not None else scene.last
    return not stands and not words["falls_to"].isdisjoint(scene.gap(amount.last, end))


def _present_verb(scene: Scene, amount: Amount) -> int:
    """Where before an amount stands "is", "stands at" or the like, or -1; no "has invested $5 billion"."""
    for i in range(max(scene.first, amount.first - _VERB), amount.core_first):
        perfect = scene.word(i) in scene.words["perfect"] and i + 1 < amount.first
        if scene.word(i) in scene.words["holds"] and not perfect:
            return i
    return -1


def is_signing(scene: Scene, meanings: Sequence[Meaning]) -> bool:
    """Whether papers are signed there and then, or are those just spoken of; not all that ever were."""
    words = scene.words
    named = [m.indicator_at for m in meanings if m.indicator in SIGNED and m.indicator_at is not None]
    if not named:
        return False
    pointed = words["parts stand_ins"]
    verbs = [i for i in range(scene.first, scene.last) if scene.word(i) in words["signing"]]
    there = scene.says("events talks")
    return any(scene.word(at[0] - 1) in pointed for at in named) or any(
        there or words["perfect"].isdisjoint(scene.gap(i - 2, i)) for i in verbs
    )


def _carries_on(meaning: Meaning, last: Meaning) -> bool:
    """Whether two figures speak of one time: what happens goes on in the time told, what stands does not."""
    for standing in (STANDING, {Indicator.POPULATION}):
        if meaning.indicator in standing and last.indicator not in standing:
            return False
    happened = SIGNED | {Indicator.VISITS}
    if meaning.indicator_at is None or (meaning.indicator in SIGNED and last.indicator in happened):
        return True
    happens = meaning.indicator in _HAPPENING and last.indicator in _HAPPENING | {Indicator.OTHER}
    happens = happens or meaning.kind is Kind.CHANGE
    return happens or (meaning.indicator is last.indicator and meaning.indicator in _LASTING)


def announced(scenes: Sequence[Scene]) -> Announced:
    """What sentences without figures announce: data for January-May are out.

    A single day is when something was said or signed, and announces nothing but when that was.
    """
    stretch = day = None
    for scene in reversed(scenes):
        for mention in reversed(scene.periods):
            period = mention.period
            coming = mention.whole is not None and scene.with_cues.has("modality")  # "will open this year"
            if period is not None and not coming and not is_base(scene, mention):
                day = day or period
                of_old = mention.means == "decade"
                stretch = stretch or (period if period.start != period.end and not of_old else None)
    return Announced(stretch, day)


def remembered(scene: Scene, meaning: Meaning, timing: Timing, last: Earlier | None) -> Earlier:
    """What later sentences carry on from: one of the same months some years back was only compared with.

    What trade is not about changes nothing.
    """
    aside = meaning.indicator is Indicator.OTHER and timing.period is None and not timing.said
    if aside and last is not None and last.timing.period is not None and last.meaning.indicator in _TRADED:
        return last
    aim = last is not None and last.meaning.modality is not Modality.ACTUAL
    if (
        last is not None
        and not aim
        and scene.paragraph - last.paragraph <= 1
        and last.timing.period is not None
    ):
        known, period = last.timing.period, timing.period
        earlier = period is not None and period < known
        if period is not None and earlier and period == known.years_before(known.end.year - period.end.year):
            timing = timing._replace(period=known)
    return Earlier(meaning, timing, scene.paragraph)
