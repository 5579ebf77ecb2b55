"""Units of money at the prices of their time, or of one year. Knows no pandas."""

from __future__ import annotations

import re
from enum import StrEnum

BASE_YEAR = 2015
"""The year whose prices constant ones are, unless another is asked for."""


class Prices(StrEnum):
    """Whose year's prices sums of money are at."""

    CURRENT = "current"
    CONSTANT = "constant"


def unit_of(currency: str, prices: str = Prices.CURRENT, base: int = BASE_YEAR) -> str:
    """The unit that sums have which `to_currency` has converted.

    Examples
    --------
    >>> unit_of("EUR"), unit_of("USD", "constant")
    ('EUR', 'USD2015')
    """
    return currency if prices == Prices.CURRENT else f"{currency}{base}"


def parts_of(unit: str) -> tuple[str, int | None]:
    """The currency of a unit of money and the year whose prices it is at; None for current ones.

    Examples
    --------
    >>> parts_of("USD2015"), parts_of("KZT"), parts_of("count")
    (('USD', 2015), ('KZT', None), ('', None))
    """
    found = re.fullmatch(r"([A-Z]{3})([12]\d{3})?", unit)
    return (found[1], int(found[2]) if found[2] else None) if found else ("", None)
