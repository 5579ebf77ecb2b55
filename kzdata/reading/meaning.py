"""What an amount says: its kind, its indicator, its direction of change, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kzdata.model import Indicator, Kind, Modality, Span
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.kinds import kind_of
from kzdata.reading.matcher import Match
from kzdata.reading.scene import REACH, Scene
from kzdata.reading.text import Text

TRADE = frozenset({Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS})

_GOVERNED = 14
"""Words between "we hope that" and "will" at most."""
_CAUSE = 6
"""Words between "because of" and what still belongs to the cause."""
_BEHIND = 4
_LINKED = 8
_NAMED_REACH = REACH + 20
"""How far a word may stand that names what an amount is about: there is seldom another."""
_UNSURE_REACH = 26
_UNWORTHY = 10
"""What it costs that no word such as "worth" ties a sum to a thing signed or built."""

_ASIDE = 6
"""What it costs a single commodity to be what a figure is about: "exports, nearly all of it oil, came to"."""

RELATIVE_UNITS = frozenset({"percent", "ratio", "pp"})
GOODS_UNITS = frozenset({"tonnes", "teu"})
_NO_MONEY = RELATIVE_UNITS | GOODS_UNITS | {"count", "persons"}

_AS_MONEY = {
    Indicator.AGREEMENTS_COUNT: Indicator.AGREEMENTS_VALUE,
    Indicator.PROJECTS_COUNT: Indicator.PROJECTS_VALUE,
    Indicator.COMPANIES_COUNT: Indicator.OTHER,
    Indicator.VISITS: Indicator.OTHER,
    Indicator.POPULATION: Indicator.OTHER,
    Indicator.TOURISM: Indicator.OTHER,
}
"""What a sum of money is about that carries on from a count."""


class Meaning(NamedTuple):
    """What an amount says.

    Attributes
    ----------
    indicator_at : tuple of (int, int) or None
        The tokens that named the indicator; None if it was carried over.
    falls : bool
        A decline.
    is_part : bool
        Of the amount before it ("of which $2bn"); what comes later does not carry on from it.
    unit : str
        Where the meaning decides it: "twice" may count visits.
    """

    kind: Kind
    indicator: Indicator
    modality: Modality
    indicator_at: tuple[int, int] | None = None
    falls: bool = False
    unit: str = ""
    is_part: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()


def read_meanings(scene: Scene, before: Meaning | None) -> list[Meaning]:
    """The meaning of each amount in `scene`; `before` is what the text spoke of until here."""
    found: list[Meaning] = []
    for number in range(len(scene.amounts)):
        found.append(_meaning(scene, number, found, before))
    return _shared(scene, found)


def find_topic(text: Text, grammar: Grammar, first: int, last: int) -> Meaning | None:
    """What the tokens `first` to `last`, in which there is no figure, are about."""
    cues = grammar.find_cues(text, first, last)
    named = [cue for cue in cues if cue.payload.field == "indicator" and cue.payload.value != Indicator.OTHER]
    if not named:
        return None
    return Meaning(Kind.LEVEL, Indicator(named[-1].payload.value), Modality.ACTUAL)


def _meaning(scene: Scene, number: int, found: Sequence[Meaning], before: Meaning | None) -> Meaning:
    amount = scene.amounts[number]
    change, visit = _change(scene, amount), scene.nearest("visit", amount)
    counts = amount.is_multiple and (amount.core_last > amount.core_first + 1 or _is_adverb(scene, amount))
    if counts and change is None and visit is not None:  # "visited twice" multiplies nothing
        at = (visit.first, visit.last)
        return Meaning(Kind.LEVEL, Indicator.VISITS, Modality.ACTUAL, at, unit="count")
    last = found[-1] if found else None
    kind = kind_of(scene, number, change, (last.kind, last.unit) if last else None)
    changes = kind is Kind.CHANGE
    below = scene.word(amount.last) in scene.words["below"]
    falls = amount.sign < 0 or (amount.sign == 0 and changes and (below or _is_down(change)))
    modality, unsure = _modality(scene, amount)
    if last is not None and unsure is None and scene.distances.in_bracket(amount):
        modality = last.modality
    if number == 0 and before is not None and unsure is None and _points_back(scene, amount):
        modality = before.modality
    evidence = [("modality", _span(scene, unsure))] if unsure else []
    if changes and change is not None:
        evidence.append(("kind", _span(scene, change)))
    named = _indicator(scene, number, found)
    if named is not None:
        indicator, at = named
        evidence.append(("indicator", scene.text.span(*at)))
        part = number > 0 and _is_part(scene, found[-1], scene.amounts[number - 1].last, at, amount)
        return Meaning(kind, indicator, modality, at, falls, amount.unit, part, tuple(evidence))
    indicator = _carried(amount, _spoken_of(scene, number, found) or before)
    return Meaning(kind, indicator, modality, None, falls, amount.unit, evidence=tuple(evidence))


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
    gap = scene.gap(start, max(start, at[0]))
    of_which = any(a in scene.words["of"] and b in scene.words["parts"] for a, b in pairwise(gap))
    behind = scene.gap(amount.last, at[0])[:2]  # "$3bn of which was exports"
    of_which = of_which or (
        len(behind) > 1 and behind[0] in scene.words["of"] and behind[1] in scene.words["parts"]
    )
    compared = scene.words["strong_compare"]
    pairs = pairwise(["", *gap])
    return of_which or any(b in scene.words["splits"] and a not in compared for a, b in pairs)


def _points_back(scene: Scene, amount: Amount) -> bool:
    """Whether a sentence speaks of the figure before it: "This is about eight times the present volume"."""
    words = scene.words
    start = scene.first + (scene.word(scene.first) in {'"', "-"})
    opening = scene.word(start) in words["parts"] and scene.word(start + 1) in words["standing"]
    return opening and amount.first <= start + 4


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
        if not scene.distances.in_bracket(other) or scene.distances.same_bracket(other, amount):
            return found[i]
    return found[-1] if found else None


# --- indicator -------------------------------------------------------------------------------------------


def _indicator(
    scene: Scene, number: int, found: Sequence[Meaning]
) -> tuple[Indicator, tuple[int, int]] | None:
    """What an amount is about, by the words of its own sentence, and the tokens that say so.

    `found` are the meanings of the amounts before it.
    """
    amount = scene.amounts[number]
    if amount.noun is not None:
        return _counted_thing(scene, amount, amount.noun.indicator)
    pronoun = _stand_in(scene, number) if found else None
    if pronoun is not None:
        return found[-1].indicator, pronoun
    if amount.noun is None and scene.word(amount.last) in scene.words["into"]:
        verb = next((cue for cue in reversed(scene.cues_of("put")) if cue.last <= amount.first), None)
        if verb is not None and not scene.crosses(verb.last, amount.first):
            return Indicator.INVESTMENT, (verb.first, verb.last)
    near = [(_indicator_distance(scene, cue, amount), cue.first, cue) for cue in scene.names]
    near = [item for item in near if item[0] < _NAMED_REACH]
    if not near:
        return None
    if found and _is_behind(scene.amounts[number - 1], found[-1]):
        # "of which $1.2bn were Kazakh exports and $0.5bn Kazakh imports"
        own = [item for item in near if amount.last <= item[1] <= amount.last + 2]
        near = own or near
    cue = min(near, key=lambda item: item[:2])[2]
    cue = _traded(scene, cue) or cue
    indicator = Indicator(cue.payload.value)
    if indicator in TRADE and _is_of_a_commodity(scene, cue) and not _is_of_many(scene, cue):
        indicator = Indicator.OTHER
    return indicator, (cue.first, cue.last)


def _is_behind(amount: Amount, meaning: Meaning) -> bool:
    """Whether what an amount is about stands right behind it: "$1.2bn were Kazakh exports"."""
    at = meaning.indicator_at
    return at is not None and amount.noun is None and amount.last <= at[0] <= amount.last + _BEHIND


def _stand_in(scene: Scene, number: int) -> tuple[int, int] | None:
    """The pronoun that stands for what the amount before is about: "that of Kazakhstan in Russia is $4bn"."""
    start, end = scene.amounts[number - 1].last, scene.amounts[number].first
    words = scene.words
    links = words["of"] | words["with"] | words["between"] | words["from"] | words["to"]
    for i in range(end - 2, start, -1):
        if scene.word(i) in scene.words["stand_ins"] and scene.word(i + 1) in links:
            named = any(i < cue.first < end for cue in scene.names)
            return None if named else (i, i + 1)
    return None


def _indicator_distance(scene: Scene, cue: Match[Cue], amount: Amount) -> int:
    """How far a word that names an indicator is from `amount`; very far if it cannot name this one's."""
    is_object = cue.payload.field == "object"
    if (is_object and amount.unit in _NO_MONEY) or (not is_object and _is_modifier(scene, cue)):
        return scene.distances.CLOSED
    stops = scene.words["breaks"] | scene.words["and"] | scene.words["splits"] | {":"}
    if cue.payload.value == Indicator.OTHER and _is_remark(scene, cue):
        return scene.distances.CLOSED
    if _is_cause(scene, cue, amount) or _is_measure(scene, cue, amount):
        return scene.distances.CLOSED
    if all(other.first >= scene.amounts[-1].last for other in scene.names):
        stops = scene.words["breaks"] | scene.words["splits"]
    elif amount is scene.amounts[0]:  # "From the present $6 billion, trade will ..."
        stops -= scene.words["comma"]
    gap = scene.gap(amount.last, cue.first)
    if gap[:1] and gap[0] in scene.words["of"] and not scene.words["parts"].isdisjoint(gap[1:2]):
        return len(gap)  # "$3bn of which was exports"
    if cue.first >= amount.last and not stops.isdisjoint(gap):
        return scene.distances.CLOSED
    penalty = _UNWORTHY if is_object and not _is_worth(scene, cue, amount) else 0
    penalty += _ASIDE if cue.payload.value == Indicator.OTHER else 0
    penalty -= _ASIDE if cue.payload.value == Indicator.TRADE_BALANCE else 0
    return scene.distance(cue, amount) + penalty


