"""``kzdata report``: notebooks to HTML and PDF, one folder a report, and a page that lists them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from kzdata.errors import KzdataError, UnknownName
from kzdata.model import HOME

if TYPE_CHECKING:
    from kzdata.reports.plan import Job
    from kzdata.reports.render import Report

PARTNER = "partner"
"""The parameter, and the notebook that is meant where only partners are named."""

ENOUGH = 3
"""A partner with fewer figures in the corpus has no report of its own among all reports."""


@dataclass(slots=True)
class Outcome:
    """What became of the reports asked for.

    Attributes
    ----------
    jobs : list of Job
        Reports that can be made.
    failed : dict of str to KzdataError
        Why the others cannot, or could not, by slug.
    made : list of Report
        Those that were made.
    interrupted : bool
        Somebody stopped it.
    """

    jobs: list[Job] = field(default_factory=list)
    failed: dict[str, KzdataError] = field(default_factory=dict)
    made: list[Report] = field(default_factory=list)
    interrupted: bool = False


class Progress(Protocol):
    """Shows which report is being made."""

    def __call__(self, said: str, done: int) -> None:
        """Show `said`, with so many reports done."""


def report(
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
) -> None:
    """Make reports from notebooks: HTML, PDF and the figures they use.

    Each lies in a folder of its own in DIR, which index.html lists. One that fails, and a statement that
    cannot be read, is named on standard error and does not stop the others; then the exit code is 1.
    What cannot be asked for ends with 2.
    """
    from kzdata.reports.parameters import parse_assignments
    from kzdata.reports.publish import prepare
    from kzdata.reports.quick import skip_grammars
    from kzdata.reports.render import check_formats

    skip_grammars()
    partners = [one.strip() for given in partner or () for one in given.split(",") if one.strip()]
    chosen = [one.strip() for one in formats.split(",") if one.strip()]
    if every and (name or partners):
        raise typer.BadParameter("it makes every report; leave out NAME and --partner.", param_hint="--all")
    try:
        check_formats(chosen)
        outcome = _plan(_requests(name, partners, every=every), parse_assignments(param or ()))
        if outcome.jobs:
            prepare(out)
    except KzdataError as error:
        _complain("", error)
        raise typer.Exit(2) from None
    for slug, reason in outcome.failed.items():
        _complain(slug, reason)
    if not outcome.jobs:
        raise typer.Exit(2)
    _make(outcome, out, chosen)
    for made in outcome.made:
        typer.echo(f"{made.slug}  {made.pdf or made.html}")
    skipped = dict.fromkeys(reason for made in outcome.made for reason in made.skipped)
    for left_out in skipped:
        typer.echo(f"skipped: {left_out}", err=True)
    if outcome.interrupted:
        raise typer.Exit(130)
    if outcome.failed or skipped:
        raise typer.Exit(1)


def _requests(name: str | None, partners: Sequence[str], *, every: bool) -> list[tuple[str, str | None]]:
    """The reports asked for: each a name, and a partner if one is meant."""
    from kzdata.reports.notebooks import find_notebook, reports

    if every:
        known = [source.name for source in reports()]
        return [
            (each, code)
            for each in known
            for code in (_partners_with_figures() if _takes_partner(each) else [None])
        ]
    if name is None and not partners:
        return [(source.name, None) for source in reports()]
    name = name or PARTNER
    find_notebook(name)
    return [(name, code) for code in partners] or [(name, None)]


def _takes_partner(name: str) -> bool:
    from kzdata.reports.notebooks import find_notebook, read_notebook
    from kzdata.reports.parameters import parameters

    try:
        notebook = read_notebook(find_notebook(name).path)
        return any(parameter.name == PARTNER for parameter in parameters(notebook, report=name))
    except KzdataError:
        # it will be told when its report is planned
        return False


def _partners_with_figures() -> list[str]:
    """Countries and blocs that enough figures of the corpus name, by code."""
    from kzdata.lexicon.areas import AreaKind, area
    from kzdata.tables.corpus import figures

    counts = figures(reporter=HOME, explode=True)[PARTNER].value_counts()
    codes = sorted(str(code) for code, count in counts.items() if code and count >= ENOUGH)
    return [code for code in codes if code != HOME and area(code).kind is not AreaKind.REGION]


def _plan(requests: Iterable[tuple[str, str | None]], given: dict[str, str]) -> Outcome:
    """Check every report asked for; what is wrong with a partner is that report's fault alone."""
    from kzdata.reports.notebooks import slug
    from kzdata.reports.plan import plan

    outcome = Outcome()
    seen: set[str] = set()
    for name, partner in requests:
        try:
            job = plan(name, given | ({PARTNER: partner} if partner else {}), text=True)
        except KzdataError as error:
            if given and _is_about_parameters(error):
                raise
            outcome.failed[slug("-".join(filter(None, [Path(name).stem, partner])))] = error
        else:
            if job.slug not in seen:
                outcome.jobs.append(job)
            seen.add(job.slug)
    return outcome


def _is_about_parameters(error: KzdataError) -> bool:
    from kzdata.reports.errors import ParameterError

    return isinstance(error, ParameterError) or (isinstance(error, UnknownName) and error.what == "parameter")


def _make(outcome: Outcome, out: Path, formats: Sequence[str]) -> None:
    from kzdata.reports.index import write_index
    from kzdata.reports.render import make

    with _progress(len(outcome.jobs)) as progress:
        for done, job in enumerate(outcome.jobs):
            progress(job.slug, done)
            try:
                outcome.made.append(make(job, out=out, formats=formats))
            except KzdataError as error:
                outcome.failed[job.slug] = error
                _complain(job.slug, error)
            except KeyboardInterrupt:
                outcome.interrupted = True
                typer.echo(f"kzdata: interrupted at {job.slug}; reports made: {done}", err=True)
                break
    try:
        write_index(out)
    except KzdataError as error:
        outcome.failed["index"] = error
        _complain("index", error)


@contextmanager
def _progress(total: int) -> Iterator[Progress]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda said, done: bar.update(task, description=said, completed=done)


def _complain(slug: str, error: KzdataError) -> None:
    said = " ".join(str(error).split())
    typer.echo(f"kzdata: error: {slug + ': ' if slug else ''}{said}", err=True)
