"""Trade: whose it is and with whom, followed from sentence to sentence.

A text speaks of trade from somebody's side: once it has said "Armenia's trade with Kazakhstan", the exports
that follow are Armenia's. A `Relation` keeps that side until another is told; behind a list of partners it
is that of the whole again. Trade is with the world only where a country's whole trade is told of: by words
that say so, or by a text that has not named Kazakhstan yet; else it is that of the two whom the text is
about. Figures are turned so that Kazakhstan reports wherever it is one of the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME, Indicator
from kzdata.reading.counterparts import WORLD, Parties, Question, Relation, codes
from kzdata.reading.doers import doing_pair, subject_before
from kzdata.reading.meaning import TRADE
from kzdata.reading.owners import acting, owner_before, where
from kzdata.reading.places import Place
from kzdata.reading.relations import TURNED, is_between
from kzdata.reading.scene import Scene
from kzdata.reading.sides import group_of, is_subject, joined_to, spoken_of

_SEATS = frozenset({"capital", "city"})
_TWO = 2


def trade(ask: Question) -> tuple[Parties, Relation]:
    """The parties of exports, imports or turnover, and the side from which the text sees them."""
    owner, others = _stated(ask)
    relation = _inside(ask) or _part(ask) or _filled(ask, owner, others)
    parties = _turned(ask, relation)
    told = ask.relation is not None and ask.relation.subject != HOME
    if told and ask.relation is not None and ask.relation.others != (WORLD,):
        told = ask.last is not None and ask.last.indicator is Indicator.TRADE_TURNOVER
    if ask.meaning.indicator is Indicator.TRADE_TURNOVER and not (owner or others or told):
        relation = Relation(parties.reporter, parties.partner)  # turnover told by itself has no side
    return parties, relation


def _turned(ask: Question, relation: Relation) -> Parties:
    """The parties as Kazakhstan sees them, if it is one of them."""
    indicator = ask.meaning.indicator
    if relation.subject != HOME and HOME in relation.others:
        return ask.answer(
            (relation.subject,), indicator=TURNED.get(indicator, indicator), places=ask.scene.places
        )
    others = [code for code in relation.others if code != relation.subject] or relation.others
    return ask.answer(others, reporter=relation.subject, places=ask.scene.places)


def _inside(ask: Question) -> Relation | None:
    """The trade that the members of a bloc do with each other."""
    scene, sides = ask.scene, ask.sides
    places = [*([sides.owner] if sides.owner else []), *sides.sources, *sides.targets, *sides.counterparts]
    named = codes(places)
    mutual = scene.has("within") or (scene.has("mutual") and not sides.counterparts)
    if len(named) == 1 and named != (WORLD,) and area(named[0]).kind is AreaKind.BLOC and mutual:
        return Relation(named[0], named)
    return None


def _stated(ask: Question) -> tuple[str, tuple[str, ...]]:
    """Whose trade the words at the indicator say it is, and with whom; "" and () where they don't."""
    sides, scene = ask.sides, ask.scene
    owner = sides.owner.code if sides.owner else where(ask)
    sources, targets, partners = codes(sides.sources), codes(sides.targets), codes(sides.counterparts)
    if ask.meaning.indicator is Indicator.EXPORTS:
        others = targets or partners
        owner = owner or next((code for code in sources if code not in others), "")
    elif ask.meaning.indicator is Indicator.IMPORTS:
        others = sources or partners
        owner = owner or next((code for code in targets if code not in others), "")
    else:
        others = partners
        pool = [code for code in (*sources, *targets) if code not in (*others, WORLD)]
        if owner and pool and not others:
            others = tuple(code for code in pool if code != owner)
        if not owner and len(pool) == _TWO and not others:  # "the trade of Kazakhstan and Uzbekistan"
            owner, others = _first_side(ask, pool), tuple(pool)
        owner = owner or next(iter(pool), "")
    others = tuple(code for code in others if code != owner)
    if not owner and len(others) > 1 and is_between(scene, sides.counterparts):
        owner = _first_side(ask, others)
        others = tuple(code for code in others if code != owner)
    if owner and others and sides.owner and _is_hyphened(scene, sides.owner, sides.counterparts):
        both = (owner, *others)  # "Armenian-Georgian trade"
        owner = _first_side(ask, both)
        others = tuple(code for code in both if code != owner)
    if sides.owner and _is_partner(ask):
        others = subject_before(ask, sides.owner) or others
    if not owner and (others or _is_whole(ask)):
        owner = acting(ask, others)
    if not (owner or others):
        owner = owner_before(ask)
    pair = doing_pair(ask) if not (owner or others) else ()
    if pair:  # "Kazakhstan and Vietnam traded"
        owner = _first_side(ask, pair)
        others = tuple(code for code in pair if code != owner)
    return owner, others


