"""Where a command writes to: the terminal, a pipe, or a file that is named."""

from __future__ import annotations

import io
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 160
"""Columns where no terminal gives a width."""

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False),
]
"""The file to write to, as an option of a command."""

Form = TypeVar("Form", bound=StrEnum)


def form_of(output: Path | None, forms: type[Form], *, unnamed: Collection[Form] = ()) -> Form:
    """The form that the file's suffix names; the first of the forms, a table, without a file or a suffix.

    Those in `unnamed` have no suffix of their own.

    Raises
    ------
    typer.BadParameter
        If the suffix is none of theirs.
    """
    table, *others = (form for form in forms if form not in unnamed)
    names = {f".{form}": form for form in others} | {".txt": table, "": table}
    suffix = output.suffix.lower() if output else ""
    if suffix not in names:
        known = ", ".join(f".{form}" for form in others)
        raise typer.BadParameter(f"{suffix} is not {known} or .txt.", param_hint="-o")
    return names[suffix]


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """A stream in UTF-8 to the file, or else to standard output; the file is written when all is said.

    Raises
    ------
    typer.BadParameter
        If the file cannot be written.
    """
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # what other programs read must not depend on the locale
        yield sys.stdout
        return
    said = io.StringIO()
    yield said
    try:
        output.write_text(said.getvalue(), encoding="utf-8", newline="\n")
    except OSError as error:
        raise typer.BadParameter(f"{output} cannot be written ({error.strerror}).", param_hint="-o") from None


def console_on(file: TextIO) -> Console:
    """A console that takes texts as they are; wide where the stream is no terminal."""
    from rich.console import Console

    console = Console(file=file, markup=False, highlight=False, emoji=False)
    console.width = console.width if console.is_terminal else WIDE
    return console
