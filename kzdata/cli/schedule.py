"""``kzdata schedule``: reports every day, by the machine's own scheduler."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated

import typer


def schedule(
    at: Annotated[str, typer.Option(metavar="HH:MM", help="The time of day.")] = "06:00",
    weekdays: Annotated[bool, typer.Option("--weekdays", help="From Monday to Friday only.")] = False,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of all reports.")] = Path("reports"),
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A notebook's parameter.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="How many reports are made at once.")] = None,
    on_finish: Annotated[
        str | None, typer.Option(metavar="COMMAND", help='As for "kzdata report": a mail, a message.')
    ] = None,
    cron: Annotated[bool, typer.Option("--cron", help="A line for cron instead.")] = False,
    install: Annotated[
        bool, typer.Option("--install", help="Write the timer to your systemd folder instead of showing it.")
    ] = False,
) -> None:
    """Show a systemd timer, or a line for cron, that makes all reports that changed, every day.

    Nothing is installed without --install, and nothing started: that is told how.
    """
    from kzdata.reports.parameters import parse_assignments
    from kzdata.reports.schedule import Time, cron_line, units

    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    if not found:
        raise typer.BadParameter(f"{at} is no time of day such as 06:00.", param_hint="--at")
    if cron and install:
        raise typer.BadParameter('it goes with systemd; for cron, put the line in by "crontab -e".')
    parse_assignments(param or ())
    options = [("--param", each) for each in param or ()]
    options += [("--workers", str(workers))] if workers else []
    options += [("--on-finish", on_finish)] if on_finish else []
    command = [
        sys.executable,
        "-m",
        "kzdata",
        "report",
        "--all",
        "--if-changed",
        "--out",
        str(out.absolute()),
    ]
    command += [word for option in options for word in option]
    when, folder = Time(int(found[1]), int(found[2]), weekdays), Path.cwd()
    if cron:
        typer.echo(cron_line(command, when, folder=folder))
        return
    made = units(command, when, folder=folder)
    if install:
        _install(made)
        return
    typer.echo("\n".join(f"# {name}\n{text}" for name, text in made.items()), nl=False)


def _install(made: dict[str, str]) -> None:
    from kzdata.reports.publish import write_whole
    from kzdata.reports.schedule import NAME, units_folder

    folder = units_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        write_whole(folder / name, text)
        typer.echo(f"written: {folder / name}")
    typer.echo(
        f"Start it:  systemctl --user daemon-reload && systemctl --user enable --now {NAME}.timer\n"
        f"Try it:    systemctl --user start {NAME}.service && journalctl --user -u {NAME}.service\n"
        "Without being logged in it runs after:  loginctl enable-linger"
    )
