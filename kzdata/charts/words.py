"""The words of charts, tables and prose in one language, from that language's file in ``words/``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from babel import Locale

from kzdata.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words and its locale.

    Attributes
    ----------
    locale : babel.Locale
        How the language writes numbers and dates.
    entries : mapping
        The language's file.
    """

    locale: Locale
    entries: Mapping[str, Any]

    def say(self, key: str, /, **values: object) -> str:
        """The entry `key` ("section.name") with `values` filled in.

        A table of plural forms is chosen from by ``count``.

        Examples
        --------
        >>> words("en").say("qualifier.over", value="$14bn")
        'more than $14bn'
        """
        entry: Any = self.entries
        for part in key.split("."):
            entry = entry[part]
        if isinstance(entry, Mapping):
            entry = entry.get(self.locale.plural_form(int(str(values["count"]))), entry["other"])
        return str(entry).format_map(values)

    def has(self, section: str, name: str) -> bool:
        """Whether the section holds an entry of that name."""
        return name in self.entries[section]

    def listed(self, items: Sequence[str], *, most: int | None = None) -> str:
        """The items as a list in a sentence; after the first `most`, how many more there are.

        Examples
        --------
        >>> words("en").listed(["China", "Italy", "Türkiye"]), words("en").listed(list("abcde"), most=2)
        ('China, Italy and Türkiye', 'a, b and 3 more')
        """
        if most is not None and len(items) > most + 1:
            return self.say("list.more", all=", ".join(items[:most]), count=len(items) - most)
        if len(items) < 2:
            return "".join(items)
        return self.say("list.and", all=", ".join(items[:-1]), last=items[-1])


@cache
def words(language: str = "en") -> Words:
    """The words of `language` (ISO 639-1).

    Raises
    ------
    UnknownName
        If kzdata has no words in that language.
    """
    known = languages()
    if language not in known:
        raise UnknownName("language of charts", language, tuple(known))
    text = (files("kzdata.charts") / "words" / f"{language}.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)
    return Words(Locale.parse(entries["locale"]), MappingProxyType(entries))


def languages() -> Iterable[str]:
    """The languages that charts can be written in.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    folder = files("kzdata.charts") / "words"
    return sorted(
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
