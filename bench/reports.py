"""How many reports a minute: a batch of kzdata beside papermill, and beside a loop of commands."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.contestants import NOTEBOOK, webpdf
from kzdata.tables.corpus import figures

_ROOT = Path(__file__).parents[1]
_PAGE = 1024
_SAMPLE = 0.25


@dataclass(frozen=True, slots=True)
class Made:
    """How long some reports took.

    Attributes
    ----------
    reports : int
        How many there were.
    seconds : float
        From the start of the program to its end.
    processor : float
        Seconds of all cores, in all its processes.
    """

    reports: int
    seconds: float
    processor: float

    @property
    def a_minute(self) -> float:
        """Speed."""
        return self.reports / self.seconds * 60


def names() -> dict[str, str]:
    """The contestants, and what to call them."""
    pdf = webpdf()
    browser = "--to webpdf" if pdf else "--to report_pdf (no browser for webpdf)"
    return {
        "batch": "kzdata, a batch",
        "papermill": "papermill, one process, kzdata's exporters",
        "commands": f"papermill; jupyter nbconvert --to html; {browser}",
    }


def made(way: str, reports: int) -> Made:
    """Make reports in one way, each as HTML and PDF."""
    with TemporaryDirectory() as out:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(_command(way, out, reports), check=True, env=_environment())  # noqa: S603
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        for kind in ("html", "pdf"):
            found = len(list(Path(out).glob(f"**/*.{kind}")))
            if found != len(set(partners(reports))):
                raise SystemExit(f"{way} made {found} {kind} files instead of {reports}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Made(reports, seconds, processor)


def memory(reports: int) -> list[float]:
    """MB in all processes of a batch together, shared pages counted once, several times a second."""
    found = []
    with TemporaryDirectory() as out:
        program = subprocess.Popen(_command("batch", out, reports), env=_environment())  # noqa: S603
        while program.poll() is None:
            found.append(sum(map(_share, _tree(program.pid))))
            time.sleep(_SAMPLE)
    if program.returncode:
        raise SystemExit("the batch failed")
    return found


def phases(reports: int) -> dict[str, float]:
    """Seconds of a report, made one after the other in a warm process, by what takes them."""
    from kzdata.reports.engine import run
    from kzdata.reports.exporters import HTMLReportExporter, PDFReportExporter
    from kzdata.reports.plan import plan

    total = dict.fromkeys(("start of the kernel", "cells", "end of the kernel", "the rest of papermill"), 0.0)
    total |= {"HTML": 0.0, "PDF": 0.0}
    codes = partners(reports + 1)
    for number, code in enumerate(codes):
        job = plan(NOTEBOOK, {"partner": code})
        start = time.perf_counter()
        ran = run(job.notebook, job.values, report=code)
        ended = time.perf_counter()
        took = {"the rest of papermill": ended - start}
        for key, seconds in _kernel(ran.metadata.papermill, [cell.metadata.papermill for cell in ran.cells]):
            took[key] = seconds
            took["the rest of papermill"] -= seconds
        for name, exporter in (("HTML", HTMLReportExporter), ("PDF", PDFReportExporter)):
            start = time.perf_counter()
            exporter().from_notebook_node(ran, resources={"metadata": {"name": NOTEBOOK}})
            took[name] = time.perf_counter() - start
        if number:  # the first one is to warm up
            total = {name: seconds + took[name] for name, seconds in total.items()}
    return {name: seconds / reports for name, seconds in total.items()}


def partners(number: int) -> list[str]:
    """The countries and blocs that most figures name; from the start again if there are not so many."""
    counts = figures(reporter="KAZ", explode=True)["partner"].value_counts()
    codes = [str(code) for code in counts.index if code]
    return list(islice(cycle(codes), number))


def _kernel(whole: dict[str, str], cells: list[dict[str, str]]) -> Iterator[tuple[str, float]]:
    start, end = (datetime.fromisoformat(whole[name]) for name in ("start_time", "end_time"))
    first = datetime.fromisoformat(cells[0]["start_time"])
    last = datetime.fromisoformat(cells[-1]["end_time"])
    yield "start of the kernel", (first - start).total_seconds()
    yield "cells", sum(float(cell["duration"]) for cell in cells)
    yield "end of the kernel", (end - last).total_seconds()


def _command(way: str, out: str, reports: int) -> list[str]:
    return [sys.executable, "-m", "bench.contestants", way, out, *partners(reports)]


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path}


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                yield from _tree(int(child))
        except OSError:
            continue


def _share(pid: int) -> float:
    """A process's part of the memory, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / _PAGE
    except OSError:
        return 0.0
