"""Reports in a real browser."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from kzdata.reports.index import write_index

pytestmark = pytest.mark.browser


def test_a_report_opens_without_a_request_or_a_complaint(visit, report):
    page, wrong = visit(report.html)
    assert wrong == []
    assert page.title() == "Trade with CHN more than doubled"
    assert page.get_by_text("Trade turnover, USD billion").is_visible()
    assert page.locator("figure img").evaluate("picture => picture.naturalWidth") > 0


def test_the_index_leads_to_the_report(visit, report):
    page, wrong = visit(report.folder.parent / "index.html")
    page.get_by_role("link", name="Trade with CHN more than doubled", exact=True).click()
    assert page.locator("h1").inner_text() == "Trade with CHN more than doubled"
    assert [each for each in wrong if not each.endswith("/thumbnail.svg")] == []


def test_the_index_shows_a_reports_picture(visit, report):
    page, _ = visit(report.folder.parent / "index.html")
    page.wait_for_function("document.querySelector('.card img').naturalWidth > 0")


@pytest.fixture
def pages(report, charted):
    """What is looked at: a report of any notebook, one of kzdata's own charts, and the index."""
    return {"report": report.html, "charted": charted, "index": report.folder.parent / "index.html"}


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("name", ["report", "charted", "index"])
def test_no_window_need_scroll_sideways(visit, pages, name, width):
    page, _ = visit(pages[name], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", ["report", "charted", "index"])
def test_axe_finds_nothing(visit, pages, name, width, scheme):
    page, _ = visit(pages[name], width=width, scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []


def test_a_chart_is_drawn_for_the_width_there_is(visit, charted):
    shown = {}
    for width in (360, 1440):
        page, _ = visit(charted, width=width)
        plots = page.locator("#chart-1 .plot").all()
        shown[width] = [plot.get_attribute("class") for plot in plots if plot.is_visible()]
    assert shown == {360: ["plot narrow"], 1440: ["plot wide"]}


def test_a_sign_of_a_chart_leads_to_its_words_and_back(visit, charted):
    page, _ = visit(charted)
    mark = page.locator(".plot.wide a.mark").first
    mark.focus()
    page.keyboard.press("Enter")
    words = page.locator(f"[id='{mark.get_attribute('href')[1:]}']")
    assert words.evaluate("words => words.matches(':target')")
    words.locator("+ a.back").click()
    assert page.evaluate("location.hash") == "#chart-1"


def test_a_column_is_sorted_by_its_value(visit, charted):
    page, _ = visit(charted)
    head = page.locator(".kz-figures th", has_text="Value")
    values = "rows => rows.map(row => Number(row.querySelector('.num').dataset.value))"
    for said, order in (("ascending", 1), ("descending", -1)):
        head.get_by_role("button").press("Enter")
        found = page.locator(".kz-figures tbody tr").evaluate_all(values)
        assert (head.get_attribute("aria-sort"), found) == (said, sorted(found, key=lambda v: order * v))


def test_a_third_click_gives_the_tables_own_order_back(visit, charted):
    page, _ = visit(charted)
    words = page.locator(".kz-figures").inner_text()
    for _ in range(3):
        page.get_by_role("button", name="Source").click()
    assert page.locator(".kz-figures").inner_text() == words


def test_a_long_table_can_be_searched(visit, charted):
    page, _ = visit(charted)
    rows = page.locator(".kz-figures tbody tr")
    before = rows.count()
    page.get_by_label("Filter these rows").fill("14 billion")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < before
    assert page.get_by_role("status").inner_text() == f"{len(shown)} of {before} rows"


def test_a_chart_can_be_kept(visit, charted):
    page, _ = visit(charted)
    link = page.locator(".downloads a").first
    with page.expect_download() as kept:
        link.click()
    assert kept.value.suggested_filename.endswith(".svg")


def test_without_scripts_everything_can_be_read(browser, charted):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(charted.as_uri())
    visible = [page.locator(part).first.is_visible() for part in (".contents a", ".plot.narrow", "tbody tr")]
    context.close()
    assert visible == [True, True, True]


def test_contents_fold_on_a_phone_and_stand_beside_the_text_on_a_desk(visit, charted):
    page, _ = visit(charted, width=360)
    assert page.locator(".contents a").first.is_hidden()
    page, _ = visit(charted, width=1440)
    beside, text = page.locator(".contents").bounding_box(), page.locator("h1").bounding_box()
    assert beside["x"] + beside["width"] < text["x"]


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


def test_reports_can_be_searched(visit, tmp_path):
    for code in ("CHN", "KGZ"):
        said = {"report": "partner", "title": code, "data_date": "", "changed": [], "files": {}}
        (tmp_path / code).mkdir()
        manifest = {"compared": {**said, "parameters": {"partner": code}}}
        (tmp_path / code / "manifest.json").write_text(json.dumps(manifest))
    page, _ = visit(write_index(tmp_path))
    page.get_by_label("Search reports").fill("kyrgyz")
    shown = [card.inner_text() for card in page.locator(".card").all() if card.is_visible()]
    assert (len(shown), page.get_by_role("status").inner_text()) == (1, "1 of 2 reports")
