"""Monthly exchange rates to the US dollar: those that come with kzdata, and a user's own.

`COLUMNS` says what a table of rates holds. Files of two forms are read: such a table, and rates in tenge as
the National Bank of Kazakhstan publishes them.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import pandas as pd

from kzdata.bundle import bundled
from kzdata.tables.errors import TableError
from kzdata.tables.schema import Column, Holds

_PER_DOLLAR = "units of the currency for one US dollar"

COLUMNS = (
    Column("currency", "Currency", "ISO 4217 code", required=True),
    Column("month", "Month", "Year and month: 2007-01", required=True),
    Column("rate", "Rate", "The average of the month's quotes", Holds.NUMBER, _PER_DOLLAR, True),
    Column("lowest", "Lowest", "The lowest quote of the month", Holds.NUMBER, _PER_DOLLAR, True),
    Column("highest", "Highest", "The highest quote of the month", Holds.NUMBER, _PER_DOLLAR, True),
    Column("quotes", "Quotes", "How many days' quotes went into the average", Holds.INTEGER, "days", True),
    Column(
        "method",
        "Method",
        "direct: quoted to the dollar; cross via EUR: from both currencies' quotes in euro on the same day",
        required=True,
    ),
    Column(
        "source",
        "Source",
        "Who quoted it: ECB, European Central Bank; NBP, National Bank of Poland; else the file's name",
        required=True,
    ),
)
"""The columns of a table of rates, in their order."""


class Rate(NamedTuple):
    """A row of a table of rates; see `COLUMNS`."""

    currency: str
    month: str
    rate: float
    lowest: float
    highest: float
    quotes: int
    method: str
    source: str


class _Row(NamedTuple):
    """A line of a file: its number, and its cells by their columns."""

    line: int
    cells: dict[str, str]


_OURS = {"currency", "month", "rate"}
_TENGE = {"currency", "tenge"}
_HINT = "A file of rates has the columns currency, month, rate; or currency, date (or month), tenge."
_SEPARATORS = (";", "\t", ",")
_SPACES = str.maketrans("", "", " \u00a0\u202f")
_FORMS = {"month": ("%Y-%m",), "date": ("%Y-%m-%d", "%d.%m.%Y")}
_WRITTEN = {"month": "2017-09", "date": "2017-09-25 or 25.09.2017"}
_TYPES = {Holds.TEXT: "str", Holds.NUMBER: "float64", Holds.INTEGER: "int64"}


def read_rates(path: str | Path | None = None) -> pd.DataFrame:
    """Read monthly exchange rates to the US dollar.

    Two forms of CSV are taken, told apart by their columns; other columns are passed over, the separator
    may be a comma, a semicolon (then with decimal commas, if you like) or a tab:

    - a table of rates: ``currency``, ``month`` (2017-09) and ``rate``, in units of the currency for one
      dollar; also ``lowest``, ``highest``, ``quotes``, ``method``, ``source``, as this function gives them;
    - rates in tenge, as the National Bank of Kazakhstan publishes them: ``date`` (2017-09-25 or 25.09.2017)
      or ``month``, ``currency``, ``tenge``, and ``units`` where those are tenge for more than one unit. The
      dollar's own rate must be among them: by it, those of the other currencies become rates to the dollar.

    Parameters
    ----------
    path : path, optional
        Left out: the rates that come with kzdata, from January 2000 to December 2025.

    Returns
    -------
    DataFrame
        With the columns of `kzdata.tables.rates.COLUMNS`, a row a currency and month.

    Raises
    ------
    TableError
        If the file cannot be read, naming the line at fault.

    Examples
    --------
    >>> rates = read_rates()
    >>> tenge = rates[(rates["currency"] == "KZT") & (rates["month"] == "2017-09")]
    >>> tenge[["rate", "quotes", "method", "source"]].values.tolist()
    [[340.554, 4, 'cross via PLN', 'NBP']]
    """
    if path is None:
        return _bundled().copy()
    return pd.DataFrame(_read(Path(path)), columns=[column.name for column in COLUMNS]).astype(_dtypes())


def _dtypes() -> dict[str, str]:
    return {column.name: _TYPES[column.holds] for column in COLUMNS}


@cache
def _bundled() -> pd.DataFrame:
    files = sorted((bundled("data") / "rates").glob("*.csv"))
    tables = [pd.read_csv(file, dtype=_dtypes(), keep_default_na=False) for file in files]
    return pd.concat(tables, ignore_index=True)


def _read(path: Path) -> list[Rate]:
    try:
        rows = _rows(path.read_text(encoding="utf-8-sig"))
        rates = _in_tenge(rows, path.name) if rows and "tenge" in rows[0].cells else _ours(rows, path.name)
    except OSError as error:
        hint = "Check the path and its permissions."
        raise TableError(f"cannot be read ({error.strerror}).", path=path, hint=hint) from None
    except UnicodeDecodeError:
        raise TableError("it is not in UTF-8.", path=path, hint="Save it as CSV UTF-8.") from None
    except csv.Error as error:
        raise TableError(f"{error}.", path=path, hint=_HINT) from None
    except TableError as error:
        raise TableError(error.reason, path=path, hint=error.hint or "Repair that line.") from None
    return rates


def _rows(text: str) -> list[_Row]:
    header, *_ = text.splitlines() or [""]
    separator = next((mark for mark in _SEPARATORS if mark in header), ",")
    reader = csv.reader(text.splitlines(), delimiter=separator, strict=True)
    names = [name.strip().lower() for name in next(reader, [])]
    if not ({*names} >= _OURS or ({*names} >= _TENGE and {*names} & {"date", "month"})):
        raise TableError(f"line 1: the columns are {', '.join(names) or 'none'}.", hint=_HINT)
    rows = []
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(names):
            raise TableError(f"line {reader.line_num}: {len(cells)} cells, not {len(names)}.")
        texts = [cell.strip() if separator == "," else _point(cell.strip()) for cell in cells]
        rows.append(_Row(reader.line_num, dict(zip(names, texts, strict=True))))
    return rows


def _point(cell: str) -> str:
    """A number with its decimal comma turned to a point."""
    return re.sub(r"^([\d\s]+),(\d+)$", r"\1.\2", cell)


def _ours(rows: Sequence[_Row], file: str) -> list[Rate]:
    rates = []
    seen = set()
    for row in rows:
        currency, month, rate = _currency(row), _day(row, "month"), _number(row, "rate")
        if (currency, month) in seen:
            raise TableError(f"line {row.line}: {currency} in {month} stands there twice.")
        seen.add((currency, month))
        lowest, highest = _number(row, "lowest", rate), _number(row, "highest", rate)
        if not lowest <= rate <= highest:
            raise TableError(f"line {row.line}: {rate:g} does not lie between {lowest:g} and {highest:g}.")
        quotes = int(_number(row, "quotes", 1))
        method, source = row.cells.get("method") or "as given", row.cells.get("source") or file
        rates.append(Rate(currency, month, rate, lowest, highest, quotes, method, source))
    return rates


def _in_tenge(rows: Sequence[_Row], file: str) -> list[Rate]:
    """Monthly rates to the dollar from tenge for one or more units of each currency, by day or month."""
    when = "date" if rows and "date" in rows[0].cells else "month"
    tenge: dict[tuple[str, str], float] = {}
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        key = _currency(row), _day(row, when)
        if key in tenge:
            raise TableError(f"line {row.line}: {' on '.join(key)} stands there twice.")
        tenge[key] = _number(row, "tenge") / _number(row, "units", 1)
        lines[key] = row.line
    quotes: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for (currency, day), value in tenge.items():
        dollar = tenge.get(("USD", day))
        if dollar is None:
            hint = f"Add the dollar's rate in tenge on {day}: by it {currency} becomes a rate to the dollar."
            raise TableError(f"line {lines[currency, day]}: no rate of USD on {day}.", hint=hint)
        to = ("KZT", dollar) if currency == "USD" else (currency, dollar / value)
        quotes[to[0], day[:7]].append(to[1])
    return list(_averaged(quotes, file))


def _averaged(quotes: dict[tuple[str, str], list[float]], file: str) -> Iterator[Rate]:
    for (currency, month), rates in sorted(quotes.items()):
        method = "direct" if currency == "KZT" else "cross via KZT"
        yield Rate(currency, month, fmean(rates), min(rates), max(rates), len(rates), method, file)


def _currency(row: _Row) -> str:
    code = row.cells["currency"].upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise TableError(f"line {row.line}: {code!r} is no ISO 4217 code of a currency.")
    return code


def _day(row: _Row, column: str) -> str:
    """The month or date as ISO 8601 writes it."""
    cell = row.cells[column]
    for form in _FORMS[column]:
        try:
            day = datetime.strptime(cell, form)
        except ValueError:
            continue
        return day.strftime(_FORMS[column][0])
    raise TableError(f"line {row.line}: {cell!r} is no {column}. Write {_WRITTEN[column]}.")


def _number(row: _Row, column: str, otherwise: float | None = None) -> float:
    cell = row.cells.get(column, "").translate(_SPACES)
    if not cell and otherwise is not None:
        return otherwise
    try:
        number = float(cell)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise TableError(f"line {row.line}: {column} is {cell!r}, no number above 0.")
    return number
