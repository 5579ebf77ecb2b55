"""Groups of indicators: which figures share a colour."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kzdata.charts.palette import series
from kzdata.model import Indicator


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that are shown alike.

    Attributes
    ----------
    name : str
        Its name in ``groups.toml``.
    color : str
        Its colour on paper, of the charts' theme.
    terminal : str
        The name of its colour in a terminal.
    """

    name: str
    color: str
    terminal: str


@cache
def groups() -> Mapping[Indicator, Group]:
    """The group of each indicator.

    Examples
    --------
    >>> groups()[Indicator.EXPORTS].name
    'trade'
    """
    entries = tomllib.loads((files("kzdata.lab") / "groups.toml").read_text(encoding="utf-8"))
    return MappingProxyType({
        Indicator(indicator): Group(name, color, entry["terminal"])
        for (name, entry), color in zip(entries.items(), series(), strict=True)
        for indicator in entry["indicators"]
    })  # fmt: skip
