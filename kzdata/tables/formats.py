"""Tables to files and back: CSV that is safe in a spreadsheet, Parquet, JSON Lines; SDMX-CSV in `sdmx`.

The writers take any table of kzdata; `read_figures` reads tables of figures back, equal to what was written.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from kzdata.tables import sdmx
from kzdata.tables.cells import SEPARATOR, csv_cell, unguarded
from kzdata.tables.derived import DERIVED, derived
from kzdata.tables.errors import TableError
from kzdata.tables.schema import COLUMNS, NAMES, Column, Holds, typed
from kzdata.tables.suffixes import check_suffix


def to_csv(table: pd.DataFrame, target: str | Path | TextIO) -> None:
    """Write a table as CSV, in UTF-8, that a spreadsheet opens without running anything in it.

    Dates are ISO, partners are joined by ``;``, missing values and infinite ends are empty. A text that could
    be taken for a formula has an apostrophe before it. A file begins with a byte order mark, by which Excel
    knows UTF-8.

    Parameters
    ----------
    table : DataFrame
        Any table of kzdata.
    target : path or text stream
        Where to write.

    Raises
    ------
    TableError
        If the file's name ends as another format does.

    Examples
    --------
    >>> import sys
    >>> to_csv(pd.DataFrame({"quote": ["+3%"], "value": [3.0], "partner": [("CHN", "RUS")]}), sys.stdout)
    quote,value,partner
    '+3%,3,CHN;RUS
    """
    check_suffix(target, ".csv")
    with _stream(target, encoding="utf-8-sig") as stream:
        columns = (map(csv_cell, [name, *_plain(table[name])]) for name in table.columns)
        stream.writelines(",".join(row) + "\n" for row in zip(*columns, strict=True))


def to_jsonl(table: pd.DataFrame, target: str | Path | TextIO) -> None:
    """Write a table as JSON Lines: an object a row, dates ISO, partners a list, missing values null.

    JSON knows no infinity: the end of an interval that is open to that side is null, too.

    Parameters
    ----------
    table : DataFrame
        Any table of kzdata.
    target : path or text stream
        Where to write.

    Raises
    ------
    TableError
        If the file's name ends as another format does.

    Examples
    --------
    >>> import sys
    >>> to_jsonl(pd.DataFrame({"value": [3.5], "partner": [("CHN",)], "speaker": [None]}), sys.stdout)
    {"value": 3.5, "partner": ["CHN"], "speaker": null}
    """
    check_suffix(target, ".jsonl")
    columns = [_plain(table[name]) for name in table.columns]
    with _stream(target, encoding="utf-8") as stream:
        for row in zip(*columns, strict=True):
            cells = dict(zip(table.columns, row, strict=True))
            stream.write(json.dumps(cells, ensure_ascii=False, allow_nan=False, default=str) + "\n")


def to_parquet(table: pd.DataFrame, target: str | Path) -> None:
    """Write a table as Parquet: partners as lists, terms as dictionaries, dates as timestamps.

    Parameters
    ----------
    table : DataFrame
        Any table of kzdata.
    target : path
        Where to write.

    Raises
    ------
    TableError
        If the file's name ends as another format does.
    """
    check_suffix(target, ".parquet")
    table.to_parquet(target, index=False)


def read_figures(path: str | Path) -> pd.DataFrame:
    """Read a table of figures that `to_csv`, `to_sdmx`, `to_jsonl` or `to_parquet` wrote, by its suffix.

    Parameters
    ----------
    path : path
        A file that ends in ``.csv``, ``.jsonl`` or ``.parquet``. Which kind of CSV it is, its header tells.
        The columns that `bounds` and `to_usd` add come back too (SDMX-CSV has none of them); others that no
        table of figures has are left out.

    Raises
    ------
    TableError
        If the file cannot be read, lacks a column, holds a cell that does not fit its column, or implied
        figures, which are made anew from the stated ones.

    Examples
    --------
    >>> read_figures("figures.xlsx")
    Traceback (most recent call last):
    kzdata.tables.errors.TableError: figures.xlsx: not a .csv, .jsonl or .parquet file. ...
    """
    path = Path(path)
    read = _READERS.get(path.suffix.lower())
    if read is None:
        hint = "Write it by to_csv, to_jsonl or to_parquet."
        raise TableError(f"not a {', '.join(_READERS)} file.".replace(", .p", " or .p"), path=path, hint=hint)
    try:
        columns = read(path)
        _check_names(columns)
        table = typed({column.name: _cells(column, columns[column.name]) for column in COLUMNS})
        there = [column for column in DERIVED if column.name in columns]
        more = derived({column.name: _cells(column, columns[column.name]) for column in there})
        return pd.concat([table, more], axis="columns") if there else table
    except OSError as error:
        raise TableError(f"cannot be read ({error.strerror or error}).", path=path) from None
    except (ValueError, TableError) as error:
        reason = error.reason if isinstance(error, TableError) else str(error)
        told = error.hint if isinstance(error, TableError) else ""
        raise TableError(reason, path=path, hint=told or "Write it anew, or repair that cell.") from error


def _check_names(columns: Iterable[str]) -> None:
    there = {*columns}
    if "implied" in there:
        hint = "Write the stated ones, and make these anew: implied(read_figures(...))."
        raise TableError("it holds implied figures, which are not read back.", hint=hint)
    missing = [name for name in NAMES if name not in there]
    if missing:
        hint = "A table of figures has the columns that figures() gives."
        raise TableError(f"column {', '.join(missing)} is missing.", hint=hint)


def _plain(column: pd.Series[Any]) -> Iterator[Any]:
    """The cells as text, numbers, dates, lists and None."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("object")
    return map(_plain_cell, column.tolist())


