"""Shares: whose trade a part is taken of, and who holds the part.

"Kazakhstan makes up 20 percent of Russian trade": Russia reports, the partner is Kazakhstan.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    return (
        share_of_item(ask)
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
    points_back = scene.word(end) in words["of"] and scene.word(end + 1) in words["parts pronouns"]
    holder = next((place for place in spoken_of(scene) if place.first >= end), None)
    if not points_back or holder is None:
        return None
    gap = scene.gap(end, holder.first)
    led = words["with to from on"]
    if len(gap) > _WHOLE or led.isdisjoint(gap) or scene.crosses(end, holder.first):
        return None
    subject = ask.relation.subject if ask.relation is not None else HOME
    if holder.code == subject:
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
    known = codes(between[-1:]) or (ask.last.partner if ask.last is not None else ())
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
    return ask.answer((source.code,), reporter=owner.code if owner else HOME, places=(source,))


def _of_whole(ask: Question) -> Parties | None:
    """A part of what somebody trades, held by who stands before it, else by who stands behind it."""
    scene, amount, whole, start = ask.scene, ask.amount, _whole(ask), _start(ask)
    subject = ask.relation.subject if ask.relation is not None else HOME
    others = [p for p in spoken_of(scene) if p is not whole and p not in ask.sides.counterparts]
    before = [p for p in others if start <= p.first and p.last <= amount.first]
    after = [p for p in others if p.first >= amount.last]
    if whole is not None and whole.code != HOME:
        holder = next(iter([*reversed(before), *after]), None)
        return ask.answer((holder.code if holder else HOME,), reporter=whole.code, places=others)
    if whole is None and subject != HOME:
        holder = next((p for p in (*reversed(before), *after) if p.code != subject), None)
        if holder is not None:  # "Kazakhstan accounted for 39 percent of the total"
            return ask.answer((holder.code,), reporter=subject, places=(holder,))
        if ask.relation is not None and ask.relation.others != (WORLD,) and scene.amounts[0] is not amount:
            return ask.answer(ask.relation.others, reporter=subject)  # "$1.5bn, or 7.4 percent of the total"
    if not before and scene.has("whole"):  # "it accounted for 41 percent of the country's foreign trade"
        known = ask.carried_partner
        return ask.answer(known if known != (WORLD,) else ask.main_partner)
    holders = joined_to(scene, before) if before else ()
    return ask.answer(codes(holders), places=holders) if holders and holders[-1].code != HOME else None


def _whole(ask: Question) -> Place | None:
    """Whose trade the part is of: its owner, else behind "of", else behind "in"."""
    exported = ask.meaning.indicator is Indicator.EXPORTS  # "goes to the neighbours in Central Asia"
    inside = (place for place in ask.sides.targets if place.first > ask.amount.last and not exported)
    return _owner(ask) or _doer(ask) or next(iter(ask.sides.sources), None) or next(inside, None)


def _owner(ask: Question) -> Place | None:
    """Whose trade it is, unless the share is its: "Kazakhstan's share in the trade of Uzbekistan"."""
    owner, at = ask.sides.owner, ask.meaning.indicator_at
    if owner is None or at is None:
        return owner
    return None if any(owner.last <= cue.first < at[0] for cue in ask.scene.cues_of("share")) else owner


def _doer(ask: Question) -> Place | None:
    """Who trades: "62 percent of all that Hungary trades with Central Asia"."""
    at = ask.meaning.indicator_at
    if at is None or at[0] < ask.amount.last:
        return None
    between: Sequence[Place] = [
        p for p in spoken_of(ask.scene) if ask.amount.last <= p.first and p.last <= at[0]
    ]
    return next((place for place in between if is_subject(ask.scene, place)), None)
