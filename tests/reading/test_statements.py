import pytest

import kzdata as kz
from kzdata.bundle import bundled
from kzdata.errors import StatementError

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
        (b"---\nid: s1\n---\n\n\xff\xfe", "not UTF-8"),
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


def test_every_statement_that_comes_with_kzdata_can_be_read():
    paths = sorted((bundled("data") / "statements").rglob("*.md"))
    ids = [kz.read_statement(path).id for path in paths]
    assert len(set(ids)) == len(paths) > 0
