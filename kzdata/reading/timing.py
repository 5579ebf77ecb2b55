"""Which expression of time belongs to which amount, and what a change is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kzdata.model import Indicator, Kind, Modality, PartialDate, Period, Span
from kzdata.reading.amount import Amount
from kzdata.reading.bases import base_before, compared, is_base, is_held_by
from kzdata.reading.meaning import GOODS_UNITS, TRADE, Meaning
from kzdata.reading.meanings import is_restated
from kzdata.reading.periods import PeriodMention
from kzdata.reading.scene import Scene

_NEAR = 5
_PARAGRAPHS = 1
"""How many paragraphs on a period still holds."""

_STANDING = frozenset({Indicator.COMPANIES_COUNT, Indicator.PROJECTS_COUNT, Indicator.PROJECTS_VALUE})
"""What stands rather than happens: a date elsewhere in the sentence is not its own."""
_SIGNED = frozenset({Indicator.AGREEMENTS_VALUE, Indicator.AGREEMENTS_COUNT})
_TRADED = TRADE | {Indicator.TRADE_BALANCE}
_LASTING = frozenset({Indicator.FREIGHT, Indicator.INVESTMENT, Indicator.OTHER, Indicator.VISITS})


class Timing(NamedTuple):
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


class Earlier(NamedTuple):
    """The figure before a sentence, which its figures may carry on from."""

    meaning: Meaning
    timing: Timing
    paragraph: int


def read_timings(
    scene: Scene,
    meanings: Sequence[Meaning],
    before: Earlier | None,
    published: PartialDate | None,
    heading: Period | None = None,
) -> list[Timing]:
    """The timing of each amount in `scene`; `heading` is a period that the sentence before has announced."""
    bases = [mention for mention in scene.periods if is_base(scene, mention)]
    found: list[Timing] = []
    for number, meaning in enumerate(meanings):
        if is_restated(scene, number):
            found.append(found[-1])
            continue
        mention = _own(scene, number, bases, meaning)
        if mention is None:
            period = _carried(scene, meaning, meanings[:number], found, before, heading)
        else:
            period = _period_of(mention, meaning, published)
        evidence = [("period", _span(scene, mention))] if mention and period else []
        against = None
        if meaning.kind is Kind.CHANGE:
            against, base = compared(bases, period)
            evidence += [("compared", _span(scene, base))] if base else []
        said = mention is not None and mention.means != "now"
        found.append(Timing(period, against, said, mention in bases, tuple(evidence)))
    return _from_to(scene, _of_one_thing(scene, meanings, _paired(scene, meanings, found)))


def _of_one_thing(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[Timing]:
    """A count and what it is worth have one time: "since 1991 there were 350 projects worth $180m"."""
    found = list(timings)
    for i in range(1, len(found)):
        worth = any(
            c.first >= scene.amounts[i - 1].last and c.last <= scene.amounts[i].first
            for c in scene.cues_of("worth")
        )
        close = scene.amounts[i].first - scene.amounts[i - 1].last <= _NEAR
        into = not {*scene.words["into"], *scene.words["in"]}.isdisjoint(
            scene.gap(scene.amounts[i - 1].last, scene.amounts[i].first)
        )
        spent = into and meanings[i].indicator is Indicator.PROJECTS_COUNT  # "has put $7bn into 160 projects"
        if ((worth and meanings[i - 1].unit == "count") or spent) and close and found[i].period is None:
            found[i] = found[i]._replace(period=found[i - 1].period)
    return found


def _from_to(scene: Scene, timings: Sequence[Timing]) -> list[Timing]:
    """Two levels that a window of years leads from and to: "from 2002 to 2006 it rose from $8m to $9m"."""
    found, words = list(timings), scene.words
    for i in range(1, len(found)):
        low, high = scene.amounts[i - 1], scene.amounts[i]
        window = found[i].period
        years = any(mention.means == "years" and mention.period == window for mention in scene.periods)
        led = scene.word(low.first - 1) in words["from"] and words["to"].issuperset(
            scene.gap(low.last, high.first)
        )
        if window is not None and years and led and low.unit == high.unit and found[i - 1].period == window:
            found[i - 1] = found[i - 1]._replace(period=Period.of_year(window.start.year))
            found[i] = found[i]._replace(period=Period.of_year(window.end.year))
    return found


def _paired(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[Timing]:
    """A change before the level that it led to holds at that level's time: "by 5% to $2bn in 2019"."""
    found = list(timings)
    pairs = scene.words["to or comma"]
    for i in range(len(found) - 2, -1, -1):
        gap = _without_periods(scene, scene.amounts[i].last, scene.amounts[i + 1].first)
        linked = bool(gap) and pairs.issuperset(gap) and gap[-1] not in scene.words["comma"]
        if linked and meanings[i].kind is Kind.CHANGE and found[i].period is None and not found[i].said:
            period = found[i + 1].period
            against = found[i].compared or compared((), period)[0]
            found[i] = found[i + 1]._replace(period=period, compared=against)
    return found


