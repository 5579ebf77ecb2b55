"""``kzdata lab``: JupyterLab with the notebooks as templates, cards to open them, and scheduled reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
"""What the command does with options that it does not know: JupyterLab gets them."""


def lab(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where your notebooks are kept; made if it is missing.")
    ] = Path(),
) -> None:
    """Start JupyterLab with kzdata's notebooks as templates, the explorer, and reports on a schedule.

    A card of the launcher opens a copy of a notebook in DIR; the originals stay as they are. Options that are
    not kzdata's go to JupyterLab: --no-browser, --port 8899 ...
    """
    from jupyterlab.labapp import LabApp

    from kzdata.lab.workspace import missing, workspace

    if str(folder).startswith("-"):
        # an option of JupyterLab's that stands where DIR may stand
        context.args.insert(0, str(folder))
        folder = Path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{folder}: {error.strerror}", param_hint="DIR") from None
    for module, what in missing().items():
        typer.echo(f"kzdata: without {module} there is no {what}: pip install 'kzdata[lab]'", err=True)
    with workspace(folder.resolve()) as arguments:
        LabApp.launch_instance([*arguments, *context.args])
