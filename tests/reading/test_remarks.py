"""What stands beside a figure without being one: remarks, brackets, lengths of time, insertions."""

import pytest

from kzdata.model import Modality, PartialDate, Statement
from kzdata.reading import extract


def read(text):
    return extract(Statement("text", text, published=PartialDate(2017, 12, 25)))


def test_a_remark_on_a_plan_is_as_sure_as_the_plan():
    plan, more = read("It is planned to carry 9 million tons of cargo, which is 23% more than in 2016.")
    assert (plan.modality, more.modality) == (Modality.TARGET, Modality.TARGET)


def test_a_remark_on_a_fact_is_a_fact():
    _, more = read("Trade with Italy was $9 billion, which is 23% more than in 2016.")
    assert more.modality == Modality.ACTUAL


def test_a_sum_in_a_second_currency_has_the_time_of_the_first():
    *_, euros = read("In 2018 they will carry out seven projects worth $78 billion (70 billion euros).")
    assert str(euros.period) == "2018-01-01..2018-12-31"


@pytest.mark.parametrize("length", ["Within 6.5 years", "Over 1.5 months", "In 2.5 weeks"])
def test_a_length_of_time_counts_nothing(length):
    assert [figure.quote for figure in read(f"{length}, 45 projects were launched.")] == ["45 projects"]


@pytest.mark.parametrize("insertion", ["As noted above", "As stated there", "As reported earlier"])
def test_an_insertion_names_nobody(insertion):
    assert read(f"{insertion}, trade with China was $3 billion.")[0].speaker == ""


def test_a_share_is_no_apposition_to_a_word_before_it():
    assert read("Thus, exports were 25 percent of trade, said the company head.")[0].speaker == ""


def test_mutual_trade_of_a_bloc_is_with_itself():
    _, mutual = read("Trade of the EAEU with third countries grew by 3%, and mutual trade fell by 4%.")
    assert (mutual.reporter, mutual.partner) == ("EAEU", ("EAEU",))


def test_mutual_trade_with_a_country_is_with_that_country():
    _, mutual = read("Trade of the EU with China grew by 3%, and its mutual trade with Russia by 9%.")
    assert mutual.partner == ("RUS",)
