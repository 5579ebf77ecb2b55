"""Whether an amount is a level, a change or a share."""

from __future__ import annotations

from kzdata.model import Kind
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import Meaning
from kzdata.reading.scene import Scene

_PAIRED = 2
_SAME = frozenset({"same_as_context_in_year", "before_period"})
_OWN = 2
"""Words in which an article stands before a noun of growth: "the expected growth"."""
_RATE = 3
"""How soon before a percentage a word for a figure stands that it is: "the indicator was 1.7%"."""


def kind_of(
    scene: Scene,
    number: int,
    change: Match[Cue] | None,
    last: tuple[Kind, str] | None,
    before: Meaning | None = None,
) -> Kind:
    """The kind of amount `number`, given the word of change nearest to it.

    `last` is the kind and unit of the amount before it in the sentence, `before` what the text spoke of until
    the sentence.
    """
    amount = scene.amounts[number]
    if amount.unit in {"pp", "ratio"}:
        return Kind.CHANGE
    if amount.unit == "percent" and last is not None and _is_joined(scene, number):
        return last[0]
    if amount.unit == "percent":
        return _kind_of_percent(scene, number, change, last, before)
    if amount.noun is not None:
        more = scene.word(amount.core_last) in scene.words["less"]  # "which is 100 more than last year"
        compared = scene.word(amount.core_last + 1) in scene.words["strong_compare"]
        by = change is not None and change.last == amount.first - 1
        by = by and scene.word(amount.first - 1) in scene.words["by"]  # "rose by 97 to 347"
        return Kind.CHANGE if by or (more and compared) else Kind.LEVEL
    return Kind.CHANGE if _is_step(scene, number, change) else Kind.LEVEL


def _kind_of_percent(
    scene: Scene,
    number: int,
    change: Match[Cue] | None,
    last: tuple[Kind, str] | None,
    before: Meaning | None,
) -> Kind:
    """A percentage beside a word of change or share is that; others are what the sentence makes of them."""
    amount, share = scene.amounts[number], scene.nearest("share", scene.amounts[number])
    if amount.sign or _touches(change, amount) or _restates_step(scene, number, last):
        return Kind.CHANGE
    if _is_level(scene, amount, change, last) or _touches(share, amount):
        return Kind.SHARE
    follows_by = scene.word(amount.first - 1) in scene.words["by"]
    of_something = scene.word(amount.last) in scene.words["of"] and not follows_by
    alone = follows_by and change is None  # "and with Belarus, by 4.1%"
    more = _is_more_than(scene, number) or _is_over_a_level(scene, amount)
    if alone or more or _leads_to_level(scene, number):
        return Kind.CHANGE
    if amount.is_bracketed and any(
        a.is_bracketed and a.sign and a.unit == amount.unit for a in scene.amounts[:number]
    ):
        return Kind.CHANGE  # "245 in 2016 (+15%) and 347 in 2017 (41%)"
    if change is None:
        goes_on = last is not None and last[0] is Kind.CHANGE and share is None and not of_something
        rate = before is not None and share is None and _is_rate(scene, amount, before)
        return Kind.CHANGE if goes_on or rate else Kind.SHARE
    if follows_by:
        return Kind.CHANGE
    if amount.is_bracketed or of_something:
        grown = amount.is_bracketed and share is None and _follows_step(scene, amount)
        return Kind.CHANGE if grown else Kind.SHARE
    nearer = share is not None and scene.distance(share, amount) < scene.distance(change, amount)
    return Kind.SHARE if nearer else Kind.CHANGE


def _is_joined(scene: Scene, number: int) -> bool:
    """Whether a percentage is one of a pair: "the shares went up to 10 and 23 percent respectively"."""
    if number == 0 or scene.amounts[number - 1].unit != scene.amounts[number].unit:
        return False
    gap = scene.gap(scene.amounts[number - 1].last, scene.amounts[number].first)
    return bool(gap) and scene.words["and"].issuperset(gap)


