"""Across statements: what is stated of one thing, and does not agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from kzdata.model import Indicator, Kind, Modality
from kzdata.tables.audit.finding import ROUNDING, TRADE, Finding, Rule, Severity, apart
from kzdata.tables.audit.same import same_things, widest
from kzdata.tables.audit.sheet import COMPARED, PERIOD, THING, Saying, Sheet
from kzdata.tables.intervals import Interval

_VAGUE = (
    *(Indicator.AGREEMENTS_COUNT, Indicator.AGREEMENTS_VALUE, Indicator.PROJECTS_COUNT),
    *(Indicator.PROJECTS_VALUE, Indicator.COMPANIES_COUNT, Indicator.VISITS, Indicator.LOANS),
    *(Indicator.FREIGHT, Indicator.TOURISM),
)
"""Of these publishers count different things under one name."""

_TENS = 5.0
"""Percent by which "50 percent" may miss the growth that it rounds."""

_YEAR = 366
"""Days of investment that publishers agree on; "over ten years" begins where a speaker likes."""

_RATES = 5.0
"""Percent by which a speaker's own rate may miss the average one."""


def find_conflicts(sheet: Sheet) -> Iterator[Finding]:
    """What several statements say of one thing, and differently."""
    for sayings in sheet.sayings_by([*THING, *PERIOD, *COMPARED]).values():
        by_row = {saying.row: saying for saying in sayings}
        for rows in same_things(sheet, list(by_row)) if len(sayings) > 1 else ():
            yield from _against_most(sheet, [by_row[row] for row in rows])


def _is_vague(sheet: Sheet, row: int) -> bool:
    """Whether publishers may mean different things by it, or plan differently, and both be right."""
    cells = sheet.cells
    start, end = sheet.period(row)
    window = cells["indicator"][row] == Indicator.INVESTMENT and (end - start).days > _YEAR
    return window or cells["indicator"][row] in _VAGUE or cells["modality"][row] != Modality.ACTUAL


@dataclass(slots=True)
class _Side:
    """Sayings that agree: some number lies in all of them, from `low` to `high`."""

    low: float
    high: float
    sayings: list[Saying] = field(default_factory=list)
    statements: int = 0

    def take(self, saying: Saying, low: float, high: float, statements: int) -> None:
        """Let one more be on this side."""
        self.low, self.high = max(self.low, low), min(self.high, high)
        self.sayings.append(saying)
        self.statements += statements

    def said_in(self, sheet: Sheet) -> set[str]:
        """The statements that are on this side."""
        return {sheet.cells["statement_id"][row] for saying in self.sayings for row in saying.rows}

    def extremes(self, sheet: Sheet) -> set[int]:
        """The rows of those that reach least far up, and least far down."""
        rows = [saying.row for saying in self.sayings]
        return {
            min(rows, key=lambda row: sheet.interval(row).high),
            max(rows, key=lambda row: sheet.interval(row).low),
        }


def _against_most(sheet: Sheet, sayings: list[Saying]) -> Iterator[Finding]:
    """Each side that contradicts the one that most statements are on."""
    main, *others = _sides(sheet, sayings)
    for side in others:
        pair = widest(sheet, product(main.extremes(sheet), side.extremes(sheet)))
        # a statement that has both speaks of two things, or contradicts itself: that is told elsewhere
        if pair is None or not main.said_in(sheet).isdisjoint(side.said_in(sheet)):
            continue
        gap = apart(*map(sheet.interval, pair))
        if gap < ROUNDING:
            continue
        is_level = sheet.cells["kind"][pair[0]] == Kind.LEVEL
        slight = gap < (2 * ROUNDING if is_level else _TENS)
        severity = Severity.NOTE if slight or _is_vague(sheet, pair[0]) else Severity.WARNING
        rows = (row for saying in (*main.sayings, *side.sayings) for row in saying.rows if row not in pair)
        yield Finding(Rule.CONFLICT, severity, (*pair, *rows), gap)


