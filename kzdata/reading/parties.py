"""Who trades with whom: reporter, partner and direction of a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kzdata.model import HOME, Direction, Indicator, Kind
from kzdata.reading.amount import Amount
from kzdata.reading.counterparts import WORLD, Parties, Question, Relation, codes, nearest
from kzdata.reading.distances import Distances
from kzdata.reading.flows import flow, goes_to
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.places import Place
from kzdata.reading.relations import TURNED
from kzdata.reading.scene import Scene
from kzdata.reading.shares import share, share_inside, share_of_item
from kzdata.reading.sides import Sides, find_sides, is_subject, list_item, passed_by, spoken_of
from kzdata.reading.trade import trade

_FLOWS = frozenset({Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK, Indicator.LOANS})
_BACK: Mapping[Direction | None, Direction] = {Direction.IN: Direction.OUT, Direction.OUT: Direction.IN}
_DIRECTED = _FLOWS | {Indicator.VISITS}
_AT_HOME = frozenset({Indicator.GDP, Indicator.POPULATION})
_COUNTED = frozenset({Indicator.FREIGHT, Indicator.TOURISM, Indicator.COMPANIES_COUNT})
_COUNTED_WORTH = {
    Indicator.AGREEMENTS_COUNT: Indicator.AGREEMENTS_VALUE,
    Indicator.PROJECTS_COUNT: Indicator.PROJECTS_VALUE,
}
"""What things counted are worth."""
_ETHNIC = 4
"""How far before a number of people is said who they are."""
_VERB = 2
"""Words between a subject and its verb: "Italy has bought"."""
_LISTED = _FLOWS | {
    Indicator.TRADE_TURNOVER,
    Indicator.FREIGHT,
    Indicator.COMPANIES_COUNT,
    Indicator.TOURISM,
    Indicator.PROJECTS_COUNT,
    Indicator.PROJECTS_VALUE,
    Indicator.AGREEMENTS_VALUE,
    Indicator.AGREEMENTS_COUNT,
}


def read_parties(
    scene: Scene,
    meanings: Sequence[Meaning],
    before: Sequence[Parties],
    main: tuple[str, bool],
    relation: Relation | None = None,
    teller: str = HOME,
) -> tuple[list[Parties], Relation | None]:
    """The parties of each amount in `scene`, and whose trade with whom it has spoken of.

    `before` are the parties of the last sentence with figures, `main` is the partner that the whole text is
    about and whether it is named at its beginning, `relation` the trade spoken of until here.
    """
    found: list[Parties] = []
    told = relation
    for amount, meaning in zip(scene.amounts, meanings, strict=True):
        last, whole = (found[-1], found[-1].reporter) if found else (before[-1] if before else None, HOME)
        sides = _sides(scene, amount, meaning, found[-1] if found else None)
        known = (*before, *found)
        both = meaning.indicator in TRADE and (scene.has("pair") or scene.says("our"))
        whom = main[0] if main[1] or both else ""
        ask = Question(scene, amount, meaning, sides, last, whom, whole, relation, known, not found, teller)
        parties, relation = _answer(ask)
        if (
            meaning.indicator in _FLOWS
            and parties.partner
            and parties.direction is None
            and (parties.reporter == HOME)
        ):
            parties = parties._replace(direction=Direction.IN)
        found.append(parties if meaning.indicator in _DIRECTED else parties._replace(direction=None))
    return found, _goes_on(told, relation, meanings, found)


def _goes_on(
    told: Relation | None, relation: Relation | None, meanings: Sequence[Meaning], found: Sequence[Parties]
) -> Relation | None:
    """Whose trade goes on behind a sentence: after a list of partners that of the whole which they are of."""
    if told is None or relation is None:
        return relation
    pairs = zip(meanings, found, strict=True)
    traded = [{p.reporter, *p.partner} - {told.subject} for m, p in pairs if m.indicator in TRADE]
    items = {frozenset(item) for item in traded if item != set(told.others)}
    return told if len(items) > 1 and relation.subject in {told.subject, HOME} else relation


def _sides(scene: Scene, amount: Amount, meaning: Meaning, last: Parties | None) -> Sides:
    """The places around the indicator's words; around the amount, if another one parts it from them."""
    at = meaning.indicator_at
    places = passed_by(scene) if meaning.indicator is Indicator.FREIGHT else spoken_of(scene)
    if at is not None and scene.crosses(at[1], amount.first):
        start = scene.after_last(amount.first)
        stops = scene.words["and breaks"]
        behind = [place for place in places if place.first >= start]
        beside = find_sides(scene, amount, (amount.first, amount.last), behind)
        near = [
            place
            for place in beside.named
            if start <= place.first < amount.first
            or (place.first >= amount.last and stops.isdisjoint(scene.gap(amount.last, place.first)))
        ]
        if near:
            return beside.only(near)
        ordered = scene.says("in_order")
        if meaning.indicator in TRADE and last is not None and last.indicator in TRADE and not ordered:
            return beside.only(())  # "and with Argentina there was a fall of 7 percent, to $63 million"
    sides = find_sides(scene, amount, at or (amount.first, amount.last), places)
    if at is None or sides.named or scene.words["breaks"].isdisjoint(scene.gap(at[1], amount.first)):
        return sides
    beyond = [place for place in places if place.first >= amount.last]  # "; a half of it came from Italy"
    return find_sides(scene, amount, (amount.first, amount.last), beyond)


