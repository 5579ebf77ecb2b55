"""Saved web pages to statements: main text, title, publisher, address, and the date if the page states it."""

from __future__ import annotations

import copy
import re
from pathlib import Path

from kzdata.errors import StatementError
from kzdata.model import PartialDate, Statement
from kzdata.reading.encodings import decode
from kzdata.reading.page_dates import find_page_date
from kzdata.reading.page_leads import find_lead

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:)\s*(\S+)")
_UNSEEN = {0xAD: None, 0x200B: None, 0xFEFF: None, 0xA0: " "}
"""Soft hyphens and other marks that no reader sees and that would part a word or a number."""

_SHORTEST = 150
"""Letters below which the text outside of tables is not the page's text: it stands in the tables."""


def read_page(content: bytes, *, name: str, path: Path | None = None, wants_date: bool = True) -> Statement:
    """Read a saved web page.

    Parameters
    ----------
    content : bytes
        The page.
    name : str
        The statement's id.
    path : Path, optional
        The file, for errors.
    wants_date : bool
        Whether to look for the date of publication; without one, the statement's notes say why.

    Raises
    ------
    StatementError
        If there is no article in the page.
    """
    from trafilatura import bare_extraction, extract_metadata, load_html

    declared = _CHARSET.search(content[:4096])
    decoded = decode(content, declared=declared[1].decode("ascii") if declared else "", path=path)
    tree = load_html(decoded.text)
    paragraphs: list[str] = []
    for tables in (False, True):
        # What finds the text takes the tree apart, so it is given a copy.
        found = (
            None
            if tree is None
            else bare_extraction(copy.deepcopy(tree), include_comments=False, include_tables=tables)
        )
        paragraphs = _paragraphs(str(getattr(found, "text", None) or ""))
        if sum(map(len, paragraphs)) >= _SHORTEST:
            break
    if tree is None or not paragraphs:
        hint = "Copy the words into a .txt file, if it has some."
        raise StatementError("no article is found in this page.", path=path, hint=hint)
    saved_from = _SAVED_FROM.search(decoded.text[:4096])
    meta = extract_metadata(tree, default_url=saved_from[1] if saved_from else None, extensive=False)
    title, url = meta.title or "", meta.url or ""
    lead = find_lead(tree, title, paragraphs)
    notes = [decoded.note] if decoded.note else []
    published = None
    if wants_date:
        dated = find_page_date(tree, lead.dates, url)
        if dated.day:
            published = PartialDate(dated.day.year, dated.day.month, dated.day.day)
        else:
            notes.append(f"No publication date is taken from the page: {dated.note}.")
    return Statement(
        id=name,
        body="\n\n".join(paragraphs[lead.first :]),
        title=title,
        publisher=meta.sitename or "",
        published=published,
        url=url,
        notes=tuple(notes),
    )


def _paragraphs(text: str) -> list[str]:
    lines = (" ".join(line.translate(_UNSEEN).split()) for line in text.splitlines())
    return [line for line in lines if line]
