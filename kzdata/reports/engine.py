"""Running a notebook: from a checked set of parameters to a notebook with outputs.

papermill runs it, in a kernel of this very Python. What kernels and libraries write beside the notebook goes
to a log, not to the user's screen.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kzdata.reports.errors import NotebookFailed
from kzdata.reports.parameters import INJECTED, WATCHING, tags, with_parameters

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kzdata.reports.kernels.servers import Address

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
MESSAGE_LINES = 3

KERNEL_ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    # sets and files are then written in the same order and with the same date in every run
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
}
# a debugger could not look into frozen modules, and each kernel would say so
PYTHON_OPTIONS = ["-Xfrozen_modules=off"]
# pictures twice as fine as a screen's, so that a notebook of plain pyplot calls prints well too
KERNEL_ARGUMENTS = ("--InlineBackend.figure_formats={'retina'}",)


def run(
    notebook: NotebookNode,
    values: Mapping[str, object],
    *,
    report: str,
    folder: Path | None = None,
    engine: str | None = None,
    timeout: float | None = None,
) -> NotebookNode:
    """Run a notebook with parameters and return it with its outputs.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook; it is not changed.
    values : mapping of str to object
        The parameters' values, as `check_parameters` returns them.
    report : str
        The report's name, for messages.
    folder : Path or None
        The folder that the notebook runs in; a temporary one if None.
    engine : str or None
        A papermill engine's name; None for papermill's own.
    timeout : float or None
        Seconds that a cell may take; None for no limit.

    Raises
    ------
    NotebookFailed
        If a cell raises, takes too long, or the kernel dies.
    """
    prepared = with_parameters(notebook, values)
    spoken = language(prepared)
    server = warm_kernels() if spoken == "python" else None
    # beside the server's sockets, as it cleans up there even after we have been killed
    place = server.folder if server else None
    with tempfile.TemporaryDirectory(prefix="kzdata-", dir=place) as temporary, _quiet():
        import papermill

        scratch = Path(temporary)
        options: dict[str, Any] = {"resources": {"metadata": {"path": str(folder or scratch)}}}
        if spoken == "python":
            options |= {
                "kernel_manager_class": _own_kernel(scratch),
                "extra_arguments": list(KERNEL_ARGUMENTS),
                "kernel_name": "python3",
                "language": "python",
            }
        written = scratch / "executed.ipynb"
        try:
            executed: NotebookNode = papermill.execute_notebook(
                prepared,
                str(written),
                engine_name=engine,
                request_save_on_cell_execute=False,
                progress_bar=False,
                execution_timeout=timeout,
                **options,
            )
        except Exception as error:
            # whatever papermill, nbclient and jupyter_client raise for a notebook that does not run
            raise _failed(error, prepared, report, _last_words(scratch)) from error
        return executed


def warm_kernels() -> Address | None:
    """Have a fork server get warm, if none is; what is to be run can meanwhile be prepared.

    Returns
    -------
    Address or None
        The server; None where kernels cannot be forked, which a line in the log tells.
    """
    from kzdata.reports.kernels.servers import server_for

    return server_for(PYTHON_OPTIONS, {**os.environ, **_kernel_environment()})


def plain(text: str) -> str:
    r"""Text without a terminal's colours.

    Examples
    --------
    >>> plain("\x1b[31mred\x1b[0m")
    'red'
    """
    return ANSI.sub("", text)


def _own_kernel(scratch: Path) -> type:
    """A kernel manager that starts this Python whatever kernels a user has installed, quietly."""
    from ipykernel.kernelspec import get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec

    from kzdata.reports.kernels.manager import ForkingKernelManager

    # a user's own start-up files and history have no part in a report
    environment = {**os.environ, **_kernel_environment(), "IPYTHONDIR": str(scratch / "ipython")}

    class OwnKernel(ForkingKernelManager):
        log_file: IO[bytes] | None = None

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(resource_dir="", **get_kernel_dict(python_arguments=PYTHON_OPTIONS))

        async def _async_start_kernel(self, **options: Any) -> None:
            with _log(scratch).open("ab") as log:
                await super()._async_start_kernel(env=environment, stdout=log, stderr=log, **options)

        start_kernel = _async_start_kernel  # type: ignore[assignment]

    return OwnKernel


def _kernel_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PYTHONHASHSEED", "SOURCE_DATE_EPOCH") if name in os.environ}
    return {**KERNEL_ENVIRONMENT, **kept}


def _log(scratch: Path) -> Path:
    return scratch / "kernel.log"


def _last_words(scratch: Path) -> str:
    """The last line that a kernel wrote beside its messages: a segmentation fault says so there."""
    log = _log(scratch)
    lines = (
        [plain(line).strip() for line in log.read_text(errors="replace").splitlines()]
        if log.is_file()
        else []
    )
    said = [line for line in lines if line and not line.startswith("[IPKernelApp]")]
    return next((line for line in said if line.startswith("Fatal")), said[-1] if said else "")


def language(notebook: NotebookNode) -> str:
    """The language that a notebook's code is in, in small letters; Python where it does not tell."""
    metadata = notebook.metadata
    named = metadata.get("kernelspec", {}).get("language") or metadata.get("language_info", {}).get("name")
    return str(named or "python").lower()


def _failed(error: Exception, notebook: NotebookNode, report: str, last_words: str) -> NotebookFailed:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(error, PapermillExecutionError):
        # papermill puts a note before the cell that failed, after it has taken this number
        cell = _number(notebook, int(error.cell_index))
        return NotebookFailed(report, cell, error.ename, _first_lines(error.evalue))
    if isinstance(error, DeadKernelError):
        return NotebookFailed(report, None, "DeadKernelError", "the kernel died. " + last_words)
    if isinstance(error, CellTimeoutError):
        return NotebookFailed(report, None, "CellTimeoutError", "a cell took too long")
    said = _first_lines(str(error)) or last_words
    return NotebookFailed(report, None, type(error).__name__, said)


def _number(notebook: NotebookNode, index: int) -> int:
    """The number of a cell in the notebook as its author sees it, without those that were added."""
    added = (not {INJECTED, WATCHING}.isdisjoint(tags(cell)) for cell in notebook.cells[:index])
    return index + 1 - sum(added)


def _first_lines(text: str) -> str:
    lines = [line.strip() for line in plain(text).splitlines() if line.strip()]
    return " ".join(lines[:MESSAGE_LINES])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' warnings and log lines off the screen, unless the program logs them itself."""
    nowhere = logging.NullHandler()
    loggers = [logging.getLogger(name) for name in ("papermill", "traitlets", "nbclient", "asyncio")]
    for logger in loggers:
        logger.addHandler(nowhere)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger in loggers:
            logger.removeHandler(nowhere)