def _is_more_than(scene: Scene, number: int, *, apart: bool = False) -> bool:
    """Whether one thing is more than another by what stands before it: "5 percent, or $2bn, more than".

    With `apart` only if both amounts say so, not the second alone: "$2bn, or 5 percent more than".
    """
    words, end, joined = scene.words, scene.amounts[number].last, False
    end += not apart and scene.amounts[number].is_bracketed and scene.word(end) == ")"
    for following in (*scene.amounts[number + 1 : number + 3], None):
        closed = joined and scene.word(end) in words["comma"]
        at = end + closed
        both = not apart or closed or (joined and scene.word(end - 1) == ")")
        if both and any(
            cue.first == at and scene.word(cue.last) in words["than"] for cue in scene.cues_of("change")
        ):
            return True
        if following is None or following.first - end > _PAIRED:
            return False
        bracket = following.is_bracketed and scene.word(following.last) == ")"
        if not (scene.word(following.first - 1) in words["or"] or bracket):
            return False
        end, joined = following.last + bracket, True
    return False


def _is_rate(scene: Scene, amount: Amount, before: Meaning) -> bool:
    """Whether a word for a figure sends back to a growth: "Russia's indicator was 1.7%"."""
    if before.kind is not Kind.CHANGE or before.unit != amount.unit:
        return False
    start = max(scene.first, amount.first - _RATE)
    led = not scene.words["base_nouns"].isdisjoint(scene.gap(start, amount.first))
    return led and not scene.crosses(start, amount.first)


def _is_level(scene: Scene, amount: Amount, change: Match[Cue] | None, last: tuple[Kind, str] | None) -> bool:
    """Whether a percentage is what something stood at or came to, not by how much it moved."""
    before, words = scene.word(amount.first - 1), scene.words
    share = scene.nearest("share", amount)
    led = change is not None and change.last <= amount.first - 1 and before in words["to from"]
    if change is not None and led and share is not None and share.last <= change.first:
        return True  # "its share rose from 12 percent in 2008 to 28 percent"
    if last is not None and last[1] == "pp":  # "slipped by 0.5 points (it was 8.2 percent)"
        return True
    if change is None:
        return False
    if before in words["standing"] and change.first > amount.last + 1:
        return True  # "it used to be 14 percent and slipped to 11 percent"
    if change.payload.value == "down" and before in words["to from"]:
        return not is_growth_rate(scene, amount, change)  # "cut from 5 to 4.5 percent"
    came_from = last is not None and last[0] is Kind.SHARE and before in words["from"]
    return came_from and any(cue.last == amount.first - 1 for cue in scene.cues_of("change"))


def is_growth_rate(scene: Scene, amount: Amount, change: Match[Cue]) -> bool:
    """Whether a percentage is what growth has slowed to: "growth slowed to 2 percent from 4 percent"."""
    led = scene.word(amount.first - 1) in scene.words["to from"]
    return led and any(cue.last <= change.first for cue in scene.cues_of("step"))


def _follows_step(scene: Scene, amount: Amount) -> bool:
    """Whether a noun of growth stands before: "the fastest growth was with Kazakhstan (61 percent)"."""
    return any(cue.last <= amount.first for cue in scene.cues_of("step"))


def _restates_step(scene: Scene, number: int, last: tuple[Kind, str] | None) -> bool:
    """Whether a percentage in brackets gives the growth before it: "increased by $3bn (23.7 percent)"."""
    amount = scene.amounts[number]
    beside = number > 0 and scene.amounts[number - 1].last == amount.first - 1
    return amount.is_bracketed and beside and last is not None and last[0] is Kind.CHANGE


def _touches(cue: Match[Cue] | None, amount: Amount) -> bool:
    return cue is not None and amount.first in {cue.last, cue.first - (amount.last - amount.first)}


