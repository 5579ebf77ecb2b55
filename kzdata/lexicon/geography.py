"""The tables of countries, regions and blocs: their values, their readers, and what must hold in them.

They are ``areas.csv``, ``memberships.csv`` (its notes define each region and explain each date) and, for each
language, ``<language>/places.csv``. The first two hold facts and no choice of words; a place's names belong
to a language.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from kzdata.errors import LexiconError

E = TypeVar("E", bound=StrEnum)


class AreaKind(StrEnum):
    """What an area is."""

    COUNTRY = "country"
    REGION = "region"
    BLOC = "bloc"


class PlaceForm(StrEnum):
    """How an alias names its area."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    CITY = "city"
    SIDE = "side"
    """The first half of a compound of two sides, as in "Sino-Kazakh"."""
    OTHER = "other"
    """No area at all, though an area's name is in it, as in "Indian Ocean"."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country, region or bloc.

    Attributes
    ----------
    code : str
        ISO 3166-1 alpha-3 of a country (XKX for Kosovo), else the code of a region or bloc.
    kind : AreaKind
        Country, region or bloc.
    m49 : str
        UN M49 code, three digits, for a country the same as ISO 3166-1's number; empty where there is none.
    name : str
        Short English name, as printed.
    """

    code: str
    kind: AreaKind
    m49: str
    name: str


@dataclass(frozen=True, slots=True)
class Membership:
    """That `member` belongs to `area` from `start` to `end`, both days included; None is open."""

    area: str
    member: str
    start: date | None
    end: date | None
    note: str = ""

    def holds(self, on: date | None) -> bool:
        """Whether it holds on a day; on None, whether it has no end."""
        if on is None:
            return self.end is None
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A word or words, written exactly so, that stand for an area; `code` is empty for `PlaceForm.OTHER`."""

    alias: str
    code: str
    form: PlaceForm


# --- reading the tables --------------------------------------------------------------------------------


def read_areas(path: Path) -> dict[str, Area]:
    """Areas from a table with the columns code, kind, m49, name; LexiconError where it is broken."""
    found: dict[str, Area] = {}
    for entry, row in _rows(path, ("code", "kind", "m49", "name")):
        one = Area(row["code"], _choice(AreaKind, row["kind"], path, entry), row["m49"], row["name"])
        if not re.fullmatch("[A-Z]{3}" if one.kind is AreaKind.COUNTRY else "[A-Z]+(_[A-Z]+)*", one.code):
            raise LexiconError(_label(path), entry, f"{one.code!r} is not written as a {one.kind}'s code is")
        if not re.fullmatch("([0-9]{3})?", one.m49) or not one.name:
            raise LexiconError(
                _label(path), entry, "it needs a name, and an M49 code of three digits or none"
            )
        if one.code in found or (one.m49 and one.m49 in (other.m49 for other in found.values())):
            raise LexiconError(_label(path), entry, "an earlier row has the same code")
        found[one.code] = one
    return found


def read_memberships(path: Path) -> tuple[Membership, ...]:
    """Memberships from a table with the columns area, member, start, end, note."""
    return tuple(
        Membership(
            row["area"],
            row["member"],
            _day(row["start"], path, entry),
            _day(row["end"], path, entry),
            row["note"],
        )
        for entry, row in _rows(path, ("area", "member", "start", "end", "note"))
    )


def read_place_names(path: Path) -> tuple[PlaceName, ...]:
    """Names from a table with the columns code, alias, form; LexiconError where it is broken."""
    return tuple(
        PlaceName(row["alias"], row["code"], _choice(PlaceForm, row["form"], path, entry))
        for entry, row in _rows(path, ("code", "alias", "form"))
    )


def plain(text: str) -> str:
    """`text` as one compares what people type: no case, plain signs, single spaces, no article."""
    words = text.casefold().replace("’", "'").replace("_", " ").replace("-", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _label(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table, each with what to call it in an error."""
    try:
        reader = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    except UnicodeDecodeError as error:
        raise LexiconError(_label(path), f"byte {error.start}", "the file is not UTF-8") from None
    if tuple(next(reader, ())) != columns:
        raise LexiconError(_label(path), "line 1", f"the columns must be {', '.join(columns)}")
    for cells in reader:
        entry = f"line {reader.line_num} ({','.join(cells)})"
        if len(cells) != len(columns):
            raise LexiconError(_label(path), entry, f"it has {len(cells)} cells instead of {len(columns)}")
        if any(cell != cell.strip() for cell in cells):
            raise LexiconError(_label(path), entry, "a cell begins or ends with a space")
        yield entry, dict(zip(columns, cells, strict=True))


