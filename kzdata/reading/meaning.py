"""What an amount says: the value that the reader works out for it."""

from __future__ import annotations

from typing import NamedTuple

from kzdata.model import Indicator, Kind, Modality, Span

TRADE = frozenset({Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS})
RELATIVE_UNITS = frozenset({"percent", "ratio", "pp"})
GOODS_UNITS = frozenset({"tonnes", "teu"})


class Meaning(NamedTuple):
    """What an amount says.

    Attributes
    ----------
    indicator_at : tuple of (int, int) or None
        The tokens that named the indicator; None if it was carried over.
    falls : bool
        A decline.
    is_part : bool
        Of the amount before it ("of which $2bn"); what comes later does not carry on from it.
    unit : str
        Where the meaning decides it: "twice" may count visits.
    """

    kind: Kind
    indicator: Indicator
    modality: Modality
    indicator_at: tuple[int, int] | None = None
    falls: bool = False
    unit: str = ""
    is_part: bool = False
    evidence: tuple[tuple[str, Span], ...] = ()
