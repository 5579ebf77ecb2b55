"""What an amount is about: by the words of its sentence, or carried on from the amount before."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.deeds import done_with, growth_of
from kzdata.reading.goods import is_of_a_commodity, is_of_many, is_of_one_kind, traded
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import GOODS_UNITS, RELATIVE_UNITS, TRADE, Meaning
from kzdata.reading.naming import naming_distance
from kzdata.reading.ranks import former_or_latter, in_order
from kzdata.reading.scene import REACH, Scene

_TRAVEL = 6
_BEHIND = 4
_CLAUSE = 6
"""Words from "of what" to its verb: "of what the Federal Republic buys"."""
_NAMED_REACH = REACH + 20
"""How far a word may stand that names what an amount is about: there is seldom another."""
_OF_WHOM = 4
"""Words from "stock" to what it is a stock of: "the stock of all American direct investment"."""
_AS_MONEY = {
    Indicator.AGREEMENTS_COUNT: Indicator.AGREEMENTS_VALUE,
    Indicator.PROJECTS_COUNT: Indicator.PROJECTS_VALUE,
    Indicator.COMPANIES_COUNT: Indicator.OTHER,
    Indicator.VISITS: Indicator.OTHER,
    Indicator.POPULATION: Indicator.OTHER,
    Indicator.TOURISM: Indicator.OTHER,
}
"""What a sum of money is about that carries on from a count."""


_OF_PERSONS = frozenset({Indicator.TOURISM, Indicator.POPULATION, Indicator.VISITS, Indicator.OTHER})
"""What people are counted for."""
_OF_MONEY = frozenset(
    {
        Indicator.INVESTMENT,
        Indicator.INVESTMENT_STOCK,
        Indicator.LOANS,
        Indicator.GDP,
        Indicator.TRADE_BALANCE,
    }
)
"""What is never told in tonnes."""
_WORTHY = frozenset({Indicator.AGREEMENTS_COUNT, Indicator.PROJECTS_COUNT})
"""Things counted that are worth something."""


def find_indicator(
    scene: Scene, number: int, found: Sequence[Meaning], before: Meaning | None = None
) -> tuple[Indicator, tuple[int, int] | None] | None:
    """What an amount is about, by the words of its own sentence, and the tokens that say so.

    What its unit forbids it is not: a sum of money is no freight and no visitors, people are no trade.
    """
    named = _named_in(scene, number, found, before)
    return None if named is None else (_possible(named[0], scene.amounts[number]), named[1])


def _possible(indicator: Indicator, amount: Amount) -> Indicator:
    """An indicator, or what an amount in such a unit is about in its stead."""
    if amount.unit.isupper():
        return Indicator.OTHER if indicator in _AS_MONEY else indicator
    if amount.unit == "persons" and indicator not in _OF_PERSONS:
        return Indicator.OTHER
    return Indicator.FREIGHT if amount.unit in GOODS_UNITS and indicator in _OF_MONEY else indicator


def _named_in(
    scene: Scene, number: int, found: Sequence[Meaning], before: Meaning | None
) -> tuple[Indicator, tuple[int, int] | None] | None:
    """What the words of a sentence say that an amount is about, and the tokens that say so.

    `found` are the meanings of the amounts before it, `before` is what the text spoke of until here. A number
    without a noun counts what was counted before, which no words say.
    """
    amount = scene.amounts[number]
    if amount.noun is not None:
        return _counted_thing(scene, amount, amount.noun.indicator, found[-1] if found else before)
    meant = _of_one_before(scene, number, found)
    if meant is not None:
        return meant
    ordered = in_order(scene, amount)
    if ordered is not None:
        return ordered
    deed = done_with(scene, amount)
    if deed is not None:
        return deed
    owned = _of_all(scene, amount)
    if owned is not None:
        return Indicator(owned.payload.value), (owned.first, owned.last)
    near = [(naming_distance(scene, cue, amount), cue.first, cue) for cue in scene.names]
    near = [item for item in near if item[0] < _NAMED_REACH]
    if not near:
        return growth_of(scene, amount)
    if found and _is_behind(scene.amounts[number - 1], found[-1]):
        # "of which $1.2bn were Kazakh exports and $0.5bn Kazakh imports"
        own = [item for item in near if amount.last <= item[1] <= amount.last + 2]
        near = own or near
    cue = min(near, key=lambda item: item[:2])[2]
    possessed = _own_of_owner(scene, cue, amount)
    if possessed is not None:
        return Indicator(cue.payload.value), possessed
    cue = traded(scene, cue) or _gathered(scene, cue) or cue
    indicator = Indicator(cue.payload.value)
    single = is_of_a_commodity(scene, cue) or is_of_one_kind(scene, amount)
    if indicator in TRADE and single and not is_of_many(scene, cue):
        indicator = Indicator.OTHER
    return indicator, (cue.first, cue.last)


def _of_one_before(
    scene: Scene, number: int, found: Sequence[Meaning]
) -> tuple[Indicator, tuple[int, int]] | None:
    """What an amount is about that words send back to: "that of Italy", "the former", "worth"."""
    pronoun = _stand_in(scene, number) if found else None
    if pronoun is not None:
        return found[-1].indicator, pronoun
    return former_or_latter(scene, number, found) or _worth_of_count(scene, number, found)


def _worth_of_count(
    scene: Scene, number: int, found: Sequence[Meaning]
) -> tuple[Indicator, tuple[int, int]] | None:
    """What a sum is about that is the worth of things just counted: "20 projects in trade, worth $5bn"."""
    amount = scene.amounts[number]
    worth = next((cue for cue in scene.cues_of("worth") if cue.last == amount.first), None)
    if worth is None:
        return None
    if not found or scene.amounts[number - 1].noun is None:
        return None
    between = scene.gap(scene.amounts[number - 1].last, worth.first)
    if not scene.words["breaks"].isdisjoint(between) or found[-1].indicator not in _WORTHY:
        return None
    return _AS_MONEY[found[-1].indicator], (worth.first, worth.last)


def _own_of_owner(scene: Scene, cue: Match[Cue], amount: Amount) -> tuple[int, int] | None:
    """What stands for an indicator between its words and the amount: "but Kazakhstan's in Italy was $2bn"."""
    for i in range(cue.last, amount.first):
        owns = scene.word(i) in scene.words["possessive"]
        if owns and scene.word(i + 1) in scene.words["in with to from"] and not scene.crosses(cue.last, i):
            return i, i + 1
    return None


def _of_all(scene: Scene, amount: Amount) -> Match[Cue] | None:
    """The trade word of the whole that a share is of: "bought a tenth of the exports", "of what it sells"."""
    if amount.unit != "percent" or scene.word(amount.last) not in scene.words["of"]:
        return None
    for cue in scene.cues_of("indicator"):
        if 0 <= cue.first - amount.last <= _CLAUSE:
            apart = scene.crosses(amount.last, cue.first) or _is_parted(scene, amount.last, cue.first)
            return None if apart or cue.payload.value not in TRADE or is_of_a_commodity(scene, cue) else cue
    return None


def _is_parted(scene: Scene, start: int, end: int) -> bool:
    return not scene.words["breaks comma and in"].isdisjoint(scene.gap(start, end))


def _is_behind(amount: Amount, meaning: Meaning) -> bool:
    """Whether what an amount is about stands right behind it: "$1.2bn were Kazakh exports"."""
    at = meaning.indicator_at
    return at is not None and amount.noun is None and amount.last <= at[0] <= amount.last + _BEHIND


def _stand_in(scene: Scene, number: int) -> tuple[int, int] | None:
    """The pronoun that stands for what the amount before is about: "that of Kazakhstan in Russia is $4bn"."""
    start, end = scene.amounts[number - 1].last, scene.amounts[number].first
    words = scene.words
    links = words["of with between from to"]
    if scene.word(end - 2) in words["ones"] and scene.word(end - 1) in words["of"]:
        return end - 2, end - 1  # "a loan of $10 million and one of $35 million"
    for i in range(end - 2, start, -1):
        if scene.word(i) in scene.words["stand_ins"] and scene.word(i + 1) in links:
            named = any(i < cue.first < end for cue in scene.names)
            return None if named else (i, i + 1)
    return None


def _counted_thing(
    scene: Scene, amount: Amount, indicator: Indicator, before: Meaning | None
) -> tuple[Indicator, tuple[int, int] | None]:
    """What is counted: "the heads of 12 countries visited" are visits, people who visit are tourism."""
    named = amount.last > amount.core_last
    at = (amount.core_last, amount.last) if named else None
    if indicator is Indicator.TOURISM and scene.says("gatherings"):
        return Indicator.OTHER, at  # "the forum drew 1,500 guests"
    if amount.unit == "persons" and _visit(scene, amount):
        return (Indicator.OTHER if scene.says("gatherings") else Indicator.TOURISM), at
    went_on = before is not None and before.indicator is Indicator.TOURISM and amount.unit == "persons"
    went = indicator is Indicator.POPULATION and _travel(
        scene, amount
    )  # "four million people passed the gates"
    if (went_on or went) and _may_be_anybody(scene, amount):
        return Indicator.TOURISM, at
    if indicator is Indicator.POPULATION and scene.word(amount.first - 1) in scene.words["employ"]:
        return Indicator.OTHER, at  # "they employ 12,000 people"
    if indicator is not Indicator.OTHER:
        return indicator, at
    if scene.word(amount.first - 2) in scene.words["heads"] and scene.has("visit"):
        return Indicator.VISITS, at
    if amount.unit == "persons" and scene.word(amount.last) in scene.words["live"]:
        return Indicator.POPULATION, at
    travels = amount.unit == "persons" and _travel(scene, amount)
    return (Indicator.TOURISM if travels else indicator), at


def _visit(scene: Scene, amount: Amount) -> bool:
    """Whether a place is visited by people counted: "visited by 430,000 citizens"."""
    if scene.word(amount.first - 1) not in scene.words["by"]:
        return False
    return any(cue.last == amount.first - 1 for cue in scene.cues_of("visit"))


def _may_be_anybody(scene: Scene, amount: Amount) -> bool:
    """Whether people are counted of whom no noun says what they do: "12,000 people"."""
    noun = scene.grammar.noun_at(scene.text, amount.last - 1)
    return noun is None or noun.indicator is Indicator.POPULATION


def _travel(scene: Scene, amount: Amount) -> bool:
    """Whether people counted go somewhere: "800 thousand citizens of Kazakhstan visited Uzbekistan"."""
    stops = scene.words["breaks comma"]
    if any(cue.payload.value == Indicator.TOURISM for cue in scene.names):
        return True
    return any(
        cue.first >= amount.last
        and cue.first - amount.last <= _TRAVEL
        and stops.isdisjoint(scene.gap(amount.last, cue.first))
        for cue in scene.cues_of("visit")
    )


def _gathered(scene: Scene, flow: Match[Cue]) -> Match[Cue] | None:
    """The word that makes a standing total of investment: "the stock of American investment"."""
    if flow.payload.value != Indicator.INVESTMENT:
        return None
    for cue in scene.cues_of("indicator"):
        close = 0 < flow.first - cue.last <= _OF_WHOM and scene.word(cue.last) in scene.words["of"]
        if close and cue.payload.value == Indicator.INVESTMENT_STOCK:
            return cue
    return None


def carried_indicator(amount: Amount, carried: Meaning | None) -> Indicator:
    """What an amount is about whose words don't say: what `carried`, which it goes on from, is about."""
    if amount.unit in GOODS_UNITS:
        kept = carried is not None and carried.unit in GOODS_UNITS and carried.indicator in TRADE
        return carried.indicator if kept and carried is not None else Indicator.FREIGHT
    if carried is None:
        return Indicator.OTHER
    return (
        carried.indicator
        if amount.unit in RELATIVE_UNITS
        else _AS_MONEY.get(carried.indicator, carried.indicator)
    )
