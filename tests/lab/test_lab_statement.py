"""What a statement shows of itself: marks, what was read, from which words, and nothing that it is not."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

import kzdata as kz
from kzdata.charts.theme import theme
from kzdata.lab.groups import groups
from kzdata.lab.notes import notes
from kzdata.lab.page import page_html
from kzdata.model import Direction, Indicator, Modality, PartialDate, Period, Qualifier

BODY = (
    "Foreign trade\n\nTrade with Asian countries in January-September of this year grew 23%  compared to the "
    "same period last year.\nIn monetary terms, this is $13.3bn & more <than> ever."
)
ASIA = kz.Statement(
    "asia", BODY, "Asia & trade", "Akorda", PartialDate(2017, 12, 25), "https://example.org/?a=1&b=2"
)


@pytest.fixture(scope="module")
def shown():
    return BeautifulSoup(ASIA._repr_html_(), "html.parser")


def said(**fields):
    """A figure of $5bn in one line."""
    (note,) = notes("$5bn", [kz.Figure("x", 0, 4, "$5bn", **{"value": 5e9, "unit": "USD"} | fields)])
    return note.said


def test_the_visible_text_is_the_body(shown):
    assert shown.select_one(".kz-text").get_text() == BODY


def test_a_figure_is_marked_with_its_words(shown):
    assert [(mark["data-n"], mark.get_text(), mark["data-group"]) for mark in shown.select("mark")] == [
        ("1", "23%", "trade"),
        ("2", "$13.3bn", "trade"),
    ]


def test_a_mark_says_what_was_read(shown):
    cards = [card["data-said"] for card in shown.select("mark > .kz-card")]
    assert cards == [
        "23%, trade turnover, change, with Asia, Jan–Sept 2017, against Jan–Sept 2016",
        "$13.3bn, trade turnover, with Asia, Jan–Sept 2017",
    ]


def test_a_mark_names_the_words_of_each_field(shown):
    (mark, _) = shown.select("mark")
    read = {line["data-field"]: line["data-read"] for line in mark.select("[data-field]")}
    assert read["Kind"] == "growth or decline “grew”"
    assert read["Period"] == "Jan–Sept 2017 “January-September of this year”"
    assert read["Compared with"] == "Jan–Sept 2016 “the same period last year”"


def test_the_words_behind_a_figure_are_found_in_the_text(shown):
    words = [piece.get_text() for piece in shown.select('.kz-text [data-from~="1"]')]
    assert {"Trade", "Asian", "January-September of this year", "grew"} <= set(words)


def test_each_mark_has_a_row_of_its_number_under_the_text(shown):
    rows = {row["data-n"]: row.select("td")[0] for row in shown.select("tbody tr")}
    assert [mark["aria-describedby"] for mark in shown.select("mark")] == [row["id"] for row in rows.values()]
    assert list(rows) == ["1", "2"]
    assert rows["2"].text == "$13.3bn, trade turnover, with Asia, Jan–Sept 2017"


def test_every_mark_is_reached_by_keyboard(shown):
    assert {mark["tabindex"] for mark in shown.select("mark")} == {"0"}


def test_the_source_stands_over_the_text(shown):
    assert shown.select_one(".kz-title").text == "Asia & trade"
    assert shown.select_one(".kz-source").text == "Akorda, 25 Dec 2017, https://example.org/?a=1&b=2"
    assert shown.select_one(".kz-source a")["href"] == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///x", "http://[", 'https"x'])
def test_only_an_address_of_the_web_is_a_link(url):
    page = BeautifulSoup(kz.Statement("x", "Trade.", url=url)._repr_html_(), "html.parser")
    assert (page.select_one(".kz-source").text, page.select("a")) == (url, [])


def test_a_text_without_a_date_says_what_that_means():
    assert "periods such as “last year” stay empty" in kz.Statement("x", "Trade grew.")._repr_html_()
    assert "stay empty" not in ASIA._repr_html_()


def test_what_is_to_know_of_the_reading_is_said():
    page = BeautifulSoup(
        kz.Statement("x", "Trade.", notes=("Page 2 is a picture.",))._repr_html_(), "html.parser"
    )
    assert page.select(".kz-remark")[-1].text == "Page 2 is a picture."


def test_a_text_without_figures_says_so():
    assert "No figure was read in this text." in kz.Statement("x", "Trade grew.")._repr_html_()


def test_a_text_in_a_language_that_cannot_be_read_is_shown_all_the_same():
    page = BeautifulSoup(kz.Statement("x", "Xyz 5.", language="xx")._repr_html_(), "html.parser")
    assert page.select_one(".kz-text").text == "Xyz 5."
    assert "No figures: " in page.select_one(".kz-remark").text


def test_markup_in_a_text_stays_text():
    bad = "<script>x</script>\" ' & <b>$5bn</b>"
    html = kz.Statement(bad, bad, bad, bad, None, bad, bad, bad, (bad,))._repr_html_()
    page = BeautifulSoup(html, "html.parser")
    assert (page.select("script"), page.select_one(".kz-text").text) == ([], bad)
    assert page.select_one(".kz-title").text == bad


def test_it_shows_itself_to_who_only_read_it():
    code = "import kzdata as kz; print(kz.Statement('x', 'Trade was $5bn.')._repr_html_())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "$5bn, trade turnover" in done.stdout


def test_showing_needs_neither_pandas_nor_matplotlib():
    code = (
        "import sys, kzdata as kz; kz.Statement('x', 'Trade was $5bn.')._repr_html_();"
        "print({'pandas', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_it_asks_for_nothing_and_runs_nothing():
    html = ASIA._repr_html_()
    assert not any(word in html for word in ("<script", "src=", "url(", "@import", "<link"))


def test_the_same_statement_is_the_same_bytes():
    assert ASIA._repr_html_() == ASIA._repr_html_()


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"qualifier": Qualifier.OVER}, "more than $5bn, other"),
        ({"value_high": 6e9, "qualifier": Qualifier.RANGE}, "$5bn to $6bn, other"),
        (
            {"indicator": Indicator.EXPORTS, "partner": ("CHN", "USA")},
            "$5bn, exports, to China and the United States",
        ),
        (
            {"indicator": Indicator.EXPORTS, "reporter": "UZB", "partner": ("KAZ",)},
            "$5bn, exports, of Uzbekistan, to Kazakhstan",
        ),
        (
            {"indicator": Indicator.LOANS, "partner": ("CHN",), "direction": Direction.IN},
            "$5bn, loans, from China, into Kazakhstan",
        ),
        (
            {"indicator": Indicator.GDP, "modality": Modality.TARGET, "period": Period.of_year(2030)},
            "$5bn, GDP, 2030, target",
        ),
        ({"speaker": "Tokayev"}, "$5bn, other, according to Tokayev"),
    ],
)  # fmt: skip
def test_a_figure_is_said_in_an_analysts_words(fields, line):
    assert said(**fields) == line


def test_the_value_is_told_with_all_its_digits():
    (note,) = notes("$1,762.5m", kz.extract("$1,762.5m in exports"))
    assert (note.said.partition(",")[0], note.readings[0].value) == ("$1.76bn", "1,762,500,000 USD")


def test_every_indicator_has_a_group_and_its_colour_is_the_charts():
    assert set(groups()) == set(Indicator)
    with theme() as palette:
        assert {group.color for group in groups().values()} == set(palette.series)


def test_a_page_lists_its_statements_and_links_to_each():
    page = BeautifulSoup(page_html([(ASIA, kz.extract(ASIA)), (ASIA, [])]), "html.parser")
    links = [link["href"].removeprefix("#") for link in page.select("nav a")]
    assert [section["id"] for section in page.select("section")] == links
    assert [head.name for head in page.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h2"]
    assert (page.html["lang"], page.title.text) == ("en", "Figures in 2 statements")
    names = [tag["id"] for tag in page.select("[id]")]
    assert len(names) == len(set(names))
