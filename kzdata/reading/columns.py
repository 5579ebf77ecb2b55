"""The order in which the blocks of a printed page are read: column after column, each from its top."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from kzdata.reading.paragraphs import Line

_GUTTER = 5.0
"""Points of white that part two columns."""


@dataclass(frozen=True, slots=True)
class _Block:
    lines: list[Line]
    left: float
    right: float
    top: float  # counted downwards, as reading goes
    foot: float

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Block:
        kept = list(lines)
        return cls(
            kept,
            min(line.left for line in kept),
            max(line.right for line in kept),
            min(-line.middle - line.size / 2 for line in kept),
            max(-line.middle + line.size / 2 for line in kept),
        )


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of all pages, the blocks of each page in the order in which they are read.

    A page is cut where white runs through it from top to foot, else where it runs from side to side, and each
    part again.

    Examples
    --------
    >>> title = Line("Title", 0, 0, 50, 400, 700, 14)
    >>> right = Line("goes on here.", 0, 1, 230, 400, 600, 10)
    >>> left = Line("A sentence", 0, 2, 50, 200, 600, 10)
    >>> [line.text for line in in_reading_order([title, right, left])]
    ['Title', 'A sentence', 'goes on here.']
    """
    ordered: list[Line] = []
    for _, page in groupby(lines, key=lambda line: line.page):
        blocks = [_Block.of(block) for _, block in groupby(page, key=lambda line: line.block)]
        ordered += [line for block in _ordered(blocks) for line in block.lines]
    return ordered


def _ordered(blocks: list[_Block]) -> list[_Block]:
    if len(blocks) < 2:
        return blocks
    cut = _cut(blocks, lambda block: (block.left, block.right), _GUTTER) or _cut(
        blocks, lambda block: (block.top, block.foot), 0.0
    )
    if cut is None:
        return sorted(blocks, key=lambda block: (block.top, block.left))
    before, after = cut
    return [*_ordered(before), *_ordered(after)]


def _cut(
    blocks: list[_Block], ends: Callable[[_Block], tuple[float, float]], least: float
) -> tuple[list[_Block], list[_Block]] | None:
    """The blocks before and after the widest white that runs through all of them; None if there is none."""
    ordered = sorted(blocks, key=ends)
    best, place, reached = least, 0, ends(ordered[0])[1]
    for number, block in enumerate(ordered):
        first, last = ends(block)
        if number and first - reached > best:
            best, place = first - reached, number
        reached = max(reached, last)
    return (ordered[:place], ordered[place:]) if place else None
