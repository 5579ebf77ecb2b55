"""What a report was made from and what it is: the file that lies beside it.

Two runs made the same report if what stands under ``compared`` is the same; when a run was and how long it
took stands under ``run``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzdata.reports.figures import Row, statements, to_csv
from kzdata.reports.versions import versions

if TYPE_CHECKING:
    from kzdata.reports.depends import Depends
    from kzdata.reports.document import Document
    from kzdata.reports.plan import Job

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest tells an index of reports.

    Attributes
    ----------
    slug, report, title, data_date, language : str
        The folder's name, the report's, its title, how far its data reach, and its language.
    parameters : mapping
        The parameters' values.
    changed : tuple of str
        The parameters whose values are not the notebook's own.
    files : tuple of str
        The names of the files beside it.
    """

    slug: str
    report: str
    title: str
    data_date: str
    parameters: Mapping[str, Any]
    changed: tuple[str, ...]
    files: tuple[str, ...]
    language: str


def compared(job: Job, document: Document, rows: Iterable[Row]) -> dict[str, Any]:
    """What a report is, but for its files: what it shows, and what it was made from.

    The digest of ``figures.csv`` is among it, so that a PDF, which cannot hold its own digest, can be held
    against the figures that it carries.
    """
    rows = list(rows)
    figures = to_csv(rows).encode()
    return {
        "report": job.source.name,
        "slug": job.slug,
        "title": document.title,
        "language": document.language,
        "data_date": document.data_date,
        "parameters": plain_values(job),
        "changed": sorted(job.changed),
        "notebook": {"name": job.source.path.name, "sha256": job.sha256},
        "statements": statements(rows),
        "figures": {"rows": len(rows), "sha256": hashlib.sha256(figures).hexdigest()} if rows else None,
        "versions": versions(),
    }


def attached(compared: Mapping[str, Any]) -> str:
    """The text of the manifest that a PDF carries: without the files, as it would have to hold itself."""
    return _text({"compared": compared})


def manifest(
    compared: Mapping[str, Any], depends: Depends, *, files: Iterable[Path], started: str, seconds: float
) -> str:
    """The text of the manifest beside a report: the same for the same report, but for its ``run``.

    Parameters
    ----------
    compared : mapping
        What the report is.
    depends : Depends
        What it was made from, to tell later whether to make it again.
    files : iterable of Path
        Its files.
    started : str
        When the run began, by ISO 8601.
    seconds : float
        How long it took.
    """
    found = {file.name: {"bytes": file.stat().st_size, "sha256": checksum(file)} for file in files}
    return _text(
        {
            "compared": {**compared, "files": found},
            "depends": depends.plain(),
            "run": {"started": started, "seconds": round(seconds, 3)},
        }
    )


def depending(text: str, depends: Depends) -> str:
    """The text of a manifest, telling that the report, as it is, depends on something else."""
    return _text({**json.loads(text), "depends": depends.plain()})


def read_manifest(folder: Path) -> Entry:
    """Read what the manifest in `folder` tells an index.

    Raises
    ------
    ValueError
        If it is no manifest.
    OSError
        If it cannot be read.
    """
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))["compared"]
        return Entry(
            slug=folder.name,
            report=str(said["report"]),
            title=str(said["title"]),
            data_date=str(said["data_date"]),
            parameters=dict(said["parameters"]),
            changed=tuple(said["changed"]),
            files=tuple(sorted(said["files"])),
            language=str(said.get("language", "en")),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"it has no {error}") from None


def plain_values(job: Job) -> dict[str, object]:
    """The values of a report's parameters, as a manifest holds them."""
    return {name: _plain(value) for name, value in job.values.items()}


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
