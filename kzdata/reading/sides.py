"""The places around what a figure is about: whose it is, from where, to where, with whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kzdata.model import HOME, Indicator
from kzdata.reading.amount import Amount
from kzdata.reading.meaning import TRADE
from kzdata.reading.places import Place, coordinated
from kzdata.reading.scene import Scene

_OWNER_REACH = 4
_AFTER_REACH = 9
_BESIDE = 18
_LEFT = 5
"""Words from "left" to "for": "left the ports of Britain for Kazakhstan"."""
_ORDERED = 12
"""How far from "respectively" the amounts stand that it speaks of."""


class Sides(NamedTuple):
    """Places by the part that grammar gives them.

    Attributes
    ----------
    owner : Place or None
        Whose it is: "Chinese exports", "Kazakhstan's trade".
    sources, targets, counterparts : tuple of Place
        Behind "from", "to" or "in", "with" or "between".
    """

    owner: Place | None
    sources: tuple[Place, ...]
    targets: tuple[Place, ...]
    counterparts: tuple[Place, ...]

    def only(self, places: Sequence[Place]) -> Sides:
        """The sides without all places but these."""
        groups = (self.sources, self.targets, self.counterparts)
        kept = [tuple(place for place in group if place in places) for group in groups]
        return Sides(self.owner if self.owner in places else None, *kept)

    @property
    def named(self) -> tuple[Place, ...]:
        """All of them."""
        owner = (self.owner,) if self.owner else ()
        return (*self.sources, *self.targets, *self.counterparts, *owner)


def spoken_of(scene: Scene) -> list[Place]:
    """The places of a sentence that are not part of somebody's title, nor where a road leads."""
    return scene.off_route


def passed_by(scene: Scene) -> list[Place]:
    """The places of a sentence between which goods go: those that it speaks of, and the ends of roads."""
    return scene.spoken_of


_NOWHERE = Sides(None, (), (), ())


def is_subject(scene: Scene, place: Place) -> bool:
    """Whether a place stands by itself, behind no preposition, and nothing is said to be its."""
    words = scene.words
    i = place.first - 1
    while scene.word(i) in words["article"]:
        i -= 1
    if scene.word(i) in words["of"] and scene.word(i - 1) in words["pair_nouns"]:
        i = _back_over(scene, i - 2, words["article rest few"])  # "the five members of the union trade"
    led = words["with between from by to in of behind"]
    return not place.owns and place.form not in {"adjective", "people"} and scene.word(i) not in led


def joined_to(scene: Scene, places: Sequence[Place]) -> tuple[Place, ...]:
    """The last of `places` with those that "and" joins to it: "Tunisia, Morocco and Egypt made up"."""
    joins = scene.words["and article"]
    for start in range(len(places)):
        group = coordinated(scene.text, scene.grammar, places, start, joins)
        if group[-1] is places[-1]:
            joined = scene.words["and"] - scene.words["comma"]
            last = scene.gap(group[-2].last, group[-1].first) if len(group) > 1 else []
            return tuple(group) if not joined.isdisjoint(last) else (places[-1],)
    return (places[-1],)


def group_of(scene: Scene, places: Sequence[Place], place: Place) -> list[Place]:
    """`place` with those of `places` that stand in one list with it."""
    number = places.index(place)
    joins = scene.words["and article"]
    behind = coordinated(scene.text, scene.grammar, places, number, joins)
    whole = joined_to(scene, places[: number + len(behind)])
    return list(whole) if place in whole else behind


def find_sides(
    scene: Scene, amount: Amount | None, at: tuple[int, int], among: Sequence[Place] | None = None
) -> Sides:
    """Looks around the tokens `at`, which name an indicator or are the amount itself.

    `among` are the places to look at, else all that the sentence speaks of.
    """
    places = spoken_of(scene) if among is None else among
    if not places:
        return _NOWHERE
    joins = scene.words["and article"]
    groups: dict[str, tuple[Place, ...]] = {"from": (), "to": (), "with": ()}
    i = 0
    while i < len(places):
        group = _without_subject(scene, coordinated(scene.text, scene.grammar, places, i, joins))
        role = _role(scene, places[i], at)
        nearer = role and (not groups[role] or places[i].last <= at[0])  # the last of those before
        if nearer and _is_beside(scene, amount, places[i], at):
            groups[role] = tuple(group)
        i += len(group)
    owner = _owner(scene, places, at[0])
    if owner is not None and not groups["with"]:
        groups["with"] = _hyphened(scene, places, owner)
    return Sides(owner, groups["from"], groups["to"], groups["with"])


