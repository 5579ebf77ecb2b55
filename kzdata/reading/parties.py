"""Who trades with whom: reporter, partner and direction of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kzdata.model import Direction, Indicator, Kind, Span
from kzdata.reading.amounts import Amount
from kzdata.reading.grammar import Grammar
from kzdata.reading.meaning import Meaning
from kzdata.reading.places import HOME, Place, coordinated
from kzdata.reading.scene import Distances, Scene
from kzdata.reading.text import Text

WORLD = "WORLD"
_FLOWS = frozenset({Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK, Indicator.LOANS})
_TURNED = {Indicator.EXPORTS: Indicator.IMPORTS, Indicator.IMPORTS: Indicator.EXPORTS}
_DIRECTED = _FLOWS | {Indicator.VISITS}
_AT_HOME = frozenset({Indicator.GDP, Indicator.POPULATION})
_LISTED = frozenset({Indicator.TRADE_TURNOVER, Indicator.FREIGHT, Indicator.COMPANIES_COUNT})
_OWNER_REACH = 4
_AFTER_REACH = 9


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose figure it is, with whom, and which way it goes.

    Attributes
    ----------
    indicator : Indicator
        Exports and imports as the reporter sees them.
    said : bool
        Words of the figure's own sentence named the partner.
    """

    reporter: str
    partner: tuple[str, ...]
    indicator: Indicator
    direction: Direction | None = None
    said: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class _Sides:
    """The places around what a figure is about: whose it is, from where, to where, with whom."""

    owner: Place | None
    sources: tuple[Place, ...]
    targets: tuple[Place, ...]
    counterparts: tuple[Place, ...]


def read_parties(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    meanings: Sequence[Meaning],
    before: Parties | None,
    main: str,
) -> list[Parties]:
    """The parties of each amount in `scene`; `main` is the partner that the whole text is about."""
    distances = Distances(text, scene, grammar)
    found: list[Parties] = []
    for amount, meaning in zip(scene.amounts, meanings, strict=True):
        last = found[-1] if found else before
        parties = _parties(text, grammar, scene, distances, amount, meaning, last, main)
        found.append(replace(parties, direction=parties.direction if meaning.indicator in _DIRECTED else None))
    return found


def _parties(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    distances: Distances,
    amount: Amount,
    meaning: Meaning,
    last: Parties | None,
    main: str,
) -> Parties:
    sides = _sides(text, grammar, scene, amount, meaning)
    item = _list_item(scene, amount)
    if item is not None and meaning.indicator in _LISTED and (item.code != HOME or meaning.kind is Kind.SHARE):
        whole = last.reporter if last is not None and meaning.kind is Kind.SHARE else HOME
        if meaning.kind is Kind.SHARE and (share := _share(text, scene, amount, meaning, sides, last, main)):
            whole = share.reporter
        found = Parties(whole, (item.code,), meaning.indicator, said=True)
        return replace(found, evidence=(("partner", text.span(item.first, item.last)),))
    if meaning.indicator in _AT_HOME:
        return _at_home(scene, distances, amount, meaning, sides)
    if meaning.kind is Kind.SHARE:
        share = _share(text, scene, amount, meaning, sides, last, main)
        if share is not None:
            return share
    if _is_opposite(scene, distances, amount) and last is not None and last.indicator in _TURNED:
        return replace(last, indicator=_TURNED[last.indicator], said=False, evidence=())
    if meaning.indicator in {Indicator.EXPORTS, Indicator.IMPORTS} and (moved := _moved(scene, meaning, sides, last, main)) is not None:
        return _with_evidence(text, moved, sides)
    if meaning.indicator in _FLOWS:
        return _flow(text, grammar, scene, distances, amount, meaning, sides, last, main)
    if meaning.indicator is Indicator.TRADE_TURNOVER and (trade := _trade(scene, meaning, sides)) is not None:
        return _with_evidence(text, trade, sides)
    return _nearest_partner(text, scene, distances, amount, meaning, sides, last, main)


def _is_opposite(scene: Scene, distances: Distances, amount: Amount) -> bool:
    """Whether the goods go the other way than those of the figure before."""
    return any(
        distances.between(cue.first, cue.last, amount) < Distances.AMOUNT for cue in scene.cues_of("opposite")
    )


