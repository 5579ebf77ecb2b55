"""Which notebooks there are to make reports from, and reading one."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.bundle import bundled
from kzdata.errors import UnknownName
from kzdata.reports.errors import NotebookError

if TYPE_CHECKING:
    from nbformat import NotebookNode

SUFFIX = ".ipynb"


@dataclass(frozen=True, slots=True)
class Source:
    """A notebook that a report is made from.

    Attributes
    ----------
    name : str
        The report's name: the file's name without its suffix.
    path : Path
        The file.
    bundled : bool
        Whether it comes with kzdata.
    """

    name: str
    path: Path
    bundled: bool


def reports() -> list[Source]:
    """The notebooks that come with kzdata, by name."""
    return [Source(p.stem, p, bundled=True) for p in sorted(bundled("notebooks").glob(f"*{SUFFIX}"))]


def find_notebook(name: str) -> Source:
    """The notebook of a report given by name, or by the path of any notebook.

    Raises
    ------
    UnknownName
        If there is none.

    Examples
    --------
    >>> find_notebook("no-such-report")
    Traceback (most recent call last):
    ...
    kzdata.errors.UnknownName: Unknown report 'no-such-report'. ...
    """
    known = {source.name: source for source in reports()}
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix == SUFFIX and path.is_file():
        return Source(path.stem, path, bundled=False)
    near = tuple(difflib.get_close_matches(name, known, n=3)) or tuple(known)[:6]
    raise UnknownName("report", name, near, hint=f"The path of a {SUFFIX} file is possible too.")


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook file as nbformat 4.

    Raises
    ------
    NotebookError
        If it cannot be read, or is no notebook.
    """
    import nbformat

    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise NotebookError(path, f"cannot be read: {error.strerror}.") from None
    except Exception as error:  # noqa: BLE001
        # nbformat lets through whatever its JSON reader, converters and validator raise
        reason = str(error).partition("\n")[0]
        raise NotebookError(path, f"is not a Jupyter notebook: {reason}.") from None
    return notebook


def slug(text: str) -> str:
    """A name that is safe for a folder and an address.

    Examples
    --------
    >>> slug("Trade 2017/18 (draft)")
    'Trade-2017-18-draft'
    """
    return re.sub(r"[^\w.]+", "-", text).strip("-.") or "report"
