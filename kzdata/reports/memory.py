"""What the last complete run saw, so that the next one knows in a moment that nothing has changed.

It is a short cut, no authority: digests of everything that all reports together were made from, and of all
that was published. If a single one differs, the manifests decide. It can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kzdata.bundle import bundled
from kzdata.reports.depends import Depends, epoch, path_of
from kzdata.reports.inputs import corpus_digest, file_digest, folder_digest, library
from kzdata.reports.versions import versions

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Request:
    """Which reports were asked for, and from where.

    Attributes
    ----------
    name : str or None
        The report's name or its notebook's path.
    partners : tuple of str
        The partners named.
    every : bool
        Whether all reports were asked for.
    parameters : mapping of str to str
        Values for the notebooks' parameters.
    formats : tuple of str
        Which pages.
    folder : str
        The folder it was asked in.
    """

    name: str | None
    partners: tuple[str, ...]
    every: bool
    parameters: Mapping[str, str]
    formats: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Seen:
    """All that some reports were made from, and what was published, each with its digest.

    Attributes
    ----------
    machine : mapping
        kzdata's parts, the libraries' versions, SOURCE_DATE_EPOCH.
    corpora : mapping of str to str
        Corpora, by the paths of their folders and files, a line each.
    files, folders : mapping of str to str
        Notebooks, official series, rates, and whatever else was read, by path.
    published : mapping of str to str
        The reports' files, from the folder of all reports on.
    notes : mapping of str to str
        What is to know of how each report is watched, by slug; mostly nothing.
    """

    machine: Mapping[str, Any]
    corpora: Mapping[str, str]
    files: Mapping[str, str]
    folders: Mapping[str, str]
    published: Mapping[str, str]
    notes: Mapping[str, str]

    def holds(self, out: Path) -> bool:
        """Whether all is as it was."""
        return (
            self.machine == machine()
            and all(file_digest(path) == digest for path, digest in self.files.items())
            and all(folder_digest(path) == digest for path, digest in self.folders.items())
            and all(corpus_digest(roots.split("\n")) == digest for roots, digest in self.corpora.items())
            and all(file_digest(f"{out}/{name}") == digest for name, digest in self.published.items())
        )


def machine() -> dict[str, Any]:
    """What any report is made with."""
    return {"library": library(), "versions": versions(), "epoch": epoch()}


def recall(request: Request, state: Path) -> Seen | None:
    """What the last complete run for this request saw; None if nothing usable is kept."""
    try:
        return Seen(**json.loads(_path(request, state).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def keep(request: Request, state: Path, seen: Seen | None) -> None:
    """Keep what a run saw, or forget what the last one saw; without effect where nothing can be written."""
    path = _path(request, state)
    with contextlib.suppress(OSError):
        if seen is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(seen)), encoding="utf-8")
        fresh.replace(path)


def corpora_now(roots: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Digests of corpora, each by its folders and files, as they are now."""
    return {"\n".join(each): corpus_digest(each) for each in roots}


def own_corpus() -> tuple[str, ...]:
    """The corpus that comes with kzdata."""
    return (str(bundled("data") / "statements"),)


def see(reports: Mapping[str, tuple[Path, Path]], out: Path, corpora: Mapping[str, str]) -> Seen | None:
    """What complete reports were made from, by their manifests; None if that cannot be known for certain.

    Parameters
    ----------
    reports : mapping of str to (Path, Path)
        By slug: the notebook, and the folder that it ran in.
    out : Path
        The folder of all reports.
    corpora : mapping of str to str
        Corpora as they were before anything was made; see `corpora_now`.
    """
    folders = {str(bundled("notebooks")): folder_digest(bundled("notebooks"))}
    files: dict[str, str] = {}
    notes: dict[str, str] = {}
    # the index, and whatever else stands beside the reports
    published = {path.name: file_digest(path) for path in out.iterdir() if path.is_file()}
    for slug, (notebook, folder) in reports.items():
        try:
            said = json.loads((out / slug / MANIFEST).read_bytes())
            compared, depends = said["compared"], said["depends"]
            asked = {_roots(each["source"], folder) for each in depends["questions"]}
            if depends["beyond"] or not asked <= corpora.keys() or depends["library"] != library():
                return None
            files[str(notebook)] = compared["notebook"]["sha256"]
            files |= {path_of(name, folder): digest for name, digest in depends["files"].items()}
            folders |= {path_of(name, folder): digest for name, digest in depends["folders"].items()}
            published |= {f"{slug}/{name}": file["sha256"] for name, file in compared["files"].items()}
            notes[slug] = Depends.read(depends).note
            published[f"{slug}/{MANIFEST}"] = file_digest(out / slug / MANIFEST)
        except (OSError, ValueError, KeyError, TypeError):
            return None
    return Seen(machine(), corpora, files, folders, published, notes)


def corpora_of(reports: Mapping[str, Path], out: Path) -> set[tuple[str, ...]]:
    """The corpora that published reports were made from, each as its folders and files.

    Parameters
    ----------
    reports : mapping of str to Path
        The folder that each report's notebook runs in, by slug.
    out : Path
        The folder of all reports.
    """
    found: set[tuple[str, ...]] = {own_corpus()}
    for slug, folder in reports.items():
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            questions = json.loads((out / slug / MANIFEST).read_bytes())["depends"]["questions"]
            found |= {tuple(_roots(each["source"], folder).split("\n")) for each in questions}
    return found


def _roots(source: Sequence[str] | None, folder: Path) -> str:
    return "\n".join(own_corpus() if source is None else (path_of(name, folder) for name in source))


def _path(request: Request, state: Path) -> Path:
    asked = json.dumps(asdict(request), sort_keys=True)
    return state / f"seen-{hashlib.sha256(asked.encode()).hexdigest()[:16]}.json"
