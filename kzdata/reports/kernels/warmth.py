"""What a fork server does once so that its kernels need not: imports, a figure, a report's calls."""

from __future__ import annotations

import ast
import importlib
import io
import os
import random
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

BACKEND = "module://matplotlib_inline.backend_inline"
"""What a kernel sets as matplotlib's backend if nobody else has."""

REHEARSED = "partner.ipynb"
"""The report whose calls are gone through for reports of kzdata."""

MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.datapub",
    "IPython.core.completerlib",
    "pandas",
    "pandas.io.formats.style",
    "pyarrow.parquet",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "kzdata",
)


def warm() -> None:
    """Import what notebooks of figures and tables import, and draw once.

    Nothing is left that a notebook could see but modules: figures are closed, warnings can be given again,
    and matplotlib's inline backend, which looks for its shell when it is imported, is left to the kernel.
    """
    os.environ.setdefault("MPLBACKEND", BACKEND)
    state = random.getstate()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        steps: list[Callable[[], object]] = [partial(importlib.import_module, name) for name in MODULES]
        for step in (*steps, _draw):
            # what cannot be had here will be missed, and said, where it is needed
            with suppress(Exception):
                step()
    random.setstate(state)


def _draw() -> None:
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.add_subplot()
    axes.plot([1, 2, 4], label="$x^2$")
    axes.set_title("Warm")
    axes.legend()
    for kind in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=kind)


def rehearsal() -> Iterator[None]:
    """Go through the calls of a report of kzdata, a step each, for what its functions keep: words, fonts ...

    What is drawn is thrown away. A call that fails will fail, and be told, where it is needed.
    """
    import nbformat

    from kzdata.bundle import bundled

    notebook: NotebookNode = nbformat.read(bundled("notebooks") / REHEARSED, as_version=4)  # type: ignore[no-untyped-call]
    names: dict[str, object] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            with suppress(Exception), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _call(cell.source, names)
            yield


def _call(source: str, names: dict[str, object]) -> None:
    import matplotlib as mpl

    tree = ast.parse(source)
    shown = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with mpl.rc_context():
        # kzdata's own notebook, which comes with it as its functions do
        exec(compile(tree, REHEARSED, "exec"), names)  # noqa: S102
        if isinstance(shown, ast.Expr):
            value = eval(compile(ast.Expression(shown.value), REHEARSED, "eval"), names)  # noqa: S307
            getattr(value, "_repr_mimebundle_", dict)()
