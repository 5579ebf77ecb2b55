"""What follows from figures together: golden cases, and how the table marks it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kzdata as kz
from kzdata.lexicon.pack import read_rows
from kzdata.lexicon.relations import Relation, relation
from kzdata.model import PartialDate, Statement
from kzdata.tables.bounds import bounds
from kzdata.tables.comparable import comparable
from kzdata.tables.errors import NotComparable, TableError
from kzdata.tables.implied import implied

FILE = Path(__file__).parents[1] / "cases" / "implied.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
GREW = "In 2016 trade with China grew by 23 percent, to $13.3 billion."


def said(text: str, published: str = "2018-03-01") -> pd.DataFrame:
    return kz.figures([Statement("s1", text, published=PartialDate.parse(published))])


def follows(text: str, published: str = "2018-03-01") -> pd.DataFrame:
    return implied(said(text, published))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_follows_from_a_statement(case):
    found = follows(case["text"], case["published"])
    expected = case["follows"]
    days = [found[f"period_{end}"].dt.strftime("%Y-%m-%d") for end in ("start", "end")]
    told = zip(found["rule"], found["unit"], found["partner"].map(" ".join), *days, strict=True)
    assert [*told] == [(rule, *rest) for rule, _, _, _, *rest in expected]
    for row, (_, *numbers, _, _, _, _) in zip(found.itertuples(), expected, strict=True):
        assert (row.value, row.low, row.high) == pytest.approx(numbers, rel=1e-4)


@pytest.mark.parametrize("which", Relation)
def test_each_entry_of_the_lexicon_decides_in_its_example(which):
    table = read_rows("relations.csv", ("language", "relation", "words", "example"))
    rows = [row for row in table if row["relation"] == which]
    assert rows
    for row in rows:
        assert {found.lower() for found in relation(which).findall(row["example"])} == {row["words"].lower()}
        rules = [*follows(row["example"])["rule"]]
        assert rules == ([] if which is Relation.REAL else ["total_from_share"]), row["words"]


def test_without_the_words_for_real_terms_the_same_growth_has_a_base():
    assert [*follows("In 2017 exports to China grew by 12 percent, to $5.8 billion.")["rule"]] == [
        "base_from_growth"
    ]


def test_an_implied_figure_says_what_it_comes_from():
    figures = said(GREW)
    row = implied(figures).iloc[0]
    assert set(row["from_figures"]) == set(figures["figure_id"])
    assert row["explanation"] == (
        'Trade turnover, China, 2015: 10.81 (10.73 to 10.90) billion USD, from "$13.3 billion" in 2016 '
        'and its growth, "23 percent".'
    )
    assert row["implied"]
    assert row["source"] == figures["source"].iloc[0]


def test_the_figures_themselves_come_along_only_when_asked_for():
    figures = said(GREW)
    assert implied(figures)["implied"].all()
    both = implied(figures, stated=True)
    assert both["implied"].tolist() == [False, False, True]
    pd.testing.assert_frame_equal(
        both.loc[:1, [*bounds(figures).columns]], bounds(figures), check_dtype=False
    )


def test_a_rest_names_those_that_it_leaves_out():
    text = "In 2017 trade with the EAEU came to $17.4 billion. In 2017 trade with Russia was $16.0 billion."
    assert follows(text)["without"].tolist() == [("RUS",)]


@given(
    st.floats(1e9, 99e9),
    st.floats(1, 95),
    st.sampled_from([1, -1]),
)
@settings(max_examples=60)
def test_the_interval_of_a_base_holds_the_base_that_a_statement_was_rounded_from(base, growth, sign):
    after = base * (1 + sign * growth / 100)
    verb = "grew" if sign > 0 else "fell"
    found = follows(
        f"In 2016 trade with China {verb} by {growth:.0f} percent, to ${after / 1e6:.1f} million.", "2017"
    )
    assert found["low"].item() <= base * (1 + 1e-9)
    assert base * (1 - 1e-9) <= found["high"].item()


def test_a_rate_is_marked_as_one():
    row = follows("From 2008 to 2017 Korea invested 4.6 billion USD in the economy of Kazakhstan.").iloc[0]
    assert (row["per"], row["qualifier"]) == ("year", "about")


def test_a_sum_and_what_it_comes_to_a_year_are_not_comparable():
    figures = said("From 2008 to 2017 Korea invested 4.6 billion USD in the economy of Kazakhstan.")
    with pytest.raises(NotComparable, match="differ in per"):
        comparable(implied(figures, stated=True))


def test_a_rate_of_more_than_an_amount_is_more_than_its_part():
    row = follows("From 2008 to 2017 China invested over $14 billion in the economy of Kazakhstan.").iloc[0]
    assert (row["value"], row["qualifier"]) == (1.4e9, "over")


def test_implied_figures_of_the_corpus_lie_in_their_intervals_and_name_figures_of_one_statement():
    figures = kz.figures()
    found = implied(figures)
    assert ((found["low"] <= found["value"]) & (found["value"] <= found["high"])).all()
    assert found["figure_id"].is_unique
    statements = figures.set_index("figure_id")["statement_id"]
    for row in found.itertuples():
        assert {statements[source] for source in row.from_figures} == {row.statement_id}


def test_no_figures_imply_nothing():
    assert implied(kz.figures().iloc[:0]).empty


def test_exploded_partners_are_refused():
    with pytest.raises(TableError, match="without explode"):
        implied(kz.figures(explode=True))
