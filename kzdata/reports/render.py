"""From a report's name to its folder: check, run, export, publish."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzdata.errors import UnknownName
from kzdata.reports import index
from kzdata.reports.depends import Depends
from kzdata.reports.engine import language, run
from kzdata.reports.figures import Row, declared_figures, skipped_statements, to_csv
from kzdata.reports.history import remember
from kzdata.reports.manifest import NAME as MANIFEST
from kzdata.reports.manifest import attached, compared, depending, manifest
from kzdata.reports.plan import Job, plan
from kzdata.reports.publish import prepare, publishing, write_whole
from kzdata.reports.thumbnail import write_thumbnail
from kzdata.reports.watching import unwatched, watched

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kzdata.reports.document import Document

FORMATS = ("html", "pdf")
FIGURES = "figures.csv"


@dataclass(frozen=True, slots=True)
class Report:
    """A published report.

    Attributes
    ----------
    name : str
        The report's name.
    slug : str
        Its folder's name: the report's, with the partner's code where it has a partner.
    folder : Path
        Its folder.
    html, pdf : Path or None
        Its pages; None where that format was not asked for.
    figures_csv : Path or None
        The figures that it uses; None where its notebook declares none.
    manifest : Path
        What it was made from.
    skipped : tuple of str
        Why statements were left out that could not be read.
    kept : bool
        Whether its pages are those that were there, because the notebook said what it had said before.
    """

    name: str
    slug: str
    folder: Path
    html: Path | None
    pdf: Path | None
    figures_csv: Path | None
    manifest: Path
    skipped: tuple[str, ...] = ()
    kept: bool = False

    def _repr_html_(self) -> str:
        from kzdata.lab.preview import report_html

        return report_html(self)


def render(
    name: str, *, out: str | Path = "reports", formats: Sequence[str] = FORMATS, **parameters: object
) -> Report:
    """Make a report and publish it as ``<out>/<slug>/``.

    The folder holds ``report.html`` and ``report.pdf``, ``figures.csv`` if the notebook declares the figures
    it used, and ``manifest.json``. It replaces an older one as a whole, or, if anything fails, not at all.

    Parameters
    ----------
    name : str
        A report that comes with kzdata ("overview", "partner"), or the path of any notebook.
    out : str or Path
        The folder of all reports.
    formats : sequence of str
        Which of "html" and "pdf" to make.
    **parameters
        Values for the notebook's parameters; a partner by code or name.

    Returns
    -------
    Report
        Where everything lies.

    Raises
    ------
    UnknownName
        If there is no such report, parameter, partner or format.
    ParameterError
        If a parameter's value is of the wrong type.
    NotebookError
        If the notebook cannot be read.
    NotebookFailed
        If it raises.
    RenderError
        If it cannot be set as a page.
    PublishError
        If `out` cannot be written to.

    Examples
    --------
    >>> render("partner", pardner="CHN")
    Traceback (most recent call last):
    ...
    kzdata.errors.UnknownName: Unknown parameter 'pardner'. Did you mean partner?
    """
    job = plan(name, parameters)
    made = make(job, out=Path(out), formats=formats)
    index.write_index(Path(out))
    return made


def make(job: Job, *, out: Path, formats: Sequence[str] = FORMATS) -> Report:
    """Run a planned report and publish it; the index is left to the caller."""
    check_formats(formats)
    prepare(out)
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    notebook = watched(job.notebook) if language(job.notebook) == "python" else job.notebook
    executed, told = unwatched(run(notebook, job.values, report=job.slug, folder=job.folder))
    depends = Depends.told(told, executed, job.folder)
    published = out / job.slug
    kept = bool(job.unless) and depends.outputs == job.unless
    rows = declared_figures(executed)
    if kept:
        before = (published / MANIFEST).read_text(encoding="utf-8")
        write_whole(published / MANIFEST, depending(before, depends))
    else:
        with publishing(published) as fresh:
            said = _write_pages(executed, job, fresh, formats, rows)
            if rows:
                (fresh / FIGURES).write_text(to_csv(rows), encoding="utf-8", newline="")
            text = manifest(
                said,
                depends,
                files=sorted(fresh.iterdir()),
                started=started,
                seconds=time.monotonic() - clock,
            )
            (fresh / MANIFEST).write_text(text, encoding="utf-8", newline="")
            remember(published, fresh, FIGURES, at=started)
    return Report(
        name=job.source.name,
        slug=job.slug,
        folder=published,
        html=published / "report.html" if "html" in formats else None,
        pdf=published / "report.pdf" if "pdf" in formats else None,
        figures_csv=published / FIGURES if rows else None,
        manifest=published / MANIFEST,
        skipped=skipped_statements(executed),
        kept=kept,
    )


def check_formats(formats: Sequence[str]) -> None:
    """Make sure that every format can be made, and that there is one.

    Raises
    ------
    UnknownName
        If not.
    """
    for name in formats or ("",):
        if name not in FORMATS:
            raise UnknownName("format", name, FORMATS)


def _write_pages(
    executed: NotebookNode, job: Job, folder: Path, formats: Sequence[str], rows: Sequence[Row]
) -> dict[str, Any]:
    """Write the pages; what the manifest tells of them, which goes inside the PDF too, with the figures."""
    from kzdata.reports.exporters import HTMLReportExporter, PDFReportExporter

    def attachments(document: Document) -> dict[str, bytes]:
        files = {MANIFEST: attached(compared(job, document, rows))} | (
            {FIGURES: to_csv(rows)} if rows else {}
        )
        return {name: text.encode() for name, text in files.items()}

    exporters = {"html": HTMLReportExporter, "pdf": PDFReportExporter}
    resources: dict[str, Any] = {}
    for name in formats:
        known = {"metadata": {"name": job.source.name, "path": str(job.source.path.parent)}}
        exporter: Any = exporters[name]()  # type: ignore[no-untyped-call]
        page, resources = exporter.from_notebook_node(executed, {**known, "attachments": attachments})
        file = folder / f"report.{name}"
        file.write_bytes(page.encode() if isinstance(page, str) else page)
    write_thumbnail(resources["document"], folder)
    return compared(job, resources["document"], rows)