def _is_over_a_level(scene: Scene, amount: Amount) -> bool:
    """Whether a percentage is set off from a level: "15 percent above", "over the result of 2011"."""
    words, end = scene.words, amount.last
    led = scene.word(end) in words["from_level"] and scene.word(end + 1) in words["article"]
    if scene.word(end) in words["near_level"] or (led and scene.word(end + 2) in words["base_nouns"]):
        return True
    same = [m for m in scene.periods if m.first in {end + 1, end + 2} and m.means in _SAME]
    return scene.word(end) in words["from_level"] and bool(same)  # "18 percent over the like period of 2018"


def _leads_to_level(scene: Scene, number: int) -> bool:
    """Whether a percentage stands before the level that it led to: "63 percent to $4.48 billion"."""
    amount, following = scene.amounts[number], next(iter(scene.amounts[number + 1 :]), None)
    if following is None or scene.word(amount.last) not in scene.words["to"]:
        return False
    return following.first == amount.last + 1 and following.unit != "percent"


def _is_step(scene: Scene, number: int, change: Match[Cue] | None) -> bool:
    """Whether money or goods are a growth or decline: "grew by $2bn", "$4.7 billion more"."""
    amount = scene.amounts[number]
    beside = number > 0 and amount.first - scene.amounts[number - 1].last <= _PAIRED
    starts = (number - 1, number) if beside else (number,)
    if _is_parallel(scene, number) or any(_is_more_than(scene, start, apart=True) for start in starts):
        return True
    if change is None:
        return False
    if scene.word(amount.first - 1) in scene.words["by"] and change.last <= amount.first:
        return True
    if _is_growths_own(scene, amount) or (change.first == amount.last and not _is_further(scene, amount)):
        return True
    following = next(iter(scene.amounts[number + 1 :]), None)
    if following is None or following.unit != "percent":
        return False
    gap = scene.gap(amount.last, following.first)
    if not gap or gap[-1] not in scene.words["or"]:
        return False
    if len(gap) == 1:  # "$4.7 billion or 19.4% more"
        return any(0 <= cue.first - following.last <= 1 for cue in scene.cues_of("change"))
    return len(gap) == 2 and change.last == amount.first  # "added 106,700 tons, or 58 percent"


def _is_further(scene: Scene, amount: Amount) -> bool:
    """Whether "more" only says that a sum is another one: "to put $300 million more into a mine"."""
    if scene.word(amount.last) not in scene.words["more"]:
        return False
    compared = not scene.words["strong_compare"].isdisjoint(scene.gap(amount.last, amount.last + 3))
    gives = any(cue.last <= amount.first for cue in (*scene.cues_of("put"), *scene.cues_of("indicator")))
    return gives and not compared and scene.word(amount.last + 1) in scene.words["to in"]


def _is_growths_own(scene: Scene, amount: Amount) -> bool:
    """Whether a noun of growth owns the sum: "the growth this year would make $2 billion"."""
    step = next((cue for cue in reversed(scene.cues_of("step")) if cue.last <= amount.first), None)
    if step is None or scene.crosses(step.last, amount.first):
        return False
    before = scene.gap(step.first - _OWN, step.first)
    if scene.words["article"].isdisjoint(before):
        return False
    gap = scene.gap(step.last, amount.first)
    words = scene.words
    leads = words["to from breaks comma"] | {":"}
    named = any(step.last <= cue.first < amount.first for cue in scene.names)
    return not named and leads.isdisjoint(gap)


def _is_parallel(scene: Scene, number: int) -> bool:
    """Whether a pair repeats one before it: "added 100 tons, or 8 percent, and transit 54 tons, or 5"."""
    if number < 2 or number + 1 >= len(scene.amounts):
        return False
    pair, before = scene.amounts[number : number + 2], scene.amounts[number - 2 : number]
    if [amount.unit for amount in pair] != [amount.unit for amount in before]:
        return False
    joins = [scene.gap(a.last, b.first) for a, b in (pair, before)]
    if joins[0] != joins[1] or scene.words["or"].isdisjoint(joins[0]):
        return False
    led = any(change.last == before[0].first for change in scene.cues_of("change"))
    own = any(before[1].last <= change.first < pair[0].first for change in scene.cues_of("change"))
    return led and not own
