"""What figures find, in a sentence: that they grew, who leads, what came to what."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.charts import naming, wording
from kzdata.charts.numbers import bound
from kzdata.charts.words import Words
from kzdata.model import Modality


def from_to(first: wording.Row, last: wording.Row, says: Words) -> str:
    """How a subject went from one figure to another; it "grew" only where the bounds leave no doubt."""
    verb = "moved"
    if lowest(last) > highest(first):
        verb = "grew"
    elif highest(last) < lowest(first):
        verb = "fell"
    return says.say(
        f"finding.{verb}",
        subject=wording.subject(last, says),
        first=wording.value(first, says, spelt=True),
        first_when=wording.when(first, says),
        last=wording.value(last, says, spelt=True),
        last_when=wording.when(last, says),
    )


def over_time(rows: Sequence[wording.Row], says: Words) -> str:
    """How a subject went from the first row to the last, with the peak or the low between them."""
    finding = from_to(rows[0], rows[-1], says)
    ends = sorted([rows[0].value, rows[-1].value])
    top, bottom = max(rows, key=lambda row: row.value), min(rows, key=lambda row: row.value)
    form, between = ("peak", top) if top.value > 1.15 * ends[1] else ("low", bottom)
    if form == "low" and bottom.value > 0.6 * ends[0]:
        return finding
    said = {"value": wording.value(between, says, spelt=True), "when": wording.when(between, says)}
    return says.say(f"finding.after_{form}", finding=finding, **said)


def lowest(row: wording.Row) -> float:
    """The least that a row's value can be as it is stated; about and almost allow 5 %."""
    qualifier = bound(row.qualifier, row.value)
    if qualifier in ("under", "up_to"):
        return float("-inf")
    return float(row.value) - (abs(row.value) * 0.05 if qualifier in ("about", "almost") else 0)


def highest(row: wording.Row) -> float:
    """The most that a row's value can be as it is stated; about allows 5 %."""
    qualifier = bound(row.qualifier, row.value)
    if qualifier in ("over", "at_least"):
        return float("inf")
    if qualifier == "range":
        return float(row.value_high)
    return float(row.value) + (abs(row.value) * 0.05 if qualifier == "about" else 0)


def grew_most(series: Sequence[Sequence[wording.Row]], says: Words) -> str:
    """Which of several subjects rose by most, from its first to its last figure; who leads if none rose."""
    ends = [(rows[0], rows[-1]) for rows in series if lowest(rows[-1]) > highest(rows[0])]
    if not ends:
        last = sorted((rows[-1] for rows in series), key=lambda row: -float(row.value))
        return leads(last, says)
    first, last = max(ends, key=lambda pair: pair[1].value - pair[0].value)
    return says.say(
        "finding.grew_most",
        subject=wording.subject(last, says),
        first=wording.value(first, says, spelt=True),
        first_when=wording.when(first, says),
        last=wording.value(last, says, spelt=True),
        last_when=wording.when(last, says),
    )


def leads(rows: Sequence[wording.Row], says: Words, of: str = "") -> str:
    """Who comes first among the rows, which are sorted with the largest first, and who second.

    `of` is the code of the area whose countries they are, if they are one's.
    """
    first, second = rows[0], rows[1] if len(rows) > 1 else None
    said = {
        "partner": naming.place(first.code, says, inside=True),
        "thing": wording.subject(first, says, of) if of else wording.thing(first, says),
        "value": wording.value(first, says, spelt=True),
        "when": wording.when(first, says),
    }
    if second is None:
        return says.say("finding.leads", **said)
    same = wording.when(first, says) == wording.when(second, says)
    return says.say(
        "finding.leads_same" if same else "finding.leads_before",
        second=naming.place(second.code, says, inside=True),
        second_value=wording.value(second, says, spelt=True),
        second_when=wording.when(second, says),
        **said,
    )


def stated(row: wording.Row, says: Words) -> str:
    """One figure as a finding: "trade with Mongolia came to $59.9m in 2019"."""
    form = "one" if row.modality == Modality.ACTUAL else "planned"
    return says.say(
        f"finding.{form}",
        subject=wording.subject(row, says),
        value=wording.value(row, says, spelt=True),
        when=wording.when(row, says),
        modality=says.say(f"modality.{row.modality}") if form == "planned" else "",
    )


def largest(row: wording.Row, says: Words) -> str:
    """Which of several sums is the largest, in a sentence."""
    return says.say(
        "finding.largest",
        subject=wording.subject(row, says),
        value=wording.value(row, says, spelt=True),
        when=wording.when(row, says),
    )
