"""The texts that a command is given: files, folders and standard input, and what is said of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kzdata.errors import KzdataError, StatementError
from kzdata.model import Figure, Statement

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Texts: .md with front matter, or .txt; - is standard input."),
]
"""The texts, as an argument of a command."""


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


def read_inputs(paths: Iterable[Path]) -> Inputs:
    """Read each text and its figures; name on standard error what cannot be read, and go on."""
    from kzdata.reading import extract

    texts: list[tuple[Statement, list[Figure]]] = []
    failed = 0
    for path in paths:
        try:
            statement = _statement(path)
            texts.append((statement, extract(statement)))
        except KzdataError as error:
            failed += 1
            where = "" if isinstance(error, StatementError) else f"{path}: "
            typer.echo(f"kzdata: error: {where}{error}", err=True)
    return Inputs(tuple(texts), failed)


def _statement(path: Path) -> Statement:
    from kzdata.reading import parse_statement, read_statement

    if str(path) == "-":
        return parse_statement(sys.stdin.read(), name="stdin")
    return read_statement(path)
