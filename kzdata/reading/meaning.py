"""What an amount says: its kind, its indicator, its direction of change, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kzdata.model import Indicator, Kind, Modality, Span
from kzdata.reading.amounts import Amount
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.scene import Distances, Scene
from kzdata.reading.text import Text

CUE_REACH = 30
"""How far, by `Distances`, a word still speaks of an amount."""

_LINKED = 8

TRADE = frozenset({Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS})
_RELATIVE_UNITS = frozenset({"percent", "ratio", "pp"})
_OBJECT_UNITS = frozenset({"percent", "ratio", "pp", "count", "persons", "tonnes", "teu"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an amount says.

    Attributes
    ----------
    indicator_at : tuple of (int, int) or None
        The tokens that named the indicator; None if it was carried over.
    falls : bool
        A decline.
    """

    kind: Kind
    indicator: Indicator
    modality: Modality
    indicator_at: tuple[int, int] | None = None
    falls: bool = False
    unit: str = ""
    evidence: tuple[tuple[str, Span], ...] = ()


def read_meanings(text: Text, grammar: Grammar, scene: Scene, before: Meaning | None) -> list[Meaning]:
    """The meaning of each amount in `scene`; `before` is the meaning of the figure before it."""
    distances = Distances(text, scene, grammar)
    found: list[Meaning] = []
    for number, amount in enumerate(scene.amounts):
        meaning = _meaning(text, grammar, scene, distances, number, amount, found, before)
        found.append(meaning)
    return _shared(scene, found)


def _meaning(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    distances: Distances,
    number: int,
    amount: Amount,
    found: Sequence[Meaning],
    before: Meaning | None,
) -> Meaning:
    evidence: list[tuple[str, Span]] = []
    last = found[-1] if found else None
    change = _nearest(scene, distances, amount, "change")
    unit = amount.unit
    kind = _kind(text, grammar, scene, distances, number, change, last)
    falls = amount.sign < 0 or (amount.sign == 0 and kind is Kind.CHANGE and _is_down(change))
    if kind is Kind.CHANGE and change is not None:
        evidence.append(("kind", text.span(change.first, change.last)))
    if amount.is_multiple and _counts_visits(scene, distances, amount, change):
        visit = _nearest(scene, distances, amount, "visit")
        assert visit is not None
        return Meaning(Kind.LEVEL, Indicator.VISITS, Modality.ACTUAL, (visit.first, visit.last), unit="count")
    named = _indicator(text, grammar, scene, distances, amount)
    modality, modality_at = _modality(text, grammar, scene, distances, amount)
    if last is not None and modality_at is None and distances.in_bracket(amount):
        modality = last.modality
    if modality_at is not None:
        evidence.append(("modality", text.span(modality_at.first, modality_at.last)))
    if named is not None:
        indicator, at = named
        evidence.append(("indicator", text.span(*at)))
        return Meaning(kind, indicator, modality, at, falls, unit, tuple(evidence))
    carried = _spoken_of(scene, distances, number, found) or before
    indicator = _carried(amount, carried)
    return Meaning(kind, indicator, modality, None, falls, unit, tuple(evidence))


def _spoken_of(
    scene: Scene, distances: Distances, number: int, found: Sequence[Meaning]
) -> Meaning | None:
    """The meaning before this one that it carries on from: not from inside a bracket that has closed."""
    amount = scene.amounts[number]
    for i in range(number - 1, -1, -1):
        if not distances.in_bracket(scene.amounts[i]) or distances.same_bracket(scene.amounts[i], amount):
            return found[i]
    return found[-1] if found else None


def _nearest(scene: Scene, distances: Distances, amount: Amount, field: str, reach: int = CUE_REACH) -> Match[Cue] | None:
    best, best_distance = None, reach
    for cue in scene.cues_of(field):
        distance = distances.between(cue.first, cue.last, amount)
        if distance < best_distance:
            best, best_distance = cue, distance
    return best


def _is_down(cue: Match[Cue] | None) -> bool:
    return cue is not None and cue.payload.value == "down"


def _counts_visits(scene: Scene, distances: Distances, amount: Amount, change: Match[Cue] | None) -> bool:
    """Whether "twice" or "11 times" counts meetings and does not multiply anything."""
    visit = _nearest(scene, distances, amount, "visit")
    return visit is not None and change is None


# --- kind ------------------------------------------------------------------------------------------------


