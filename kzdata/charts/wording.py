"""The words that rows of a table of figures turn into: subjects, values, periods, sources."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from kzdata.charts import naming
from kzdata.charts.numbers import amount, span
from kzdata.charts.words import Words
from kzdata.model import Modality, PartialDate
from kzdata.tables.prices import OFFICE as PRICES

Row = Any
"""A row of a table of figures, as `DataFrame.itertuples` gives it."""


def rows_of(figures: pd.DataFrame) -> list[Row]:
    """The rows of a table, as `DataFrame.itertuples` gives them, in half the time."""
    columns = (figures[name].to_numpy(dtype=object) for name in figures.columns)
    row = _row_type(tuple(map(str, figures.columns)))
    return list(map(row._make, zip(figures.index.to_numpy(dtype=object), *columns, strict=True)))


@lru_cache(maxsize=64)
def _row_type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", ["Index", *columns], rename=True)


def codes(partner: Any) -> tuple[str, ...]:
    """The codes in a cell of the column partner, exploded or not."""
    return partner if isinstance(partner, tuple) else () if pd.isna(partner) else (str(partner),)


def subject(row: Row, says: Words, partner: str = "") -> str:
    """What a row is about inside a sentence: "trade with China"; or with another partner's code."""
    whom = (partner,) if partner else codes(row.partner)
    partner = says.listed([naming.place(code, says, inside=True) for code in whom])
    return says.say(
        f"subject.{naming.with_direction(row, says, 'subject')}",
        partner=partner,
        indicator=naming.inside(naming.indicator_name(row, says)),
    )


def thing(row: Row, says: Words) -> str:
    """What a row is about inside a sentence, without the partner: "trade"."""
    return says.say(
        f"thing.{naming.with_direction(row, says, 'thing')}",
        indicator=naming.inside(naming.indicator_name(row, says)),
    )


def value(row: Row, says: Words, *, spelt: bool = False) -> str:
    """A row's value with its qualifier: ">$14bn", spelt "more than $14bn"."""
    language = says.locale.language
    return amount(row.value, row.unit, row.qualifier, row.value_high, spelt=spelt, language=language)


def label(row: Row, says: Words) -> str:
    """What a row says, for somebody who points at it: "Trade with China in 2017: $18bn"."""
    about, value_, when_ = subject(row, says), value(row, says, spelt=True), when(row, says)
    return naming.sentence(says.say("label.figure", subject=about, value=value_, when=when_))


def period(row: Row, says: Words) -> str:
    """A row's period: "2017", "Jan–Sept 2017"."""
    return span(day_of(row.period_start), day_of(row.period_end), language=says.locale.language)


def period_or_date(row: Row, says: Words) -> str:
    """A row's period, days by their month; where it has none, when it was stated: "2017", "by May 2008"."""
    language = says.locale.language
    if pd.isna(row.period_start) and not pd.isna(row.published):
        known = PartialDate.parse(row.published_as) if isinstance(row.published_as, str) else None
        if known and known.month is None:
            stated = published(row, says)
        else:
            stated = span(*_month(row.published, row.published), language=language)
        form = "until" if row.modality == Modality.ACTUAL else "said"
        return says.say(f"period.{form}", published=stated)
    if not pd.isna(row.period_start) and (row.period_end - row.period_start).days < 28:
        return span(*_month(row.period_start, row.period_end), language=language)
    return period(row, says)


def _month(first: Any, last: Any) -> tuple[date, date]:
    """The first and the last day of the months that two days are in."""
    return first.replace(day=1).date(), (last + pd.offsets.MonthEnd(0)).date()


def when(row: Row, says: Words) -> str:
    """A row's period inside a sentence: "in 2017", "over 2007–2017"."""
    if pd.isna(row.period_start):
        if pd.isna(row.published):
            return says.say("when.unknown")
        return says.say("when.undated", published=published(row, says))
    days = (row.period_end - row.period_start).days
    form = "on" if days == 0 else "in" if days <= 366 else "over"
    return says.say(f"when.{form}", period=period(row, says))


