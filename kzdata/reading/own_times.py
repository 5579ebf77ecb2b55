"""The expression of time in a figure's own sentence that says when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kzdata.model import Indicator, Kind, Modality, PartialDate
from kzdata.reading.amount import Amount
from kzdata.reading.bases import base_before, is_held_by
from kzdata.reading.carrying import SIGNED, STANDING
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.periods import PeriodMention
from kzdata.reading.scene import Scene

NEAR = 5
"""Words from an amount to a time right behind it."""

_MONTH = timedelta(days=31)
_FLOWS = TRADE | {Indicator.TRADE_BALANCE, Indicator.GDP}
"""What no single day has: a day in the sentence is when somebody said it."""
_WINDOWS = frozenset({"since", "since_date", "years", "years_back"})


def own_time(
    scene: Scene,
    meanings: Sequence[Meaning],
    bases: Sequence[PeriodMention],
    published: PartialDate | None,
) -> PeriodMention | None:
    """The mention in the sentence that says when the amount holds, of which the last of `meanings` tells."""
    if not scene.periods:
        return None
    number, meaning = len(meanings) - 1, meanings[-1]
    amount = scene.amounts[number]
    if meaning.kind is not Kind.CHANGE:
        base = base_before(scene, amount, bases)
        if base is not None:
            return base
    aside = scene.aside_of(amount.first)
    own = [
        m
        for m in scene.periods
        if m not in bases
        and scene.aside_of(m.first) in {None, aside}
        and _may_hold(scene, m, amount, meaning, published)
        and not _is_of_speech(scene, m, amount)
    ]
    if aside is not None:
        own = [m for m in own if scene.aside_of(m.first) == aside] or own
    right = _dated([mention for mention in own if mention.first >= amount.last])
    near = right if right is not None and _is_near(scene, amount, right) else None
    if near is None and meaning.kind is not Kind.CHANGE:
        near = next((m for m in bases if m.first >= amount.last and is_held_by(scene, amount, m)), None)
    following = next((a.first for a in scene.amounts[number + 1 :] if not a.is_bracketed), scene.last)
    left = _left(scene, amount, meaning, [mention for mention in own if mention.last <= amount.first])
    if near is not None and near.first < following and not _yields(scene, near, own, left):
        return near
    if left is not None:
        return _behind_if_aim(scene, meanings, left, right, following)
    return right if right is not None and _is_later(scene, number, right, following, meaning) else None


def _may_hold(
    scene: Scene,
    mention: PeriodMention,
    amount: Amount,
    meaning: Meaning,
    published: PartialDate | None,
) -> bool:
    """Whether a time may be the figure's: no flow is a day's, and what is, is rarely in the future."""
    period = mention.period
    if period is None:
        return True
    if meaning.indicator is Indicator.LOANS and scene.word(mention.first) in scene.words["for"]:
        return mention.means not in {"years_around", "years_back"}  # not "a loan of $5bn for 19 years"
    future = published is not None and period.start > published.last
    if future and meaning.modality is Modality.ACTUAL:
        opens = mention.first == scene.first or scene.word(mention.last) in scene.words["possessive"]
        opens = opens and not _breaks(scene, mention.last, amount.first)  # "next year's trade"
        return _is_near(scene, amount, mention) or opens
    holds = scene.words["as_of by"]
    dated = not holds.isdisjoint({scene.word(mention.first), scene.word(mention.first - 1)})
    return period.start != period.end or dated or meaning.indicator not in _FLOWS


def _yields(
    scene: Scene, near: PeriodMention, own: Sequence[PeriodMention], left: PeriodMention | None
) -> bool:
    """Whether a time right behind the amount only qualifies a window before it.

    "Since 2005 ... as of August 17": the window is what the sum was gathered in. "From 2006 to 2014 they
    averaged $9 billion a year": that is when.
    """
    windows = any(mention.means in _WINDOWS for mention in own if mention.last <= near.first)
    if windows and scene.word(near.first) in scene.words["as_of"]:
        return True
    return near.means == "recurring" and left is not None and left.means in _WINDOWS


def _behind_if_aim(
    scene: Scene,
    meanings: Sequence[Meaning],
    left: PeriodMention,
    right: PeriodMention | None,
    following: int,
) -> PeriodMention | None:
    """The time before the amount, or that behind it where the figure is an aim and the first is another's."""
    number, meaning = len(meanings) - 1, meanings[-1]
    if meaning.modality is Modality.ACTUAL:
        return left
    amount = scene.amounts[number]
    aim = right is not None and right.means == "by_year" and right.first < following
    joined = right is not None and scene.word(right.first - 1) in scene.words["and"]
    joined = joined or (right is not None and _breaks(scene, amount.last, right.first))
    if right is not None and aim and left.means != "by_year" and not joined:
        return right  # "a road map for 2018-2019 names $5 billion that trade is to reach by 2020"
    crossed = [i for i in range(number) if scene.amounts[i].first >= left.last]
    listed = all(meanings[i].modality is meaning.modality for i in crossed)
    return right if crossed and not listed else left


