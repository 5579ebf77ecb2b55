"""Tables of figures as SDMX-CSV 2.0, and back.

One row is one figure: an observation whose key ends with the figure's id, since two statements may state the
same figure, and each statement is a source of its own. Which columns there are, and which codes, is said by
`kzdata.tables.sdmx_codes`; a message with all of that lies beside the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TextIO, TypeVar

import pandas as pd

from kzdata.model import Modality, Period
from kzdata.tables.cells import SEPARATOR, quoted
from kzdata.tables.errors import TableError
from kzdata.tables.given import holding
from kzdata.tables.schema import COLUMNS
from kzdata.tables.sdmx_codes import (
    AGENCY,
    NOT_APPLICABLE,
    PLACED,
    SEVERAL,
    UNITS,
    UNSPECIFIED,
    VERSION,
    Component,
    area_codes,
    attribute_id,
    components,
)
from kzdata.tables.sdmx_periods import frequency, parse_time_period, time_period
from kzdata.tables.sdmx_structure import DATED, UNDATED, structure_message
from kzdata.tables.suffixes import check_suffix

_STRUCTURE = f"STRUCTURE[{SEPARATOR}]"
_TERMS = {"INDICATOR": "indicator", "KIND": "kind", "MODALITY": "modality", "QUALIFIER": "qualifier"}
_SPANS = {"TIME_PERIOD": "period", "BASE_PER": "compared"}

_Read = TypeVar("_Read")


def to_sdmx(table: pd.DataFrame, target: str | Path | TextIO) -> None:
    """Write a table of figures as SDMX-CSV 2.0, with the message that describes it beside the file.

    For ``figures.csv`` that is ``figures.structure.xml``, in SDMX-ML 3.0: the code lists, concepts, data
    structures and data flows. `read_figures` reads the data back, equal to what was written. What is what:

    - A figure is an observation of the data flow ``FIGURES``. The standard wants a period for it, so a figure
      without one belongs to ``FIGURES_WITHOUT_PERIOD``, whose structure has no time dimension; both are in
      one file, as SDMX-CSV 2.0 has it.
    - The last dimension before the period is ``FIGURE_ID``: statements that state the same figure stay apart.
    - ``TIME_PERIOD`` is 2017, 2017-S1, 2017-Q1, 2017-01, 2017-12-25 or, for any other period, its first day
      and length: 2017-01-01/P9M. ``FREQ`` is ``_O`` for these last.
    - ``COUNTERPART_AREA`` is ``_X`` where the statement names no partner and ``_SEVERAL`` where it names
      several together, whom ``COUNTERPART_AREAS[]`` lists. Such a figure is not split, since it is not known
      which part is whose.
    - ``OBS_STATUS`` is A for what came to pass, and F for targets, forecasts and potentials, which the
      dimension ``MODALITY`` tells apart. "More than", "almost" and so on stand in ``QUALIFIER``; the high end
      of a range is ``UPPER_BOUND``.

    Columns that no table of figures has are left out. Texts stand as they are: for a spreadsheet, use
    `to_csv`, which guards what could be taken for a formula.

    Parameters
    ----------
    table : DataFrame
        A table of figures.
    target : path or text stream
        Where to write. A stream gets the data alone.

    Raises
    ------
    TableError
        If a column is missing, a code is not known, two rows have the same key, or figures are implied:
        the data flows are of figures that statements state.

    Examples
    --------
    >>> import sys
    >>> from kzdata.model import PartialDate, Statement
    >>> from kzdata.tables.corpus import figures
    >>> said = Statement("s1", "Exports to China came to $5.5bn in 2016.", published=PartialDate(2017))
    >>> to_sdmx(figures([said]), sys.stdout)  # doctest: +ELLIPSIS
    STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,...
    dataflow,KZDATA:FIGURES(1.0),I,A,KZ,CN,EXPORTS,LEVEL,_Z,ACTUAL,USD,s1:25-31,2016,5500000000,,0,A,EXACT,...
    """
    check_suffix(target, ".csv")
    lines = [",".join(map(quoted, cells)) + "\n" for cells in _rows(table)]
    if not isinstance(target, str | Path):
        target.writelines(lines)
        return
    path = Path(target)
    # no byte order mark: programs look for the word STRUCTURE at the very beginning
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(lines)
    path.with_suffix(".structure.xml").write_bytes(structure_message())


def is_sdmx(header: Sequence[str]) -> bool:
    """Whether a CSV file with this header is SDMX-CSV 2.0.

    Examples
    --------
    >>> is_sdmx(["STRUCTURE[;]", "STRUCTURE_ID", "ACTION"]), is_sdmx(["figure_id", "statement_id"])
    (True, False)
    """
    return len(header) > 1 and header[0].startswith("STRUCTURE") and header[1] == "STRUCTURE_ID"


def from_sdmx(columns: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[Any]]:
    """The columns of a table of figures, as `read_figures` takes them, from those of a file of `to_sdmx`.

    Raises
    ------
    TableError
        If a column is missing or holds what `to_sdmx` does not write.
    """
    missing = [_heading(part) for part in components() if _heading(part) not in columns]
    if missing:
        raise TableError(f"column {', '.join(missing)} is missing.", hint="Write it by to_sdmx.")
    found: dict[str, Sequence[Any]] = {
        column.name: columns[attribute_id(column.name)] for column in COLUMNS if column.name not in PLACED
    }
    found |= {"figure_id": columns["FIGURE_ID"]}
    found |= {"value": columns["OBS_VALUE"], "value_high": columns["UPPER_BOUND"]}
    found |= {name: _read(columns, part, str.lower) for part, name in _TERMS.items()}
    found["direction"] = ["" if code == NOT_APPLICABLE else code.lower() for code in columns["DIRECTION"]]
    units = {code: unit for unit, code in UNITS.items()}
    found["unit"] = [units.get(code, code) for code in columns["UNIT_MEASURE"]]
    found["reporter"] = _read(columns, "REF_AREA", _area)
    one = _read(columns, "COUNTERPART_AREA", _partner)
    several = _read(columns, "COUNTERPART_AREAS[]", _partners)
    found["partner"] = [first or more for first, more in zip(one, several, strict=True)]
    for part, name in _SPANS.items():
        periods = _read(columns, part, lambda text: parse_time_period(text) if text else None)
        found[f"{name}_start"] = [period and period.start for period in periods]
        found[f"{name}_end"] = [period and period.end for period in periods]
    return found


def _rows(table: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    missing = any(column.name not in table for column in COLUMNS)
    if "implied" in table and (missing or table["implied"].any()):
        hint = 'Write them by to_csv, or leave them out: table[~table["implied"]].'
        raise TableError("implied figures are not for SDMX-CSV: no statement states them.", hint=hint)
    holding(table, (column.name for column in COLUMNS))
    yield (_STRUCTURE, "STRUCTURE_ID", "ACTION", *(_heading(part) for part in components()))
    seen: set[tuple[str, str]] = set()
    lists = [table[column.name].astype("object").tolist() for column in COLUMNS]
    names = [column.name for column in COLUMNS]
    for cells in zip(*lists, strict=True):
        parts = _observation(dict(zip(names, cells, strict=True)))
        key = parts["FIGURE_ID"], parts["COUNTERPART_AREA"]
        if key in seen:
            hint = "In SDMX each figure stands once: drop_duplicates() on figure_id."
            raise TableError(f"figure {key[0]} stands there twice.", hint=hint)
        seen.add(key)
        flow = DATED if parts["TIME_PERIOD"] else UNDATED
        yield ("dataflow", f"{AGENCY}:{flow}({VERSION})", "I", *(parts[part.id] for part in components()))


def _observation(row: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a figure, by their component."""
    period, base = _span(row, "period"), _span(row, "compared")
    given = row["partner"]  # a text where partners stand in rows of their own
    partners = [given] if isinstance(given, str) else given if isinstance(given, tuple | list) else ()
    placed = {
        "FREQ": frequency(period) if period else "",
        "TIME_PERIOD": time_period(period) if period else "",
        "BASE_PER": time_period(base) if base else "",
        "REF_AREA": _code(row["reporter"]),
        "COUNTERPART_AREA": _partner_code(partners),
        "COUNTERPART_AREAS": SEPARATOR.join(map(_code, partners)) if len(partners) > 1 else "",
        "DIRECTION": _text(row["direction"]).upper() or NOT_APPLICABLE,
        "UNIT_MEASURE": UNITS.get(row["unit"], row["unit"]),
        "FIGURE_ID": row["figure_id"],
        "OBS_VALUE": _text(row["value"]),
        "UPPER_BOUND": _text(row["value_high"]),
        "UNIT_MULT": "0",
        "OBS_STATUS": "A" if row["modality"] == Modality.ACTUAL else "F",
    }
    terms = {part: _text(row[name]).upper() for part, name in _TERMS.items()}
    others = {
        attribute_id(column.name): _text(row[column.name]) for column in COLUMNS if column.name not in PLACED
    }
    return placed | terms | others


