"""How sure the figures are, in words: how firmly stated, how well read, what contradicts, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kzdata.charts import wording
from kzdata.charts.chart import Prose, escaped
from kzdata.charts.comparable import Scale, actual, main_unit, yearly
from kzdata.charts.numbers import is_money
from kzdata.charts.words import Words, words
from kzdata.model import Kind, Qualifier
from kzdata.tables.audit import Severity, audit
from kzdata.tables.currency import as_stated


def certainty(figures: pd.DataFrame, *, language: str = "en") -> Prose:
    """How sure the figures are: how firmly they are stated, where statements disagree, what is missing.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    language : str
        ISO 639-1 code of the words.

    Returns
    -------
    Prose
        A list in Markdown.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(certainty(typed({name: [] for name in NAMES})))
    There is no figure to be sure of.
    """
    says = words(language)
    if figures.empty:
        return Prose(escaped(says.say("certainty.nothing")))
    return Prose("\n".join(f"- {escaped(point)}" for point in _points(figures, says)))


def _points(figures: pd.DataFrame, says: Words) -> Iterator[str]:
    yield says.say("certainty.machine")
    total = len(figures)
    firm = int((figures["qualifier"] == Qualifier.EXACT.value).sum())
    yield says.say("certainty.exact", exact=firm, total=total, count=total)
    loose = total - firm
    if loose:
        yield says.say("certainty.bounds", count=loose)
    planned = total - len(actual(figures))
    if planned:
        yield says.say("certainty.planned", count=planned)
    undated = int(figures["period_start"].isna().sum())
    if undated:
        yield says.say("certainty.undated", count=undated)
    unknown = int(figures["published"].isna().sum())
    if unknown:
        yield says.say("certainty.unpublished", count=unknown)
    left = _unconverted(figures)
    if left:
        yield says.say("certainty.unconverted", count=left)
    yield from _contradictions(figures, says)
    yield from _gaps(figures, says)


def _unconverted(figures: pd.DataFrame) -> int:
    """How many amounts of money stay in another currency, or at current prices, than the others."""
    if "unit_stated" not in figures.columns:
        return 0
    money = figures["unit"].map(is_money).astype("bool") & (figures["kind"] == Kind.LEVEL.value)
    return int((money & (figures["unit"] != main_unit(figures))).sum())


def _contradictions(figures: pd.DataFrame, says: Words, most: int = 4) -> Iterator[str]:
    """How many contradictions there are, the gravest in the audit's own words."""
    found = audit(as_stated(figures))
    grave = found[found["severity"] != Severity.NOTE.value]
    if grave.empty:
        yield says.say("certainty.agree")
    else:
        yield says.say("certainty.contradictions", count=len(grave))
        yield from grave["sentence"].head(most)
    if len(grave) > most:
        yield says.say("certainty.more_contradictions", count=len(grave) - most)
    if len(found) > len(grave):
        yield says.say("certainty.notes", count=len(found) - len(grave))


def _gaps(figures: pd.DataFrame, says: Words) -> Iterator[str]:
    """The years between the first and the last for which no statement gives a partner's trade."""
    best = actual(yearly(figures, Scale("trade_turnover", main_unit(figures))).best)
    if best["code"].nunique() != 1:
        return
    years = set(best["year"])
    missing = [year for year in range(min(years), max(years)) if year not in years]
    if missing:
        row = wording.rows_of(best)[0]
        runs = [wording.year_span(first, last, says) for first, last in _runs(missing)]
        yield says.say(
            "certainty.gaps",
            count=len(missing),
            subject=wording.subject(row, says),
            years=says.listed(runs),
        )


def _runs(years: list[int]) -> list[tuple[int, int]]:
    """The first and the last of years that follow each other."""
    firsts = [year for year in years if year - 1 not in years]
    lasts = [year for year in years if year + 1 not in years]
    return list(zip(firsts, lasts, strict=True))
