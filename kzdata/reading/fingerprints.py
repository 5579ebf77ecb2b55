"""What tells one reader from another."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_LIBRARIES = ("charset-normalizer", "lxml", "pdfminer.six", "py3langid", "trafilatura")
"""What finds the words of a file and their language."""

_INSTALLED = ".dist-info"


@cache
def fingerprint() -> str:
    """A hash of all that decides what is read from a text: the reader's code, the lexicon, the libraries.

    Two runs with equal fingerprints read equal figures from equal texts.

    Examples
    --------
    >>> len(fingerprint())
    64
    """
    package = files("kzdata")
    digest = hashlib.sha256((package / "model.py").read_bytes())
    folders = [package / "reading", package / "lexicon"]
    while folders:
        for entry in sorted(folders.pop().iterdir(), key=lambda item: item.name):
            if entry.is_dir():
                folders.append(entry)
            elif entry.name.endswith((".py", ".toml", ".csv")):
                digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    digest.update(" ".join(installed(_LIBRARIES).values()).encode())
    return digest.hexdigest()


def installed(libraries: Iterable[str]) -> dict[str, str]:
    """The versions of installed libraries, by the names of the folders that say what is installed.

    `importlib.metadata` reads a file for each, and takes longer than a table that was kept takes to read.

    Examples
    --------
    >>> installed(["typer", "no-such-library"]).keys()
    dict_keys(['typer'])
    """
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):  # noqa: PTH208  (a Path for each takes time)
            name, _, rest = entry.partition("-")
            if rest.endswith(_INSTALLED):
                found.setdefault(re.sub("[_.]", "-", name).lower(), rest.removesuffix(_INSTALLED))
    versions = ((name, found.get(name.replace(".", "-")) or _version(name)) for name in libraries)
    return {name: version for name, version in versions if version}


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
