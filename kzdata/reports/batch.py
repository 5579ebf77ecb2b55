"""Many reports, side by side on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kzdata.errors import KzdataError
from kzdata.reports.plan import Job
from kzdata.reports.render import FORMATS, Report, check_formats, make

IDLE_SECONDS = 10
"""How long a worker waits for another batch before it ends."""

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
        return
    from joblib import Parallel, delayed, parallel_config

    here, environment = Path.cwd(), dict(os.environ)
    with parallel_config("loky", n_jobs=workers, idle_worker_timeout=IDLE_SECONDS):
        done = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch="all")(
            delayed(_in_worker)(number, job, out, formats, here, environment)
            for number, job in enumerate(jobs)
        )
        for number, outcome in done:
            yield jobs[number], outcome


def _in_worker(
    number: int, job: Job, out: Path, formats: Sequence[str], here: Path, environment: Mapping[str, str]
) -> tuple[int, Outcome]:
    # a worker may be left over from a batch that was started in another folder
    os.chdir(here)
    os.environ.clear()
    os.environ.update(environment)
    return number, _outcome(job, out, formats)


def _outcome(job: Job, out: Path, formats: Sequence[str]) -> Outcome:
    try:
        return make(job, out=out, formats=formats)
    except KzdataError as error:
        return error
