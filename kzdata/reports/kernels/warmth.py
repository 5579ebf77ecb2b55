"""What a fork server does once so that its kernels need not: imports, and a figure for the caches."""

from __future__ import annotations

import importlib
import io
import os
import random
import warnings

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
        for name in MODULES:
            _try_import(name)
        _draw()
        _read_figures()
    random.setstate(state)


def _try_import(name: str) -> None:
    try:
        importlib.import_module(name)
    except ImportError:
        # a kernel works without it, or will say itself what is missing
        return


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
