"""The words of a language by which the audit tells what a sentence lists and whose account it goes by."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kzdata.errors import LexiconError
from kzdata.lexicon.pack import Words, read_rows


@dataclass(frozen=True, slots=True)
class AuditWords:
    """Small words of one language.

    Attributes
    ----------
    times_over : mapping of str to int
        How often an item of a list counts: "twice".
    words : Words
        Lists by name: ``times``, ``some``, ``statistics``, ``scopes``, ``no_scopes``, ``offices``
        and what leads to scopes or ends their search (``scope_...``). A language without a file has none.
    """

    times_over: Mapping[str, int]
    words: Words


@cache
def audit_words(language: str) -> AuditWords:
    """The audit's words in `language`.

    Raises
    ------
    LexiconError
        If the language's file cannot be read.

    Examples
    --------
    >>> audit_words("en").times_over["twice"]
    2
    """
    name = f"{language}/audit.toml"
    file = files(__package__) / name
    if not file.is_file():
        return AuditWords(MappingProxyType({}), Words())
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        words = Words((name, frozenset(entry["list"])) for name, entry in table["words"].items())
        return AuditWords(MappingProxyType(table["times_over"]), words)
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise LexiconError(name, "the file", str(error)) from error


@cache
def publisher_areas() -> Mapping[str, str]:
    """Publishers whose name does not tell their country, in small letters, with its code.

    Examples
    --------
    >>> publisher_areas()["xinhua"]
    'CHN'
    """
    rows = read_rows("publishers.csv", ("publisher", "area"))
    return MappingProxyType({row["publisher"].lower(): row["area"] for row in rows})
