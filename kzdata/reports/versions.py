"""The versions of what shapes a report."""

from __future__ import annotations

import platform
from importlib.metadata import version

from kzdata.reading.fingerprints import installed

LIBRARIES = ("ipykernel", "matplotlib", "mistune", "nbconvert", "pandas", "papermill", "typst")


def own_version() -> str:
    """The version of kzdata."""
    return version("kzdata")


def versions() -> dict[str, str]:
    """The versions of kzdata, Python and the libraries that shape a report, by name."""
    return {**installed(("kzdata", *LIBRARIES)), "python": platform.python_version()}
