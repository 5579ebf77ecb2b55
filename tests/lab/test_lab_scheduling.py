"""Scheduled reports: what is refused, what is ended, what is swept."""

import subprocess
import sys
import time
from shutil import copyfile

import pytest

pytest.importorskip("jupyter_scheduler", reason="kzdata[lab] is not installed")

from jupyter_scheduler.exceptions import SchedulerError
from jupyter_scheduler.models import CreateJob, Status
from jupyter_scheduler.orm import Job, create_tables

from kzdata.lab.scheduling import ReportScheduler, ThisPython
from kzdata.reports.notebooks import find_notebook

LONG = "import time; time.sleep(600)"


@pytest.fixture
def scheduler(tmp_path):
    address = f"sqlite:///{tmp_path / 'jobs.sqlite'}"
    create_tables(address)
    copyfile(find_notebook("partner").path, tmp_path / "partner.ipynb")
    made = ReportScheduler(root_dir=str(tmp_path), environments_manager=ThisPython(), db_url=address)
    yield made
    made.db_session.kw["bind"].dispose()


@pytest.fixture
def process():
    with subprocess.Popen([sys.executable, "-c", LONG]) as started:
        yield started
        started.kill()


def going(scheduler, process_id, *, seconds=0):
    """A job that counts as going, for so many seconds."""
    begun = int((time.time() - seconds) * 1000)
    job = Job(
        name="a job",
        input_filename="partner.ipynb",
        runtime_environment_name="kzdata",
        output_formats=["html"],
        status=Status.IN_PROGRESS,
        create_time=begun,
        start_time=begun,
        url="/",
        pid=process_id,
    )
    with scheduler.db_session() as session:
        session.add(job)
        session.commit()
        return job.job_id


@pytest.mark.parametrize(
    ("given", "said"),
    [({"partner": "Chnia"}, "Did you mean China"), ({"since": "2010"}, "Unknown parameter")],
)
def test_a_wrong_parameter_is_refused_before_anything_runs(scheduler, given, said):
    asked = CreateJob(
        name="x", input_uri="partner.ipynb", runtime_environment_name="kzdata", parameters=given
    )
    with pytest.raises(SchedulerError, match=said):
        scheduler.create_job(asked)


def test_a_job_whose_process_is_gone_has_failed(scheduler):
    with subprocess.Popen([sys.executable, "-c", ""]) as over:
        over.wait()
    job = going(scheduler, over.pid, seconds=3)
    scheduler.sweep()
    told = scheduler.get_job(job)
    assert (told.status, "process is gone" in told.status_message) == (Status.FAILED, True)


def test_a_job_past_the_limit_is_stopped(scheduler, process):
    scheduler.time_limit = 60
    job = going(scheduler, process.pid, seconds=30)
    scheduler.sweep()
    assert scheduler.get_job(job).status == Status.IN_PROGRESS
    scheduler.time_limit = 10
    scheduler.sweep()
    assert "longer than 10 seconds" in scheduler.get_job(job).status_message
    assert process.wait(10) != 0