def _answer(ask: Question) -> tuple[Parties, Relation | None]:
    """The parties of one amount, and whose trade with whom is spoken of from there on."""
    found = _inside(ask) or _bracketed(ask) or _recalled(ask) or _listed(ask) or _worth(ask)
    if found is None and ask.meaning.indicator in _AT_HOME:
        found = _at_home(ask)
    if found is None and ask.meaning.indicator in TRADE and ask.meaning.kind is Kind.SHARE:
        found = share_inside(ask)
    if found is None and (ask.meaning.kind is Kind.SHARE or ask.amount.unit == "pp"):
        found = share(ask) if ask.meaning.indicator not in _FLOWS | _COUNTED else None
    told = ask.last is not None and ask.last.indicator in TURNED and ask.sides.owner is None
    if found is None and ask.last is not None and told and _is_opposite(ask):
        found = ask.last._replace(indicator=TURNED[ask.last.indicator], evidence=())
    if found is None and ask.meaning.indicator in TRADE:
        return trade(ask)
    if found is None and ask.meaning.indicator in _FLOWS and _is_opposite(ask) and ask.last is not None:
        back = _BACK.get(ask.last.direction)
        if back is not None:
            found = ask.answer(ask.last.partner, direction=back)
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


def _bracketed(ask: Question) -> Parties | None:
    """Those of the figure before, of which brackets say more: "exports to Italy were $5bn (-3 percent)"."""
    scene, at, amount = ask.scene, ask.meaning.indicator_at, ask.amount
    if ask.opens or ask.last is None or not scene.distances.in_bracket(amount):
        return None
    start, known = scene.after_last(amount.first), {ask.last.reporter, *ask.last.partner}
    here = [p for p in spoken_of(scene) if start <= p.first and not scene.crosses(amount.last, p.first)]
    named = any(place.code not in known and place.last <= amount.first for place in here)
    same = ask.meaning.indicator in {ask.last.indicator, TURNED.get(ask.last.indicator)}
    return ask.last._replace(evidence=()) if same and not named and (at is None or at[1] <= start) else None


def _worth(ask: Question) -> Parties | None:
    """Those of the things just counted, which a sum is the worth of: "235 projects for $16.2 billion"."""
    scene, last = ask.scene, ask.last
    if ask.opens or last is None or _COUNTED_WORTH.get(last.indicator) is not ask.meaning.indicator:
        return None
    start = scene.after_last(ask.amount.first)
    here = [p for p in spoken_of(scene) if start <= p.first and not scene.crosses(ask.amount.last, p.first)]
    return None if here else last._replace(indicator=ask.meaning.indicator, evidence=())


