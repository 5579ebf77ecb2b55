"""Whose a figure is and with whom: the question, its answer, and the rule where no other holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.model import HOME, Direction, Indicator, Kind, Span
from kzdata.reading.amount import Amount
from kzdata.reading.meaning import TRADE, Meaning
from kzdata.reading.places import Place
from kzdata.reading.scene import Scene
from kzdata.reading.sides import Sides, group_of, passed_by, spoken_of

WORLD = "WORLD"

_BEHIND = 4
"""Words behind a count that still describe what is counted: "firms with foreign capital"."""
_FEW = 2
"""Partners of one figure that later ones may be about as well."""
_BESIDE = 3
"""How many words before an indicator still describe it: "the total volume of cargo"."""


class Parties(NamedTuple):
    """Whose figure it is, with whom, and which way it goes.

    Attributes
    ----------
    indicator : Indicator
        Exports and imports as the reporter sees them.
    """

    reporter: str
    partner: tuple[str, ...]
    indicator: Indicator
    direction: Direction | None = None
    evidence: tuple[tuple[str, Span], ...] = ()


class Relation(NamedTuple):
    """Whose trade a text speaks of, and with whom: codes, as the text sees them."""

    subject: str
    others: tuple[str, ...]

    def seen_from(self, code: str) -> tuple[str, ...]:
        """Whom `code` trades with in this relation; empty if it is no side of it."""
        if code == self.subject:
            return self.others
        return (self.subject,) if code in self.others else ()


class Question(NamedTuple):
    """An amount whose parties are asked for.

    Attributes
    ----------
    last : Parties or None
        Those of the figure before.
    main : str
        The partner that the whole text is about.
    list_reporter : str
        Whose the figure before in the same sentence is: a list of shares has one whole.
    relation : Relation or None
        Whose trade the text has spoken of until here, and with whom.
    before : tuple of Parties
        Those of the last sentence with figures, and of this sentence until here.
    opens : bool
        Whether it is the first figure of its sentence.
    teller : str
        Whose whole trade it is that nobody is named for.
    """

    scene: Scene
    amount: Amount
    meaning: Meaning
    sides: Sides
    last: Parties | None
    main: str
    list_reporter: str = HOME
    relation: Relation | None = None
    before: tuple[Parties, ...] = ()
    opens: bool = False
    teller: str = HOME

    @property
    def main_partner(self) -> tuple[str, ...]:
        """The partner that the whole text is about, if there is one."""
        return (self.main,) if self.main else ()

    @property
    def carried_partner(self) -> tuple[str, ...]:
        """The partner of the figure before, else the text's; after a list, that unless it was an item."""
        items = {frozenset(parties.partner) - {HOME, WORLD} for parties in self.before} - {frozenset()}
        if self.opens and (len(items) > 1 or any(len(item) > _FEW for item in items)):
            named = {code for item in items for code in item}
            return () if named.issuperset(self.main_partner) else self.main_partner
        goes_on = not self.opens and self.last is not None and self.last.direction is not None
        if self.last is not None and (self.last.partner or goes_on):
            return self.last.partner
        return self.main_partner

    def answer(
        self,
        partner: Iterable[str],
        *,
        reporter: str = HOME,
        indicator: Indicator | None = None,
        direction: Direction | None = None,
        places: Sequence[Place] = (),
    ) -> Parties:
        """The parties, with the words that name the first partner as evidence."""
        kept = reporter != HOME or self.meaning.kind is Kind.SHARE  # nobody trades with himself
        wanted = tuple([code for code in dict.fromkeys(partner) if code != HOME or kept])
        wanted = _without_members(wanted, reporter) if len(wanted) > 1 else wanted
        around = (*places, *self.sides.named) if wanted else ()
        named = [place for place in around if place.code in wanted]
        evidence = (("partner", self.scene.text.span(named[0].first, named[0].last)),) if named else ()
        return Parties(reporter, wanted, indicator or self.meaning.indicator, direction, evidence)


def _without_members(wanted: tuple[str, ...], reporter: str) -> tuple[str, ...]:
    """A bloc beside all of its other members is meant by itself, beside a few of them they are."""
    for bloc in wanted:
        if area(bloc).kind is not AreaKind.BLOC:
            continue
        inside = {*members(bloc)} & {*wanted}
        if inside:
            whole = {*members(bloc)} - {HOME, reporter} <= inside
            return tuple(code for code in wanted if (code not in inside if whole else code != bloc))
    return wanted


def codes(places: Iterable[Place], *, but: str = "") -> tuple[str, ...]:
    """The codes of places, each once, without `but`."""
    if not places:
        return ()
    return tuple(dict.fromkeys(place.code for place in places if place.code != but))


def nearest(ask: Question) -> Parties:
    """The nearest area other than Kazakhstan in the sentence, else the one before, else the text's."""
    scene, indicator, last = ask.scene, ask.meaning.indicator, ask.last
    if indicator is Indicator.VISITS:
        return _visit(ask)
    if indicator is Indicator.FREIGHT:
        return _freight(ask)
    named = [
        place
        for place in spoken_of(scene)
        if place.code != HOME and place.form != "city" and not _is_cut_off(ask, place)
    ]
    parted = scene.words["and breaks"]
    close = [
        p
        for p in named
        if parted.isdisjoint(scene.gap(ask.amount.last, p.first)) or p.last <= ask.amount.first
    ]
    received = indicator is Indicator.TOURISM and not named and _receives(scene)
    if received or (not close and (_is_foreign(ask) or _is_own(ask))):
        return ask.answer(())
    named = [place for place in named if not _is_of_item(ask, place)]
    if named:
        closest = min(named, key=lambda place: scene.distance(place, ask.amount))
        if last is not None and last.reporter == closest.code and {indicator, last.indicator} <= TRADE:
            return ask.answer(last.partner, reporter=last.reporter, places=(closest,))
        group = group_of(scene, named, closest)
        return ask.answer(codes(group), places=(closest,))
    return _of_nobody_named(ask)


