"""The structure message of figures, in SDMX-ML 3.0: what a data set's columns are and what codes mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree
from lxml.builder import ElementMaker

from kzdata.tables.sdmx_codes import AGENCY, VERSION, CodeList, Component, Role, components

DATED, UNDATED = "FIGURES", "FIGURES_WITHOUT_PERIOD"
"""The data flows: an observation of a structure with a time dimension must have a period."""

_PREPARED = "2026-11-21T00:00:00Z"
"""When this version of the structure was made, so that the same table always gives the same message."""

_CONCEPTS = "CS_FIGURES"
_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
_SPACES = {"mes": f"{_SCHEMAS}message", "str": f"{_SCHEMAS}structure", "com": f"{_SCHEMAS}common"}
_LANGUAGE = {"{http://www.w3.org/XML/1998/namespace}lang": "en"}

_message, _structure, _common = (
    ElementMaker(namespace=space, nsmap=_SPACES) for space in (_SPACES["mes"], _SPACES["str"], _SPACES["com"])
)


def structure_message() -> bytes:
    """The code lists, concepts, data structures and data flows of figures, as one message.

    Examples
    --------
    >>> b'id="CL_AREA"' in structure_message()
    True
    """
    message = _message.Structure(
        _message.Header(
            _message.ID(f"{AGENCY}_FIGURES"),
            _message.Test("false"),
            _message.Prepared(_PREPARED),
            _message.Sender(id=AGENCY),
        ),
        _message.Structures(
            _structure.Codelists(*map(_code_list, _code_lists())),
            _structure.ConceptSchemes(_concept_scheme()),
            _structure.Dataflows(*(_data_flow(flow) for flow in (DATED, UNDATED))),
            _structure.DataStructures(*(_data_structure(flow) for flow in (DATED, UNDATED))),
        ),
    )
    written: bytes = etree.tostring(message, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def parts(flow: str) -> tuple[Component, ...]:
    """The components of a data flow: all, or all that do without a period.

    Examples
    --------
    >>> {part.id for part in parts(DATED)} - {part.id for part in parts(UNDATED)} == {"FREQ", "TIME_PERIOD"}
    True
    """
    timed = {"FREQ", "TIME_PERIOD"}
    return tuple(part for part in components() if flow == DATED or part.id not in timed)


def _code_lists() -> Iterable[CodeList]:
    return {part.codes.id: part.codes for part in components() if part.codes}.values()


def _code_list(codes: CodeList) -> etree._Element:
    facts = {"isPartial": "true"} if codes.is_partial else {}
    return _structure.Codelist(
        _common.Name(codes.name, _LANGUAGE),
        *(
            _structure.Code(
                _common.Name(name, _LANGUAGE), id=code, urn=_urn("codelist.Code", codes.id, code, codes)
            )
            for code, name in codes.codes.items()
        ),
        id=codes.id,
        agencyID=codes.agency,
        version=codes.version,
        urn=_urn("codelist.Codelist", codes.id, of=codes),
        **facts,
    )


def _concept_scheme() -> etree._Element:
    return _maintained(
        _structure.ConceptScheme,
        "conceptscheme.ConceptScheme",
        _CONCEPTS,
        "Concepts of figures that statements state",
        *(
            _structure.Concept(
                _common.Name(part.name, _LANGUAGE),
                _common.Description(part.description, _LANGUAGE),
                id=part.id,
                urn=_urn("conceptscheme.Concept", _CONCEPTS, part.id),
            )
            for part in components()
        ),
    )


def _data_flow(flow: str) -> etree._Element:
    return _maintained(
        _structure.Dataflow,
        "datastructure.Dataflow",
        flow,
        _named(flow),
        _structure.Structure(_urn("datastructure.DataStructure", flow)),
    )


def _data_structure(flow: str) -> etree._Element:
    def listed(*roles: Role) -> list[etree._Element]:
        return [
            _component(part, flow, place) for place, part in enumerate(parts(flow), 1) if part.role in roles
        ]

    return _maintained(
        _structure.DataStructure,
        "datastructure.DataStructure",
        flow,
        _named(flow),
        _structure.DataStructureComponents(
            _structure.DimensionList(*listed(Role.DIMENSION, Role.TIME), id="DimensionDescriptor"),
            _structure.AttributeList(*listed(Role.ATTRIBUTE), id="AttributeDescriptor"),
            _structure.MeasureList(*listed(Role.MEASURE), id="MeasureDescriptor"),
        ),
    )


def _component(part: Component, flow: str, place: int) -> etree._Element:
    makes = {
        Role.DIMENSION: (_structure.Dimension, "Dimension"),
        Role.TIME: (_structure.TimeDimension, "TimeDimension"),
        Role.MEASURE: (_structure.Measure, "Measure"),
        Role.ATTRIBUTE: (_structure.Attribute, "DataAttribute"),
    }
    make, kind = makes[part.role]
    facts = {"id": part.id, "urn": _urn(f"datastructure.{kind}", flow, part.id)}
    if part.role is Role.DIMENSION:
        facts["position"] = str(place)
    if part.role in (Role.MEASURE, Role.ATTRIBUTE):
        facts["usage"] = "mandatory" if part.required else "optional"
    inner = [
        _structure.ConceptIdentity(_urn("conceptscheme.Concept", _CONCEPTS, part.id)),
        _representation(part),
    ]
    if part.role is Role.ATTRIBUTE:
        inner.append(_structure.AttributeRelationship(_structure.Observation()))
    return make(*inner, **facts)


def _representation(part: Component) -> etree._Element:
    times = {"minOccurs": "0", "maxOccurs": "unbounded"} if part.many else {}
    if part.codes:
        codes = _urn("codelist.Codelist", part.codes.id, of=part.codes)
        return _structure.LocalRepresentation(_structure.Enumeration(codes), **times)
    form = "ObservationalTimePeriod" if part.role is Role.TIME else part.form
    return _structure.LocalRepresentation(_structure.TextFormat(textType=form), **times)


def _maintained(
    make: Callable[..., etree._Element], kind: str, name: str, title: str, *inner: etree._Element
) -> etree._Element:
    facts = {"id": name, "agencyID": AGENCY, "version": VERSION, "urn": _urn(kind, name)}
    return make(_common.Name(title, _LANGUAGE), *inner, **facts)


def _named(flow: str) -> str:
    return "Figures that statements state" + ("" if flow == DATED else ", of no stated period")


def _urn(kind: str, name: str, item: str = "", of: CodeList | None = None) -> str:
    agency, version = (of.agency, of.version) if of else (AGENCY, VERSION)
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={agency}:{name}({version})" + (f".{item}" if item else "")