def _list_item(scene: Scene, amount: Amount) -> Place | None:
    """The place that goes with the amount in a list of them: "Russia - 26%, China - 21%", "2% for Russia, 5% for China".

    A list is a sentence in which each amount of one unit has a place of its own right before it, or each right
    after it.
    """
    amounts = [a for a in scene.amounts if a.unit == amount.unit]
    places = [place for place in scene.places if not place.in_title]
    if len(amounts) < 2 or amount not in amounts:
        return None
    starts = [scene.first, *(a.last for a in amounts[:-1])]
    before = [[p for p in places if start <= p.first < a.first] for start, a in zip(starts, amounts, strict=True)]
    number = amounts.index(amount)
    if all(len(group) == 1 for group in before[1:]) and before[0]:
        return before[number][-1]
    ends = [*(a.first for a in amounts[1:]), scene.last]
    after = [[p for p in places if a.last <= p.first < end] for end, a in zip(ends, amounts, strict=True)]
    return after[number][0] if all(len(group) == 1 for group in after) else None


def _sides(text: Text, grammar: Grammar, scene: Scene, amount: Amount, meaning: Meaning) -> _Sides:
    """Looks left and right of the words that name the indicator (of the amount, if they are elsewhere)."""
    first, last = meaning.indicator_at or (amount.first, amount.last)
    words, places = grammar.words, [place for place in scene.places if not place.in_title]
    owner = None
    for place in places:
        gap = text.lower[place.last : first]
        if place.last <= first and len(gap) <= _OWNER_REACH and (place.owns or place.form == "name"):
            if not any(word in {",", ";", "("} or word in words["breaks"] for word in gap):
                inner = [word for word in gap if word != "'s"]
                if place.owns and (place.form != "adjective" or len(inner) <= 3):
                    owner = place
    groups: dict[str, tuple[Place, ...]] = {"from": (), "to": (), "with": ()}
    i = 0
    while i < len(places):
        place = places[i]
        group = coordinated(text, places, i, words["and"] | words["article"])
        role = _role(text, grammar, place, first, last)
        if role and not groups[role] and _is_beside(text, grammar, scene, amount, place, first, last):
            groups[role] = tuple(group)
        i += len(group)
    return _Sides(owner, groups["from"], groups["to"], groups["with"])


def _role(text: Text, grammar: Grammar, place: Place, first: int, last: int) -> str:
    """The part that the preposition before a place gives it: "from", "to", "with", or ""."""
    i, words = place.first - 1, grammar.words
    skip = words["article"] | words["economy"]
    while i > 0 and text.lower[i] in skip:
        i -= 1
    if i > 1 and text.lower[i] in words["of"] and text.lower[i - 1] in words["economy"]:
        i -= 2
        while i > 0 and text.lower[i] in skip:
            i -= 1
    word = text.lower[i] if i >= 0 else ""
    if word in words["with"] or word in words["between"]:
        return "with"
    if word in words["from"] or word in words["by"]:
        return "from"
    if word in words["to"] or word in words["in"]:
        return "to"
    if word in words["of"] and last <= place.first <= last + _AFTER_REACH:
        return "from"
    return ""


def _is_beside(
    text: Text, grammar: Grammar, scene: Scene, own: Amount, place: Place, first: int, last: int
) -> bool:
    """Whether a place is near enough to speak of the indicator, with no other amount between."""
    start, end = (last, place.first) if place.first >= last else (place.last, first)
    if end - start > 2 * _AFTER_REACH or any(
        start <= amount.first < end for amount in scene.amounts if amount is not own
    ):
        return False
    return not any(word in grammar.words["breaks"] for word in text.lower[start:end])


def _codes(places: Sequence[Place], *, but: str = HOME) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.code for place in places if place.code != but))


def _has_home(places: Sequence[Place]) -> bool:
    return any(place.code == HOME for place in places)


def _with_evidence(text: Text, parties: Parties, sides: _Sides) -> Parties:
    named = [*sides.sources, *sides.targets, *sides.counterparts, *([sides.owner] if sides.owner else [])]
    spans = [text.span(place.first, place.last) for place in named if place.code in parties.partner]
    return replace(parties, evidence=(("partner", spans[0]),) if spans else ())


def _at_home(scene: Scene, distances: Distances, amount: Amount, meaning: Meaning, sides: _Sides) -> Parties:
    """GDP and population: the area itself reports, and has no partner."""
    owner = sides.owner or _closest(scene, distances, amount)
    world = any(place.code == WORLD for place in scene.places)
    partner = (WORLD,) if meaning.kind is Kind.SHARE and world else ()
    return Parties(owner.code if owner else HOME, partner, meaning.indicator, said=True)


