"""What a notebook depends on, found out while it runs.

A cell before its first watches what the kernel's Python does, by the events that Python tells about itself
(`sys.addaudithook`): which files it opens, which folders it lists, whether it reaches beyond them. From
`kzdata.figures` come the questions to a corpus, with a digest of what each statement answered. A cell behind
its last shows what was noted. Neither is part of the report.
"""

from __future__ import annotations

import copy
import importlib.util
import os
import site
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from kzdata.reports.inputs import file_digest, folder_digest
from kzdata.reports.parameters import WATCHING, tags

if TYPE_CHECKING:
    from nbformat import NotebookNode

MIME = "application/vnd.kzdata.reads+json"

_CALL = "__import__('importlib').import_module('kzdata.reports.watching').{}()"
"""It leaves no name behind in the notebook."""

_SYSTEM = ("/bin", "/dev", "/etc", "/lib", "/proc", "/sbin", "/sys", "/usr", "/System", "/Library")
_LOCAL = ("127.", "localhost", "::1", "0.0.0.0")  # noqa: S104  (compared with, not listened at)

_BEYOND = {
    "subprocess.Popen": "it runs another program",
    "os.system": "it runs another program",
    "os.posix_spawn": "it runs another program",
    "os.fork": "it runs another program",
    "os.forkpty": "it runs another program",
}

_LOOKING_AROUND = ("font_manager.py", "platform.py", "ctypes/util.py")
"""Code that finds out what a machine has: fonts, names, libraries. No report says any of it."""


class Watch:
    """Notes what a Python does from now on.

    Attributes
    ----------
    files, folders : dict of str to str
        Digests of what it read, by path.
    beyond : dict of str to None
        What it did whose result nobody can foresee, in words.
    questions : list of dict
        What it asked of corpora.
    """

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.beyond: dict[str, None] = {}
        self.questions: list[dict[str, Any]] = []
        self._written: set[str] = set()
        self._foreign = tuple(_foreign())
        self._busy = False
        self._notes: dict[str, Callable[..., None]] = {
            "open": self._opened,
            "sqlite3.connect": self._read,
            "os.listdir": self._listed,
            "os.scandir": self._listed,
            "socket.connect": self._connected,
            "kzdata.figures": self._asked,
        }

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take note of an event; what goes wrong here must not go wrong in the notebook."""
        if event == "kzdata.reading":
            self._busy = bool(arguments[0])
            return
        note = self._notes.get(event)
        if self._busy or (note is None and event not in _BEYOND):
            return
        self._busy = True
        try:
            if note is None:
                if not _looks_around():
                    self.beyond[_BEYOND[event]] = None
            else:
                note(*arguments)
        except Exception as error:  # noqa: BLE001
            self.beyond[f"what it reads could not be noted ({type(error).__name__})"] = None
        finally:
            self._busy = False

    def told(self) -> dict[str, Any]:
        """All that was noted, but for files that were made and removed meanwhile."""
        lasting = (path for path, digest in self.files.items() if not digest or os.path.exists(path))  # noqa: PTH110
        return {
            "questions": self.questions,
            "files": {path: self.files[path] for path in lasting if path not in self._written},
            "folders": self.folders,
            "beyond": list(self.beyond),
        }

    def _opened(self, path: Any, _mode: Any, flags: int) -> None:
        if isinstance(path, int):
            return
        if flags & (os.O_WRONLY | os.O_RDWR):
            self._written.add(_absolute(path))
        else:
            self._read(path)

    def _read(self, path: Any, *_: Any) -> None:
        name = _absolute(path)
        if name.endswith(".pyc"):
            name = importlib.util.source_from_cache(name) if "__pycache__" in name else name
        if name not in self.files and not self._is_foreign(name) and not _looks_around():
            self.files[name] = file_digest(name)  # empty for one that is not there: it may come

    def _listed(self, path: Any = ".", *_: Any) -> None:
        if isinstance(path, int) or "importlib" in sys._getframe(2).f_code.co_filename:
            return
        name = _absolute(path if path is not None else ".")
        if name not in self.folders and not self._is_foreign(name) and not _looks_around():
            self.folders[name] = folder_digest(name)

    def _connected(self, _socket: Any, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOCAL):
            self.beyond["it uses the network"] = None

    def _asked(self, source: Any, filters: Any, table: Any, skipped: list[str]) -> None:
        from kzdata.tables.digests import said_by, written

        given = [source] if isinstance(source, str | os.PathLike) else source
        if given is not None and not all(isinstance(each, str | os.PathLike) for each in given):
            return  # statements made in the notebook: the files that they came from are noted
        question = {
            "source": None if given is None else [_absolute(each) for each in given],
            "filters": written(filters),
            "said": said_by(table),
            "skipped": sorted(Path(said.partition(": ")[0]).name for said in skipped),
        }
        if question not in self.questions:
            self.questions.append(question)

    def _is_foreign(self, path: str) -> bool:
        return f"{path}{os.sep}".startswith(self._foreign)


_watches: list[Watch] = []
"""The watch of this kernel. A hook belongs to a process for its whole life, and so does what it notes."""


def begin() -> None:
    """Start to watch this Python; once for a kernel."""
    if not _watches:
        _watches.append(Watch())
        sys.addaudithook(_watches[0])


def tell() -> None:
    """Show what was noted, as an output of the cell."""
    from IPython.display import display

    display({MIME: _watches[0].told()}, raw=True)  # type: ignore[no-untyped-call]


def watched(notebook: NotebookNode) -> NotebookNode:
    """A copy of a notebook that tells at its end what it read.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> len(watched(new_notebook(cells=[new_code_cell("1 + 1")])).cells)
    3
    """
    from nbformat.v4 import new_code_cell

    made = copy.deepcopy(notebook)
    first, last = (
        new_code_cell(_CALL.format(name), id=f"{WATCHING}-{name}", metadata={"tags": [WATCHING]})  # type: ignore[no-untyped-call]
        for name in ("begin", "tell")
    )
    made.cells = [first, *made.cells, last]
    return made


def unwatched(executed: NotebookNode) -> tuple[NotebookNode, dict[str, Any] | None]:
    """An executed notebook without the cells that `watched` added, and what they tell; None if nothing."""
    outputs = [output for cell in executed.cells if WATCHING in tags(cell) for output in cell.outputs]
    told = [output.data[MIME] for output in outputs if MIME in output.get("data", {})]
    made = copy.copy(executed)
    made.cells = [cell for cell in executed.cells if WATCHING not in tags(cell)]
    return made, told[-1] if told else None


def _absolute(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100  (resolve() would follow links)


def _looks_around() -> bool:
    """Whether it is such code that now runs."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.endswith(_LOOKING_AROUND):
            return True
        frame = frame.f_back
    return False


def _foreign() -> Iterable[str]:
    """What belongs to the machine, to Python, or to what a person has installed and set up."""
    home = Path.home()
    hidden = (entry.path for entry in os.scandir(home) if entry.name.startswith(".")) if home.is_dir() else ()
    libraries = (*site.getsitepackages(), site.getusersitepackages(), sys.prefix, sys.base_prefix)
    package = Path(__file__).parents[1]
    parts = (entry.path for entry in os.scandir(package) if entry.name != "bundled")
    own = filter(None, (os.environ.get("IPYTHONDIR"), os.environ.get("KZDATA_CACHE_DIR")))
    yield from (os.path.join(path, "") for path in (*_SYSTEM, *hidden, *libraries, *parts, *own))  # noqa: PTH118
    yield from (str(path) for path in package.glob("*.*"))
