"""The same report, byte for byte, wherever and whenever it is made."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """The folder of one report, made by two processes with nothing in common but kzdata."""
    worlds = [
        {"TZ": "Asia/Almaty", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "de", "PYTHONHASHSEED": "7"},
    ]
    folders = []
    for number, world in enumerate(worlds):
        here = tmp_path_factory.mktemp(f"world{number}")
        out = here / ("reports" if number else "elsewhere/of another name")
        own = {name: str(here / name) for name in ("HOME", "KZDATA_CACHE_DIR", "KZDATA_STATE_DIR")}
        (here / "HOME").mkdir()
        command = [sys.executable, "-m", "kzdata", "report", "partner", "--partner", "GEO", "--out", out]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **own, **world}
        subprocess.run(command, cwd=here, env=environment, check=True, capture_output=True)
        folders.append(out / "partner-GEO")
    return folders


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "figures.csv", "../index.html"])
def test_files_are_the_same_to_the_byte(twice, name):
    one, other = ((folder / name).read_bytes() for folder in twice)
    assert one == other


def test_manifests_differ_in_when_and_how_long_alone(twice):
    one, other = (json.loads((folder / "manifest.json").read_text()) for folder in twice)
    assert one.pop("run").keys() == other.pop("run").keys() == {"started", "seconds"}
    assert one == other


def test_a_date_that_is_set_is_the_date_of_the_pdf(fixtures, tmp_path):
    from pypdf import PdfReader

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1514764800"}
    command = [sys.executable, "-m", "kzdata", "report", fixtures / "brief.ipynb", "--format", "pdf"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    metadata = PdfReader(tmp_path / "reports/brief-CHN/report.pdf").metadata
    assert f"{metadata.creation_date:%Y-%m-%d}" == "2018-01-01"
