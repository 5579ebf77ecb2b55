"""Figures that nobody stated but that follow from those stated, in a table of their own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kzdata.lexicon.areas import area
from kzdata.model import HOME, Direction, Indicator, Kind, Modality, Period, Qualifier
from kzdata.tables.bounds import CLOSED, bounds, interval_of
from kzdata.tables.given import whole
from kzdata.tables.phrases import amount_words, least_words, most_words, period_words, years
from kzdata.tables.rules import implications
from kzdata.tables.said import Implied, Rule, Said
from kzdata.tables.schema import tuples

_OF_THE_STATEMENT = (
    "statement_id", "title", "publisher", "published", "published_as", "url", "language", "source",
)  # fmt: skip

_READ = (
    "figure_id", "statement_id", "start", "end", "quote", "value", "value_high", "unit", "qualifier", "kind",
    "indicator", "reporter", "partner", "direction", "period_start", "period_end", "compared_start",
    "compared_end", "modality", "sentence", "low", "high", "closed",
)  # fmt: skip

_OF_BOUNDS = frozenset({"low", "high", "closed"})

COLUMNS = (
    "figure_id", "statement_id", "value", "value_high", "unit", "qualifier", "kind", "indicator", "reporter",
    "partner", "direction", "period_start", "period_end", "modality", "speaker", "title", "publisher",
    "published", "published_as", "url", "language", "source", "low", "high", "closed", "per", "without",
    "rule", "from_figures", "explanation", "implied",
)  # fmt: skip
"""The columns of a table of implied figures, in their order."""


def implied(figures: pd.DataFrame, *, stated: bool = False) -> pd.DataFrame:
    """What follows from the figures that a statement states together, though nobody states it.

    The rules, each within one statement:

    - ``base_from_growth``: 13.3 billion after growth of 23 % was 10.81 billion a year before.
    - ``total_from_share``: what 975 million are 1.25 % of is 78 billion.
    - ``annual_rate``: over 14 billion of investment in 10 years are over 1.4 billion a year.
    - ``rest_of_breakdown``: a region's total less some of its countries is left for the others.
    - ``turnover_from_sides``, ``balance_from_sides``: exports plus imports, exports less imports.

    Figures belong together only where indicator, reporter, partner, direction, modality and period are the
    same, but for what the rule reckons with. Where two that differ could be meant, nothing follows; nor from
    growth without a period to compare with or in real terms, nor where the statement gives the value itself.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, as `figures` gives it without `explode`, with or without the columns of `bounds`.
    stated : bool
        Whether the figures themselves come along, with their bounds: `implied` tells the two apart.

    Returns
    -------
    DataFrame
        A row for each implied figure, with those columns of a table of figures that apply, and these:
        `low`, `high`, `closed`, what is known of the value as an interval, reckoned from the intervals of
        `bounds`; `per`, "year" where the value is so much a year on average; `without`, the partners that a
        rest leaves out, while `partner` has the others (none for the world); `rule`; `from_figures`, the ids
        of the figures that it follows from; `explanation`, a sentence; `implied`, true.
        `value` is what comes of the stated values, or the end where the interval is open to one side.

    Raises
    ------
    TableError
        If the partners were exploded: then it cannot be seen which figures have two.

    Examples
    --------
    >>> from kzdata.model import PartialDate, Statement
    >>> from kzdata.tables.corpus import figures
    >>> text = "In 2016 trade with China grew by 23 percent, to $13.3 billion."
    >>> implied(figures([Statement("s1", text, published=PartialDate(2017))]))["explanation"].item()
    'Trade turnover, China, 2015: 10.81 (10.73 to 10.90) billion USD, from "$13.3 billion" in 2016 ...'
    """
    figures = whole(figures, (name for name in _READ if name not in _OF_BOUNDS))
    rows = bounds(figures)
    found = [each for said in _statements(rows) for each in implications(said)]
    table = _frame(figures, [each for each in found if _says_something(each)])
    return _with_stated(rows, table) if stated else table


def _statements(rows: pd.DataFrame) -> Iterator[list[Said]]:
    said = (_said(number, row) for number, row in enumerate(rows[list(_READ)].itertuples()))
    statements: dict[str, list[Said]] = {}
    for each in said:
        statements.setdefault(each.statement, []).append(each)
    for figures in statements.values():
        yield sorted(figures, key=lambda each: each.start)


def _said(number: int, row: Any) -> Said:
    return Said(
        row=number,
        figure_id=row.figure_id,
        statement=row.statement_id,
        start=row.start,
        end=row.end,
        quote=row.quote,
        value=row.value,
        value_high=None if math.isnan(row.value_high) else row.value_high,
        unit=row.unit,
        qualifier=Qualifier(row.qualifier),
        kind=Kind(row.kind),
        indicator=Indicator(row.indicator),
        reporter=row.reporter,
        partner=row.partner,
        direction=None if pd.isna(row.direction) else Direction(row.direction),
        modality=Modality(row.modality),
        period=_period(row.period_start, row.period_end),
        compared=_period(row.compared_start, row.compared_end),
        sentence=row.sentence,
        interval=interval_of(row),
    )


def _period(start: Any, end: Any) -> Period | None:
    return None if pd.isna(start) or pd.isna(end) else Period(start.date(), end.date())


def _says_something(each: Implied) -> bool:
    """Whether its interval is bounded on a side that leaves something open."""
    low = -math.inf if each.interval.low == 0 and not each.interval.closed_low else each.interval.low
    return math.isfinite(low) or math.isfinite(each.interval.high)


def _frame(figures: pd.DataFrame, found: list[Implied]) -> pd.DataFrame:
    first = [each.sources[0] for each in found]
    copied = figures.iloc[[said.row for said in first]].reset_index(drop=True)
    firm = [_value_and_qualifier(each) for each in found]
    dates = {
        f"period_{end}": np.array(
            [getattr(each.period, end, None) for each in found], dtype="datetime64[D]"
        ).astype("datetime64[s]")
        for end in ("start", "end")
    }
    texts: dict[str, list[str | None]] = {
        "figure_id": [_name(each) for each in found],
        "per": [each.per or None for each in found],
        "rule": [each.rule.value for each in found],
        "explanation": [_explained(each, *words) for each, words in zip(found, firm, strict=True)],
    }
    closed = [each.interval.closed.value for each in found]
    return copied.assign(
        **dates,
        **{name: pd.array(cells, dtype="str") for name, cells in texts.items()},
        value=_numbers(value for value, _ in firm),
        value_high=np.full(len(found), np.nan),
        qualifier=_terms([said.value for _, said in firm], figures["qualifier"]),
        indicator=_terms([each.indicator.value for each in found], figures["indicator"]),
        partner=tuples(each.partner for each in found),
        low=_numbers(each.interval.low for each in found),
        high=_numbers(each.interval.high for each in found),
        closed=pd.Categorical(closed, dtype=CLOSED),
        without=tuples(each.without for each in found),
        from_figures=tuples(tuple(said.figure_id for said in each.sources) for each in found),
        implied=np.ones(len(found), dtype=bool),
    )[list(COLUMNS)]


def _name(each: Implied) -> str:
    places = "+".join(f"{said.start}-{said.end}" for said in each.sources)
    return f"{each.sources[0].statement}:{places}:{each.rule}"


def _terms(cells: list[str], like: pd.Series[Any]) -> pd.Categorical[Any]:
    return pd.Categorical(cells, categories=like.cat.categories, ordered=True)


def _numbers(cells: Iterable[float]) -> npt.NDArray[np.float64]:
    """Numbers to twelve digits: what is beyond comes of reckoning in floats."""
    return np.array([float(f"{cell:.12g}") for cell in cells], dtype="float64")


def _with_stated(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    missing = pd.array([None] * len(rows), dtype="str")
    nothing = tuples([()] * len(rows))
    said = rows.assign(
        per=missing, without=nothing, rule=missing, from_figures=nothing, explanation=missing, implied=False
    )
    whole = {"start": "Int64", "end": "Int64"}
    names = [*said.columns]
    return pd.concat([said.astype(whole), _padded(table, said)[names].astype(whole)], ignore_index=True)


def _padded(table: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns of another, empty where it has none of its own."""
    empty = like.iloc[:0].reindex(range(len(table)))
    return table.assign(**{name: empty[name] for name in like.columns if name not in table.columns})


