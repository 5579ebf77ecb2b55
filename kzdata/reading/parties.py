"""Who trades with whom: reporter, partner and direction of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import HOME, Direction, Indicator, Kind
from kzdata.reading.amount import Amount
from kzdata.reading.counterparts import WORLD, Parties, Question, codes, nearest
from kzdata.reading.distances import Distances
from kzdata.reading.flows import flow
from kzdata.reading.meaning import Meaning
from kzdata.reading.scene import Scene
from kzdata.reading.sides import Sides, find_sides, list_item, spoken_of

_FLOWS = frozenset({Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK, Indicator.LOANS})
_DIRECTED = _FLOWS | {Indicator.VISITS}
_AT_HOME = frozenset({Indicator.GDP, Indicator.POPULATION})
_JOIN = 1
"""Words between two amounts that one subject has: "and"."""
_LISTED = _FLOWS | {Indicator.TRADE_TURNOVER, Indicator.FREIGHT, Indicator.COMPANIES_COUNT}
_TURNED = {Indicator.EXPORTS: Indicator.IMPORTS, Indicator.IMPORTS: Indicator.EXPORTS}


def read_parties(
    scene: Scene, meanings: Sequence[Meaning], before: Parties | None, main: str
) -> list[Parties]:
    """The parties of each amount in `scene`; `main` is the partner that the whole text is about."""
    found: list[Parties] = []
    turned = False
    for amount, meaning in zip(scene.amounts, meanings, strict=True):
        last, whole = (found[-1], found[-1].reporter) if found else (before, HOME)
        sides = _sides(scene, amount, meaning)
        parties = _answer(Question(scene, amount, meaning, sides, last, main, whole, bool(turned)))
        turned = {meaning.indicator, parties.indicator} == set(_TURNED) or (turned and not sides.named)
        found.append(parties if meaning.indicator in _DIRECTED else replace(parties, direction=None))
    return found


def _sides(scene: Scene, amount: Amount, meaning: Meaning) -> Sides:
    """The places around the indicator's words; around the amount, if another one parts it from them."""
    at = meaning.indicator_at
    if at is not None and scene.crosses(at[1], amount.first):
        start = max(a.last for a in scene.amounts if a.last <= amount.first)
        stops = scene.words["and"] | scene.words["breaks"]
        beside = find_sides(scene, amount, None)
        near = [
            place
            for place in beside.named
            if start <= place.first < amount.first
            or (place.first >= amount.last and stops.isdisjoint(scene.gap(amount.last, place.first)))
        ]
        if near:
            return beside.only(near)
    return find_sides(scene, amount, at)


def _answer(ask: Question) -> Parties:
    indicator = ask.meaning.indicator
    inside = [p for p in spoken_of(ask.scene) if ask.amount.core_last <= p.first < ask.amount.last]
    if inside and inside[-1].code != HOME and indicator not in _DIRECTED:  # "500 American companies"
        return ask.answer((inside[-1].code,), places=inside)
    listed = _listed(ask)
    if listed is not None:
        return listed
    if indicator in _AT_HOME:
        return _at_home(ask)
    of_a_whole = ask.meaning.kind is Kind.SHARE or ask.amount.unit == "pp"
    share = _share(ask) if of_a_whole else None
    if share is not None:
        return share
    if ask.last is not None and ask.last.indicator in _TURNED and _is_opposite(ask):
        return replace(ask.last, indicator=_TURNED[ask.last.indicator], evidence=())
    if indicator in _FLOWS:
        return flow(ask)
    found = (
        _moved(ask)
        if indicator in _TURNED
        else _trade(ask)
        if indicator is Indicator.TRADE_TURNOVER
        else None
    )
    return found or nearest(ask)


# --- lists, shares, the area itself ----------------------------------------------------------------------


def _listed(ask: Question) -> Parties | None:
    """The item of a list of partners; Kazakhstan itself may be one in a list of shares."""
    item = list_item(ask.scene, ask.amount)
    if item is not None and item.owns and ask.meaning.indicator in _TURNED:
        return None
    share = ask.meaning.kind is Kind.SHARE
    listed = ask.meaning.indicator in _LISTED or ask.meaning.indicator in _TURNED
    if item is None or not listed or (item.code == HOME and not share):
        return None
    reporter = HOME
    if share:
        whole = _share(ask)
        reporter = whole.reporter if whole else ask.list_reporter
    direction = None
    if ask.meaning.indicator in _FLOWS:
        hosts = codes(ask.sides.targets, but=HOME)
        direction = Direction.OUT if item.code in hosts else Direction.IN
    return ask.answer((item.code,), reporter=reporter, direction=direction, places=(item,))


