"""What the audit finds in its cases, and that it finds nothing else."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from kzdata.model import PartialDate, Statement
from kzdata.tables.audit import Severity, audit
from kzdata.tables.audit.check import COLUMNS
from kzdata.tables.corpus import figures
from kzdata.tables.errors import TableError
from kzdata.tables.implied import implied

CASES = Path(__file__).parents[1] / "cases" / "audit"


def cases(name: str) -> list:
    entries = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(entry, id=entry["name"]) for entry in entries]


def statements(case: dict) -> list[Statement]:
    return [
        Statement(
            f"s{number}",
            each["text"],
            publisher=each["publisher"],
            published=PartialDate.parse(each["published"]),
        )
        for number, each in enumerate(case["statement"])
    ]


@pytest.fixture
def two_values() -> list[Statement]:
    """Two statements of which one must be wrong."""
    told = {"s1": "$3.5 billion", "s2": "$4.1 billion"}
    return [
        Statement(name, f"Trade with Turkey came to {value} in 2013.", publisher=name.upper())
        for name, value in told.items()
    ]


@pytest.mark.parametrize("case", cases("contradictions"))
def test_a_contradiction_is_found_with_its_reason(case):
    found = audit(statements(case)).astype("object")
    found = found.where(found.notna(), "")
    told = [(each.rule, each.reason, each.severity, sorted(each.quotes)) for each in found.itertuples()]
    assert told == [(case["rule"], case["reason"], case["severity"], sorted(case["quotes"]))]


@pytest.mark.parametrize("case", cases("harmless"))
def test_what_only_seems_a_contradiction_is_none(case):
    assert audit(statements(case))["sentence"].tolist() == []


def test_a_finding_says_who_states_what_and_how_far_apart(two_values):
    (sentence,) = audit(two_values)["sentence"]
    assert sentence == (
        "Trade with Turkey in 2013: “$3.5 billion” (S1, undated), but “$4.1 billion” (S2, undated): "
        "17% apart; no reason shows."
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("came to $4.0 billion", "came to $3.5 billion"), ": 14% apart; no reason shows."),
        (("grew by 14%", "grew by 4.5%"), ": 9.5 points apart; no reason shows."),
        (("came to $4.12 billion", "came to $4.12 million"), ": one is 1,000 times the other."),
        (("came to $0", "came to $5 million"), ": one of them is zero; no reason shows."),
    ],
)
def test_a_gap_is_what_a_reader_would_reckon(told, words):
    texts = [f"In 2013 trade with Turkey {each}." for each in told]
    (sentence,) = audit([Statement(f"s{number}", text) for number, text in enumerate(texts)])["sentence"]
    assert sentence.endswith(words)


def test_a_finding_names_its_figures(two_values):
    found = audit(two_values)
    assert found["figure_ids"].tolist() == [("s1:26-38", "s2:26-38")]
    assert found["quotes"].tolist() == [("$3.5 billion", "$4.1 billion")]


def test_a_finding_keeps_its_id_whatever_stands_around_it(two_values):
    other = Statement("s3", "Exports to Italy came to $5bn in 2013.")
    assert audit([other, *two_values])["finding_id"].tolist() == audit(two_values)["finding_id"].tolist()


def test_many_who_say_the_same_make_one_finding(two_values):
    chorus = [Statement(f"c{number}", two_values[0].body, publisher="Echo") for number in range(5)]
    (sentence,) = audit([*two_values, *chorus])["sentence"]
    assert "undated and 5 others)" in sentence


def test_the_seed_counts_one_visit_too_many():
    found = audit().set_index("rule").loc["list"]
    assert found["quotes"] == ("9 visits",)
    assert "names 8" in found["sentence"]


def test_the_worst_comes_first():
    ranks = audit()["severity"].map(list(Severity).index).tolist()
    assert ranks == sorted(ranks, reverse=True)


def test_a_table_of_figures_is_checked_as_it_is():
    table = figures()
    assert audit(table[table["partner"].map(lambda codes: codes == ("ITA",))])["rule"].tolist() == [
        "currency"
    ]


def test_nothing_is_found_where_there_is_nothing():
    found = audit([Statement("s1", "The ministers met.")])
    assert found.columns.tolist() == list(COLUMNS)
    assert len(found) == 0


def test_what_was_skipped_is_told(corpus):
    (corpus / "bad.md").write_text("no front matter")
    with pytest.warns(UserWarning, match=r"bad\.md"):
        found = audit(corpus)
    assert "bad.md" in found.attrs["skipped"][0]


def test_the_order_of_statements_does_not_change_what_is_found():
    table = figures()
    turned = table.sort_values("statement_id", ascending=False, kind="stable")
    pd.testing.assert_frame_equal(audit(turned), audit(table))


def test_what_is_implied_is_passed_over():
    table = figures()
    pd.testing.assert_frame_equal(audit(implied(table, stated=True)), audit(table))


def test_a_table_without_figures_is_refused():
    with pytest.raises(TableError, match="quote"):
        audit(implied(figures()))


def test_exploded_partners_are_refused():
    with pytest.raises(TableError, match="without explode"):
        audit(figures(explode=True))
