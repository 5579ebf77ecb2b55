"""Where a field that a figure carries on was decided: by words of an earlier figure, or a name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kzdata.model import HOME, Span


class Origins:
    """What the figures of one text were decided by, in the order of the text.

    Parameters
    ----------
    places : mapping
        The first words that name each area.
    """

    def __init__(self, places: Mapping[str, Span]) -> None:
        self._places = places
        self._seen: dict[tuple[str, object], Span] = {}

    def completed(self, evidence: Mapping[str, Span], carried: Mapping[str, object]) -> Mapping[str, Span]:
        """The evidence for one more figure, with the earlier words for what its sentence leaves open.

        `carried` are the values of the fields that may be carried on.
        """
        found = dict(evidence)
        for field, value in carried.items():
            if not value or (field == "reporter" and value == HOME):
                continue
            origin = found.get(field) or self._seen.get((field, value)) or _named(field, value, self._places)
            if origin is not None:
                found[field] = self._seen[field, value] = origin
        return MappingProxyType(found)


def _named(field: str, value: object, places: Mapping[str, Span]) -> Span | None:
    """The first words that name a reporter or the first of the partners."""
    codes = value if isinstance(value, tuple) else (value,)
    return places.get(codes[0]) if field in {"partner", "reporter"} else None
