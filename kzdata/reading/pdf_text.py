"""PDF files to statements: the text layer, re-flowed into paragraphs."""

from __future__ import annotations

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzdata.errors import StatementError
from kzdata.model import PartialDate, Statement
from kzdata.reading.columns import in_reading_order
from kzdata.reading.paragraphs import Line, flow
from kzdata.reading.written_dates import is_byline, published_dates

if TYPE_CHECKING:
    from pdfminer.layout import LTPage

_EDGE = 0.12
"""The part of a page's height, at its top and at its foot, in which running heads and page numbers stand."""

_NUMBER = re.compile(r"\W*\d{1,4}(?:\W+\d{1,4})?\W*")
_DIGITS = re.compile(r"\d+")
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_HEADLINE = 1.15
"""A headline's letters, measured by those of the text."""

_LONG = 80
"""Characters of a paragraph that is prose, and no headline or byline."""


def read_pdf(content: bytes, *, name: str, path: Path | None = None, wants_date: bool = True) -> Statement:
    """Read a PDF file that has a text layer.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        The statement's id.
    path : Path, optional
        The file, for errors.
    wants_date : bool
        Whether to look for the date of publication; without one, the statement's notes say why.

    Raises
    ------
    StatementError
        If it is locked, damaged, or a scan.
    """
    pages = _pages(content, path)
    lines = [list(_lines(page, number)) for number, page in enumerate(pages)]
    if not any(lines):
        hint = "Have its text recognised (OCR), with ocrmypdf for example."
        raise StatementError("it has no text layer: it is a scan.", path=path, hint=hint)
    _check_letters(lines, path)
    paragraphs = flow(in_reading_order(_without_heads(lines, [page.height for page in pages])))
    size = statistics.median_low([line.size for page in lines for line in page])
    prose = next((i for i, each in enumerate(paragraphs) if len(each.text) >= _LONG), 0)
    large = [each for each in paragraphs[:prose] if each.size >= _HEADLINE * size]
    title = max(large, key=lambda each: each.size).text if large else ""
    notes = []
    empty = [str(number) for number, found in enumerate(lines, 1) if not found]
    if empty:
        notes.append(f"No text is found on page {', '.join(empty)}: pictures cannot be read.")
    published = None
    if wants_date:
        published, note = _published([each.text for each in paragraphs[:prose] if each not in large])
        notes += [note] if note else []
    kept = [
        each.text
        for number, each in enumerate(paragraphs)
        if number >= prose or not (each.text == title or is_byline(each.text))
    ]
    body = "\n\n".join(kept)
    return Statement(id=name, body=body, title=title, published=published, notes=tuple(notes))


def _published(lead: list[str]) -> tuple[PartialDate | None, str]:
    """The one date above the text; that of the file's making says when it was saved, not published."""
    days = {found.day for line in lead for found in published_dates(line)}
    day = next(iter(days)) if len(days) == 1 else None
    if day is not None:
        return PartialDate(day.year, day.month, day.day), ""
    why = "several stand above its text" if days - {None} else "none stands above its text"
    return None, f"No publication date is taken from the PDF: {why}."


def _pages(content: bytes, path: Path | None) -> list[LTPage]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        return list(extract_pages(io.BytesIO(content), laparams=LAParams(all_texts=True)))
    except PDFPasswordIncorrect as error:
        hint = "Save it without the password."
        raise StatementError("it is locked with a password.", path=path, hint=hint) from error
    except Exception as error:
        raise StatementError("it is a damaged PDF, or none.", path=path, hint="Save it again.") from error


def _lines(page: LTPage, number: int) -> Iterator[Line]:
    """The lines of a page, block after block."""
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    for block, box in enumerate(_boxes(page, LTTextBox)):
        for line in box:
            if not isinstance(line, LTTextLine) or not line.get_text().strip():
                continue
            size = statistics.median_low([each.size for each in line if isinstance(each, LTChar)])
            text = " ".join(line.get_text().split())
            yield Line(text, number, block, line.x0, line.x1, (line.y0 + line.y1) / 2, round(size, 1))


def _boxes(container: Any, kind: type) -> Iterator[Any]:
    for item in container:
        if isinstance(item, kind):
            yield item
        elif hasattr(item, "__iter__"):
            yield from _boxes(item, kind)


def _check_letters(lines: list[list[Line]], path: Path | None) -> None:
    text = "".join(line.text for page in lines for line in page)
    unreadable = _UNREADABLE.findall(text)
    if 20 * len(unreadable) > len(text) - sum(map(len, unreadable)):
        hint = "Have its text recognised (OCR), with ocrmypdf for example."
        raise StatementError("the letters of its text layer have no meaning.", path=path, hint=hint)


def _without_heads(pages: list[list[Line]], heights: list[float]) -> list[Line]:
    """The lines without running heads, which several pages share, and page numbers, which stand alone."""
    at_edge = [
        [not _EDGE * height < line.middle < (1 - _EDGE) * height for line in lines]
        for lines, height in zip(pages, heights, strict=True)
    ]
    seen = Counter(
        form
        for lines, edges in zip(pages, at_edge, strict=True)
        for form in {_form(line) for line, edge in zip(lines, edges, strict=True) if edge}
    )
    blocks = Counter((line.page, line.block) for lines in pages for line in lines)
    return [
        line
        for lines, edges in zip(pages, at_edge, strict=True)
        for line, edge in zip(lines, edges, strict=True)
        if not edge
        or not (
            seen[_form(line)] > 1 or (blocks[line.page, line.block] == 1 and _NUMBER.fullmatch(line.text))
        )
    ]


def _form(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its words but for numbers, and its height."""
    return _DIGITS.sub("#", line.text), round(line.middle)
