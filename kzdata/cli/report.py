"""``kzdata report``: notebooks to HTML and PDF, one folder a report, and a page that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kzdata.cli.making import Way, complain, update
from kzdata.errors import KzdataError


def report(  # noqa: PLR0913, PLR0917  (one argument an option)
    name: Annotated[
        str | None,
        typer.Argument(
            help="overview, partner ... or the path of a notebook; left out, all that come with kzdata."
        ),
    ] = None,
    partner: Annotated[
        list[str] | None,
        typer.Option(help="A country or bloc, by code or name; several with commas or by repeating it."),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every report, and one for each partner with enough figures.")
    ] = False,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A notebook's parameter.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of all reports.")] = Path("reports"),
    formats: Annotated[str, typer.Option("--format", help="html, pdf or html,pdf.")] = "html,pdf",
    if_changed: Annotated[
        bool,
        typer.Option(
            "--if-changed",
            help="Only reports that would not be what they are: by the content of notebooks, figures, files "
            "and kzdata, never by times. One run at a time.",
        ),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each report why it is made or not; only what changed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Explain, and make nothing.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many reports are made at once; else one a core.")
    ] = None,
    on_finish: Annotated[
        str | None,
        typer.Option(
            metavar="COMMAND",
            help="Run this in the shell at the end, whatever the outcome: it gets KZDATA_OUTCOME (nothing, "
            "done, failed, interrupted), KZDATA_MADE, KZDATA_FAILED, KZDATA_OUT and KZDATA_LOG in its "
            "environment, and the whole outcome as JSON on standard input.",
        ),
    ] = None,
) -> None:
    """Make reports from notebooks: HTML, PDF and the figures they use.

    Each lies in a folder of its own in DIR, which index.html lists. One that fails, and a statement that
    cannot be read, is named on standard error and does not stop the others; then the exit code is 1.
    What cannot be asked for ends with 2. "kzdata runs" lists what ran.
    """
    from kzdata.reports.memory import Request
    from kzdata.reports.parameters import parse_assignments
    from kzdata.reports.quick import skip_grammars

    skip_grammars()
    partners = tuple(one.strip() for given in partner or () for one in given.split(",") if one.strip())
    chosen = tuple(one.strip() for one in formats.split(",") if one.strip())
    if every and (name or partners):
        raise typer.BadParameter("it makes every report; leave out NAME and --partner.", param_hint="--all")
    explain = explain or dry_run
    way = Way(out, chosen, if_changed or explain, explain, dry_run, workers, on_finish)
    try:
        request = Request(name, partners, every, parse_assignments(param or ()), chosen, str(Path.cwd()))
        code = update(request, way)
    except KzdataError as error:
        complain("", error)
        code = 2
    raise typer.Exit(code)
