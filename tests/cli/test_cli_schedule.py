"""``kzdata schedule``: units that systemd takes, a line that cron takes."""

import re
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from kzdata.cli import app

HOOK = 'mail -s "reports: $KZDATA_OUTCOME, 100%" desk'


@pytest.fixture
def schedule(tmp_path, monkeypatch):
    """Runs the command in a folder with a blank in its name."""
    folder = tmp_path / "my reports"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return lambda *arguments: CliRunner().invoke(app, ["schedule", *arguments])


def test_the_timer_is_shown_and_nothing_written(schedule, tmp_path):
    said = schedule("--at", "7:05", "--weekdays").stdout
    assert "OnCalendar=Mon..Fri *-*-* 07:05:00\n" in said
    assert f"{sys.executable} -m kzdata report --all --if-changed --out" in said
    assert not (tmp_path / "config").exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_takes_what_is_installed(schedule, tmp_path):
    said = schedule("--install", "--on-finish", HOOK, "--workers", "2").stdout
    units = re.findall(r"^written: (.+)$", said, re.MULTILINE)
    assert [unit.rpartition("/")[2] for unit in units] == ["kzdata-report.service", "kzdata-report.timer"]
    (tmp_path / "run").mkdir()
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--user", *units],
        env={"XDG_RUNTIME_DIR": str(tmp_path / "run"), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_shell_takes_what_cron_hands_to_it(schedule, tmp_path):
    line = schedule("--cron", "--on-finish", HOOK).stdout.strip()
    time, command = line[:9], line.removeprefix("0 6 * * *").strip()
    assert time == "0 6 * * *"
    assert re.search(r"(?<!\\)%", line) is None
    handed = command.replace("\\%", "%").replace(sys.executable, "printf '%s\\n'")
    told = subprocess.run(
        ["sh", "-c", handed.removesuffix(">/dev/null")], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-2:] == ["--on-finish", HOOK]
    assert str(tmp_path / "my reports" / "reports") in told.stdout.splitlines()


@pytest.mark.parametrize("given", [["--at", "noon"], ["--at", "24:00"], ["--cron", "--install"]])
def test_what_cannot_be_scheduled_ends_with_2(schedule, given):
    assert schedule(*given).exit_code == 2
