"""What the amounts of a sentence say: kind, indicator, direction of change, and how sure each is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kzdata.model import Indicator, Kind, Modality, Span
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue
from kzdata.reading.indicators import carried_indicator, find_indicator
from kzdata.reading.kinds import is_growth_rate, kind_of
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import RELATIVE_UNITS, Meaning
from kzdata.reading.modality import find_modality, is_done
from kzdata.reading.scene import Scene


def read_meanings(scene: Scene, before: Meaning | None) -> list[Meaning]:
    """The meaning of each amount in `scene`; `before` is what the text spoke of until here."""
    found: list[Meaning] = []
    for number in range(len(scene.amounts)):
        found.append(_meaning(scene, number, found, before))
    return _shared(scene, found)


def find_topic(scene: Scene) -> Meaning | None:
    """What a sentence without figures is about."""
    cues = scene.all_cues
    named = [cue for cue in cues if cue.payload.field == "indicator" and cue.payload.value != Indicator.OTHER]
    named = [cue for cue in named if scene.word(cue.first) not in scene.words["goods"]]
    if not named:
        return None
    at = _span(scene, named[-1])
    return Meaning(
        Kind.LEVEL, Indicator(named[-1].payload.value), Modality.ACTUAL, evidence=(("indicator", at),)
    )


def _meaning(scene: Scene, number: int, found: Sequence[Meaning], before: Meaning | None) -> Meaning:
    amount = scene.amounts[number]
    change = _change(scene, amount)
    counts = amount.is_multiple and (amount.core_last > amount.core_first + 1 or _is_adverb(scene, amount))
    visit = scene.nearest("visit", amount) if counts and change is None else None
    if visit is not None:  # "visited twice" multiplies nothing
        visited = (visit.first, visit.last)
        return Meaning(Kind.LEVEL, Indicator.VISITS, Modality.ACTUAL, visited, unit="count")
    last = found[-1] if found else None
    kind = kind_of(scene, number, change, (last.kind, last.unit) if last else None, before)
    changes = kind is Kind.CHANGE
    below = scene.word(amount.last) in scene.words["below"]
    falls = amount.sign < 0 or (amount.sign == 0 and changes and (below or _is_down(change)))
    falls = falls and not (amount.sign == 0 and change is not None and is_growth_rate(scene, amount, change))
    alone = changes and change is None and scene.word(amount.first - 1) in scene.words["by"]
    fallen = next((each.falls for each in reversed(found) if each.kind is Kind.CHANGE), False)
    falls = falls or (alone and fallen)  # "exports were reduced by 42 percent, and imports by 36 percent"
    modality, unsure = _sureness(scene, number, last, before)
    evidence = [("modality", _span(scene, unsure))] if unsure else []
    if changes and change is not None:
        evidence.append(("kind", _span(scene, change)))
    named = find_indicator(scene, number, found, before)
    measured = _spoken_of(scene, number, found) if amount.unit in RELATIVE_UNITS else None
    if measured is not None and _is_remark(scene, number):
        behind = named is not None and named[1] is not None and named[1][0] >= amount.last
        named = named if behind else (measured.indicator, measured.indicator_at)
    if named is not None:
        indicator, at = named
        if at is not None:
            evidence.append(("indicator", scene.text.span(*at)))
        start = scene.amounts[number - 1].last if number else 0
        where = at or (amount.core_first, amount.core_last)
        part = last is not None and _is_part(scene, last, start, where, amount)
        return Meaning(kind, indicator, modality, at, falls, amount.unit, part, tuple(evidence))
    spoken = _spoken_of(scene, number, found) or before
    indicator = carried_indicator(amount, spoken)
    if spoken is not None and spoken.indicator is indicator:
        evidence.extend(item for item in spoken.evidence if item[0] == "indicator")
    return Meaning(kind, indicator, modality, None, falls, amount.unit, evidence=tuple(evidence))


def _sureness(
    scene: Scene, number: int, last: Meaning | None, before: Meaning | None
) -> tuple[Modality, Match[Cue] | None]:
    """How sure an amount is and the word that says so; without one, as sure as what it goes on from."""
    amount = scene.amounts[number]
    modality, unsure = find_modality(scene, amount)
    if is_done(scene, amount):
        return modality, None
    if unsure is not None:
        return modality, unsure
    if last is not None:
        goes_on = scene.distances.in_bracket(amount)
        unsure_before = last.modality is not Modality.ACTUAL
        goes_on = goes_on or (unsure_before and (_is_listed(scene, number) or _is_remark(scene, number)))
        return (last.modality if goes_on else modality), None
    points = before is not None and (_points_back(scene, amount) or _is_of_them(scene, amount))
    return (before.modality if before is not None and points else modality), None


def _change(scene: Scene, amount: Amount) -> Match[Cue] | None:
    """The nearest word of change; of "grew less" it is "grew"."""
    change = scene.nearest("change", amount)
    if change is not None and scene.word(change.first) in scene.words["less"]:
        verb = next((cue for cue in scene.cues_of("change") if cue.last == change.first), None)
        return verb or change
    return change


def _is_part(scene: Scene, last: Meaning, start: int, at: tuple[int, int], amount: Amount) -> bool:
    """Whether an amount is part of one before it: "of which", "with exports of", or beside another part.

    `at` are the tokens that name its indicator.
    """
    if last.is_part or scene.distances.in_bracket(amount):
        return True
    if last.unit != amount.unit:
        return False
    gap = scene.gap(start, at[0] if at[0] > start else amount.first)
    whole = scene.words["parts pronouns"]
    behind = scene.gap(amount.last, at[0])[:2]  # "$3bn of which was exports"
    of_which = any(a in scene.words["of"] and b in whole for a, b in (*pairwise(gap), *pairwise(behind)))
    compared = scene.words["strong_compare"]
    pairs = pairwise(["", *gap])
    return of_which or any(b in scene.words["splits"] and a not in compared for a, b in pairs)


def _points_back(scene: Scene, amount: Amount) -> bool:
    """Whether a sentence speaks of the figure before it: "This is about eight times the present volume"."""
    words = scene.words
    start = scene.first + (scene.word(scene.first) in {'"', "-"})
    opening = scene.word(start) in words["parts"] and scene.word(start + 1) in words["standing"]
    return opening and amount.first <= start + 4


def _is_of_them(scene: Scene, amount: Amount) -> bool:
    """Whether an amount is some of those counted before, which only stand: "Seven of them are in it"."""
    words = scene.words
    if amount.noun is None or scene.word(amount.last - 1) not in words["parts"]:
        return False
    return scene.word(amount.last) in words["standing"] and scene.word(amount.last + 1) in words["in on"]


def _is_listed(scene: Scene, number: int) -> bool:
    """Whether an amount goes on with a list: "$60 million for the road and $10 million to fight locusts"."""
    amount, last = scene.amounts[number], scene.amounts[number - 1]
    words, gap = scene.words, scene.gap(last.last, amount.first)
    if gap[-1:] and gap[-1] in words["of"] and gap[-2:-1] and gap[-2] in words["ones"]:
        gap = gap[:-2]  # "and one of $60 million"
    if amount.unit != last.unit or not gap or scene.aside_of(amount.first) != scene.aside_of(last.first):
        return False
    purpose = words["on to in"]
    joined = words["and"] - {"-"}
    verbs = words["standing breaks splits strong_compare"]
    return gap[0] in purpose | joined and gap[-1] in joined and verbs.isdisjoint(gap)


def _is_remark(scene: Scene, number: int) -> bool:
    """Whether an amount only measures the one before it: "to bring it to $9bn, which is 23% more"."""
    words, last = scene.words, scene.amounts[number - 1]
    gap = scene.gap(last.last, scene.amounts[number].first)
    commas = [i for i, word in enumerate(gap) if word in words["comma"]]
    if not commas:
        return False
    remark = gap[commas[-1] + 1 :]
    return len(remark) == 2 and remark[0] in words["parts"] and remark[1] in words["standing"]


def _is_adverb(scene: Scene, amount: Amount) -> bool:
    return scene.word(amount.core_first) in scene.grammar.adverbs


def _span(scene: Scene, cue: Match[Cue]) -> Span:
    return scene.text.span(cue.first, cue.last)


def _is_down(cue: Match[Cue] | None) -> bool:
    return cue is not None and cue.payload.value == "down"


def _spoken_of(scene: Scene, number: int, found: Sequence[Meaning]) -> Meaning | None:
    """The meaning before this one that it carries on from: not one inside a bracket that has closed."""
    amount = scene.amounts[number]
    for i in range(number - 1, -1, -1):
        other = scene.amounts[i]
        if is_aside(other, found[i]) and amount.noun is None:
            continue
        if not scene.distances.in_bracket(other) or scene.distances.same_bracket(other, amount):
            return found[i]
    return found[-1] if found and not is_aside(scene.amounts[number - 1], found[-1]) else None


def is_aside(amount: Amount, meaning: Meaning) -> bool:
    """Whether an amount only counts something that has no indicator: "from more than 120 countries"."""
    return amount.noun is not None and meaning.indicator is Indicator.OTHER


def _shared(scene: Scene, meanings: Sequence[Meaning]) -> list[Meaning]:
    """A sum right behind one in another currency says what that one says."""
    found = list(meanings)
    for i in range(1, len(found)):
        if is_restated(scene, i):
            found[i] = found[i - 1]._replace(unit="", evidence=found[i].evidence)
    return found


def is_restated(scene: Scene, number: int) -> bool:
    """Whether an amount gives the sum before it in another currency: "$525m (480m euros)"."""
    if number == 0:
        return False
    here, before = scene.amounts[number], scene.amounts[number - 1]
    both_money = len(here.unit) == len(before.unit) == 3 and here.unit.isupper() and before.unit.isupper()
    close = here.first - before.last <= 2
    opens = scene.word(here.first - 1) in {"(", ","} | scene.words["or"]
    return both_money and here.unit != before.unit and close and opens
