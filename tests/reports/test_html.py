"""The HTML page: one file, nothing asked of the network, everything said that the notebook says."""

import re
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kzdata.reports.clean import parse_html
from kzdata.reports.exporters import HTMLReportExporter
from kzdata.reports.screen import script_hash
from kzdata.reports.words import words

LOADING = ("src", "srcset", "poster", "background", "data", "action", "formaction", "xlink:href")


def page_of(notebook, **options):
    html, _ = HTMLReportExporter(**options).from_notebook_node(notebook)
    return BeautifulSoup(html, "html.parser")


def page_from(*cells, **metadata):
    return page_of(new_notebook(cells=list(cells), metadata=metadata))


@pytest.fixture(scope="module")
def page(report):
    return BeautifulSoup(report.html.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def featured(features):
    return page_of(features)


@pytest.mark.parametrize("name", ["page", "featured"])
def test_a_page_loads_nothing(name, request):
    tree = request.getfixturevalue(name)
    asked = [tag[key] for tag in tree.find_all(True) for key in LOADING if tag.get(key)]
    asked += [link["href"] for link in tree.find_all("link")]
    styles = "".join(str(tag) for tag in tree.find_all("style"))
    assert [address for address in asked if not address.startswith("data:")] == []
    assert re.findall(r"url\((?!data:)|@import", styles) == []


def test_a_page_is_small_without_pictures_and_data(charted):
    text = charted.read_text(encoding="utf-8")
    assert len(re.sub(r"data:(image|text)/[^\"]*", "", text).encode()) < 150_000


def test_the_same_notebook_gives_the_same_page(features):
    pages = [HTMLReportExporter().from_notebook_node(features)[0] for _ in range(2)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("name", ["page", "featured"])
def test_a_page_runs_its_own_script_alone(name, request):
    tree = request.getfixturevalue(name)
    (script,) = tree.find_all("script")
    policy = tree.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert f"script-src {script_hash(script.string)};" in policy


@pytest.mark.parametrize("name", ["page", "featured"])
def test_a_page_runs_nothing_of_the_notebooks(name, request):
    tree = request.getfixturevalue(name)
    handlers = [key for tag in tree.find_all(True) for key in tag.attrs if key.startswith("on")]
    traps = [link["href"] for link in tree.find_all("a", href=re.compile("^javascript"))]
    assert (handlers, traps) == ([], [])


def test_a_page_forbids_the_browser_to_load(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; img-src data:;")


def test_the_title_is_the_first_heading_of_the_first_level(page):
    assert page.title.string == page.h1.string == "Trade with CHN more than doubled"


def test_the_cover_tells_what_the_metadata_tell():
    said = {"subtitle": "Trade with {partner}", "period": "{since}–2020", "audience": "Analysts"}
    given = new_code_cell('partner = "KGZ"\nsince = 2010', metadata={"tags": ["parameters"]})
    header = page_from(given, kzdata={**said, "data_date": "2019-04"}).header
    assert header.find(class_="subtitle").string == "Trade with Kyrgyzstan"
    assert [dd.string for dd in header.dl.find_all("dd")] == ["2010–2020", "April 2019", "Analysts"]


def test_the_cover_speaks_the_reports_language():
    said = {"audience": "kz", "data_date": "2019-04-15", "language": "fr"}
    assert page_from(kzdata=said).header.dd.string == "15 avril 2019"


def test_the_paragraph_under_the_title_leads(page):
    assert page.header.p.string == "US dollars, 2006 to 2019, as stated."


def test_a_notebook_without_such_a_heading_has_its_metadata_title():
    assert page_from(new_markdown_cell("## a"), title="Named").title.string == "Named"


def test_a_notebook_without_any_title_has_its_files_name(fixtures):
    html, _ = HTMLReportExporter().from_filename(str(fixtures / "failing.ipynb"))
    assert "<title>It fails</title>" in html
    html, _ = HTMLReportExporter().from_notebook_node(new_notebook(), {"metadata": {"name": "brief"}})
    assert "<title>brief</title>" in html


def test_the_language_is_the_notebooks():
    assert page_from(kzdata={"language": "kk"}).html["lang"] == "kk"


def test_a_language_that_is_none_is_english():
    assert page_from(kzdata={"language": "../../etc"}).html["lang"] == "en"


def test_code_is_hidden(featured):
    assert featured.find("code", class_="language-python") is None


def test_code_can_be_shown(features):
    shown = page_of(features, show_code=True).find_all("code", class_="language-python")
    assert shown[0].string.startswith("import pandas")


def test_headings_have_no_gaps_and_a_name_each(featured):
    found = [(tag.name, tag["id"]) for tag in featured.main.find_all(re.compile("^h[1-6]$"))]
    assert found == [("h2", "A-first-heading-that-is-no-title"), ("h3", "A-heading-four-levels-down")]


def test_a_heading_links_to_itself(page):
    assert [(h["id"], h.a["href"]) for h in page.main.find_all("h2")[:1]] == [("Trade", "#Trade")]


def test_a_heading_that_is_a_link_stays_one():
    heading = page_from(new_markdown_cell("## [a](https://example.org)")).h2
    assert [link["href"] for link in heading.find_all("a")] == ["https://example.org"]


def test_decimal_signs_stand_under_each_other():
    rows = "\n".join(f"| a | {number} |" for number in ("1.25", "13.5", "7"))
    cells = page_from(new_markdown_cell(f"|n|v|\n|:-|-:|\n{rows}")).select("td.num")
    assert [(str(cell.contents[0]), cell.span.string) for cell in cells] == [
        ("1", ".25"),
        ("13", ".5"),
        ("7", None),
    ]
    assert cells[0].find_parent("table")["style"] == "--dec:2.5ch"


def test_contents_are_listed_from_four_sections_on(page, featured):
    listed = [link["href"] for link in page.find("nav").find_all("a")]
    assert (listed, featured.find("nav")) == (["#Trade", "#Investment", "#Letters", "#Figures"], None)


def test_what_a_chart_gives_to_keep_is_named_after_it(charted):
    links = BeautifulSoup(charted.read_text(encoding="utf-8"), "html.parser").select(".downloads a")
    names = [link["download"] for link in links]
    assert [name.rpartition(".")[2] for name in names] == ["svg", "csv"] * 2
    assert names[0].startswith("Trade-with-China-grew")
    assert len({link["aria-label"] for link in links}) == len(links)


def test_a_chart_brings_its_own_words(page):
    figure = page.find("figure")
    assert figure.img["alt"].startswith("Trade turnover: 8.3 billion")
    assert figure.figcaption.string == "Trade turnover, USD billion"


def test_a_picture_without_words_says_which_part_it_belongs_to():
    picture = new_output("display_data", data={"image/png": "iVBORw0KGgo="})
    cells = [new_markdown_cell("# T\n\n## Trade"), new_code_cell(outputs=[picture])]
    assert page_from(*cells).img["alt"] == "Figure: Trade"


def test_a_picture_in_markdown_is_a_figure(featured):
    figure = featured.find("figure")
    assert (figure.img["alt"], figure.figcaption.string) == ("A point", "A caption")


def test_drawings_within_html_keep_their_names_letters(featured):
    import base64

    dot = featured.find("img", alt="A dot")["src"]
    assert b'viewBox="0 0 9 9"' in base64.b64decode(dot.partition(",")[2])


def test_tables_scroll_by_themselves(page):
    wrappers = [table.parent for table in page.find_all("table")]
    assert {(w["role"], w["tabindex"], w["class"][0]) for w in wrappers} == {("region", "0", "scroll")}
    assert wrappers[-1]["aria-label"] == "Table: The figures used"


def test_columns_of_numbers_are_marked(featured):
    marks = [cell.get("class", []) for cell in featured.find("table").tbody.tr.find_all(["th", "td"])]
    assert marks == [[], ["num"], ["num"], []]


def test_colours_of_a_styled_table_are_kept(featured):
    assert "#T_x_row0_col1" in "".join(str(tag) for tag in featured.main.find_all("style"))


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_the_pages_typeface_has_all_letters_of_a_language(language):
    told = "".join(words(language).values())
    for name in ("regular", "semibold"):
        letters = TTFont(files("kzdata") / "fonts" / f"{name}.woff2").getBestCmap()
        assert [letter for letter in told if ord(letter) not in letters] == []


def test_footnotes_of_several_cells_are_numbered_through():
    cells = [new_markdown_cell(f"word[^1]\n\n[^1]: note {i}") for i in (1, 2)]
    tree = page_from(*cells)
    assert [link.string for link in tree.select("sup.footnote-ref a")] == ["1", "2"]
    assert [str(p.contents[0]) for p in tree.select(".footnotes p")] == ["note 1", "note 2"]


def test_what_libraries_write_beside_is_left_out(featured):
    text = featured.get_text()
    assert "red letters and <tags>" in text
    assert [word for word in ("warning", "object at", "never seen", "rawlatex", "\x1b") if word in text] == []


def test_what_a_program_hides_stays_hidden():
    assert str(parse_html("<p hidden>Point at it.</p><p>Text</p>")) == "<p>Text</p>"


def test_a_remote_picture_becomes_a_link(featured):
    assert featured.find("a", href="https://example.org/a.png").string == "A remote picture"


def test_money_is_no_formula(featured):
    formulas = [tag["alttext"] for tag in featured.select("p math")]
    assert formulas == [r"\alpha_i"]


def test_an_error_is_shown_without_its_traceback():
    error = new_output("error", ename="KeyError", evalue="\x1b[31m'x'", traceback=["\x1b[31mline 7"])
    shown = page_from(new_code_cell(outputs=[error])).find(class_="error")
    assert (shown.pre.get_text(), "line 7" in shown.get_text()) == ("KeyError: 'x'", False)


def test_the_foot_tells_how_far_the_data_reach(page):
    assert re.fullmatch(r"Made with kzdata [\d.]+ · statements up to 15 April 2019", page.footer.p.string)
