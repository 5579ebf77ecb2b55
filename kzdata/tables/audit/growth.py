"""Growth that does not lead from the one level to the other: inside a statement and across statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from kzdata.model import Indicator, Kind, Modality
from kzdata.tables.audit.finding import TRADE, Finding, Rule, Severity, apart, inside
from kzdata.tables.audit.same import same_things
from kzdata.tables.audit.sheet import GROWTH, Saying, Sheet

_REVISED = 5.0
"""Percent by which growth may miss levels that other statements give: statistics are revised between them."""

_LEAP = 2
"""Days by which one year's months may be longer than another's."""


def find_growth(sheet: Sheet) -> Iterator[Finding]:
    """Growth that does not lead from the one level to the other."""
    rows = (sheet.dated() & ~sheet.where(indicator=Indicator.OTHER)).nonzero()[0].tolist()
    inner = list(_growth(sheet, [Saying((row,)) for row in rows], ("statement_id",)))
    yield from inner
    told = {sheet.cells["statement_id"][finding.rows[0]] for finding in inner}
    trade = [saying for saying in sheet.sayings if sheet.cells["indicator"][saying.row] in TRADE]
    for finding in _growth(sheet, trade, ()):
        if sheet.cells["statement_id"][finding.rows[0]] not in told and finding.gap >= _REVISED:
            severity = Severity.NOTE if finding.gap < 2 * _REVISED else Severity.WARNING
            yield Finding(Rule.GROWTH, severity, finding.rows, finding.gap, finding.reckoned)


def _growth(sheet: Sheet, sayings: Iterable[Saying], within: tuple[str, ...]) -> Iterator[Finding]:
    cells = sheet.cells
    names = (*within, "reporter", "partners", "indicator", "direction")
    levels: dict[tuple[Any, ...], list[Saying]] = {}
    changes = []
    for saying in sayings:
        row = saying.row
        key = tuple(cells[name][row] for name in names)
        if cells["kind"][row] == Kind.LEVEL:
            levels.setdefault((key, *sheet.period(row)), []).append(saying)
        elif cells["kind"][row] == Kind.CHANGE and _is_like_for_like(sheet, row):
            changes.append((saying, key))
    told = set()
    for change, key in changes:
        befores = [saying.row for saying in levels.get((key, *sheet.compared(change.row)), ())]
        nows = _beside(sheet, change, levels.get((key, *sheet.period(change.row)), [])) if befores else []
        missed = list(_misses(sheet, change.row, product(nows, befores)))
        if missed and min(missed)[0] > 0:
            gap, now, before, reckoned = min(missed)
            if (now, before) not in told:  # "by 19.7 or 19.6 percent" misses once
                yield Finding(Rule.GROWTH, inside(gap), (change.row, now, before), gap, reckoned)
            told.add((now, before))


def _beside(sheet: Sheet, change: Saying, levels: list[Saying]) -> list[int]:
    """The levels that a growth leads to: those that stand beside it, or else those stated elsewhere."""
    statements = sheet.cells["statement_id"]
    own = {statements[row] for row in change.rows}
    rows = [row for level in levels for row in level.rows if statements[row] in own]
    return rows or [level.row for level in levels]


def _is_like_for_like(sheet: Sheet, change: int) -> bool:
    """Whether a change is counted from as long a time as it covers: not six months from a year."""
    (start, end), (first, last) = sheet.period(change), sheet.compared(change)
    return first is not None and abs((end - start).days - (last - first).days) <= _LEAP


def _misses(
    sheet: Sheet, change: int, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[float, int, int, float]]:
    """By how much each pair of levels misses what the change makes of the earlier one, and what it makes."""
    cells = sheet.cells
    for now, before in pairs:
        units = cells["measure"][now], cells["measure"][before]
        is_one_thing = len(list(same_things(sheet, [change, now, before]))) == 1
        modalities = cells["modality"][before] in {Modality.ACTUAL, cells["modality"][change]}
        if units[0] != units[1] or not modalities or cells["modality"][now] != cells["modality"][change]:
            continue
        by, earlier, value = sheet.interval(change), sheet.interval(before), cells["value"][before]
        middle = cells["value"][change]
        if cells["measure"][change] == GROWTH:
            led, reckoned = earlier * by, value * _factor(middle, cells["unit"][change])
        elif cells["measure"][change] == units[0]:
            led, reckoned = earlier + by, value + middle
        else:
            continue
        if is_one_thing:
            yield apart(sheet.interval(now), led), now, before, reckoned


def _factor(value: float, unit: str) -> float:
    if unit == "percent":
        return 1 + value / 100
    return value if value > 0 else -1 / value