def _closest(scene: Scene, distances: Distances, amount: Amount) -> Place | None:
    places = [place for place in scene.places if not place.in_title and place.code != WORLD]
    return min(places, key=lambda place: distances.between(place.first, place.last, amount), default=None)


def _share(
    text: Text, scene: Scene, amount: Amount, meaning: Meaning, sides: _Sides, last: Parties | None, main: str
) -> Parties | None:
    """A part of somebody's trade: the whole's owner reports, and who holds the part is the partner.

    "Kazakhstan makes up 20 percent of Russian trade": RUS reports, the partner is KAZ.
    """
    if meaning.indicator in _FLOWS:
        return None
    start = max((a.last for a in scene.amounts if a.last <= amount.first), default=scene.first)
    whole = sides.owner or next(iter(sides.sources), None) or next(
        (place for place in sides.targets if place.first > amount.last), None
    )
    others = [p for p in scene.places if p is not whole and p not in sides.counterparts and not p.in_title]
    before = [p for p in others if start <= p.first and p.last <= amount.first]
    after = [p for p in others if p.first >= amount.last]
    holder = before[-1] if before else after[0] if after and whole is not None and whole.code != HOME else None
    if whole is None or whole.code == HOME:
        if holder is None or holder.code == HOME:
            return None
        return Parties(HOME, (holder.code,), meaning.indicator, said=True)
    if holder is None:
        return Parties(whole.code, (HOME,), meaning.indicator) if whole.code != main else None
    return Parties(whole.code, (holder.code,), meaning.indicator, said=True)


def _moved(
    scene: Scene, meaning: Meaning, sides: _Sides, last: Parties | None, main: str
) -> Parties | None:
    """Exports and imports, turned so that Kazakhstan reports wherever it is one of the two."""
    exports = meaning.indicator is Indicator.EXPORTS
    owner = sides.owner.code if sides.owner else ""
    others = sides.targets if exports else sides.sources
    other = _codes(others, but="")
    if not owner and exports and sides.sources:
        owner = sides.sources[0].code
    if not owner and not exports and _has_home(sides.targets):
        owner = HOME
    if owner and owner != HOME:
        if HOME in other or (not other):
            turned = Indicator.IMPORTS if exports else Indicator.EXPORTS
            return Parties(HOME, (owner,), turned, said=True) if HOME in other else None
        return Parties(owner, other, meaning.indicator, said=True)
    if owner == HOME or other:
        named = tuple(code for code in other if code != HOME)
        if not named and HOME in other and not owner:  # "its exports to Kazakhstan"
            named = last.partner if last is not None and last.partner else (main,) if main else ()
            turned = Indicator.IMPORTS if exports else Indicator.EXPORTS
            return Parties(HOME, named, turned, said=True)
        return Parties(HOME, named, meaning.indicator, said=True) if named else None
    if any(True for _ in scene.cues_of("whole")):
        return Parties(HOME, (WORLD,), meaning.indicator, said=True)
    return None


def _trade(scene: Scene, meaning: Meaning, sides: _Sides) -> Parties | None:
    """Turnover between two, or of one with another, with the world, or inside a bloc."""
    owner = sides.owner.code if sides.owner else ""
    named = _codes((*sides.counterparts,), but="")
    pool = [code for code in dict.fromkeys([owner, *named, *_codes(sides.sources, but=""), *_codes(sides.targets, but="")]) if code]
    others = tuple(code for code in pool if code != HOME)
    world = any(True for _ in scene.cues_of("whole"))
    if HOME in pool and others:
        return Parties(HOME, others, meaning.indicator, said=True)
    if world and not named:
        return Parties(owner or HOME, (WORLD,), meaning.indicator, said=True)
    if len(others) >= 2 and owner in others and named:
        return Parties(owner, tuple(code for code in others if code != owner), meaning.indicator, said=True)
    if others:
        return Parties(HOME, others, meaning.indicator, said=True)
    return None