def _without_periods(scene: Scene, start: int, end: int) -> list[str]:
    """The words between two tokens that belong to no expression of time."""
    timed = {i for mention in scene.periods for i in range(mention.first, mention.last)}
    return [scene.word(i) for i in range(start, end) if i not in timed]


def announced(scenes: Sequence[Scene]) -> Period | None:
    """The period that sentences without figures announce: data for January-May are out.

    A single day is when something was said or signed, and announces nothing.
    """
    for scene in reversed(scenes):
        for mention in reversed(scene.periods):
            period = mention.period
            if period is not None and period.start != period.end and not is_base(scene, mention):
                return period
    return None


def _span(scene: Scene, mention: PeriodMention) -> Span:
    return scene.text.span(mention.first, mention.last)


def _period_of(mention: PeriodMention, meaning: Meaning, published: PartialDate | None) -> Period | None:
    """The days that a mention means for a figure: an aim is not in the past, and "this year" ends with it."""
    if mention.period is None:
        return None
    if mention.whole is not None and meaning.modality in {Modality.TARGET, Modality.FORECAST}:
        return mention.whole
    past = published is not None and mention.period.end < published.first
    return None if past and meaning.modality is not Modality.ACTUAL else mention.period


# --- the amount's own time -------------------------------------------------------------------------------


def _own(scene: Scene, number: int, bases: Sequence[PeriodMention], meaning: Meaning) -> PeriodMention | None:
    """The mention in the amount's own sentence that says when."""
    amount = scene.amounts[number]
    if meaning.kind is not Kind.CHANGE:
        base = base_before(scene, amount, bases)
        if base is not None:
            return base
    aside = scene.aside_of(amount.first)
    own = [m for m in scene.periods if m not in bases and scene.aside_of(m.first) in {None, aside}]
    if aside is not None:
        own = [m for m in own if scene.aside_of(m.first) == aside] or own
    later = [mention for mention in own if mention.first >= amount.last]
    right = _dated(later)
    near = right if right is not None and _is_near(scene, amount, right) else None
    if near is None and meaning.kind is not Kind.CHANGE:
        near = next((m for m in bases if m.first >= amount.last and is_held_by(scene, amount, m)), None)
    following = next((a.first for a in scene.amounts[number + 1 :] if not a.is_bracketed), scene.last)
    windows = any(
        m.means in {"since", "since_date", "years", "years_back"} for m in own if m.last <= amount.first
    )
    if near is not None and windows and scene.word(near.first) in scene.words["as_of"]:
        near = None  # "since 2005 ... as of August 17": the window is what the sum was gathered in
    if near is not None and near.first < following:
        return near
    left = _left(scene, amount, meaning, [mention for mention in own if mention.last <= amount.first])
    if left is not None:
        aim = right is not None and right.means == "by_year" and right.first < following
        if meaning.modality is not Modality.ACTUAL and aim and left.means != "by_year":
            return right  # "a road map for 2018-2019 names $5 billion that trade is to reach by 2020"
        ahead = meaning.modality is not Modality.ACTUAL and scene.crosses(left.last, amount.first)
        return right if ahead else left
    return right if right is not None and _is_later(scene, number, right, following, meaning) else None


