"""A finding in one sentence that a person understands, in the words of ``words/``."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from kzdata.errors import UnknownName
from kzdata.lexicon.areas import area
from kzdata.model import HOME, Kind
from kzdata.tables.audit.finding import Finding, Reason, Rule
from kzdata.tables.audit.sheet import GROWTH, Sheet, is_money
from kzdata.tables.intervals import Interval

_NAMED = 3
"""Figures that a sentence may name one by one."""

_WINDOW = 3 * 366
"""Days above which a period is told by its years."""


class Wording:
    """Writes findings in one language.

    Parameters
    ----------
    sheet : Sheet
        The figures that they are about.
    language : str
        ISO 639-1 code.
    """

    def __init__(self, sheet: Sheet, language: str = "en") -> None:
        self._cells, self._sheet = sheet.cells, sheet
        self._words = _words(language)
        self._locale = Locale.parse(self._words["locale"])

    def sentence(self, finding: Finding) -> str:
        """What the finding says."""
        cells, rows = self._cells, finding.rows
        entry = _entry(self._sheet, finding)
        facts = {
            "subject": self._subject(finding),
            "when": self.when(rows[0]),
            "when_1": self.when(rows[-1]),
            "gap": self._gap(finding),
            "apart": self._apart(finding),
            "reckoned": self._reckoned(finding),
            "reason": self._reason(finding),
            "or_reason": f"; {self._reason(finding)}" if finding.reason else "",
            "quotes": self._listed([cells["quote"][row] for row in rows]),
            "quotes_rest": self._listed([cells["quote"][row] for row in rows[1:]]),
            "source": cells["source"][rows[0]],
            "quote": cells["quote"][rows[0]],
            "said": self._said(rows[0]),
            "said_1": self._said(rows[-1] if len(rows) == 1 else rows[1]),
            **{f"quote_{number}": cells["quote"][row] for number, row in enumerate(rows[1:_NAMED], 1)},
            **{f"where_{number}": self._where(row, rows[0]) for number, row in enumerate(rows[1:_NAMED], 1)},
        }
        if len(rows) > 1:
            facts["source_1"] = cells["source"][rows[1]]
            facts["others"], facts["others_1"] = self._others(finding)
        facts["Subject"] = facts["subject"][:1].upper() + facts["subject"][1:]
        return self._say("rule", entry, **facts)

    def when(self, row: int) -> str:
        """The figure's period as a sentence tells it."""
        start, end = self._sheet.period(row)
        if start is None:
            return self._say("when", "none")
        return self._say("when", *self._period(start, end)[0], **self._period(start, end)[1])

    def _period(self, start: date, end: date) -> tuple[tuple[str], dict[str, object]]:
        whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) or (end - start).days > _WINDOW:
            if start.year == end.year:
                return ("year",), {"year": start.year}
            return ("years",), {"first": start.year, "last": end.year}
        if start == end:
            return ("day",), {"day": self._date(start, "d MMMM y")}
        if whole and start.year == end.year:
            months = [self._date(day, "MMMM") for day in (start, end)]
            if months[0] == months[1]:
                return ("month",), {"month": months[0], "year": end.year}
            return ("months",), {"first": months[0], "last": months[1], "year": end.year}
        return ("days",), {"first": self._date(start, "d MMM y"), "last": self._date(end, "d MMM y")}

    def _subject(self, finding: Finding) -> str:
        subject = self._thing(finding.rows[0], partner=finding.rule is not Rule.SHARES)
        kind = self._cells["kind"][finding.rows[0]] if finding.rule is Rule.CONFLICT else Kind.LEVEL
        return self._say("kind", kind, subject=subject)

    def _thing(self, row: int, *, partner: bool) -> str:
        """What the figure is about: "trade with China"."""
        cells = self._cells
        partners = [self._place(code) for code in cells["partner"][row] if partner and code != "WORLD"]
        section = "subject" if partners else "thing"
        indicator, direction = cells["indicator"][row], cells["direction"][row]
        names = self._words[section]
        name = next(name for name in (f"{indicator}_{direction}", indicator, "other") if name in names)
        subject = self._say(section, name, partner=self._joined(partners))
        if cells["reporter"][row] != HOME:
            subject = self._say(
                "reporter", "other", subject=subject, reporter=self._place(cells["reporter"][row])
            )
        return self._say("modality", cells["modality"][row], subject=subject)

    def _said(self, row: int) -> str:
        """The figure's words, and for a change which way it goes."""
        cells = self._cells
        way = "level"
        if cells["kind"][row] == Kind.CHANGE:
            way = "growth" if cells["value"][row] > 0 else "fall"
        return self._say("said", way, quote=cells["quote"][row])

    def _reason(self, finding: Finding) -> str:
        reason, facts = finding.reason, dict(finding.facts)
        if reason is None:
            return self._say("reason", "none")
        if "one_number" in facts:
            return self._say("reason", "one_number")
        if "row" in facts:
            row = int(facts["row"])
            facts |= {
                "who": self._cells["source"][row],
                "side": self._words["side"].get(self._cells["indicator"][row], ""),
                "modality": self._words["planned"].get(self._cells["modality"][row], ""),
                "when": self.when(row),
                "period": self.when(row).partition(" ")[2],
            }
        if reason is Reason.MIRROR:
            facts["partner"] = self._place(facts["partner"])
            return self._say("reason", "mirror_of" if facts["who"] else "mirror", **facts)
        return self._say("reason", reason, **facts)

    def _others(self, finding: Finding) -> tuple[str, str]:
        """How many more state the one amount, and the other."""
        sides = [self._sheet.interval(row) for row in finding.rows[:2]]
        counts = [0, 0]
        for row in finding.rows[2:]:
            here = self._sheet.interval(row)
            counts[0 if here.meets(sides[0]) else 1] += 1
        return self._more(counts[0]), self._more(counts[1])

    def _more(self, count: int) -> str:
        form = "one" if count == 1 else "other"
        return self._say("others", form, count=count) if count else ""

    def _where(self, row: int, first: int) -> str:
        """The source of a figure that stands in another statement than the first."""
        same = self._cells["statement_id"][row] == self._cells["statement_id"][first]
        return "" if same else f" ({self._cells['source'][row]})"

    def _reckoned(self, finding: Finding) -> str:
        if finding.reckoned is None:
            return ""
        if finding.rule in {Rule.LIST, Rule.SHARES, Rule.SHARE_OF_TOTAL}:
            return self._number(finding.reckoned)
        unit = self._cells["unit"][finding.rows[1]]
        if is_money(unit):
            number = format_compact_decimal(
                finding.reckoned, format_type="long", fraction_digits=3, locale=self._locale
            )
            return self._say("number", "amount", number=number, unit=unit)
        return self._say("number", "amount", number=self._number(float(f"{finding.reckoned:.6g}")), unit=unit)

    def _apart(self, finding: Finding) -> str:
        """How far the figures lie apart, and why: that one is a thousand times the other says both."""
        reason = self._reason(finding)
        if finding.reason is Reason.SCALE:
            return reason
        return self._say("reason", "why", gap=self._gap(finding), reason=reason)

    def _gap(self, finding: Finding) -> str:
        """How far apart the numbers stated are, as a reader would reckon it: not their bounds."""
        low, high = sorted(self._stated(finding))
        if self._in_points(finding):
            one, other = map(self._sheet.interval, finding.rows[:2])
            times = 100 if self._cells["measure"][finding.rows[0]] == GROWTH else 1
            points = float(f"{max(high - low, times * one.gap(other)):.2g}")
            return self._say("number", "point" if points == 1 else "points", number=self._number(points))
        if low * high <= 0:
            return self._say("number", "zero" if 0 in (low, high) else "signs")
        small, large = sorted((abs(low), abs(high)))
        gap = max(100 * (large - small) / small, finding.gap)
        if gap < 0.1:
            return self._say("number", "slight")
        if gap < 100:
            return self._say("number", "gap", number=self._number(float(f"{gap:.2g}")))
        return self._say("number", "times", number=self._number(float(f"{1 + gap / 100:.2g}")))

    def _in_points(self, finding: Finding) -> bool:
        """Whether two percentages are set side by side: "14%" and "4.5%" lie 9.5 points apart."""
        units = {self._cells["unit"][row] for row in finding.rows[:2]}
        return finding.rule in {Rule.CONFLICT, Rule.TWICE} and units <= {"percent", "pp"}

    def _stated(self, finding: Finding) -> tuple[float, float]:
        """The two numbers of a finding: of ranges, the ends that are nearer to one another."""
        sheet, rows = self._sheet, finding.rows
        one, other = sheet.stated(rows[finding.rule is Rule.GROWTH]), sheet.stated(rows[1 % len(rows)])
        if finding.reckoned is not None:
            other = Interval.point(finding.reckoned)
        if finding.rule is Rule.BALANCE:  # a deficit may be told without its sign
            one, other = abs(one), abs(other)
        elif finding.rule is Rule.CURRENCY:
            one, other = one / sheet.rate(rows[0]), other / sheet.rate(rows[1])
        elif (
            finding.rule is Rule.CONFLICT
            and self._cells["measure"][rows[0]] == GROWTH
            and not self._in_points(finding)
        ):
            one, other = (
                _multiple(here, self._cells["unit"][row]) for here, row in ((one, rows[0]), (other, rows[1]))
            )
        if one.meets(other):
            return one.low, one.low
        return (one.high, other.low) if one.high < other.low else (one.low, other.high)

    def _number(self, value: float) -> str:
        return str(format_decimal(round(value, 2), locale=self._locale))

    def _date(self, day: date, form: str) -> str:
        return str(format_date(day, form, locale=self._locale))

    def _place(self, code: str) -> str:
        name = area(code).name
        return (
            self._say("area", "article", name=name) if code in self._words["area"]["with_article"] else name
        )

    def _listed(self, quotes: list[str]) -> str:
        return self._joined([f"“{quote}”" for quote in quotes])

    def _joined(self, items: list[str]) -> str:
        if len(items) < 2:
            return "".join(items)
        return self._say("list", "and", all=", ".join(items[:-1]), last=items[-1])

    def _say(self, section: str, name: str, /, **values: object) -> str:
        return str(self._words[section][name]).format_map(values)


def _multiple(change: Interval, unit: str) -> Interval:
    """What a change multiplies by: 1.45 for a growth of 45 %, a half for "fell two times"."""
    if unit == "percent":
        return change / 100 + 1
    return change if change.low > 0 else -1 / change


def _entry(sheet: Sheet, finding: Finding) -> str:
    """Which of the words fit the finding."""
    if finding.rule is Rule.SHARES and finding.reckoned is None:
        return "share"
    if finding.rule is Rule.GROWTH:
        return "growth" if sheet.cells["value"][finding.rows[0]] > 0 else "fall"
    return finding.rule


@cache
def _words(language: str) -> Mapping[str, Any]:
    file = files(__package__) / "words" / f"{language}.toml"
    if not file.is_file():
        raise UnknownName("language of findings", language, ("en",))
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))
