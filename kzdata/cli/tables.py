"""Tables that a command writes: to a terminal, or as one of the formats of files."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from kzdata.cli.output import opened

if TYPE_CHECKING:
    import pandas as pd

Sources = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders and files of statements; left out, the corpus that comes with kzdata."),
]
"""Where the statements lie, as an argument of a command."""

Partners = Annotated[
    list[str] | None, typer.Option(help="A country, region or bloc, by code or name: CHN, China, EU.")
]
"""Whose figures, as an option of a command."""

Indicators = Annotated[
    list[str] | None, typer.Option(help="trade_turnover, exports, imports, investment ...")
]
"""Which figures, as an option of a command."""


class Format(StrEnum):
    """What a table is written as."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


Form = Annotated[
    Format | None,
    typer.Option("--format", help="Left out: by the suffix of FILE, else a table.", show_default=False),
]
"""How the table is written, as an option of a command."""

Show = Callable[["pd.DataFrame", TextIO], None]
"""Writes a table for people to read."""


def check_target(form: str, output: Path | None) -> None:
    """Refuse, before anything is read, what can only be written to a file.

    Raises
    ------
    typer.BadParameter
        If there is no file.
    """
    if form == "parquet" and output is None:
        raise typer.BadParameter("Parquet needs a file: add -o FILE.", param_hint="--format")


def write(table: pd.DataFrame, form: str, output: Path | None, show: Show) -> None:
    """Write the table to the file, or else to standard output.

    Raises
    ------
    typer.BadParameter
        If the file cannot be written.
    """
    from kzdata.tables import formats, sdmx

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what other programs read must not depend on the locale
    try:
        match form:
            case "csv":
                formats.to_csv(table, output or sys.stdout)
            case "jsonl":
                formats.to_jsonl(table, output or sys.stdout)
            case "sdmx":
                sdmx.to_sdmx(table, output or sys.stdout)
            case "parquet" if output:
                formats.to_parquet(table, output)
            case _:
                with opened(output) as file:
                    show(table, file)
    except OSError as error:
        if output is None:
            raise
        raise typer.BadParameter(f"{output} cannot be written ({error.strerror}).", param_hint="-o") from None


def tell_skipped(skipped: Iterable[str]) -> None:
    """Name on standard error each file that could not be read; if there is one, the exit code is 1."""
    reasons = list(skipped)
    for reason in reasons:
        typer.echo(f"skipped: {reason}", err=True)
    if reasons:
        raise typer.Exit(1)
