"""``kzdata verify``: whether a PDF still is what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

MARKS = {True: "holds", False: "WRONG", None: "not checked"}


def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.pdf...", help="Reports that kzdata made.")],
    beside: Annotated[
        Path | None,
        typer.Option(
            "--beside", metavar="DIR", help="The folder with its manifest; else the one that it is in."
        ),
    ] = None,
    corpus: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help='Hold its figures against the statements in this folder, as they are now; "own" is the '
            "corpus that comes with kzdata.",
        ),
    ] = None,
) -> None:
    """Say whether PDF reports hold what they were made with.

    Reads back the figures and the manifest that each PDF carries, and compares the figures with the manifest,
    both with the files beside the PDF, and, if asked, the figures with a corpus. Ends with 1 if something
    does not hold, and with 2 if a file is no report.
    """
    from kzdata.errors import KzdataError
    from kzdata.reports.verify import verify as find

    worst = 0
    for pdf in files:
        try:
            found = find(pdf, folder=beside, corpus="" if corpus == "own" else corpus)
        except KzdataError as error:
            typer.echo(f"kzdata: error: {error}", err=True)
            worst = 2
            continue
        typer.echo(f"{pdf}:")
        for finding in found:
            typer.echo(f"  {MARKS[finding.holds]}: {finding.said}")
        if worst == 0 and any(finding.holds is False for finding in found):
            worst = 1
    raise typer.Exit(worst)
