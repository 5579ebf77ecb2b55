"""How an error of kzdata's own looks in a notebook: what it says, and the line that it is about."""

from __future__ import annotations

import re
import sys
import textwrap
import traceback
from typing import Any

from kzdata.errors import KzdataError

WIDTH = 88
USUAL = "Context"
"""IPython's own choice of how much a traceback tells; whoever has chosen another wants the traceback."""

RED, BOLD, FAINT, PLAIN = "\x1b[31m", "\x1b[1m", "\x1b[2m", "\x1b[0m"


def complaint(error: KzdataError) -> list[str]:
    r"""The lines that a notebook shows in place of a traceback.

    Examples
    --------
    >>> print("\n".join(complaint(KzdataError("No such file."))).replace("\x1b", ""))
    [31m[1mkzdata cannot do this[0m
    No such file.
    [2mKzdataError; %xmode Verbose, then the cell again, shows where it was raised[0m
    """
    shell = _shell()
    if shell is not None and shell.InteractiveTB.mode != USUAL:
        found: list[str] = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
        return found
    said = [line for part in str(error).splitlines() for line in textwrap.wrap(part, WIDTH)]
    hint = f"{type(error).__name__}; %xmode Verbose, then the cell again, shows where it was raised"
    return [f"{RED}{BOLD}kzdata cannot do this{PLAIN}", *_line(error), *said, f"{FAINT}{hint}{PLAIN}"]


def _line(error: KzdataError) -> list[str]:
    """The line of a cell that the error came from."""
    for frame in traceback.extract_tb(error.__traceback__):
        # IPython gives each cell a file's name of its own
        if re.search(r"ipykernel_|<ipython-input", frame.filename) and frame.line:
            return [f"    {frame.line}"]
    return []


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
