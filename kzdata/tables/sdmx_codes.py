"""What the columns of a table of figures are called in SDMX, and which codes their values have there.

Concepts have the ids of the standard's cross-domain concepts where there is one; every other column is an
attribute by its own name in capitals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

from kzdata.lexicon.areas import AreaKind, areas
from kzdata.tables.schema import COLUMNS, Column, Holds

AGENCY = "KZDATA"
VERSION = "1.0"
"""Of the structures. It has two parts, as the versions of the standard's lists that they refer to."""

UNSPECIFIED, NOT_APPLICABLE, OTHER = "_X", "_Z", "_O"
"""Codes that SDMX keeps in all code lists for what is unknown, out of place, or none of the others."""

SEVERAL = "_SEVERAL"
"""The partner of a figure with several partners, which `COUNTERPART_AREAS` lists."""

_KOSOVO = "XKX", "XK"
"""The one country in use without an entry in ISO 3166: CLDR has no alias for it."""


class Role(Enum):
    """What a component does in a data structure."""

    DIMENSION = "dimension"
    TIME = "time"
    MEASURE = "measure"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class CodeList:
    """Codes with their names.

    Attributes
    ----------
    id, agency, version : str
        By which it is referred to.
    name : str
        What it lists.
    codes : mapping of str to str
        Names by code.
    """

    id: str
    name: str
    codes: Mapping[str, str]
    agency: str = AGENCY
    version: str = VERSION

    @property
    def is_partial(self) -> bool:
        """Whether these are only some of the codes of a list that SDMX maintains."""
        return self.agency != AGENCY


@dataclass(frozen=True, slots=True)
class Component:
    """A column of an SDMX data set.

    Attributes
    ----------
    id, name, description : str
        Its concept.
    role : Role
        What it does.
    codes : CodeList or None
        The codes of its values, if they are coded.
    form : str
        The SDMX type of values that are not coded.
    required : bool
        Whether each observation has one.
    many : bool
        Whether an observation may have several.
    """

    id: str
    name: str
    description: str
    role: Role
    codes: CodeList | None = None
    form: str = "String"
    required: bool = True
    many: bool = False


@cache
def components() -> tuple[Component, ...]:
    """The columns of a data set of figures: dimensions, the measure, attributes.

    Examples
    --------
    >>> [each.id for each in components()][:4]
    ['FREQ', 'REF_AREA', 'COUNTERPART_AREA', 'INDICATOR']
    """
    return (*_dimensions(), *_values(), *_attributes())


def _dimensions() -> tuple[Component, ...]:
    def dimension(name: str, column: str, codes: CodeList | None, role: Role = Role.DIMENSION) -> Component:
        known = _column(column)
        return Component(name, known.title, known.description, role, codes)

    return (
        Component("FREQ", "Frequency", "How long the period is", Role.DIMENSION, frequencies()),
        dimension("REF_AREA", "reporter", area_list()),
        dimension("COUNTERPART_AREA", "partner", area_list()),
        dimension("INDICATOR", "indicator", term_list("indicator")),
        dimension("KIND", "kind", term_list("kind")),
        dimension("DIRECTION", "direction", term_list("direction")),
        dimension("MODALITY", "modality", term_list("modality")),
        dimension("UNIT_MEASURE", "unit", units()),
        dimension("FIGURE_ID", "figure_id", None),
        Component("TIME_PERIOD", "Time period", "The period that the figure is of", Role.TIME),
    )


def _values() -> tuple[Component, ...]:
    value, high = _column("value"), _column("value_high")
    attribute = Role.ATTRIBUTE
    return (
        Component("OBS_VALUE", value.title, value.description, Role.MEASURE, form="Double"),
        Component("UPPER_BOUND", high.title, high.description, attribute, form="Double", required=False),
        Component("UNIT_MULT", "Unit multiplier", "The power of ten of the unit", attribute, multipliers()),
        Component("OBS_STATUS", "Status", "Normal, or not come to pass yet", attribute, statuses()),
        Component(
            "QUALIFIER",
            _column("qualifier").title,
            _column("qualifier").description,
            attribute,
            term_list("qualifier"),
        ),
        Component(
            "COUNTERPART_AREAS",
            "Partners",
            "Of a figure with several partners: each of them",
            attribute,
            area_list(),
            required=False,
            many=True,
        ),
        Component(
            "BASE_PER", "Base period", "The period compared with", attribute, form=_PERIOD, required=False
        ),
    )


