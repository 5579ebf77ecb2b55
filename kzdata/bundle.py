"""Where the corpus, the official series and the notebooks that come with kzdata lie.

Installed from a wheel they stand inside the package, under ``bundled/``; in a checkout beside it.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def bundled(name: str) -> Path:
    """The folder `name` ("data", "notebooks") that comes with kzdata.

    Examples
    --------
    >>> (bundled("data") / "statements").is_dir()
    True
    """
    package = Path(str(files("kzdata")))
    inside = package / "bundled" / name
    return inside if inside.is_dir() else package.parent / name