def _is_partner(ask: Question) -> bool:
    """Whether the trade is told by a partner: "Italy is Kazakhstan's largest partner with $5bn"."""
    at = ask.meaning.indicator_at
    return at is not None and ask.scene.word(at[1] - 1) in ask.scene.words["partner"]


def _part(ask: Question) -> Relation | None:
    """The trade of who has part of the sum before: "Italy accounted for $3bn of that"."""
    scene, last, end = ask.scene, ask.relation, ask.amount.last
    back = scene.word(end) in scene.words["of"] and scene.word(end + 1) in scene.words["parts pronouns"]
    if last is None or last.subject == HOME or not (back or ask.meaning.is_part):
        return None
    start = scene.after_last(ask.amount.first)
    doers = [p for p in spoken_of(scene) if start <= p.first and p.last <= ask.amount.first]
    own = codes(place for place in doers if is_subject(scene, place) and place.code != last.subject)
    at = ask.meaning.indicator_at
    verb = at is not None and at[1] > start and ask.meaning.indicator in TURNED  # "of which Italy sold $1bn"
    return Relation(last.subject, own[-1:]) if own and not verb else None


def _is_hyphened(scene: Scene, owner: Place, others: Sequence[Place]) -> bool:
    return any(scene.gap(place.last, owner.first) == ["-"] for place in others)


def _first_side(ask: Question, codes: Sequence[str]) -> str:
    """The side that reports of two: Kazakhstan, else the one that the text speaks from, else the first."""
    last = ask.relation
    known = (HOME, *((last.subject, *last.others) if last is not None else ()))
    return next((code for code in known if code in codes), codes[0])


def _filled(ask: Question, owner: str, others: tuple[str, ...]) -> Relation:
    """The relation that words at the indicator state, filled up by what the text has said before."""
    last = ask.relation
    if others and owner:
        return Relation(owner, others)
    if not others and _is_whole(ask):
        return Relation(owner or (last.subject if last else ask.teller), (WORLD,))
    if owner:
        return Relation(owner, _others_of(ask, owner))
    if others:
        return Relation(_subject_of(ask, others), others)
    of_two = (
        last is not None and len({last.subject, *last.others, ask.main}) == _TWO and HOME not in last.others
    )
    elsewhere = last is None or last.others == (WORLD,) or (of_two and last.subject != HOME)
    if ask.scene.has("pair") and ask.main and elsewhere and ask.opens:
        two = last is not None and HOME not in {last.subject, ask.main} and last.subject != ask.main
        return Relation(last.subject if two and last is not None else HOME, (ask.main,))
    return _carried(ask)


def _is_whole(ask: Question) -> bool:
    """Whether trade with all the world is meant; "total" trade may also be all that two have."""
    scene, last, end = ask.scene, ask.relation, ask.amount.last
    pairs = [cue for cue in scene.cues_of("pair") if not scene.crosses(end, cue.first)]
    if pairs:  # "foreign trade between the two"
        return False
    bilateral = last is not None and last.others != (WORLD,)
    bilateral = bilateral or (last is None and bool(ask.main) and not ask.sides.named)
    named = [cue for cue in scene.cues_of("whole") if not scene.crosses(end, cue.first)]
    for cue in named:
        owned = scene.word(cue.first - 1) in scene.words["possessive"]  # "his country's total trade"
        told = bilateral or (ask.main and ask.teller == HOME)
        if owned or cue.payload.value == "world" or not told:
            return True
    return False


def _others_of(ask: Question, owner: str) -> tuple[str, ...]:
    """With whom `owner` trades, where only the owner is named."""
    last = ask.relation
    known = last.seen_from(owner) if last is not None else ()
    apart = _set_apart(ask, owner)
    if apart:
        return apart
    told = codes([p for p in spoken_of(ask.scene) if p.last <= ask.amount.first], but=HOME)
    if owner == HOME and len(told) == 1 and not ask.opens and told[0] not in known:
        return told  # "With Italy there are 50 firms in Kazakhstan, and the turnover was $2bn"
    goes_on = owner == HOME and not ask.scene.has("pair")  # "trade grew; its exports rose"
    if known and (known != (WORLD,) or goes_on):
        return known
    blocs = [code for code in (last.others if last else ()) if area(code).kind is AreaKind.BLOC]
    if last is not None and any({owner, last.subject} <= set(members(code)) for code in blocs):
        return last.others  # the exports of another member to the bloc
    if owner != HOME:
        if (
            known == (WORLD,)
            and last is not None
            and last.subject == owner
            and HOME not in codes(ask.scene.places)
        ):
            return known
        end = ask.amount.last  # not "exported goods for $3bn, of which $1bn went to Kazakhstan"
        near = [p for p in ask.scene.places if not ask.scene.crosses(end, p.first)]
        partner = (ask.main == owner and ask.teller == HOME) or HOME in codes(near)
        return (HOME,) if partner else (WORLD,)
    return ask.main_partner or (WORLD,)


