"""Folders of texts: which of their files are statements."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

PAGES = (".html", ".htm", ".xhtml")
"""Endings of saved web pages."""

SUFFIXES = (".md", ".txt", *PAGES, ".pdf")
"""Endings of the files of a folder that are statements."""

_NO_STATEMENTS = frozenset({"readme.md", "readme.txt", "license.md", "license.txt"})
_PARTS = "_files"
"""What browsers add to a page's name for the folder of its parts."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that should hold a statement.

    Attributes
    ----------
    path : str
        Where it is.
    status : os.stat_result or None
        Its size and times; None if they cannot be had, so that reading it will say why.
    """

    path: str
    status: os.stat_result | None


def find_texts(folder: str) -> Iterator[File]:
    """The statements in a folder and in its folders, in no order.

    These are the files that end in one of `SUFFIXES`, but for hidden ones, what is called README or LICENSE,
    and the parts of saved pages.

    Raises
    ------
    OSError
        If the folder cannot be read. A folder in it that cannot is given as a file, so that it is missed.
    """
    with os.scandir(folder) as found:
        entries = list(found)
    pages = {PurePath(entry.name).stem for entry in entries if entry.name.lower().endswith(PAGES)}
    for entry in entries:
        name = entry.name.lower()
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not (name.endswith(_PARTS) and entry.name[: -len(_PARTS)] in pages):
                yield from _below(entry.path)
        elif name.endswith(SUFFIXES) and name not in _NO_STATEMENTS:
            yield File(entry.path, _status(entry))


def _below(folder: str) -> Iterator[File]:
    try:
        yield from find_texts(folder)
    except OSError:
        yield File(folder, None)


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None
