"""Which time a figure has, and which it is compared with: tables of texts and their periods."""

import pytest

from kzdata.reading import extract

PUBLISHED = "2019-06-15"


def periods(text: str) -> list[str]:
    return [str(figure.period or "") for figure in extract(text, published=PUBLISHED)]


def bases(text: str) -> list[str]:
    return [str(figure.compared or "") for figure in extract(text, published=PUBLISHED)]


YEAR, BEFORE = "2018-01-01..2018-12-31", "2017-01-01..2017-12-31"
TRADE = "In 2018 trade with Italy came to $5bn. "


@pytest.mark.parametrize(
    ("following", "period"),
    [
        ("Exports were $3bn.", YEAR),
        ("Of that, $3 billion was exports.", YEAR),
        ("Russia's share was 20 percent.", YEAR),
        ("Russia takes 44 percent of exports.", ""),
        ("Some 58 percent of Italy's trade with the region falls to Kazakhstan.", ""),
        ("Oil got 60% of the money.", YEAR),
        ("More than 900 Italian companies operate in Kazakhstan.", ""),
        ("The project is worth $380 million and will be ready by 2030.", ""),
        ("In the nineties exports never exceeded $1bn.", ""),
    ],
)
def test_a_time_is_carried_on_where_it_still_holds(following, period):
    assert periods(TRADE + following)[1:2] == [period]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "The talks were on June 13. It was hot. They were long. Six documents were signed at the talks.",
            "13",
        ),
        ("Eight documents were signed at the forum. The forum opened on 12 June.", "12"),
        ("The two met in Rome on 11 June. Nine agreements were signed that day.", "11"),
        ("On 15 June the two sides put their names to 15 documents.", "15"),
    ],
)
def test_papers_are_signed_on_the_day_of_the_event(text, period):
    assert periods(text) == [f"2019-06-{period}..2019-06-{period}"]


def test_all_papers_ever_signed_have_no_day():
    assert periods("The talks were held on June 13. The two have signed 90 agreements.") == [""]


def test_a_day_on_which_somebody_speaks_is_no_time_of_trade():
    assert periods("China has a third of the region's foreign trade, says a paper shown on Sunday.") == [""]


def test_what_is_does_not_lie_in_the_future():
    assert periods("Eight projects are complete, and they mean to do the rest by 2030.") == [""]


def test_a_sum_a_year_over_a_window_has_that_window():
    assert periods("From 2006 to 2014 investment averaged $9 billion a year.") == ["2006-01-01..2014-12-31"]


def test_each_of_several_aims_has_the_time_before_them():
    text = "For 2021 it plans to lend $60 million for roads and $35 million for farms."
    assert periods(text) == ["2021-01-01..2021-12-31"] * 2


def test_an_aim_has_the_time_before_it_where_the_next_has_its_own():
    text = "Next year we expect exports of $3 billion, and by 2025 we want to bring them to $5 billion."
    assert periods(text) == ["2020-01-01..2020-12-31", "2025-01-01..2025-12-31"]


def test_what_an_aim_starts_from_is_past():
    (_, start) = extract(
        "It plans to raise exports to $41bn by 2022, from $15bn last year.", published=PUBLISHED
    )
    assert (start.modality, str(start.period)) == ("actual", YEAR)


def test_what_a_level_came_from_was_before_it():
    assert periods("In 2018 trade fell to $8 million from $9 million.") == [YEAR, BEFORE]


def test_a_year_earlier_keeps_the_months_that_were_spoken_of():
    text = "Trade was $5bn in January-May 2018, against $4bn a year earlier."
    assert periods(text) == ["2018-01-01..2018-05-31", "2017-01-01..2017-05-31"]


def test_the_day_of_the_news_is_no_year_to_count_from():
    text = "Trade was $5bn in 2014, the envoy said on Thursday. It had been $4bn a year before."
    assert periods(text)[1] == "2013-01-01..2013-12-31"


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("In 2018 trade was 1.8 times that of 2015.", "2015-01-01..2015-12-31"),
        ("Last year trade was double what we had ten years ago.", "2009-01-01..2009-12-31"),
        ("In January-May 2019 trade grew (+7% to January-May 2018).", "2018-01-01..2018-05-31"),
        ("Its GDP has grown 16 times since 1991.", "1991-01-01..1991-12-31"),
        ("They want to double trade by 2025.", ""),
    ],
)
def test_a_change_is_compared_with_what_is_said(text, base):
    assert bases(text)[-1] == base


def test_each_change_has_the_base_next_to_it():
    text = "Trade was up 45% on the level of 2015, and in January-May 2019 it doubled against May 2017."
    assert bases(text) == ["2015-01-01..2015-12-31", "2017-05-01..2017-05-31"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They plan to raise exports, $2bn last year, to $5bn.", [YEAR, ""]),
        ("They plan to raise exports ($2bn in 2018) to $5bn.", [YEAR, ""]),
        ("They want to turn the $2bn of 2018 into $5bn by 2025.", [YEAR, "2025-01-01..2025-12-31"]),
        ("Last year's goal of $2bn was missed.", [""]),
    ],
)
def test_what_was_beside_a_plan_keeps_its_time(text, times):
    assert periods(text) == times


def test_a_time_in_brackets_is_that_of_the_sum_before_or_in_them():
    assert periods("Exports came to $3bn (2017: $2bn).") == ["", BEFORE]
    assert periods("Exports came to $2bn (2017) and $3bn (2018).") == [BEFORE, YEAR]


def test_years_are_given_in_order():
    assert periods("In 2017 and 2018 exports were $2bn and $3bn respectively.") == [BEFORE, YEAR]


def test_what_is_aimed_at_in_ten_years_lies_ahead():
    assert periods("In ten years exports doubled.") == ["2009-06-15..2019-06-15"]
    assert periods("In ten years exports are to double.") == ["2019-06-15..2029-06-15"]


def test_the_time_of_another_clause_is_not_taken():
    assert periods("Some 50 firms work here, and the turnover of 2018 was $2bn.") == ["", YEAR]
    assert periods("Thanks to the plan adopted in 2018 trade has doubled.") == [""]


def test_a_time_behind_exports_and_imports_is_that_of_both():
    assert periods("Exports doubled and imports grew by 5% in 2018.") == [YEAR, YEAR]
    assert periods("Exports doubled in 2017 and imports grew by 5% in 2018.") == [BEFORE, YEAR]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arrivals from Italy grew to 14,830 in 2018 from 12,050 the year before.", [YEAR, BEFORE]),
        ("Trade fell by 3% a year since 2016, and by 5% in 2018.", ["2016-01-01..2019-06-15", YEAR]),
        ("In 2018 they carried 54% more than in 2017, 8,500 tons in all.", [YEAR, YEAR]),
        ("In 2018 Italy began 9 projects with a total of $2 billion.", [YEAR, YEAR]),
    ],
)
def test_a_time_belongs_to_the_amount_that_its_words_stand_with(text, expected):
    assert periods(text) == expected
