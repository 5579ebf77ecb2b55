"""What lies in data/: made as its scripts make it, and as its package says."""

import json
from pathlib import Path

from frictionless import Package, Resource

import kzdata as kz
from tools import datapackage, prices, rates

DATA = Path(__file__).parents[1] / "data"


def test_the_rates_are_what_their_script_makes_of_its_sources():
    assert {path.name: path.read_text(encoding="utf-8") for path in rates.FOLDER.glob("*")} == rates.made()


def test_the_prices_are_what_their_script_makes_of_its_source():
    assert prices.TARGET.read_text(encoding="utf-8") == prices.made()


def test_the_data_package_is_current():
    assert datapackage.TARGET.read_text(encoding="utf-8") == datapackage.made(), "make data renews it"


def test_the_data_are_as_their_package_says():
    report = Package(str(datapackage.TARGET)).validate()
    assert report.flatten(["name", "rowNumber", "message"]) == []


def test_the_data_package_names_every_file():
    resources = json.loads(datapackage.TARGET.read_text(encoding="utf-8"))["resources"]
    named = {path for each in resources for path in _paths(each.get("path", []))}
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.*") if path.is_file()}
    assert files - named == {"README.md", "datapackage.json"}


def _paths(path: str | list[str]) -> list[str]:
    return [path] if isinstance(path, str) else path


def test_exported_figures_are_as_the_package_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the standard knows no absolute paths
    kz.to_csv(kz.figures(), "figures.csv")
    schema = Package(str(datapackage.TARGET)).get_resource("figures").schema
    report = Resource(path="figures.csv", encoding="utf-8-sig", schema=schema).validate()
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
