"""Whether a published report is what would be made now, and if not, why not.

Content decides, never times. Where it cannot be known, the report is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kzdata.errors import KzdataError
from kzdata.reports.depends import Depends, Question, epoch, path_of
from kzdata.reports.inputs import file_digest, folder_digest, library
from kzdata.reports.manifest import NAME, plain_values
from kzdata.reports.plan import Job
from kzdata.reports.versions import versions
from kzdata.tables.digests import Corpora, read_back

MOST_NAMED = 4
"""So many statements are named of those that a report is made again for."""


@dataclass(frozen=True, slots=True)
class Check:
    """What came out of looking at a published report.

    Attributes
    ----------
    job : Job
        The report.
    reasons : tuple of str
        Why it must be made again; none if it is up to date.
    data_alone : bool
        Whether nothing but data changed, so that the notebook may still say the same.
    depends : Depends or None
        What its manifest says that it depends on; None if that is not known.
    """

    job: Job
    reasons: tuple[str, ...]
    data_alone: bool
    depends: Depends | None

    @property
    def note(self) -> str:
        """What is to know of how it is watched; empty for most."""
        return self.depends.note if self.depends else ""


def check(job: Job, *, out: Path, formats: Sequence[str], corpora: Corpora) -> Check:
    """Compare a published report with what it would be made from now.

    Parameters
    ----------
    job : Job
        The report.
    out : Path
        The folder of all reports.
    formats : sequence of str
        The pages that it must have.
    corpora : Corpora
        What the corpora say now; shared by the reports that are checked together.
    """
    folder = out / job.slug
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        compared, depends = said["compared"], Depends.read(said["depends"])
        published, made_with = compared["files"], compared["versions"]
        reasons = [
            *_files(folder, published, formats),
            *_notebook(job, compared),
            *_kzdata(depends, made_with),
        ]
    except FileNotFoundError:
        return Check(job, ("it is not there yet",), False, None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Check(job, ("its manifest does not tell what it was made from",), False, None)
    data = [*_answers(depends, job.folder, corpora), *_read(depends, job.folder), *depends.beyond]
    return Check(job, (*reasons, *data), not reasons, depends)


def _files(folder: Path, published: Mapping[str, Any], formats: Sequence[str]) -> Iterator[str]:
    for name in (f"report.{each}" for each in formats):
        if name not in published:
            yield f"{name} was not made"
    for name, file in published.items():
        now = file_digest(folder / name)
        if now != file["sha256"]:
            yield f"{name} was edited" if now else f"{name} is missing"


def _notebook(job: Job, compared: Mapping[str, Any]) -> Iterator[str]:
    if compared["notebook"] != {"name": job.source.path.name, "sha256": job.sha256}:
        yield "the notebook changed"
    before, now = compared["parameters"], plain_values(job)
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield f"{name} was {_shown(before.get(name))}, is {_shown(now.get(name))}"


def _kzdata(depends: Depends, made_with: Mapping[str, str]) -> Iterator[str]:
    now = versions()
    changed = [name for name in sorted(made_with.keys() | now.keys()) if made_with.get(name) != now.get(name)]
    yield from (
        f"{name} was {made_with.get(name, 'absent')}, is {now.get(name, 'absent')}" for name in changed
    )
    parts = library()
    for name in sorted(parts.keys() | depends.library.keys()):
        if parts.get(name) != depends.library.get(name):
            yield f"kzdata changed ({name})"
    if depends.epoch != epoch():
        yield f"SOURCE_DATE_EPOCH was {depends.epoch or 'not set'}, is {epoch() or 'not set'}"


def _answers(depends: Depends, folder: Path, corpora: Corpora) -> list[str]:
    """What the statements would now answer otherwise, each told once."""
    reasons: dict[str, None] = {}
    for question in depends.questions:
        reasons |= dict.fromkeys(_answer(question, folder, corpora))
    told = list(reasons)
    more = len(told) - MOST_NAMED
    return [*told[:MOST_NAMED], f"and {more} more such"] if more > 1 else told


def _answer(question: Question, folder: Path, corpora: Corpora) -> Iterator[str]:
    source = None if question.source is None else [path_of(name, folder) for name in question.source]
    try:
        now, skipped = corpora.said(source, tuple(source or ()), read_back(question.filters))
    except (KzdataError, ValueError) as error:
        yield f"what it asks for cannot be read: {error}"
        return
    for name in sorted(now.keys() | question.said.keys()):
        before, after = question.said.get(name), now.get(name)
        if before is None:
            yield f"new statement {name} states {_count(after)}"
        elif after is None:
            yield f"statement {name} no longer states its {_count(before)}"
        elif before != after:
            yield f"statement {name} changed: it states {_count(after)}"
    for name in sorted(set(skipped) ^ set(question.skipped)):
        yield f"{name} {'cannot be read' if name in skipped else 'can be read now'}"


def _read(depends: Depends, folder: Path) -> Iterator[str]:
    for name, before in depends.files.items():
        now = file_digest(path_of(name, folder))
        if now != before:
            how = "is gone" if not now else "changed" if before else "is new"
            yield f"{name.rpartition('/')[2]} {how}"
    for name, before in depends.folders.items():
        if folder_digest(path_of(name, folder)) != before:
            yield f"files came or went in {name}"


def _count(said: str | None) -> str:
    count = (said or "0").partition(" ")[0]
    return f"{count} figure" if count == "1" else f"{count} figures"


def _shown(value: object) -> str:
    return "not set" if value is None else json.dumps(value, ensure_ascii=False)
