"""Telling another program what came out: mail, chat, or whatever a person's command does."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzdata.reports.runs import Run


def run_hook(command: str, run: Run, *, out: Path, log: Path) -> str:
    """Run a command in the shell and tell it what a run came to; what went wrong with it, if something did.

    Parameters
    ----------
    command : str
        The command, as a person writes it in the shell.
    run : Run
        The run.
    out : Path
        The folder of all reports.
    log : Path
        The log.
    """
    import subprocess

    told = {
        "KZDATA_OUTCOME": run.outcome,
        "KZDATA_MADE": str(len(run.made)),
        "KZDATA_FAILED": str(len(run.failed)),
        "KZDATA_OUT": str(out.resolve()),
        "KZDATA_LOG": str(log),
    }
    whole = {**asdict(run), "out": told["KZDATA_OUT"], "log": told["KZDATA_LOG"]}
    # the command is the user's own, and shells are what it is written for
    done = subprocess.run(  # noqa: S602
        command,
        shell=True,
        input=json.dumps(whole, ensure_ascii=False),
        text=True,
        encoding="utf-8",
        env={**os.environ, **told},
        check=False,
    )
    return f"--on-finish ended with exit code {done.returncode}: {command}" if done.returncode else ""
