"""PDF/UA-1 and PDF/A-3a, as far as programs can tell: the checkers on PyPI, and those of poppler and qpdf."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kzdata.reports.exporters import PDFReportExporter

NOTEBOOKS = sorted((Path(__file__).parent / "fixtures" / "any").glob("*.ipynb"))
NEED_FONTS = {"chinese"}
SCRIPTS = Path(sys.executable).parent

# that a page's head repeats the title is what a running head is for
HEADS = "TAG-002"


@pytest.fixture(scope="module")
def printed(tmp_path_factory, report):
    """A report and all the notebooks as PDF files, carrying a file each."""
    folder = tmp_path_factory.mktemp("printed")
    shutil.copy(report.pdf, folder / "report.pdf")
    for path in NOTEBOOKS:
        if path.stem not in NEED_FONTS:
            carried = {"attachments": {"figures.csv": b"value\n5\n"}}
            content, _ = PDFReportExporter(show_code=True).from_filename(str(path), resources=carried)
            (folder / f"{path.stem}.pdf").write_bytes(content)
    return sorted(folder.glob("*.pdf"))


def test_outloud_finds_no_error(printed, tmp_path):
    told = tmp_path / "told.json"
    command = [SCRIPTS / "outloud", "--quiet", "--skip", HEADS, "--json", told, *printed]
    subprocess.run(command, capture_output=True, check=False)
    findings = [
        (Path(result["path"]).stem, finding["message"])
        for result in json.loads(told.read_text())["results"]
        for finding in result["findings"]
        if finding["severity"] == "error"
    ]
    assert findings == []


def test_pdfua_finds_nothing(printed):
    done = subprocess.run([SCRIPTS / "pdfua", "check", *printed], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("PASS")) == (0, len(printed)), done.stdout


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_every_file_sound(printed):
    checked = [
        subprocess.run(["qpdf", "--check", path], capture_output=True, check=False) for path in printed
    ]
    assert [done.returncode for done in checked] == [0] * len(printed)


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler is not installed")
def test_pdfinfo_reads_title_date_and_tags(report):
    told = subprocess.run(
        ["pdfinfo", "-isodates", report.pdf], capture_output=True, text=True, check=True
    ).stdout
    fields = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    said = {
        name: fields[name].strip() for name in ("Title", "Tagged", "CreationDate", "JavaScript", "Encrypted")
    }
    assert said == {
        "Title": "Trade with CHN more than doubled",
        "Tagged": "yes",
        "CreationDate": "2019-04-15T00:00:00Z",
        "JavaScript": "no",
        "Encrypted": "no",
    }


def test_both_standards_are_named(report):
    import pypdf

    with pypdf.PdfReader(report.pdf) as reader:
        said = reader.xmp_metadata.rdf_root.toxml()
    named = ("pdfuaid:part>1<", "pdfaid:part>3<", "pdfaid:conformance>A<")
    assert [each for each in named if each not in said] == []
