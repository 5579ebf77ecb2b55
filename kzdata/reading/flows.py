"""Investment and loans: from whom money goes, and into which country."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import HOME, Direction, Indicator
from kzdata.reading.counterparts import Parties, Question, codes, nearest
from kzdata.reading.sides import is_subject, spoken_of

_BESIDE = 2
"""How many words before an indicator still describe it: "gross foreign direct investment"."""


def flow(ask: Question) -> Parties:
    """From whom money goes, and into which country."""
    scene, at = ask.scene, ask.meaning.indicator_at
    if scene.has("domestic"):
        return ask.answer(())
    if at is not None and not scene.words["mutual"].isdisjoint(scene.gap(at[0] - _BESIDE, at[1])):
        return nearest(ask)._replace(direction=Direction.BOTH)
    if scene.has("outward") and not codes(ask.sides.named, but=HOME):
        went_out = ask.last is not None and ask.last.direction is Direction.OUT
        return ask.answer(ask.carried_partner if went_out else (), direction=Direction.OUT)
    investors, hosts = _investors(ask), _hosts(ask)
    subject = next((place.code for place in spoken_of(scene) if place.last <= ask.amount.first), "")
    if scene.has("attract") and subject not in {"", HOME} and HOME in codes(ask.sides.sources):
        hosts = (subject,)  # "Georgia received $35 million from Kazakhstan"
    if hosts and hosts[0] != HOME and (not investors or investors[0] == HOME):
        return ask.answer(hosts[:1], direction=Direction.OUT, places=spoken_of(scene))
    partners = tuple(code for code in investors if code != HOME)
    if partners:
        return ask.answer(partners, direction=Direction.IN, places=spoken_of(scene))
    return _flow_of_nobody(ask, investors, hosts)


def _investors(ask: Question) -> tuple[str, ...]:
    """Whose money it is: the owner's, that of whom it comes from, else the subject's."""
    sides, at = ask.sides, ask.meaning.indicator_at
    named = codes([*([sides.owner] if sides.owner else []), *sides.sources])
    if named or at is None:
        return named
    subjects = [place for place in spoken_of(ask.scene) if place.last <= at[0] and place not in sides.targets]
    foreign = [place for place in subjects if place.code != HOME]
    return codes((foreign or subjects)[-1:])


def _hosts(ask: Question) -> tuple[str, ...]:
    """Where it goes: behind "in" or "into", or right behind the verb: "has lent Mongolia 10 million"."""
    hosts, at = codes(ask.sides.targets), ask.meaning.indicator_at
    if hosts or at is None:
        return hosts
    if (
        ask.meaning.indicator is Indicator.LOANS
    ):  # "Kazakhstan will provide Mongolian importers with a credit"
        places = spoken_of(ask.scene)
        giver = next((place for place in places if is_subject(ask.scene, place)), None)
        taken = [p for p in places if giver and giver.last <= p.first and p not in ask.sides.sources]
        if giver is not None and giver.code == HOME and taken and taken[0].code != HOME:
            return (taken[0].code,)
    return codes(place for place in spoken_of(ask.scene) if at[1] <= place.first <= at[1] + 1)


def _flow_of_nobody(ask: Question, investors: Sequence[str], hosts: Sequence[str]) -> Parties:
    """Money that no foreign investor is named for: a total, Kazakhstan's own, or as in the figure before."""
    scene, at = ask.scene, ask.meaning.indicator_at
    if at is not None and scene.has("attract"):
        return ask.answer((), direction=Direction.IN)
    if scene.has("lender"):
        return ask.answer((), direction=Direction.IN)
    if investors and not hosts:  # "Kazakhstan itself plans to invest 30 billion"
        return ask.answer((), direction=Direction.IN if ask.meaning.indicator is Indicator.LOANS else None)
    if (
        at is not None
        and (hosts or not scene.has("pair"))
        and not scene.words["whole_flow"].isdisjoint(scene.gap(at[0] - _BESIDE, at[1]))
    ):
        return ask.answer((), direction=Direction.IN)  # "gross inflow of investment into Kazakhstan"
    carried = ask.last.direction if ask.last is not None and not hosts else None
    return nearest(ask)._replace(direction=carried or Direction.IN)
