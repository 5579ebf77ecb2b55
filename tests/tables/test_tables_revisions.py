import pandas as pd
import pytest

from kzdata.errors import UnknownName
from kzdata.model import Kind, Modality, Period, Qualifier
from kzdata.tables.revisions import changes, history


def said(day: str, value: float, who: str = "Akorda", **facts: object) -> dict[str, object]:
    return {"published": day, "value": value, "publisher": who} | facts


def news(figures: pd.DataFrame) -> list[str]:
    return history(figures)["news"].tolist()


def test_the_first_to_say_it_brings_news(table):
    assert news(table(said("2017-02-01", 13.3e9))) == ["new"]


def test_who_says_it_again_repeats(table):
    assert news(table(said("2017-02-01", 13.3e9), said("2017-03-01", 13.3e9, "Kazinform"))) == [
        "new",
        "repeated",
    ]


def test_a_bound_that_holds_the_value_repeats_it(table):
    over = said("2017-03-01", 13e9, "Kazinform", qualifier=Qualifier.OVER)
    assert news(table(said("2017-02-01", 13.3e9), over)) == ["new", "repeated"]


def test_who_says_another_value_later_revises(table):
    assert news(table(said("2017-02-01", 13.3e9), said("2017-06-01", 13.9e9))) == ["new", "revised"]


def test_whoever_else_says_another_value_contradicts(table):
    figures = table(said("2017-02-01", 13.3e9), said("2017-06-01", 13.9e9, "Kazinform"))
    assert news(figures) == ["new", "contradicted"]


def test_the_speaker_is_the_voice_whoever_publishes(table):
    figures = table(
        said("2017-02-01", 13.3e9, "Akorda", speaker="Idrissov"),
        said("2017-06-01", 13.9e9, "Kazinform", speaker="Idrissov"),
    )
    assert news(figures) == ["new", "revised"]


def test_a_voice_is_held_to_its_own_last_word(table):
    figures = table(
        said("2017-02-01", 13.3e9), said("2017-03-01", 13.9e9, "Kazinform"), said("2017-04-01", 13.3e9)
    )
    told = history(figures)
    assert told["news"].tolist() == ["new", "contradicted", "repeated"]
    assert told["figure_id_before"].tolist()[1:] == [figures["figure_id"][0]] * 2


def test_a_statement_does_not_revise_itself(table):
    figures = table(said("2017-02-01", 13.3e9), said("2017-02-01", 5e9))
    assert news(figures.assign(statement_id="s0")) == ["new", "new"]


def test_parts_that_no_column_tells_apart_contradict_nobody(table):
    figures = table(said("2017-02-01", 13.3e9), said("2017-02-01", 5e9), said("2017-06-01", 8e9, "Kazinform"))
    assert news(figures.assign(statement_id=["s0", "s0", "s1"])) == ["new", "new", "new"]


def test_the_order_is_that_of_publication(table):
    told = history(table(said("2017-06-01", 13.9e9), said("2017-02-01", 13.3e9)))
    assert told["news"].tolist() == ["new", "revised"]
    assert told["value"].tolist() == [13.3e9, 13.9e9]


@pytest.mark.parametrize(
    "other",
    [
        {"partner": ("CHN",)},
        {"period": Period.of_year(2015)},
        {"unit": "KZT"},
        {"modality": Modality.TARGET},
        {"kind": Kind.SHARE, "unit": "percent"},
        {"compared": Period.of_year(2014)},
    ],
)
def test_another_thing_is_new(table, other):
    assert news(table(said("2017-02-01", 13.3e9), said("2017-06-01", 20e9, **other))) == ["new", "new"]


def test_without_period_or_date_nothing_can_be_compared(table):
    told = history(table(said("2017-02-01", 13.3e9, period=None), said("2017-02-01", 13.3e9)))
    assert len(told) == 1
    assert told.attrs["left_out"] == {"no period": 1, "no date of publication": 0}


def test_changes_are_those_since_a_day_that_bring_news(table):
    figures = table(
        said("2017-02-01", 13.3e9),
        said("2017-06-01", 13.3e9, "Kazinform"),
        said("2017-07-01", 13.9e9),
        said("2017-08-01", 1e9, partner=("CHN",)),
    )
    assert changes(figures, since="2017-06")["news"].tolist() == ["revised", "new"]


def test_changes_count_what_has_no_period_since_that_day(table):
    figures = table(said("2017-02-01", 1e9, period=None), said("2017-06-01", 1e9, period=None))
    assert changes(figures, since="2017-06").attrs["left_out"]["no period"] == 1


def test_changes_tell_what_was_said_before(table):
    told = changes(table(said("2017-02-01", 13.3e9), said("2017-06-01", 13.9e9)), since="2017-06")
    assert told["source_before"].tolist() == ["Akorda, 1 Feb 2017"]


def test_what_is_no_date_is_refused(table):
    with pytest.raises(UnknownName, match="Write 2018-06-01"):
        changes(table({}), since="June")


def test_a_year_to_look_back_to_may_be_a_number(table):
    figures = table(said("2017-02-01", 13.3e9), said("2018-02-01", 13.9e9))
    assert (
        changes(figures, since=2018)["figure_id"].tolist()
        == changes(figures, since="2018")["figure_id"].tolist()
    )
