"""``kzdata add``, run as a program of its own."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kzdata.bundle import bundled
from kzdata.errors import StatementError
from kzdata.model import PartialDate, Statement
from kzdata.reading import parse_statement, read_statement
from kzdata.reading.adding import add, words_of
from kzdata.tables.corpus import figures

TEXT = "Trade with China grew by 23% in 2016, to $13.3bn, the ministry reported."
FACTS = (
    "--title",
    "Trade grows",
    "--publisher",
    "Akorda",
    "--published",
    "2017-12-25",
    "--url",
    "https://x.kz/1",
)
PAGE = (
    "<html><head><title>Trade grows</title></head><body><article><h1>Trade grows</h1><p>25 December 2017</p>"
    "<p>Trade with China grew by 23&nbsp;% in 2016, to <b>$13.3bn</b>, the ministry reported. Grain, metals "
    "and energy were spoken of at the meeting, which went on for 3 days in the capital.</p>"
    "</article></body></html>"
)
COMMAND = [sys.executable, "-c", "from kzdata.cli import main; main()", "add"]


@pytest.fixture
def kzdata_add(tmp_path):
    """Runs the command in a folder of its own, where nobody sits at a terminal."""

    def run(*words, stdin=""):
        return subprocess.run(
            [*COMMAND, *map(str, words)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def kept(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_text_is_kept_with_its_front_matter_under_its_date_and_title(kzdata_add, text, tmp_path):
    said = kzdata_add(text, *FACTS)
    path = tmp_path / "statements/2017/2017-12-25-trade-grows.md"
    assert said.returncode == 0
    assert path.read_text(encoding="utf-8") == (
        "---\nid: 2017-12-25-trade-grows\ntitle: Trade grows\npublisher: Akorda\npublished: 2017-12-25\n"
        f"url: https://x.kz/1\nlanguage: en\n---\n\n{TEXT}\n"
    )


def test_it_says_which_figures_were_found_and_where_it_went(kzdata_add, text):
    lines = kzdata_add(text, *FACTS).stdout.splitlines()
    assert lines[1].split()[:4] == ["23%", "23", "percent", "trade_turnover"]
    assert lines[-1] == "Added: statements/2017/2017-12-25-trade-grows.md. Figures: 2."


def test_what_is_added_is_in_the_table(kzdata_add, text, tmp_path):
    kzdata_add(text, *FACTS)
    assert figures(tmp_path / "statements")["source"].tolist() == ["Akorda, 25 Dec 2017"] * 2


def test_the_folder_is_named_by_an_option_or_the_environment(kzdata_add, text, tmp_path, monkeypatch):
    monkeypatch.setenv("KZDATA_STATEMENTS", str(tmp_path / "mine"))
    kzdata_add(text, *FACTS)
    kzdata_add(text, *FACTS, "--to", "yours")
    assert kept(tmp_path / "mine") == kept(tmp_path / "yours") == ["2017/2017-12-25-trade-grows.md"]


def test_standard_input_is_kept_too(kzdata_add, tmp_path):
    assert kzdata_add("-", *FACTS, stdin=TEXT).returncode == 0
    assert read_statement(tmp_path / "statements/2017/2017-12-25-trade-grows.md").body == TEXT


def test_a_page_tells_its_title_and_date_itself(kzdata_add, tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    kzdata_add("page.html")
    statement = read_statement(tmp_path / "statements/2017/2017-12-25-trade-grows.md")
    assert (statement.title, str(statement.published)) == ("Trade grows", "2017-12-25")


def test_nobody_is_asked_where_there_is_no_terminal(kzdata_add, text, tmp_path):
    said = kzdata_add(text)
    assert said.returncode == 0
    assert "not known, and left out: title, publisher, published, url." in said.stderr
    assert kept(tmp_path / "statements") == ["undated/trade-with-china-grew-by-23-in-2016.md"]


def test_on_a_terminal_it_asks_for_what_is_not_known(text, tmp_path):
    terminal, stdin = pty.openpty()
    with (
        os.fdopen(terminal, "w") as person,
        os.fdopen(stdin),
        subprocess.Popen(
            [*COMMAND, str(text), "--title", "Trade grows"],
            cwd=tmp_path,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as asking,
    ):
        person.write("Akorda\nsoon\n2017-12\n\n")
        person.flush()
        _, said = asking.communicate(timeout=60)
    assert asking.returncode == 0
    assert said.count("Date of publication") == 2
    statement = read_statement(tmp_path / "statements/2017/2017-12-trade-grows.md")
    assert (statement.publisher, str(statement.published), statement.url) == ("Akorda", "2017-12", "")


def test_the_same_text_is_refused_with_the_file_that_has_it(kzdata_add, text, tmp_path):
    kzdata_add(text, *FACTS)
    again = kzdata_add(text, "--title", "Another title", "--published", "2018")
    assert again.returncode == 2
    assert "the same text is in statements/2017/2017-12-25-trade-grows.md already" in again.stderr
    assert len(kept(tmp_path / "statements")) == 1


def test_the_same_text_is_known_in_another_form(kzdata_add, tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    kzdata_add("page.html")
    plain = (
        "# Trade grows\n\nTrade with China grew by **23%** in 2016,\nto $13.3bn, the ministry reported. "
        "Grain, metals and energy were spoken of at the meeting - which went on for 3 days\nin the capital"
    )
    (tmp_path / "plain.md").write_text(plain, encoding="utf-8")
    assert kzdata_add("plain.md", "--title", "Trade grows").returncode == 2


def test_a_page_in_the_folder_counts_as_a_text(kzdata_add, tmp_path):
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements/page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "again.html").write_text(PAGE.replace("<b>", "").replace("</b>", ""), encoding="utf-8")
    assert "statements/page.html already" in kzdata_add("again.html").stderr


def test_a_corrected_number_makes_another_text(kzdata_add, text, tmp_path):
    kzdata_add(text, *FACTS)
    text.write_text(TEXT.replace("13.3", "1.33"), encoding="utf-8")
    assert kzdata_add(text, *FACTS).returncode == 0
    names = kept(tmp_path / "statements/2017")
    assert names == ["2017-12-25-trade-grows-2.md", "2017-12-25-trade-grows.md"]
    assert len({read_statement(tmp_path / "statements/2017" / name).id for name in names}) == 2


def test_front_matter_is_kept_with_keys_of_its_own(kzdata_add, tmp_path):
    (tmp_path / "a.md").write_text(
        f"---\nid: s9\npublished: 2017\ndate_basis: page\n---\n\n{TEXT}\n", encoding="utf-8"
    )
    kzdata_add("a.md", "--publisher", "Akorda")
    (path,) = (tmp_path / "statements/2017").iterdir()
    head = path.read_text(encoding="utf-8").split("---")[1].split("\n")
    assert {"id: s9", "published: 2017", "date_basis: page", "publisher: Akorda"} <= {*head}


def test_an_id_that_is_taken_is_not_given_again(kzdata_add, tmp_path):
    for number, value in enumerate(("1", "2")):
        (tmp_path / f"{number}.md").write_text(f"---\nid: s9\n---\n\nTrade was ${value}bn.\n")
        assert kzdata_add(f"{number}.md").returncode == 0
    assert figures(tmp_path / "statements")["statement_id"].nunique() == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.txt", None, "gone.txt: no such file"),
        ("empty.txt", "", "empty.txt: there is no text in it"),
        ("bad.md", "---\nid: [\n---\n\nTrade.\n", "bad.md: the front matter is broken"),
        ("klingon.md", "---\nlanguage: tlh\n---\n\nTrade.\n", "klingon.md: There is no pack for"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(kzdata_add, tmp_path, name, content, reason):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    said = kzdata_add(name)
    assert (said.returncode, said.stdout) == (2, "")
    assert reason in said.stderr
    assert not (tmp_path / "statements").exists()


def test_a_date_that_is_none_is_refused(kzdata_add, text):
    said = kzdata_add(text, "--published", "soon")
    assert said.returncode == 2
    assert "'soon' is not YYYY" in said.stderr


def test_a_folder_that_cannot_be_is_refused(kzdata_add, text):
    said = kzdata_add(text, *FACTS, "--to", text)
    assert said.returncode == 2
    assert "nothing can be put there" in said.stderr


def test_the_corpus_of_an_installed_package_is_left_alone(tmp_path, monkeypatch):
    own = tmp_path / "kzdata/bundled/data"
    monkeypatch.setattr("kzdata.reading.adding.bundled", lambda _: own)
    with pytest.raises(StatementError, match="name a folder of your own"):
        add(Statement("", TEXT), own / "statements")


def test_no_half_written_file_is_left(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "hardlink_to", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add(Statement("", TEXT), tmp_path / "statements")
    assert kept(tmp_path / "statements") == []


@pytest.mark.parametrize(
    "title",
    [
        "Trade: 'up'",
        '"',
        "- a",
        "null",
        "#5",
        "2017",
        "yes",
        "Türkmenistan ↔ Çin",
        "a: b",
        "{x}",
        "Line\nbreak",
    ],
)
def test_any_fact_comes_back_as_it_was(tmp_path, title):
    said = Statement("", TEXT, title=title, published=PartialDate(2017))
    path = add(said, tmp_path)
    found = parse_statement(path.read_text(encoding="utf-8"))
    assert (found.title, found.published, found.body) == (title, said.published, TEXT)


def test_no_two_statements_of_the_bundled_corpus_are_one():
    paths = list((bundled("data") / "statements").rglob("*.md"))
    assert len({words_of(read_statement(path)) for path in paths}) == len(paths)


def test_of_several_at_once_with_one_text_one_is_kept(text, tmp_path):
    adding = [
        subprocess.Popen(
            [*COMMAND, str(text), *FACTS], cwd=tmp_path, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(4)
    ]
    assert sorted(each.wait(timeout=120) for each in adding) == [0, 2, 2, 2]
    assert len(list((tmp_path / "statements").rglob("*.md"))) == 1


@pytest.mark.parametrize(
    ("title", "name"), [("Αύξηση του εμπορίου", "2017-αυξηση-του-εμποριου"), ("Café d'été", "2017-cafe-dete")]
)
def test_a_title_in_any_script_names_the_file(tmp_path, title, name):
    assert add(Statement("", TEXT, title, published=PartialDate(2017)), tmp_path).stem == name
