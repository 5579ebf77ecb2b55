"""A shown statement in a real browser: pointed at, reached by keyboard, in the dark, on a phone, on paper."""

import pytest
from pypdf import PdfReader

import kzdata as kz
from kzdata.lab.page import page_html
from kzdata.model import PartialDate

pytestmark = pytest.mark.browser

BODY = "Trade with China was $5bn in 2016.\n\nIn 2017, exports to Italy came to \r€7m,  a record."
TEXT = kz.Statement("x", BODY, "Two years", "Akorda", PartialDate(2018))


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page_html([(TEXT, kz.extract(TEXT))] * 2), encoding="utf-8", newline="\n")
    return path


def underlined(page):
    """The words that stand out of the first text."""
    pieces = page.locator(".kz-text").first.locator("[data-from]").all()
    return [
        piece.text_content()
        for piece in pieces
        if piece.evaluate("e => getComputedStyle(e).boxShadow") != "none"
    ]


def test_it_opens_without_a_request_or_a_complaint_and_keeps_the_text(visit, page):
    opened, wrong = visit(page)
    assert wrong == []
    assert opened.locator(".kz-text").first.evaluate("e => e.textContent") == BODY


def test_pointing_at_a_figure_shows_its_card_and_underlines_its_words(visit, page):
    opened, _ = visit(page)
    mark = opened.locator("mark").first
    assert not mark.locator(".kz-card").is_visible()
    mark.hover()
    assert mark.locator(".kz-card").is_visible()
    card = mark.locator(".kz-card").evaluate("e => getComputedStyle(e, '::before').content")
    assert card == '"$5bn, trade turnover, with China, 2016"'
    assert underlined(opened) == ["Trade", "China", "$", "2016"]


def test_the_tab_key_reaches_each_figure(visit, page):
    opened, _ = visit(page)
    opened.locator("mark").first.focus()
    opened.keyboard.press("Tab")
    assert [card.is_visible() for card in opened.locator(".kz-card").all()] == [False, True, False, False]
    assert "Italy" in underlined(opened)


def test_a_card_fits_on_a_phone(visit, page):
    opened, _ = visit(page, width=360)
    for mark in opened.locator("mark").all():
        mark.focus()
        box = mark.locator(".kz-card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert opened.evaluate("document.documentElement.scrollWidth") == 360


def test_on_a_wide_window_a_card_covers_no_word(visit, page):
    opened, _ = visit(page, width=1280)
    opened.locator("mark").first.hover()
    text, card = opened.locator(".kz-text").first, opened.locator(".kz-card").first
    assert text.bounding_box()["x"] + text.bounding_box()["width"] <= card.bounding_box()["x"]


def test_jupyterlabs_theme_goes_before_the_systems(visit, tmp_path):
    path = tmp_path / "output.html"
    path.write_text(f'<body data-jp-theme-light="true">{TEXT._repr_html_()}', encoding="utf-8")
    opened, _ = visit(path, scheme="dark")
    lift = "e => getComputedStyle(e).getPropertyValue('--kz-lift')"
    assert opened.locator(".kz-statement").evaluate(lift) == "0%"


def test_on_paper_marks_have_numbers_and_the_table_explains_them(visit, page, tmp_path):
    opened, _ = visit(page)
    opened.pdf(path=tmp_path / "page.pdf")
    text = " ".join(
        " ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages).split()
    )
    assert "$5bn1" in text.replace(" ", "")
    assert "$5bn, trade turnover, with China, 2016" in text
    assert "Point at" not in text
