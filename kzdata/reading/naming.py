"""How far a word that names what amounts are about is from one of them, if it can name that one's at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import GOODS_UNITS, RELATIVE_UNITS, TRADE
from kzdata.reading.scene import Scene

_CAUSE = 6
"""Words between "because of" and what still belongs to the cause."""
_LED = 5
"""Words from "for" to what money is given for: "for the repair of the old highway"."""
_ASIDE = 6
"""What it costs a single commodity to be what a figure is about: "exports, nearly all of it oil, came to"."""
_INSERTED = 25
"""What it costs to be named only in an insertion: "trade, counted as the sum of exports, came to"."""
_NO_MONEY = RELATIVE_UNITS | GOODS_UNITS | {"count", "persons"}
_GIVEN = frozenset({Indicator.LOANS, Indicator.INVESTMENT})


def naming_distance(scene: Scene, cue: Match[Cue], amount: Amount) -> int:
    """How far a word that names an indicator is from `amount`; very far if it cannot name this one's."""
    is_object = cue.payload.field == "object"
    if (is_object and amount.unit in _NO_MONEY) or (not is_object and _is_modifier(scene, cue)):
        return scene.distances.CLOSED
    if (
        _is_unfit(scene, cue, amount)
        or _is_driver(scene, amount, cue)
        or _is_purpose(scene, cue, amount)
        or _is_cause(scene, cue, amount)
        or _is_measure(scene, cue, amount)
        or _is_left_out(scene, cue)
    ):
        return scene.distances.CLOSED
    if _opens_clause(scene, amount, cue):
        return cue.first - amount.last
    gap = scene.gap(amount.last, cue.first)
    if gap[:1] and gap[0] in scene.words["of"] and not scene.words["parts"].isdisjoint(gap[1:2]):
        return len(gap)  # "$3bn of which was exports"
    if cue.first >= amount.last and _is_parted(scene, amount, gap):
        return scene.distances.CLOSED
    penalty = _ASIDE if cue.payload.value == Indicator.OTHER else 0
    penalty -= _ASIDE if cue.payload.value == Indicator.TRADE_BALANCE else 0
    penalty += _INSERTED if scene.is_inserted(cue.first, amount) else 0
    return scene.distance(cue, amount) + penalty


