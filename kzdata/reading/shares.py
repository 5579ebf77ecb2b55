"""Shares: whose trade a part is taken of, and who holds the part.

"Kazakhstan makes up 20 percent of Russian trade": Russia reports, the partner is Kazakhstan. Nobody holds a
part of his own: where a country is the holder, the whole is that of the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import HOME, Indicator
from kzdata.reading.counterparts import WORLD, Parties, Question, codes
from kzdata.reading.places import Place
from kzdata.reading.sides import is_subject, joined_to, spoken_of

_WHOLE = 8
"""Words from a share to whose trade it is a share of."""


def share(ask: Question) -> Parties | None:
    """Whose whole the amount is a part of, and who holds the part; None where nothing says so."""
    if ask.last is not None and _goes_on(ask):
        return ask.last._replace(evidence=())
    if _is_of_level(ask) and ask.last is not None:
        return ask.last._replace(indicator=ask.meaning.indicator, evidence=())
    return (
        _inside_bloc(ask)
        or share_of_item(ask)
        or _held_by(ask)
        or _next_holder(ask)
        or _own_share(ask)
        or _of_clause(ask)
        or _for_whom(ask)
        or _of_that(ask)
        or _of_source(ask)
        or _of_whole(ask)
    )


def _start(ask: Question) -> int:
    """Where what belongs to the amount alone begins; two that only "or" parts have one holder."""
    scene, amount = ask.scene, ask.amount
    start = scene.after_last(amount.first)
    joins = scene.words["and or with"]
    return scene.first if joins.issuperset(scene.gap(start, amount.first)) else start


def _goes_on(ask: Question) -> bool:
    """Whether a share is the one before at another time: "in 2014 it had been 2.4 percent"."""
    if ask.last is None or ask.last.reporter == HOME or ask.meaning.indicator is not ask.last.indicator:
        return False
    scene, at = ask.scene, ask.meaning.indicator_at
    start = scene.after_last(ask.amount.first)
    end = min((a.first for a in scene.amounts if a.first >= ask.amount.last), default=scene.last)
    named = any(start <= place.first < end for place in spoken_of(scene))
    return not named and (at is None or at[1] <= start)


def share_of_item(ask: Question) -> Parties | None:
    """In a list each share with a whole of its own: "51% of the trade of Belarus, 22% of Kazakhstan's"."""
    scene, amount = ask.scene, ask.amount
    if ask.last is None or not spoken_of(scene):
        return None
    shares = [other for other in scene.amounts if other.unit == amount.unit]
    wholes = []
    for one, following in zip(shares, [*shares[1:], None], strict=True):
        end = following.first if following is not None else scene.last
        behind = [p for p in spoken_of(scene) if one.last < p.first < min(end, one.last + _WHOLE)]
        wholes.append(behind[0] if behind and scene.word(one.last) in scene.words["of"] else None)
    whole = wholes[shares.index(amount)]
    if len(shares) < 2 or None in wholes or whole is None:
        return None
    before = [p for p in spoken_of(scene) if p.last <= amount.first and p.code != whole.code]
    first = scene.amounts[0] is amount or not ask.last.partner
    held = codes(before[:1]) if first else ask.last.partner
    own = [p for p in before if p.first >= _start(ask) and p not in wholes and is_subject(scene, p)]
    if not first and own:  # "5% of the trade of Italy; Russia makes up half of the trade of Belarus"
        held = codes(own[-1:])
    if not held and ask.relation is not None and ask.relation.subject in ask.relation.others:
        held = ask.relation.others  # "Trade within the Union makes 51% of all foreign trade of Belarus"
    return ask.answer(held, reporter=whole.code, places=before) if held else None


def _inside_bloc(ask: Question) -> Parties | None:
    """What the members of a bloc trade with each other: "In the EU trade among the members exceeds 60%"."""
    scene, last = ask.scene, ask.last
    goes_on = last is not None and last.partner == (last.reporter,)
    if not (goes_on or scene.has("within")):
        return None
    start, end = _start(ask), ask.amount.last
    stops = scene.words["and breaks"]
    near = [
        p
        for p in spoken_of(scene)
        if start <= p.first and (p.last <= end or stops.isdisjoint(scene.gap(end, p.first)))
    ]
    near = [p for p in near if scene.word(p.first) not in scene.words["pronouns"]]  # "it fell to 11 percent"
    if not near and goes_on and last is not None and not ask.opens:
        return last._replace(evidence=())
    if len(codes(near)) != 1 or area(near[0].code).kind is AreaKind.COUNTRY:
        return None
    return ask.answer(codes(near), reporter=near[0].code, places=near)


def _is_of_level(ask: Question) -> bool:
    """Whether a percentage only compares a sum with an earlier one: "$89bn, or 124% of the level of 2009"."""
    scene, words, end = ask.scene, ask.scene.words, ask.amount.last
    of = scene.word(end) in words["of"] and scene.word(end + 1) in words["article"]
    return not ask.opens and of and scene.word(end + 2) in words["base_after"] - words["wholes"]


def _held_by(ask: Question) -> Parties | None:
    """The part of whom "the share of" names, nobody else: "In imports the share of Italy is 5%"."""
    scene, start = ask.scene, _start(ask)
    own = [p for p in spoken_of(scene) if start <= p.first and p.last <= ask.amount.first]
    cue = next((cue for cue in reversed(scene.cues_of("share")) if cue.last <= ask.amount.first), None)
    if len(own) != 1 or cue is None or scene.word(cue.last) not in scene.words["of"]:
        return None
    behind = [p for p in spoken_of(scene) if ask.amount.last <= p.first]
    named = any(cue.last < name.first < own[0].first for name in scene.names)
    if behind or own[0].first - cue.last > 2 or own[0].owns or named:
        return None
    whole = ask.relation.subject if ask.relation is not None else HOME
    return ask.answer((own[0].code,), reporter=whole, places=own) if whole != own[0].code else None


def _next_holder(ask: Question) -> Parties | None:
    """Another holder of the whole that the sentence has named: "is 20%, that of Russia 27%, Italy's 5%"."""
    scene, at, start = ask.scene, ask.meaning.indicator_at, _start(ask)
    if ask.opens or ask.last is None or not ask.last.partner or start == scene.first:
        return None
    stands_in = at is not None and scene.word(at[0]) in scene.words["stand_ins ones"]
    if not (at is None or stands_in or at[1] <= start) or ask.last.indicator is not ask.meaning.indicator:
        return None
    own = [p for p in spoken_of(scene) if start <= p.first and p.last <= ask.amount.first]
    before = scene.word(at[0] - 1) if at is not None and stands_in else ""
    if len(own) != 1 or own[0].code == ask.last.reporter or before in scene.words["in of"]:
        return None
    return ask.answer((own[0].code,), reporter=ask.last.reporter, places=own)


def _own_share(ask: Question) -> Parties | None:
    """The part of who owns it: "Kazakhstan's share was 14 percent", "the Union's part in foreign trade"."""
    scene, end = ask.scene, ask.amount.first
    places = [p for p in spoken_of(scene) if scene.after_last(end) <= p.first and p.last <= end]
    shares = scene.cues_of("share")
    holder = next((p for p in places if p.owns and any(0 <= c.first - p.last <= 1 for c in shares)), None)
    if holder is None:
        return None
    of = _whole(ask)
    others = [of] if of is not None else [p for p in places if p.code != holder.code]
    told = ask.relation.subject if ask.relation is not None else HOME
    whole = others[-1].code if others else told if told != holder.code else ask.main
    if not whole or whole == holder.code:
        return None
    return ask.answer((holder.code,), reporter=whole, places=(holder,))


def _of_clause(ask: Question) -> Parties | None:
    """A whole told first: "Of all that the EU buys in Asia, a third comes from Korea"."""
    scene, at, words = ask.scene, ask.meaning.indicator_at, ask.scene.words
    opens = scene.word(scene.first) in words["of"] and scene.word(scene.first + 1) in words["everything"]
    if not opens or at is None or at[1] > ask.amount.first:
        return None
    doer = next((p for p in spoken_of(scene) if p.last <= at[0]), None)
    holder = next((p for p in spoken_of(scene) if p.first >= ask.amount.last), None)
    if doer is None or holder is None or doer.code == holder.code:
        return None
    return ask.answer((holder.code,), reporter=doer.code, places=(holder,))


def _of_that(ask: Question) -> Parties | None:
    """A part of the sum before: "nearly 90 per cent of that was with the Emirates"."""
    scene, words, end = ask.scene, ask.scene.words, ask.amount.last
    start = ask.amount.first - 2
    points_back = any(
        scene.word(i) in words["of"] and scene.word(i + 1) in words["parts pronouns"] for i in (end, start)
    )
    if not points_back:
        return None
    subject = ask.relation.subject if ask.relation is not None else HOME
    if ask.relation is not None and HOME in ask.relation.others and scene.word(start) in words["of"]:
        subject = HOME  # "the Gulf's trade with Kazakhstan, of which a half fell to the Emirates"
    holder = next((place for place in spoken_of(scene) if place.first >= end), None)
    gap = scene.gap(end, holder.first) if holder is not None else []
    far = len(gap) > _WHOLE or words["with to from on"].isdisjoint(gap)
    if holder is None or far or scene.crosses(end, holder.first):
        before = [p for p in spoken_of(scene) if _start(ask) <= p.first and p.last <= ask.amount.first]
        holder = before[-1] if before and is_subject(scene, before[-1]) else None  # "Italy sold 5% of it"
    if holder is None or holder.code == subject:
        return None
    return ask.answer((holder.code,), reporter=subject, places=(holder,))


def _for_whom(ask: Question) -> Parties | None:
    """A part of the trade of who is named first: "For Italy this is 2 percent of its foreign trade"."""
    scene, words, places = ask.scene, ask.scene.words, spoken_of(ask.scene)
    whose = places[0] if places else None
    led = whose is not None and whose.last <= ask.amount.first and scene.word(whose.first - 1) in words["for"]
    if whose is None or not led or whose.first > scene.first + 2 or not scene.has("whole"):
        return None
    between = [p for p in places[1:] if p.last <= ask.amount.first and p.code != whose.code]
    known = codes(between[-1:])
    if whose.code != HOME:
        known = known if between else (HOME,)
    return ask.answer([code for code in known if code != WORLD] or ask.main_partner, reporter=whose.code)


def _of_source(ask: Question) -> Parties | None:
    """A part of imports from somewhere: "imports from Malaysia made up 93 percent of the sum"."""
    led = ask.scene.words["from"]
    source = next((p for p in ask.sides.sources if ask.scene.word(p.first - 1) in led), None)
    if ask.meaning.indicator is not Indicator.IMPORTS or source is None or source.code == HOME:
        return None
    owner = _owner(ask)
    subject = ask.relation.subject if ask.relation is not None else HOME
    subject = subject if subject != source.code else HOME
    return ask.answer((source.code,), reporter=owner.code if owner else subject, places=(source,))


def _of_whole(ask: Question) -> Parties | None:
    """A part of what somebody trades, held by who stands before it, else by who stands behind it."""
    scene, amount, whole, start = ask.scene, ask.amount, _whole(ask), _start(ask)
    subject = ask.relation.subject if ask.relation is not None else HOME
    others = [p for p in spoken_of(scene) if p is not whole and p not in ask.sides.counterparts]
    doers = [p.code for p in others if start <= p.first < amount.first and is_subject(scene, p)]
    near = [p for p in others if p.first >= amount.last and not scene.crosses(amount.last, p.first)]
    taken = all(is_subject(scene, p) for p in near)  # not "sends half of its goods to"
    if whole is not None and taken and scene.word(whole.first) in scene.words["its"]:
        whole = None if whole.code in doers else whole  # "China took 5 percent of its foreign trade"
    if whole is not None:  # nobody holds a part of his own
        others = [p for p in others if p.code != whole.code]
    before = [p for p in others if start <= p.first and p.last <= amount.first]
    after = [p for p in others if p.first >= amount.last]
    if whole is not None and whole.code != HOME:
        holder = next(iter([*reversed(before), *after]), None)
        mutual = area(whole.code).kind is AreaKind.BLOC and (scene.has("within") or scene.has("mutual"))
        held = holder.code if holder else whole.code if mutual else HOME
        return ask.answer((held,), reporter=whole.code, places=others)
    told = ask.relation.others if ask.relation is not None else ()
    first = scene.amounts[0] is amount
    if whole is None and first and taken and subject in doers and told == (HOME,):
        return ask.answer((subject,), places=others)  # "Italy took 5 percent of all that they sold abroad"
    if whole is None and subject != HOME:
        holder = next((p for p in (*reversed(before), *after) if p.code != subject), None)
        if holder is not None:  # "Kazakhstan accounted for 39 percent of the total"
            return ask.answer((holder.code,), reporter=subject, places=(holder,))
        both = ask.last is not None and ask.last.indicator in {Indicator.EXPORTS, Indicator.IMPORTS}
        both = both and ask.meaning.indicator is Indicator.TRADE_TURNOVER and HOME in told
        total = scene.says("wholes") or not (first or scene.word(amount.last + 1) in scene.words["what"])
        if total and not scene.has("pair") and told != (WORLD,):
            # "$1.5bn, or 7.4 percent of the total"; "exports were $1bn, 61 percent of the whole turnover"
            return ask.answer((subject,)) if both else ask.answer(told, reporter=subject)
    if not before and scene.has("whole"):  # "it accounted for 41 percent of the country's foreign trade"
        known = ask.carried_partner
        return ask.answer(known if known != (WORLD,) else ask.main_partner)
    holders = joined_to(scene, before) if before else ()
    return ask.answer(codes(holders), places=holders) if holders and holders[-1].code != HOME else None


def _whole(ask: Question) -> Place | None:
    """Whose trade the part is of: its owner, else behind "of", else behind "in"."""
    exported = ask.meaning.indicator is Indicator.EXPORTS  # "goes to the neighbours in Central Asia"
    inside = (place for place in ask.sides.targets if place.first > ask.amount.last and not exported)
    end, parted = ask.amount.last, ask.scene.words["and stand_ins"]  # "64%, that of Italy"
    by = ask.scene.words["by"]  # "It is followed by China (16%)"
    sources = [p for p in ask.sides.sources if ask.scene.word(p.first - 1) not in by]
    of = (p for p in sources if p.last <= end or parted.isdisjoint(ask.scene.gap(end, p.first)))
    return _owner(ask) or _doer(ask) or next(of, None) or next(inside, None)


def _owner(ask: Question) -> Place | None:
    """Whose trade it is, unless the share is its: "Kazakhstan's share in the trade of Uzbekistan"."""
    owner, at = ask.sides.owner, ask.meaning.indicator_at
    if owner is None:
        return None
    end = at[0] if at is not None else ask.amount.first
    return None if any(owner.last <= cue.first < end for cue in ask.scene.cues_of("share")) else owner


def _doer(ask: Question) -> Place | None:
    """Who trades: "62 percent of all that Hungary trades with Central Asia"."""
    at = ask.meaning.indicator_at
    if at is None or at[0] < ask.amount.last:
        return None
    between: Sequence[Place] = [
        p for p in spoken_of(ask.scene) if ask.amount.last <= p.first and p.last <= at[0]
    ]
    return next((place for place in between if is_subject(ask.scene, place)), None)


def share_inside(ask: Question) -> Parties | None:
    """The part that trade inside a bloc makes, where nobody else is named: "within the Union it is 14%"."""
    scene = ask.scene
    named = codes(p for p in spoken_of(scene) if not scene.crosses(p.last, ask.amount.first))
    start = scene.after_last(ask.amount.first)
    within = any(start <= cue.first < ask.amount.first for cue in scene.cues_of("within"))
    if len(named) != 1 or not within or area(named[0]).kind is not AreaKind.BLOC:
        return None
    return ask.answer(named, reporter=named[0], places=scene.places)
