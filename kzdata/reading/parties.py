"""Who trades with whom: reporter, partner and direction of a figure."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import HOME, Direction, Indicator, Kind
from kzdata.reading.amount import Amount
from kzdata.reading.counterparts import WORLD, Parties, Question, Relation, codes, nearest
from kzdata.reading.distances import Distances
from kzdata.reading.flows import flow
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.places import Place, coordinated
from kzdata.reading.scene import Scene
from kzdata.reading.sides import Sides, find_sides, is_subject, list_item, spoken_of
from kzdata.reading.trade import TURNED, trade

_FLOWS = frozenset({Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK, Indicator.LOANS})
_DIRECTED = _FLOWS | {Indicator.VISITS}
_AT_HOME = frozenset({Indicator.GDP, Indicator.POPULATION})
_WHOLE = 8
"""Words from a share to whose trade it is a share of."""
_LISTED = _FLOWS | {Indicator.TRADE_TURNOVER, Indicator.FREIGHT, Indicator.COMPANIES_COUNT}


def read_parties(
    scene: Scene,
    meanings: Sequence[Meaning],
    before: Parties | None,
    main: str,
    relation: Relation | None = None,
) -> tuple[list[Parties], Relation | None]:
    """The parties of each amount in `scene`, and whose trade with whom it has spoken of.

    `main` is the partner that the whole text is about, `relation` the trade spoken of until here.
    """
    found: list[Parties] = []
    for amount, meaning in zip(scene.amounts, meanings, strict=True):
        last, whole = (found[-1], found[-1].reporter) if found else (before, HOME)
        sides = _sides(scene, amount, meaning)
        parties, relation = _answer(Question(scene, amount, meaning, sides, last, main, whole, relation))
        found.append(parties if meaning.indicator in _DIRECTED else parties._replace(direction=None))
    return found, relation


def _sides(scene: Scene, amount: Amount, meaning: Meaning) -> Sides:
    """The places around the indicator's words; around the amount, if another one parts it from them."""
    at = meaning.indicator_at
    if at is not None and scene.crosses(at[1], amount.first):
        start = max(a.last for a in scene.amounts if a.last <= amount.first)
        stops = scene.words["and breaks"]
        beside = find_sides(scene, amount, (amount.first, amount.last))
        near = [
            place
            for place in beside.named
            if start <= place.first < amount.first
            or (place.first >= amount.last and stops.isdisjoint(scene.gap(amount.last, place.first)))
        ]
        if near:
            return beside.only(near)
    return find_sides(scene, amount, at or (amount.first, amount.last))


def _answer(ask: Question) -> tuple[Parties, Relation | None]:
    """The parties of one amount, and whose trade with whom is spoken of from there on."""
    found = _inside(ask) or _listed(ask)
    if found is None and ask.meaning.indicator in _AT_HOME:
        found = _at_home(ask)
    if found is None and (ask.meaning.kind is Kind.SHARE or ask.amount.unit == "pp"):
        found = ask.last._replace(evidence=()) if ask.last is not None and _goes_on(ask) else _share(ask)
    if found is None and ask.last is not None and ask.last.indicator in TURNED and _is_opposite(ask):
        found = ask.last._replace(indicator=TURNED[ask.last.indicator], evidence=())
    if found is None and ask.meaning.indicator in TRADE:
        return trade(ask)
    if found is None:
        found = flow(ask) if ask.meaning.indicator in _FLOWS else nearest(ask)
    return found, ask.relation


def _inside(ask: Question) -> Parties | None:
    """The country that what is counted belongs to: "500 American companies"."""
    amount = ask.amount
    inside = [place for place in spoken_of(ask.scene) if amount.core_last <= place.first < amount.last]
    if not inside or inside[-1].code == HOME or ask.meaning.indicator in _DIRECTED:
        return None
    return ask.answer((inside[-1].code,), places=inside)


