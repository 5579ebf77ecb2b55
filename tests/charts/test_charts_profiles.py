"""Profiles, checks and methods as a reader sees them."""

import re

import pandas as pd
import pytest

import kzdata as kz
from kzdata.model import PartialDate


@pytest.fixture(scope="module")
def china():
    text = "In 2017 trade with China grew by 37.4%, to $18 billion, said <the> ministry."
    return kz.figures([kz.Statement("s1", text, published=PartialDate(2018), publisher="A & B")])


def rows(table) -> list[str]:
    """Each row of a table as text."""
    lines = re.findall(r"<tr>(.*?)</tr>", table.html)
    return [" | ".join(re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)) for line in lines]


def test_a_profile_links_what_is_stated_to_its_words(china):
    told = rows(kz.profile_table(kz.profile(china, "CHN", kz.official("gdp"))))
    stated = next(row for row in told if row.startswith("Trade turnover"))
    assert '<a href="#f-s1-43-54">a statement</a>' in stated
    assert stated.endswith("A &amp; B, 2018")


def test_a_profile_says_what_is_not_known_and_why(china):
    told = rows(kz.profile_table(kz.profile(china, "CHN", kz.official("gdp"))))
    assert "Visits | not known |  |  | nobody here states it | " in told


def test_a_table_of_targets_says_what_came():
    goal = kz.Statement("s1", "Trade with China is to reach $40 billion by 2015.")
    came = kz.Statement("s2", "In 2015 trade with China came to over $10 billion.", publisher="P")
    told = rows(kz.targets_table(kz.targets(kz.figures([goal, came]), "CHN")))[1]
    assert "&gt;$10bn (P, undated) | missed" in told


def test_key_points_of_a_region_tell_what_is_missing_of_the_whole(china):
    said = str(kz.key_points(kz.profile(china, "ASIA", kz.official("gdp"))))
    assert said.startswith("- Of Asia as a whole nothing here gives trade turnover, exports, imports")


@pytest.mark.parametrize("table", ["audit", "changes", "reconciliation"])
def test_a_table_without_rows_is_a_sentence(table):
    nothing = kz.figures([kz.Statement("s1", "Nothing.")])
    made = {
        "audit": lambda: kz.audit_table(kz.audit(nothing)),
        "changes": lambda: kz.changes_table(kz.changes(nothing, "2018")),
        "reconciliation": lambda: kz.reconciliation_table(kz.reconcile(nothing)),
    }[table]()
    assert re.fullmatch(r"<p>[^<]+\.</p>", made.html)


def test_changes_show_what_stood_before():
    first = kz.Statement("s1", "In 2017 trade with China was $18 billion.", published=PartialDate(2018, 1))
    second = kz.Statement("s2", "In 2017 trade with China was $21 billion.", published=PartialDate(2018, 6))
    told = rows(kz.changes_table(kz.changes(kz.figures([first, second]), "2018-06")))[1]
    assert told.startswith("contradicted | Trade with China |")
    assert "“$18 billion” (Publisher unknown, Jan 2018)" in told


def test_the_page_on_method_knows_every_qualifier_and_rule():
    html = kz.methodology().html
    assert "<td>$15bn to $17bn</td>" in html  # about $16bn
    assert "Rest of a breakdown" in html


def test_every_figure_of_a_converted_table_is_kept_as_it_was_stated(china):
    converted = kz.to_currency(china, "EUR")
    assert [row["unit"] for row in kz.figure_table(converted).rows()] == ["percent", "USD"]


def test_a_chart_tells_that_its_amounts_were_converted(china):
    more = kz.figures([kz.Statement("s2", "In 2016 trade with China came to $13 billion.")])
    both = kz.to_currency(pd.concat([china, more], ignore_index=True), prices="constant")
    chart = kz.plot_series(both, unit="USD2015")
    assert "US dollars at 2015 prices a year" in chart.subtitle
    assert "by US consumer prices (BLS): 2 of 2." in chart.source


def test_headlines_of_topics_name_what_leads():
    said = kz.figures(
        [kz.Statement("s1", "In March 2015 agreements with China worth $23 billion were signed.")]
    )
    assert "The largest sum stated" in str(kz.headline(said, topic="agreements"))
    assert str(kz.headline(said, topic="investment")) == "# What is said of investment in Kazakhstan"
