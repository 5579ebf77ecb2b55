"""Which figures are asked for: conditions that are checked first, then put to a table."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from kzdata.errors import UnknownName
from kzdata.lexicon.areas import find_area, regions_of
from kzdata.model import Indicator, Kind, Modality, PartialDate, Period
from kzdata.tables.frame import DECIDING
from kzdata.tables.schema import tuples

Several = str | Iterable[str] | None
"""One name, several, or None for no condition."""

_Day = str | int | date

When = str | int | Period | tuple[_Day, _Day] | None
"""A period as `parse_period` reads it, or as values; of two, the first day and the last."""

_PERIODS = "Write a year (2017), a month (2017-09), years (2010-2015) or dates (2017-01-01..2017-09-30)."

_Term = TypeVar("_Term", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on figures; None where there is none.

    Attributes
    ----------
    partner, indicator, kind, modality, reporter, publisher : frozenset of str or None
        The values to keep.
    members : bool
        Whether a region or bloc among the partners stands for its members too.
    period : Period or None
        Keep figures whose own period overlaps it.
    quality : int
        Keep figures of this quality or more.
    """

    partner: frozenset[str] | None = None
    members: bool = False
    indicator: frozenset[str] | None = None
    kind: frozenset[str] | None = None
    modality: frozenset[str] | None = None
    reporter: frozenset[str] | None = None
    publisher: frozenset[str] | None = None
    period: Period | None = None
    quality: int = 0

    @classmethod
    def of(  # noqa: PLR0913  (one argument a condition)
        cls,
        *,
        partner: Several = None,
        members: bool = False,
        indicator: Several = None,
        kind: Several = None,
        modality: Several = None,
        reporter: Several = None,
        publisher: Several = None,
        period: When = None,
        quality: int = 0,
    ) -> Filters:
        """The conditions that these arguments name.

        Raises
        ------
        UnknownName
            If one of the names is not known.

        Examples
        --------
        >>> Filters.of(indicator="exports").indicator
        frozenset({'exports'})
        """
        return cls(
            partner=each(partner, find_area),
            members=members,
            indicator=each(indicator, lambda name: term("indicator", name, Indicator)),
            kind=each(kind, lambda name: term("kind", name, Kind)),
            modality=each(modality, lambda name: term("modality", name, Modality)),
            reporter=each(reporter, find_area),
            publisher=each(publisher, str),
            period=as_period(period),
            quality=_known_quality(quality),
        )

    def apply(self, figures: pd.DataFrame) -> pd.DataFrame:
        """The figures that meet every condition, in their order, numbered from 0."""
        keep = np.ones(len(figures), dtype=bool)
        for name in ("indicator", "kind", "modality", "reporter", "publisher"):
            wanted = getattr(self, name)
            if wanted is not None:
                keep &= figures[name].isin(wanted).to_numpy()
        if self.period is not None:
            keep &= (figures["period_start"] <= pd.Timestamp(self.period.end)).to_numpy()
            keep &= (figures["period_end"] >= pd.Timestamp(self.period.start)).to_numpy()
        if self.quality:
            keep &= (figures["quality"] >= self.quality).to_numpy()
        if self.partner is not None:
            keep &= np.array([any(asked) for asked in self._asked_for(figures)], dtype=bool)
        return figures if keep.all() else figures[keep].reset_index(drop=True)

    def explode(self, figures: pd.DataFrame) -> pd.DataFrame:
        """A row for each partner of each figure: of those asked for, if some are."""
        partners: Iterable[tuple[str, ...]] = figures["partner"]
        if self.partner is not None:
            partners = [
                tuple(itertools.compress(codes, asked))
                for codes, asked in zip(partners, self._asked_for(figures), strict=True)
            ]
        single = figures.assign(partner=tuples(partners)).explode("partner", ignore_index=True)
        return single.astype({"partner": "str"})

    def _asked_for(self, figures: pd.DataFrame) -> Iterator[list[bool]]:
        """For each figure: which of its partners are asked for, or were then in an area that is."""
        wanted = self.partner or frozenset()
        within = functools.cache(lambda code, day: not wanted.isdisjoint(regions_of(code, day)))
        partners = _lists(figures["partner"])
        if not self.members:
            yield from ([code in wanted for code in codes] for codes in partners)
            return
        days = figures["period_end"]
        if "published" in figures.columns:  # official series have none
            days = days.fillna(figures["published"])
        for codes, when in zip(partners, days, strict=True):
            on = None if pd.isna(when) else when.date()
            yield [code in wanted or within(code, on) for code in codes]


