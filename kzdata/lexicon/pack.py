"""A language pack: everything that the reader knows of one language, as it stands in the lexicon's files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kzdata.errors import LexiconError, UnknownName
from kzdata.lexicon.areas import PlaceName, other_names, place_names

Table = Mapping[str, Any]


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
    numbers: Table
    units: Table
    periods: Table
    cues: Table
    currencies: tuple[CurrencyName, ...]
    places: tuple[PlaceName, ...]
    not_places: tuple[str, ...]


def languages() -> tuple[str, ...]:
    """The languages that there is a pack for."""
    return tuple(
        sorted(entry.name for entry in files(__package__).iterdir() if (entry / "cues.toml").is_file())
    )


@cache
def load_pack(language: str) -> Pack:
    """Load the pack of `language`.

    Raises
    ------
    UnknownName
        If there is no such pack.
    LexiconError
        If a file of it cannot be read.

    Examples
    --------
    >>> load_pack("en").numbers["scales"]["bln"]
    1000000000.0
    """
    if language not in languages():
        raise UnknownName("language", language, hint=f"kzdata reads {', '.join(languages())}.")
    rows = (
        *read_rows("currencies.csv", ("code", "alias", "form")),
        *read_rows(f"{language}/currencies.csv", ("code", "alias")),
    )
    return Pack(
        language,
        numbers=_toml(f"{language}/numbers.toml"),
        units=_toml(f"{language}/units.toml"),
        periods=_toml(f"{language}/periods.toml"),
        cues=_toml(f"{language}/cues.toml"),
        currencies=tuple(
            CurrencyName(row["code"], row["alias"], row["form"] or "", row.get("area") or "") for row in rows
        ),
        places=place_names(language),
        not_places=other_names(language),
    )


@cache
def abbreviations() -> frozenset[str]:
    """The words of all languages, in small letters, after which a full stop ends no sentence.

    Examples
    --------
    >>> "nov" in abbreviations()
    True
    """
    return frozenset(row["word"] for row in read_rows("abbreviations.csv", ("language", "word")))


def read_rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of the lexicon's CSV file `name`, which must have `columns`; LexiconError otherwise."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows, 2):
        for column in columns:
            if not row.get(column):
                raise LexiconError(name, f"line {number}", f"{column} is missing")
    return rows


def _toml(name: str) -> Table:
    try:
        return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(name, "the file", str(error)) from error
