"""Lists of partners: which items a sentence names, and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import HOME, Direction, Indicator, Kind
from kzdata.reading.amount import Amount
from kzdata.reading.counterparts import WORLD, Parties, Question, codes
from kzdata.reading.flows import goes_to
from kzdata.reading.meaning import TRADE
from kzdata.reading.places import Place
from kzdata.reading.relations import TURNED
from kzdata.reading.shares import share, share_of_item
from kzdata.reading.sides import is_subject, list_item, spoken_of

_FLOWS = frozenset({Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK, Indicator.LOANS})
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


def listed(ask: Question) -> Parties | None:
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
