"""Digests of what reports are made from: kzdata itself, libraries, files, folders, corpora.

All of it in less time than a table takes to load: whether anything changed is asked far more often than
something did.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from kzdata.errors import KzdataError

_ABSENT = ("__pycache__", "bundled", "cli")
"""What of the package no report depends on: the commands; data and notebooks are told one by one."""


@cache
def library() -> dict[str, str]:
    """A digest of each part of kzdata that reports depend on: code, words, templates, fonts.

    As it was when this was first asked: that is what a program that goes on running works with.

    Examples
    --------
    >>> {"charts", "fonts", "lexicon", "reports"} <= library().keys()
    True
    """
    digests: dict[str, hashlib._Hash] = {}
    package = str(files("kzdata"))
    for path in sorted(_files_below(package)):
        name = path[len(package) + 1 :]
        part = name.partition("/")[0] if "/" in name else "kzdata"
        content = Path(path).read_bytes()
        digests.setdefault(part, hashlib.sha256()).update(f"{name}\0{len(content)}\0".encode() + content)
    return {part: digest.hexdigest() for part, digest in digests.items()}


def file_digest(path: str | Path) -> str:
    """SHA-256 of a file; empty if it cannot be read.

    Examples
    --------
    >>> file_digest("no-such-file")
    ''
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123  (a Path for each of many files takes time)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def folder_digest(path: str | Path) -> str:
    """A digest of the names in a folder, but for hidden ones; empty if it cannot be read."""
    try:
        names = sorted(name for name in os.listdir(path) if not name.startswith((".", "__pycache__")))  # noqa: PTH208
    except OSError:
        return ""
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def corpus_digest(roots: Iterable[str]) -> str:
    """A digest of all texts in some folders and files; empty if one of them cannot be read."""
    from kzdata.reading.folders import find_texts

    digest = hashlib.sha256()
    try:
        for root in roots:
            texts = sorted(file.path for file in find_texts(root)) if Path(root).is_dir() else [root]
            for text in texts:
                digest.update(f"{text}\0{file_digest(text)}\0".encode("utf-8", "surrogateescape"))
    except (OSError, KzdataError):
        return ""
    return digest.hexdigest()


def _files_below(folder: str) -> Iterable[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name in _ABSENT:
                continue
            if entry.is_dir():
                yield from _files_below(entry.path)
            elif not entry.name.endswith((".pyc", ".pyi")):
                yield entry.path
