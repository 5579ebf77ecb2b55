"""What a report was made from, as its manifest keeps it: enough to tell later whether to make it again."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzdata.bundle import bundled
from kzdata.reports.inputs import library

if TYPE_CHECKING:
    from nbformat import NotebookNode

BUNDLED = "kzdata:"
"""Begins the name of a file that comes with kzdata, wherever that is installed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a notebook asked of a corpus, and the answer.

    Attributes
    ----------
    source : tuple of str or None
        The names of the corpus's folders and files; None for the corpus that comes with kzdata.
    filters : mapping
        The conditions, as `kzdata.tables.digests` writes them.
    said : mapping of str to str
        What each statement answered: how many figures, and a digest.
    skipped : tuple of str
        The files that could not be read.
    """

    source: tuple[str, ...] | None
    filters: Mapping[str, Any]
    said: Mapping[str, str]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Depends:
    """What a report was made from, besides its notebook, parameters and the versions of libraries.

    Attributes
    ----------
    library : mapping of str to str
        Digests of the parts of kzdata.
    epoch : str
        SOURCE_DATE_EPOCH; empty where it was not set.
    watched : bool
        Whether the kernel told what it read; one of another language does not.
    uses_kzdata : bool
        Whether the notebook used it.
    questions : tuple of Question
        What was asked of corpora.
    files, folders : mapping of str to str
        Digests of other files read and folders listed, by name.
    beyond : tuple of str
        What the notebook did whose result nobody can foresee, in words.
    outputs : str
        A digest of what the notebook said when it had run.
    """

    library: Mapping[str, str]
    epoch: str
    watched: bool
    uses_kzdata: bool
    questions: tuple[Question, ...]
    files: Mapping[str, str]
    folders: Mapping[str, str]
    beyond: tuple[str, ...]
    outputs: str

    @classmethod
    def told(cls, told: Mapping[str, Any] | None, executed: NotebookNode, folder: Path) -> Depends:
        """What an executed notebook depends on, from what its kernel told; it ran in `folder`."""
        known: Mapping[str, Any] = told or {}
        return cls(
            library=library(),
            epoch=epoch(),
            watched=told is not None,
            uses_kzdata=bool(known.get("questions")) or any(map(_names_kzdata, executed.cells)),
            questions=tuple(
                Question(
                    source=None
                    if each["source"] is None
                    else tuple(name_of(p, folder) for p in each["source"]),
                    filters=each["filters"],
                    said=each["said"],
                    skipped=tuple(each["skipped"]),
                )
                for each in known.get("questions", ())
            ),
            files={name_of(path, folder): digest for path, digest in known.get("files", {}).items()},
            folders={name_of(path, folder): digest for path, digest in known.get("folders", {}).items()},
            beyond=tuple(known.get("beyond", ())),
            outputs=outputs_digest(executed),
        )

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Depends:
        """What a manifest says.

        Raises
        ------
        KeyError, TypeError
            If it says something else.
        """
        questions = tuple(
            Question(
                None if each["source"] is None else tuple(each["source"]),
                each["filters"],
                each["said"],
                tuple(each["skipped"]),
            )
            for each in said["questions"]
        )
        return cls(**{**said, "questions": questions, "beyond": tuple(said["beyond"])})

    @property
    def note(self) -> str:
        """What is to know of how the report is watched; empty for most."""
        if not self.watched:
            return "its kernel does not tell what it reads: watched are the notebook and its parameters"
        if not self.uses_kzdata:
            return "it does not use kzdata: watched are the notebook, its parameters, the files it opens"
        return ""

    def plain(self) -> dict[str, Any]:
        """All of it, as JSON can hold it."""
        return asdict(self)


def epoch() -> str:
    """The time that reports are to be dated with, if one is set."""
    return os.environ.get("SOURCE_DATE_EPOCH", "")


def name_of(path: str, folder: Path) -> str:
    """What a file is called wherever the report is made: from the notebook's folder, or from kzdata.

    Examples
    --------
    >>> name_of("/reports/2017/rates.csv", Path("/reports"))
    '2017/rates.csv'
    """
    roots = [(str(bundled(name)), f"{BUNDLED}{name}/") for name in ("data", "notebooks")]
    for root, prefix in (*roots, (str(folder), "")):
        if path == root:
            return prefix or "."
        if path.startswith(f"{root}{os.sep}"):
            return prefix + path[len(root) + 1 :]
    return path


def path_of(name: str, folder: Path) -> str:
    """Where the file lies that `name_of` named.

    Examples
    --------
    >>> path_of("2017/rates.csv", Path("/reports"))
    '/reports/2017/rates.csv'
    """
    if name.startswith(BUNDLED):
        part, _, rest = name.removeprefix(BUNDLED).partition("/")
        return os.path.normpath(bundled(part) / rest)
    return os.path.normpath(folder / name)


def outputs_digest(executed: NotebookNode) -> str:
    """A digest of what an executed notebook says: its cells and their outputs, without when and how long."""
    cells = [
        (
            cell.cell_type,
            cell.source,
            cell.get("attachments"),
            [_bare(each) for each in cell.get("outputs", ())],
        )
        for cell in executed.cells
    ]
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()


def _names_kzdata(cell: Mapping[str, Any]) -> bool:
    return cell["cell_type"] == "code" and re.search(r"\bkzdata\b", cell["source"]) is not None


def _bare(output: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in output.items() if name != "execution_count"}