def _is_cause(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word only names a cause: "because of the fall of oil prices"."""
    start = max(cue.first - _CAUSE, scene.first)
    gap = scene.gap(start, cue.first)
    at = next((start + i for i, word in enumerate(gap) if word in scene.words["causes"]), -1)
    over = at < 0 or not scene.words["comma"].isdisjoint(scene.gap(at, cue.first))
    return not over and not start <= amount.first < cue.first


def _is_measure(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a part is only measured by something: "the stock is equal to 90% of GDP"."""
    if cue.payload.value != Indicator.GDP or amount.unit != "percent":
        return False
    gap = scene.gap(amount.last, cue.first)
    return bool(gap) and gap[0] in scene.words["of"] and len(gap) <= 2


def _is_remark(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether a commodity is only remarked on: "exports, almost all of it crude oil, made up"."""
    named = [c for c in scene.cues_of("indicator") if c.payload.value in TRADE and c.last <= cue.first]
    if not named or scene.crosses(named[-1].last, cue.first):
        return False
    return not scene.words["comma"].isdisjoint(scene.gap(named[-1].last, cue.first))


def _counted_thing(scene: Scene, amount: Amount, indicator: Indicator) -> tuple[Indicator, tuple[int, int]]:
    """What is counted: "the heads of 12 countries visited" are visits, people who visit are tourism."""
    named = amount.last > amount.core_last
    at = (amount.core_last, amount.last) if named else (amount.core_first, amount.core_last)
    if indicator is not Indicator.OTHER:
        return indicator, at
    if scene.word(amount.first - 2) in scene.words["heads"] and scene.has("visit"):
        return Indicator.VISITS, at
    travels = amount.unit == "persons" and any(cue.first == amount.last for cue in scene.cues_of("visit"))
    return (Indicator.TOURISM if travels else indicator), at


def _is_modifier(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether an indicator's word only describes a thing: "trade deals", "20 investment projects"."""
    described = any(other.first == cue.last for other in scene.cues_of("object"))
    return described or any(a.core_last <= cue.first < a.last for a in scene.amounts)


def _is_worth(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word such as "worth" stands at or between a thing and its sum."""
    start, end = min(cue.first, amount.first) - 4, max(cue.last, amount.last) + 1
    return any(start <= worth.first <= end for worth in scene.cues_of("worth"))


def _is_of_a_commodity(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether goods of one kind stand right at a trade word: "exports of grain", "cement exports"."""
    return any(
        other.payload.value == Indicator.OTHER
        and (-1 <= cue.first - other.last <= 0 or 0 <= other.first - cue.last <= 2)
        for other in scene.cues_of("indicator")
    )


def _goods_behind(scene: Scene, cue: Match[Cue]) -> list[Match[Cue]]:
    """The goods listed behind a trade word: "sold flour, wheat and petroleum products"."""
    found: list[Match[Cue]] = []
    links = scene.words["and"] | scene.words["of"] | scene.words["article"]
    for other in scene.cues_of("indicator"):
        end = found[-1].last if found else cue.last
        if other.payload.value == Indicator.OTHER and other.first >= end:
            if len(set(scene.gap(end, other.first)) - links) > 1:
                break
            found.append(other)
    return found


def _is_of_many(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether several goods are listed behind a trade word: not trade in a single commodity."""
    goods = _goods_behind(scene, cue)
    return len(goods) > 1 and not scene.words["comma"].isdisjoint(scene.gap(goods[0].last, goods[-1].first))


def _traded(scene: Scene, goods: Match[Cue]) -> Match[Cue] | None:
    """The trade word whose list of goods `goods` is part of."""
    if goods.payload.value != Indicator.OTHER:
        return None
    for cue in scene.cues_of("indicator"):
        if cue.payload.value in TRADE and goods in _goods_behind(scene, cue) and _is_of_many(scene, cue):
            return cue
    return None


def _carried(amount: Amount, carried: Meaning | None) -> Indicator:
    if amount.unit in GOODS_UNITS:
        kept = carried is not None and carried.indicator in {Indicator.FREIGHT, *TRADE}
        return carried.indicator if kept and carried is not None else Indicator.FREIGHT
    if carried is None:
        return Indicator.OTHER
    return (
        carried.indicator
        if amount.unit in RELATIVE_UNITS
        else _AS_MONEY.get(carried.indicator, carried.indicator)
    )


# --- modality --------------------------------------------------------------------------------------------


def _modality(scene: Scene, amount: Amount) -> tuple[Modality, Match[Cue] | None]:
    """How sure the amount is, by the nearest word of aim, forecast or possibility.

    A word behind the amount must be linked to it: "$2bn are planned".
    """
    if any(m.means == "now" and 0 <= amount.first - m.last <= 1 for m in scene.periods):
        return Modality.ACTUAL, None  # "to double trade, currently $220 million"
    best, best_distance = None, _UNSURE_REACH
    end = _end_of_thing(scene, amount)
    stops = scene.words["and"] | scene.words["breaks"]
    aside = scene.aside_of(amount.first)
    for cue in scene.cues_of("modality"):
        if scene.aside_of(cue.first) != aside and (aside or cue.first < amount.first) and aside is not None:
            continue
        if scene.aside_of(cue.first) not in {None, aside}:
            continue
        gap = scene.gap(end, cue.first)
        if cue.first >= amount.last and (len(gap) > _LINKED or not stops.isdisjoint(gap)):
            continue
        distance = len(gap) if cue.first >= end > amount.last else scene.distance(cue, amount)
        if distance < best_distance:
            best, best_distance = cue, distance
    best = _governing(scene, best) if best else None
    return (Modality(best.payload.value) if best else Modality.ACTUAL), best


def _end_of_thing(scene: Scene, amount: Amount) -> int:
    """Where a count ends with what it is worth: "15 contracts for $2 billion are expected"."""
    following = next((a for a in scene.amounts if a.first >= amount.last), None)
    if amount.noun is None or following is None or following.noun is not None:
        return amount.last
    gap = scene.gap(amount.last, following.first)
    worth = any(amount.last <= cue.first and cue.last <= following.first for cue in scene.cues_of("worth"))
    linked = worth or (len(gap) == 1 and gap[0] in scene.words["for"])
    return following.last if linked and len(gap) <= _LINKED else amount.last


def _governing(scene: Scene, cue: Match[Cue]) -> Match[Cue]:
    """The aim that a word of the future hangs on: "we hope that trade will be four times higher"."""
    if cue.payload.value != Modality.FORECAST:
        return cue
    for aim in scene.cues_of("modality"):
        if (
            aim.payload.value == Modality.TARGET
            and aim.last <= cue.first
            and not scene.crosses(aim.last, cue.first)
        ):
            gap = scene.gap(aim.last, cue.first)
            if len(gap) <= _GOVERNED and scene.words["breaks"].isdisjoint(gap):
                return aim
    return cue


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
