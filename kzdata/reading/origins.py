"""Where a field that a figure carries on was decided: by words of an earlier figure, or a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kzdata.model import HOME, Figure, Span

_CARRIED = ("indicator", "period", "compared", "partner", "reporter", "speaker")


def with_origins(figures: Sequence[Figure], places: Mapping[str, Span]) -> list[Figure]:
    """The figures, each with the earlier words that decided what its own sentence leaves open.

    `places` gives the first words that name each area.
    """
    seen: dict[tuple[str, object], Span] = {}
    found = []
    for figure in figures:
        evidence = dict(figure.evidence)
        for field in _CARRIED:
            value = getattr(figure, field)
            if not value or (field == "reporter" and value == HOME):
                continue
            origin = evidence.get(field) or seen.get((field, value)) or _named(field, value, places)
            if origin is not None:
                evidence[field] = seen[field, value] = origin
        found.append(replace(figure, evidence=MappingProxyType(evidence)))
    return found


def _named(field: str, value: object, places: Mapping[str, Span]) -> Span | None:
    """The first words that name a reporter or the first of the partners."""
    codes = value if isinstance(value, tuple) else (value,)
    return places.get(codes[0]) if field in {"partner", "reporter"} else None
