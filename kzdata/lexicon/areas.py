"""Countries, regions and blocs: their codes, who belongs to them and when, and their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from kzdata.errors import UnknownName
from kzdata.lexicon.geography import (
    Area,
    AreaKind,
    Membership,
    PlaceForm,
    PlaceName,
    plain,
    read_areas,
    read_memberships,
    read_place_names,
)

__all__ = [
    "Area",
    "AreaKind",
    "Membership",
    "PlaceForm",
    "PlaceName",
    "area",
    "areas",
    "find_area",
    "members",
    "memberships",
    "other_names",
    "place_names",
    "regions_of",
]


@cache
def areas() -> Mapping[str, Area]:
    """All areas by code: countries first, then regions, then blocs.

    Examples
    --------
    >>> areas()["KOR"].name
    'South Korea'
    """
    return MappingProxyType(read_areas(_folder() / "areas.csv"))


def area(code: str) -> Area:
    """The area with this very code.

    Raises
    ------
    UnknownName
        If there is none; `known` holds the nearest codes.

    Examples
    --------
    >>> area("CENTRAL_ASIA")
    Area(code='CENTRAL_ASIA', kind=<AreaKind.REGION: 'region'>, m49='143', name='Central Asia')
    """
    try:
        return areas()[code]
    except KeyError:
        raise UnknownName("area", code, _nearest(code, "en")) from None


@cache
def memberships() -> tuple[Membership, ...]:
    """Who belongs to which region or bloc, and when, as ``memberships.csv`` lists it.

    Examples
    --------
    >>> [str(m.start) for m in memberships() if (m.area, m.member) == ("EAEU", "ARM")]
    ['2015-01-02']
    """
    return read_memberships(_folder() / "memberships.csv")


@cache
def members(code: str, on: date | None = None) -> tuple[str, ...]:
    """The countries of an area, sorted by code.

    Parameters
    ----------
    code : str
        A country (which gives itself), region (regions in it give their countries) or bloc.
    on : date, optional
        The day to count on. Left out, the composition that has no end in the table: the present one.

    Returns
    -------
    tuple of str
        Country codes; empty for a bloc that did not exist on that day.

    Raises
    ------
    UnknownName
        If there is no such area.

    Examples
    --------
    >>> members("EAEU")
    ('ARM', 'BLR', 'KAZ', 'KGZ', 'RUS')
    >>> members("EAEU", date(2012, 2, 9))
    ('BLR', 'KAZ', 'RUS')
    """
    if area(code).kind is AreaKind.COUNTRY:
        return (code,)
    parts = {m.member for m in memberships() if m.area == code and m.holds(on)}
    return tuple(sorted({country for part in parts for country in members(part, on)}))


@cache
def regions_of(code: str, on: date | None = None) -> tuple[str, ...]:
    """The regions and blocs that an area belongs to, sorted by code, those that hold its region included.

    Parameters
    ----------
    code : str
        A country, or a region inside others.
    on : date, optional
        The day to count on. Left out, the composition that has no end in the table: the present one.

    Raises
    ------
    UnknownName
        If there is no such area.

    Examples
    --------
    >>> regions_of("KGZ", date(2014, 12, 31))
    ('ASIA', 'CENTRAL_ASIA', 'CICA', 'CIS', 'OTS', 'SCO', 'WORLD')
    """
    area(code)
    direct = {m.area for m in memberships() if m.member == code and m.holds(on)}
    return tuple(sorted(direct.union(*(regions_of(region, on) for region in direct))))


def place_names(language: str) -> tuple[PlaceName, ...]:
    """What a language calls the areas, as its ``places.csv`` lists it.

    Raises
    ------
    UnknownName
        If the lexicon does not have the language.

    Examples
    --------
    >>> [place.alias for place in place_names("en") if place.code == "POL"][:4]
    ['Poland', 'Polish', 'Poles', 'Warsaw']
    """
    return tuple(name for name in _places(language) if name.form is not PlaceForm.OTHER)


def other_names(language: str) -> tuple[str, ...]:
    """Names that mean no area although an area's name is in them: seas, banks, newspapers, money.

    Raises
    ------
    UnknownName
        If the lexicon does not have the language.

    Examples
    --------
    >>> "Indian Ocean" in other_names("en")
    True
    """
    return tuple(name.alias for name in _places(language) if name.form is PlaceForm.OTHER)


def find_area(text: str, language: str = "en") -> str:
    """The code of the area that a person means, who types a code or a name in any case.

    Raises
    ------
    UnknownName
        If nothing is called that; `known` holds up to three names that come near.

    Examples
    --------
    >>> find_area("china"), find_area("Kyrgyz Republic"), find_area("central_asia")
    ('CHN', 'KGZ', 'CENTRAL_ASIA')
    """
    code = _spellings(language).get(plain(text))
    if code is None:
        near = dict.fromkeys(areas()[found].name for found in _nearest(text, language))
        hint = "Use an ISO code such as CHN, a name, or a region such as CENTRAL_ASIA."
        raise UnknownName("partner", text, tuple(near), hint=hint)
    return code


@cache
def _spellings(language: str) -> Mapping[str, str]:
    """Everything that `find_area` understands, made plain, with its code."""
    found = {plain(name.alias): name.code for name in place_names(language)}
    found |= {plain(known.name): known.code for known in areas().values()}
    return found | {plain(code): code for code in areas()}


def _nearest(text: str, language: str) -> tuple[str, ...]:
    """Codes of up to three areas with a code or name like `text`, best first."""
    spellings, wanted = _spellings(language), plain(text)
    # One slip spoils a third of a code but little of a name; letters swapped are the likeliest slip.
    near = get_close_matches(wanted, spellings, n=20, cutoff=0.6 if len(wanted) < 5 else 0.72)
    near.sort(
        key=lambda it: (
            -SequenceMatcher(None, it, wanted).ratio(),
            sorted(it) != sorted(wanted),
            not it.startswith(wanted[:2]),
        )
    )
    return tuple(dict.fromkeys(spellings[spelling] for spelling in near))[:3]


@cache
def _places(language: str) -> tuple[PlaceName, ...]:
    languages = tuple(sorted(path.parent.name for path in _folder().glob("*/places.csv")))
    if language not in languages:
        raise UnknownName("language", language, languages)
    return read_place_names(_folder() / language / "places.csv")


def _folder() -> Path:
    return Path(str(files("kzdata.lexicon")))
