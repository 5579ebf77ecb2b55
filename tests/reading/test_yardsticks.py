"""What figures are measured by: another time's figure, a plan."""

from __future__ import annotations

from kzdata.model import Modality, Period
from kzdata.reading import extract


def test_a_figure_exceeds_that_of_the_like_period() -> None:
    text = "In May 2019 trade was $2bn, which exceeds that of the same month of 2018 by 5%. Sales made $1bn."
    assert [f.period for f in extract(text, published="2019-10-20")] == [Period.of_months(2019, 5, 5)] * 3


def test_more_than_planned_is_no_plan() -> None:
    text = "In 2018 the port handled 7 million tons, 5 percent more than planned."
    assert {f.modality for f in extract(text, published="2019-10-20")} == {Modality.ACTUAL}


def test_a_day_of_speech_dates_nothing_said() -> None:
    text = "In November Smith said that more than 300 American companies were at work in Kazakhstan."
    assert [f.period for f in extract(text, published="2019-10-20")] == [None]