def _recalled(ask: Question) -> Parties | None:
    """Which of those named before is meant: "the latter", or by rank: "by 5% and 3% respectively"."""
    if not ask.before:
        return None
    scene, words, amount = ask.scene, ask.scene.words, ask.amount
    ordered = scene.says("in_order")
    if not ordered and not scene.says("former latter"):
        return None
    start = scene.after_last(amount.first)
    pair = [word for word in scene.gap(start, amount.first) if word in words["former latter"]]
    if not pair and not ordered:
        return None
    firsts: dict[tuple[str, ...], Parties] = {}
    for parties in ask.before:
        firsts.setdefault(parties.partner, parties)
    known, rank = list(firsts.values()), -1
    if pair and len(known) == 2:
        rank = 0 if pair[-1] in words["former"] else 1
    run = [other for other in scene.amounts if other.unit == amount.unit]
    if ordered and not spoken_of(scene) and len(known) == len(run):
        rank = run.index(amount)
    if rank < 0:
        return None
    return known[rank]._replace(indicator=ask.meaning.indicator, evidence=())


# --- lists, shares, the area itself ----------------------------------------------------------------------


def _listed(ask: Question) -> Parties | None:
    """The item of a list of partners; Kazakhstan itself may be one in a list of shares."""
    items = list_item(ask.scene, ask.amount)
    items = [p for p in items if ask.scene.word(p.first) not in ask.scene.words["pronouns"]]
    if items and ask.meaning.kind is not Kind.SHARE and _act(ask, items):
        return _acted(ask, items)
    owns = bool(items) and (items[0].owns or items[0] == ask.sides.owner)
    senders = bool(items) and ask.meaning.indicator is Indicator.EXPORTS and _is_source(ask, items[0])
    if not items or (owns and ask.meaning.indicator in TURNED) or senders:
        return None
    is_share = ask.meaning.kind is Kind.SHARE
    listed = ask.meaning.indicator in _LISTED or ask.meaning.indicator in TURNED
    subject = ask.relation.subject if ask.relation is not None and ask.meaning.indicator in TRADE else HOME
    own = ask.meaning.indicator_at is not None and not ask.scene.crosses(
        *_between(ask.meaning.indicator_at, ask.amount), but=ask.amount
    )
    ordered = ask.scene.says("in_order")
    stated = own and not ordered and ask.meaning.indicator in TRADE and len(codes(ask.sides.named)) > 1
    owned = bool(items) and ask.scene.word(items[0].first - 1) in ask.scene.words["of from"]
    if listed and not (is_share or stated or owned) and subject != HOME and codes(items) == (HOME,):
        indicator = TURNED.get(ask.meaning.indicator)
        return ask.answer((subject,), indicator=indicator, places=items)  # "China ($8m) and Kazakhstan ($7m)"
    if not listed or (not is_share and (stated or not {HOME, subject}.isdisjoint(codes(items)))):
        return None
    reporter = HOME
    if is_share:
        whole = share(ask) if ask.meaning.indicator not in _FLOWS else None
        itself = whole is not None and whole.reporter == items[0].code
        if ask.meaning.indicator in TRADE and (itself or share_of_item(ask) is not None):
            return whole
        if not ask.opens and ask.last is not None and _is_whole(ask, items[0]):
            return ask.answer(ask.last.partner, reporter=items[0].code)
        reporter = whole.reporter if whole else ask.list_reporter
    elif subject != HOME and items[0].code != HOME:
        reporter = subject
    direction = None
    if ask.meaning.indicator in _FLOWS:
        direction = Direction.OUT if goes_to(ask, items[0]) else Direction.IN
    return ask.answer(codes(items), reporter=reporter, direction=direction, places=items)


def _act(ask: Question, items: Sequence[Place]) -> bool:
    """Whether the items of a list do what its verb says: "Russia took goods for $5bn, China for $7bn"."""
    scene, at, end = ask.scene, ask.meaning.indicator_at, ask.amount.last
    if ask.meaning.indicator not in TURNED or at is None or items[0].first > ask.amount.first:
        return False
    verbs = scene.words["trades"] - scene.words["trade_nouns"]
    if verbs.isdisjoint(scene.gap(*at)) or not all(is_subject(scene, p) for p in items):
        return False
    if at[0] >= scene.after_last(ask.amount.first) > scene.first:
        return False  # "you sold us goods for $5bn, we sold you goods for $4bn"
    beside = (p for p in spoken_of(scene) if items[-1].last <= p.first and not scene.crosses(end, p.first))
    doer = any(is_subject(scene, p) and p.last <= at[0] <= p.last + _VERB for p in spoken_of(scene))
    return doer and not any(beside)