_ABOVE = frozenset({Qualifier.OVER, Qualifier.ALMOST, Qualifier.UNDER})


def _value_and_qualifier(each: Implied) -> tuple[float, Qualifier]:
    """The number to show for an interval, and how firm it is."""
    interval, loose = each.interval, {said.qualifier for said in each.sources}
    if not math.isfinite(interval.high):
        return interval.low, Qualifier.OVER if loose & _ABOVE else Qualifier.AT_LEAST
    from_nothing = interval.low == 0 and bool(loose - {Qualifier.EXACT, Qualifier.ABOUT, Qualifier.RANGE})
    if from_nothing or not math.isfinite(interval.low):
        return interval.high, Qualifier.UNDER if loose & _ABOVE else Qualifier.UP_TO
    if interval.low == interval.high:
        return interval.low, Qualifier.EXACT
    return min(max(each.value, interval.low), interval.high), Qualifier.ABOUT


_BOUND_WORDS = {
    Qualifier.OVER: ("over", least_words),
    Qualifier.AT_LEAST: ("at least", least_words),
    Qualifier.UNDER: ("under", most_words),
    Qualifier.UP_TO: ("up to", most_words),
}

_DIRECTION_WORDS = {Direction.IN: " into Kazakhstan", Direction.OUT: " from Kazakhstan"}


