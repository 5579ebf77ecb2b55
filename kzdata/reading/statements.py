"""Files to statements: front matter, plain text, saved web pages and PDF."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from kzdata.errors import StatementError
from kzdata.lexicon.pack import languages
from kzdata.model import PartialDate, Statement
from kzdata.reading.encodings import decode
from kzdata.reading.folders import PAGES, SUFFIXES
from kzdata.reading.front_matter import parse_statement
from kzdata.reading.languages import find_language

_PDF = b"%PDF-"
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"<!--")
_MOST_NAMED = 3
"""Open periods that a note quotes."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a statement beforehand; it wins over what the file says.

    Attributes
    ----------
    title, publisher, url, language : str
        Empty where not given.
    published : str
        ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; empty where not given.
    """

    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return any((self.title, self.publisher, self.published, self.url, self.language))

    def over(self, found: Statement) -> Statement:
        """The statement, with what is given in the place of what was found."""
        return replace(
            found,
            title=self.title or found.title,
            publisher=self.publisher or found.publisher,
            published=PartialDate.parse(self.published) if self.published else found.published,
            url=self.url or found.url,
            language=self.language or found.language,
        )


def read_statement(
    path: str | Path,
    *,
    title: str = "",
    publisher: str = "",
    published: str = "",
    url: str = "",
    language: str = "",
) -> Statement:
    """Read a statement from a file: front matter and text, plain text, a saved web page, or a PDF.

    Parameters
    ----------
    path : str or Path
        A ``.md`` file (front matter in YAML between two lines ``---``, a blank line, the text), a ``.txt``,
        ``.html`` or ``.pdf`` file. Its encoding is found.
    title, publisher, url, language : str, optional
        What is known of it; wins over what the file says. The language is an ISO 639-1 code.
    published : str, optional
        When it was published: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``. Wins over what the file says.

    Returns
    -------
    Statement
        Its ``id`` is the front matter's ``id``, else the file's name without ending. Offsets of figures count
        in its ``body``. Its ``notes`` say what to know of the reading: why it has no date, for example.

    Raises
    ------
    StatementError
        If the file cannot be read, its front matter is missing or broken, or it has no text.
    ValueError
        If `published` is no date.

    Examples
    --------
    >>> from kzdata.bundle import bundled
    >>> file = bundled("data") / "statements/2008/2008-05-medvedev-kazakhstan-energy.md"
    >>> st = read_statement(file, publisher="Russia Today")
    >>> st.publisher, str(st.published)
    ('Russia Today', '2008-05')
    """
    given = Given(title=title, publisher=publisher, published=published, url=url, language=language)
    return read_file(Path(path), given)


def read_file(path: Path, given: Given | None = None) -> Statement:
    """Read a statement from a file; see `read_statement`."""
    return read_content(read_bytes(path), name=path.stem, path=path, given=given)


def read_content(
    content: bytes, *, name: str = "text", path: Path | None = None, given: Given | None = None
) -> Statement:
    r"""Read a statement from the content of a file.

    Parameters
    ----------
    content : bytes
        Text, a web page or a PDF: told by `path`'s ending, and without one by how it begins.
    name : str
        Its id, where the content gives none.
    path : Path, optional
        The file, where there is one.
    given : Given, optional
        What is known of it.

    Examples
    --------
    >>> read_content(b"---\npublisher: Akorda\n---\n\nTrade grew 23%.\n").body
    'Trade grew 23%.'
    """
    given = given or Given()
    if given.published:
        PartialDate.parse(given.published)  # before anything is read for nothing
    return _settled(given.over(_found(content, name, path, given)))


def _found(content: bytes, name: str, path: Path | None, given: Given) -> Statement:
    """What the content itself says."""
    suffix = path.suffix.lower() if path else ""
    start = content[:1024].lstrip()
    if start.startswith(_PDF) or suffix == ".pdf":
        from kzdata.reading.pdf_text import read_pdf

        _hush("pdfminer")
        return read_pdf(content, name=name, path=path, wants_date=not given.published)
    if start.startswith(_OFFICE):
        hint = "Save it as PDF, HTML or text."
        raise StatementError("it is an office document or an archive.", path=path, hint=hint)
    if suffix in PAGES or (suffix not in SUFFIXES and _looks_like_page(start)):
        from kzdata.reading.pages import read_page

        _hush("trafilatura", "htmldate")
        return read_page(content, name=name, path=path, wants_date=not given.published)
    decoded = decode(content, path=path)
    found = parse_statement(decoded.text, name=name, path=path, needs_header=suffix == ".md" and not given)
    return replace(found, notes=(decoded.note,) if decoded.note else ())


def _hush(*libraries: str) -> None:
    """Let a library's remarks on a damaged file go to whoever logs them, and not to standard error."""
    for library in libraries:
        logger = logging.getLogger(library)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _looks_like_page(start: bytes) -> bool:
    plain = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    return plain.startswith(_PAGE_STARTS)


def _settled(statement: Statement) -> Statement:
    """The statement with its language, and a note if periods stay open for want of a date."""
    language = statement.language.strip().lower().partition("-")[0] or find_language(statement.body)
    statement = replace(statement, language=language)
    dated = statement.published is not None and statement.published.day is not None
    if dated or language not in languages():
        return statement
    from kzdata.reading.undated import find_undated

    left_open = find_undated(statement)
    if not left_open:
        return statement
    quoted = ", ".join(f'"{words}"' for words in left_open[:_MOST_NAMED])
    more = " and others" if len(left_open) > _MOST_NAMED else ""
    known = f"only {statement.published}" if statement.published else "not known"
    note = f"The publication date is {known}, so these periods stay empty: {quoted}{more}."
    return replace(statement, notes=(*statement.notes, note))


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises
    ------
    StatementError
        If it cannot be read.
    """
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        hint = "Name the files in it."
        raise StatementError("it is a folder, not a file.", path=path, hint=hint) from error
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        hint = "Check the name and that you may read it."
        raise StatementError(f"{reason}.", path=path, hint=hint) from error
