import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kzdata as kz
from kzdata.errors import UnknownName
from kzdata.model import COLUMNS

CASES = Path(__file__).parent.parent / "cases"
GOLDEN = sorted((CASES / "en").glob("*.md"))


def rows(figures):
    return [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in ({**figure.row(), "partner": ";".join(figure.partner)} for figure in figures)
    ]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_text_is_read_as_its_table_says(path):
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    assert rows(kz.extract(kz.read_statement(path))) == expected


def only(text: str, published: str = "2019-06-15"):
    (figure,) = kz.extract(text, published=published)
    return figure


def test_growth_and_the_level_it_led_to_are_two_figures():
    change, level = kz.extract("Trade with Asia grew 23%, to $13.3bn.")
    assert [change.kind, level.kind] == ["change", "level"]


def test_a_fall_is_negative():
    assert only("Exports to China fell by 6%.").value == -6


def test_exports_of_the_partner_to_kazakhstan_are_kazakhstans_imports():
    figure = only("Uzbekistan exported $426.8 million of goods to Kazakhstan.")
    assert (figure.indicator, figure.reporter, figure.partner) == ("imports", "KAZ", ("UZB",))


def test_an_aim_is_a_target():
    assert only("The task is to bring trade with Turkey to $10 billion.").modality == "target"


def test_money_that_goes_out_has_that_direction():
    figure = only("Since 2005 Kazakhstan has invested $300 million in Georgia.")
    assert (figure.direction, figure.partner) == ("out", ("GEO",))


def test_words_before_an_indicator_count_at_the_start_of_a_text_too():
    (figure,) = kz.extract("Mutual investment with Italy stood at $3bn.")
    assert figure.direction == "both"


def test_a_figure_carries_its_period_on():
    _, level = kz.extract(
        "In January-September trade with Asia grew 23%. In monetary terms, this figure is 13.3 billion USD.",
        published="2017-12-25",
    )
    assert level.period_end == date(2017, 9, 30)


def test_evidence_names_the_words_that_decided():
    text = "In 2018 trade with China grew by 5%."
    (figure,) = kz.extract(text)
    assert {name: span.of(text) for name, span in figure.evidence.items()} == {
        "unit": "%",
        "kind": "grew",
        "indicator": "trade",
        "period": "2018",
        "partner": "China",
    }


def test_a_row_has_the_columns_of_the_contract():
    assert tuple(only("Trade with China was $5bn in 2018.").row()) == COLUMNS


def test_a_language_without_a_pack_is_told():
    with pytest.raises(UnknownName, match=r"no pack for French .* kzdata reads English"):
        kz.extract("Le commerce a doublé.", language="fr")


@given(st.text())
def test_any_text_can_be_read(body: str):
    kz.extract(body, published="2019-06-15", language="en")


@given(st.text(alphabet="0123456789.,- $%()", max_size=60))
def test_any_row_of_digits_can_be_read(body: str):
    kz.extract(body, published="2019-06-15")


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """trade exports to from China Kazakhstan grew fell by $5bn 23% 2018 in of and , . ( ) - more than 12
        companies twice June a third""",
    )
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_a_quote_is_the_words_at_its_offsets(body: str):
    assert all(body[f.start : f.end] == f.quote for f in kz.extract(body, published="2019-06-15"))


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_quotes_do_not_overlap(body: str):
    figures = kz.extract(body, published="2019-06-15")
    assert all(a.end <= b.start for a, b in pairwise(figures))


def test_brackets_in_a_relative_clause_are_read():
    figures = kz.extract("In 2011 trade was $402.7m, of which exports were $98.2m (-5.4%), or a quarter.")
    assert [figure.indicator for figure in figures[:2]] == ["trade_turnover", "exports"]
