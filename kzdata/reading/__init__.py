"""Text to figures. Knows no pandas."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from kzdata.reading.extract import extract
from kzdata.reading.folders import File, find_texts
from kzdata.reading.front_matter import parse_statement
from kzdata.reading.languages import find_language
from kzdata.reading.statements import SUFFIXES, Given, read_content, read_file, read_statement

__all__ = [
    "SUFFIXES",
    "File",
    "Given",
    "extract",
    "find_language",
    "find_texts",
    "fingerprint",
    "parse_statement",
    "read_content",
    "read_file",
    "read_statement",
]

_LIBRARIES = ("charset-normalizer", "lxml", "pdfminer.six", "py3langid", "trafilatura")
"""What finds the words of a file and their language."""


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
    digest.update(" ".join(map(version, _LIBRARIES)).encode())
    return digest.hexdigest()
