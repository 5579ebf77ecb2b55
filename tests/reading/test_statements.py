import tomllib
from pathlib import Path

import pytest

import kzdata as kz
from kzdata.bundle import bundled
from kzdata.errors import StatementError

WORDS = tomllib.loads((Path(__file__).parents[1] / "cases/languages.toml").read_text(encoding="utf-8"))
RUSSIAN = WORDS["sentence"]["ru"]
GOOD = '---\nid: s1\ntitle: "A: b"\npublisher: Akorda\npublished: 2008-05\n---\n\nTrade grew.\n\nMuch.\n'


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes, name: str = "one.md"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_front_matter_and_body_are_read(file):
    st = kz.read_statement(file(GOOD))
    assert (st.id, st.title, st.publisher, str(st.published)) == ("s1", "A: b", "Akorda", "2008-05")


def test_the_body_begins_after_one_blank_line_and_ends_without_a_line_break(file):
    assert kz.read_statement(file(GOOD)).body == "Trade grew.\n\nMuch."


def test_a_file_without_id_is_called_after_its_name(file):
    assert kz.read_statement(file("---\ntitle: x\n---\n\nText.", "2012-talks.md")).id == "2012-talks"


def test_line_ends_of_windows_do_not_shift_offsets(file):
    assert kz.read_statement(file(GOOD.replace("\n", "\r\n"))).body == "Trade grew.\n\nMuch."


def test_plain_text_needs_no_front_matter(file):
    assert kz.read_statement(file("Trade grew.\n", "note.txt")).body == "Trade grew."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Trade grew.", "there is no front matter"),
        ("---\nid: s1\n\nTrade grew.", "not closed"),
        ("---\ntitle: a: b\n---\n\nText.", r"broken \(line 2\)"),
        ("---\n- a\n- b\n---\n\nText.", "not a list of 'name: value' lines"),
        ("---\npublised: 2017\n---\n\nText.", "Write 'published'"),
        ("---\npublished: 25.12.2017\n---\n\nText.", "is not YYYY"),
        ("---\npublished: 2017-13-01\n---\n\nText.", "published"),
        ("---\nid: s1\n---\n\n \n", "no text in it"),
        ("---\nid: s1\n---\n\nIt’s “new” – €5bn.".encode() + b"\xff", "UTF-8, but for byte"),
        (b"PK\x03\x04 word/document.xml", "office document"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_name(file, content, reason):
    path = file(content)
    with pytest.raises(StatementError, match=reason) as caught:
        kz.read_statement(path)
    assert caught.value.path == path
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(StatementError, match="no such file"):
        kz.read_statement(tmp_path / "none.md")


def test_a_folder_is_no_statement(tmp_path):
    with pytest.raises(StatementError, match="folder"):
        kz.read_statement(tmp_path)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("utf-16-le", ()),
        ("windows-1252", ("It is read as windows-1252, for it is not in UTF-8.",)),
    ],
)
def test_the_encoding_is_found_and_said_where_it_had_to_be_guessed(file, encoding, note):
    st = kz.read_statement(file("It’s £5bn – “much” – in 2016.\n".encode(encoding), "a.txt"))
    assert (st.body, st.notes) == ("It’s £5bn – “much” – in 2016.", note)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16", "koi8-r"])
def test_russian_text_is_read_as_russian(file, encoding):
    st = kz.read_statement(file(RUSSIAN.encode(encoding), "a.txt"))
    assert (st.body, st.language) == (RUSSIAN, "ru")


def test_a_euro_sign_from_a_cyrillic_windows_stays_one(file):
    assert (
        kz.read_statement(file("Trade was €5bn.".encode("windows-1251"), "a.txt")).body == "Trade was €5bn."
    )


def test_what_is_given_wins_over_the_front_matter(file):
    st = kz.read_statement(file(GOOD), title="T", publisher="P", published="2017", url="U", language="ru")
    assert (st.title, st.publisher, str(st.published), st.url, st.language) == ("T", "P", "2017", "U", "ru")


def test_what_is_given_stands_for_front_matter(file):
    assert str(kz.read_statement(file("Trade grew."), published="2017-12-25").published) == "2017-12-25"


def test_a_date_that_is_none_is_an_error_of_whoever_gives_it(file):
    with pytest.raises(ValueError, match="YYYY"):
        kz.read_statement(file(GOOD), published="25.12.2017")


def test_the_language_of_the_front_matter_holds(file):
    assert kz.read_statement(file(GOOD.replace("id: s1", "language: kk"))).language == "kk"


def test_periods_that_stay_empty_for_want_of_a_date_are_named(file):
    st = kz.read_statement(file("Last year trade grew 23%. In 2015 it was $5bn. Last month we met.", "a.txt"))
    note = 'The publication date is not known, so these periods stay empty: "Last year".'
    assert st.notes == (note,)


def test_periods_that_a_month_leaves_open_are_named(file):
    st = kz.read_statement(file("Last month trade was $5bn, last year $40bn.", "a.txt"), published="2017-12")
    assert st.notes == ()
    st = kz.read_statement(file("Last month trade was $5bn, last year $40bn.", "a.txt"), published="2017")
    assert st.notes == ('The publication date is only 2017, so these periods stay empty: "Last month".',)


def test_a_page_without_an_ending_is_recognised(file):
    prose = "<p>Trade with China grew by 23% in 2016, the Minister said at a meeting in the capital.</p>" * 3
    st = kz.read_statement(file(f"<!DOCTYPE html><html><body><h1>Trade</h1>{prose}</body></html>", "saved"))
    assert st.body.startswith("Trade with China")


def test_every_statement_that_comes_with_kzdata_can_be_read():
    paths = sorted((bundled("data") / "statements").rglob("*.md"))
    ids = [kz.read_statement(path).id for path in paths]
    assert len(set(ids)) == len(paths) > 0
