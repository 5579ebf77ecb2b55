"""Levels and growth that do not agree: inside a statement and across statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

from kzdata.model import Indicator, Kind, Modality
from kzdata.tables.audit.finding import ROUNDING, Finding, Rule, Severity, apart, inside
from kzdata.tables.audit.same import same_things, widest
from kzdata.tables.audit.sheet import COMPARED, GROWTH, PERIOD, THING, Saying, Sheet

_TRADE = (Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS)
_VAGUE = (
    *(Indicator.AGREEMENTS_COUNT, Indicator.AGREEMENTS_VALUE, Indicator.PROJECTS_COUNT),
    *(Indicator.PROJECTS_VALUE, Indicator.COMPANIES_COUNT, Indicator.VISITS, Indicator.LOANS),
    *(Indicator.FREIGHT, Indicator.TOURISM, Indicator.INVESTMENT),
)
"""Of these publishers count different things under one name."""

_REVISED = 5.0
"""Percent by which growth may miss levels that other statements give: statistics are revised between them."""

_LEAP = 2
"""Days by which one year's months may be longer than another's."""


def find_conflicts(sheet: Sheet) -> Iterator[Finding]:
    """What several statements say of one thing, and differently."""
    for sayings in sheet.sayings_by([*THING, *PERIOD, *COMPARED]).values():
        by_row = {saying.row: saying for saying in sayings}
        for rows in same_things(sheet, list(by_row)) if len(sayings) > 1 else ():
            yield from _against_most(sheet, [by_row[row] for row in rows])


def _against_most(sheet: Sheet, sayings: list[Saying]) -> Iterator[Finding]:
    """Each side that contradicts the one that most statements are on."""
    main, *others = _sides(sheet, sayings)
    for side in others:
        pair = widest(sheet, product((one.row for one in main), (other.row for other in side)))
        statements = sheet.cells["statement_id"]
        if pair is None or {statements[row] for row in pair} == {statements[pair[0]]}:
            continue  # what one statement says twice is told as that
        gap = apart(*map(sheet.interval, pair))
        if gap < ROUNDING:
            continue
        vague = sheet.cells["indicator"][pair[0]] in _VAGUE
        severity = Severity.NOTE if vague or gap < 2 * ROUNDING else Severity.WARNING
        rows = (row for saying in (*main, *side) for row in saying.rows if row not in pair)
        yield Finding(Rule.CONFLICT, severity, (*pair, *rows), gap)


def _sides(sheet: Sheet, sayings: list[Saying]) -> list[list[Saying]]:
    """Sayings that agree, together: the side of most statements first."""

    def weight(saying: Saying) -> tuple[int, Any, int]:
        statements = {sheet.cells["statement_id"][row] for row in saying.rows}
        return -len(statements), str(sheet.cells["published"][saying.row]), saying.row

    sides: list[list[Saying]] = []
    for saying in sorted(sayings, key=weight):
        here = sheet.interval(saying.row)
        for side in sides:
            if all(here.meets(sheet.interval(other.row)) for other in side):
                side.append(saying)
                break
        else:
            sides.append([saying])
    return sorted(sides, key=lambda side: sum(weight(saying)[0] for saying in side))


def find_longer(sheet: Sheet) -> Iterator[Finding]:
    """Years with less than some months of them have."""
    for sayings in sheet.sayings_by(THING).values():
        if sheet.cells["indicator"][sayings[0].row] not in _TRADE:
            continue
        if sheet.cells["kind"][sayings[0].row] != Kind.LEVEL:
            continue
        for rows in same_things(sheet, [saying.row for saying in sayings]):
            yield from _less_than_a_part(sheet, rows)


def _less_than_a_part(sheet: Sheet, rows: list[int]) -> Iterator[Finding]:
    worst: dict[tuple[Any, ...], tuple[float, int, int]] = {}
    for part, whole in product(rows, rows):
        (first, last), (start, end) = sheet.period(part), sheet.period(whole)
        if (first, last) == (start, end) or not start <= first <= last <= end:
            continue
        low, high = sheet.interval(part).low, sheet.interval(whole).high
        if low > high > 0:
            found = (100 * (low - high) / high, part, whole)
            worst[first, last, start, end] = max(found, worst.get((first, last, start, end), found))
    for gap, part, whole in worst.values():
        if gap >= ROUNDING:
            yield Finding(Rule.LONGER_PERIOD, Severity.WARNING, (part, whole), gap)


def find_currency(sheet: Sheet) -> Iterator[Finding]:
    """One amount with the same number in two currencies."""
    columns = [name for name in THING if name != "measure"]
    for sayings in sheet.sayings_by([*columns, *PERIOD]).values():
        for one, other in combinations(sayings, 2):
            cells, rows = sheet.cells, (one.row, other.row)
            units, values = ({cells[name][row] for row in rows} for name in ("measure", "value"))
            is_money = all(len(unit) == 3 and unit.isupper() for unit in units)
            if len(units) == 2 and is_money and len(values) == 1 and _digits(values.pop()) > 2:
                yield Finding(Rule.CURRENCY, Severity.WARNING, (*rows, *one.rows[1:], *other.rows[1:]), 0.0)


def find_growth(sheet: Sheet) -> Iterator[Finding]:
    """Growth that does not lead from the one level to the other."""
    found = list(_growth(sheet, [[row] for row in _dated_rows(sheet)], ("statement_id",)))
    yield from found
    told = {sheet.cells["statement_id"][finding.rows[0]] for finding in found}
    trade = [list(saying.rows) for saying in sheet.sayings if sheet.cells["indicator"][saying.row] in _TRADE]
    for finding in _growth(sheet, trade, ()):
        if sheet.cells["statement_id"][finding.rows[0]] not in told and finding.gap >= _REVISED:
            severity = Severity.NOTE if finding.gap < 2 * _REVISED else Severity.WARNING
            yield Finding(Rule.GROWTH, severity, finding.rows, finding.gap, finding.reckoned)


def _dated_rows(sheet: Sheet) -> list[int]:
    chosen = sheet.dated() & ~sheet.where(indicator=Indicator.OTHER)
    rows: list[int] = chosen.nonzero()[0].tolist()
    return rows


def _growth(sheet: Sheet, sayings: Iterable[list[int]], within: tuple[str, ...]) -> Iterator[Finding]:
    cells = sheet.cells
    names = (*within, "reporter", "partners", "indicator", "direction")
    levels: dict[tuple[Any, ...], list[int]] = {}
    changes = []
    for row, *_ in sayings:
        key = tuple(cells[name][row] for name in names)
        if cells["kind"][row] == Kind.LEVEL:
            levels.setdefault((key, *sheet.period(row)), []).append(row)
        elif cells["kind"][row] == Kind.CHANGE and _is_like_for_like(sheet, row):
            changes.append((row, key))
    told = set()
    for change, key in changes:
        nows = levels.get((key, *sheet.period(change)), [])
        befores = levels.get((key, *sheet.compared(change)), [])
        missed = list(_misses(sheet, change, product(nows, befores)))
        if missed and min(missed)[0] > 0:
            # what stands beside the growth is meant by it
            beside = [
                each for each in missed if cells["statement_id"][each[1]] == cells["statement_id"][change]
            ]
            gap, now, before, reckoned = min(beside or missed)
            if (now, before) not in told:  # "by 19.7 or 19.6 percent" misses once
                yield Finding(Rule.GROWTH, inside(gap), (change, now, before), gap, reckoned)
            told.add((now, before))


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


def _digits(value: float) -> int:
    return len(f"{value:.12g}".replace(".", "").rstrip("0"))
