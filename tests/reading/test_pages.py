import tomllib
from pathlib import Path

import pytest

import kzdata as kz
from kzdata.errors import StatementError

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
WORDS = tomllib.loads((Path(__file__).parents[1] / "cases/languages.toml").read_text(encoding="utf-8"))
PROSE = (
    "Trade between Kazakhstan and China grew by 23% last year and reached $14 billion, the Minister said "
    "at a meeting on Monday. He noted that grain, metals and oil products made most of it."
)


@pytest.fixture
def page(tmp_path):
    def read(body: str, head: str = "", **given: str):
        path = tmp_path / "page.html"
        path.write_text(
            f"<html><head><title>T</title>{head}</head><body>{body}</body></html>", encoding="utf-8"
        )
        return kz.read_statement(path, **given)

    return read


def article(byline: str, before: str = "") -> str:
    return f"<div>{before}</div><article><h1>Trade grows</h1>{byline}<p>{PROSE}</p><p>{PROSE}</p></article>"


def published(statement) -> str:
    return str(statement.published)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_of_many_makes_give_their_date(path):
    assert published(kz.read_statement(path)) == "2017-12-25"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_of_many_makes_give_the_same_figures(path):
    found = [figure.quote for figure in kz.extract(kz.read_statement(path))]
    assert found == ["23%", "$14 billion", "$8.2 billion", "12 documents", "more than $2 billion"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_offsets_count_in_the_text_of_the_page(path):
    st = kz.read_statement(path)
    assert all(st.body[figure.start : figure.end] == figure.quote for figure in kz.extract(st))


def test_title_publisher_and_address_are_read():
    st = kz.read_statement(next(path for path in PAGES if path.stem == "wordpress"))
    assert (st.title, st.publisher, st.url) == (
        "Trade with China grows",
        "The Steppe Times",
        "https://steppetimes.example/trade-with-china/",
    )


def test_the_address_that_a_browser_saved_is_read():
    st = kz.read_statement(next(path for path in PAGES if path.stem == "president"))
    assert st.url == "https://president.example/en/events/a-3102"


def test_what_no_reader_sees_parts_no_word():
    body = kz.read_statement(next(path for path in PAGES if path.stem == "wordpress")).body
    assert "oil products made" in body


@pytest.mark.parametrize(
    ("byline", "day"),
    [
        ("<p>Published: December 25, 2017</p>", "2017-12-25"),
        *[(f"<p>{byline}</p>", "2017-12-25") for byline in WORDS["bylines"].values()],
        ("<p>25.12.2017 | 14:35</p>", "2017-12-25"),
        ("<p>12/25/2017</p>", "2017-12-25"),
        ('<time datetime="2017-12-25T10:00:00+06:00">2 hours ago</time>', "2017-12-25"),
        ("<h2>By the Ministry</h2><p>25 December 2017</p>", "2017-12-25"),
        ("<span>25</span> <span>December</span> <span>2017</span>", "2017-12-25"),
    ],
)
def test_a_date_beside_the_headline_is_read(page, byline, day):
    assert published(page(article(byline))) == day


@pytest.mark.parametrize(
    ("byline", "reason"),
    [
        ("", "it states none"),
        ("<p>05/06/2017</p>", "05/06/2017 can be read in two ways"),
        ("<p>Updated: 25 December 2017</p>", "it states none"),
        ("<p>Data as of 1 January 2018</p>", "it states none"),
        ("<p>24 December 2017</p><p>26 December 2017</p>", "2017-12-24 and 2017-12-26"),
        ("<p>The forum for trade will open on 20 January 2018 in Almaty.</p>", "it states none"),
        ("<aside>Read also: Old news, 3 March 2016</aside>", "it states none"),
        ("<p>25 December 2999</p>", "it states none"),
        ("<div>Views: 3</div><div>March 2017</div>", "it states none"),
    ],
)
def test_where_a_date_would_be_a_guess_there_is_none_and_it_is_said(page, byline, reason):
    st = page(article(byline))
    assert st.published is None
    assert reason in st.notes[0]


@pytest.mark.parametrize(
    "body",
    [
        article("", before="Saturday, 21 November 2020"),
        article("") + "<p>Copyright 2019</p>",
        article("") + "<ul><li>3 March 2016 Old news</li></ul>",
        "<header><h1>News</h1><p>21 November 2020</p></header>" + article("").replace("h1", "h2"),
        "<div><p>21 November 2020</p>" + article("").replace("article", "div") + "</div>",
        f"<p>21 November 2020</p><nav>{'Events ' * 20}</nav><div><p>{PROSE}</p><p>{PROSE}</p></div>",
    ],
    ids=[
        "day of the visit",
        "copyright",
        "other news",
        "headline of the site",
        "head of the site",
        "no headline",
    ],
)
def test_a_date_elsewhere_on_the_page_is_not_taken(page, body):
    assert page(body).published is None


def test_a_date_in_the_headline_is_no_date_of_publication(page):
    assert page(article("").replace("Trade grows", "Trade as of 1 January 2018")).published is None


def test_a_sentence_with_a_date_before_the_text_stays_in_the_text(page):
    sentence = "The forum for trade will open on 20 January 2018 in Almaty."
    assert page(article(f"<p>{sentence}</p>")).body.startswith(sentence)


META = '<meta property="article:published_time" content="2017-12-24T20:30:00Z">'


def test_metadata_give_the_date(page):
    assert published(page(article(""), META)) == "2017-12-24"


def test_a_headline_in_another_time_zone_is_no_contradiction(page):
    assert published(page(article("<p>25 December 2017</p>"), META)) == "2017-12-24"


def test_metadata_that_contradict_the_headline_are_not_believed(page):
    st = page(article("<p>3 March 2016</p>"), META)
    assert st.published is None
    assert "its metadata say 2017-12-24, its headline 2016-03-03" in st.notes[0]


def test_metadata_that_contradict_each_other_are_not_believed(page):
    other = '<meta name="pubdate" content="2019-01-05">'
    assert "2017-12-24 and 2019-01-05" in page(article(""), META + other).notes[0]


def test_the_day_of_a_change_is_no_contradiction(page):
    changed = '<meta property="article:modified_time" content="2019-02-01">'
    assert published(page(article("<p>Updated: 1 February 2019</p>"), META + changed)) == "2017-12-24"


def test_an_address_with_the_day_in_it_gives_the_date(page):
    st = page(article(""), '<link rel="canonical" href="https://news.example/2017/12/25/trade">')
    assert published(st) == "2017-12-25"


def test_broken_metadata_are_passed_over(page):
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": }</script>'
    assert published(page(article("<p>25 December 2017</p>"), broken)) == "2017-12-25"


def test_what_is_given_wins_and_leaves_nothing_to_say(page):
    st = page(article(""), published="2017-12", title="Mine", publisher="Akorda", url="https://a.example")
    assert (published(st), st.title, st.publisher, st.url) == (
        "2017-12",
        "Mine",
        "Akorda",
        "https://a.example",
    )


def test_a_page_in_russian_is_read_with_its_language(page):
    russian = f"{WORDS['sentence']['ru']} " * 4
    assert page(f"<h1>{WORDS['short']['ru']}</h1><p>{russian}</p>").language == "ru"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_the_encoding_of_a_page_is_found(tmp_path, encoding):
    path = tmp_path / "page.html"
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    path.write_bytes(f"<html><head>{head}</head><body>{article(WORDS['bylines']['ru'])}".encode(encoding))
    assert published(kz.read_statement(path)) == "2017-12-25"


def test_a_page_saved_in_utf_8_that_claims_another_encoding_is_read_as_utf_8(tmp_path):
    path = tmp_path / "page.html"
    old = f'<html><head><meta charset="windows-1251"></head><body>{article("")}'
    path.write_text(old.replace("$14", "£14"), encoding="utf-8")
    assert "£14 billion" in kz.read_statement(path).body


def test_a_page_without_words_is_an_error(tmp_path):
    path = tmp_path / "page.html"
    path.write_text('<html><body><div id="root"></div></body></html>')
    with pytest.raises(StatementError, match="no article is found"):
        kz.read_statement(path)
