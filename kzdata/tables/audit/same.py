"""Figures that are of one thing, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kzdata.model import Indicator
from kzdata.reading.scopes import scopes_of
from kzdata.tables.audit.finding import apart
from kzdata.tables.audit.sheet import Sheet

_PER_HEAD = 1e6
"""A gross domestic product below this is that of one person."""


def same_things(sheet: Sheet, rows: Iterable[int]) -> Iterator[list[int]]:
    """The rows parted by what their sentences narrow them to, by what they count and by their size."""
    found: dict[tuple[Any, ...], list[int]] = {}
    cells = sheet.cells
    for row in rows:
        scopes = scopes_of(cells["sentence"][row], cells["quote"][row], cells["language"][row] or "en")
        noun = cells["quote"][row].split()[-1].lower() if cells["unit"][row] == "count" else ""
        per_head = cells["indicator"][row] == Indicator.GDP and cells["value"][row] < _PER_HEAD
        found.setdefault((scopes, noun, per_head), []).append(row)
    yield from found.values()


def widest(sheet: Sheet, pairs: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The pair that lies furthest apart, if any does."""
    gaps = [(apart(sheet.interval(one), sheet.interval(other)), one, other) for one, other in pairs]
    gap, one, other = max(gaps, default=(0.0, 0, 0))
    return (one, other) if gap > 0 else None
