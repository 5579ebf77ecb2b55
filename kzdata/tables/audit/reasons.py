"""Why two figures differ, where the data shows it; else nothing is said."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from kzdata.model import HOME, Indicator, Kind, Modality
from kzdata.reading.accounts import account_of, country_of
from kzdata.tables.audit.finding import EXPLAINABLE, Finding, Reason, Rule
from kzdata.tables.audit.sheet import PERIOD, Saying, Sheet, is_money
from kzdata.tables.official import official

_FIRM = 0.05
"""A value that is stated no nearer than this agrees with too much for that to be telling."""

_SLIPS = (1e3, 1e6, 1e9)
_SLIP = 0.02
"""How nearly a thousand times the one the other must be."""

_SIDES = {Indicator.TRADE_TURNOVER: (Indicator.EXPORTS, Indicator.IMPORTS)}
_TELLING = 3
"""Digits from which it is no accident that two amounts have the same."""

_ALIKE = 0.15
"""How far two numbers may lie apart that look like one amount in one currency..."""
_FAR = 100.0
"""... where by the rate they lie apart by more percent than this."""

_LONG = 366
"""Days above which investment is that of several years."""

_ALIKE_IN = ("reporter", "partners", "measure", "kind")
"""In what another figure must be equal to be what was meant."""

_Ends = tuple[list[Saying], npt.NDArray[np.float64], npt.NDArray[np.float64]]
_NOTHING: _Ends = ([], np.array([]), np.array([]))

Explained = tuple[Reason, dict[str, str]]


class Reasons:
    """Looks for what may have led to a contradiction.

    Parameters
    ----------
    sheet : Sheet
        The figures under audit: what others say may be the reason.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._levels = {key: _ends(sheet, sayings) for key, sayings in sheet.sayings_by(_ALIKE_IN).items()}
        self._other_units = sheet.sayings_by(("reporter", "partners", "indicator", "kind", *PERIOD))
        self._official = _accounts()

    def explain(self, finding: Finding) -> Finding:
        """The finding with its likely reason, if one shows."""
        if finding.rule is Rule.CURRENCY:
            return self._one_number(finding)
        if finding.rule not in EXPLAINABLE:
            return finding
        # growth is counted from its own publisher's level, which need not be the one stated elsewhere
        one, other = finding.rows[1:3] if finding.rule is Rule.GROWTH else finding.rows[:2]
        for look in self._looks(finding.rule):
            for odd, beside in ((other, one), (one, other)):
                found = look(odd, beside)
                if found is not None:
                    reason, facts = found
                    return finding.because(reason, quote=self._sheet.cells["quote"][odd], **facts)
        return finding

    def _one_number(self, finding: Finding) -> Finding:
        """One number for two currencies: no accident with three digits, or where the rate is far from one."""
        low, high = sorted(abs(self._sheet.cells["value"][row]) for row in finding.rows[:2])
        digits = len(f"{high:.12g}".replace(".", "").strip("0"))
        same = low == high and digits >= _TELLING
        alike = high <= (1 + _ALIKE) * low and finding.gap >= _FAR
        return finding.because(Reason.CURRENCY, one_number="") if same or alike else finding

    def _looks(self, rule: Rule) -> tuple[Callable[[int, int], Explained | None], ...]:
        if rule is Rule.GROWTH:
            return (self._mirror,)
        if rule is Rule.LONGER_PERIOD:
            return (self._scale, self._planned, self._cumulative, self._mirror)
        return (
            *(self._scale, self._currency, self._unfinished, self._one_side, self._planned),
            *(self._cumulative, self._mirror, self._revision, self._other_period),
        )

    def _scale(self, odd: int, beside: int) -> Explained | None:
        values = self._sheet.cells["value"]
        if not self._is_level(odd) or values[beside] == 0:
            return None
        ratio = abs(values[odd] / values[beside])
        found = next((times for times in _SLIPS if math.isclose(ratio, times, rel_tol=_SLIP)), None)
        return (Reason.SCALE, {"times": f"{found:,.0f}"}) if found else None

    def _currency(self, odd: int, _: int) -> Explained | None:
        """Another statement has the same number in another currency."""
        cells = self._sheet.cells
        key = tuple(cells[name][odd] for name in ("reporter", "partners", "indicator", "kind", *PERIOD))
        for saying in self._other_units.get(key, ()):
            same = cells["value"][saying.row] == cells["value"][odd]
            unit = cells["measure"][saying.row]
            if same and unit != cells["measure"][odd] and is_money(unit):
                return Reason.CURRENCY, {"unit": unit, "who": cells["source"][saying.row]}
        return None

    def _unfinished(self, odd: int, beside: int) -> Explained | None:
        """It was published before its period was over, the other one after it."""
        published = [self._sheet.cells["published"][row] for row in (odd, beside)]
        end = self._sheet.cells["period_end"][odd]
        if None in published or end is None or not published[0] <= end < published[1]:
            return None
        lower = self._sheet.interval(odd).high < self._sheet.interval(beside).low
        return (Reason.UNFINISHED, {}) if lower and self._is_level(odd) else None

    def _one_side(self, odd: int, beside: int) -> Explained | None:
        indicators = _SIDES.get(self._sheet.cells["indicator"][odd], ())
        for saying in self._agreeing(odd, beside):
            same_period = self._sheet.period(saying.row) == self._sheet.period(odd)
            if same_period and self._sheet.cells["indicator"][saying.row] in indicators:
                return Reason.ONE_SIDE, self._said(saying)
        return None

    def _planned(self, odd: int, beside: int) -> Explained | None:
        cells = self._sheet.cells
        if cells["modality"][odd] != Modality.ACTUAL:
            return None
        for saying in self._agreeing(odd, beside, indicator=True, round_too=True):
            planned = cells["modality"][saying.row] != Modality.ACTUAL
            if planned and self._sheet.period(saying.row) == self._sheet.period(odd):
                return Reason.PLANNED, self._said(saying)
        return None

    def _cumulative(self, odd: int, beside: int) -> Explained | None:
        if self._sheet.cells["indicator"][odd] != Indicator.INVESTMENT or _days(self._sheet, odd) > _LONG:
            return None
        for saying in self._agreeing(odd, beside, indicator=True):
            if _days(self._sheet, saying.row) > _LONG:
                return Reason.CUMULATIVE, self._said(saying)
        return None

    def _mirror(self, odd: int, beside: int) -> Explained | None:
        """It is the partner's account: its sentence says so, official series, or who publishes it."""
        cells = self._sheet.cells
        if len(cells["partner"][odd]) != 1 or cells["reporter"][odd] != HOME:
            return None
        partner = cells["partner"][odd][0]
        theirs, ours = (self._account(row) for row in (odd, beside))
        one_text = cells["statement_id"][odd] == cells["statement_id"][beside]
        # where a statement calls one of two values Kazakhstan's own, the other is not
        if theirs != ours and (theirs == partner or (one_text and ours == HOME)):
            return Reason.MIRROR, {"partner": partner, "who": ""}
        held = [dict(self._official_of(row)) for row in (odd, beside)]
        if partner in held[0].keys() - held[1].keys():
            return Reason.MIRROR, {"partner": partner, "who": held[0][partner]}
        speakers = [cells["speaker"][row] for row in (odd, beside)]
        if one_text or (speakers[0] and speakers[0] == speakers[1]):
            return None
        homes = [country_of(cells["publisher"][row] or "") for row in (odd, beside)]
        if homes[0] == partner != homes[1]:
            return Reason.MIRROR, {"partner": partner, "who": cells["publisher"][odd]}
        return None

    def _account(self, row: int) -> str:
        cells = self._sheet.cells
        return account_of(cells["sentence"][row], cells["quote"][row], cells["language"][row] or "en")

    def _official_of(self, row: int) -> Iterator[tuple[str, str]]:
        """Whose official values the figure agrees with, and who publishes them."""
        cells = self._sheet.cells
        if not self._is_firm(row) or not self._is_level(row) or cells["measure"][row] != "USD":
            return
        here = self._sheet.interval(row)
        key = (cells["indicator"][row], cells["partner"][row][0], *self._sheet.period(row))
        for value, statistics, source in self._official.get(key, ()):
            if here.holds(value):
                yield statistics, source

    def _revision(self, odd: int, beside: int) -> Explained | None:
        cells = self._sheet.cells
        names = [cells["publisher"][row] for row in (odd, beside)]
        days = [cells["published"][row] for row in (odd, beside)]
        if None in names or None in days or names[0] != names[1] or days[0] <= days[1]:
            return None
        return Reason.REVISION, {"who": names[0]}

    def _other_period(self, odd: int, beside: int) -> Explained | None:
        """It is what others state for a year beside this one, or for part of it."""
        cells = self._sheet.cells
        start, end = self._sheet.period(odd)
        for saying in self._agreeing(odd, beside, indicator=True):
            first, last = self._sheet.period(saying.row)
            if (first, last) == (start, end) or cells["modality"][saying.row] != cells["modality"][odd]:
                continue
            near = abs((first - start).days) <= _LONG and abs((last - end).days) <= _LONG
            others = {cells["statement_id"][row] for row in saying.rows} - {cells["statement_id"][odd]}
            if near and others:
                return Reason.OTHER_PERIOD, self._said(saying)
        return None

    def _agreeing(
        self, odd: int, beside: int, *, indicator: bool = False, round_too: bool = False
    ) -> Iterator[Saying]:
        """What is said elsewhere of the same partner that agrees with the one figure alone."""
        cells, sheet = self._sheet.cells, self._sheet
        key = tuple(cells[name][odd] for name in _ALIKE_IN)
        sayings, low, high = self._levels.get(key, _NOTHING)
        here, there = sheet.interval(odd), sheet.interval(beside)
        agree = (low <= here.high) & (high >= here.low) & ((low > there.high) | (high < there.low))
        for number in np.flatnonzero(agree).tolist():
            saying = sayings[number]
            same = cells["indicator"][saying.row] == cells["indicator"][odd]
            firm = self._is_firm(odd) and self._is_firm(saying.row)
            equal = round_too and cells["value"][saying.row] == cells["value"][odd]
            if odd not in saying.rows and (same or not indicator) and (firm or equal):
                yield saying

    def _said(self, saying: Saying) -> dict[str, str]:
        return {"row": str(saying.row)}

    def _is_level(self, row: int) -> bool:
        return bool(self._sheet.cells["kind"][row] == Kind.LEVEL)

    def _is_firm(self, row: int) -> bool:
        here = self._sheet.interval(row)
        return bool(here.high - here.low <= _FIRM * abs(self._sheet.cells["value"][row]))


def _ends(sheet: Sheet, sayings: list[Saying]) -> _Ends:
    rows = [saying.row for saying in sayings]
    low, high = (np.array([sheet.cells[name][row] for row in rows]) for name in ("low", "high"))
    return sayings, low, high


def _accounts() -> dict[tuple[Any, ...], list[tuple[float, str, str]]]:
    """Official values by what they are of, each with whose account it is and who publishes it."""
    series = official()
    found: dict[tuple[Any, ...], list[tuple[float, str, str]]] = {}
    row: Any
    for row in series[series["statistics"].notna()].itertuples():
        key = (row.indicator, row.partner, row.period_start.date(), row.period_end.date())
        found.setdefault(key, []).append((row.value, row.statistics, row.source.partition(" (via")[0]))
    return found


def _days(sheet: Sheet, row: int) -> int:
    start, end = sheet.period(row)
    return int((end - start).days) + 1 if isinstance(start, date) else 0