def _sides(sheet: Sheet, sayings: list[Saying]) -> list[_Side]:
    """Sayings that agree, together: the side of most statements first, of these the first published."""
    cells = sheet.cells
    counts = {saying: len({cells["statement_id"][row] for row in saying.rows}) for saying in sayings}
    ranked = sorted(sayings, key=lambda each: (-counts[each], str(cells["published"][each.row]), each.row))
    sides: list[_Side] = []
    for saying in ranked:
        here = sheet.interval(saying.row)
        # intervals of which each two meet have a number in common
        side = next((side for side in sides if here.low <= side.high and side.low <= here.high), None)
        if side is None:
            side = _Side(here.low, here.high)
            sides.append(side)
        side.take(saying, here.low, here.high, counts[saying])
    return sorted(sides, key=lambda side: -side.statements)


def find_longer(sheet: Sheet) -> Iterator[Finding]:
    """Years with less than some months of them have."""
    for sayings in sheet.sayings_by(THING).values():
        first = sayings[0].row
        if sheet.cells["indicator"][first] in TRADE and sheet.cells["kind"][first] == Kind.LEVEL:
            for rows in same_things(sheet, [saying.row for saying in sayings]):
                yield from _less_than_a_part(sheet, rows)


def _less_than_a_part(sheet: Sheet, rows: list[int]) -> Iterator[Finding]:
    most: dict[tuple[Any, Any], int] = {}
    least: dict[tuple[Any, Any], int] = {}
    for row in rows:
        period = sheet.period(row)
        most[period] = max(row, most.get(period, row), key=lambda row: sheet.interval(row).low)
        least[period] = min(row, least.get(period, row), key=lambda row: sheet.interval(row).high)
    for ((first, last), part), ((start, end), whole) in product(most.items(), least.items()):
        if (first, last) == (start, end) or not start <= first <= last <= end:
            continue
        low, high = sheet.interval(part).low, sheet.interval(whole).high
        gap = 100 * (low - high) / high if low > high > 0 else 0.0
        if gap >= ROUNDING:
            yield Finding(Rule.LONGER_PERIOD, Severity.WARNING, (part, whole), gap)


def find_currency(sheet: Sheet) -> Iterator[Finding]:
    """What is stated in two currencies, and is not the same by their rate."""
    columns = [name for name in (*THING, *PERIOD) if name != "measure"]
    for sayings in sheet.sayings_by(columns).values():
        if sheet.cells["indicator"][sayings[0].row] in TRADE:
            by_row = {saying.row: saying for saying in sayings if sheet.dollars(saying.row) is not None}
            for rows in same_things(sheet, list(by_row)):
                yield from _by_rate(sheet, [by_row[row] for row in rows])


def _by_rate(sheet: Sheet, sayings: list[Saying]) -> Iterator[Finding]:
    by_unit: dict[str, list[Saying]] = {}
    for saying in sayings:
        by_unit.setdefault(sheet.cells["measure"][saying.row], []).append(saying)
    for ours, theirs in combinations(by_unit.values(), 2):
        gaps = [
            (_apart_if_known(sheet.dollars(one.row), sheet.dollars(other.row)), one, other)
            for one, other in product(ours, theirs)
        ]
        gap, one, other = min(gaps, key=lambda each: each[0])
        by_a_day = _apart_if_known(sheet.dollars_of_a_day(one.row), sheet.dollars_of_a_day(other.row))
        if gap < ROUNDING or (gap < _RATES and by_a_day < ROUNDING):
            continue
        values = sheet.cells["value"]
        # one day's rate may be the speaker's own; it doesn't make one number of two currencies right
        firm = by_a_day >= ROUNDING or values[one.row] == values[other.row]
        severity = Severity.WARNING if gap >= _RATES and firm else Severity.NOTE
        yield Finding(Rule.CURRENCY, severity, (one.row, other.row, *one.rows[1:], *other.rows[1:]), gap)


def _apart_if_known(one: Interval | None, other: Interval | None) -> float:
    return apart(one, other) if one is not None and other is not None else 0.0