def _plain_cell(cell: Any) -> Any:
    if isinstance(cell, tuple | list):
        return list(cell)
    if pd.isna(cell) or cell in (math.inf, -math.inf):  # JSON and spreadsheets know no infinity
        return None
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return cell


@contextmanager
def _stream(target: str | Path | TextIO, *, encoding: str) -> Iterator[TextIO]:
    if isinstance(target, str | Path):
        with Path(target).open("w", encoding=encoding, newline="") as stream:
            yield stream
    else:
        yield target


def _read_csv(path: Path) -> Mapping[str, Sequence[Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            plain = sdmx.is_sdmx(header)
            rows = []
            for row in reader:
                if len(row) != len(header):
                    raise TableError(f"line {reader.line_num}: {len(row)} cells, not {len(header)}.")
                rows.append(row if plain else [unguarded(cell) for cell in row])
        except csv.Error as error:
            raise TableError(f"line {reader.line_num}: {error}.") from None
    columns = zip(*rows, strict=True) if rows else ((),) * len(header)
    found = dict(zip(header, columns, strict=True))
    return sdmx.from_sdmx(found) if plain else found


def _read_jsonl(path: Path) -> Mapping[str, Sequence[Any]]:
    rows = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise TableError(f"line {number}: {error}.") from None
            if not isinstance(row, dict):
                raise TableError(f"line {number}: not an object.")
            rows.append(row)
    names = rows[0] if rows else NAMES
    return {name: [row.get(name) for row in rows] for name in names}


def _read_parquet(path: Path) -> Mapping[str, Sequence[Any]]:
    import pyarrow.parquet as pq

    table = pq.read_table(path, partitioning=None)
    return {name: table[name].to_pylist() for name in table.column_names}


_READERS: Mapping[str, Callable[[Path], Mapping[str, Sequence[Any]]]] = {
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".parquet": _read_parquet,
}


def _cells(column: Column, cells: Iterable[Any]) -> list[Any]:
    """Cells as `typed` takes them, from what a file holds."""
    found = []
    for number, cell in enumerate(cells, 1):
        try:
            found.append(_cell(column, cell))
        except (ValueError, TypeError):
            raise TableError(
                f"column {column.name}, row {number}: {cell!r} is no {column.holds.value}."
            ) from None
    return found


def _cell(column: Column, cell: Any) -> Any:
    if cell is None or cell == "":
        return None
    match column.holds:
        case Holds.NUMBER:
            return float(cell)
        case Holds.INTEGER:
            return int(cell)
        case Holds.DATE:
            if isinstance(cell, date):
                return cell.date() if isinstance(cell, datetime) else cell
            return date.fromisoformat(cell)
        case Holds.CODES:
            return tuple(cell.split(SEPARATOR)) if isinstance(cell, str) else tuple(cell)
        case _:
            if not isinstance(cell, str):
                raise TypeError
            return cell