def _span(row: Mapping[str, Any], name: str) -> Period | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if pd.isna(start) or pd.isna(end) else Period(start.date(), end.date())


def _text(cell: Any) -> str:
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    return str(cell)


def _code(area: str) -> str:
    try:
        return area_codes()[area]
    except KeyError:
        raise TableError(f"{area!r} is no country, region or bloc that kzdata knows.") from None


def _partner_code(partners: Sequence[str]) -> str:
    if len(partners) > 1:
        return SEVERAL
    return _code(partners[0]) if partners else UNSPECIFIED


def _area(code: str) -> str:
    area = _areas().get(code)
    if area is None:
        raise ValueError(f"{code!r} is no area of CL_AREA")
    return area


@cache
def _areas() -> Mapping[str, str]:
    return {code: area for area, code in area_codes().items()}


def _partner(code: str) -> tuple[str, ...]:
    return () if code in {UNSPECIFIED, SEVERAL} else (_area(code),)


def _partners(codes: str) -> tuple[str, ...]:
    return tuple(map(_area, codes.split(SEPARATOR))) if codes else ()


def _read(columns: Mapping[str, Sequence[str]], part: str, read: Callable[[str], _Read]) -> list[_Read]:
    """The cells of a column, each as `read` gives it."""
    found = []
    for number, cell in enumerate(columns[part], 1):
        try:
            found.append(read(cell))
        except ValueError as error:
            raise TableError(f"column {part}, row {number}: {error}.") from None
    return found


def _heading(part: Component) -> str:
    return f"{part.id}[]" if part.many else part.id
