"""The words of a report's frame in one language, from that language's file in ``words/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FALLBACK = "en"


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of `language`; English where there is no file for it.

    Examples
    --------
    >>> words("en")["contents"]
    'Contents'
    """
    folder = files("kzdata.reports") / "words"
    file = folder / f"{language}.toml"
    if not file.is_file():
        file = folder / f"{FALLBACK}.toml"
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))