def _of_nobody_named(ask: Question) -> Parties:
    """The parties where the sentence names no area: as told before."""
    scene, last, told = ask.scene, ask.last, ask.relation
    if ask.meaning.indicator is Indicator.TRADE_BALANCE and told is not None:
        home = told.seen_from(HOME)
        return ask.answer(home or told.others, reporter=HOME if home else told.subject)
    if last is not None and last.reporter != HOME:
        return _of_another(ask, last)
    if ask.main and scene.has("pair"):
        return ask.answer((ask.main,))
    carried = last is not None and bool(last.partner)
    traded = ask.meaning.indicator in TRADE | {Indicator.TRADE_BALANCE, Indicator.OTHER}
    partner = ask.carried_partner if traded or ask.carried_partner != (WORLD,) else ()
    return ask.answer(partner, direction=last.direction if carried and last is not None else None)


def _is_cut_off(ask: Question, place: Place) -> bool:
    """Whether another figure stands before a place: "11 papers for $8m in Rome"."""
    return any(ask.amount.last <= other.first < place.first for other in ask.scene.amounts)


def _is_of_item(ask: Question, place: Place) -> bool:
    """Whether a place is that of an item: "650 projects, among them those of Russia - 111"."""
    scene, amount = ask.scene, ask.amount
    listed = not scene.words["splits parts"].isdisjoint(scene.gap(amount.last, place.first))
    return listed and any(place.last <= item.first and item.unit == amount.unit for item in scene.amounts)


def _is_foreign(ask: Question) -> bool:
    """Whether those of all countries are counted: "8 million foreign guests"."""
    scene, amount = ask.scene, ask.amount
    counted = ask.meaning.indicator in {Indicator.COMPANIES_COUNT, Indicator.TOURISM}
    return counted and not scene.words["foreign"].isdisjoint(scene.gap(amount.first, amount.last + _BEHIND))


def _is_own(ask: Question) -> bool:
    """Whether projects are those of a bank of many countries, or of the country's own programme."""
    scene = ask.scene
    if ask.meaning.indicator not in {Indicator.PROJECTS_COUNT, Indicator.PROJECTS_VALUE}:
        return False
    return scene.has("lender") or (scene.has("programme") and not scene.has("pair"))


def _of_another(ask: Question, last: Parties) -> Parties:
    """After a figure of another reporter: its figures go on where the words say so."""
    scene, indicator = ask.scene, ask.meaning.indicator
    if scene.has("area"):  # "trade inside the union", "the region has"
        inside = (last.reporter,) if indicator in TRADE and scene.has("within") else ()
        return ask.answer(inside or [c for c in last.partner if c != WORLD], reporter=last.reporter)
    if ask.meaning.indicator_at is None or {indicator, last.indicator} <= TRADE:
        return ask.answer(last.partner, reporter=last.reporter)
    return ask.answer(ask.main_partner)


def _freight(ask: Question) -> Parties:
    """Goods moved between, from or to places; goods that only pass have no partner."""
    sides, scene = ask.sides, ask.scene
    named = codes((*sides.counterparts, *sides.sources, *sides.targets), but=HOME)
    ways = [place for place in passed_by(scene) if place.on_route]
    route = [place for place in ways if place.last <= ask.amount.first]
    route = route or [p for p in ways if not scene.crosses(ask.amount.last, p.first)]
    if route and not (named and scene.crosses(route[-1].last, ask.amount.first)):
        return ask.answer(codes(route, but=HOME), places=route)
    if not named:
        end = ask.amount.last
        near = [
            p for p in spoken_of(scene) if not (scene.crosses(end, p.first) or ":" in scene.gap(end, p.first))
        ]
        named = codes(near, but=HOME)
    at = ask.meaning.indicator_at
    total = at is not None and not scene.words["whole_flow"].isdisjoint(scene.gap(at[0] - _BESIDE, at[1]))
    if named or scene.has("through") or total or HOME in codes(sides.targets):
        return ask.answer(named, places=scene.places)
    carried = ask.last is not None and ask.last.indicator is Indicator.FREIGHT
    carried = carried and ask.last is not None and ask.last.partner != (WORLD,)
    return ask.answer(ask.last.partner if carried and ask.last is not None else ask.main_partner)


def _receives(scene: Scene) -> bool:
    """Whether all who come are counted: "Kazakhstan received 5.9 million arrivals"."""
    return any(
        place.code == HOME and not place.owns and 0 <= cue.first - place.last <= 1
        for place in scene.places
        for cue in scene.cues_of("attract")
    )


def _visit(ask: Question) -> Parties:
    """A visit goes to the places named after it; a visit to Kazakhstan comes in."""
    at, places = ask.meaning.indicator_at, spoken_of(ask.scene)
    end = ask.amount.last
    times = ask.amount.is_multiple  # "met six times; the President of Italy came twice"
    behind = [place for place in places if not (times and ask.scene.crosses(end, place.first))]
    after = [place for place in behind if at is not None and place.first >= at[1]]
    other = codes(places, but=HOME)
    if after and after[0].code == HOME:
        return ask.answer(other[:1] or ask.main_partner, direction=Direction.IN, places=places)
    if after:
        return ask.answer(codes(after, but=HOME), direction=Direction.OUT, places=places)
    return ask.answer(ask.main_partner, direction=Direction.BOTH)
