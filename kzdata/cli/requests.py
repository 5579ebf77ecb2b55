"""Which reports a command asks for, each checked before anything runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.errors import KzdataError, UnknownName

if TYPE_CHECKING:
    from kzdata.reports.memory import Request
    from kzdata.reports.plan import Job

PARTNER = "partner"
"""The parameter, and the notebook that is meant where only partners are named."""

CORPUS = "corpus"
"""The parameter that names the folder of statements."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What can be made of what was asked for.

    Attributes
    ----------
    jobs : list of Job
        Reports that can be made.
    failed : dict of str to KzdataError
        Why the others cannot, by slug.
    """

    jobs: list[Job] = field(default_factory=list)
    failed: dict[str, KzdataError] = field(default_factory=dict)


def planned(request: Request) -> Plan:
    """Check every report asked for; what is wrong with a partner is that report's fault alone.

    Raises
    ------
    KzdataError
        If there is no such report, or a parameter is wrong.
    """
    from kzdata.reports.notebooks import slug
    from kzdata.reports.plan import plan

    made = Plan()
    seen: set[str] = set()
    for name, partner in _reports(request):
        try:
            job = plan(name, {**request.parameters, **({PARTNER: partner} if partner else {})}, text=True)
        except KzdataError as error:
            if request.parameters and _is_about_parameters(error):
                raise
            made.failed[slug("-".join(filter(None, [Path(name).stem, partner])))] = error
        else:
            if job.slug not in seen:
                made.jobs.append(job)
            seen.add(job.slug)
    return made


def _reports(request: Request) -> Iterable[tuple[str, str | None]]:
    """The reports asked for: each a name, and a partner if one is meant."""
    from kzdata.reports.catalogue import every_report
    from kzdata.reports.notebooks import find_notebook, reports

    if request.every:
        return every_report(request.parameters.get(CORPUS, ""))
    if request.name is None and not request.partners:
        return [(source.name, None) for source in reports()]
    name = request.name or PARTNER
    find_notebook(name)
    return [(name, code) for code in request.partners] or [(name, None)]


def _is_about_parameters(error: KzdataError) -> bool:
    from kzdata.reports.errors import ParameterError

    return isinstance(error, ParameterError) or (isinstance(error, UnknownName) and error.what == "parameter")
