"""The page that lists all reports."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from kzdata.reports.history import Change, read_history, remember
from kzdata.reports.index import write_index


def write_manifest(out, slug, report, **facts):
    said = {
        "report": report,
        "title": slug,
        "data_date": "2019-04-15",
        "parameters": {},
        "changed": [],
        "files": {},
    }
    said |= facts
    (out / slug).mkdir()
    (out / slug / "manifest.json").write_text(json.dumps({"compared": said}))


def index_of(out):
    return BeautifulSoup(write_index(out).read_text(encoding="utf-8"), "html.parser")


def texts(tags):
    return [tag.get_text(" ", strip=True) for tag in tags]


def write_history(out, slug, *changes):
    said = [{"new": 0, "revised": 0, "gone": 0, "first": False} | change for change in changes]
    (out / slug / "history.json").write_text(json.dumps(said))


def feed_of(out):
    write_index(out)
    return etree.parse(out / "feed.xml").getroot()


def all_of(tree, path):
    return tree.findall(path, {"": "http://www.w3.org/2005/Atom"})


def test_reports_are_grouped_by_kind_and_sorted_by_partner(tmp_path):
    for code in ("UZB", "ITA", "CHN"):
        write_manifest(tmp_path, f"partner-{code}", "partner", parameters={"partner": code})
    write_manifest(tmp_path, "my-own", "my-own")
    write_manifest(tmp_path, "overview", "overview")
    tree = index_of(tmp_path)
    groups = {section.h2.get_text(): texts(section.select(".partner")) for section in tree("section")}
    assert list(groups.items()) == [
        ("Overview", []),
        ("Partners", ["China", "Italy", "Uzbekistan"]),
        ("My own", []),
    ]


def test_a_report_is_told_with_its_parameters_date_and_files(tmp_path):
    files = {"figures.csv": {}, "report.html": {}, "report.pdf": {}, "thumbnail.svg": {}}
    given = {"parameters": {"since": 2010, "until": 2019}, "changed": ["since"], "language": "ru"}
    write_manifest(tmp_path, "overview", "overview", files=files, **given)
    card = index_of(tmp_path).find(class_="card")
    assert texts(card("p")) == ["since 2010", "Statements up to 15 April 2019", "PDF CSV"]
    assert (card.h3.a["href"], card.h3["lang"]) == ("overview/report.html", "ru")
    assert (card.img["src"], card.img["alt"]) == ("overview/thumbnail.svg", "")


def test_a_card_tells_what_changed_last(tmp_path):
    write_manifest(tmp_path, "overview", "overview")
    latest, first = {"at": "2019-05-01T00:00:00Z", "new": 2, "revised": 1}, {"at": "2019", "first": True}
    write_history(tmp_path, "overview", latest, first)
    assert texts(index_of(tmp_path).select(".changes")) == ["Figures: 2 new, 1 revised"]


def test_a_history_that_cannot_be_read_stops_nothing(tmp_path):
    write_manifest(tmp_path, "overview", "overview")
    (tmp_path / "overview" / "history.json").write_text('[{"when": 1}]')
    assert index_of(tmp_path).select(".changes") == []


def test_the_feed_has_an_entry_for_each_change_the_latest_first(tmp_path):
    for slug, at in (("overview", "2019-05-01T10:00:00+02:00"), ("audit", "2019-05-01T09:00:00Z")):
        write_manifest(tmp_path, slug, slug, files={"report.html": {}})
        write_history(tmp_path, slug, {"at": at, "new": 1})
    feed = feed_of(tmp_path)
    assert [title.text for title in all_of(feed, "entry/title")] == ["audit", "overview"]
    assert all_of(feed, "updated")[0].text == "2019-05-01T09:00:00+00:00"


@pytest.mark.parametrize("slugs", [(), ("overview", "audit")])
def test_the_feed_has_all_that_atom_demands(tmp_path, slugs):
    for slug in slugs:
        write_manifest(tmp_path, slug, slug)
        write_history(tmp_path, slug, {"at": "2019-05-01T10:00:00Z", "first": True})
    feed = feed_of(tmp_path)
    parts = [feed, *all_of(feed, "entry")]
    for part in parts:
        for name in ("id", "title", "updated", "link[@rel='alternate']"):
            assert len(all_of(part, name)) == 1, name
    names = [all_of(part, "id")[0].text for part in parts]
    assert len(set(names)) == len(names)
    assert all_of(feed, "author/name")[0].text == "kzdata"


def test_the_same_folder_gives_the_same_page_and_feed(tmp_path):
    write_manifest(tmp_path, "overview", "overview")
    write_history(tmp_path, "overview", {"at": "2019-05-01T10:00:00Z", "first": True})
    made = [(write_index(tmp_path).read_bytes(), (tmp_path / "feed.xml").read_bytes()) for _ in range(2)]
    assert made[0] == made[1]


def test_a_report_made_anew_remembers_what_changed(report, tmp_path):
    folder = shutil.copytree(report.folder, tmp_path / "brief")
    (folder / "figures.csv").write_text("statement_id,quote,value\ns1,more than 14 billion USD,1\ns9,x,1\n")
    remember(folder, report.folder, "figures.csv", at="2019-05-01")
    assert read_history(report.folder)[0] == Change("2019-05-01", new=1, revised=1, gone=1)


def test_a_broken_manifest_is_named_and_stops_nothing(tmp_path):
    write_manifest(tmp_path, "good", "overview")
    for name, text in (("cut", '{"comp'), ("strange", "[]"), ("poor", '{"compared": {}}')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(text)
    tree = index_of(tmp_path)
    assert len(tree.select(".card")) == 1
    assert [item.get_text().partition(":")[0] for item in tree("ul")[-1]("li")] == ["cut", "poor", "strange"]


def test_other_folders_and_unfinished_ones_are_left_alone(tmp_path):
    (tmp_path / "notes").mkdir()
    write_manifest(tmp_path, ".partner.new", "partner")
    assert index_of(tmp_path).select(".card") == []


def test_a_title_cannot_be_taken_for_markup(tmp_path):
    write_manifest(tmp_path, "overview", "overview", title="<script>x</script>")
    assert len(index_of(tmp_path)("script")) == 1
