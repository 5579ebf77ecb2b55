"""The profile of a partner: each number with what it rests on, and what is not known said so."""

import pandas as pd
import pytest

import kzdata as kz
from kzdata.errors import UnknownName
from kzdata.model import PartialDate

YEAR = PartialDate(2018, 6, 1)


def said(*texts: str, published: PartialDate = YEAR) -> pd.DataFrame:
    statements = [kz.Statement(f"s{n}", text, published=published) for n, text in enumerate(texts)]
    return kz.figures(statements)


def facts(table: pd.DataFrame, partner: str, official: pd.DataFrame | None = None) -> pd.DataFrame:
    return kz.profile(table, partner, kz.official("gdp") if official is None else official).set_index("fact")


@pytest.fixture
def world() -> pd.DataFrame:
    return kz.official("trade_turnover", "WORLD")


def test_a_stated_number_names_its_figure_and_source():
    row = facts(said("In 2017 trade with China came to $18 billion."), "CHN").loc["trade_turnover"]
    assert (row["basis"], row["value"], row["from_figures"]) == ("stated", 18e9, ("s0:33-44",))


def test_what_nobody_says_is_missing_with_the_reason():
    row = facts(said("In January-March 2018 trade with China came to $2 billion."), "CHN")
    assert row.loc["trade_turnover", "reason"] == "part_of_a_year"
    assert row.loc["visits", "reason"] == "not_stated"
    assert row.loc[["trade_turnover", "visits"], "value"].isna().all()


def test_the_balance_is_the_difference_with_the_bounds_of_both_sides():
    table = said("In 2017 exports to China were $5 billion, imports from China were $4.7 billion.")
    row = facts(table, "CHN").loc["trade_balance"]
    assert (row["value"], row["rule"], len(row["from_figures"])) == (0.3e9, "exports_less_imports", 2)
    assert (row["low"], row["high"]) == (pytest.approx(-0.25e9), pytest.approx(0.85e9))


def test_growth_against_a_bound_is_a_bound():
    table = said(
        "Trade with Turkey was $2 billion in 2016.", "Trade with Turkey was over $1.9 billion in 2017."
    )
    row = facts(table, "TUR").loc["growth"]
    assert (row["basis"], row["qualifier"]) == ("computed", "at_least")


def test_the_share_is_of_official_trade_of_the_same_year(world):
    row = facts(said("In 2017 trade with China came to $18 billion."), "CHN", world).loc["share"]
    assert row["value"] == pytest.approx(23.2, abs=0.1)
    assert row["low"] < row["value"] < row["high"]


PARTNERS = ("China", "Russia", "Italy", "France", "Turkey")


def test_a_rank_is_a_range_where_bounds_leave_it_open():
    table = said(
        *(f"In 2017 trade with {name} came to ${value} billion."
          for name, value in zip(PARTNERS, (18, 16, 9, 5, 2), strict=True)),
        "In 2017 trade with Germany came to over $5 billion.",
    )  # fmt: skip
    assert facts(table, "RUS").loc["rank", ["value", "among"]].tolist() == [2, 6]
    germany = facts(table, "DEU").loc["rank"]
    assert (germany["value"], germany["value_high"]) == (3, 5)


def test_few_partners_give_no_rank_and_no_concentration(world):
    row = facts(said("In 2017 trade with China came to $18 billion."), "CHN", world)
    assert row.loc[["rank", "concentration"], "reason"].tolist() == ["few_partners", "few_partners"]


def test_concentration_is_a_least_value_that_tells_what_it_covers(world):
    amounts = (18, 16, 9, 5, 2)
    table = said(
        *(f"In 2017 trade with {name} came to ${value} billion."
          for name, value in zip(PARTNERS, amounts, strict=True))
    )  # fmt: skip
    row = facts(table, "CHN", world).loc["concentration"]
    assert row["value"] == pytest.approx(sum((each / 77.57) ** 2 for each in amounts), rel=0.01)
    assert (row["qualifier"], row["among"], round(row["coverage"])) == ("at_least", 5, 64)


def test_the_members_of_a_bloc_are_summed_as_far_as_they_are_spoken_of():
    table = said("In 2017 trade with Russia was $16 billion.", "In 2017 trade with Belarus was $0.7 billion.")
    row = facts(table, "EAEU").loc["members"]
    assert (row["value"], row["among"], row["rule"]) == (pytest.approx(16.7e9), 2, "sum_of_members")


def test_kazakhstan_is_not_its_own_partner():
    with pytest.raises(UnknownName):
        kz.profile(said("Nothing."), "KAZ")


def came(goal: str, *later: str) -> list[str]:
    table = pd.concat([said(goal, published=PartialDate(2013)), said("", *later)], ignore_index=True)
    return kz.targets(table, "CHN", kz.official("gdp"))["verdict"].tolist()


GOAL = "Trade with China is to reach $40 billion by 2015."


@pytest.mark.parametrize(
    ("later", "verdict"),
    [
        (["In 2015 trade with China came to $41 billion."], "reached"),
        (["In 2015 trade with China came to $10 billion."], "missed"),
        (["In 2015 trade with China came to over $10 billion."], "missed"),
        (["In 2015 trade with China came to over $38 billion."], "unclear"),
        (["In 2014 trade with China came to $10 billion."], "unknown"),
        ([], "unknown"),
    ],
)
def test_a_target_is_held_against_what_came(later, verdict):
    assert came(GOAL, *later) == [verdict]


def test_statistics_tell_what_came_where_no_statement_does():
    goal = said("Trade with China is to reach $20 billion by 2013.", published=PartialDate(2012))
    row = kz.targets(goal, "CHN").iloc[0]
    assert (row["came_basis"], row["verdict"]) == ("official", "reached")


def test_quality_counts_the_fields_that_the_sentence_itself_decides():
    table = said("In 2017 trade with China came to $18 billion. Exports were $5.8 billion.")
    assert table["quality"].tolist() == [3, 1]
    assert kz.only(table, quality=2)["quote"].tolist() == ["$18 billion"]


def test_a_quality_that_there_is_not_is_refused():
    with pytest.raises(UnknownName, match="quality"):
        kz.figures([kz.Statement("s1", "")], quality=4)
