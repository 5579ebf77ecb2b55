"""Investment and loans: from whom money goes, and into which country."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import HOME, Direction, Indicator, Kind
from kzdata.reading.counterparts import Parties, Question, codes, nearest
from kzdata.reading.places import Place
from kzdata.reading.sides import is_subject, joined_to, spoken_of

_BESIDE = 2
"""How many words before an indicator still describe it: "gross foreign direct investment"."""
_RECEIVER = 3
"""Words from "to" to the country behind whom it names: "to buyers from Kazakhstan"."""


def flow(ask: Question) -> Parties:
    """From whom money goes, and into which country."""
    scene, at = ask.scene, ask.meaning.indicator_at
    if _is_share_of_last(ask) and ask.last is not None:
        return ask.last._replace(evidence=())
    if scene.has("domestic"):
        return ask.answer(())
    if at is not None and not scene.words["mutual"].isdisjoint(scene.gap(at[0] - _BESIDE, at[1])):
        return nearest(ask)._replace(direction=Direction.BOTH)
    if _is_lenders(ask):
        return ask.answer((), direction=Direction.IN)
    if _goes_abroad(ask) and not codes(ask.sides.named, but=HOME):
        went_out = ask.last is not None and ask.last.direction is Direction.OUT
        return ask.answer(ask.carried_partner if went_out else (), direction=Direction.OUT)
    investors, hosts = _investors(ask), _hosts(ask)
    subject = next((place.code for place in _before(ask)), "")
    if subject not in {"", HOME} and takes_from_home(ask):
        hosts = (subject,)  # "Georgia received $35 million from Kazakhstan"
    investors = tuple(code for code in investors if code not in hosts)
    if _is_abroad(ask, investors, hosts):
        return ask.answer(hosts[:1], reporter=investors[0], places=spoken_of(scene))
    return _flow_between(ask, investors, hosts)


def _flow_between(ask: Question, investors: tuple[str, ...], hosts: tuple[str, ...]) -> Parties:
    """Money that goes out to a host, comes in from an investor, or is nobody's."""
    scene = ask.scene
    if hosts and hosts[0] != HOME and (not investors or investors[0] == HOME):
        return ask.answer(hosts[:1], direction=Direction.OUT, places=spoken_of(scene))
    partners = tuple(code for code in investors if code != HOME)
    if partners:
        return ask.answer(partners, direction=Direction.IN, places=spoken_of(scene))
    return _flow_of_nobody(ask, investors, hosts)


def _goes_abroad(ask: Question) -> bool:
    """Whether money goes out, wherever to: "invested abroad", not "came from abroad"."""
    scene = ask.scene
    return any(scene.word(cue.first - 1) not in scene.words["from"] for cue in scene.cues_of("outward"))


def _is_abroad(ask: Question, investors: Sequence[str], hosts: Sequence[str]) -> bool:
    """Whether one foreign country's money goes into another: "Azerbaijan invested $8bn in Turkey"."""
    scene = ask.scene
    both = len(investors) == 1 and len(hosts) == 1 and HOME not in {*investors, *hosts}
    return (
        both
        and all(area(code).kind is AreaKind.COUNTRY for code in (*investors, *hosts))
        and (HOME not in codes(scene.places))
    )


def _is_share_of_last(ask: Question) -> bool:
    """Whether a share only measures the sum before it that went out: "$20 million, 1% of all that came"."""
    words, first = ask.scene.words, ask.scene.first
    this = ask.scene.word(first) in words["parts"] and ask.scene.word(first + 1) in words["standing"]
    if this and ask.meaning.kind is Kind.SHARE:
        return True  # "This is 70 percent of all that has come to Central Asia"
    if ask.opens or ask.last is None or ask.last.direction is not Direction.OUT:
        return False
    start = ask.scene.after_last(ask.amount.first)
    named = any(place.first >= start for place in spoken_of(ask.scene))
    return ask.meaning.kind is Kind.SHARE and not named


