"""Reports in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_a_report_opens_without_a_request_or_a_complaint(visit, report):
    page, wrong = visit(report.html)
    assert wrong == []
    assert page.title() == "Trade with CHN more than doubled"
    assert page.get_by_text("Trade turnover, USD billion").is_visible()
    assert page.locator("figure img").evaluate("picture => picture.naturalWidth") > 0


def test_the_index_leads_to_the_report(visit, report):
    page, wrong = visit(report.folder.parent / "index.html")
    page.get_by_role("link", name="Trade with CHN more than doubled").click()
    assert (wrong, page.locator("h1").inner_text()) == ([], "Trade with CHN more than doubled")


@pytest.mark.parametrize("name", ["report", "index"])
def test_a_phone_need_not_scroll_sideways(visit, report, name):
    page, _ = visit(report.html if name == "report" else report.folder.parent / "index.html", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_wide_table_scrolls_by_keyboard(visit, report):
    page, _ = visit(report.html, width=360)
    region = page.get_by_role("region", name="Table: The figures used")
    region.focus()
    page.keyboard.press("End")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_in_the_dark_letters_are_light(visit, report):
    page, _ = visit(report.html, scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(230, 234, 237)"
