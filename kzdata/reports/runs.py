"""What ran: a record of the runs for a folder of reports, a log for people, and a lock.

They lie in the user's state directory, not among the reports: what is published holds reports alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from filelock import FileLock

LOG = "report.log"
RECORD = "runs.jsonl"
MOST_BYTES = 1_000_000
"""A record or log that has grown past this becomes the old one, and a new one begins."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of ``kzdata report`` came to.

    Attributes
    ----------
    started : str
        When it began, by ISO 8601, in UTC.
    seconds : float
        How long it took.
    outcome : str
        "nothing" was to be done, or it is "done", "failed" (some reports did) or "interrupted".
    made, kept : tuple of str
        The reports made, and those that ran and said what they had said before, by slug.
    failed : mapping of str to str
        Why others could not be made, by slug.
    up_to_date : int
        How many had nothing to be made for.
    """

    started: str
    seconds: float = 0.0
    outcome: str = ""
    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failed: Mapping[str, str] = field(default_factory=dict)
    up_to_date: int = 0

    def __str__(self) -> str:
        counts = {"made": len(self.made), "the same": len(self.kept), "failed": len(self.failed)}
        told = [f"{count} {name}" for name, count in counts.items() if count]
        told += [f"{self.up_to_date} up to date"] if self.up_to_date else []
        outcome = "nothing to do" if self.outcome == "nothing" else self.outcome
        return f"{outcome}: {', '.join(told) or 'no reports'}, {self.seconds:.1f} s"


def start() -> Run:
    """A run that begins now."""
    return Run(datetime.now(UTC).isoformat(timespec="milliseconds"))


def finished(run: Run) -> Run:
    """The run, ended now."""
    taken = datetime.now(UTC) - datetime.fromisoformat(run.started)
    return replace(run, seconds=round(taken.total_seconds(), 3))


def state_folder(out: Path) -> Path:
    """Where the state of a folder of reports is kept.

    ``KZDATA_STATE_DIR`` names another place than the system's.
    """
    chosen = os.environ.get("KZDATA_STATE_DIR")
    if not chosen:
        import platformdirs

        chosen = platformdirs.user_state_dir("kzdata")
    return Path(chosen) / _name(out)


def lock(out: Path) -> FileLock:
    """A lock for a folder of reports; it lies where passing files do."""
    from filelock import FileLock

    return FileLock(Path(tempfile.gettempdir()) / f"kzdata-reports-{_name(out)}.lock", mode=0o666)


def record(run: Run, state: Path) -> None:
    """Write a run down, in the record and in the log; without effect where nothing can be written."""
    with contextlib.suppress(OSError):
        _append(state / RECORD, json.dumps(asdict(run), ensure_ascii=False))
    log(str(run), state)


def log(said: str, state: Path) -> None:
    """Write a line to the log, with the time."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with contextlib.suppress(OSError):
        _append(state / LOG, f"{now} [{os.getpid()}] {' '.join(said.split())}")


def runs(state: Path) -> Iterator[Run]:
    """The runs that were written down, oldest first; a line that is broken counts as none."""
    for path in (_old(state / RECORD), state / RECORD):
        with contextlib.suppress(OSError):
            for line in path.read_text(encoding="utf-8").splitlines():
                with contextlib.suppress(ValueError, TypeError):
                    said: dict[str, Any] = json.loads(line)
                    yield Run(**said | {"made": tuple(said["made"]), "kept": tuple(said["kept"])})


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > MOST_BYTES:
        path.replace(_old(path))
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def _old(path: Path) -> Path:
    return path.with_name(f"{path.name}.1")


def _name(out: Path) -> str:
    return hashlib.sha256(os.fsencode(out.resolve())).hexdigest()[:16]