def _kind(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    distances: Distances,
    number: int,
    change: Match[Cue] | None,
    last: Meaning | None,
) -> Kind:
    amount = scene.amounts[number]
    if amount.unit in {"pp", "ratio"}:
        return Kind.CHANGE
    if amount.unit == "percent":
        return _kind_of_percent(text, grammar, scene, distances, amount, change, last)
    if amount.noun is not None:
        return Kind.LEVEL
    return Kind.CHANGE if _is_step(text, grammar, scene, number, change) else Kind.LEVEL


def _kind_of_percent(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    distances: Distances,
    amount: Amount,
    change: Match[Cue] | None,
    last: Meaning | None,
) -> Kind:
    if amount.sign or (change is not None and _touches(change, amount)):
        return Kind.CHANGE
    lower = text.lower
    after = lower[amount.last] if amount.last < len(text) else ""
    share = _nearest(scene, distances, amount, "share")
    if share is not None and _touches(share, amount):
        return Kind.SHARE
    if last is not None and last.unit == "pp":  # "slipped by 0.5 points (it was 8.2 percent)"
        return Kind.SHARE
    before = lower[amount.first - 1] if amount.first else ""
    if before in grammar.words["by"] and change is not None:
        return Kind.CHANGE
    following = next((a for a in scene.amounts if a.first >= amount.last), None)
    leads_to = after in grammar.words["to"] and following is not None and following.first == amount.last + 1
    if leads_to and following is not None and following.unit != "percent":
        return Kind.CHANGE
    if change is None:
        if last is not None and last.kind is Kind.CHANGE and share is None and after not in grammar.words["of"]:
            return Kind.CHANGE
        return Kind.SHARE
    if amount.is_bracketed:
        return Kind.SHARE
    if after in grammar.words["of"] and before not in grammar.words["by"]:
        return Kind.SHARE
    if share is None:
        return Kind.CHANGE
    nearer = distances.between(share.first, share.last, amount) < distances.between(change.first, change.last, amount)
    return Kind.SHARE if nearer else Kind.CHANGE


def _touches(cue: Match[Cue], amount: Amount) -> bool:
    return cue.last == amount.first or 0 <= cue.first - amount.last <= 0


def _is_step(text: Text, grammar: Grammar, scene: Scene, number: int, change: Match[Cue] | None) -> bool:
    """Whether an amount of money or goods is a growth or decline: "grew by $2bn", "$4.7 billion more"."""
    amount = scene.amounts[number]
    if change is None:
        return False
    before = text.lower[amount.first - 1] if amount.first > scene.first else ""
    if before in grammar.words["by"] and change.last <= amount.first:
        return True
    if change.first == amount.last:
        return change.payload.field == "change" and not text.lower[change.first] in grammar.words["and"]
    following = scene.amounts[number + 1] if number + 1 < len(scene.amounts) else None
    if following is not None and following.unit == "percent" and following.first - amount.last == 1:
        joins = text.lower[amount.last] in grammar.words["or"]
        return joins and any(0 <= cue.first - following.last <= 1 for cue in scene.cues_of("change"))
    return False


# --- indicator -------------------------------------------------------------------------------------------


def _indicator(
    text: Text, grammar: Grammar, scene: Scene, distances: Distances, amount: Amount
) -> tuple[Indicator, tuple[int, int]] | None:
    """What the amount is about, by the words of its own sentence, and the tokens that say so."""
    if amount.noun is not None and amount.unit:
        return _counted_thing(text, grammar, scene, amount)
    stops = grammar.words["breaks"] | grammar.words["and"]
    if amount is scene.amounts[0]:  # "From the present $6 billion, trade will ..."
        stops = stops - grammar.words["comma"]
    candidates = []
    for cue in scene.cues_of("indicator", "object"):
        if cue.payload.field == "object" and amount.unit in _OBJECT_UNITS:
            continue
        if cue.payload.field == "indicator" and _is_modifier(scene, cue):
            continue
        if cue.first >= amount.last and any(word in stops for word in text.lower[amount.last : cue.first]):
            continue
        distance = distances.between(cue.first, cue.last, amount)
        if cue.payload.field == "object" and not _is_worth(scene, cue, amount):
            distance += 10
        if distance < CUE_REACH + 20:
            candidates.append((distance, cue.first, cue))
    if not candidates:
        return None
    cue = min(candidates, key=lambda item: item[:2])[2]
    indicator = Indicator(cue.payload.value)
    if indicator in TRADE and _is_of_a_commodity(scene, cue):
        indicator = Indicator.OTHER
    return indicator, (cue.first, cue.last)


