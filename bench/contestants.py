"""Three ways to make the same reports: ``python -m bench.contestants WAY FOLDER PARTNER ...``.

Each runs in a process of its own, so that its start-up is measured too.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kzdata.bundle import bundled

NOTEBOOK = "partner"


def batch(out: Path, partners: list[str]) -> None:
    """A batch of kzdata: forked kernels, on all cores."""
    from kzdata.reports.quick import skip_grammars

    skip_grammars()
    from kzdata.reports.batch import make_all
    from kzdata.reports.plan import plan

    for _, outcome in make_all([plan(NOTEBOOK, {"partner": code}) for code in partners], out=out):
        if isinstance(outcome, Exception):
            raise outcome


def papermill(out: Path, partners: list[str]) -> None:
    """One notebook after the other through papermill as it comes, and kzdata's exporters in its process."""
    import papermill

    from kzdata.reports.exporters import HTMLReportExporter, PDFReportExporter

    for code in partners:
        ran = papermill.execute_notebook(
            str(_notebook()), str(out / f"{code}.ipynb"), {"partner": code}, progress_bar=False, **KERNEL
        )
        resources = {"metadata": {"name": NOTEBOOK}}
        page, _ = HTMLReportExporter().from_notebook_node(ran, resources=resources)  # type: ignore[no-untyped-call]
        (out / f"{code}.html").write_text(page, encoding="utf-8")
        document, _ = PDFReportExporter().from_notebook_node(ran, resources=resources)  # type: ignore[no-untyped-call]
        (out / f"{code}.pdf").write_bytes(document)


def commands(out: Path, partners: list[str]) -> None:
    """A shell's loop of papermill and ``jupyter nbconvert``: stock HTML, PDF by a browser if there is one."""
    for code in partners:
        ran = out / f"{code}.ipynb"
        kernel = ("-k", KERNEL["kernel_name"], "-l", KERNEL["language"])
        _python("papermill", str(_notebook()), str(ran), "-p", NOTEBOOK, code, "--no-progress-bar", *kernel)
        for kind in ("html", webpdf() or "kzdata.reports.exporters.PDFReportExporter"):
            _python("nbconvert", "--to", kind, str(ran), "--output-dir", str(out))


def webpdf() -> str | None:
    """The exporter of nbconvert to PDF by a browser; None where that browser is not installed."""
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as browsers:
            return "webpdf" if Path(browsers.chromium.executable_path).exists() else None
    except ImportError:
        return None


def _notebook() -> Path:
    return bundled("notebooks") / f"{NOTEBOOK}.ipynb"


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], check=True, capture_output=True)  # noqa: S603


KERNEL = {"kernel_name": "python3", "language": "python"}
WAYS: dict[str, Callable[[Path, list[str]], None]] = {
    "batch": batch,
    "papermill": papermill,
    "commands": commands,
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3:])