def _without_subject(scene: Scene, group: list[Place]) -> list[Place]:
    """Two places that only a comma joins are no list: "In the trade with Asia, Iran counts for much"."""
    if len(group) == 2 and scene.words["comma"].issuperset(scene.gap(group[0].last, group[1].first)):
        return group[:1]
    return group


def list_item(scene: Scene, amount: Amount) -> list[Place]:
    """The amount's places in a list: "Russia - 26%, China - 21%", "2% for Russia, 5% for China".

    A list is a run of amounts of one unit that ends with the last of them, in which each has a place (or some
    joined by "and") of its own right before it, or each right after it. Empty where there is none.
    """
    amounts = [other for other in scene.amounts if other.unit == amount.unit] if scene.spoken_of else []
    if len(amounts) < 2:
        return []
    if scene.says("in_order"):
        return _in_order(scene, amounts, amount)
    items = _items(scene, amounts)
    if (
        not items and len(amounts) > 2 and amount is not amounts[0]
    ):  # "$16bn, of which $4bn in Italy and $1bn"
        items, amounts = _items(scene, amounts[1:], after_only=True), amounts[1:]
    return items[amounts.index(amount)] if items else []


def _items(scene: Scene, amounts: Sequence[Amount], *, after_only: bool = False) -> list[list[Place]]:
    """The places of each of `amounts`; none if they are no list."""
    places, stops = spoken_of(scene), scene.words["and breaks"]
    starts = [scene.first, *(other.last for other in amounts[:-1])]
    ends = [*(other.first for other in amounts[1:]), scene.last]
    before = [
        _joined(scene, _within(places, start, a.first), a.first, stops)
        for start, a in zip(starts, amounts, strict=True)
    ]
    if all(before[1:]) and not after_only:
        first = _within(places, scene.first, amounts[0].first)
        return [before[0] or (first if len(first) == 1 else []), *before[1:]]
    behind = stops - {"-"}
    after = [
        [p for p in _within(places, a.last, end) if behind.isdisjoint(scene.gap(a.last, p.first))]
        for end, a in zip(ends, amounts, strict=True)
    ]
    if len(after[-1]) > 1 and (after[-1][0].owns or after[-1][1].code == HOME):
        after[-1] = after[-1][:1]  # "and 130 with Turkmen capital are registered in Kazakhstan"
    return after if all(len(group) == 1 for group in after) else []


def _joined(scene: Scene, places: Sequence[Place], end: int, stops: frozenset[str]) -> list[Place]:
    """The place right before token `end`, with those that "and" joins to it."""
    if not places or not stops.isdisjoint(set(scene.gap(places[-1].last, end)) - {"-"}):
        return []
    joins = scene.words["and"] - scene.words["comma"] - {"-"}
    for start in range(len(places)):
        group = coordinated(scene.text, scene.grammar, places, start, scene.words["and"])
        if group[-1] is places[-1] and len(group) > 1:
            return group if not joins.isdisjoint(scene.gap(group[-2].last, group[-1].first)) else [places[-1]]
    return [places[-1]]


def _in_order(scene: Scene, amounts: Sequence[Amount], amount: Amount) -> list[Place]:
    """The place that has an amount's rank: "China and Italy sold respectively $2bn and $3bn"."""
    near = next(
        i for i, word in enumerate(scene.gap(scene.first, scene.last)) if word in scene.words["in_order"]
    )
    run = [other for other in amounts if abs(other.first - scene.first - near) <= _ORDERED]
    before = [place for place in spoken_of(scene) if run and place.last <= run[0].first]
    named = list({place.code: place for place in before}.values())
    if amount not in run or len(named) < len(run):
        return []
    return [named[len(named) - len(run) + run.index(amount)]]


def _within(places: Sequence[Place], start: int, end: int) -> list[Place]:
    return [place for place in places if start <= place.first < end]


def _hyphened(scene: Scene, places: Sequence[Place], owner: Place) -> tuple[Place, ...]:
    """The first of two owners: "Kazakh-Egyptian trade"."""
    first = next(
        (p for p in places if p.last <= owner.first and scene.gap(p.last, owner.first) == ["-"]), None
    )
    return (first,) if first is not None else ()


