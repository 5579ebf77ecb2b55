"""Which expression of time belongs to which amount, and what a change is compared with."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator, Kind, Modality, PartialDate, Period, Span
from kzdata.reading.amount import Amount
from kzdata.reading.bases import compared, is_base, is_held_by
from kzdata.reading.carrying import Announced, Earlier, Timing, carried, holds_now, is_part_of_last
from kzdata.reading.meaning import Meaning
from kzdata.reading.meanings import is_restated
from kzdata.reading.own_times import NEAR, own_time
from kzdata.reading.periods import PeriodMention
from kzdata.reading.scene import Scene

_PAIR, _HAD = 2, 5
_BY = 4
"""Words from "by" to a time: "by the end of September"."""

_COUNTED_WORTH = {
    (Indicator.PROJECTS_COUNT, Indicator.PROJECTS_VALUE),
    (Indicator.AGREEMENTS_COUNT, Indicator.AGREEMENTS_VALUE),
}
_WORTH = 7
"""Words from a count to what it is worth, those of time apart."""


def read_timings(
    scene: Scene,
    meanings: Sequence[Meaning],
    before: Earlier | None,
    published: PartialDate | None,
    heading: Announced | None = None,
) -> list[Timing]:
    """The timing of each amount in `scene`; `heading` is what the sentences before have announced."""
    bases = [mention for mention in scene.periods if is_base(scene, mention)]
    found: list[Timing] = []
    for number, meaning in enumerate(meanings):
        if is_restated(scene, number):
            found.append(found[-1])
            continue
        mention = own_time(scene, meanings[: number + 1], bases, published)
        if mention is not None and _is_apart(scene, number, mention, meaning):
            mention = None
        was = mention is not None and _was(scene, number, mention, meaning, published)
        if mention is None:
            period = carried(scene, meanings[: number + 1], found, before, heading or Announced())
        else:
            period = mention.period if was else _period_of(mention, meaning, published)
            period = _up_to(scene, mention, period)
        evidence = [("period", _span(scene, mention))] if mention and period else []
        against = None
        if meaning.kind is Kind.CHANGE:
            against, base = compared(scene, number, bases, period, _implies(mention, meaning))
            evidence += [("compared", _span(scene, base))] if base else []
        said = mention is not None and mention.means != "now"
        found.append(Timing(period, against, said, mention in bases, was, tuple(evidence)))
    found = _of_like_period(meanings, bases, found, published)
    if len(found) == 1:
        return found
    found = _of_both_ways(scene, meanings, _paired(scene, meanings, found))
    found = _of_one_thing(scene, meanings, found)
    found = _had_been(scene, meanings, found)
    return _in_order(scene, _fallen_from(scene, bases, _from_to(scene, meanings, found)))


def _up_to(scene: Scene, mention: PeriodMention, period: Period | None) -> Period | None:
    """The part of a longer time in the sentence that ends with one: "as of 5 November ... this year"."""
    words, start = scene.words, max(mention.first - _BY, scene.after_last(mention.first))
    led = {scene.word(i) for i in range(start, mention.first + 1)}
    if period is None or words["as_of by"].isdisjoint(led):
        return period
    for other in scene.periods:
        whole = other.period
        if (
            other is not mention
            and whole is not None
            and whole.start < period.start
            and period.end <= whole.end
        ):
            return Period(whole.start, period.end)
    return period


def _is_apart(scene: Scene, number: int, mention: PeriodMention, meaning: Meaning) -> bool:
    """Whether a share of today stands in a new clause: "took 8% in 2012; Russia makes up half"."""
    amount = scene.amounts[number]
    if meaning.kind is not Kind.SHARE or is_part_of_last(scene, amount, meaning):
        return False
    broken = not scene.words["breaks"].isdisjoint(scene.gap(mention.last, amount.first))
    return mention.last <= amount.first and broken and holds_now(scene, number, meaning)


def _was(
    scene: Scene, number: int, mention: PeriodMention, meaning: Meaning, published: PartialDate | None
) -> bool:
    """Whether a level beside a plan is what there was: "to $41 billion, from $15 billion last year"."""
    period, amount = mention.period, scene.amounts[number]
    if meaning.modality is Modality.ACTUAL or meaning.kind is not Kind.LEVEL or period is None:
        return False
    if published is None or period.end >= published.first:
        return False
    if mention.last <= amount.first:  # "Last year, under the plan, trade was $15 billion"; but "the goal was"
        aims = any(mention.last <= cue.first < amount.first for cue in scene.cues_of("modality"))
        others = any(is_held_by(scene, other, mention) for other in scene.amounts[:number])
        return mention.means == "relative" and not aims and not others
    return _is_of_the_past(scene, amount, mention)


def _is_of_the_past(scene: Scene, amount: Amount, mention: PeriodMention) -> bool:
    """Whether a sum with a past time behind it was there: "the $3bn of 2011", "($3bn in 2011)"."""
    words, at = scene.words, mention.first
    while scene.word(at - 1) in words["period_links"]:
        at -= 1
    reached = at - 1 == amount.last and scene.word(at - 1) in words["reached"]  # "the $3bn seen in 2011"
    opening, closing = scene.word(amount.first - 1), scene.word(mention.last)
    bracket = closing == ")" and "(" in scene.gap(amount.first - NEAR, amount.first)
    apposed = opening in words["comma"] and closing in words["comma"]  # "sales, 162 million in 2012, are to"
    led = mention.means == "relative" or opening in words["from present"] or bracket or apposed
    return led and (reached or is_held_by(scene, amount, mention))


def _implies(mention: PeriodMention | None, meaning: Meaning) -> bool:
    """Whether a change at a time is one against the year before: no aim is, nor what is to be by a year."""
    aim = mention is not None and mention.means in {"by_year", "by_this_year"}
    return meaning.modality is not Modality.TARGET and not (aim and meaning.modality is not Modality.ACTUAL)


def _of_one_thing(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[Timing]:
    """A count and what it is worth have one time: "since 1991 there were 350 projects worth $180m"."""
    found = list(timings)
    for i in range(1, len(found)):
        worth = any(
            c.first >= scene.amounts[i - 1].last and c.last <= scene.amounts[i].first
            for c in scene.cues_of("worth")
        )
        between = _without_periods(scene, scene.amounts[i - 1].last, scene.amounts[i].first)
        total = scene.gap(scene.amounts[i - 1].last, scene.amounts[i].core_first)
        valued = (meanings[i - 1].indicator, meanings[i].indicator) in _COUNTED_WORTH
        worth = worth or (valued and not scene.words["wholes"].isdisjoint(total))
        close, worth = len(between) <= _WORTH, worth or not scene.words["for"].isdisjoint(between[-1:])
        into = not {*scene.words["into"], *scene.words["in"]}.isdisjoint(
            scene.gap(scene.amounts[i - 1].last, scene.amounts[i].core_first)
        )
        into = into or not scene.words["for"].isdisjoint(between)
        spent = into and meanings[i].indicator is Indicator.PROJECTS_COUNT  # "has put $7bn into 160 projects"
        if ((worth and meanings[i - 1].unit == "count") or spent) and close and found[i].period is None:
            found[i] = found[i]._replace(period=found[i - 1].period)
        if spent and close and found[i].said and not found[i - 1].said:  # "$7bn into 240 projects since 1993"
            found[i - 1] = found[i - 1]._replace(period=found[i].period)
        if worth and meanings[i - 1].unit == "count" and close and found[i - 1].period is None:
            found[i - 1] = found[i - 1]._replace(period=found[i].period)
        if is_restated(scene, i) and found[i].period is None:
            found[i] = found[i - 1]
    return found


def _of_both_ways(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[Timing]:
    """A time behind two changes is both's: "exports doubled and imports grew by 5% in eight months"."""
    found, both = list(timings), {Indicator.EXPORTS, Indicator.IMPORTS}
    for i in range(len(found) - 1):
        one, other = scene.amounts[i], scene.amounts[i + 1]
        changes = meanings[i].kind is meanings[i + 1].kind is Kind.CHANGE
        behind = found[i + 1].said and not any(m.first < other.last for m in scene.periods)
        joined = not scene.words["and"].isdisjoint(scene.gap(one.last, other.first))
        ways = {meanings[i].indicator, meanings[i + 1].indicator} == both
        if changes and behind and joined and ways and not found[i].said:
            found[i] = found[i + 1]
    return found


