"""The value that an amount is."""

from __future__ import annotations

from typing import NamedTuple

from kzdata.model import Qualifier, Span
from kzdata.reading.grammar import CountNoun


class Amount(NamedTuple):
    """A number with its unit and qualifier: the tokens `first` up to, not including, `last`.

    Attributes
    ----------
    core_first, core_last : int
        The tokens without qualifiers.
    value, value_high : float
        In base units; `value_high` for a range only.
    unit : str
        Empty for a bare number that nothing names.
    sign : int
        1 or -1 where a sign or the word itself says so ("+48%", "halved"), else 0.
    noun : CountNoun or None
        What is counted.
    is_multiple : bool
        "twice", "1.5 times", "doubled".
    is_fraction : bool
        "two-thirds", "half".
    is_bracketed : bool
        Stands alone in brackets, or first in them.
    scale : float
        The power of ten that a word gave, 1 if none did.
    factor : float
        What one of its unit as written is worth in `unit`: 0.01 for cents.
    others : frozenset of str
        For hundredths: the currencies that they may be of.
    evidence : tuple of (str, Span)
        Which words decided unit and qualifier.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    value: float
    unit: str
    value_high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    sign: int = 0
    noun: CountNoun | None = None
    is_multiple: bool = False
    is_fraction: bool = False
    is_bracketed: bool = False
    scale: float = 1.0
    factor: float = 1.0
    others: frozenset[str] = frozenset()
    evidence: tuple[tuple[str, Span], ...] = ()