def published(row: Row, says: Words) -> str:
    """When a row's statement was published, as far as that is known: "May 2008"."""
    if pd.isna(row.published):
        return ""
    known = PartialDate.parse(row.published_as) if isinstance(row.published_as, str) else None
    first = known.first if known else day_of(row.published)
    return span(first, day_of(row.published), language=says.locale.language)


def years(figures: pd.DataFrame, says: Words) -> str:
    """The years from the first to the last of the periods of the figures."""
    return year_span(figures["period_start"].min().year, figures["period_end"].max().year, says)


def year_span(first: int, last: int, says: Words) -> str:
    """The years from the first to the last."""
    return span(date(first, 1, 1), date(last, 12, 31), language=says.locale.language)


def day_of(when: Any) -> date | None:
    """A table's date as a date; None where there is none."""
    return None if pd.isna(when) else when.date()


def sources(figures: pd.DataFrame, says: Words, official: Sequence[str] = (), *, most: int = 4) -> str:
    """The source line: who published the figures and when, made from the figures themselves."""
    parts = []
    publishers = figures["publisher"].fillna(figures["source"].str.replace(r", [^,]*$", "", regex=True))
    spans = figures["published"].dt.year.groupby(publishers).agg(["size", "min", "max"])
    spans = spans.sort_values("size", ascending=False, kind="stable")
    for publisher, _, first, last in spans.head(most).itertuples():
        parts.append(publisher if pd.isna(first) else _dated(publisher, int(first), int(last), says))
    if len(spans) > most:
        parts.append(says.say("source.more", count=len(spans) - most))
    if len(official):
        parts.append(says.say("source.official", all=says.listed(list(official), most=most)))
    return _converted(figures, says.say("source.line", count=len(parts), all="; ".join(parts)), says)


def _converted(figures: pd.DataFrame, line: str, says: Words) -> str:
    """The line, and how many of the figures are not in the money that they were stated in."""
    if "converted_by" not in figures.columns or figures["converted_by"].isna().all():
        return line
    by = figures["converted_by"].dropna()
    offices = dict.fromkeys(office for named in by.unique() for office in named.split("; "))
    priced = PRICES in offices
    form = "converted" if priced and len(offices) > 1 else f"converted_{'prices' if priced else 'rates'}"
    said = {"by": says.listed(list(offices)), "count": len(by), "total": len(figures)}
    return says.say(f"source.{form}", line=line, **said)


def _dated(publisher: str, first: int, last: int, says: Words) -> str:
    if first == last:
        return says.say("source.dated", publisher=publisher, first=first)
    return says.say("source.dated_range", publisher=publisher, first=first, last=last)


def not_drawn(says: Words, **counts: int) -> str:
    """The note on what a chart leaves out; empty if nothing."""
    parts = counted(says, **counts)
    return says.say("note.left_out", all=says.listed(parts)) if parts else ""


def nothing(says: Words, reason: str, **counts: int) -> str:
    """The sentence in place of a chart: why, and what the table has all the same."""
    parts = counted(says, **counts)
    if not parts:
        return says.say("note.full_stop", nothing=reason)
    return says.say("note.but", nothing=reason, all=says.listed(parts))


def counted(says: Words, **counts: int) -> list[str]:
    """Each count in words, without those that are zero."""
    return [says.say(f"note.{name}", count=count) for name, count in counts.items() if count]


def told(rows: Iterable[Row], says: Words) -> str:
    """Rows as a list for the ear: "2009 $9.4bn, 2010 $20.4bn"."""
    return ", ".join(
        says.say(
            "alt.point" if row.modality == Modality.ACTUAL else "alt.planned",
            period=period(row, says),
            value=value(row, says, spelt=True),
            modality=row.modality,
        )
        for row in rows
    )


def told_by_partner(rows: Iterable[Row], says: Words) -> str:
    """Rows as a list for the ear: "Russia almost $20bn (2019), China $18bn (2017)"."""
    return ", ".join(
        says.say(
            "alt.partner",
            partner=naming.place(row.code, says),
            value=value(row, says, spelt=True),
            period=period_or_date(row, says),
        )
        for row in rows
    )
