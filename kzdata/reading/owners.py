"""Whose trade a sentence tells of, where no owner stands right before it."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.reading.counterparts import Question
from kzdata.reading.meaning import TRADE
from kzdata.reading.sides import find_sides, is_subject, spoken_of


def where(ask: Question) -> str:
    """Whose exports or imports those "in" a country are: "the exports in Kyrgyzstan fell"."""
    at, scene = ask.meaning.indicator_at, ask.scene
    if at is None or scene.word(at[1] - 1) not in scene.words["trade_nouns"]:
        return ""
    held = (p for p in ask.sides.targets if p.first == at[1] + 1 and p.form == "name")
    place = next(held, None) if scene.word(at[1]) in scene.words["in"] else None
    return place.code if place is not None else ""


def owner_before(ask: Question) -> str:
    """Whose trade the clause before a colon tells of: "Italy's trade grows: exports gained 8 percent"."""
    at, scene = ask.meaning.indicator_at, ask.scene
    if at is None or scene.crosses(scene.first, at[0]) or ":" not in scene.gap(scene.first, at[0]):
        return ""
    if any(at[1] <= place.first < ask.amount.first for place in scene.places):
        return ""
    for cue in scene.cues_of("indicator"):
        if cue.payload.value in TRADE and ":" in scene.gap(cue.last, at[0]):
            owner = find_sides(scene, None, (cue.first, cue.last)).owner
            return owner.code if owner is not None else ""
    return ""


def acting(ask: Question, others: Sequence[str]) -> str:
    """Who does the trading: "Armenia traded more with the CIS", "Kazakhstan has raised exports to China"."""
    at, scene = ask.meaning.indicator_at, ask.scene
    if at is None or (others and scene.crosses(at[1], ask.amount.first)):
        return ""  # "Russia is next, imports are $5bn, followed by Kazakhstan with $3bn"
    start = scene.after_last(at[0])
    for place in reversed(spoken_of(scene)):
        if start <= place.first and place.last <= at[0] and is_subject(scene, place):
            clause = scene.words["breaks"].isdisjoint(scene.gap(place.last, at[0]))
            return place.code if clause and place.code not in others else ""
    return ""
