"""The texts that a command is given: files, folders and standard input, and what is said of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kzdata.errors import KzdataError, StatementError
from kzdata.model import Figure, PartialDate, Statement

if TYPE_CHECKING:
    from kzdata.reading import Given

STDIN = Path("-")

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Texts (.md with front matter, .txt, .html, .pdf) or folders of them; - is standard input.",
    ),
]
"""The texts, as an argument of a command."""


def as_date(written: str) -> str:
    """A date as far as it is known, as a person types it; empty stays empty.

    Raises
    ------
    typer.BadParameter
        If it is none.
    """
    try:
        return str(PartialDate.parse(written)) if written else ""
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None


Title = Annotated[str, typer.Option(help="Its title.", show_default=False)]
Publisher = Annotated[str, typer.Option(help="Who published it.", show_default=False)]
Published = Annotated[
    str,
    typer.Option(
        metavar="DATE", help="When: 2017-12-25, 2017-12 or 2017.", show_default=False, callback=as_date
    ),
]
Url = Annotated[str, typer.Option(help="Its address.", show_default=False)]
Language = Annotated[str, typer.Option(help="Its language: en. Else told from the text.", show_default=False)]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What could be read of the texts that a command was given.

    Attributes
    ----------
    texts : tuple of (Statement, list of Figure)
        The statements that could be read, in the order given, and the figures of each.
    failed : int
        How many could not; each has been named on standard error.
    """

    texts: tuple[tuple[Statement, list[Figure]], ...]
    failed: int

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures of all texts, one after the other."""
        return (figure for _, figures in self.texts for figure in figures)

    def leave(self) -> None:
        """End the command with exit code 1 if a text could not be read, or 2 if none could."""
        if self.failed:
            raise typer.Exit(1 if self.texts else 2)


def read_inputs(paths: Iterable[Path], given: Given | None = None) -> Inputs:
    """Read each text and its figures; name on standard error what cannot be read, and go on.

    Parameters
    ----------
    paths : iterable of Path
        Files; folders, which stand for the texts in them; and `STDIN`.
    given : Given, optional
        What is known of each text.
    """
    texts: list[tuple[Statement, list[Figure]]] = []
    failed = 0
    for path in paths:
        try:
            files = _files(path)
        except KzdataError as error:
            failed += 1
            say_error(path, error)
            continue
        for file in files:
            try:
                texts.append(_read(file, given))
            except KzdataError as error:
                failed += 1
                say_error(file, error)
    return Inputs(tuple(texts), failed)


def _files(path: Path) -> list[Path]:
    """The texts that a path stands for: those in a folder, in order, or itself."""
    from kzdata.reading import SUFFIXES, find_texts

    if path == STDIN or not path.is_dir():
        return [path]
    try:
        found = sorted(Path(file.path) for file in find_texts(str(path)))
    except OSError as error:
        reason = f"{(error.strerror or 'it cannot be read').lower()}."
        raise StatementError(reason, path=path, hint="Check that you may read it.") from error
    if not found:
        raise StatementError(f"no {', '.join(SUFFIXES)} file is in it.", path=path)
    return found


def _read(path: Path, given: Given | None) -> tuple[Statement, list[Figure]]:
    from kzdata.reading import extract, read_content, read_file

    if path == STDIN:
        statement = read_content(sys.stdin.buffer.read(), name="stdin", given=given)
    else:
        statement = read_file(path, given)
    figures = extract(statement)
    for note in statement.notes:
        typer.echo(f"kzdata: note: {_name(path)}: {note}", err=True)
    return statement, figures


def say_error(path: Path, error: KzdataError) -> None:
    """Name on standard error what is wrong with a text."""
    names_it = isinstance(error, StatementError) and error.path is not None
    typer.echo(f"kzdata: error: {'' if names_it else f'{_name(path)}: '}{error}", err=True)


def _name(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)
