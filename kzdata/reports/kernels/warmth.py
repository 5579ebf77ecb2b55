"""What a fork server does once so that its kernels need not: imports, and a figure for the caches."""

from __future__ import annotations

import importlib
import io
import os
import random
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import partial

BACKEND = "module://matplotlib_inline.backend_inline"
"""What a kernel sets as matplotlib's backend if nobody else has."""

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
        for step in (*steps, _draw, _read_figures):
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


def _read_figures() -> None:
    import kzdata

    for name in kzdata.__all__:
        getattr(kzdata, name)
    kzdata.figures()
