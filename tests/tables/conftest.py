"""Statements and figures for the tests of tables, and a cache of their own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from kzdata.model import Figure, Indicator, PartialDate, Period, Statement
from kzdata.tables.frame import frame

TEXT = """---
id: {id}
title: Trade with {country}
publisher: {publisher}
published: {published}
url: https://example.org/{id}
language: en
---

The minister met the ambassador. In 2016, trade between Kazakhstan and {country} reached ${value} billion.
"""


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("KZDATA_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a statement into the folder ``corpus`` and gives the file's path."""

    def written(name: str, **changes: str) -> Path:
        facts = {"id": name, "country": "Italy", "publisher": "Akorda", "published": "2017-12-25"}
        path = tmp_path / "corpus" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.format(**({"value": "13.3"} | facts | changes)), encoding="utf-8")
        return path

    return written


@pytest.fixture
def corpus(write: Callable[..., Path]) -> Path:
    """A folder with three statements."""
    write("a", country="Italy", value="13.3")
    write("b", country="China", value="17.9")
    return write("c", country="Russia", value="16.5").parent


@pytest.fixture
def table() -> Callable[..., pd.DataFrame]:
    """Makes a table of figures: each given by what is special about it."""

    def made(*figures: dict[str, object]) -> pd.DataFrame:
        return frame(_pair(number, dict(figure)) for number, figure in enumerate(figures))

    return made


def _pair(number: int, facts: dict[str, object]) -> tuple[Statement, list[Figure]]:
    quote = "$13.3bn"
    published = PartialDate.parse(str(facts.pop("published", "2017-12-25")))
    publisher = str(facts.pop("publisher", "Akorda"))
    url = str(facts.pop("url", ""))
    statement = Statement(
        f"s{number}", f"It came to {quote}.", publisher=publisher, published=published, url=url
    )
    usual: dict[str, object] = {
        "value": 13.3e9,
        "unit": "USD",
        "indicator": Indicator.TRADE_TURNOVER,
        "partner": ("ITA",),
        "period": Period(date(2016, 1, 1), date(2016, 12, 31)),
    }
    return statement, [Figure(statement.id, 11, 18, quote, **(usual | facts))]  # type: ignore[arg-type]
