"""The command ``kzdata``: one module a command; what each needs is imported when it runs."""

from __future__ import annotations

import sys

import typer

from kzdata.cli.add import add
from kzdata.cli.changes import changes
from kzdata.cli.check import check
from kzdata.cli.extract import extract
from kzdata.cli.figures import figures
from kzdata.cli.lab import PASSED_ON, lab
from kzdata.cli.report import report
from kzdata.cli.runs import runs
from kzdata.cli.schedule import schedule
from kzdata.cli.show import show
from kzdata.cli.sql import sql
from kzdata.cli.verify import verify
from kzdata.errors import KzdataError

app = typer.Typer(
    name="kzdata",
    help="Figures on Kazakhstan's trade and investment: from what officials say to tables and reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(extract)
app.command()(show)
app.command()(figures)
app.command()(add)
app.command()(check)
app.command()(sql)
app.command()(changes)
app.command()(report)
app.command()(verify)
app.command()(runs)
app.command()(schedule)
app.command(context_settings=PASSED_ON)(lab)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(version("kzdata"))
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", help="Show the version and stop.", is_eager=True, callback=_version
    ),
) -> None:
    """Hold the options of the command itself."""


def main() -> None:
    """Run the command; what is wrong with the input is told in one line, with exit code 2."""
    try:
        app()
    except KzdataError as error:
        typer.echo(f"kzdata: error: {error}", err=True)
        sys.exit(2)
