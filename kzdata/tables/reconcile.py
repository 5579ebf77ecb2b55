"""What statements say beside what the statistics say: Kazakhstan's own, and the partner's."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from kzdata.model import HOME, Direction, Indicator, Kind, Modality
from kzdata.reading.scopes import scopes_of
from kzdata.tables.bounds import bounds
from kzdata.tables.given import whole
from kzdata.tables.money import to_usd
from kzdata.tables.official import OFFICIAL, official

WORLD = "WORLD"

_INWARD = (Indicator.INVESTMENT.value, Indicator.INVESTMENT_STOCK.value)
"""Official series of these tell what came in."""

TRADE = (Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS)
"""Official series of these tell all trade in goods."""

_KEY = ["official_indicator", "partner", "period_start", "period_end"]

_SAID = (
    *("figure_id", "source", "quote", "indicator", "partner", "period_start", "period_end"),
    *("value", "unit", "value_usd", "low_usd", "high_usd", "closed", "rate"),
)


_NEEDED = (
    *("source", "quote", "indicator", "reporter", "direction", "kind", "modality"),
    *("period_start", "period_end", "value", "unit", "url", "sentence", "language"),
)


class Verdict(StrEnum):
    """Whose statistics a statement agrees with."""

    OFFICIAL = "official"
    MIRROR = "mirror"
    BOTH = "both"
    NEITHER = "neither"


def reconcile(figures: pd.DataFrame, series: pd.DataFrame | None = None) -> pd.DataFrame:
    """Statements beside the official value of the same thing, and beside the partner's mirror value.

    Taken are Kazakhstan's amounts of money that have come to pass, with one partner or none, whose
    indicator, partner and period (to the day) an official value has. Trade that is said to be of services, of
    oil or of one region is left out, since official trade is all of that in goods. Sums in other currencies
    are turned into dollars at the average rate of their period (see `to_usd`). `investment` that came in is
    set beside ``gross_fdi_inflow``: what a statement calls investment may be more than direct investment.

    Parameters
    ----------
    figures : DataFrame
        A table of figures, as `figures` gives it without `explode`; if it has been through `to_usd`, at the
        rates that were given there.
    series : DataFrame, optional
        Official series, as `official` gives them; left out, all that come with kzdata.

    Returns
    -------
    DataFrame
        A row a figure: what it says (`figure_id`, `source`, `quote`, `indicator`, `partner` as one code,
        `period_start`, `period_end`, `value`, `unit`, and in dollars `value_usd`, `low_usd`, `high_usd`,
        `closed`, `rate`), and then

        - `official`, `official_source`, `official_url`: the value of Kazakhstan's statistics. Of several
          the first in `series` stands there; `official_low` and `official_high` span what all may mean;
        - `gap`: how far the stated value lies from it, in percent of the official one;
        - `holds`: whether what the statement may mean (see `bounds`) and that span meet;
        - `mirror`, `mirror_source` ... `mirror_holds`: the same for the partner's own statistics;
        - `agrees_with`: official, mirror, both or neither;
        - `same_page`: whether the official value was found on the page that the statement is from. Then
          they are one witness, not two, and that they agree proves little. So it is with most rows of the
          corpus that comes with kzdata. Rows that are independent come first.

        Missing where there is no such value. ``attrs["left_out"]`` counts the figures without a row, by
        the reason.

    Raises
    ------
    TableError
        If the partners were exploded: then it cannot be seen which figures have two.

    Examples
    --------
    >>> from kzdata.model import PartialDate, Statement
    >>> from kzdata.tables.corpus import figures
    >>> text = "In 2013 trade between Kazakhstan and China reached $28.6 billion."
    >>> beside = reconcile(figures([Statement("s1", text, published=PartialDate(2014))]))
    >>> beside[["official", "mirror", "gap", "agrees_with"]].round(1).values.tolist()
    [[22530000000.0, 28500000000.0, 26.9, 'mirror']]
    """
    figures = whole(figures, _NEEDED)
    series = official() if series is None else series
    said, left_out = _comparable_with_official(_in_dollars(figures))
    said = said.assign(
        official_indicator=said["indicator"].astype("str").map(OFFICIAL),
        partner=[codes[0] if codes else WORLD for codes in said["partner"]],
    )
    ours = _accounts(series[series["statistics"] == HOME], "official")
    theirs = _accounts(series[(series["statistics"] == series["partner"])], "mirror")
    beside = said.merge(ours, how="left", on=_KEY).merge(theirs, how="left", on=_KEY)
    known = beside["official"].notna() | beside["mirror"].notna()
    left_out["no official value"] = int((~known).sum())
    beside = beside[known].reset_index(drop=True)
    for name in (Verdict.OFFICIAL.value, Verdict.MIRROR.value):
        beside = beside.assign(**_compared(beside, name))
    beside = beside.assign(
        agrees_with=_verdicts(beside["holds"], beside["mirror_holds"]),
        same_page=(beside["url"] == beside["official_url"]) | (beside["url"] == beside["mirror_url"]),
    )
    # stable: within each kind the figures keep the order of their texts
    beside = beside.sort_values("same_page", kind="stable", ignore_index=True)
    result = beside[[*_SAID, *_columns("official"), *_columns("mirror"), "agrees_with", "same_page"]]
    result.attrs["left_out"] = left_out
    return result


def _in_dollars(figures: pd.DataFrame) -> pd.DataFrame:
    bounded = bounds(figures)
    if "low_usd" in bounded.columns:
        return bounded
    if "rate" not in bounded.columns:
        return to_usd(bounded, future="leave", missing="leave")
    # converted before it was bounded: at the same rates, without how far these moved
    return bounded.assign(
        low_usd=bounded["low"] / bounded["rate"], high_usd=bounded["high"] / bounded["rate"]
    )


def _comparable_with_official(figures: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """The figures that an official value may stand beside, and how many others there are of each reason."""
    indicator = figures["indicator"].astype("str")
    inward = ~indicator.isin(_INWARD) | (figures["direction"] == Direction.IN.value)
    conditions = {
        "no series of the indicator": indicator.isin(list(OFFICIAL)) & inward,
        "growth or share": figures["kind"] == Kind.LEVEL.value,
        "another reporter": figures["reporter"] == HOME,
        "not come to pass": figures["modality"] == Modality.ACTUAL.value,
        "a part of the trade": ~_is_narrowed(figures),
        "several partners": figures["partner"].map(len) <= 1,
        "no period": figures["period_start"].notna(),
        "no money, or no exchange rate": figures["value_usd"].notna(),
    }
    left_out: dict[str, int] = {}
    kept = pd.Series(True, figures.index)
    for reason, condition in conditions.items():
        left_out[reason] = int((kept & ~condition).sum())
        kept &= condition
    # trade without a partner is not said to be the total: only investment and GDP are a country's own
    own = indicator.isin([*_INWARD, Indicator.GDP.value])
    unnamed = (figures["partner"].map(len) == 0) & ~own
    left_out["no partner"] = int((kept & unnamed).sum())
    return figures[kept & ~unnamed], left_out


def _is_narrowed(figures: pd.DataFrame) -> pd.Series[bool]:
    """Whether the sentence speaks of other trade than the whole of that in goods: of services, of oil."""
    trade = figures["indicator"].isin([indicator.value for indicator in TRADE])
    cells = zip(trade, figures["sentence"], figures["quote"], figures["language"].fillna("en"), strict=True)
    narrowed = [here and bool(scopes_of(said, quote, language)) for here, said, quote, language in cells]
    return pd.Series(narrowed, figures.index, dtype="bool")


def _columns(name: str) -> list[str]:
    compared = ["gap", "holds"] if name == "official" else [f"{name}_gap", f"{name}_holds"]
    return [*(f"{name}{part}" for part in ("", "_low", "_high", "_source", "_url")), *compared]


def _accounts(series: pd.DataFrame, name: str) -> pd.DataFrame:
    """One row for each indicator, partner and period: the first value, and what all may mean."""
    bounded = bounds(series.assign(quote="", value_high=np.nan))
    bounded = bounded.rename(columns={"indicator": "official_indicator"})
    groups = bounded.groupby(_KEY, as_index=False, sort=False)
    return groups.agg(
        **{
            name: ("value", "first"),
            f"{name}_low": ("low", "min"),
            f"{name}_high": ("high", "max"),
            f"{name}_source": ("source", "first"),
            f"{name}_url": ("url", "first"),
        }
    )


def _compared(beside: pd.DataFrame, name: str) -> dict[str, Any]:
    value, gap, holds = (*_columns(name)[:1], *_columns(name)[-2:])
    closed = beside["closed"].astype("str")
    low_end, high_end = beside[f"{name}_high"], beside[f"{name}_low"]
    above = (beside["low_usd"] < low_end) | ((beside["low_usd"] == low_end) & closed.isin(["both", "left"]))
    below = (high_end < beside["high_usd"]) | (
        (high_end == beside["high_usd"]) & closed.isin(["both", "right"])
    )
    known = beside[value].notna()
    return {
        gap: (beside["value_usd"] / beside[value] - 1) * 100,
        holds: (above & below).astype("boolean").where(known),
    }


def _verdicts(official_holds: pd.Series[Any], mirror_holds: pd.Series[Any]) -> pd.Categorical:
    ours, theirs = official_holds.fillna(False).to_numpy(bool), mirror_holds.fillna(False).to_numpy(bool)
    words = np.select(
        [ours & theirs, ours, theirs],
        [Verdict.BOTH.value, Verdict.OFFICIAL.value, Verdict.MIRROR.value],
        default=Verdict.NEITHER.value,
    )
    return pd.Categorical(words, [verdict.value for verdict in Verdict], ordered=True)
