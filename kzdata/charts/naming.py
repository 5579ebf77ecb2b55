"""The names of what a figure is about: places, indicators, units. Knows no pandas."""

from __future__ import annotations

from typing import Protocol

from kzdata.charts.words import Words
from kzdata.lexicon.areas import area
from kzdata.model import Kind
from kzdata.tables.units import parts_of


class Named(Protocol):
    """A figure, or a row of a table of figures."""

    @property
    def indicator(self) -> str:
        """What it is about."""

    @property
    def direction(self) -> str | None:
        """Which way it goes, if any."""

    @property
    def kind(self) -> str:
        """Level, change or share."""


def place(code: str, says: Words, *, inside: bool = False) -> str:
    """The name of an area; `inside` a sentence with its article."""
    name = area(code).name
    if not inside:
        return name
    if code in says.entries["area"]["lower"]:
        name = name.lower()
    if code in says.entries["area"]["with_article"]:
        return says.say("area.article", name=name)
    return name


def indicator_name(row: Named, says: Words) -> str:
    """What a row is about: "Investment in Kazakhstan", "Exports, change"."""
    name = says.say(f"indicator.{with_direction(row, says, 'indicator')}")
    return name if row.kind == Kind.LEVEL else says.say(f"kind.{row.kind}", indicator=name)


def with_direction(row: Named, says: Words, section: str) -> str:
    """The entry of `section` for what a row is about, the one for its direction if there is one."""
    directed = f"{row.indicator}_{row.direction}"
    for name in (directed, str(row.indicator)):
        if says.has(section, name):
            return name
    return "other"


def unit_name(unit: str, says: Words) -> str:
    """A unit in words: "US dollars", "US dollars at 2015 prices"."""
    currency, year = parts_of(unit)
    if year:
        return says.say("unit.real", unit=unit_name(currency, says), year=year)
    if says.has("unit", unit):
        return says.say(f"unit.{unit}")
    return str(says.locale.currencies.get(unit, unit)) if currency else unit


def sentence(text: str) -> str:
    """The text with a capital letter.

    Examples
    --------
    >>> sentence("trade with the USA grew")
    'Trade with the USA grew'
    """
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """The text without its capital letter, unless that is an abbreviation's.

    Examples
    --------
    >>> inside("Investment in Kazakhstan"), inside("GDP")
    ('investment in Kazakhstan', 'GDP')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
