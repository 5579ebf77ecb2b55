"""Inside a statement: what it says of one thing twice, and differently."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kzdata.model import Indicator, Kind
from kzdata.reading.accounts import account_of
from kzdata.tables.audit.finding import TRADE, Finding, Rule, apart, inside
from kzdata.tables.audit.same import same_things, widest
from kzdata.tables.audit.sheet import PERIOD, THING, Sheet

_ONE = (
    *(*TRADE, Indicator.TRADE_BALANCE),
    *(Indicator.GDP, Indicator.POPULATION),
)
"""Of these a place has one value in a period; of loans, deals and investments, many that a text may list."""

_PART = 2.0
"""One amount that is so many times the other holds it as a part, rather than contradicts it."""


def find_twice(sheet: Sheet) -> Iterator[Finding]:
    """What a statement says twice, and differently."""
    chosen = sheet.where(indicator=_ONE, kind=Kind.LEVEL) & sheet.dated()
    for rows in sheet.groups(["statement_id", *THING, *PERIOD], chosen):
        for same in same_things(sheet, rows):
            pairs = (pair for pair in combinations(same, 2) if _is_of_one_thing(sheet, *pair))
            pair = widest(sheet, pairs)
            if pair is not None:
                gap = apart(*map(sheet.interval, pair))
                yield Finding(Rule.TWICE, inside(gap), pair, gap)


def _is_of_one_thing(sheet: Sheet, one: int, other: int) -> bool:
    """Whether two amounts are of one whole: two accounts of it, or too near to be whole and part."""
    cells = sheet.cells
    sentences = [cells["sentence"][row] for row in (one, other)]
    language = cells["language"][one] or "en"
    accounts = {account_of(cells["sentence"][row], cells["quote"][row], language) for row in (one, other)}
    if len(accounts) > 1:
        return True
    if sentences[0] == sentences[1]:  # "exports of 5, and of 4 the other way": a sentence tells things apart
        return False
    small, large = sorted(abs(cells["value"][row]) for row in (one, other))
    return large < _PART * small and not _adds_up(sheet, one, other)


def _adds_up(sheet: Sheet, one: int, other: int) -> bool:
    """Whether a third amount in the statement is the sum of the two, or their difference."""
    cells, here, there = sheet.cells, sheet.interval(one), sheet.interval(other)
    # rows of a statement stand together: those before and behind
    for step in (-1, 1):
        row = one + step
        while 0 <= row < len(cells["value"]) and cells["statement_id"][row] == cells["statement_id"][one]:
            if row != other and cells["measure"][row] == cells["measure"][one]:
                third = sheet.interval(row)
                if third.meets(here + there) or third.meets(abs(here - there)):
                    return True
            row += step
    return False
