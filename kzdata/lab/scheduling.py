"""Scheduled notebooks in JupyterLab: what jupyter-scheduler is told, by its documented class settings.

Out of the box it pastes parameters as raw text, knows no reports, and leaves a job that was killed "in
progress" for ever. Here parameters are checked against what the notebook declares before anything runs,
reports are among the outputs, a job has a time limit, and one whose process is gone is said to have failed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
from jupyter_scheduler.environments import EnvironmentManager
from jupyter_scheduler.exceptions import SchedulerError
from jupyter_scheduler.executors import DefaultExecutionManager
from jupyter_scheduler.models import RuntimeEnvironment, Status
from jupyter_scheduler.orm import Job
from jupyter_scheduler.scheduler import Scheduler
from jupyter_scheduler.task_runner import TaskRunner
from jupyter_scheduler.utils import get_utc_timestamp
from traitlets import Integer
from traitlets import Type as Class

from kzdata.errors import KzdataError
from kzdata.reports.exporters import HTMLReportExporter, PDFReportExporter
from kzdata.reports.notebooks import read_notebook
from kzdata.reports.parameters import check_parameters

NOTEBOOK = "ipynb"
EXPORTERS = {"html": HTMLReportExporter, "pdf": PDFReportExporter}
"""The outputs beside the notebook, by the suffix of their files."""

GOING = (Status.CREATED, Status.IN_PROGRESS)

GRACE = 60
"""Seconds after which a job without a process will not get one."""


class ThisPython(EnvironmentManager):  # type: ignore[misc]
    """The one environment that reports run in: the Python that JupyterLab runs in."""

    def list_environments(self) -> list[RuntimeEnvironment]:
        """The environments to choose from."""
        return [
            RuntimeEnvironment(
                name="kzdata",
                label="Python of this JupyterLab",
                description=sys.executable,
                file_extensions=[NOTEBOOK],
                output_formats=list(self.output_formats_mapping()),
                metadata={"path": sys.executable},
            )
        ]

    def manage_environments_command(self) -> str:
        """JupyterLab's command to change environments: there is none."""
        return ""

    def output_formats_mapping(self) -> dict[str, str]:
        """The outputs a person may choose, by suffix.

        Examples
        --------
        >>> ThisPython().output_formats_mapping()
        {'ipynb': 'Notebook', 'html': 'Report (HTML)', 'pdf': 'Report (PDF)'}
        """
        names = {suffix: exporter.export_from_notebook for suffix, exporter in EXPORTERS.items()}
        return {NOTEBOOK: "Notebook", **names}


class ReportRun(DefaultExecutionManager):  # type: ignore[misc]
    """Runs one job in a process of its own."""

    def execute(self) -> None:
        """Run the notebook with typed parameters and write what was asked for."""
        from kzdata.reports.engine import run

        staged = Path(self.staging_paths["input"])
        notebook = read_notebook(staged)
        values = typed_parameters(staged, self.model.parameters)
        executed = run(notebook, values, report=staged.stem, folder=staged.parent)
        self.add_side_effects_files(str(staged.parent))
        self.create_output_files(self.model, executed)

    def create_output_files(self, job: Any, notebook_node: Any) -> None:
        """Write the outputs asked for: the notebook as it ran, and reports of it."""
        import nbformat

        name = Path(self.staging_paths["input"]).stem
        for suffix in job.output_formats:
            if suffix == NOTEBOOK:
                page: str | bytes = nbformat.writes(notebook_node)  # type: ignore[no-untyped-call]
            else:
                known = {"metadata": {"name": name, "path": str(Path(self.staging_paths["input"]).parent)}}
                exporter: Any = EXPORTERS[suffix]()  # type: ignore[no-untyped-call]
                page, _ = exporter.from_notebook_node(notebook_node, resources=known)
            written = page.encode() if isinstance(page, str) else page
            Path(self.staging_paths[suffix]).write_bytes(written)

    def on_failure(self, e: Exception) -> None:
        """Say what went wrong where the job is shown; for kzdata's own errors without a traceback."""
        if not isinstance(e, KzdataError):
            super().on_failure(e)
            return
        with self.db_session() as session:
            _fail(session, self.job_id, str(e))


