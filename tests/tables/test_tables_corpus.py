import hashlib

import pandas as pd
import pytest

from kzdata.errors import KzdataError, UnknownName
from kzdata.model import PartialDate, Statement
from kzdata.reading import read_statement
from kzdata.tables.corpus import figures
from kzdata.tables.errors import CorpusError, SkippedStatementWarning


def test_a_folder_gives_the_figures_of_its_statements_in_the_order_of_their_paths(corpus):
    table = figures(corpus)
    assert table["value"].tolist() == [13.3e9, 17.9e9, 16.5e9]
    assert table["partner"].tolist() == [("ITA",), ("CHN",), ("RUS",)]


def test_the_bundled_corpus_is_read_where_no_source_is_named():
    assert figures()["statement_id"].nunique() > 150


def test_folders_within_a_folder_are_read_too(corpus):
    (corpus / "2016").mkdir()
    (corpus / "b.md").rename(corpus / "2016" / "b.md")
    assert set(figures(corpus)["statement_id"]) == {"a", "b", "c"}


def test_files_and_folders_may_be_named_together_and_count_once(corpus):
    assert figures([corpus / "b.md", corpus, str(corpus / "a.md")]).equals(figures(corpus))


def test_a_readme_and_hidden_files_are_no_statements(corpus):
    for name in ("README.md", ".draft.md", "notes.txt"):
        (corpus / name).write_text("No statement.")
    (corpus / ".git").mkdir()
    (corpus / ".git" / "x.md").write_text("No statement.")
    assert len(figures(corpus)) == 3


def test_statements_are_taken_as_they_are(corpus):
    statements = [read_statement(corpus / "b.md"), read_statement(corpus / "a.md")]
    table = figures(statements)
    assert table["statement_id"].tolist() == ["b", "a"]
    assert table["statement_sha256"].isna().all()


def test_the_checksum_is_that_of_the_file(corpus):
    checksum = hashlib.sha256((corpus / "a.md").read_bytes()).hexdigest()
    assert figures(corpus).loc[0, "statement_sha256"] == checksum


@pytest.mark.parametrize(
    "bad", ["no front matter", "---\nid: [\n---\n\nText.\n", "", "---\nid: d\n---\n\n\n"]
)
def test_a_bad_file_is_reported_and_the_good_ones_go_through(corpus, bad):
    (corpus / "bad.md").write_text(bad)
    with pytest.warns(SkippedStatementWarning, match="bad.md") as warned:
        table = figures(corpus)
    assert len(table) == 3
    assert [warning.message.path for warning in warned] == [corpus / "bad.md"]
    assert len(table.attrs["skipped"]) == 1


def test_a_dangling_link_is_reported(corpus):
    (corpus / "gone.md").symlink_to(corpus / "nowhere")
    with pytest.warns(SkippedStatementWarning, match=r"gone\.md"):
        assert len(figures(corpus)) == 3


def test_a_text_in_a_language_that_cannot_be_read_is_reported(write, corpus):
    path = write("d")
    path.write_text(path.read_text().replace("language: en", "language: tlh"))
    with pytest.warns(SkippedStatementWarning, match=r"d\.md.*tlh"):
        assert len(figures(corpus)) == 3


def test_a_corpus_holds_texts_of_any_form(tmp_path):
    (tmp_path / "a.txt").write_text("Trade with China was $5bn in 2016.")
    (tmp_path / "b.html").write_text(
        "<html><body><article><h1>Trade</h1><p>3 May 2017</p><p>Trade with China was $7bn in the year 2015, "
        "the Minister said at a meeting in the capital.</p></article></body></html>"
    )
    for _ in range(2):
        table = figures(tmp_path)
        assert table["value"].tolist() == [5e9, 7e9]
        assert table["published_as"].tolist()[1] == "2017-05-03"


def test_statements_without_a_language_have_that_of_their_text():
    assert figures([Statement("s1", "Trade was $5bn in 2016.")])["language"].tolist() == ["en"]


def test_a_corpus_of_bad_files_alone_gives_an_empty_table(corpus):
    figures(corpus)
    for path in corpus.iterdir():
        path.write_text("no front matter")
    for _ in range(2):
        with pytest.warns(SkippedStatementWarning):
            assert figures(corpus).empty


def test_a_bad_file_is_reported_again_the_next_time(corpus):
    (corpus / "bad.md").write_text("no front matter")
    for _ in range(2):
        with pytest.warns(SkippedStatementWarning, match="bad.md"):
            figures(corpus)


def test_the_second_of_two_statements_with_one_id_is_reported(corpus):
    (corpus / "d.md").write_text((corpus / "a.md").read_text().replace("13.3", "99"))
    for _ in range(2):
        with pytest.warns(SkippedStatementWarning, match=r"d\.md: its id 'a' is already taken by .*a\.md"):
            assert figures(corpus)["value"].tolist() == [13.3e9, 17.9e9, 16.5e9]


def test_a_table_with_skipped_files_can_be_saved_by_pandas(corpus, tmp_path):
    (corpus / "bad.md").write_text("no front matter")
    with pytest.warns(SkippedStatementWarning):
        table = figures(corpus)
    table.to_parquet(tmp_path / "figures.parquet")
    assert pd.read_parquet(tmp_path / "figures.parquet").attrs == table.attrs


@pytest.mark.parametrize(
    ("source", "reason"), [("missing", "No such file"), ("empty", "no .md, .* file in it")]
)
def test_where_there_is_nothing_to_read_it_says_so(tmp_path, source, reason):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match=f"{source}.*{reason}"):
        figures([tmp_path / source])


def test_no_statements_give_an_empty_table():
    assert figures([]).empty


def test_names_are_checked_before_anything_is_read(tmp_path):
    with pytest.raises(UnknownName, match="Did you mean China"):
        figures(tmp_path / "missing", partner="Chna")


def test_an_unknown_publisher_is_refused_with_the_nearest_that_there_are(corpus):
    with pytest.raises(UnknownName, match="Did you mean Akorda"):
        figures(corpus, publisher="Akord")


def test_a_publisher_without_figures_is_known(write, corpus):
    path = write("d", publisher="Liter")
    path.write_text(path.read_text().replace("$13.3 billion", "much"))
    assert figures(corpus, publisher="Liter").empty


def test_filters_and_explode_work_together(corpus):
    table = figures(corpus, partner=["China", "RUS"], indicator="trade_turnover", period="2016", explode=True)
    assert table["partner"].tolist() == ["CHN", "RUS"]


def test_paths_and_statements_do_not_mix(corpus):
    with pytest.raises(KzdataError, match="paths and statements in one list"):
        figures([read_statement(corpus / "a.md"), corpus])


def test_what_comes_out_may_be_changed(corpus):
    table = figures(corpus)
    table.loc[0, "value"] = 1.0
    table["value"] *= 2
    assert figures(corpus)["value"].tolist() == [13.3e9, 17.9e9, 16.5e9]


def test_a_statement_without_a_date_is_undated(write):
    path = write("u")
    path.write_text(path.read_text().replace("published: 2017-12-25\n", ""))
    row = figures(path).loc[0]
    assert row["source"] == "Akorda, undated"
    assert pd.isna(row["published"])


def test_a_year_alone_is_kept_as_known(write):
    assert figures(write("u", published="2017")).loc[0, "published_as"] == str(PartialDate(2017))