def _goes_on(ask: Question) -> bool:
    """Whether a share is the one before at another time: "in 2014 it had been 2.4 percent"."""
    if ask.last is None or ask.last.reporter == HOME or ask.meaning.indicator is not ask.last.indicator:
        return False
    scene, at = ask.scene, ask.meaning.indicator_at
    start = max((a.last for a in scene.amounts if a.last <= ask.amount.first), default=scene.first)
    end = min((a.first for a in scene.amounts if a.first >= ask.amount.last), default=scene.last)
    named = any(start <= place.first < end for place in spoken_of(scene))
    return not named and (at is None or at[1] <= start)


# --- lists, shares, the area itself ----------------------------------------------------------------------


def _listed(ask: Question) -> Parties | None:
    """The item of a list of partners; Kazakhstan itself may be one in a list of shares."""
    items = list_item(ask.scene, ask.amount)
    owns = bool(items) and (items[0].owns or items[0] == ask.sides.owner)
    if not items or (owns and ask.meaning.indicator in TURNED):
        return None
    share = ask.meaning.kind is Kind.SHARE
    listed = ask.meaning.indicator in _LISTED or ask.meaning.indicator in TURNED
    subject = ask.relation.subject if ask.relation is not None and ask.meaning.indicator in TRADE else HOME
    own = ask.meaning.indicator_at is not None and not ask.scene.crosses(
        *_between(ask.meaning.indicator_at, ask.amount), but=ask.amount
    )
    ordered = not ask.scene.words["in_order"].isdisjoint(ask.scene.gap(ask.scene.first, ask.scene.last))
    stated = own and not ordered and ask.meaning.indicator in TRADE and len(codes(ask.sides.named)) > 1
    if not listed or (not share and (stated or not {HOME, subject}.isdisjoint(codes(items)))):
        return None
    reporter = HOME
    if share:
        whole = _share(ask)
        reporter = whole.reporter if whole else ask.list_reporter
    elif subject != HOME and items[0].code != HOME:
        reporter = subject
    direction = None
    if ask.meaning.indicator in _FLOWS:
        hosts = codes(ask.sides.targets, but=HOME)
        direction = Direction.OUT if items[0].code in hosts else Direction.IN
    return ask.answer(codes(items), reporter=reporter, direction=direction, places=items)


def _between(at: tuple[int, int], amount: Amount) -> tuple[int, int]:
    """The tokens between the words that name an indicator and its amount."""
    return (at[1], amount.first) if at[1] <= amount.first else (amount.last, at[0])


def _at_home(ask: Question) -> Parties:
    """GDP and population: the area itself reports, and has no partner but for a share in the world."""
    places = [place for place in spoken_of(ask.scene) if place.code != WORLD]
    scene, at = ask.scene, ask.amount.core_last
    if ask.meaning.indicator is Indicator.POPULATION and scene.word(at) in scene.words["ethnic"]:
        people = [code for code in scene.grammar.people_at(scene.text, at) if code != HOME]
        abroad = codes((place for place in places if place.first >= ask.amount.last), but=HOME)
        return ask.answer(people or abroad or ask.main_partner)
    nearest = min(places, key=lambda place: ask.scene.distance(place, ask.amount), default=None)
    owner = ask.sides.owner or nearest
    world = ask.meaning.kind is Kind.SHARE and any(place.code == WORLD for place in ask.scene.places)
    return ask.answer((WORLD,) if world else (), reporter=owner.code if owner else HOME)


def _whole_of_item(ask: Question) -> Place | None:
    """In a list of shares the whole of each: "it makes 51% of the trade of Belarus, 22% of Kazakhstan's"."""
    if not spoken_of(ask.scene):
        return None
    shares = [a for a in ask.scene.amounts if a.unit == ask.amount.unit]
    wholes = []
    for share, following in zip(shares, [*shares[1:], None], strict=True):
        end = following.first if following is not None else ask.scene.last
        behind = [p for p in spoken_of(ask.scene) if share.last < p.first < min(end, share.last + _WHOLE)]
        led = ask.scene.word(share.last) in ask.scene.words["of"]
        wholes.append(behind[0] if behind and led else None)
    return wholes[shares.index(ask.amount)] if len(shares) > 1 and None not in wholes else None