def goes_to(ask: Question, item: Place) -> bool:
    """Whether the money of a list goes to an item: "of which $4bn in Italy", "gave Italy $5 million"."""
    scene, words = ask.scene, ask.scene.words
    end = ask.amount.last
    own = [p for p in spoken_of(scene) if end <= p.first and not scene.crosses(end, p.first)]
    if any(p.code == HOME and scene.word(p.first - 1) in words["into in"] for p in own):
        return False
    if any(cue.last <= item.first <= cue.last + 1 for cue in scene.cues_of("share")):
        return _is_giver(ask) or takes_from_home(
            ask
        )  # "the first place belongs to the Netherlands with $5bn"
    led = scene.word(item.first - 1 - (scene.word(item.first - 1) in words["article"]))
    links = words["in"] if ask.meaning.kind is Kind.SHARE else words["to in"]  # "15% belongs to Americans"
    return (led in links and item.code != HOME) or takes_from_home(ask) or _is_giver(ask)


def _is_giver(ask: Question) -> bool:
    """Whether Kazakhstan lends or gives: "Kazakhstan gave Italy a grant of $2 million"."""
    scene = ask.scene
    if ask.meaning.indicator is not Indicator.LOANS or scene.has("attract"):
        return False
    giver = next((place for place in spoken_of(scene) if is_subject(scene, place)), None)
    at = ask.meaning.indicator_at
    return giver is not None and giver.code == HOME and (at is None or giver.last <= at[0])


def takes_from_home(ask: Question) -> bool:
    """Whether the money that comes is from Kazakhstan: "Georgia received $35 million from Kazakhstan"."""
    scene = ask.scene
    return scene.has("attract") and any(
        place.code == HOME and scene.word(place.first - 1) in scene.words["from"]
        for place in spoken_of(scene)
    )


def _is_lenders(ask: Question) -> bool:
    """Whether the money is that of a bank of many countries: nobody else is named between it and the sum."""
    scene, amount = ask.scene, ask.amount
    if ask.meaning.indicator is not Indicator.LOANS:
        return False
    for cue in scene.cues_of("lender"):
        led = scene.word(cue.first - 1) in scene.words["article"]
        behind = scene.word(cue.first - 1 - led) in scene.words["from by"]
        if cue.last > amount.first:
            if behind and not scene.crosses(amount.last, cue.first):
                return True
            continue
        between = [p for p in spoken_of(scene) if cue.last <= p.first and p.last <= amount.first]
        if not codes(between, but=HOME):
            return True
    return False


def _before(ask: Question) -> list[Place]:
    """The places before the words that name the flow; of a later amount, those between it and the last."""
    scene, amount, at = ask.scene, ask.amount, ask.meaning.indicator_at
    end = at[0] if at is not None else amount.first
    start = scene.first
    if at is not None and scene.crosses(at[1], amount.first):
        start = scene.after_last(amount.first)
        end = amount.first
    return [
        place
        for place in spoken_of(scene)
        if start <= place.first
        and place.last <= end
        and (start == scene.first or scene.words["breaks"].isdisjoint(scene.gap(place.last, end)))
    ]


def _is_receiver(ask: Question, place: Place) -> bool:
    """Whether a place only says who gets the money: "provides a credit to buyers from Kazakhstan"."""
    scene = ask.scene
    led = scene.gap(place.first - _RECEIVER, place.first - 1)
    return not (scene.words["to for"]).isdisjoint(led)


def _investors(ask: Question) -> tuple[str, ...]:
    """Whose money it is: the owner's, that of whom it comes from, else the subject's."""
    sides, at = ask.sides, ask.meaning.indicator_at
    sources = [place for place in sides.sources if not _is_receiver(ask, place)]
    named = codes([*([sides.owner] if sides.owner else []), *sources])
    subjects = [place for place in _before(ask) if place not in sides.targets]
    foreign = [place for place in subjects if place.code != HOME]
    acting = [place for place in foreign if place.owns or is_subject(ask.scene, place)]
    foreign = acting or foreign
    if ask.meaning.indicator is Indicator.LOANS and named == (HOME,) and foreign:
        return codes(foreign[-1:])  # "The Japan Bank is granting Kazakh banks a credit line"
    if named or at is None or not subjects:
        return named
    return codes(joined_to(ask.scene, foreign) if foreign else subjects[-1:])