def _is_unfit(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word names what an amount of such a unit, or in such a place, is not about."""
    if cue.payload.value == Indicator.OTHER and scene.is_inserted(cue.first, amount):
        return True
    if amount.unit in GOODS_UNITS and scene.word(cue.first) in scene.words["goods"]:
        return True  # "5 million tons of Kazakh goods"
    if cue.payload.value == Indicator.FREIGHT and amount.unit.isupper() and _names_trade(scene):
        return True  # "bought goods from Italy for $5 million"
    return cue.payload.value == Indicator.OTHER and (_is_remark(scene, cue) or _is_most(scene, cue, amount))


def _is_driver(scene: Scene, amount: Amount, cue: Match[Cue]) -> bool:
    """Whether a word behind a growth only says what drove it: "imports soared sixfold on oil"."""
    drivers, words = scene.words["drivers"], scene.words
    if drivers.isdisjoint(scene.gap(scene.first, cue.first)):
        return False
    for grown in scene.amounts:  # "soared sixfold on purchases of oil, to $12bn"
        led = scene.word(grown.last) in drivers and scene.word(amount.first - 1) in words["to"]
        between = grown.unit in RELATIVE_UNITS and grown.last < cue.first < amount.first
        if led and between and (words["comma"] | {")"}).isdisjoint(scene.gap(grown.last, cue.first)):
            return True
    if amount.unit not in RELATIVE_UNITS or scene.word(amount.last) not in drivers:
        return False
    named = any(other.last <= amount.first for other in scene.names)
    return named and amount.last < cue.first and not scene.crosses(amount.last, cue.first)


def _is_most(scene: Scene, goods: Match[Cue], amount: Amount) -> bool:
    """Whether goods are only most of a sum: "came to $1.2 billion, almost all of it oil"."""
    gap, whole = scene.gap(amount.last, goods.first), scene.words["pronouns parts"]
    of_it = any(a in scene.words["of"] and b in whole for a, b in pairwise(gap))
    return gap[:1] == [","] and of_it and not scene.crosses(amount.last, goods.first)


def _names_trade(scene: Scene) -> bool:
    return any(cue.payload.value in TRADE for cue in scene.cues_of("indicator"))


def _is_parted(scene: Scene, amount: Amount, gap: Sequence[str]) -> bool:
    """Whether the words between an amount and what may name it end what is said of the amount."""
    if all(other.first >= scene.amounts[-1].last for other in scene.names):
        why = any(a in scene.words["comma"] and b in scene.words["reasons"] for a, b in pairwise(gap))
        return why or not scene.words["breaks splits"].isdisjoint(gap)
    ends = scene.word(amount.last + 2) in {"", ".", ",", ";", ")"}
    if gap == [","] and amount is not scene.amounts[0] and ends:  # "the rest, $5 billion, imports."
        return False
    stops = scene.words["breaks and splits"] | {":"}
    if amount is scene.amounts[0]:  # "From the present $6 billion, trade will ..."
        stops -= scene.words["comma"]
    return not stops.isdisjoint(gap)


def _is_purpose(scene: Scene, thing: Match[Cue], amount: Amount) -> bool:
    """Whether a thing is only what money is given for: "invests $2bn in a plant, and the state $1bn"."""
    if thing.payload.field != "object" or _is_worth(scene, thing, amount):
        return False
    led = scene.gap(max(scene.first, thing.first - _LED), thing.first)
    given = [c for c in scene.cues_of("indicator") if c.payload.value in _GIVEN and c.last <= thing.first]
    if not given or scene.words["for in on"].isdisjoint(led):
        return False
    return scene.words["breaks"].isdisjoint(scene.gap(scene.after_last(thing.first), thing.first))


def _is_cause(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word only names a cause: "because of the fall of oil prices"."""
    at = cause_of(scene, cue)
    if at is None or all(cause_of(scene, other) is not None for other in scene.names):
        return False  # "thanks to the union the GDP will be higher"
    return not max(cue.first - _CAUSE, scene.first) <= amount.first < cue.first


def cause_of(scene: Scene, cue: Match[Cue]) -> int | None:
    """Where a cause begins that a word is part of: "because of the fall of oil prices"."""
    if not scene.says("causes"):
        return None
    start = max(cue.first - _CAUSE, scene.first)
    for i in range(start, cue.first):
        if scene.word(i) in scene.words["causes"]:
            return i if scene.words["comma"].isdisjoint(scene.gap(i, cue.first)) else None
    return None


def _is_left_out(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether something is named only to leave it out: "without oil"."""
    i = cue.first - 1
    while scene.word(i) in scene.words["article"]:
        i -= 1
    return scene.word(i) in scene.words["without"]


def _opens_clause(scene: Scene, amount: Amount, cue: Match[Cue]) -> bool:
    """Whether a clause right behind an amount says what it is: "the $5bn at which trade stood in 2010"."""
    if not scene.is_described(amount, cue.first):
        return False
    stops = scene.words["and"] | {";", ":", "("}  # "fell by 5 percent that month and exports rose"
    return stops.isdisjoint(scene.gap(amount.last, cue.first))


def _is_measure(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a part is only measured by something: "the stock is equal to 90% of GDP"."""
    if cue.payload.value != Indicator.GDP or amount.unit != "percent":
        return False
    gap = scene.gap(amount.last, cue.first)
    own = scene.words["whole_economy"].isdisjoint(scene.gap(cue.first, cue.last))  # not "the world economy"
    return bool(gap) and gap[0] in scene.words["of"] and len(gap) <= 2 and own


def _is_remark(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether a commodity is only remarked on: "exports, almost all of it crude oil, made up"."""
    named = [c for c in scene.cues_of("indicator") if c.payload.value in TRADE and c.last <= cue.first]
    if not named or scene.crosses(named[-1].last, cue.first):
        return False
    return not scene.words["comma"].isdisjoint(scene.gap(named[-1].last, cue.first))


def _is_modifier(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether an indicator's word only describes a thing: "trade deals", "20 investment projects"."""
    for thing in scene.cues_of("object"):
        if thing.first == cue.last or _is_on(scene, thing, cue):
            return True
    if cue.payload.value in TRADE and any(
        thing.first == cue.last and thing.payload.value == Indicator.FREIGHT for thing in scene.names
    ):
        return True  # "import and export cargo"
    return any(a.core_last <= cue.first < a.last for a in scene.amounts if a.noun is not None)


def _is_on(scene: Scene, thing: Match[Cue], cue: Match[Cue]) -> bool:
    """Whether an indicator only says what a thing is on: "an agreement on investment"."""
    gap = scene.gap(thing.last, cue.first)
    return len(gap) == 1 and gap[0] in scene.words["on"]


def _is_worth(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word such as "worth" stands at or between a thing and its sum."""
    start, end = min(cue.first, amount.first) - 4, max(cue.last, amount.last) + 1
    return any(start <= worth.first <= end for worth in scene.cues_of("worth"))
