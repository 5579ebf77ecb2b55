from copy import deepcopy
from dataclasses import replace

import pytest

from kzdata.model import PartialDate
from kzdata.reading import extract
from kzdata.reading.grammar import grammar
from kzdata.reading.period_rules import RULES
from kzdata.reading.periods import Periods
from kzdata.reading.text import read_text

TABLE = grammar("en").pack.periods
KINDS = ("year", "date", "span", "period")
PHRASES = [
    pytest.param(kind, rule, pattern, *entry[:2], id=f"{kind}.{rule}: {pattern}")
    for kind in KINDS
    for rule, entries in TABLE[kind].items()
    for pattern, entry in entries.items()
]
PUBLISHED = PartialDate(2017, 12, 25)


def periods(words: str, published: PartialDate | None = PUBLISHED) -> list[str]:
    return [str(mention.period) for mention in grammar("en").periods.find(read_text(words), published)]


@pytest.mark.parametrize(("kind", "rule", "pattern", "words", "days"), PHRASES)
def test_a_phrase_means_what_its_entry_says(kind, rule, pattern, words, days):
    table = deepcopy(TABLE)
    del table[kind][rule][pattern]
    rules = grammar("en")
    without = Periods(replace(rules.pack, periods=table), rules.measures)
    found = rules.periods.find(read_text(words), PUBLISHED)
    assert str(found[-1].period or "") == days
    assert without.find(read_text(words), PUBLISHED) != found


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("last year", "2016-01-01..2016-12-31"),
        ("this year", "2017-01-01..2017-12-25"),
        ("the second quarter of this year", "2017-04-01..2017-06-30"),
        ("H1 2020", "2020-01-01..2020-06-30"),
        ("from 2005 to the second quarter of this year", "2005-01-01..2017-06-30"),
        ("over three quarters of this year", "2017-01-01..2017-09-30"),
        ("between 10 and 30 June", "2017-06-10..2017-06-30"),
        ("In October last year", "2016-10-01..2016-10-31"),
        ("as of January 1, 2023", "2023-01-01..2023-01-01"),
        ("on Sunday", "2017-12-24..2017-12-24"),
        ("the past two decades", "1997-12-25..2017-12-25"),
        ("at present", "None"),
        ("every year", "None"),
    ],
)
def test_expressions_of_time_are_resolved(words, days):
    assert periods(words) == [days]


def test_without_a_publication_date_relative_periods_stay_empty():
    assert periods("last year, in 10 years, since 2005", None) == ["None", "None", "None"]


def test_an_absolute_period_needs_no_publication_date():
    assert periods("in 2016", None) == ["2016-01-01..2016-12-31"]


def test_the_same_period_of_another_year_keeps_its_months():
    said = periods("In January-September 2016 it was 5%, in the same period of 2015 4%.")
    assert said == ["2016-01-01..2016-09-30", "2015-01-01..2015-09-30"]


def test_a_month_that_is_another_word_needs_its_capital():
    assert periods("It may march on.") == []


def test_a_day_that_does_not_exist_is_no_period():
    assert periods("on June 31, 2016") == ["None"]


def test_every_rule_that_the_lexicon_names_is_there():
    named = {rule for kind in ("date", "span", "period") for rule in TABLE[kind]}
    assert named - set(RULES) == {"now", "recurring", "future", "vague", "aside"}


def test_a_growth_of_a_year_is_compared_with_the_year_before():
    (figure,) = extract("In 2016 exports grew by 5%.", published="2017-12-25")
    assert str(figure.compared) == "2015-01-01..2015-12-31"


def test_a_base_named_in_the_text_is_what_a_change_is_compared_with():
    (figure,) = extract("In 2016 exports grew 5 times compared to 2009.", published="2017-12-25")
    assert str(figure.compared) == "2009-01-01..2009-12-31"


def test_a_target_of_this_year_means_the_whole_year():
    (figure,) = extract("Trade is expected to reach $5bn this year.", published="2017-12-25")
    assert str(figure.period) == "2017-01-01..2017-12-31"