def _dated(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The first mention; one right behind "a year" says when: "10 million tons a year by 2020"."""
    if len(mentions) > 1 and mentions[0].means == "recurring" and mentions[1].first - mentions[0].last <= 1:
        return mentions[1]
    return next(iter(mentions), None)


def _left(
    scene: Scene, amount: Amount, meaning: Meaning, mentions: Sequence[PeriodMention]
) -> PeriodMention | None:
    """Of the mentions before the amount the one that holds for it."""
    standing = meaning.indicator in _STANDING and meaning.kind is Kind.LEVEL
    left = [m for m in mentions if not ((m.is_empty or standing) and scene.crosses(m.last, amount.first))]
    if standing:  # "has invested $1bn since 2005, and 600 firms are at work": that time is the sum's
        left = [m for m in left if not (_is_after_another(scene, m) and _parts(scene, m, amount))]
    if not left:
        return None
    dated = [mention for mention in left if not mention.is_empty]
    return dated[-1] if dated and left[-1].means == "recurring" else left[-1]


def _is_after_another(scene: Scene, mention: PeriodMention) -> bool:
    return any(0 <= mention.first - amount.last <= _NEAR + _NEAR for amount in scene.amounts)


def _parts(scene: Scene, mention: PeriodMention, amount: Amount) -> bool:
    """Whether a new clause begins between a time and an amount."""
    stops = scene.words["breaks and"]
    return not stops.isdisjoint(scene.gap(mention.last, amount.first))


def _is_later(scene: Scene, number: int, right: PeriodMention, following: int, meaning: Meaning) -> bool:
    """Whether a mention further behind still says when, in the same clause and not for another amount."""
    gap = scene.gap(scene.amounts[number].last, right.first)
    if not scene.words["breaks"].isdisjoint(gap):
        return False
    if ":" in gap and any(amount.first >= right.last for amount in scene.amounts):
        return False  # "45% more, and it goes on: from January to April we have $395 million"
    if right.first < following:
        return True
    others = scene.amounts[number + 1 :]
    return (number == 0 or meaning.indicator in _SIGNED) and not any(
        _is_near(scene, a, right) for a in others
    )


def _is_near(scene: Scene, amount: Amount, mention: PeriodMention) -> bool:
    """Whether `mention` stands right behind the amount: "$15.3 billion in 2010"."""
    gap = scene.gap(amount.last, mention.first)
    if gap[:1] == ["-"] and scene.words["period_links"].issuperset(gap[1:]):  # "544,400 TEU - in 2018"
        return True
    stops = scene.words["and"] | {";", "(", ")", ":"}
    return mention.first >= amount.last and len(gap) <= _NEAR and stops.isdisjoint(gap)


# --- carried on ------------------------------------------------------------------------------------------


def _carried(
    scene: Scene,
    meaning: Meaning,
    meanings: Sequence[Meaning],
    timings: Sequence[Timing],
    before: Earlier | None,
    heading: Period | None,
) -> Period | None:
    """The period announced, or that of the figure before, where this one carries on from it."""
    if meaning.modality is not Modality.ACTUAL:
        return None
    for last, timing in zip(reversed(meanings), reversed(timings), strict=True):
        open_ended = timing.period is None and not timing.said and last.indicator in _TRADED
        if not (timing.is_base or open_ended):
            goes_on = last.modality is Modality.ACTUAL and _carries_on(meaning, last)
            return timing.period if goes_on else None
    if any(mention.is_empty for mention in scene.periods):
        return None
    if heading is not None and meaning.indicator in _TRADED | _LASTING:
        return heading
    if before is None:
        return None
    if before.meaning.modality is not Modality.ACTUAL or scene.paragraph - before.paragraph > _PARAGRAPHS:
        return None
    if meaning.indicator is Indicator.INVESTMENT and scene.has("total"):
        return None
    return before.timing.period if _carries_on(meaning, before.meaning) else None


def _carries_on(meaning: Meaning, last: Meaning) -> bool:
    """Whether two figures speak of one thing at one time."""
    if meaning.indicator_at is None or {meaning.indicator, last.indicator} <= _SIGNED:
        return True
    goods = _TRADED | {Indicator.FREIGHT} if meaning.unit in GOODS_UNITS else _TRADED
    if meaning.indicator in goods and last.indicator in goods:
        return meaning.kind is not Kind.SHARE or last.kind is not Kind.CHANGE
    return meaning.indicator is last.indicator and meaning.indicator in _LASTING
