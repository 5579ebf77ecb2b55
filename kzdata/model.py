"""The values that the whole of kzdata speaks in: statements, figures, and their vocabularies.

Everything here is immutable and knows nothing of files, languages or tables.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

HOME = "KAZ"
"""The reporter where nobody else is named: kzdata reads of Kazakhstan."""


class Qualifier(StrEnum):
    """How firmly a figure is stated."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    ALMOST = "almost"
    UP_TO = "up_to"
    RANGE = "range"


class Kind(StrEnum):
    """What a figure measures: an amount, a growth or decline, or a part of a whole."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"


class Indicator(StrEnum):
    """What a figure is about."""

    TRADE_TURNOVER = "trade_turnover"
    EXPORTS = "exports"
    IMPORTS = "imports"
    TRADE_BALANCE = "trade_balance"
    INVESTMENT = "investment"
    INVESTMENT_STOCK = "investment_stock"
    AGREEMENTS_VALUE = "agreements_value"
    AGREEMENTS_COUNT = "agreements_count"
    PROJECTS_VALUE = "projects_value"
    PROJECTS_COUNT = "projects_count"
    COMPANIES_COUNT = "companies_count"
    VISITS = "visits"
    LOANS = "loans"
    GDP = "gdp"
    POPULATION = "population"
    FREIGHT = "freight"
    TOURISM = "tourism"
    OTHER = "other"


class Direction(StrEnum):
    """Which way investment, loans and visits go, seen from Kazakhstan."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class Modality(StrEnum):
    """Whether a figure has come to pass."""

    ACTUAL = "actual"
    TARGET = "target"
    FORECAST = "forecast"
    POTENTIAL = "potential"


class Span(NamedTuple):
    """A stretch of a statement's body: character offsets, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words in this span of `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days, both ends included."""

    start: date
    end: date

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The calendar year `year`."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_months(cls, year: int, first: int, last: int) -> Period:
        """The months `first` to `last` (1 to 12) of `year`."""
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    def years_before(self, years: int) -> Period:
        """The same days, `years` years earlier; the last day of a month stays the last.

        Examples
        --------
        >>> str(Period.of_months(2020, 1, 2).years_before(1))
        '2019-01-01..2019-02-28'
        """
        return Period(_years_before(self.start, years), _years_before(self.end, years, keep_month_end=True))

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"


def _years_before(day: date, years: int, *, keep_month_end: bool = False) -> date:
    year = day.year - years
    last = calendar.monthrange(year, day.month)[1]
    at_end = keep_month_end and day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, last if at_end else min(day.day, last))


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which perhaps only the year, or year and month, is known.

    Examples
    --------
    >>> PartialDate.parse("2008-05").last
    datetime.date(2008, 5, 31)
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ValueError on anything else."""
        parts = text.strip().split("-")
        if not (1 <= len(parts) <= 3 and len(parts[0]) == 4 and all(p.isdecimal() for p in parts)):
            raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        found = cls(*map(int, parts))
        date(found.year, found.month or 1, found.day or 1)
        return found

    @property
    def first(self) -> date:
        """The earliest day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it may be."""
        if self.day is not None:
            return self.first
        month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        rest = "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        return f"{self.year:04d}{rest}"


@dataclass(frozen=True, slots=True)
class Statement:
    """A text with a publisher and a date.

    Attributes
    ----------
    id : str
        Its short name, unique in a corpus.
    body : str
        The text that figures' offsets count in: what follows the front matter and one blank line,
        without its final newline.
    title, publisher, url : str
        Empty where unknown.
    published : PartialDate or None
        None where no date is known; then relative periods stay empty.
    language : str
        ISO 639-1 code; empty where nobody has said, so that it is told from the text when figures are read.
    speaker : str
        Who is speaking throughout, where the source says so.
    notes : tuple of str
        What a reader should know of how the text was read: why it has no date, for example.
    """

    id: str
    body: str
    title: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    url: str = ""
    language: str = ""
    speaker: str = ""
    notes: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """How a notebook shows it: its figures marked, and what was read of each from which words."""
        # the one import to the right, named in pyproject.toml: how a value looks is not the value's to know
        from kzdata.lab.page import statement_html

        return statement_html(self)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that a statement states.

    Attributes
    ----------
    statement_id : str
        The statement it stands in.
    start, end : int
        Character offsets of `quote` in the statement's body, end exclusive.
    quote : str
        The shortest span that states the figure, with its qualifier.
    value : float
        In base units: 14000000000; 23 for 23 %; a fall is negative. For a range, its low end.
    value_high : float or None
        The high end of a range, else None.
    unit : str
        ISO 4217 code for money, else percent, pp, ratio, count, persons, tonnes or teu.
    reporter : str
        ISO 3166-1 alpha-3 code (or a bloc's) of the country whose figure it is.
    partner : tuple of str
        Codes of partner countries and regions; empty where the text gives none.
    period, compared : Period or None
        When, and for a change against when; None where the text gives none.
    speaker : str
        Who is quoted for it; empty if nobody.
    evidence : mapping of str to Span
        For each field that words of the text decided: those words.
    """

    statement_id: str
    start: int
    end: int
    quote: str
    value: float
    unit: str
    value_high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    kind: Kind = Kind.LEVEL
    indicator: Indicator = Indicator.OTHER
    reporter: str = HOME
    partner: tuple[str, ...] = ()
    direction: Direction | None = None
    period: Period | None = None
    compared: Period | None = None
    modality: Modality = Modality.ACTUAL
    speaker: str = ""
    evidence: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def period_start(self) -> date | None:
        """First day of the period."""
        return self.period.start if self.period else None

    @property
    def period_end(self) -> date | None:
        """Last day of the period."""
        return self.period.end if self.period else None

    @property
    def compared_start(self) -> date | None:
        """First day of the period compared with."""
        return self.compared.start if self.compared else None

    @property
    def compared_end(self) -> date | None:
        """Last day of the period compared with."""
        return self.compared.end if self.compared else None

    def row(self) -> dict[str, object]:
        """The columns of the annotation guide, in its order; partner as a list, empty as None."""
        return {name: _plain(getattr(self, name)) for name in COLUMNS}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return None if value == "" else value


COLUMNS = (
    "statement_id",
    "start",
    "end",
    "quote",
    "value",
    "value_high",
    "unit",
    "qualifier",
    "kind",
    "indicator",
    "reporter",
    "partner",
    "direction",
    "period_start",
    "period_end",
    "compared_start",
    "compared_end",
    "modality",
    "speaker",
)
"""The columns of a figure, as the annotation guide names and orders them."""
