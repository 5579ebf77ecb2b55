"""The colours of the charts' theme for what is not drawn; read without the library that draws."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def series() -> tuple[str, ...]:
    """Colours that can be told apart whatever the reader's colour vision, the accent first.

    Examples
    --------
    >>> series()[0]
    '#00688b'
    """
    style = (files("kzdata.charts") / "kzdata.mplstyle").read_text(encoding="utf-8")
    line = next(line for line in style.splitlines() if line.startswith("axes.prop_cycle:"))
    return tuple(f"#{color}" for color in re.findall(r'"([0-9a-f]{6})"', line))


@cache
def dark() -> Mapping[str, str]:
    """What each colour of the theme is on a dark page.

    Examples
    --------
    >>> dark()["#ffffff"]
    '#14191c'
    """
    text = (files("kzdata.charts") / "dark.toml").read_text(encoding="utf-8")
    return {f"#{light}": f"#{other}" for light, other in tomllib.loads(text).items()}
