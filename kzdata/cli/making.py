"""Making the reports that were asked for: which of them, one run at a time, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kzdata.cli.finishing import run_hook
from kzdata.cli.progress import progress
from kzdata.errors import KzdataError

if TYPE_CHECKING:
    from kzdata.reports.memory import Request, Seen
    from kzdata.reports.plan import Job
    from kzdata.reports.render import Report
    from kzdata.reports.runs import Run
    from kzdata.reports.uptodate import Check

INTERRUPTED = 130
"""The exit code by which shells tell that somebody stopped a program."""


@dataclass(frozen=True, slots=True)
class Way:
    """How reports are to be made.

    Attributes
    ----------
    out : Path
        The folder of all reports.
    formats : tuple of str
        Which pages.
    if_changed, explain, dry_run : bool
        Whether only what changed is made, whether reasons are told, whether nothing is made at all.
    workers : int or None
        How many at once.
    on_finish : str or None
        A command to run at the end.
    """

    out: Path
    formats: tuple[str, ...]
    if_changed: bool
    explain: bool
    dry_run: bool
    workers: int | None
    on_finish: str | None


@dataclass(slots=True)
class Outcome:
    """What became of the reports asked for.

    Attributes
    ----------
    jobs : list of Job
        Reports that can be made.
    failed : dict of str to KzdataError
        Why the others cannot, or could not, by slug.
    checks : list of Check or None
        What came out of looking at the published ones; None where nobody looked.
    reports : dict of str to Report
        Those that ran, by slug.
    interrupted : bool
        Somebody stopped it.
    """

    jobs: list[Job]
    failed: dict[str, KzdataError]
    checks: list[Check] | None = None
    reports: dict[str, Report] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def due(self) -> list[Job]:
        """The reports to be made: all, or those that a check found a reason for.

        Where nothing but data changed, the pages stay if the notebook says what it said.
        """
        if self.checks is None:
            return self.jobs
        return [
            replace(check.job, unless=check.depends.outputs if check.data_alone and check.depends else "")
            for check in self.checks
            if check.reasons
        ]

    @property
    def skipped(self) -> list[str]:
        """Why statements were left out, each once."""
        return list(dict.fromkeys(reason for made in self.reports.values() for reason in made.skipped))

    @property
    def code(self) -> int:
        """The exit code."""
        if self.interrupted:
            return INTERRUPTED
        return 1 if self.failed or self.skipped else 0


def update(request: Request, way: Way) -> int:
    """Make what is asked for, or only what changed of it; the exit code.

    Raises
    ------
    KzdataError
        If it cannot be asked for.
    """
    from kzdata.reports.runs import start

    began = start()
    if not way.if_changed:
        return _make(request, way, began)
    if _is_all_as_it_was(request, way, began):
        return 0
    if way.dry_run:
        return _make(request, way, began)
    with _alone(way.out) as waited:
        if waited and _is_all_as_it_was(request, way, began):
            return 0
        return _make(request, way, began)


def complain(slug: str, error: KzdataError) -> None:
    """Say what is wrong with a report."""
    said = " ".join(str(error).split())
    typer.echo(f"kzdata: error: {slug + ': ' if slug else ''}{said}", err=True)


def _is_all_as_it_was(request: Request, way: Way, began: Run) -> bool:
    """Whether all is as the last complete run saw it; no table is loaded, as this is asked often."""
    from kzdata.reports.memory import recall
    from kzdata.reports.runs import state_folder

    seen = recall(request, state_folder(way.out))
    if seen is None or not seen.holds(way.out):
        return False
    if way.explain:
        for slug, note in seen.notes.items():
            _explain(slug, (), note)
    if not way.dry_run:
        _finish(replace(began, outcome="nothing", up_to_date=len(seen.notes)), way)
    return True


@contextmanager
def _alone(out: Path) -> Iterator[bool]:
    """Keep other runs that look for changes waiting; whether this one had to wait."""
    from filelock import Timeout

    from kzdata.reports.runs import lock

    mine = lock(out)
    waited = False
    try:
        mine.acquire(timeout=0)
    except Timeout:
        typer.echo(f"kzdata: waiting for another run that makes reports in {out}", err=True)
        waited = True
        mine.acquire()
    try:
        yield waited
    finally:
        mine.release()


def _make(request: Request, way: Way, began: Run) -> int:
    from kzdata.cli.requests import planned
    from kzdata.reports import memory
    from kzdata.reports.publish import prepare
    from kzdata.reports.render import check_formats
    from kzdata.reports.runs import state_folder

    check_formats(way.formats)
    plan = planned(request)
    for slug, reason in plan.failed.items():
        complain(slug, reason)
    if not plan.jobs:
        return 2
    prepare(way.out)
    outcome = Outcome(plan.jobs, plan.failed)
    corpora = memory.corpora_now(memory.corpora_of({job.slug: job.folder for job in plan.jobs}, way.out))
    if way.if_changed:
        _check_all(outcome, way)
    if way.dry_run:
        return 0
    _make_due(outcome, way)
    memory.keep(request, state_folder(way.out), _seen(outcome, way.out, corpora))
    _tell(outcome, way)
    _finish(_summary(outcome, began), way)
    return outcome.code


def _check_all(outcome: Outcome, way: Way) -> None:
    """Look at every published report."""
    from kzdata.reports.uptodate import check
    from kzdata.tables.digests import Corpora

    corpora = Corpora()
    outcome.checks = [check(job, out=way.out, formats=way.formats, corpora=corpora) for job in outcome.jobs]
    if way.explain:
        for found in outcome.checks:
            _explain(found.job.slug, found.reasons, found.note)


def _make_due(outcome: Outcome, way: Way) -> None:
    """Make the reports that are due, and list all; one that fails is told and does not stop the others."""
    from kzdata.reports.batch import make_all
    from kzdata.reports.index import write_index

    due = outcome.due
    with progress(len(due)) as show:
        try:
            made_of = make_all(due, out=way.out, formats=way.formats, workers=way.workers)
            for done, (job, made) in enumerate(made_of, start=1):
                show(job.slug, done)
                if isinstance(made, KzdataError):
                    outcome.failed[job.slug] = made
                    complain(job.slug, made)
                else:
                    outcome.reports[job.slug] = made
        except KeyboardInterrupt:
            outcome.interrupted = True
            typer.echo(f"kzdata: interrupted; reports made: {len(outcome.reports)} of {len(due)}", err=True)
    try:
        write_index(way.out)
    except KzdataError as error:
        outcome.failed["index"] = error
        complain("index", error)


def _seen(outcome: Outcome, out: Path, corpora: Mapping[str, str]) -> Seen | None:
    """What the next run may rely on; nothing, if something is left to do."""
    from kzdata.reports.memory import see

    if outcome.code:
        return None
    return see({job.slug: (job.source.path, job.folder) for job in outcome.jobs}, out, corpora)


def _tell(outcome: Outcome, way: Way) -> None:
    for job in outcome.jobs:
        made = outcome.reports.get(job.slug)
        if made and not made.kept:
            typer.echo(f"{made.slug}  {made.pdf or made.html}")
        elif made and way.explain:
            typer.echo(f"{made.slug}: ran again, and says what it said before")
    for left_out in outcome.skipped:
        typer.echo(f"skipped: {left_out}", err=True)


def _explain(slug: str, reasons: tuple[str, ...], note: str) -> None:
    typer.echo(f"{slug}: {'; '.join(reasons) or 'up to date'}{f' ({note})' if note else ''}")


def _summary(outcome: Outcome, began: Run) -> Run:
    ran = outcome.reports.values()
    came_to = (
        "interrupted" if outcome.interrupted else "failed" if outcome.failed else "done" if ran else "nothing"
    )
    return replace(
        began,
        outcome=came_to,
        made=tuple(report.slug for report in ran if not report.kept),
        kept=tuple(report.slug for report in ran if report.kept),
        failed={slug: " ".join(str(error).split()) for slug, error in outcome.failed.items()},
        up_to_date=len(outcome.jobs) - len(outcome.due),
    )


def _finish(run: Run, way: Way) -> None:
    """Write down what came out, say so where only changes were looked for, and tell who wants to know."""
    from kzdata.reports.runs import LOG, finished, log, record, state_folder

    run, state = finished(run), state_folder(way.out)
    record(run, state)
    if way.if_changed:
        typer.echo(str(run))
    if way.on_finish:
        wrong = run_hook(way.on_finish, run, out=way.out, log=state / LOG)
        if wrong:
            log(wrong, state)
            typer.echo(f"kzdata: error: {wrong}", err=True)
