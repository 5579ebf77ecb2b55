"""A language pack: everything that the reader knows of one language, as it stands in the lexicon's files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kzdata.errors import LexiconError, NoPack
from kzdata.lexicon.areas import PlaceName, other_names, place_names
from kzdata.lexicon.cues import check_cues

Table = Mapping[str, Any]


class Tables(dict[str, Any]):
    """The tables of one file of the lexicon; one that is missing is told with the file's name.

    Examples
    --------
    >>> Tables("en/numbers.toml", {})["scales"]
    Traceback (most recent call last):
    kzdata.errors.LexiconError: en/numbers.toml: [scales]: it is missing
    """

    def __init__(self, file: str, tables: Table) -> None:
        super().__init__(tables)
        self.file = file

    def __missing__(self, name: str) -> Any:
        raise LexiconError(self.file, f"[{name}]", "it is missing")


class Words(dict[str, frozenset[str]]):
    """Lists of small words by name; a language that has no such words needs no such list.

    Several names, with blanks between, give the words of all these lists.

    Examples
    --------
    >>> words = Words({"and": frozenset({"and"}), "comma": frozenset({","})})
    >>> sorted(words["and comma"]), words["possessive"]
    ([',', 'and'], frozenset())
    """

    def __missing__(self, names: str) -> frozenset[str]:
        lists = (self.get(name, frozenset()) for name in names.split())
        self[names] = frozenset[str]().union(*lists)
        return self[names]


@dataclass(frozen=True, slots=True)
class CurrencyName:
    """One way to write a currency.

    Attributes
    ----------
    code : str
        ISO 4217 code.
    alias : str
        How it is written.
    form : str
        Words that say how it is read. `symbol` and `code`: before a number (a code behind it too), else a
        name behind it. `hundredth`: a hundredth of the currency. `large`: beside a number from 1000 on or one
        with a scale only, since it is another word too. `touching`: where it touches the number only. `firm`:
        whatever country the text names.
    area : str
        The country that must be named for a shared name, such as "pesos", to mean it; empty if any.
    """

    code: str
    alias: str
    form: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """What the reader knows of one language.

    Attributes
    ----------
    language : str
        ISO 639-1 code.
    numbers, units, periods, cues : mapping
        The language's TOML files, as read.
    currencies : tuple of CurrencyName
        Signs, codes and names of currencies.
    places : tuple of PlaceName
        Names of areas.
    not_places : tuple of str
        Names that hold the name of an area and mean none: "US dollars", "Indian Ocean".
    """

    language: str
    numbers: Tables
    units: Tables
    periods: Tables
    cues: Tables
    currencies: tuple[CurrencyName, ...]
    places: tuple[PlaceName, ...]
    not_places: tuple[str, ...]

    @property
    def words(self) -> Words:
        """The small words, by the name of their list."""
        return Words((name, frozenset(entry["list"])) for name, entry in self.cues["words"].items())


def languages() -> tuple[str, ...]:
    """The languages that there is a pack for."""
    return tuple(
        sorted(entry.name for entry in files(__package__).iterdir() if (entry / "cues.toml").is_file())
    )


_SHORT = 3
"""Letters of a name that may be another word: "won", "lek"."""


@cache
def load_pack(language: str) -> Pack:
    """Load the pack of `language`.

    Raises
    ------
    NoPack
        If there is none: an `UnknownName`.
    LexiconError
        If a file of it cannot be read.

    Examples
    --------
    >>> load_pack("en").numbers["scales"]["bln"]
    1000000000.0
    """
    if language not in languages():
        raise _no_pack(language)
    rows = (
        *read_rows("currencies.csv", ("code", "alias", "form")),
        *read_rows(f"{language}/currencies.csv", ("code", "alias")),
    )
    cues = _toml(f"{language}/cues.toml")
    check_cues(cues.file, cues)
    return Pack(
        language,
        numbers=_toml(f"{language}/numbers.toml"),
        units=_toml(f"{language}/units.toml"),
        periods=_toml(f"{language}/periods.toml"),
        cues=cues,
        currencies=tuple(
            CurrencyName(row["code"], row["alias"], row["form"] or "", row.get("area") or "") for row in rows
        ),
        places=place_names(language),
        not_places=other_names(language),
    )


@cache
def abbreviations() -> Mapping[str, str]:
    """The words of all languages, in small letters, after which a full stop ends no sentence.

    Each with what must follow for that: "code" is a word in capital letters, such as that of a currency;
    empty is any word.

    Examples
    --------
    >>> abbreviations()["nov"], abbreviations()["mln"]
    ('', 'code')
    """
    return {row["word"]: row["before"] or "" for row in read_rows("abbreviations.csv", ("language", "word"))}


@cache
def money_words() -> frozenset[str]:
    """The last words of the names of currencies in all languages, in small letters.

    Examples
    --------
    >>> "dollars" in money_words(), "imports" in money_words()
    (True, False)
    """
    names = (
        row["alias"].split()[-1].lower()
        for language in languages()
        for row in read_rows(f"{language}/currencies.csv", ("code", "alias"))
    )
    return frozenset(name for name in names if name.isalpha() and len(name) > _SHORT)


@cache
def endings() -> tuple[str, ...]:
    """The endings of all languages that are words of their own, such as that of the English genitive.

    Examples
    --------
    >>> endings()
    ("'s",)
    """
    return tuple(row["ending"] for row in read_rows("endings.csv", ("language", "ending")))


@cache
def other_dates() -> tuple[str, ...]:
    """What stands, in all languages and in small letters, before a date that is not that of publication.

    Examples
    --------
    >>> "as of" in other_dates()
    True
    """
    return tuple(row["before"] for row in read_rows("other_dates.csv", ("language", "before", "example")))


def read_rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of the lexicon's CSV file `name`, which must have `columns`; LexiconError otherwise."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows, 2):
        for column in columns:
            if not row.get(column):
                raise LexiconError(name, f"line {number}", f"{column} is missing")
    return rows


def _no_pack(language: str) -> NoPack:
    from babel import Locale

    names = Locale("en").languages
    hint = "If the text is in one that it reads, give that language."
    known = tuple(f"{names[code]} ({code})" for code in languages())
    if not language:
        return NoPack("", "", known, hint=hint)
    return NoPack(language, names.get(language, "this language"), known, hint=hint)


def _toml(name: str) -> Tables:
    try:
        return Tables(name, tomllib.loads((files(__package__) / name).read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(name, "the file", str(error)) from error