def _set_apart(ask: Question, owner: str) -> tuple[str, ...]:
    """Whom a sentence names before it says what `owner` sold there: "Italy, to which Kyrgyzstan exported"."""
    at, scene = ask.meaning.indicator_at, ask.scene
    if at is None or ask.meaning.indicator is Indicator.TRADE_TURNOVER:
        return ()
    start = scene.after_last(at[0])
    named = [p for p in spoken_of(scene) if start <= p.first and p.last <= at[0] and is_subject(scene, p)]
    if any(place.code == owner for place in named[:-1]):  # "Italy and Iran lead: Italy bought for $5 million"
        return ()
    return tuple(place.code for place in named if place.code != owner)[-1:]


def _subject_of(ask: Question, others: tuple[str, ...]) -> str:
    """Whose trade it is, where only the other side is named."""
    last = ask.relation
    if HOME not in others:
        return last.subject if last is not None and last.subject not in others else HOME
    known = last.seen_from(HOME) if last is not None else ()
    if last is not None and not known and last.subject not in others:
        return last.subject  # "Kyrgyzstan's trade with Russia totalled $5bn; with Kazakhstan, $3bn"
    seats = {place.code for place in ask.scene.places if place.in_title or place.form in _SEATS} - {*others}
    if len(seats) == 1 and len(others) == 1:
        return seats.pop()  # "by the Statistical Committee in Bishkek, the country sold goods to Kazakhstan"
    if known and known != (WORLD,):
        return known[0]
    elsewhere = last is not None and last.subject not in {HOME, *others}
    return last.subject if last is not None and elsewhere else ask.main or WORLD


def _is_of_members(ask: Question, bloc: str) -> bool:
    """Whether a bloc just spoken of trades with itself: "its trade with others grew, mutual trade fell"."""
    at = ask.meaning.indicator_at
    if at is None or area(bloc).kind is not AreaKind.BLOC:
        return False
    return any(at[0] <= cue.first < at[1] for cue in ask.scene.cues_of("mutual"))


def _carried(ask: Question) -> Relation:
    """The relation where no words at the indicator state one: the nearest area, the last, or the text's."""
    scene, last = ask.scene, ask.relation
    abroad = last is not None and last.subject != HOME and last.others == (WORLD,)
    named = [p for p in spoken_of(scene) if p.form != "city" and (abroad or p.code != HOME)]
    if scene.has("pair"):  # "despite the global crisis, mutual trade grew"
        named = [place for place in named if place.code != WORLD]
    start = scene.after_last(ask.amount.first)
    at = ask.meaning.indicator_at
    traded = ask.last is not None and ask.last.indicator in TRADE
    goes_on = start > scene.first and (at is None or (at[1] <= start and traded))
    stops = scene.words["and breaks"]
    own = [
        place
        for place in named
        if start <= place.first < ask.amount.first
        or (place.first >= ask.amount.last and stops.isdisjoint(scene.gap(ask.amount.last, place.first)))
    ]
    if last is not None and not own and _is_of_members(ask, last.subject):
        return Relation(last.subject, (last.subject,))
    if last is not None and last.others and goes_on and not own:
        item = ask.last.partner if ask.last is not None and ask.last.indicator in TRADE else ()
        if ask.last is not None and not {last.subject, *last.others}.issuperset(item):
            return Relation(ask.last.reporter, item)  # "with Argentina there was a fall of 7 percent, to"
        return last  # "the turnover of the two was $4.6bn, against $4.9bn in 2017"
    joined = [joined_to(scene, spoken_of(scene)[: i + 1]) for i in range(len(spoken_of(scene)))]
    both = next((codes(group) for group in joined if len(group) == _TWO and HOME in codes(group)), ())
    if both:  # "the target of $5 billion that was set for Korea and Kazakhstan"
        return Relation(HOME, tuple(code for code in both if code != HOME))
    end = ask.amount.last
    whole = last is not None and last.others == (WORLD,)
    if whole and all(scene.crosses(end, place.first) for place in named):
        named = []  # "Exports were $4bn, of which 87% went to China"
    if named:
        closest = min(named, key=lambda place: scene.distance(place, ask.amount))
        if last is not None and closest.code in {last.subject, *last.others}:
            return last
        group = group_of(scene, named, closest)
        subject = last.subject if last is not None else HOME
        return Relation(subject, tuple(code for code in codes(group) if code != subject))
    if last is not None and last.others:
        return last
    paired = scene.has("pair")
    told = HOME if paired else ask.teller
    alone = not paired and not ask.carried_partner  # a country profile: all its trade
    return Relation(told, (WORLD,) if alone else ask.carried_partner)
