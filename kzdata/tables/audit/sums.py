"""Inside a statement: sums, parts and shares that do not come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product

from kzdata.model import Indicator, Kind
from kzdata.reading.accounts import is_of_them
from kzdata.reading.listed import find_listed
from kzdata.tables.audit.finding import TRADE, Finding, Rule, Severity, apart, inside
from kzdata.tables.audit.sheet import PERIOD, Sheet
from kzdata.tables.intervals import Interval

_SAME = ("statement_id", "reporter", "partners", *PERIOD, "measure", "modality")
_WHOLE = ("statement_id", "reporter", "indicator", "direction", *PERIOD, "measure", "modality")

_SUMMED = (*TRADE, Indicator.INVESTMENT, Indicator.INVESTMENT_STOCK, Indicator.FREIGHT, Indicator.TOURISM)
_COUNTS = ("count", "persons")

_NEAR = 500
"""Characters between figures without a period that still speak of one time."""


def find_sums(sheet: Sheet) -> Iterator[Finding]:
    """All that does not add up inside of one statement."""
    yield from _lists(sheet)
    yield from _trade(sheet)
    yield from _shares(sheet)
    yield from _parts(sheet)
    yield from _shares_of_totals(sheet)
    yield from _of_them(sheet)


def _lists(sheet: Sheet) -> Iterator[Finding]:
    """Counts behind which a list names more, or fewer where it seems to name all."""
    cells = sheet.cells
    for row in sheet.where(kind=Kind.LEVEL, measure=_COUNTS).nonzero()[0].tolist():
        sentence, quote = cells["sentence"][row], cells["quote"][row]
        if sentence.count(quote) != 1:
            continue
        listed = find_listed(sentence, sentence.index(quote) + len(quote), cells["language"][row] or "en")
        if listed is None:
            continue
        here, there = sheet.interval(row), Interval.point(listed.number)
        # a list that leaves most of them out names some alone: "51 projects: four are working and 11 begun"
        is_whole = listed.is_whole and listed.number >= cells["value"][row] / 2
        if listed.number > here.high or (is_whole and listed.number < here.low):
            yield Finding(Rule.LIST, Severity.ERROR, (row,), apart(here, there), float(listed.number))


def _trade(sheet: Sheet) -> Iterator[Finding]:
    """Exports and imports that give neither the turnover nor the balance that is stated beside them."""
    chosen = sheet.where(kind=Kind.LEVEL, indicator=(*TRADE, Indicator.TRADE_BALANCE))
    chosen |= sheet.where(kind=Kind.LEVEL, indicator=Indicator.FREIGHT, measure="tonnes")
    for rows in sheet.groups(_SAME, chosen, least=3):
        by = {name: _of(sheet, rows, name) for name in (*TRADE, Indicator.TRADE_BALANCE, Indicator.FREIGHT)}
        exports, imports = by[Indicator.EXPORTS], by[Indicator.IMPORTS]
        # goods carried both ways are a sum, too: tonnes that came and tonnes that went
        totals = by[Indicator.TRADE_TURNOVER] or by[Indicator.FREIGHT]
        for rule, stated in ((Rule.TRADE_SUM, totals), (Rule.BALANCE, by[Indicator.TRADE_BALANCE])):
            yield from _nearest(sheet, rule, product(stated, exports, imports))


def _nearest(sheet: Sheet, rule: Rule, triples: Iterable[tuple[int, int, int]]) -> Iterator[Finding]:
    """The triple that misses by least, if all miss."""
    missed = []
    for total, exports, imports in triples:
        if not _together(sheet, (total, exports, imports)):
            continue
        sold, bought, stated = (sheet.interval(row) for row in (exports, imports, total))
        gap = apart(stated, sold + bought)
        values = [sheet.cells["value"][row] for row in (exports, imports)]
        reckoned = sum(values)
        if rule is Rule.BALANCE:  # a deficit may be told without its sign
            gap, reckoned = apart(abs(stated), abs(sold - bought)), abs(values[0] - values[1])
        missed.append((gap, (total, exports, imports), reckoned))
    if missed and min(missed)[0] > 0:
        gap, triple, reckoned = min(missed)
        yield Finding(rule, inside(gap), triple, gap, reckoned)


def _shares(sheet: Sheet) -> Iterator[Finding]:
    """Shares of one whole that are more than the whole."""
    chosen = sheet.where(kind=Kind.SHARE, measure="percent") & ~sheet.where(indicator=Indicator.OTHER)
    for rows in sheet.groups(_WHOLE, chosen, least=1):
        for row in rows:
            if sheet.interval(row).low > 100:
                yield Finding(Rule.SHARES, Severity.ERROR, (row,), sheet.interval(row).low - 100)
        shown = _apart_in_space(sheet, rows)
        low = sum(sheet.interval(row).low for row in shown)
        sentences = {sheet.cells["sentence"][row] for row in shown}
        one_whole = sheet.cells["period_start"][row] is not None or len(sentences) == 1
        if len(shown) > 1 and low > 100 and one_whole:
            total = sum(sheet.cells["value"][row] for row in shown)
            yield Finding(Rule.SHARES, Severity.ERROR, tuple(shown), low - 100, total)


def _parts(sheet: Sheet) -> Iterator[Finding]:
    """Partners that have more than all of them together, and exports that are more than all trade."""
    chosen = sheet.where(kind=Kind.LEVEL, indicator=_SUMMED)
    for rows in sheet.groups(_WHOLE, chosen):
        largest = {
            sheet.cells["partners"][row]: row
            for row in sorted(rows, key=lambda row: sheet.interval(row).high)
        }
        for total in largest.values():
            inner = [row for row in rows if row != total and _lies_in(sheet, row, total)]
            shown = _apart_in_space(sheet, inner)
            if shown and _together(sheet, (total, *shown)):
                yield from _too_much(sheet, total, shown)
    for rows in sheet.groups(_SAME, sheet.where(kind=Kind.LEVEL, indicator=TRADE)):
        turnovers = _of(sheet, rows, Indicator.TRADE_TURNOVER)
        sides = [*_of(sheet, rows, Indicator.EXPORTS), *_of(sheet, rows, Indicator.IMPORTS)]
        for side in sides:
            missed = [list(_too_much(sheet, turnover, (side,))) for turnover in turnovers]
            both = len(sides) > 1 and len({sheet.cells["indicator"][row] for row in sides}) > 1
            if missed and all(missed) and not both and _together(sheet, rows):
                yield missed[0][0]


def _too_much(sheet: Sheet, total: int, parts: Sequence[int]) -> Iterator[Finding]:
    low = sum(sheet.interval(row).low for row in parts)
    high = sheet.interval(total).high
    if low > high:
        gap = 100 * (low - high) / abs(high) if high else 100.0
        reckoned = sum(sheet.cells["value"][row] for row in parts)
        yield Finding(Rule.PARTS, inside(gap), (total, *parts), gap, reckoned)


def _shares_of_totals(sheet: Sheet) -> Iterator[Finding]:
    """Shares beside the part and the total that they are said to be the quotient of."""
    columns = ["statement_id", "reporter", "indicator", "direction", *PERIOD, "modality"]
    chosen = sheet.where(kind=(Kind.LEVEL, Kind.SHARE), indicator=_SUMMED)
    for rows in sheet.groups(columns, chosen, least=3):
        levels = [row for row in rows if sheet.cells["kind"][row] == Kind.LEVEL]
        totals = [row for row in levels if sheet.is_whole(row)]
        for share in (row for row in rows if sheet.cells["measure"][row] == "percent"):
            partners = sheet.cells["partners"][share]
            parts = [row for row in levels if sheet.cells["partners"][row] == partners and row not in totals]
            missed = list(_quotients(sheet, share, product(parts, totals)))
            if missed and min(missed)[0] > 0 and not sheet.is_whole(share):
                gap, part, total, quotient = min(missed)
                yield Finding(Rule.SHARE_OF_TOTAL, inside(gap), (share, part, total), gap, quotient)


def _quotients(
    sheet: Sheet, share: int, pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[float, int, int, float]]:
    cells = sheet.cells
    for part, total in pairs:
        if cells["measure"][part] != cells["measure"][total] or not _together(sheet, (share, part, total)):
            continue
        if sheet.interval(total).low <= 0:
            continue
        quotient = sheet.interval(part) / sheet.interval(total) * 100
        value = 100 * cells["value"][part] / cells["value"][total]
        yield apart(sheet.interval(share), quotient), part, total, value


def _of_them(sheet: Sheet) -> Iterator[Finding]:
    """More of them than there are."""
    cells = sheet.cells
    chosen = sheet.where(kind=Kind.LEVEL, measure=_COUNTS)
    for rows in sheet.groups(["statement_id"], chosen):
        for whole, some in pairwise(rows):
            same = all(cells[name][whole] == cells[name][some] for name in ("indicator", "measure"))
            if not same or not is_of_them(cells["quote"][some], cells["language"][some] or "en"):
                continue
            low, high = sheet.interval(some).low, sheet.interval(whole).high
            if low > high:
                gap = 100 * (low - high) / high
                yield Finding(Rule.OF_THEM, Severity.ERROR, (some, whole), gap)


def _of(sheet: Sheet, rows: Iterable[int], indicator: Indicator) -> list[int]:
    return [row for row in rows if sheet.cells["indicator"][row] == indicator]


def _lies_in(sheet: Sheet, part: int, total: int) -> bool:
    """Whether the partner of the one is among those of the other."""
    inner, outer = sheet.countries(part), sheet.countries(total)
    if inner is None:
        return False
    return inner < outer if outer is not None else sheet.is_whole(total)


def _apart_in_space(sheet: Sheet, rows: Iterable[int]) -> list[int]:
    """Of the rows that name one partner, the largest that share no country."""
    taken: set[str] = set()
    shown = []
    for row in sorted(rows, key=lambda row: -sheet.interval(row).low):
        countries = sheet.countries(row)
        if countries and taken.isdisjoint(countries):
            taken |= countries
            shown.append(row)
    return sorted(shown)


def _together(sheet: Sheet, rows: Sequence[int]) -> bool:
    """Whether they have a period, or stand so near that one time is meant."""
    if sheet.cells["period_start"][rows[0]] is not None:
        return True
    starts = [sheet.cells["start"][row] for row in rows]
    return bool(max(starts) - min(starts) <= _NEAR)
