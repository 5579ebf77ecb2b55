"""Putting files where readers look, so that nobody ever sees half of them."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kzdata.reports.errors import PublishError

ATTEMPTS = 5
"""How often a folder is put in place where another process keeps putting its own there."""


def prepare(out: Path) -> None:
    """Make sure that reports can be written to `out`, before anything is run.

    Raises
    ------
    PublishError
        If they cannot.
    """
    probe = out / f".{uuid.uuid4().hex}.probe"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise PublishError(out, _reason(error)) from None


@contextmanager
def publishing(folder: Path) -> Iterator[Path]:
    """Fill a folder beside `folder`, and put it in its place at the end.

    If filling it fails, the old folder stays as it was.

    Yields
    ------
    Path
        The folder to fill.

    Raises
    ------
    PublishError
        If a file cannot be written, or the folder not be put in place.
    """
    fresh = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}.new")
    try:
        # not a temporary file's folder, which only its owner could read
        fresh.mkdir(parents=True)
        yield fresh
        _swap(fresh, folder)
    except OSError as error:
        raise PublishError(folder, _reason(error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file beside `path` and put it in its place.

    Raises
    ------
    PublishError
        If it cannot be written.
    """
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        raise PublishError(path.parent, _reason(error)) from None
    finally:
        fresh.unlink(missing_ok=True)


def _swap(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}.old")
    try:
        for attempt in range(ATTEMPTS):
            try:
                fresh.rename(folder)
            except OSError:
                if attempt == ATTEMPTS - 1 or not folder.exists():
                    raise
                _move_aside(folder, old)
            else:
                return
    except OSError:
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _move_aside(folder: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    try:
        folder.rename(old)
    except FileNotFoundError:
        # another process has just moved it
        return


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