def _at_home(ask: Question) -> Parties:
    """GDP and population: the area itself reports, and has no partner but for a share in the world."""
    places = [place for place in spoken_of(ask.scene) if place.code != WORLD]
    nearest = min(places, key=lambda place: ask.scene.distance(place, ask.amount), default=None)
    owner = ask.sides.owner or nearest
    world = ask.meaning.kind is Kind.SHARE and any(place.code == WORLD for place in ask.scene.places)
    return ask.answer((WORLD,) if world else (), reporter=owner.code if owner else HOME)


def _share(ask: Question) -> Parties | None:
    """A part of somebody's trade: the whole's owner reports, and who holds the part is the partner.

    "Kazakhstan makes up 20 percent of Russian trade": RUS reports, the partner is KAZ.
    """
    scene, amount, sides = ask.scene, ask.amount, ask.sides
    if ask.meaning.indicator in _FLOWS:
        return None
    inside = (place for place in sides.targets if place.first > amount.last)
    whole = sides.owner or next(iter(sides.sources), None) or next(inside, None)
    abroad = whole is not None and whole.code != HOME
    start = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    if len(scene.gap(start, amount.first)) <= _JOIN:  # "Russia is second, with $4.4 billion and 15.1%"
        start = scene.first
    others = [place for place in spoken_of(scene) if place is not whole and place not in sides.counterparts]
    before = [place for place in others if start <= place.first and place.last <= amount.first]
    after = [place for place in others if place.first >= amount.last] if abroad else []
    holder = next(iter([*reversed(before), *after]), None)
    if not abroad or whole is None:
        return ask.answer((holder.code,), places=(holder,)) if holder and holder.code != HOME else None
    if holder is None:
        return ask.answer((HOME,), reporter=whole.code) if whole.code != ask.main else None
    return ask.answer((holder.code,), reporter=whole.code, places=(holder,))


# --- trade -----------------------------------------------------------------------------------------------


def _is_opposite(ask: Question) -> bool:
    """Whether the goods go the other way than those of the figure before."""
    cues = ask.scene.cues_of("opposite")
    return any(ask.scene.distance(cue, ask.amount) < Distances.AMOUNT for cue in cues)


def _moved(ask: Question) -> Parties | None:
    """Exports and imports, turned so that Kazakhstan reports wherever it is one of the two."""
    sides, exports = ask.sides, ask.meaning.indicator is Indicator.EXPORTS
    other = codes(sides.targets if exports else sides.sources)
    owner = sides.owner.code if sides.owner else ""
    if not owner and exports and sides.sources:
        owner = sides.sources[0].code
    if not owner and not exports and HOME in codes(sides.targets):
        owner = HOME
    turned = _TURNED[ask.meaning.indicator]
    if HOME in other and owner != HOME:  # "Russian exports to Kazakhstan", "its exports to Kazakhstan"
        return ask.answer((owner,) if owner else ask.carried_partner, indicator=turned)
    named = tuple(code for code in other if code != HOME)
    if owner and owner != HOME:
        return ask.answer(named, reporter=owner) if named else None
    if named:
        return ask.answer(named)
    if ask.turned and not sides.named:  # "exports from Japan were $1bn, imports $2bn"
        return ask.answer(ask.carried_partner, indicator=turned)
    in_all = (ask.scene.has("whole") and not owner) or (owner == HOME and not ask.main)
    return ask.answer((WORLD,)) if in_all else None


def _trade(ask: Question) -> Parties | None:
    """Turnover between two, or of one with another, with the world, or inside a bloc."""
    sides = ask.sides
    owner, named = codes([sides.owner] if sides.owner else []), codes(sides.counterparts)
    pool = tuple(dict.fromkeys([*owner, *named, *codes(sides.sources), *codes(sides.targets)]))
    others = tuple(code for code in pool if code != HOME)
    if WORLD in others and len(pool) > 1:
        return ask.answer((WORLD,), reporter=next(code for code in pool if code != WORLD))
    if HOME in pool and others:
        return ask.answer(others)
    if ask.scene.has("whole") and not named:
        return ask.answer((WORLD,), reporter=owner[0] if owner else HOME)
    inside = ask.scene.has("within") or (ask.scene.has("mutual") and not sides.counterparts)
    if len(others) == 1 and area(others[0]).kind is AreaKind.BLOC and inside:
        return ask.answer(others, reporter=others[0])
    abroad = [code for code in others if code not in owner]
    if abroad and named and owner and owner[0] in others:
        return ask.answer(abroad, reporter=owner[0])
    return ask.answer(others) if others else None
