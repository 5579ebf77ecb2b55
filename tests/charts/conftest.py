"""Tables of figures for the tests of charts, written as what a statement says."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

from kzdata.model import Figure, Indicator, PartialDate, Period, Statement
from kzdata.tables.frame import frame

Table = Callable[..., pd.DataFrame]


@pytest.fixture
def table() -> Table:
    """Makes a table of figures: each given by what is special about it.

    A figure is trade with China in 2017 unless it says otherwise; `year` is a full year, `years` a window.
    """
    return lambda *said: frame(_pair(number, dict(one)) for number, one in enumerate(said))


def _pair(number: int, said: dict[str, object]) -> tuple[Statement, list[Figure]]:
    body = f"Trade came to {said.get('quote', 'this much')} ({number})."
    statement = Statement(
        f"s{number}",
        body,
        title=f"Statement {number}",
        publisher=str(said.pop("publisher", "Akorda")),
        published=PartialDate.parse(str(said.pop("published", "2019-03-01"))),
        url=str(said.pop("url", f"https://example.org/{number}")),
    )
    quote = str(said.pop("quote", "this much"))
    period = said.pop("period", Period.of_year(int(str(said.pop("year", 2017)))))
    if "years" in said:
        first, last = said.pop("years")  # type: ignore[misc]
        period = Period(date(first, 1, 1), date(last, 12, 31))
    facts: dict[str, object] = {
        "value": 1e9,
        "unit": "USD",
        "indicator": Indicator.TRADE_TURNOVER,
        "partner": ("CHN",),
        "period": period,
    }
    start = body.index(quote)
    figure = Figure(f"s{number}", start, start + len(quote), quote, **(facts | said))  # type: ignore[arg-type]
    return statement, [figure]


@pytest.fixture
def trade(table: Table) -> pd.DataFrame:
    """What is said of trade with four partners: bounds, a range, a target, a part of a year, other money."""
    return table(
        {"value": 9.4e9, "year": 2009, "publisher": "China Daily", "published": "2010-06-11"},
        {"value": 20.4e9, "year": 2010, "publisher": "China Daily", "published": "2011-06-13"},
        {"value": 20e9, "year": 2010, "qualifier": "over", "published": "2011-06-14"},
        {"value": 40e9, "year": 2015, "modality": "target", "published": "2013-09-03"},
        {
            "value": 18e9,
            "year": 2017,
            "publisher": "Ministry of Commerce of China",
            "published": "2018-05-31",
        },
        {"value": 5e9, "period": Period.of_months(2018, 1, 3)},
        {"value": 33e9, "period": None},
        {"value": 3e9, "year": 2017, "unit": "EUR"},
        {"value": 16e9, "year": 2018, "partner": ("RUS",)},
        {"value": 20e9, "year": 2019, "partner": ("RUS",), "qualifier": "almost", "published": "2020-03-10"},
        {"value": 2e9, "value_high": 2.5e9, "year": 2018, "partner": ("TUR",), "qualifier": "range"},
        {"value": 60e6, "year": 2019, "partner": ("MNG",), "qualifier": "about"},
        {"value": 55e9, "year": 2018, "partner": ("EU",)},
    )


def texts(chart: object) -> list[str]:
    """All words in a drawing, from its figure's and its axes' texts."""
    figure, axes = chart.figure, chart.axes  # type: ignore[attr-defined]
    return [
        text.get_text()
        for text in (*figure.texts, *axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels())
    ]


@pytest.fixture
def words_in() -> Callable[[object], list[str]]:
    return texts
