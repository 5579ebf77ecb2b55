"""Where statements lie: the files that a source stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kzdata.tables.errors import CorpusError

SUFFIX = ".md"
"""The files of a folder that are statements."""

_NO_STATEMENT = "readme.md"


@dataclass(frozen=True, slots=True)
class File:
    """A file that should hold a statement.

    Attributes
    ----------
    path : str
        Where it is, absolute.
    status : os.stat_result or None
        Its size and times; None if they cannot be had, so that reading it will say why.
    """

    path: str
    status: os.stat_result | None


def find_files(roots: Iterable[Path]) -> list[File]:
    """The files that some folders and files stand for, each once, in the order of their paths.

    A folder stands for every ``*.md`` file in it and in its folders, but for ``README.md`` and hidden ones.

    Raises
    ------
    CorpusError
        If one of the roots is not there, cannot be read, or is a folder without statements.

    Examples
    --------
    >>> from kzdata.bundle import bundled
    >>> len(find_files([bundled("data") / "statements"])) > 100
    True
    """
    files: dict[str, File] = {}
    for root in roots:
        found = {file.path: file for file in _files_at(root)}
        if not found:
            raise CorpusError(root, f"no {SUFFIX} file in it.", hint="Name a folder that holds statements.")
        files |= found
    return [files[path] for path in sorted(files)]


def _files_at(root: Path) -> Iterator[File]:
    path = os.path.abspath(root)  # noqa: PTH100  (resolve() would follow links)
    try:
        if root.is_dir():
            yield from _files_in(path)
        else:
            yield File(path, root.stat())
    except OSError as error:
        hint = "Check the path and its permissions."
        raise CorpusError(root, f"cannot be read ({error.strerror}).", hint=hint) from None


def _files_in(folder: str) -> Iterator[File]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name.lower()
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path)
            elif name.endswith(SUFFIX) and name != _NO_STATEMENT:
                yield File(entry.path, _status(entry))


def _files_below(folder: str) -> Iterator[File]:
    """The files of a folder within a corpus; itself, if it cannot be read, so that it is missed."""
    try:
        yield from _files_in(folder)
    except OSError:
        yield File(folder, None)


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None
