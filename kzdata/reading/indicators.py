"""What an amount is about: by the words of its sentence, or carried on from the amount before."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.deeds import done_with, growth_of
from kzdata.reading.goods import cause_of, is_of_a_commodity, is_of_many, traded
from kzdata.reading.grammar import Cue
from kzdata.reading.matcher import Match
from kzdata.reading.meaning import GOODS_UNITS, RELATIVE_UNITS, TRADE, Meaning
from kzdata.reading.ranks import former_or_latter, in_order
from kzdata.reading.scene import REACH, Scene

_TRAVEL = 6
_CAUSE = 6
"""Words between "because of" and what still belongs to the cause."""
_BEHIND = 4
_CLAUSE = 6
"""Words from "of what" to its verb: "of what the Federal Republic buys"."""
_NAMED_REACH = REACH + 20
"""How far a word may stand that names what an amount is about: there is seldom another."""
_OF_WHOM = 4
"""Words from "stock" to what it is a stock of: "the stock of all American direct investment"."""
_UNWORTHY = 10
"""What it costs that no word such as "worth" ties a sum to a thing signed or built."""
_ASIDE = 6
"""What it costs a single commodity to be what a figure is about: "exports, nearly all of it oil, came to"."""
_INSERTED = 25
"""What it costs to be named only in an insertion: "trade, counted as the sum of exports, came to"."""
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
    pronoun = _stand_in(scene, number) if found else None
    if pronoun is not None:
        return found[-1].indicator, pronoun
    meant = former_or_latter(scene, number, found)
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
    near = [(_indicator_distance(scene, cue, amount), cue.first, cue) for cue in scene.names]
    near = [item for item in near if item[0] < _NAMED_REACH]
    if not near:
        return growth_of(scene, amount)
    if found and _is_behind(scene.amounts[number - 1], found[-1]):
        # "of which $1.2bn were Kazakh exports and $0.5bn Kazakh imports"
        own = [item for item in near if amount.last <= item[1] <= amount.last + 2]
        near = own or near
    cue = min(near, key=lambda item: item[:2])[2]
    cue = traded(scene, cue) or _gathered(scene, cue) or cue
    indicator = Indicator(cue.payload.value)
    if indicator in TRADE and is_of_a_commodity(scene, cue) and not is_of_many(scene, cue):
        indicator = Indicator.OTHER
    return indicator, (cue.first, cue.last)


def _of_all(scene: Scene, amount: Amount) -> Match[Cue] | None:
    """The trade word of a whole that is told in a clause: "buys a tenth of what Kazakhstan sells abroad"."""
    if amount.unit != "percent" or scene.word(amount.last) not in scene.words["of"]:
        return None
    if scene.word(amount.last + 1) not in scene.words["everything"]:
        return None
    for cue in scene.cues_of("indicator"):
        if cue.payload.value in TRADE and 0 <= cue.first - amount.last <= _CLAUSE:
            return cue
    return None


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


def _indicator_distance(scene: Scene, cue: Match[Cue], amount: Amount) -> int:
    """How far a word that names an indicator is from `amount`; very far if it cannot name this one's."""
    is_object = cue.payload.field == "object"
    if (is_object and amount.unit in _NO_MONEY) or (not is_object and _is_modifier(scene, cue)):
        return scene.distances.CLOSED
    if _is_unfit(scene, cue, amount):
        return scene.distances.CLOSED
    beside = _is_measure(scene, cue, amount) or _is_left_out(scene, cue) or _is_driver(scene, amount, cue)
    if beside or _is_cause(scene, cue, amount):
        return scene.distances.CLOSED
    if _opens_clause(scene, amount, cue):
        return cue.first - amount.last
    gap = scene.gap(amount.last, cue.first)
    if gap[:1] and gap[0] in scene.words["of"] and not scene.words["parts"].isdisjoint(gap[1:2]):
        return len(gap)  # "$3bn of which was exports"
    if cue.first >= amount.last and _is_parted(scene, amount, gap):
        return scene.distances.CLOSED
    penalty = _UNWORTHY if is_object and not _is_worth(scene, cue, amount) else 0
    penalty += _ASIDE if cue.payload.value == Indicator.OTHER else 0
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
    return cue.payload.value == Indicator.OTHER and _is_remark(scene, cue)


def _names_trade(scene: Scene) -> bool:
    return any(cue.payload.value in TRADE for cue in scene.cues_of("indicator"))