def _counted_thing(
    text: Text, grammar: Grammar, scene: Scene, amount: Amount
) -> tuple[Indicator, tuple[int, int]]:
    """What is counted; people who visit are tourism."""
    assert amount.noun is not None
    at = (amount.core_last, max(amount.last, amount.core_last + 1))
    of_heads = amount.first >= 2 and text.lower[amount.first - 2] in grammar.words["heads"]
    if amount.noun.indicator is Indicator.OTHER and of_heads and any(True for _ in scene.cues_of("visit")):
        return Indicator.VISITS, at  # "the heads of 12 countries visited"
    travels = amount.noun.indicator is Indicator.OTHER and amount.noun.unit == "persons"
    if travels and any(cue.first == amount.last for cue in scene.cues_of("visit")):
        return Indicator.TOURISM, at
    return amount.noun.indicator, at


def find_topic(text: Text, grammar: Grammar, first: int, last: int) -> Meaning | None:
    """What the tokens `first` to `last`, in which there is no figure, are about."""
    cues = grammar.cues.find(text, first, last)
    named = [cue for cue in cues if cue.payload.field == "indicator" and cue.payload.value != Indicator.OTHER]
    if not named:
        return None
    return Meaning(Kind.LEVEL, Indicator(named[-1].payload.value), Modality.ACTUAL)


def _is_modifier(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether an indicator's word only describes a thing: "trade deals", "investment projects"."""
    return any(other.first == cue.last for other in scene.cues_of("object")) or any(
        amount.core_last <= cue.first < amount.last for amount in scene.amounts
    )


def _is_worth(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    return any(
        min(cue.first, amount.first) - 4 <= worth.first <= max(cue.last, amount.last) + 1
        for worth in scene.cues_of("worth")
    )


def _is_of_a_commodity(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether goods of one kind stand right at a trade word: "exports of grain", "cement exports"."""
    return any(
        other.payload.value == Indicator.OTHER and (-1 <= cue.first - other.last <= 0 or 0 <= other.first - cue.last <= 2)
        for other in scene.cues_of("indicator")
    )


def _carried(amount: Amount, carried: Meaning | None) -> Indicator:
    if amount.unit in {"tonnes", "teu"}:
        if carried is not None and carried.indicator in {Indicator.FREIGHT, *TRADE}:
            return carried.indicator
        return Indicator.FREIGHT
    if carried is None:
        return Indicator.OTHER
    if amount.unit in _RELATIVE_UNITS:
        return carried.indicator
    as_money = {
        Indicator.AGREEMENTS_COUNT: Indicator.AGREEMENTS_VALUE,
        Indicator.PROJECTS_COUNT: Indicator.PROJECTS_VALUE,
        Indicator.COMPANIES_COUNT: Indicator.OTHER,
        Indicator.VISITS: Indicator.OTHER,
        Indicator.POPULATION: Indicator.OTHER,
        Indicator.TOURISM: Indicator.OTHER,
    }
    return as_money.get(carried.indicator, carried.indicator)


# --- modality --------------------------------------------------------------------------------------------


def _modality(
    text: Text, grammar: Grammar, scene: Scene, distances: Distances, amount: Amount
) -> tuple[Modality, Match[Cue] | None]:
    """How sure the amount is: the nearest word of aim, forecast or possibility before it in its clause."""
    cue = _nearest_before(text, grammar, scene, distances, amount)
    if cue is None:
        return Modality.ACTUAL, None
    return Modality(cue.payload.value), cue


def _nearest_before(
    text: Text, grammar: Grammar, scene: Scene, distances: Distances, amount: Amount
) -> Match[Cue] | None:
    """The nearest word of aim or forecast; one behind the amount must be linked to it ("$2bn are planned")."""
    best, best_distance = None, CUE_REACH - 4
    stops = grammar.words["and"] | grammar.words["breaks"]
    for cue in scene.cues_of("modality"):
        gap = text.lower[amount.last : cue.first]
        if cue.first >= amount.last and (len(gap) > _LINKED or any(word in stops for word in gap)):
            continue
        distance = distances.between(cue.first, cue.last, amount)
        if distance < best_distance:
            best, best_distance = cue, distance
    return best


def _shared(scene: Scene, meanings: Sequence[Meaning]) -> list[Meaning]:
    """A sum in brackets in another currency says what the sum before it says."""
    found = list(meanings)
    for i in range(1, len(found)):
        here, before = scene.amounts[i], scene.amounts[i - 1]
        both_money = len(here.unit) == 3 == len(before.unit) and here.unit.isupper() and before.unit.isupper()
        if both_money and here.unit != before.unit and here.first - before.last <= 2:
            found[i] = replace(found[i - 1], unit="", evidence=found[i].evidence)
    return found