def _hosts(ask: Question) -> tuple[str, ...]:
    """Where it goes: behind "in" or "into", or right behind the verb: "has lent Mongolia 10 million"."""
    hosts, at = codes(ask.sides.targets), ask.meaning.indicator_at
    if hosts or at is None:
        return hosts
    if (
        ask.meaning.indicator is Indicator.LOANS
    ):  # "Kazakhstan will provide Mongolian importers with a credit"
        places = spoken_of(ask.scene)
        giver = places[0] if places and is_subject(ask.scene, places[0]) else None
        lent = [p for p in places if p not in ask.sides.sources and p is not ask.sides.owner]
        lent = [p for p in lent if not ask.scene.crosses(ask.amount.last, p.first)]
        taken = [p for p in lent if giver and giver.last <= p.first]
        if giver is not None and giver.code == HOME and taken and taken[0].code != HOME:
            return (taken[0].code,)
    city = _city(ask)
    if city:
        return city
    right_behind = [place for place in spoken_of(ask.scene) if at[1] <= place.first <= at[1] + 1]
    return codes(place for place in right_behind if place not in ask.sides.sources)


def _is_in_the_country(ask: Question) -> bool:
    """Whether what belongs to Kazakhstan is in a country just spoken of: "Kazakh capital in the country"."""
    scene, owner = ask.scene, ask.sides.owner
    if owner is None or owner.code != HOME:
        return False
    behind = range(owner.last, scene.last)
    led = (i for i in behind if scene.word(i) in scene.words["home_land"] - scene.words["group_nouns"])
    return any(
        scene.word(i - 1) in scene.words["article"] and scene.word(i - 2) in scene.words["in"] for i in led
    )


def _city(ask: Question) -> tuple[str, ...]:
    """The foreign city behind a sum in which it was put: "put $70 million into hotels in Batumi"."""
    scene, end = ask.scene, ask.amount.last
    behind = [p for p in spoken_of(scene) if p.form == "city" and p.first >= end and p.code != HOME]
    led = [
        p for p in behind if scene.word(p.first - 1) in scene.words["in"] and not scene.crosses(end, p.first)
    ]
    clause = [p for p in led if scene.words["breaks comma"].isdisjoint(scene.gap(end, p.first))]
    return codes(clause[:1])


def _flow_of_nobody(ask: Question, investors: Sequence[str], hosts: Sequence[str]) -> Parties:
    """Money that no foreign investor is named for: a total, Kazakhstan's own, or as in the figure before."""
    scene, at = ask.scene, ask.meaning.indicator_at
    if at is not None and scene.has("attract"):
        return ask.answer((), direction=Direction.IN)
    if scene.has("lender"):
        return ask.answer((), direction=Direction.IN)
    abroad = HOME in codes(ask.sides.sources) or _is_in_the_country(ask)
    if abroad and investors and not hosts and ask.main:
        return ask.answer((ask.main,), direction=Direction.OUT)  # "Kazakh capital in the country"
    if investors and not hosts:  # "Kazakhstan itself plans to invest 30 billion"
        return ask.answer((), direction=Direction.IN if ask.meaning.indicator is Indicator.LOANS else None)
    whole = scene.words["whole_flow"]
    beside = scene.gap(at[0] - _BESIDE, at[1]) if at is not None else []
    if (hosts or not scene.has("pair")) and not whole.isdisjoint(beside):
        return ask.answer((), direction=Direction.IN)  # "gross inflow of investment into Kazakhstan"
    came_out = ask.last is not None and ask.last.direction is Direction.OUT
    if at is not None and hosts == (HOME,) and came_out and not scene.has("pair"):
        return ask.answer((), direction=Direction.IN)  # "Kazakhs invested there. Investment into Kazakhstan"
    carried = ask.last.direction if ask.last is not None and not hosts else None
    return nearest(ask)._replace(direction=carried or Direction.IN)