def _is_parted(scene: Scene, amount: Amount, gap: Sequence[str]) -> bool:
    """Whether the words between an amount and what may name it end what is said of the amount."""
    if all(other.first >= scene.amounts[-1].last for other in scene.names):
        return not scene.words["breaks splits"].isdisjoint(gap)
    stops = scene.words["breaks and splits"] | {":"}
    if amount is scene.amounts[0]:  # "From the present $6 billion, trade will ..."
        stops -= scene.words["comma"]
    return not stops.isdisjoint(gap)


def _is_cause(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word only names a cause: "because of the fall of oil prices"."""
    at = cause_of(scene, cue)
    if at is None or all(cause_of(scene, other) is not None for other in scene.names):
        return False  # "thanks to the union the GDP will be higher"
    return not max(cue.first - _CAUSE, scene.first) <= amount.first < cue.first


def _is_driver(scene: Scene, amount: Amount, cue: Match[Cue]) -> bool:
    """Whether a word behind a growth only says what drove it: "imports soared sixfold on oil"."""
    for grown in scene.amounts:
        if grown.last < cue.first < amount.first and grown.unit in RELATIVE_UNITS:
            led = (
                scene.word(grown.last) in scene.words["on"]
                and scene.word(amount.first - 1) in scene.words["to"]
            )
            stops = scene.words["comma"] | {")"}
            if led and stops.isdisjoint(scene.gap(grown.last, cue.first)):
                return True  # "soared sixfold on purchases of oil, to $12bn"
    if amount.unit not in RELATIVE_UNITS or scene.word(amount.last) not in scene.words["on"]:
        return False
    named = any(other.last <= amount.first for other in scene.names)
    return named and amount.last < cue.first and not scene.crosses(amount.last, cue.first)


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
    stops = scene.words["comma"] | {";", ":", "("}
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


def _counted_thing(
    scene: Scene, amount: Amount, indicator: Indicator, before: Meaning | None
) -> tuple[Indicator, tuple[int, int] | None]:
    """What is counted: "the heads of 12 countries visited" are visits, people who visit are tourism."""
    named = amount.last > amount.core_last
    at = (amount.core_last, amount.last) if named else None
    if indicator is Indicator.TOURISM and scene.says("gatherings"):
        return Indicator.OTHER, at  # "the forum drew 1,500 guests"
    went_on = before is not None and before.indicator is Indicator.TOURISM
    if amount.unit == "persons" and went_on and _may_be_anybody(scene, amount):
        return Indicator.TOURISM, at
    if indicator is Indicator.POPULATION and scene.word(amount.first - 1) in scene.words["employ"]:
        return Indicator.OTHER, at  # "they employ 12,000 people"
    if indicator is Indicator.POPULATION and _may_be_anybody(scene, amount) and _travel(scene, amount):
        return Indicator.TOURISM, at  # "four million people passed the gates"
    if indicator is not Indicator.OTHER:
        return indicator, at
    if scene.word(amount.first - 2) in scene.words["heads"] and scene.has("visit"):
        return Indicator.VISITS, at
    if amount.unit == "persons" and scene.word(amount.last) in scene.words["live"]:
        return Indicator.POPULATION, at
    travels = amount.unit == "persons" and _travel(scene, amount)
    return (Indicator.TOURISM if travels else indicator), at


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


def _is_modifier(scene: Scene, cue: Match[Cue]) -> bool:
    """Whether an indicator's word only describes a thing: "trade deals", "20 investment projects"."""
    described = any(other.first == cue.last or _is_on(scene, other, cue) for other in scene.cues_of("object"))
    return described or any(a.core_last <= cue.first < a.last for a in scene.amounts)


def _is_on(scene: Scene, thing: Match[Cue], cue: Match[Cue]) -> bool:
    """Whether an indicator only says what a thing is on: "an agreement on investment"."""
    gap = scene.gap(thing.last, cue.first)
    return len(gap) == 1 and gap[0] in scene.words["on"]


def _is_worth(scene: Scene, cue: Match[Cue], amount: Amount) -> bool:
    """Whether a word such as "worth" stands at or between a thing and its sum."""
    start, end = min(cue.first, amount.first) - 4, max(cue.last, amount.last) + 1
    return any(start <= worth.first <= end for worth in scene.cues_of("worth"))


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