class ReportRunner(TaskRunner):  # type: ignore[misc]
    """Starts what is due, and sweeps what is over."""

    def process_queue(self) -> None:
        """Look after running jobs, then start those that are due."""
        self.scheduler.sweep()
        super().process_queue()


class ReportScheduler(Scheduler):  # type: ignore[misc]
    """Keeps the jobs: checks parameters before it takes one, and ends those that take too long."""

    execution_manager_class = Class(
        klass="jupyter_scheduler.executors.ExecutionManager",
        default_value="kzdata.lab.scheduling.ReportRun",
        config=True,
    )
    task_runner_class = Class(
        allow_none=True,
        klass="jupyter_scheduler.task_runner.BaseTaskRunner",
        default_value="kzdata.lab.scheduling.ReportRunner",
        config=True,
    )
    time_limit = Integer(1800, min=1, config=True, help="Seconds that a job may take.")

    def create_job(self, model: Any) -> str:
        """Take a job whose parameters are right, and start it."""
        self._check(model)
        job = str(super().create_job(model))
        with self.db_session() as session:
            # what has not begun yet is stored, and would be shown, as stopped
            begins = (Job.job_id == job, Job.status == Status.STOPPED, Job.start_time.is_(None))
            session.query(Job).filter(*begins).update({"status": Status.CREATED})
            session.commit()
        return job

    def create_job_definition(self, model: Any) -> str:
        """Take a schedule whose parameters are right."""
        self._check(model)
        return str(super().create_job_definition(model))

    def sweep(self) -> None:
        """End jobs that run past the limit, and mark those whose process is gone, as after a restart."""
        with self.db_session() as session:
            going = session.query(Job).filter(Job.status.in_(GOING)).all()
            for job in going:
                reason = self._over(job)
                if reason:
                    self.log.warning("%s: %s", job.name, reason)
                    _fail(session, job.job_id, reason)

    def _check(self, model: Any) -> None:
        # a job made from a schedule runs the copy that was staged with the schedule: that one is absolute
        path = Path(self.root_dir) / model.input_uri
        if path.is_file():
            try:
                typed_parameters(path, model.parameters)
            except KzdataError as error:
                raise SchedulerError(str(error)) from None

    def _over(self, job: Any) -> str:
        """Why a job that counts as going is not, any more; it is stopped if it must be."""
        begun = (job.start_time or job.create_time) / 1000
        process = _process(job.pid, begun)
        if process is None:
            young = job.pid is None and time.time() - begun < GRACE
            return (
                ""
                if young
                else "Its process is gone: JupyterLab was stopped, or memory ran out. Run it again."
            )
        if time.time() - begun < self.time_limit:
            return ""
        for each in [*process.children(recursive=True), process]:
            try:
                each.kill()
            except psutil.NoSuchProcess:
                continue
        return f"It took longer than {self.time_limit} seconds (ReportScheduler.time_limit) and was stopped."


def typed_parameters(notebook: Path, given: Mapping[str, str] | None) -> dict[str, object]:
    """The values that a form gives as text, as the types that the notebook declares.

    Raises
    ------
    KzdataError
        If there is no such parameter, or a value is none of its type.

    Examples
    --------
    >>> from kzdata.reports.notebooks import find_notebook
    >>> typed_parameters(find_notebook("partner").path, {"partner": "China", "start_year": "2010"})["partner"]
    'CHN'
    """
    # people write a text with quotation marks, as Python has it, and without
    text = {name: _unquoted(value) for name, value in (given or {}).items()}
    return check_parameters(read_notebook(notebook), text, report=notebook.stem, text=True)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _process(number: int | None, begun: float) -> psutil.Process | None:
    """The running process of a job; another one that got its number since is not it."""
    try:
        process = psutil.Process(number) if number else None
        if process is None or process.status() == psutil.STATUS_ZOMBIE:
            return None
        # the job begins after its process does
        return process if process.create_time() < begun + 1 + GRACE else None
    except psutil.NoSuchProcess:
        return None


def _fail(session: Any, job_id: str, reason: str) -> None:
    # a job that got done meanwhile stays done
    session.query(Job).filter(Job.job_id == job_id, Job.status.in_(GOING)).update({
        "status": Status.FAILED,
        "status_message": reason,
        "end_time": get_utc_timestamp(),
    })  # fmt: skip
    session.commit()
