"""Statements as HTML: one in a notebook, or several on a page of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from kzdata.charts.numbers import span
from kzdata.charts.words import Words, words
from kzdata.errors import UnknownName
from kzdata.lab.groups import groups
from kzdata.lab.marks import Piece, pieces
from kzdata.lab.notes import Note, notes
from kzdata.model import Figure, Statement


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement made ready to be shown.

    Attributes
    ----------
    key : str
        Its identifier in the page.
    title : str
        Its title; its name where it has none.
    source, link : str
        Who published it and when; the address it was published at.
    follow : bool
        Whether the address is one of the web's own, so that it may be a link.
    language : str
        ISO 639-1 code of the text.
    remarks : tuple of str
        What a reader should know first.
    notes : tuple of Note
        Its figures.
    pieces : list of Piece
        Its text.
    groups : tuple of str
        The groups of its figures.
    """

    key: str
    title: str
    source: str
    link: str
    follow: bool
    language: str
    remarks: tuple[str, ...]
    notes: tuple[Note, ...]
    pieces: list[Piece]
    groups: tuple[str, ...]


def statement_html(statement: Statement, *, language: str = "en") -> str:
    """A statement as a notebook shows it: its text with the figures marked, and what was read of each.

    Parameters
    ----------
    statement : Statement
        Of which the figures are read; a text in a language that cannot be read is shown without any.
    language : str
        ISO 639-1 code of the reader's language.

    Returns
    -------
    str
        HTML that asks for nothing outside itself and needs no script.

    Examples
    --------
    >>> "$13.3bn, trade turnover, with Asia" in statement_html(Statement("x", "Trade with Asia was $13.3bn."))
    True
    """
    from kzdata.reading.extractor import extract

    says, remark = words(language), ""
    try:
        figures = extract(statement)
    except UnknownName as error:
        figures, remark = [], says.say("statement.unread", reason=error)
    # equal statements have equal keys: a notebook shown twice is the same bytes
    key = f"kz-{hashlib.sha256(repr(statement).encode()).hexdigest()[:8]}"
    shown = shown_statement(statement, figures, key=key, says=says, remark=remark)
    notebook = _environment(language).get_template("notebook.html.j2")
    return notebook.render(shown=shown, heading="p", style=_style())


def page_html(texts: Sequence[tuple[Statement, Sequence[Figure]]], *, language: str = "en") -> str:
    """Statements and their figures as one page, one after another.

    Parameters
    ----------
    texts : sequence of (Statement, sequence of Figure)
        In the order in which they are shown.
    language : str
        ISO 639-1 code of the reader's language.

    Examples
    --------
    >>> page_html([(Statement("x", "Trade grew.", title="On <trade>"), [])]).count("On &lt;trade&gt;")
    3
    """
    from kzdata.reports.versions import own_version
    from kzdata.reports.words import words as frame

    says = words(language)
    statements = [
        shown_statement(statement, figures, key=f"statement-{number}", says=says)
        for number, (statement, figures) in enumerate(texts, 1)
    ]
    first = statements[0].title if statements else ""
    return _environment(language).get_template("page.html.j2").render(
        statements=statements,
        language=language,
        title=says.say("statement.title", count=len(statements), first=first),
        heading="h2",
        style=_style(),
        foot=frame(language)["made_with"].format(version=own_version()),
    )  # fmt: skip


def shown_statement(
    statement: Statement, figures: Sequence[Figure], *, key: str, says: Words, remark: str = ""
) -> Shown:
    """A statement and its figures made ready to be shown; `remark` is the first thing to know of it."""
    found = notes(statement.body, figures, language=says.locale.language)
    remarks = [remark] if remark else [] if found else [says.say("statement.nothing")]
    if statement.published is None:
        remarks.append(says.say("statement.undated"))
    remarks += statement.notes
    here = {note.group.name for note in found}
    return Shown(
        key=key,
        title=statement.title or statement.id,
        source=source_line(statement, says),
        link=statement.url,
        follow=_is_web(statement.url),
        language=statement.language,
        remarks=tuple(remarks),
        notes=found,
        pieces=pieces(statement.body, found),
        groups=tuple(dict.fromkeys(group.name for group in groups().values() if group.name in here)),
    )


def source_line(statement: Statement, says: Words) -> str:
    """Who published a statement, when, and who speaks in it.

    Examples
    --------
    >>> from kzdata.model import PartialDate
    >>> source_line(Statement("x", "", publisher="RT", published=PartialDate(2008, 5)), words())
    'RT, May 2008'
    """
    known = statement.published
    return ", ".join(
        filter(
            None,
            (
                statement.publisher,
                span(known.first, known.last, language=says.locale.language) if known else "",
                says.say("statement.speaker", speaker=statement.speaker) if statement.speaker else "",
            ),
        )
    )


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return False


@cache
def _style() -> str:
    """The rules of a shown statement, the colours of its groups first."""
    colors = "\n".join(
        f'.kz-statement [data-group="{group.name}"] {{ --kz-group: {group.color}; }}'
        for group in dict.fromkeys(groups().values())
    )
    tables = (files("kzdata.charts") / "display.css").read_text(encoding="utf-8")
    own = (files("kzdata.lab") / "templates" / "statement.css").read_text(encoding="utf-8")
    return f"{colors}\n{tables}{own}"


@cache
def _environment(language: str) -> Environment:
    reports = PrefixLoader({"report": PackageLoader("kzdata.reports", "templates/kzdata-html")})
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("kzdata.lab"), reports]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = words(language).say
    return environment
