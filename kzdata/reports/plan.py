"""What can be checked before anything runs: the notebook is there, its parameters are right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.reports.inputs import file_digest
from kzdata.reports.notebooks import Source, find_notebook, read_notebook, slug
from kzdata.reports.parameters import check_parameters

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class Job:
    """A report that can be made: its notebook is there and its parameters are right.

    Attributes
    ----------
    source : Source
        Where its notebook stands.
    notebook : NotebookNode
        The notebook, not yet run.
    values : mapping of str to object
        Its parameters' values.
    changed : tuple of str
        The parameters whose values are not the notebook's own.
    slug : str
        The name of its folder.
    sha256 : str
        Checksum of the notebook's file when it was read.
    unless : str
        A digest of what the published notebook said (`Depends.outputs`). If it says the same when it has
        run, the published pages stay.
    """

    source: Source
    notebook: NotebookNode
    values: Mapping[str, object]
    changed: tuple[str, ...]
    slug: str
    sha256: str
    unless: str = ""

    @property
    def folder(self) -> Path:
        """Where it runs: a user's notebook beside its files, as in JupyterLab.

        kzdata's own runs where its parameters' paths mean what they say.
        """
        return Path.cwd() if self.source.bundled else self.source.path.parent.resolve()


def plan(name: str, parameters: Mapping[str, object], *, text: bool = False) -> Job:
    """Check everything that can be checked before a kernel starts; see `render` for what it raises.

    Parameters
    ----------
    name : str
        As for `render`.
    parameters : mapping of str to object
        The values given.
    text : bool
        Whether they are text, as a command line gives them.
    """
    source = find_notebook(name)
    sha256, notebook = file_digest(source.path), read_notebook(source.path)
    values = check_parameters(notebook, parameters, report=source.name, text=text)
    own = check_parameters(notebook, {}, report=source.name)
    changed = tuple(name for name, value in values.items() if name not in own or own[name] != value)
    return Job(source, notebook, values, changed, _slug(source, values), sha256)


def _slug(source: Source, values: Mapping[str, object]) -> str:
    partner = values.get("partner")
    codes = partner if isinstance(partner, list) else [partner] if partner else []
    return slug("-".join([source.name, *map(str, codes)]))
