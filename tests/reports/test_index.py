"""The page that lists all reports."""

import json

from bs4 import BeautifulSoup

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


def test_reports_are_sorted_by_name_and_partner(tmp_path):
    for code in ("UZB", "ITA", "CHN"):
        write_manifest(tmp_path, f"partner-{code}", "partner", parameters={"partner": code})
    write_manifest(tmp_path, "overview", "overview")
    rows = [
        [cell.get_text() for cell in row.find_all(["th", "td"])[:2]] for row in index_of(tmp_path).tbody("tr")
    ]
    assert rows == [
        ["overview", ""],
        ["partner-CHN", "China"],
        ["partner-ITA", "Italy"],
        ["partner-UZB", "Uzbekistan"],
    ]


def test_a_report_is_told_with_its_parameters_date_and_files(tmp_path):
    files = {"figures.csv": {}, "report.html": {}, "report.pdf": {}}
    write_manifest(
        tmp_path,
        "overview",
        "overview",
        parameters={"since": 2010, "until": 2019},
        changed=["since"],
        files=files,
    )
    row = index_of(tmp_path).tbody.tr
    assert [cell.get_text(" ", strip=True) for cell in row.find_all("td")] == [
        "",
        "since 2010",
        "2019-04-15",
        "HTML PDF CSV",
    ]
    assert row.th.a["href"] == "overview/report.html"


def test_a_broken_manifest_is_named_and_stops_nothing(tmp_path):
    write_manifest(tmp_path, "good", "overview")
    for name, text in (("cut", '{"comp'), ("strange", "[]"), ("poor", '{"compared": {}}')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(text)
    tree = index_of(tmp_path)
    assert len(tree.tbody("tr")) == 1
    assert [item.get_text().partition(":")[0] for item in tree.ul("li")] == ["cut", "poor", "strange"]


def test_other_folders_and_unfinished_ones_are_left_alone(tmp_path):
    (tmp_path / "notes").mkdir()
    write_manifest(tmp_path, ".partner.new", "partner")
    assert index_of(tmp_path).table is None


def test_a_title_cannot_be_taken_for_markup(tmp_path):
    write_manifest(tmp_path, "overview", "overview", title="<script>x</script>")
    assert index_of(tmp_path).script is None
