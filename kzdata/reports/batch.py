"""Many reports, side by side on all cores."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.errors import KzdataError
from kzdata.reports.engine import warm_kernels
from kzdata.reports.errors import WorkerDied
from kzdata.reports.plan import Job
from kzdata.reports.quick import skip_grammars
from kzdata.reports.render import FORMATS, Report, check_formats, make

if TYPE_CHECKING:
    from kzdata.reports.kernels.servers import Address

IDLE_SECONDS = 10
"""How long a worker waits for another batch before it ends."""

STEP = 0.5
"""Seconds between two looks of a worker at whether its parent lives."""

Outcome = Report | KzdataError


def make_all(
    jobs: Sequence[Job],
    *,
    out: Path,
    formats: Sequence[str] = FORMATS,
    workers: int | None = None,
) -> Iterator[tuple[Job, Outcome]]:
    """Make reports side by side and publish each as `make` does; the index is left to the caller.

    Parameters
    ----------
    jobs : sequence of Job
        The reports, as `plan` gives them.
    out : Path
        The folder of all reports.
    formats : sequence of str
        Which of "html" and "pdf" to make.
    workers : int or None
        How many are made at once; None for one a core.

    Yields
    ------
    tuple of Job and Report or KzdataError
        Each job with what became of it, in the order in which they get done.

    Raises
    ------
    UnknownName
        If there is no such format. No report's failure is raised.

    Examples
    --------
    >>> list(make_all([], out=Path("reports")))
    []
    """
    check_formats(formats)
    workers = min(workers or os.cpu_count() or 1, len(jobs))
    if workers <= 1:
        for job in jobs:
            yield job, _outcome(job, out, formats)
    else:
        yield from _side_by_side(jobs, out, formats, workers)


def _side_by_side(
    jobs: Sequence[Job], out: Path, formats: Sequence[str], workers: int
) -> Iterator[tuple[Job, Outcome]]:
    from kzdata.reports.kernels.servers import held

    # all workers share one: it gets warm while they start
    server = warm_kernels()
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    setting = Path.cwd(), dict(os.environ), server, os.getpid()
    workers_own = {"initializer": _start_worker, "initargs": setting, "idle_worker_timeout": IDLE_SECONDS}
    left = dict(enumerate(jobs))
    with held(server), parallel_config("loky", n_jobs=workers, **workers_own):
        done = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch="all")(
            delayed(_numbered)(number, job, out, formats) for number, job in left.items()
        )
        try:
            for number, outcome in done:
                yield left.pop(number), outcome
        except BrokenProcessPool:
            for job in left.values():
                yield job, WorkerDied(job.slug)


def _start_worker(folder: Path, environment: Mapping[str, str], server: Address | None, parent: int) -> None:
    """Make a worker the same as its parent, and bind it to its parent's life."""
    from kzdata.reports.kernels.servers import borrow

    skip_grammars()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    os.chdir(folder)
    # joblib limits the threads of libraries by variables, which kernels would inherit
    os.environ.clear()
    os.environ.update(environment)
    if server is not None:
        borrow(server)


def _end_with(parent: int) -> None:
    """End this worker when its parent has gone, in the midst of a report."""
    while os.getppid() == parent:
        time.sleep(STEP)
    os._exit(1)


def _numbered(number: int, job: Job, out: Path, formats: Sequence[str]) -> tuple[int, Outcome]:
    return number, _outcome(job, out, formats)


def _outcome(job: Job, out: Path, formats: Sequence[str]) -> Outcome:
    try:
        return make(job, out=out, formats=formats)
    except KzdataError as error:
        return error