def _flow(
    text: Text,
    grammar: Grammar,
    scene: Scene,
    distances: Distances,
    amount: Amount,
    meaning: Meaning,
    sides: _Sides,
    last: Parties | None,
    main: str,
) -> Parties:
    """Investment and loans: from whom, and into which country."""
    at = meaning.indicator_at
    if any(True for _ in scene.cues_of("domestic")):
        return Parties(HOME, (), meaning.indicator, said=True)
    if at is not None and any(word in grammar.words["mutual"] for word in text.lower[max(0, at[0] - 2) : at[1]]):
        return replace(_nearest_partner(text, scene, distances, amount, meaning, sides, last, main), direction=Direction.BOTH)
    host = next((place.code for place in sides.targets), "")
    investors = list(_codes((*([sides.owner] if sides.owner else []), *sides.sources), but=""))
    if not investors:
        first = (meaning.indicator_at or (amount.first, amount.last))[0]
        subjects = [p for p in scene.places if p.last <= first and not p.in_title and p not in sides.targets]
        if subjects and meaning.indicator_at is not None:
            investors = [subjects[-1].code]
    if host and host != HOME and (not investors or investors[0] == HOME):
        return _with_evidence(text, Parties(HOME, (host,), meaning.indicator, Direction.OUT, said=True), sides)
    partners = tuple(code for code in investors if code != HOME)
    if partners:
        return _with_evidence(text, Parties(HOME, partners, meaning.indicator, Direction.IN, said=True), sides)
    if any(True for _ in scene.cues_of("attract")) and meaning.indicator_at is not None:
        return Parties(HOME, (), meaning.indicator, Direction.IN, said=True)
    found = _nearest_partner(text, scene, distances, amount, meaning, sides, last, main)
    direction = last.direction if last is not None and last.direction is not None and not host else Direction.IN
    return replace(found, direction=direction)


def _nearest_partner(
    text: Text,
    scene: Scene,
    distances: Distances,
    amount: Amount,
    meaning: Meaning,
    sides: _Sides,
    last: Parties | None,
    main: str,
) -> Parties:
    """The nearest area other than Kazakhstan in the sentence, else the one before, else the text's."""
    indicator, direction = meaning.indicator, None
    if indicator is Indicator.VISITS:
        return _visit(scene, meaning, last, main)
    if indicator is Indicator.FREIGHT:
        return _freight(scene, sides, last, main)
    named = [place for place in scene.places if place.code != HOME and not place.in_title and place.form != "city"]
    if named:
        place = min(named, key=lambda p: distances.between(p.first, p.last, amount))
        group = coordinated(text, named, named.index(place), frozenset({"and", ","}))
        return Parties(HOME, _codes(group), indicator, direction, said=True,
                       evidence=(("partner", text.span(place.first, place.last)),))
    if last is not None and last.reporter != HOME and any(True for _ in scene.cues_of("area")):
        return Parties(last.reporter, tuple(code for code in last.partner if code != WORLD), indicator, said=True)
    if main and any(True for _ in scene.cues_of("pair")):
        return Parties(HOME, (main,), indicator, said=True)
    if last is not None and last.partner and last.reporter == HOME:
        return Parties(HOME, last.partner, indicator, last.direction if indicator in _DIRECTED else None)
    if last is not None and last.reporter != HOME and meaning.indicator_at is None:
        return Parties(last.reporter, last.partner, indicator)
    return Parties(HOME, (main,) if main else (), indicator)


def _freight(scene: Scene, sides: _Sides, last: Parties | None, main: str) -> Parties:
    """Goods moved between, from or to places; goods that only pass have no partner."""
    named = _codes((*sides.counterparts, *sides.sources, *sides.targets))
    if not named:
        named = _codes([place for place in scene.places if not place.in_title and not place.owns])
    if named:
        return Parties(HOME, named, Indicator.FREIGHT, said=True)
    passing = any(True for _ in scene.cues_of("through"))
    if passing:
        return Parties(HOME, (), Indicator.FREIGHT)
    if last is not None and last.indicator is Indicator.FREIGHT:
        return Parties(HOME, last.partner, Indicator.FREIGHT)
    return Parties(HOME, (main,) if main else (), Indicator.FREIGHT)


def _visit(scene: Scene, meaning: Meaning, last: Parties | None, main: str) -> Parties:
    """A visit goes to the place named after it; a visit to Kazakhstan comes in."""
    at = meaning.indicator_at or (scene.first, scene.first)
    after = [place for place in scene.places if place.first >= at[1] and not place.in_title]
    other = [place.code for place in scene.places if place.code != HOME and not place.in_title]
    if after and after[0].code == HOME:
        partner = tuple(dict.fromkeys(other[:1])) or ((main,) if main else ())
        return Parties(HOME, partner, meaning.indicator, Direction.IN, said=bool(other))
    if after:
        partner = tuple(dict.fromkeys(place.code for place in after if place.code != HOME))
        return Parties(HOME, partner, meaning.indicator, Direction.OUT, said=True)
    return Parties(HOME, (main,) if main else (), meaning.indicator, Direction.BOTH)
