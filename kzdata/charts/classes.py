"""Classes of values at round numbers, shown as shades of one colour."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kzdata.charts import wording
from kzdata.charts.frame import Entry
from kzdata.charts.keys import bar
from kzdata.charts.numbers import amount
from kzdata.charts.theme import Palette
from kzdata.charts.words import Words
from kzdata.model import Qualifier

_MOST = 5
"""Classes that shades of one colour can tell apart."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of values.

    Attributes
    ----------
    bounds : tuple of float
        Where one class ends and the next begins; a value at a bound is in the upper one.
    """

    bounds: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.bounds) + 1

    def number(self, value: float) -> int:
        """The class that a value falls in, from 0 for the lowest."""
        return bisect_right(self.bounds, value)

    def shade(self, number: int) -> float:
        """How strong the colour of a class is: 1 for the highest."""
        return 0.22 + 0.78 * number / max(len(self) - 1, 1)

    def key(self, rows: Sequence[wording.Row], palette: Palette, says: Words) -> list[Entry]:
        """What the shades mean, the lowest first; what hatching means if there is any."""
        unit, language = rows[0].unit, says.locale.language
        ends = [amount(bound, unit, language=language) for bound in self.bounds]
        texts = [
            says.say("class.under", high=ends[0]) if ends else says.say("key.stated"),
            *(says.say("class.between", low=low, high=high) for low, high in pairwise(ends)),
            *(says.say("class.from", low=low) for low in ends[-1:]),
        ]
        entries = [bar(palette.accent, text, shade=self.shade(number)) for number, text in enumerate(texts)]
        if any(row.qualifier != Qualifier.EXACT for row in rows):
            entries.append(bar(palette.accent, says.say("key.loose"), shade=0.6, hatch="/////"))
        return entries


def classes_of(values: Sequence[float]) -> Classes:
    """Classes at round numbers: powers of ten where values range widely, else steps of 1, 2 and 5.

    Examples
    --------
    >>> classes_of([34e6, 2e9, 20e9]).bounds
    (100000000.0, 1000000000.0, 10000000000.0)
    >>> classes_of([3.0, 4.0, 11.0]).bounds
    (5.0, 10.0)
    """
    low, high = min(values), max(values)
    if low <= 0:
        low = min((value for value in values if value > 0), default=1.0)
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(max(high, low)))
    for steps in ((1, 2, 5), (1, 5), (1,)):
        bounds = [step * 10.0**power for power in range(first, last + 1) for step in steps]
        inside = tuple(bound for bound in bounds if low < bound <= high)
        if len(inside) < _MOST:
            return Classes(inside)
    return Classes(inside[1 - _MOST :])
