"""``kzdata check``: what contradicts itself, or another statement."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kzdata.cli.output import Output, console_on, form_of, opened

if TYPE_CHECKING:
    import pandas as pd

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


class Format(StrEnum):
    """What the findings are written as."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class FailOn(StrEnum):
    """The least severe finding that makes the exit code 1."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    NEVER = "never"


def check(
    source: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE|FOLDER",
            help="Statements and folders of them; - is standard input; left out, the corpus of kzdata.",
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Left out: by the suffix of FILE, else a table.", show_default=False),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least severe finding that makes the exit code 1.")
    ] = FailOn.WARNING,
    output: Output = None,
) -> None:
    """Find what does not add up inside a statement, and where statements contradict one another.

    An error is a statement that contradicts itself, a warning two of which one must be wrong or of another
    thing than it says, a note what explains itself: another country's statistics, a later revision, rounding.

    The exit code is 0 if there is nothing to warn of, 1 for findings as --fail-on says, and 2 if the command
    is used wrongly or a statement cannot be read: it is named on standard error, and the rest is checked.
    """
    from kzdata.tables.audit import audit

    form = form or form_of(output, Format)
    table, unread = _figures(source or [])
    if table is None:
        raise typer.Exit(2)
    findings = audit(table)
    with opened(output) as file:
        _write(findings, table, form, file)
    if unread:
        raise typer.Exit(2)
    if _fails(findings, fail_on):
        raise typer.Exit(1)


def _figures(source: list[Path]) -> tuple[pd.DataFrame | None, int]:
    """The figures of all that can be read; and how much cannot, which is named. None if nothing can."""
    import warnings

    from kzdata.cli.inputs import STDIN
    from kzdata.errors import KzdataError
    from kzdata.tables import corpus
    from kzdata.tables.errors import SkippedStatementWarning

    if STDIN in source:
        return _figures_piped(source)
    unread, there = 0, []
    for path in source:
        if path.exists():
            there.append(path)
        else:
            typer.echo(f"kzdata: error: {path}: there is no such file.", err=True)
            unread += 1
    if source and not there:
        return None, unread
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SkippedStatementWarning)  # they are told below, a line each
            table = corpus.figures(there or None)
    except KzdataError as error:
        typer.echo(f"kzdata: error: {error}", err=True)
        return None, unread + 1
    for reason in table.attrs["skipped"]:
        typer.echo(f"kzdata: error: {reason}", err=True)
    return table, unread + len(table.attrs["skipped"])


def _figures_piped(source: list[Path]) -> tuple[pd.DataFrame | None, int]:
    """The same where one of the texts comes from standard input, which no cache remembers."""
    from kzdata.cli.inputs import read_inputs
    from kzdata.tables.frame import frame

    inputs = read_inputs(source)
    return (frame(inputs.texts) if inputs.texts else None), inputs.failed


def _fails(findings: pd.DataFrame, fail_on: FailOn) -> bool:
    if fail_on is FailOn.NEVER:
        return False
    return bool((findings["severity"] >= fail_on.value).any())


def _write(findings: pd.DataFrame, table: pd.DataFrame, form: Format, file: TextIO) -> None:
    from kzdata.tables import formats

    match form:
        case Format.TABLE:
            _show(findings, table, file)
        case Format.CSV:
            formats.to_csv(findings, file)
        case Format.JSONL:
            formats.to_jsonl(findings, file)
        case Format.JSON:
            file.write(json.dumps(_document(findings, table), ensure_ascii=False, indent=2) + "\n")


def _document(findings: pd.DataFrame, table: pd.DataFrame) -> dict[str, Any]:
    """The findings with what was checked, for a scheduler."""
    import io

    from kzdata.tables import formats

    lines = io.StringIO()
    formats.to_jsonl(findings, lines)
    counts = findings["severity"].value_counts(sort=False)
    return {
        "statements": int(table["statement_id"].nunique()),
        "figures": len(table),
        "counts": {str(severity): int(count) for severity, count in counts.items()},
        "skipped": list(table.attrs.get("skipped", [])),
        "findings": [json.loads(line) for line in lines.getvalue().splitlines()],
    }


def _show(findings: pd.DataFrame, table: pd.DataFrame, file: TextIO) -> None:
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, padding=(0, 1, 1, 0))
    shown.add_column("Severity", no_wrap=True)
    shown.add_column("Finding", overflow="fold")
    finding: Any
    for finding in findings.itertuples():
        shown.add_row(Text(finding.severity, style=_STYLES[finding.severity]), finding.sentence)
    console = console_on(file)
    if len(findings):
        console.print(shown)
    counts = {name: (findings["severity"] == name).sum() for name in _STYLES}
    said = [f"{name.capitalize()}s: {count}." for name, count in counts.items()]
    checked = f"Statements: {table['statement_id'].nunique()}. Figures: {len(table)}."
    console.print(*said, checked, soft_wrap=True)
