"""The profile of a partner to read: a table of facts, one of targets, and the sentences that they come to."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd

from kzdata.charts import naming, wording
from kzdata.charts.anchors import anchor
from kzdata.charts.chart import Prose, escaped
from kzdata.charts.grid import Cell, Table, grid, number, text
from kzdata.charts.numbers import amount
from kzdata.charts.words import Words, words
from kzdata.lexicon.areas import AreaKind, area, find_area
from kzdata.model import Kind, Qualifier
from kzdata.tables.profile import Basis, Came
from kzdata.tables.profile.facts import INDEX

_MOST_SOURCES = 2


def profile_table(facts: pd.DataFrame, *, language: str = "en") -> Table:
    """The facts of a partner's profile as a table to read: what is not known says so, and why.

    Parameters
    ----------
    facts : DataFrame
        As `profile` gives them.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> from kzdata.tables.profile import profile
    >>> from kzdata.tables.schema import NAMES, typed
    >>> profile_table(profile(typed({name: [] for name in NAMES}), "FIN")).html.count("not known")
    11
    """
    says = words(language)
    heads = [says.say(f"profile.{name}") for name in ("fact", "value", "may_be", "period", "basis", "source")]
    body = [_fact(row, says) for row in wording.rows_of(facts)]
    partner = naming.place(facts["partner"].iloc[0], says, inside=True) if len(facts) else ""
    return Table(grid(says.say("profile.caption", partner=partner), heads, body), facts)


def _fact(row: Any, says: Words) -> list[Cell]:
    name = says.say(f"fact.{row.fact}") if says.has("fact", row.fact) else naming.indicator_name(row, says)
    if row.basis == Basis.MISSING:
        reason = says.say(f"because.{row.reason}")
        return [text(name), number(says.say("profile.unknown")), number(""), text(""), text(reason), text("")]
    return [
        text(name),
        number(_value(row, says)),
        number(_range(row, says)),
        text(wording.period(row, says)),
        Cell(_basis(row, says)),
        text("; ".join(short_source(source) for source in row.sources[:_MOST_SOURCES])
             + (says.say("profile.more", count=len(row.sources) - _MOST_SOURCES)
                if len(row.sources) > _MOST_SOURCES else "")),
    ]  # fmt: skip


def _value(row: Any, says: Words) -> str:
    if row.fact == "rank":
        ends = [f"{row.value:.0f}", *([] if pd.isna(row.value_high) else [f"{row.value_high:.0f}"])]
        return says.say("profile.rank", rank="–".join(ends), count=row.among)
    if row.unit == INDEX:
        return f"≥{row.value:.2f}" if row.qualifier == Qualifier.AT_LEAST else f"{row.value:.2f}"
    return amount(row.value, row.unit, row.qualifier, row.value_high, language=says.locale.language)


def _range(row: Any, says: Words) -> str:
    """What the number may be, where that is not what stands in the column before."""
    low, high = float(row.low), float(row.high)
    if row.fact == "rank" or row.unit == INDEX or pd.isna(low) or low == high:
        return ""
    language = says.locale.language
    ends = [amount(end, row.unit, language=language) for end in (low, high) if abs(end) != float("inf")]
    if len(ends) < 2 or ends[0] == ends[1]:
        return ""
    return says.say("number.range", low=ends[0], high=ends[1])


def _basis(row: Any, says: Words) -> str:
    if row.basis == Basis.STATED:
        return f'<a href="#{anchor(row.from_figures[0])}">{escape(says.say("basis.stated"))}</a>'
    if row.basis == Basis.OFFICIAL:
        return escape(says.say("basis.official"))
    said = {"count": row.among if not pd.isna(row.among) else 0}
    share = "" if pd.isna(row.coverage) else f"{row.coverage:.0f}"
    return escape(says.say(f"way.{row.rule}", **said, coverage=share))


def short_source(source: str) -> str:
    """A source without how it came: the press or the archive that an official value came through."""
    return source.partition(" (via ")[0].partition(", copy in ")[0].partition(" WDI ")[0]


def targets_table(aims: pd.DataFrame, *, language: str = "en") -> Table:
    """What was aimed at beside what came, as a table to read.

    Parameters
    ----------
    aims : DataFrame
        As `targets` gives them.
    language : str
        ISO 639-1 code of the table's words.

    Examples
    --------
    >>> import kzdata as kz
    >>> print(targets_table(kz.targets(kz.figures([kz.Statement("s1", "Nothing.")]))).html)
    <p>No statement here gives a target for a stated period.</p>
    """
    says = words(language)
    if aims.empty:
        return Table(f"<p>{escape(says.say('targets.nothing'))}</p>", aims)
    names = ("aim", "planned", "period", "came", "verdict", "source")
    body = [_aim(row, says) for row in wording.rows_of(aims)]
    heads = [says.say(f"targets.{name}") for name in names]
    return Table(grid(says.say("targets.caption", count=len(aims)), heads, body), aims)


def _aim(row: Any, says: Words) -> list[Cell]:
    about = naming.sentence(wording.subject(_Level(row), says))
    came = ""
    if not pd.isna(row.came):
        came = amount(row.came, row.unit, row.came_qualifier, language=says.locale.language)
        came = says.say("targets.came_by", value=came, source=short_source(row.came_source))
    planned = f'<a href="#{anchor(row.figure_id)}">{escape(row.quote)}</a>'
    return [
        text(about),
        Cell(f"{planned} ({escape(says.say(f'modality.{row.modality}'))})"),
        text(wording.period(row, says)),
        text(came),
        text(says.say(f"came.{row.verdict}")),
        text(row.source),
    ]


class _Level:
    """A row of targets as a figure that is an amount: what it is about has words then."""

    def __init__(self, row: Any) -> None:
        self.indicator, self.direction, self.partner = row.indicator, row.direction, row.partner
        self.kind = Kind.LEVEL.value


def key_points(facts: pd.DataFrame, aims: pd.DataFrame | None = None, *, language: str = "en") -> Prose:
    r"""What a partner's profile comes to, in a few sentences: each number with its period and its basis.

    Parameters
    ----------
    facts : DataFrame
        As `profile` gives them.
    aims : DataFrame, optional
        As `targets` gives them.
    language : str
        ISO 639-1 code of the words.

    Examples
    --------
    >>> import kzdata as kz
    >>> said = kz.Statement("s1", "In 2017 trade with China grew by 37.4%, to $18 billion.")
    >>> print(key_points(kz.profile(kz.figures([said]), "CHN", kz.official("trade_turnover", "WORLD"))))
    - Trade with China came to \$18bn in 2017, 23.2% of Kazakhstan's official trade in goods.
    - Trade with China grew by 37.4% in 2017, as stated.
    - Nothing here gives exports, imports, investment from China, Kazakhstan's investment in China, ...
    """
    says = words(language)
    points = [*_points(facts, says), *(_aims(aims, says) if aims is not None else ()), *_unknown(facts, says)]
    return Prose("\n".join(f"- {escaped(naming.sentence(point))}" for point in points))


def _points(facts: pd.DataFrame, says: Words) -> Iterator[str]:
    rows = [row for row in wording.rows_of(facts) if row.basis != Basis.MISSING]
    first = {name: next((row for row in rows if row.fact == name), None) for name in facts["fact"]}
    trade = first.get("trade_turnover")
    share, rank = first.get("share"), first.get("rank")
    if trade is not None:
        yield _trade(trade, share, rank, says)
    if share is not None and (trade is None or share.period_end != trade.period_end):
        said = {"share": _spelt(share, says), "when": wording.when(share, says)}
        yield says.say("point.share", partner=_place(share, says), **said)
    members = first.get("members")
    if members is not None:
        said = {"value": _spelt(members, says), "when": wording.when(members, says), "count": members.among}
        yield says.say("point.members", partner=_place(members, says), **said)
    growth = first.get("growth")
    if growth is not None:
        form = "fell" if growth.value < 0 else "grew"
        how = says.say(f"point.as_{growth.basis}")
        value = amount(abs(growth.value), growth.unit, _mirrored(growth), spelt=True)
        said = {"value": value, "when": wording.when(growth, says), "partner": _place(growth, says)}
        yield says.say(f"point.{form}", how=how, **said)
    balance = first.get("trade_balance")
    if balance is not None:
        form = "surplus" if balance.value > 0 else "deficit"
        value = amount(abs(balance.value), balance.unit, balance.qualifier, spelt=True)
        said = {"value": value, "when": wording.when(balance, says), "partner": _place(balance, says)}
        yield says.say(f"point.{form}", **said)
    for name in ("investment_in", "investment_out"):
        row = first.get(name)
        if row is not None:
            said = {"value": _spelt(row, says), "when": _when_stated(row, says)}
            told = says.say("finding.one", subject=wording.subject(row, says), **said)
            yield says.say("note.full_stop", nothing=told)


def _trade(trade: Any, share: Any, rank: Any, says: Words) -> str:
    said = says.say(
        "finding.one",
        subject=wording.subject(trade, says),
        value=_spelt(trade, says),
        when=wording.when(trade, says),
    )
    if share is not None and share.period_end == trade.period_end:
        said = says.say("point.with_share", said=said, share=_spelt(share, says))
    if rank is not None and rank.period_end == trade.period_end and pd.isna(rank.value_high):
        form = "point.with_first" if rank.value == 1 else "point.with_rank"
        said = says.say(form, said=said, rank=f"{rank.value:.0f}", count=rank.among)
    return says.say("note.full_stop", nothing=said)


def _aims(aims: pd.DataFrame, says: Words) -> Iterator[str]:
    known = aims[aims["verdict"] != Came.UNKNOWN.value]
    if known.empty:
        return
    counts = known["verdict"].value_counts()
    told = [
        says.say(f"aims.{verdict.value}", count=int(counts[verdict.value]))
        for verdict in Came
        if verdict.value in counts
    ]
    yield says.say("point.aims", count=len(known), all=says.listed(told))


def _unknown(facts: pd.DataFrame, says: Words) -> Iterator[str]:
    rows = [
        row
        for row in wording.rows_of(facts)
        if row.basis == Basis.MISSING and row.reason == "not_stated" and row.fact not in {"share", "rank"}
    ]
    if not rows:
        return
    alone = area(rows[0].partner).kind is AreaKind.COUNTRY
    names = [_missing(row, says, partner=alone) for row in rows]
    form = "point.unknown" if alone else "point.unknown_whole"
    yield says.say(form, partner=_place(rows[0], says), all=says.listed(names))


def _missing(row: Any, says: Words, *, partner: bool) -> str:
    """What is not known, inside a sentence, with or without the partner's name."""
    if says.has("fact", row.fact):
        return naming.inside(says.say(f"fact.{row.fact}"))
    return wording.subject(row, says) if partner else naming.inside(naming.indicator_name(row, says))


def _when_stated(row: Any, says: Words) -> str:
    """When, or that no period is stated: what is not said is not made up from the day it was published."""
    return says.say("point.no_period") if pd.isna(row.period_start) else wording.when(row, says)


def _spelt(row: Any, says: Words) -> str:
    language = says.locale.language
    return amount(row.value, row.unit, row.qualifier, row.value_high, spelt=True, language=language)


def _place(row: Any, says: Words) -> str:
    return naming.place(find_area(row.partner), says, inside=True)


def _mirrored(row: Any) -> str:
    """How firm the size of a fall is: what is at least -5 % is a fall of 5 % at most."""
    if row.value >= 0 or row.basis != Basis.COMPUTED:
        return str(row.qualifier)
    return {"at_least": "up_to", "up_to": "at_least"}.get(row.qualifier, str(row.qualifier))
