"""Servers and kernels end when they should, and leave nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kzdata.reports.errors import NotebookFailed
from kzdata.reports.kernels import servers

WAITING = """
import pathlib, subprocess, time
subprocess.Popen(["sleep", "300"])
pathlib.Path(there).touch()
time.sleep(300)
"""
PROGRAM = """
import sys
from pathlib import Path
from kzdata.reports.batch import make_all
from kzdata.reports.plan import plan

if __name__ == "__main__":
    notebook, out, *parameters = sys.argv[1:]
    jobs = [plan(notebook, {"partner": name, "there": f"{out}/{name}"}) for name in parameters]
    for job, outcome in make_all(jobs, out=Path(out), workers=2):
        print(job.slug, outcome)
"""


def until(seen, seconds=20):
    """Wait until something is seen; give what was."""
    end = time.monotonic() + seconds
    while not (found := seen()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def pid_of(folder):
    """The process of a server."""
    return next(owned.process.pid for owned in servers._owned.values() if owned.address.folder == folder)


@pytest.fixture
def batch(tmp_path, monkeypatch, marked):
    """Starts a program that makes reports which never end, and waits until all run."""
    notebook = new_notebook(
        cells=[
            new_code_cell('partner: str = "CHN"\nthere: str = ""', metadata={"tags": ["parameters"]}),
            new_code_cell(WAITING),
        ]
    )
    nbformat.write(notebook, tmp_path / "waiting.ipynb")
    (tmp_path / "batch.py").write_text(PROGRAM)
    with tempfile.TemporaryDirectory() as temporary:
        monkeypatch.setenv("TMPDIR", temporary)
        started = []

        def start(*partners):
            command = [sys.executable, tmp_path / "batch.py", tmp_path / "waiting.ipynb", tmp_path, *partners]
            program = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
            started.append(program)
            assert until(lambda: all((tmp_path / name).exists() for name in partners), 60)
            return program, Path(temporary)

        yield start
        for program in started:
            program.kill()
            program.wait()
        for pid in marked():
            os.kill(pid, signal.SIGKILL)


def test_a_kernel_leaves_no_process_and_no_file(running, server, marked):
    before = set(server.iterdir()), set(marked())
    running("import subprocess\nsubprocess.Popen(['sleep', '300'])")
    assert (set(server.iterdir()), until(lambda: set(marked()) == before[1])) == (before[0], True)


def test_a_kernel_that_took_too_long_is_gone(running, marked):
    with pytest.raises(NotebookFailed):
        running("import subprocess\nsubprocess.run(['sleep', '300'])", timeout=2)
    assert until(lambda: b"sleep 300 " not in marked().values())


def test_sockets_lie_in_a_folder_for_their_owner_alone(asking, server):
    seen = asking(
        f"import os\nos.stat({str(server)!r}).st_mode & 0o777, len(os.listdir({str(server)!r})) > 5"
    )
    assert seen == (0o700, True)


def test_a_kernel_outlives_its_server(asking, server):
    assert asking("import os, time", f"os.kill({pid_of(server)}, 9)", "time.sleep(2)", "1 + 1") == 2


def test_after_the_death_of_the_server_a_stock_kernel_says_so(asking, server, caplog, monkeypatch):
    monkeypatch.setattr(servers, "_said", set())
    os.kill(pid_of(server), signal.SIGKILL)
    assert asking("1 + 1") == 2
    said = ["kernels start without a fork server, more slowly: the fork server has gone"]
    # where the death was seen before, another server has made the kernel
    assert caplog.messages in (said, [])


def test_the_server_that_has_died_is_followed_by_another(asking, server):
    dead = pid_of(server)
    os.kill(dead, signal.SIGKILL)
    # the first kernel is a stock one if the death was not seen before it was asked for
    _, parent = [asking("import os\nos.getppid()") for _ in range(2)]
    assert parent not in {os.getpid(), dead}


@pytest.mark.usefixtures("no_server")
def test_where_no_server_can_be_started_it_is_said_once(asking, caplog):
    assert [asking("import os\nos.getppid()") for _ in range(2)] == [os.getpid()] * 2
    assert len([m for m in caplog.messages if "the path of the folder" in m]) == 1


@pytest.mark.parametrize("partners", [["CHN"], ["CHN", "RUS"]], ids=["one", "two at once"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM], ids=lambda how: how.name)
def test_nothing_is_left_of_a_batch_that_is_stopped(batch, marked, how, partners):
    program, temporary = batch(*partners)
    # the terminal sends its signal to all that run in it
    (os.killpg if how is signal.SIGINT else os.kill)(program.pid, how)
    assert program.wait(20) != 0
    assert until(lambda: not marked()), marked()
    assert until(lambda: not list(temporary.iterdir())), list(temporary.iterdir())