def _whose_doing(ask: Question) -> Place | None:
    """Whose trade a share is part of: "62 percent of all that Hungary trades with Central Asia"."""
    at = ask.meaning.indicator_at
    if at is None or at[0] < ask.amount.last:
        return None
    between = (p for p in spoken_of(ask.scene) if ask.amount.last <= p.first and p.last <= at[0])
    return next((place for place in between if is_subject(ask.scene, place)), None)


def _joined_to(scene: Scene, places: Sequence[Place]) -> tuple[Place, ...]:
    """The last of `places` with those that "and" joins to it: "Tunisia, Morocco and Egypt made up"."""
    for start in range(len(places)):
        group = coordinated(scene.text, scene.grammar, places, start, scene.words["and"])
        if group[-1] is places[-1]:
            joined = scene.words["and"] - scene.words["comma"]
            last = scene.gap(group[-2].last, group[-1].first) if len(group) > 1 else []
            return tuple(group) if not joined.isdisjoint(last) else (places[-1],)
    return (places[-1],)


def _holds(ask: Question, place: Place) -> bool:
    """Whether a place holds the share, not the whole: "Kazakhstan's share in the trade of Uzbekistan"."""
    at = ask.meaning.indicator_at
    return at is not None and any(place.last <= cue.first < at[0] for cue in ask.scene.cues_of("share"))


def _share(ask: Question) -> Parties | None:
    """A part of somebody's trade: the whole's owner reports, and who holds the part is the partner.

    "Kazakhstan makes up 20 percent of Russian trade": RUS reports, the partner is KAZ.
    """
    scene, amount, sides = ask.scene, ask.amount, ask.sides
    if ask.meaning.indicator in _FLOWS:
        return None
    inside = (place for place in sides.targets if place.first > amount.last)
    of_item = _whole_of_item(ask)
    if of_item is not None and ask.last is not None:
        before = [p for p in spoken_of(scene) if p.last <= amount.first and p.code != of_item.code]
        held = codes(before[:1]) if scene.amounts[0] is amount or not ask.last.partner else ask.last.partner
        if held:
            return ask.answer(held, reporter=of_item.code, places=before)
    owner = sides.owner if sides.owner and not _holds(ask, sides.owner) else None
    other = next((p for p in sides.sources if scene.word(p.first - 1) in scene.words["from"]), None)
    if ask.meaning.indicator is Indicator.IMPORTS and other is not None and other.code != HOME:
        return ask.answer((other.code,), reporter=owner.code if owner else HOME, places=(other,))
    whole = owner or _whose_doing(ask) or next(iter(sides.sources), None) or next(inside, None)
    abroad = whole is not None and whole.code != HOME
    start = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    joins = scene.words["and or with"]
    if joins.issuperset(scene.gap(start, amount.first)):  # "Russia is second, with $4.4 billion and 15.1%"
        start = scene.first
    others = [place for place in spoken_of(scene) if place is not whole and place not in sides.counterparts]
    before = [place for place in others if start <= place.first and place.last <= amount.first]
    subject = ask.relation.subject if ask.relation is not None else HOME
    behind = abroad or (whole is None and subject != HOME)
    after = [place for place in others if place.first >= amount.last] if behind else []
    holder = next(iter([*reversed(before), *after]), None)
    holders = _joined_to(scene, before) if before else (holder,) if holder is not None else ()
    if whole is None and holder is not None and HOME != subject != holder.code:
        # "Kazakhstan accounted for 39 percent of the total"
        return ask.answer((holder.code,), reporter=subject, places=(holder,))
    if not abroad or whole is None:
        if holder is None and scene.has(
            "whole"
        ):  # "it accounted for 41 percent of the country's foreign trade"
            known = ask.carried_partner
            return ask.answer(known if known != (WORLD,) else ask.main_partner)
        return ask.answer(codes(holders), places=holders) if holder and holder.code != HOME else None
    if holder is None:
        return ask.answer((HOME,), reporter=whole.code)
    return ask.answer((holder.code,), reporter=whole.code, places=(holder,))


def _is_opposite(ask: Question) -> bool:
    """Whether the goods go the other way than those of the figure before."""
    cues = ask.scene.cues_of("opposite")
    return any(ask.scene.distance(cue, ask.amount) < Distances.AMOUNT for cue in cues)
