"""``kzdata add``: a text into a folder of statements, with its front matter."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzdata.cli.extract import print_figures
from kzdata.cli.inputs import STDIN, Language, Published, Publisher, Title, Url, as_date, say_error
from kzdata.cli.output import opened
from kzdata.errors import KzdataError
from kzdata.model import Statement

if TYPE_CHECKING:
    from kzdata.reading import Given

_ASKED = {
    "title": "Title",
    "publisher": "Publisher",
    "published": "Date of publication (2017-12-25, 2017-12 or 2017)",
    "url": "Address",
}


def add(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A text (.md, .txt, .html, .pdf); - is standard input."),
    ],
    to: Annotated[
        Path,
        typer.Option(metavar="DIR", envvar="KZDATA_STATEMENTS", help="The folder of statements."),
    ] = Path("statements"),
    title: Title = "",
    publisher: Publisher = "",
    published: Published = "",
    url: Url = "",
    language: Language = "",
) -> None:
    """Put a text into a folder of statements and show the figures that it states.

    It is written as text with front matter, under its date and title: statements/2017/2017-12-25-....md.
    What neither the options nor the file tell is asked for on a terminal (Enter: not known); elsewhere it
    is left out, and named on standard error. A text that the folder has already, in whatever form, is
    refused with exit code 2. To read the folder: kzdata figures statements.
    """
    from kzdata.reading import Given, extract
    from kzdata.reading.adding import add as add_to
    from kzdata.reading.adding import header_of

    given = Given(title=title, publisher=publisher, published=published, url=url, language=language)
    try:
        content = _content(file)
        statement = _read(file, content, given)
        if file != STDIN and sys.stdin.isatty():
            # read anew: with a date, periods are known that were open
            statement = _read(file, content, _asked(statement, given))
        figures = extract(statement)
        header = header_of(content)
        path = add_to(replace(statement, id=str(header.get("id") or "")), to, more=header)
    except KzdataError as error:
        say_error(file, error)
        raise typer.Exit(2) from None
    _tell(statement, path)
    with opened(None) as stream:
        if figures:
            print_figures(figures, stream)
        stream.write(f"Added: {path}. Figures: {len(figures)}.\n")


def _content(file: Path) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    from kzdata.reading.statements import read_bytes

    return read_bytes(file)


def _read(file: Path, content: bytes, given: Given) -> Statement:
    from kzdata.reading import read_content

    # a .md file needs no front matter here: it gets one
    path = None if file == STDIN or file.suffix.lower() == ".md" else file
    return read_content(content, name=file.stem, path=path, given=given)


def _asked(statement: Statement, given: Given) -> Given:
    """What is given, and what a person adds where nothing is known; Enter leaves it unknown."""
    answers = {}
    for fact, question in _ASKED.items():
        if not getattr(statement, fact):
            reads = as_date if fact == "published" else str.strip
            answers[fact] = typer.prompt(question, default="", show_default=False, err=True, value_proc=reads)
    return replace(given, **answers)


def _tell(statement: Statement, path: Path) -> None:
    """Say on standard error what to know of the text, and which facts it is kept without."""
    missing = [fact for fact in _ASKED if not getattr(statement, fact)]
    left_out = [f"not known, and left out: {', '.join(missing)}."] if missing else []
    for note in (*statement.notes, *left_out):
        typer.echo(f"kzdata: note: {path}: {note}", err=True)