def only(
    figures: pd.DataFrame,
    *,
    partner: Several = None,
    members: bool = True,
    indicator: Several = None,
    kind: Several = None,
    modality: Several = None,
    quality: int = 0,
) -> pd.DataFrame:
    """Those rows of a table that meet every condition; see `kzdata.figures` for these.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, or official series.
    partner : str or list of str, optional
        Codes or names.
    members : bool
        Whether a region or bloc stands for the countries, too, that were in it on the last day of a figure's
        period.
    indicator, kind, modality : str or list of str, optional
        Terms of the annotation guide.
    quality : int
        The least that the column quality may say.

    Raises
    ------
    UnknownName
        If one of the names is not known.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In 2017 trade with China was $18 billion, with Italy $9 billion.")
    >>> only(kz.figures([said]), partner="Asia")["quote"].tolist()
    ['$18 billion']
    """
    asked = Filters.of(
        partner=partner, members=members, indicator=indicator, kind=kind, modality=modality, quality=quality
    )
    return asked.apply(figures)


def _known_quality(least: int) -> int:
    if least not in range(len(DECIDING) + 1):
        raise UnknownName("quality", str(least), hint=f"Known: 0 (all figures) to {len(DECIDING)}.")
    return least


def _lists(partners: pd.Series[Any]) -> list[tuple[str, ...]]:
    """The partners of each row; official series and exploded tables have one a row, or none."""
    if partners.dtype == "object":
        return list(partners)
    return [(code,) if isinstance(code, str) else () for code in partners]


def term(what: str, name: str, terms: type[_Term]) -> str:
    """The term of that name in a vocabulary of the model.

    Raises
    ------
    UnknownName
        If there is none.

    Examples
    --------
    >>> term("kind", "level", Kind)
    'level'
    """
    known = [entry.value for entry in terms]
    if name not in known:
        near = difflib.get_close_matches(name, known)
        raise UnknownName(what, name, tuple(near), hint="" if near else f"Known: {', '.join(known)}.")
    return str(name)


def as_period(when: When) -> Period | None:
    """A period from text, from two dates, or as it is.

    Raises
    ------
    UnknownName
        If it cannot be read as a period, or ends before it starts.
    """
    if when is None or isinstance(when, Period):
        return when
    if isinstance(when, str | int):
        return parse_period(str(when))
    try:
        start, end = when
    except (TypeError, ValueError):
        raise UnknownName("period", repr(when), hint=_PERIODS) from None
    if isinstance(start, str | int):
        start = parse_period(str(start)).start
    if isinstance(end, str | int):
        end = parse_period(str(end)).end
    if start > end:
        raise UnknownName("period", f"{start}..{end}", hint="It ends before it starts.")
    return Period(start, end)


def parse_period(text: str) -> Period:
    """Read ``2017``, ``2017-09``, ``2017-12-25``, ``2010-2015`` or two dates joined by ``..``.

    Raises
    ------
    UnknownName
        If the text is none of these.

    Examples
    --------
    >>> str(parse_period("2010-2015")), str(parse_period("2017-01..2017-09"))
    ('2010-01-01..2015-12-31', '2017-01-01..2017-09-30')
    """
    years = re.fullmatch(r"\s*(\d{4})\s*[-–]\s*(\d{4})\s*", text)
    first, dots, last = (years[1], "-", years[2]) if years else text.partition("..")
    try:
        start, end = PartialDate.parse(first).first, PartialDate.parse(last if dots else first).last
    except ValueError:
        raise UnknownName("period", text, hint=_PERIODS) from None
    if start > end:
        raise UnknownName("period", text, hint="It ends before it starts.")
    return Period(start, end)


def each(names: Several, known: Callable[[str], str]) -> frozenset[str] | None:
    """Each name as `known` gives it back; None for no condition."""
    if names is None:
        return None
    return frozenset(known(name) for name in ([names] if isinstance(names, str) else names))


def known_publisher(names: frozenset[str], publishers: Iterable[Any]) -> None:
    """Refuse a publisher of whom there is no statement.

    Raises
    ------
    UnknownName
        With the nearest publishers there are.
    """
    there = sorted({str(publisher) for publisher in publishers if publisher})
    for name in sorted(names - set(there)):
        raise UnknownName("publisher", name, tuple(difflib.get_close_matches(name, there)))