def _dated(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The first mention; one right behind "a year" says when: "10 million tons a year by 2020"."""
    if len(mentions) > 1 and mentions[0].means == "recurring":
        room = (
            NEAR - 1 if mentions[1].means in _WINDOWS else 1
        )  # "$1bn a year was invested from 2010 to 2017"
        if mentions[1].first - mentions[0].last <= room:
            return mentions[1]
    return next(iter(mentions), None)


def _left(
    scene: Scene, amount: Amount, meaning: Meaning, mentions: Sequence[PeriodMention]
) -> PeriodMention | None:
    """Of the mentions before the amount the one that holds for it."""
    stock = meaning.indicator is Indicator.INVESTMENT_STOCK
    behind = scene.gap(amount.last, amount.last + NEAR)
    counted = meaning.indicator in STANDING and scene.words["signing"].isdisjoint(behind)
    standing = (stock or counted) and meaning.kind is Kind.LEVEL
    left = [m for m in mentions if not ((m.is_empty or standing) and scene.crosses(m.last, amount.first))]
    if standing:  # "has invested $1bn since 2005, and 600 firms are at work": that time is the sum's
        left = [m for m in left if not _is_others(scene, m, amount)]
        left = [m for m in left if m.means in _WINDOWS or not _is_set_off(scene, m)]
    if (stock or meaning.indicator is Indicator.INVESTMENT) and meaning.kind is Kind.LEVEL:
        left = [m for m in left if not _has_ended(scene, m, amount)]
    if meaning.indicator in _FLOWS:
        left = [m for m in left if not _is_of_an_act(scene, m)]
    if not left:
        return None
    dated = [mention for mention in left if not mention.is_empty]
    if dated and left[-1].means == "now" and dated[-1].whole is not None:  # "this year it has so far been"
        together = not _breaks(scene, dated[-1].last, left[-1].first)
        return dated[-1] if together and not scene.crosses(dated[-1].last, amount.first) else left[-1]
    return dated[-1] if dated and left[-1].means == "recurring" else left[-1]


def _has_ended(scene: Scene, mention: PeriodMention, amount: Amount) -> bool:
    """Whether a clause of the present parts a time from what stands: "..., while theirs stand at $1bn"."""
    gap = scene.gap(mention.last, amount.first)
    broken = [i for i, word in enumerate(gap) if word in scene.words["breaks"]]
    stands = scene.words["holds"] - scene.words["perfect"]
    return bool(broken) and not stands.isdisjoint(gap[broken[-1] :])


def _is_set_off(scene: Scene, mention: PeriodMention) -> bool:
    """Whether a time stands in an insertion: "the pipeline, finished in December, cost"."""
    before = scene.gap(mention.first - NEAR, mention.first)
    return scene.word(mention.last) in scene.words["comma"] and not scene.words["comma"].isdisjoint(before)


def _is_of_an_act(scene: Scene, mention: PeriodMention) -> bool:
    """Whether a time only says when a paper was made: "the plan adopted in 2015 led to trade of"."""
    at = mention.first - 1
    while scene.word(at) in scene.words["period_links on"]:
        at -= 1
    verb = scene.words["standing perfect"]
    return scene.word(at) in scene.words["enacted"] and scene.word(at - 1) not in verb


def _is_of_speech(scene: Scene, mention: PeriodMention, amount: Amount) -> bool:
    """Whether a day or month only says when somebody spoke: "in November he said that there were"."""
    period = mention.period
    if period is None or period.end - period.start > _MONTH or mention.last > amount.first:
        return False
    for cue in scene.cues_of("speech"):
        if mention.last <= cue.first and cue.last < amount.first:
            stops = scene.words["comma breaks"] | {":"}
            told = not scene.words["stand_ins"].isdisjoint(
                scene.gap(cue.last, min(cue.last + NEAR, amount.first))
            )
            return (
                told
                and stops.isdisjoint(scene.gap(mention.last, cue.first))
                and not scene.crosses(mention.last, cue.first)
            )
    return False


def _is_others(scene: Scene, mention: PeriodMention, amount: Amount) -> bool:
    """Whether a time behind another amount is that one's, since a new clause follows."""
    adjacent = amount.first - mention.last <= 1  # "by 2009 $6.8 billion; in 2012, $20.3 billion"
    return not adjacent and _is_after_another(scene, mention) and _parts(scene, mention, amount)


def _is_after_another(scene: Scene, mention: PeriodMention) -> bool:
    return any(0 <= mention.first - amount.last <= NEAR + NEAR for amount in scene.amounts)


def _breaks(scene: Scene, start: int, end: int) -> bool:
    return not scene.words["breaks"].isdisjoint(scene.gap(start, end))


def _parts(scene: Scene, one: PeriodMention | Amount, other: PeriodMention | Amount) -> bool:
    """Whether a new clause begins between a time and an amount."""
    stops = scene.words["breaks and"]
    return not stops.isdisjoint(scene.gap(one.last, other.first))


def _is_later(scene: Scene, number: int, right: PeriodMention, following: int, meaning: Meaning) -> bool:
    """Whether a mention further behind still says when, in the same clause and not for another amount."""
    gap = scene.gap(scene.amounts[number].last, right.first)
    if len(gap) > 1 and gap[1] in scene.words["relative"] and gap[0] not in scene.words["comma"]:
        gap = gap[2:]  # "the $5 billion at which trade stood in 2010"
    if not scene.words["breaks"].isdisjoint(gap):
        return False
    if "(" in gap and ")" not in gap and any(a.first >= right.last for a in scene.amounts):
        return False  # "$9.6 billion (2017: $8.7 billion)"
    if ":" in gap and any(amount.first >= right.last for amount in scene.amounts):
        return False  # "45% more, and it goes on: from January to April we have $395 million"
    if right.first < following:
        apart = following == scene.last or _breaks(scene, right.last, following)
        return apart or not _is_of_next(scene, number, right)
    others = scene.amounts[number + 1 :]
    return (number == 0 or meaning.indicator in SIGNED) and not any(_is_near(scene, a, right) for a in others)


def _is_of_next(scene: Scene, number: int, mention: PeriodMention) -> bool:
    """Whether a time is with the next figure's subject: "50 firms are here, and the trade of 2014 was"."""
    joins = scene.words["and"]
    start = mention.first
    while start > scene.amounts[number].last and scene.word(start - 1) not in joins:
        start -= 1
    led = start > scene.amounts[number].last
    return led and any(start <= name.first and name.last <= mention.first for name in scene.names)


def _is_near(scene: Scene, amount: Amount, mention: PeriodMention) -> bool:
    """Whether `mention` stands right behind the amount: "$15.3 billion in 2010"."""
    gap = scene.gap(amount.last, mention.first)
    if gap[:1] == ["("] and scene.words["period_links"].issuperset(gap[1:]):  # "$90 million (in 2015)"
        return scene.word(mention.last) == ")"
    if gap[:1] == ["("] and ")" in gap:  # "$123 million (RM513 million) in 2017"
        gap = gap[gap.index(")") + 1 :]
    if gap[:1] == ["-"] and scene.words["period_links"].issuperset(gap[1:]):  # "544,400 TEU - in 2018"
        return True
    stops = scene.words["and"] | {";", "(", ")", ":"}
    return mention.first >= amount.last and len(gap) <= NEAR and stops.isdisjoint(gap)