def _in_order(scene: Scene, timings: Sequence[Timing]) -> list[Timing]:
    """Amounts that years are given for in their order: "in 2016 and 2017 $1bn and $2bn, respectively"."""
    found = list(timings)
    ordered = scene.says("respectively")
    years: list[Period] = []
    for mention in scene.periods:
        opens = ordered or mention.last <= scene.amounts[0].first
        if opens and mention.period is not None and mention.means in {"absolute", "years"}:
            first, last = mention.period.start.year, mention.period.end.year
            years += [Period.of_year(year) for year in dict.fromkeys((first, last))]
    levels = [i for i, amount in enumerate(scene.amounts) if amount.unit == scene.amounts[-1].unit]
    if len(levels) == len(years) and (ordered or len(years) > _PAIR):
        for i, period in zip(levels, years, strict=True):
            found[i] = found[i]._replace(period=period)
    return found


def _from_to(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[Timing]:
    """What a window of years leads from and to: "from 2002 to 2006 it rose from $8m to $9m"."""
    found, words = list(timings), scene.words
    for i in range(1, len(found)):
        low, high = scene.amounts[i - 1], scene.amounts[i]
        window = found[i].period
        years = any(mention.means == "years" and mention.period == window for mention in scene.periods)
        ended = scene.word(high.first - 1) in words["to"] and meanings[i - 1].kind is Kind.CHANGE
        if years and ended and meanings[i].kind is Kind.LEVEL and window and found[i - 1].period == window:
            found[i] = found[i]._replace(period=Period.of_year(window.end.year))  # "rose by 30%, to $9m"
            continue
        led = scene.word(low.first - 1) in words["from"] and words["to"].issuperset(
            scene.gap(low.last, high.first)
        )
        if window is not None and years and led and low.unit == high.unit and found[i - 1].period == window:
            found[i - 1] = found[i - 1]._replace(period=Period.of_year(window.start.year))
            found[i] = found[i]._replace(period=Period.of_year(window.end.year))
    return found


def _fallen_from(scene: Scene, bases: Sequence[PeriodMention], timings: Sequence[Timing]) -> list[Timing]:
    """What a level came from was at the time before: "in 2018 it fell to $8 million from $9 million"."""
    found, words = list(timings), scene.words
    for i in range(1, len(found)):
        one, other = scene.amounts[i - 1], scene.amounts[i]
        gap = scene.gap(one.last, other.first)
        if scene.word(one.first - 1) in words["from"] and len(gap) == 1 and gap[0] in words["to"]:
            start, end = i - 1, i
        elif len(gap) == 1 and gap[0] in words["from"]:
            start, end = i, i - 1
        else:
            continue
        period = found[end].period
        if one.unit == other.unit and period is not None and found[start].period == period:
            found[start] = found[start]._replace(period=compared(scene, start, bases, period)[0])
    return found


def _of_like_period(
    meanings: Sequence[Meaning],
    bases: Sequence[PeriodMention],
    timings: Sequence[Timing],
    published: PartialDate | None,
) -> list[Timing]:
    """What is set against the like period of a year is of that period a year on, if nothing else is said."""
    found = list(timings)
    like = [base.period for base in bases if base.means == "same_as_context_in_year"]
    if len(like) != 1 or like[0] is None or published is None:
        return found
    period = like[0].years_before(-1)
    if period.end > published.last or not any(m.kind is Kind.CHANGE for m in meanings):
        return found
    for i, meaning in enumerate(meanings):
        open_ended = found[i].period is None and not found[i].said
        if open_ended and meaning.modality is Modality.ACTUAL and meaning.kind is not Kind.SHARE:
            against = like[0] if meaning.kind is Kind.CHANGE else None
            found[i] = found[i]._replace(period=period, compared=against)
    return found


def _had_been(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[Timing]:
    """What had been before a change was at the time it is against: "rose by 5%: it had been $8m"."""
    found = list(timings)
    for i, amount in enumerate(scene.amounts):
        start = amount.first - _HAD
        at = next(
            (k for k in range(amount.first - 1, start, -1) if scene.word(k) in scene.words["had"]), None
        )
        if at is None or meanings[i].kind is not Kind.LEVEL or scene.crosses(at, amount.first):
            continue
        clause = [k for k in range(scene.first, at) if scene.word(k) in scene.words["comma breaks"] | {":"}]
        opening = clause[-1] if clause else scene.first
        if any(opening <= mention.first < amount.first for mention in scene.periods):
            continue
        change = next(
            (t for t, m in zip(found[:i], meanings[:i], strict=True) if m.kind is Kind.CHANGE), None
        )
        if change is not None and change.compared is not None and found[i].period == change.period:
            found[i] = found[i]._replace(period=change.compared)
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
            against = found[i].compared or compared(scene, i, (), period)[0]
            found[i] = found[i + 1]._replace(period=period, compared=against)
    return found


def _without_periods(scene: Scene, start: int, end: int) -> list[str]:
    """The words between two tokens that belong to no expression of time."""
    timed = {i for mention in scene.periods for i in range(mention.first, mention.last)}
    return [scene.word(i) for i in range(start, end) if i not in timed]


def _span(scene: Scene, mention: PeriodMention) -> Span:
    return scene.text.span(mention.first, mention.last)


def _period_of(mention: PeriodMention, meaning: Meaning, published: PartialDate | None) -> Period | None:
    """The days that a mention means for a figure: an aim is not in the past, and "this year" ends with it."""
    if mention.period is None:
        return None
    if mention.whole is not None and meaning.modality is not Modality.ACTUAL:
        return mention.whole
    past = published is not None and mention.period.end < published.first
    return None if past and meaning.modality is not Modality.ACTUAL else mention.period
