"""Texts into a folder of statements: once each, under a name that tells date and title."""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock

from kzdata.bundle import bundled
from kzdata.errors import DuplicateStatement, StatementError
from kzdata.model import Statement
from kzdata.reading.encodings import decode
from kzdata.reading.folders import find_texts
from kzdata.reading.front_matter import parts, with_front_matter
from kzdata.reading.statements import read_file

_FACTS = ("title", "publisher", "published", "url", "language", "speaker")
_MOST_WORDS = 8
"""Words of the title in a file's name."""

_MOST_LETTERS = 60
"""Letters of them: some scripts write a title as one word, and discs take names of 255 bytes."""

_ACCENTS = re.compile("[\u0300-\u036f']")

_START = 80
"""Characters of the text that a file is named by for want of a title."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_TOKEN = re.compile(r"-?\d+(?:[.,]\d+)*|[^\W_]+|[%$\u20ac\u00a3\u00a5\u20b8\u20bd]")
"""Numbers with their signs and decimals, words, and the signs of currencies; no punctuation."""


def add(statement: Statement, folder: Path, *, more: Mapping[str, object] | None = None) -> Path:
    """Put a statement into a folder, as a file with front matter; the file appears whole or not at all.

    Several processes may do so at once: each waits for the one before it to look for the words and write.

    Parameters
    ----------
    statement : Statement
        Its id is kept if it has one that is free in the folder; else it is the new file's name.
    folder : Path
        The folder; it is made if there is none.
    more : mapping of str to object, optional
        Further keys of the front matter; what the statement says itself wins.

    Returns
    -------
    Path
        The file: in a folder of the year, named by date and title.

    Raises
    ------
    DuplicateStatement
        If the folder holds the same words already, in a file of any form.
    StatementError
        If the file cannot be written, or the folder is the one that came with an installed kzdata.
    """
    _check_folder(folder)
    wanted = words_of(statement)
    ids = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone_in(folder):
            for path, other in _statements_in(folder):
                if words_of(other) == wanted:
                    raise DuplicateStatement(path)
                ids.add(other.id)
            return _written(statement, folder, ids, dict(more or {}))
    except OSError as error:
        reason = f"nothing can be put there ({error.strerror})."
        raise StatementError(reason, path=folder, hint="Name another folder.") from error


def _alone_in(folder: Path) -> FileLock:
    """A lock for the folder; it lies where passing files do, since a corpus holds texts alone."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir()) / f"kzdata-{name}.lock", mode=0o666)


def words_of(statement: Statement) -> tuple[str, ...]:
    r"""The words and numbers of a statement's text, by which the same text is known in any layout.

    Case, punctuation, markup and the title that some layouts begin the text with do not count; a number's
    decimals do.

    Examples
    --------
    >>> plain = Statement("a", "# Trade\n\nIt grew 2.5%.", "Trade")
    >>> words_of(plain) == words_of(Statement("b", "It  grew 2.5 %", "Trade"))
    True
    """
    title, words = _tokens(statement.title), _tokens(statement.body)
    return words[len(title) :] if title and words[: len(title)] == title else words


def header_of(content: bytes) -> dict[str, Any]:
    r"""The front matter of a file's content; empty where it has none, as in pages and PDFs.

    Raises
    ------
    StatementError
        If it is broken.

    Examples
    --------
    >>> header_of(b"---\nid: s1\ndate_basis: page\n---\n\nTrade grew.")
    {'id': 's1', 'date_basis': 'page'}
    """
    starts = content.removeprefix(codecs.BOM_UTF8).startswith(b"---")
    return (parts(decode(content).text)[0] or {}) if starts else {}


def _tokens(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    return tuple(_TOKEN.findall(plain))


def _check_folder(folder: Path) -> None:
    """Refuse the corpus inside an installed package: the next version would take its place."""
    own = bundled("data").resolve()
    if own.parent.name == "bundled" and folder.resolve().is_relative_to(own):
        hint = "The next version would remove it: name a folder of your own."
        raise StatementError("this is the corpus that came with kzdata.", path=folder, hint=hint)


def _statements_in(folder: Path) -> Iterator[tuple[Path, Statement]]:
    """The statements of a folder that can be read; of the others, whoever reads the folder is told."""
    for path in sorted(Path(file.path) for file in find_texts(str(folder))):
        with contextlib.suppress(StatementError):
            yield path, read_file(path)


def _written(statement: Statement, folder: Path, ids: set[str], more: dict[str, object]) -> Path:
    published = statement.published
    place = folder / (f"{published.year:04d}" if published else "undated")
    place.mkdir(parents=True, exist_ok=True)
    for name in _names(statement):
        path = place / f"{name}.md"
        own = name if statement.id in {"", *ids} else statement.id
        if own in ids or path.exists():
            continue
        facts = {fact: str(getattr(statement, fact) or "") for fact in _FACTS}
        if _placed(path, with_front_matter({**more, "id": own, **facts}, statement.body)):
            return path
    raise AssertionError  # the names have no end


def _names(statement: Statement) -> Iterator[str]:
    """What the file may be called, in the order of preference."""
    said = statement.title or statement.body[:_START]
    letters = _ACCENTS.sub("", unicodedata.normalize("NFKD", said)).lower()
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", letters))[:_MOST_WORDS]
    told = "-".join(words)[:_MOST_LETTERS].rstrip("-")
    name = "-".join(filter(None, [str(statement.published or ""), told])) or "statement"
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _placed(path: Path, content: str) -> bool:
    """Write a new file as a whole; False if another process has made one of that name meanwhile."""
    aside = path.with_name(f".{uuid4().hex}.part")
    try:
        with aside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(content)
        try:
            path.hardlink_to(aside)
        except FileExistsError:
            return False
        except OSError:  # discs that know no links
            aside.replace(path)
        return True
    finally:
        aside.unlink(missing_ok=True)