def _acted(ask: Question, items: Sequence[Place]) -> Parties | None:
    """The parties of what items of a list sold or bought."""
    told = ask.relation
    if HOME in codes(items):
        others = told.seen_from(HOME) if told is not None else ask.main_partner
        return ask.answer(others) if others and others != (WORLD,) else None
    whose = HOME if told is None or HOME in told.others else told.subject
    if whose in codes(items):
        return None
    return ask.answer(codes(items), reporter=whose, indicator=TURNED[ask.meaning.indicator], places=items)


def _is_source(ask: Question, item: Place) -> bool:
    """Whether goods come from an item: "supplies from Italy grew by 5%, those from Spain by 7%"."""
    return ask.scene.word(item.first - 1) in ask.scene.words["from"]


def _is_whole(ask: Question, item: Place) -> bool:
    """Whether a list names whose trade the shares are of: "46% in that of Belarus, and in Italy's 7%"."""
    before = ask.scene.gap(item.first - 3, item.first)
    if all(parties.reporter == HOME for parties in ask.before):
        return False
    return not ask.scene.words["in"].isdisjoint(before) and (
        item.owns or not ask.scene.words["stand_ins"].isdisjoint(before)
    )


def _between(at: tuple[int, int], amount: Amount) -> tuple[int, int]:
    """The tokens between the words that name an indicator and its amount."""
    return (at[1], amount.first) if at[1] <= amount.first else (amount.last, at[0])


def _at_home(ask: Question) -> Parties:
    """GDP and population: the area itself reports, and has no partner but for a share in the world."""
    places = [place for place in spoken_of(ask.scene) if place.code != WORLD]
    scene, at = ask.scene, ask.amount.core_last
    near = range(max(scene.first, ask.amount.first - _ETHNIC), ask.amount.first)
    told = next((i + 1 for i in near if scene.word(i) in scene.words["ethnic"]), None)
    if ask.meaning.indicator is Indicator.POPULATION and told is not None and scene.word(told):
        people = [code for code in scene.grammar.people_at(scene.text, told) if code != HOME]
        return ask.answer(people or ask.main_partner)  # "the ethnic Germans, 180,000 people"
    if ask.meaning.indicator is Indicator.POPULATION and scene.word(at) in scene.words["ethnic"]:
        people = [code for code in scene.grammar.people_at(scene.text, at) if code != HOME]
        abroad = codes((place for place in places if place.first >= ask.amount.last), but=HOME)
        return ask.answer(people or abroad or ask.main_partner)
    settlers = [place for place in places if place.form == "people"]
    if ask.meaning.indicator is Indicator.POPULATION and settlers:
        abroad = codes(places, but=HOME)
        if not ask.opens or (abroad and HOME in codes(settlers)):
            return ask.answer(abroad)  # "of whom 3 million are Russians", "the Kazakhs of Mongolia"
    nearest = min(places, key=lambda place: ask.scene.distance(place, ask.amount), default=None)
    owner = ask.sides.owner or nearest
    world = ask.meaning.kind is Kind.SHARE and any(place.code == WORLD for place in ask.scene.places)
    return ask.answer((WORLD,) if world else (), reporter=owner.code if owner else HOME)


def _is_opposite(ask: Question) -> bool:
    """Whether the goods go the other way than those of the figure before."""
    cues = ask.scene.cues_of("opposite")
    scene, end = ask.scene, ask.amount.last
    return any(
        scene.distance(cue, ask.amount) < Distances.AMOUNT
        or (cue.first >= end and not scene.crosses(end, cue.first) and _is_clause(scene, end, cue.first))
        for cue in cues
    )


def _is_clause(scene: Scene, start: int, end: int) -> bool:
    return scene.words["breaks"].isdisjoint(scene.gap(start, end))