def _explained(each: Implied, value: float, qualifier: Qualifier) -> str:
    """The figure and what it comes from, as a sentence."""
    first = each.sources[0]
    partners = [*(area(code).name for code in each.partner)]
    if each.without:
        others = [area(code).name for code in each.without]
        partners = [f"{area(first.partner[0]).name} without {' and '.join(others)}"]
    what = each.indicator.replace("_", " ").capitalize()
    if first.direction in _DIRECTION_WORDS:
        what += _DIRECTION_WORDS[first.direction]
    if each.partner == (first.reporter,):
        what, partners = f"{what} within {partners[0]}", []
    elif first.reporter != HOME:
        what += f" of {area(first.reporter).name}"
    head = [what] if first.modality is Modality.ACTUAL else [f"{what} ({first.modality})"]
    head += [" and ".join(partners)] if partners else []
    head += [period_words(each.period)] if each.period else []
    if qualifier in _BOUND_WORDS:
        bound, words = _BOUND_WORDS[qualifier]
        amount = f"{bound} {words(value, first.unit)}"
    else:
        within = each.interval if qualifier is Qualifier.ABOUT else None
        amount = amount_words(value, first.unit, within)
    return f"{', '.join(head)}: {amount}{_because(each)}."


def _because(each: Implied) -> str:
    first, others = each.sources[0], each.sources[1:]
    quotes = [f'"{said.quote}"' for said in each.sources]
    match each.rule:
        case Rule.BASE:
            growth = "growth" if others[0].value > 0 else "fall"
            when = f" in {period_words(first.period)}" if first.period else ""
            return f", from {quotes[0]}{when} and its {growth}, {quotes[1]}"
        case Rule.TOTAL:
            return f", the whole of which {quotes[0]} is {quotes[1]}"
        case Rule.RATE:
            number = f"{years(each.period):.1f}".removesuffix(".0") if each.period else ""
            return f" a year on average, from {quotes[0]} in {number} years"
        case Rule.REST:
            return f", from {quotes[0]} less {' and '.join(quotes[1:])}"
        case Rule.TURNOVER:
            return f", from exports of {quotes[0]} and imports of {quotes[1]}"
        case Rule.BALANCE:
            return f", from exports of {quotes[0]} less imports of {quotes[1]}"
