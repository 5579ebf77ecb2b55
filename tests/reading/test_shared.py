"""How well the reader does on texts with gold figures, which stand beside the repository."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import kzdata as kz
from kzdata.model import Period

SHARED = Path(__file__).parents[2].parent / "shared"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "sample/score.py").is_file(), reason="the gold texts are not here"),
]

SEEDS = {
    "000_ff50e86c6e725ae2.txt": "2017-12-25",
    "001_531ebfe0f873b21e.txt": "",
}
"""The original texts and when they were published; the second has a day and month only."""

TWELVE = [
    # quote, value, unit, qualifier, kind, indicator, partner, period
    ("more than 4 billion people", 4e9, "persons", "over", "level", "population", (), None),
    ("34%", 34, "percent", "exact", "share", "gdp", ("WORLD",), None),
    ("7 states", 7, "count", "exact", "level", "other", (), None),
    ("23%", 23, "percent", "exact", "change", "trade_turnover", ("ASIA",), (2017, 1, 9)),
    ("13.3 billion USD", 1.33e10, "USD", "exact", "level", "trade_turnover", ("ASIA",), (2017, 1, 9)),
    (
        "9 foreign visits",
        9,
        "count",
        "exact",
        "level",
        "visits",
        ("CHN", "JPN", "KOR", "IRN", "TUR", "ARE", "SAU"),
        "2016-01-01..2017-12-31",
    ),
    ("12 Asian countries", 12, "count", "exact", "level", "visits", ("ASIA",), "2016-01-01..2017-12-31"),
    (
        "more than 14 billion USD",
        1.4e10,
        "USD",
        "over",
        "level",
        "investment",
        ("CHN",),
        "2007-12-25..2017-12-25",
    ),
    (
        "13 bilateral commercial documents",
        13,
        "count",
        "exact",
        "level",
        "agreements_count",
        ("JPN",),
        (2016, 11, 11),
    ),
    ("about 1.2 billion USD", 1.2e9, "USD", "about", "level", "agreements_value", ("JPN",), (2016, 11, 11)),
    (
        "almost 4.6 billion USD",
        4.6e9,
        "USD",
        "almost",
        "level",
        "investment",
        ("KOR",),
        "2007-12-25..2017-12-25",
    ),
    ("US$25 billion", 2.5e10, "USD", "exact", "level", "trade_turnover", ("EUROPE",), None),
]


def test_the_twelve_figures_of_the_two_original_texts_are_right():
    found = [
        (f.quote, f.value, f.unit, f.qualifier, f.kind, f.indicator, f.partner, str(f.period or ""))
        for name, published in SEEDS.items()
        for f in kz.extract((SHARED / "seeds" / name).read_text("utf-8"), published=published)
    ]
    assert found == [(*row[:-1], _period(row[-1])) for row in TWELVE]


def _period(days: tuple[int, int, int] | str | None) -> str:
    return str(Period.of_months(*days)) if isinstance(days, tuple) else days or ""


NEWS = Path(__file__).parents[1] / "cases/news"
"""Texts in the manner of news, made up for kzdata, with their figures."""


def score(texts, gold, folder):
    """What the scorer says of the figures read from the English texts in a folder."""
    statements = [
        st for path in sorted(texts.glob("*.md")) if (st := kz.read_statement(path)).language == "en"
    ]
    found = folder / "found.jsonl"
    rows = (figure.row() for st in statements for figure in kz.extract(st))
    found.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    program = [sys.executable, SHARED / "sample/score.py", found, "--gold", gold, "--texts", texts, "--json"]
    program += ["--only", ",".join(st.id for st in statements)]
    return json.loads(subprocess.run(program, capture_output=True, check=True, text=True).stdout)


@pytest.mark.parametrize(
    ("texts", "gold", "least"),
    [
        (SHARED / "sample/texts", SHARED / "sample/gold", 0.97),
        (SHARED / "corpus/statements", SHARED / "corpus/gold.csv", 0.94),
        (NEWS, NEWS / "gold.csv", 0.95),
    ],
    ids=["sample", "corpus", "news"],
)
def test_rows_are_fully_right_at_least_as_often_as_before(texts, gold, least, tmp_path):
    assert score(texts, gold, tmp_path)["fully"]["alt"][2] >= least


def test_value_and_unit_are_right_as_often_as_reports_say(tmp_path):
    assert score(NEWS, NEWS / "gold.csv", tmp_path)["value_unit"][2] >= 0.98