def _attributes() -> tuple[Component, ...]:
    """Every column that is no dimension, no value and has no concept above: by its own name."""
    return tuple(
        Component(
            attribute_id(column.name),
            column.title,
            column.description,
            Role.ATTRIBUTE,
            form=_FORMS.get(column.holds, "String"),
            required=column.required,
        )
        for column in COLUMNS
        if column.name not in PLACED
    )


PLACED = frozenset(
    {
        *("figure_id", "value", "value_high", "unit", "qualifier", "kind", "indicator", "reporter"),
        *("partner", "direction", "modality"),
        *("period_start", "period_end", "compared_start", "compared_end"),
    }
)
"""Columns that stand under a concept of SDMX, or with others in one."""

_PERIOD = "ObservationalTimePeriod"
_FORMS = {Holds.INTEGER: "Integer", Holds.DATE: "GregorianDay"}


def attribute_id(column: str) -> str:
    """The attribute that holds a column which is not in `PLACED`.

    Examples
    --------
    >>> attribute_id("source"), attribute_id("quote")
    ('DATA_SOURCE', 'QUOTE')
    """
    return "DATA_SOURCE" if column == "source" else column.upper()


def _column(name: str) -> Column:
    return next(column for column in COLUMNS if column.name == name)


@cache
def area_codes() -> Mapping[str, str]:
    """The code of each area: ISO 3166-1 alpha-2, the UN's M49 number of a region, or kzdata's own.

    Examples
    --------
    >>> [area_codes()[code] for code in ("KAZ", "CENTRAL_ASIA", "EAEU")]
    ['KZ', '143', 'EAEU']
    """
    aliases = dict([_KOSOVO])
    aliases |= {code: names[0] for code, names in get_global("territory_aliases").items() if names}
    return MappingProxyType(
        {
            code: aliases[code] if area.kind is AreaKind.COUNTRY else (area.m49 or code)
            for code, area in areas().items()
        }
    )


@cache
def area_list() -> CodeList:
    """Countries, regions and blocs."""
    named = {area_codes()[code]: area.name for code, area in areas().items()}
    reserved = {UNSPECIFIED: "Not specified", SEVERAL: "Several areas together; see COUNTERPART_AREAS"}
    return CodeList(
        "CL_AREA", "Countries (ISO 3166-1 alpha-2), regions (M49) and blocs", {**named, **reserved}
    )


@cache
def term_list(column: str) -> CodeList:
    """The vocabulary of a column, in capitals; with `NOT_APPLICABLE` where a figure may have none."""
    known = _column(column)
    named = {term.upper(): term.replace("_", " ").capitalize() for term in known.terms}
    if not known.required:
        named[NOT_APPLICABLE] = "Not applicable"
    return CodeList(f"CL_{column.upper()}", known.description, named)


UNITS = MappingProxyType(
    {
        "percent": "PT",
        "pp": "PP",
        "ratio": "RATIO",
        "count": "NUMBER",
        "persons": "PERSONS",
        "tonnes": "TONNES",
        "teu": "TEU",
    }
)
"""Codes of the units that are not money, which keeps its ISO 4217 code."""


@cache
def units() -> CodeList:
    """Currencies and the other units."""
    named = {
        "PT": "Percent",
        "PP": "Percentage points",
        "RATIO": "Ratio",
        "NUMBER": "Number",
        "PERSONS": "Persons",
        "TONNES": "Tonnes",
        "TEU": "Twenty-foot equivalent units",
    }
    return CodeList(
        "CL_UNIT_MEASURE", "Currencies (ISO 4217) and other units", {**Locale("en").currencies, **named}
    )


@cache
def frequencies() -> CodeList:
    """How long a period is, by the standard's list."""
    named = {"A": "Annual", "S": "Half-yearly, semester", "Q": "Quarterly", "M": "Monthly", "D": "Daily"}
    return CodeList("CL_FREQ", "Frequency", {**named, OTHER: "Other"}, "SDMX", "2.1")


@cache
def statuses() -> CodeList:
    """Whether a value is a fact, by the standard's list."""
    return CodeList(
        "CL_OBS_STATUS", "Observation status", {"A": "Normal value", "F": "Forecast value"}, "SDMX", "2.2"
    )


@cache
def multipliers() -> CodeList:
    """Powers of ten, by the standard's list: values are in whole units."""
    return CodeList("CL_UNIT_MULT", "Unit multiplier", {"0": "Units"}, "SDMX", "1.1")
