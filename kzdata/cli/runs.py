"""``kzdata runs``: what ran, when, how long, what came out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from kzdata.reports.runs import Run


@dataclass(frozen=True, slots=True)
class _Made:
    """A report, or why there is none."""

    started: str
    report: str
    seconds: float | None
    result: str
    title: str = ""


def runs(
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of all reports.")] = Path("reports"),
    last: Annotated[int, typer.Option(min=0, help="So many runs of the command; 0 for all.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")] = False,
) -> None:
    """List the reports in DIR, newest first, and the last runs of "kzdata report".

    Of each report: when it was made, how long it took, what came out; or why it failed since. The times are
    those of this machine's clock.
    """
    from kzdata.reports.runs import LOG, state_folder
    from kzdata.reports.runs import runs as written

    state = state_folder(out)
    ran = list(written(state))
    made = sorted(_reports(out, ran), key=lambda each: (each.started, each.report), reverse=True)
    shown = ran[-last:] if last else ran
    if as_json:
        told = {"reports": [asdict(each) for each in made], "runs": [asdict(each) for each in shown]}
        typer.echo(json.dumps({**told, "log": str(state / LOG)}, ensure_ascii=False, indent=1))
        return
    if not made and not shown:
        typer.echo(f"kzdata: nothing was made in {out} yet", err=True)
        return
    _show(made, shown)
    if shown:
        typer.echo(f"log: {state / LOG}", err=True)


def _reports(out: Path, ran: list[Run]) -> Iterator[_Made]:
    """What the manifests tell, and what the record tells of reports that have failed since."""
    from kzdata.reports.manifest import NAME

    made: dict[str, str] = {}
    for path in sorted(out.glob(f"*/{NAME}")):
        slug = path.parent.name
        try:
            said: dict[str, Any] = json.loads(path.read_bytes())
            run, compared = said["run"], said["compared"]
            files = " ".join(
                sorted(compared["files"], key=lambda name: (not name.startswith("report."), name))
            )
            made[slug] = str(run["started"])
            yield _Made(made[slug], slug, float(run["seconds"]), files, str(compared["title"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            yield _Made("", slug, None, "its manifest cannot be read")
    failed: dict[str, _Made] = {}
    for run_before in ran:
        for slug in (*run_before.made, *run_before.kept):
            failed.pop(slug, None)
        for slug, reason in run_before.failed.items():
            failed[slug] = _Made(run_before.started, slug, None, f"failed: {reason}")
    yield from (each for slug, each in failed.items() if each.started > made.get(slug, ""))


def _show(made: list[_Made], ran: list[Run]) -> None:
    import sys

    from rich import box
    from rich.table import Table

    from kzdata.cli.output import console_on

    console = console_on(sys.stdout)
    reports = Table("made", "report", "seconds", "what came out", box=box.SIMPLE_HEAD, pad_edge=False)
    for each in made:
        seconds = "" if each.seconds is None else f"{each.seconds:.1f}"
        reports.add_row(_local(each.started), each.report, seconds, each.result)
    runs = Table("run", "outcome", box=box.SIMPLE_HEAD, pad_edge=False)
    for run in reversed(ran):
        runs.add_row(_local(run.started), str(run))
    for table in (reports, runs):
        if table.row_count:
            console.print(table)


def _local(moment: str) -> str:
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return "?"
