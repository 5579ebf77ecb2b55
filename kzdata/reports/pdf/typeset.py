"""From Typst markup to PDF, in this process.

The same document gives the same bytes on any machine: type comes from kzdata's own fonts, the date from
SOURCE_DATE_EPOCH. Typst's check of PDF/UA-1 and PDF/A-3a is the gate: no title, a picture without words, a
heading level left out, a letter without a glyph, and there is no PDF.
"""

from __future__ import annotations

import mimetypes
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from kzdata.errors import UnknownName
from kzdata.reports.cover import said_date
from kzdata.reports.errors import RenderError
from kzdata.reports.pdf.links import find_links
from kzdata.reports.pdf.markup import inline, to_typst
from kzdata.reports.pdf.pictures import pictures
from kzdata.reports.pdf.symbols import in_words, is_symbol
from kzdata.reports.pdf.text import string
from kzdata.reports.tables import DATE

if TYPE_CHECKING:
    import typst

    from kzdata.reports.document import Document

STANDARDS: tuple[Literal["ua-1"], Literal["a-3a"]] = ("ua-1", "a-3a")
"""For everyone's reading, and for keeping, with files inside."""

MAIN = "main.typ"
PAPERS = ("a4", "letter")
NOTHING_ATTACHED: Mapping[str, bytes] = MappingProxyType({})
SHORT_TITLE = 56
CONTENTS_FROM = 5
"""So many sections, and a printed report lists them."""

_MISSING_GLYPH = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)


def typeset(
    document: Document, attachments: Mapping[str, bytes] = NOTHING_ATTACHED, *, paper: str = PAPERS[0]
) -> bytes:
    """Set a document as PDF.

    Parameters
    ----------
    document : Document
        The document.
    attachments : mapping of str to bytes
        Files that the PDF carries, by name: what it was made from, such as ``figures.csv``.
    paper : str
        What it is to be printed on: "a4" or "letter".

    Returns
    -------
    bytes
        The PDF: tagged, with bookmarks, by PDF/UA-1 and PDF/A-3a.

    Raises
    ------
    RenderError
        If Typst refuses it.
    UnknownName
        If there is no such paper.
    """
    import typst

    if paper not in PAPERS:
        raise UnknownName("paper", paper, PAPERS)

    with tempfile.TemporaryDirectory(prefix="kzdata-") as temporary:
        root = Path(temporary)
        template = (files("kzdata.reports") / "templates" / "report.typ").read_text(encoding="utf-8")
        (root / "report.typ").write_text(template, encoding="utf-8")
        (root / MAIN).write_text(_main(document, attachments, paper), encoding="utf-8")
        for number, name in enumerate(attachments):
            (root / f"{number}.attached").write_bytes(attachments[name])
        for name, content in pictures(document).items():
            (root / name).write_bytes(content)
        try:
            return _compile(root)
        except typst.TypstError as error:
            return _set_otherwise(root, document, error)


def _set_otherwise(root: Path, document: Document, error: typst.TypstError) -> bytes:
    """Where letters are missing: symbols in words, and for letters rather another face than no report."""
    import typst

    missing = set("".join(_MISSING_GLYPH.findall(error.diagnostic)))
    if not missing:
        raise _refused(document, error) from None
    markup = (root / MAIN).read_text(encoding="utf-8")
    (root / MAIN).write_text(in_words(markup, filter(is_symbol, missing)), encoding="utf-8")
    try:
        return _compile(root, system=not all(map(is_symbol, missing)))
    except typst.TypstError as again:
        raise _refused(document, again) from None


def _compile(root: Path, *, system: bool = False) -> bytes:
    import typst

    return typst.compile(
        str(root / MAIN),
        root=str(root),
        font_paths=_fonts(system=system),
        format="pdf",
        pdf_standards=list(STANDARDS),
    )


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    import typst

    with as_file(files("kzdata") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=system, font_paths=[folder])


def _main(document: Document, attachments: Mapping[str, bytes], paper: str) -> str:
    language, _, region = document.language.partition("-")
    sections = [section for section in document.sections if section.level == 2]
    options = {
        "title": string(document.title),
        "short-title": string(
            document.cover.subtitle or shorten(document.title, SHORT_TITLE, placeholder=" …")
        ),
        "subtitle": string(document.cover.subtitle) if document.cover.subtitle else "none",
        "lead": f"[{inline(document.lead, find_links(document))}]" if document.lead else "none",
        "details": _details(document),
        "paper": string(paper),
        "language": string(language.lower()),
        "region": string(region) if len(region) == 2 else "none",
        "date": _date(document),
        "page-words": string(document.words["page"]),
        "foot": string(document.foot),
    }
    contents = document.words["contents"] if len(sections) >= CONTENTS_FROM else ""
    said = ", ".join(f"{name}: {value}" for name, value in options.items())
    attached = "".join(f"{_attached(document, *each)}\n" for each in enumerate(attachments))
    body = to_typst(document, contents=contents)
    return f'#import "report.typ": *\n#show: report.with({said})\n{attached}\n{body}\n'


def _attached(document: Document, number: int, name: str) -> str:
    """A file as an attachment: what the report was made from ("source"), or what it shows ("data")."""
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    options = {
        "relationship": "source" if mime == "application/json" else "data",
        "mime-type": mime,
        "description": f"{document.title}: {name}",
    }
    said = ", ".join(f"{option}: {string(value)}" for option, value in options.items())
    return f'#pdf.attach({string(name)}, read("{number}.attached", encoding: none), {said})'


def _details(document: Document) -> str:
    """What the cover says beside the title, each with its label."""
    said = {
        "period": document.cover.period,
        "data_date": said_date(document.data_date, document.language),
        "audience": document.cover.audience,
    }
    told = [f"({string(document.words[name])}, {string(text)}), " for name, text in said.items() if text]
    return f"({''.join(told)})"


def _date(document: Document) -> str:
    """The date by SOURCE_DATE_EPOCH, else that of the latest data: a clock's would differ in every run.

    A PDF for keeping must have one: where there is neither, it is the first that computers count.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    made = datetime.fromtimestamp(int(epoch) if epoch.isdigit() else 0, UTC)
    if not epoch.isdigit() and DATE.fullmatch(document.data_date):
        made = datetime.fromisoformat(f"{document.data_date}-01"[:10])
    names = ("year", "month", "day", "hour", "minute", "second")
    return f"datetime({', '.join(f'{name}: {getattr(made, name)}' for name in names)})"


def _refused(document: Document, error: typst.TypstError) -> RenderError:
    letters = sorted(set("".join(_MISSING_GLYPH.findall(error.diagnostic))))
    if letters:
        return RenderError(
            document.title, f"no font has the letters {''.join(letters)!r}.", hint="Install one that does."
        )
    return RenderError(document.title, error.message + ".", hint=" ".join(error.hints))