def _owner(scene: Scene, places: Sequence[Place], first: int) -> Place | None:
    """The last place right before token `first` that it belongs to."""
    stops = scene.words["breaks"] | {",", "("}
    for place in reversed(places):
        gap = scene.gap(place.last, first)
        close = place.last <= first and len(gap) <= _OWNER_REACH and stops.isdisjoint(gap)
        named = not gap and place.form == "name"  # "EU exports"; but "China and Vietnam trade" is a pair's
        joined = scene.word(place.first - 1) in scene.words["and"] - scene.words["comma"]
        if close and (place.owns or (named and not joined)):
            return place
    return None


def _role(scene: Scene, place: Place, at: tuple[int, int]) -> str:
    """The part that the preposition before a place gives it: "from", "to", "with", or ""."""
    words = scene.words
    skipped = words["article economy"]
    i = _back_over(scene, place.first - 1, skipped)
    held = words["economy pair_nouns group_nouns"]
    if scene.word(i) in words["of"] and scene.word(i - 1) in held:
        # "in the economy of Georgia", "with the five states of Central Asia"
        i = _back_over(scene, i - 2, skipped | words["rest"] | scene.grammar.amount_starts)
    if scene.word(i) == "(" and scene.word(i - 1) in words["pair_nouns"]:
        i = _back_to_link(scene, i - 2)  # "to the Baltic states (Latvia, Lithuania and Estonia)"
    word = scene.word(i)
    if word in words["leaves"]:
        return "from"  # "left British ports"
    sold = any(cue.first == at[0] and cue.payload.value in TRADE for cue in scene.names)
    if sold and word in words["for"] and not words["leaves"].isdisjoint(scene.gap(i - _LEFT, i)):
        return "to"  # "left for Kazakhstan"
    if place.form == "there":
        bought = any(c.first == at[0] and c.payload.value == Indicator.IMPORTS for c in scene.names)
        return "from" if bought or word in words["from"] else "to"
    if word in words["with between"]:
        return "with"
    if word in words["from by"]:
        return "from"
    if word in words["to in"]:
        seat = place.form in {"capital", "city"} and word not in words["to"]  # "the committee in Bishkek"
        return "" if seat else "to"
    if at[1] <= place.first <= at[1] + 1 and i == at[1] - 1 and _is_done(scene, at):
        goods = place.owns and scene.word(place.last) not in words["economy"]
        return "from" if goods else "to"  # "bought Kazakh goods", "sold Kazakhstan goods"
    behind = at[1] <= place.first <= at[1] + _AFTER_REACH
    return "from" if word in words["of"] and behind else ""


def _is_done(scene: Scene, at: tuple[int, int]) -> bool:
    """Whether the tokens `at` are a verb of trade: "bought", "has sold"."""
    return scene.word(at[1] - 1) in scene.words["trades"]


def _back_to_link(scene: Scene, i: int) -> int:
    """The nearest preposition before token `i`, else `i`."""
    words = scene.words
    links = words["with between to in from"]
    return next((j for j in range(i, i - _OWNER_REACH, -1) if scene.word(j) in links), i)


def _back_over(scene: Scene, i: int, skipped: frozenset[str]) -> int:
    while scene.word(i) in skipped:
        i -= 1
    return i


def _is_beside(scene: Scene, amount: Amount | None, place: Place, at: tuple[int, int]) -> bool:
    """Whether a place is near enough to speak of the indicator, with no other amount between."""
    start, end = (at[1], place.first) if place.first >= at[1] else (place.last, at[0])
    if end - start > _BESIDE or scene.crosses(start, end, but=amount):
        return False
    named = [cue for cue in scene.cues_of("indicator") if cue.payload.value != Indicator.OTHER]
    if any(start <= cue.first < end for cue in named):  # the place is that one's
        return False
    earlier = place.last <= at[0] and any(
        cue.last <= place.first and cue.payload.value in TRADE for cue in named
    )
    traded = any(cue.first == at[0] and cue.payload.value in TRADE for cue in named)
    joins = scene.words["and"] - scene.words["comma"]
    if earlier and traded and not joins.isdisjoint(scene.gap(start, end)):
        return False  # "exported goods to Italy and bought goods for $22 million"
    return scene.words["breaks"].isdisjoint(scene.gap(start, end))
