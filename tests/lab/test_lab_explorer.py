"""The explorer without a browser: what a choice keeps, draws and stands for."""

import pytest

import kzdata as kz
from kzdata.errors import UnknownName
from kzdata.lab.choice import PLOTS, Choice
from kzdata.lab.complaint import complaint


@pytest.fixture(scope="module")
def figures():
    return kz.figures()


CHOICES = [
    Choice(partners=("CHN",), years=(2005, 2020)),
    Choice(chart="ranking"),
    Choice(chart="regions", region="EU"),
    Choice(chart="balance", partners=("CHN",)),
    Choice(indicator="exports", publisher="Tengrinews"),
]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.chart + choice.indicator)
def test_the_code_makes_the_same_chart(figures, choice):
    *lines, last = choice.code().splitlines()
    names = {}
    exec("\n".join([*lines, f"chart = {last}"]), names)  # noqa: S102
    mine = choice.draw(choice.rows(figures))
    assert names["chart"]._repr_mimebundle_() == mine._repr_mimebundle_()


@pytest.mark.parametrize("chart", PLOTS)
def test_a_choice_of_nothing_is_a_sentence(figures, chart):
    explorer = kz.explore(figures.head(0), chart=chart)
    assert "kz-mark" not in explorer._outcome.value.partition("</style>")[2]


def test_the_code_of_an_own_table_names_it(figures):
    own = figures.tail(300)
    explorer = kz.explore(own, chart="ranking", years=(2005, 2020))
    names = {"table": own}
    exec(explorer.code, names)  # noqa: S102
    assert names["figures"]["figure_id"].tolist() == explorer.rows["figure_id"].tolist()


def test_what_cannot_be_chosen_is_refused(figures):
    with pytest.raises(UnknownName, match="Unknown choice 'partner'"):
        kz.explore(figures, partner="CHN")
    with pytest.raises(UnknownName, match="region"):
        kz.explore(figures, region="XYZ")


def test_the_report_of_a_partner_is_asked_for_with_its_years():
    asked = Choice(partners=("CHN",), years=(2010, 2015)).report_code()
    assert asked == "kz.render('partner', partner='CHN', start_year=2010, end_year=2015)"


def test_regions_are_offered_with_their_members(figures):
    explorer = kz.explore(figures, region="EU")
    assert {"ITA", "DEU"} & {code for codes in explorer.rows["partner"] for code in codes}


def test_an_error_says_what_to_do_instead_of_a_traceback():
    with pytest.raises(UnknownName) as raised:
        kz.figures(partner="Chnia")
    assert any("Did you mean China" in line for line in complaint(raised.value))