def _choice(kind: type[E], text: str, path: Path, entry: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise LexiconError(_label(path), entry, f"{text!r} is none of {', '.join(kind)}") from None


def _day(text: str, path: Path, entry: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise LexiconError(_label(path), entry, f"{text!r} is not a day such as 2020-01-31") from None


# --- checking the tables -------------------------------------------------------------------------------


def check_geography(
    known: Mapping[str, Area], belongs: tuple[Membership, ...], names: tuple[PlaceName, ...]
) -> tuple[LexiconError, ...]:
    """What the three tables say that cannot be so; empty if all is well.

    Examples
    --------
    >>> from kzdata.lexicon.areas import areas, memberships, place_names
    >>> check_geography(areas(), memberships(), place_names("en"))
    ()

    A bloc that a country joins twice at a time:

    >>> twice = Membership("CIS", "KAZ", date(1991, 12, 21), None)
    >>> [fault.reason for fault in check_geography(areas(), (twice, twice), ())]
    ['it overlaps with an earlier row']
    """
    return (*_membership_faults(known, belongs), *_name_faults(known, names))


def _membership_faults(known: Mapping[str, Area], belongs: tuple[Membership, ...]) -> Iterator[LexiconError]:
    earlier: dict[tuple[str, str], list[Membership]] = {}
    inside: dict[str, set[str]] = {}
    for one in belongs:
        entry = f"{one.area},{one.member}"
        unknown = [code for code in (one.area, one.member) if code not in known]
        if unknown:
            yield LexiconError("memberships.csv", entry, f"no area has the code {' or '.join(unknown)}")
            continue
        holder, held = known[one.area].kind, known[one.member].kind
        if holder is AreaKind.COUNTRY:
            yield LexiconError("memberships.csv", entry, "a country has no members")
        elif held is not AreaKind.COUNTRY and (holder, held) != (AreaKind.REGION, AreaKind.REGION):
            yield LexiconError("memberships.csv", entry, f"a {holder} cannot have a {held} as a member")
        if one.start and one.end and one.end < one.start:
            yield LexiconError("memberships.csv", entry, f"it ends on {one.end}, before it begins")
        if any(_overlap(one, other) for other in earlier.setdefault((one.area, one.member), [])):
            yield LexiconError("memberships.csv", entry, "it overlaps with an earlier row")
        earlier[one.area, one.member].append(one)
        inside.setdefault(one.area, set()).add(one.member)
    for code in inside:
        if code in _all_inside(code, inside):
            yield LexiconError("memberships.csv", code, "it is inside itself")


def _overlap(one: Membership, other: Membership) -> bool:
    first = max(one.start or date.min, other.start or date.min)
    last = min(one.end or date.max, other.end or date.max)
    return first <= last


def _all_inside(code: str, inside: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [code]
    while waiting:
        fresh = inside.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def _name_faults(known: Mapping[str, Area], names: tuple[PlaceName, ...]) -> Iterator[LexiconError]:
    written: set[str] = set()
    meant = {plain(code): code for code in known}
    for name in names:
        if (name.form is PlaceForm.OTHER) != (name.code == ""):
            yield LexiconError("places.csv", name.alias, "the form other, and only that, goes without a code")
        elif name.code and name.code not in known:
            yield LexiconError("places.csv", name.alias, f"no area has the code {name.code}")
        if not name.alias:
            yield LexiconError("places.csv", name.code, "the alias is empty")
        if name.alias in written:
            yield LexiconError("places.csv", name.alias, "the alias stands there twice")
        written.add(name.alias)
        owner = meant.setdefault(plain(name.alias), name.code)
        if owner != name.code:
            yield LexiconError(
                "places.csv", name.alias, f"it means both {owner or 'no area'} and {name.code}"
            )
