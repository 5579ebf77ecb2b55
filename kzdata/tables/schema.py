"""The columns of a table of figures: what each holds, in which unit, of which type.

`COLUMNS` is the one place that says so: frames are built by it, files are read by it, and `schema`
turns it into the pandera schema that checks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kzdata.model import Direction, Indicator, Kind, Modality, Qualifier
from kzdata.tables.errors import TableError

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    CODES = "codes"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of figures.

    Attributes
    ----------
    name, title, description : str
        What it is called in code and in print, and what it holds.
    holds : Holds
        The type of its cells.
    unit : str
        What its numbers count; empty for all that is not a number.
    required : bool
        Whether every figure has a value; elsewhere an empty cell says that the statement gives none.
    terms : tuple of str
        The vocabulary of a column of terms, in its order.
    """

    name: str
    title: str
    description: str
    holds: Holds = Holds.TEXT
    unit: str = ""
    required: bool = False
    terms: tuple[str, ...] = ()


def _terms(name: str, title: str, description: str, terms: type[StrEnum], *, required: bool = True) -> Column:
    return Column(
        name, title, description, Holds.TERM, required=required, terms=tuple(term.value for term in terms)
    )


COLUMNS = (
    Column("figure_id", "Figure", "The statement's id and the offsets: s001:170-174", required=True),
    Column("statement_id", "Statement", "Id of the statement that the figure stands in", required=True),
    Column("start", "Start", "Offset of the quote in the body", Holds.INTEGER, "characters", True),
    Column("end", "End", "Offset of the quote's end, exclusive", Holds.INTEGER, "characters", True),
    Column("quote", "Quote", "The words that state the figure, with its qualifier", required=True),
    Column(
        "value",
        "Value",
        "The number stated; the low end of a range; a fall is negative",
        Holds.NUMBER,
        "base units of the column unit: 14000000000 USD, 23 percent",
        True,
    ),
    Column("value_high", "High end", "The high end of a range", Holds.NUMBER, "as value"),
    Column(
        "unit",
        "Unit",
        "ISO 4217 code of a currency, or percent, pp, ratio, count, persons, tonnes, teu",
        required=True,
    ),
    _terms("qualifier", "Qualifier", "How firmly the number is stated", Qualifier),
    _terms("kind", "Kind", "An amount, a growth or decline, or a part of a whole", Kind),
    _terms("indicator", "Indicator", "What the figure is about", Indicator),
    Column("reporter", "Reporter", "Whose figure it is: ISO 3166-1 alpha-3, or a bloc's code", required=True),
    Column(
        "partner",
        "Partner",
        "With whom: codes of countries and regions; none where the statement names none",
        Holds.CODES,
    ),
    _terms("direction", "Direction", "Which way it goes, seen from Kazakhstan", Direction, required=False),
    Column("period_start", "Period from", "First day of the period", Holds.DATE),
    Column("period_end", "Period to", "Last day of the period", Holds.DATE),
    Column("compared_start", "Compared from", "First day of the period compared with", Holds.DATE),
    Column("compared_end", "Compared to", "Last day of the period compared with", Holds.DATE),
    _terms("modality", "Modality", "Whether it has come to pass", Modality),
    Column("speaker", "Speaker", "Who is quoted for it"),
    Column("title", "Title", "The statement's title"),
    Column("publisher", "Publisher", "Who published the statement"),
    Column(
        "published",
        "Published",
        "The day of publication; the last day that it may be, where only month or year is known",
        Holds.DATE,
    ),
    Column("published_as", "Published, as known", "The date as far as it is known: 2008-05"),
    Column("url", "Address", "Where the statement was published"),
    Column("language", "Language", "ISO 639-1 code of the statement's language"),
    Column("sentence", "Sentence", "The sentence that the quote stands in", required=True),
    Column(
        "quality",
        "Quality",
        "How many of indicator, partner and period words of the figure's own sentence decide",
        Holds.INTEGER,
        "of 3",
        True,
    ),
    Column("source", "Source", "Publisher and date, ready to print", required=True),
    Column("statement_sha256", "Checksum", "SHA-256 of the statement's file; none if it was no file"),
)
"""The columns of a table of figures, in their order."""

NAMES = tuple(column.name for column in COLUMNS)
"""Their names."""

UNIT = r"[A-Z]{3}|percent|pp|ratio|count|persons|tonnes|teu"
"""How a unit is written."""


def typed(cells: Mapping[str, Sequence[Any]], columns: Iterable[Column] = COLUMNS) -> pd.DataFrame:
    """A table of figures from the cells of its columns; None and empty text are missing values.

    Parameters
    ----------
    cells : mapping of str to sequence
        Every column: dates as `datetime.date`, terms as text, partner as tuples of codes.
    columns : iterable of Column
        What they hold.

    Raises
    ------
    TableError
        If a cell does not fit its column.

    Examples
    --------
    >>> typed({name: [] for name in NAMES})["indicator"].cat.ordered
    True
    """
    return pd.DataFrame({column.name: _array(column, cells[column.name]) for column in columns}, copy=False)


def _array(column: Column, cells: Sequence[Any]) -> Any:
    empty = [row for row, cell in enumerate(cells) if cell is None or cell == ""]
    if column.required and empty:
        raise TableError(f"column {column.name}, row {empty[0] + 1}: empty.")
    match column.holds:
        case Holds.TEXT:
            return pd.array([cell or None for cell in cells], dtype="str")
        case Holds.NUMBER:
            return _numbers(column, cells)
        case Holds.INTEGER:
            return np.array(cells, dtype="int64")
        case Holds.DATE:
            return np.array(cells, dtype="datetime64[D]").astype("datetime64[s]")
        case Holds.CODES:
            return tuples(cells)
        case Holds.TERM:
            return _categorical(column, cells)


def _numbers(column: Column, cells: Sequence[float | None]) -> np.ndarray[Any, np.dtype[np.float64]]:
    numbers = np.array([np.nan if cell is None else cell for cell in cells], dtype="float64")
    wrong = np.flatnonzero(np.isinf(numbers) | (np.isnan(numbers) & column.required))
    if wrong.size:
        raise TableError(f"column {column.name}, row {wrong[0] + 1}: {numbers[wrong[0]]} is no amount.")
    return numbers


def tuples(cells: Iterable[tuple[str, ...] | None]) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Tuples of codes as the cells of one column."""
    cells = list(cells)
    array = np.empty(len(cells), dtype=object)
    array[:] = [() if cell is None else tuple(cell) for cell in cells]
    return array


def _categorical(column: Column, cells: Sequence[str | None]) -> pd.Categorical:
    code_of: dict[str | None, int] = {None: -1, "": -1}
    code_of.update((term, code) for code, term in enumerate(column.terms))
    try:
        codes = np.array([code_of[cell] for cell in cells], dtype="int8")
    except KeyError as unknown:
        raise TableError(
            f"column {column.name}: {unknown.args[0]!r} is none of {', '.join(column.terms)}."
        ) from None
    return pd.Categorical.from_codes(codes, dtype=_dtype(column))


def validate(figures: pd.DataFrame) -> pd.DataFrame:
    """The same table, once every column and row has been found to be as `COLUMNS` says.

    Raises
    ------
    TableError
        Naming the columns, rules and rows at fault.

    Examples
    --------
    >>> len(validate(typed({name: [] for name in NAMES})))
    0
    """
    from pandera.errors import SchemaErrors  # half a second to import

    try:
        schema().validate(figures, lazy=True)
    except SchemaErrors as wrong:
        faults = list(dict.fromkeys(_fault(case) for case in wrong.failure_cases.itertuples()))
        raise TableError(f"{len(faults)} faults: {'; '.join(faults[:5])}.") from wrong
    return figures


def _fault(case: Any) -> str:
    if case.schema_context == "Column":
        return f"column {case.column}, row {case.index}: {case.check} ({case.failure_case!r})"
    return f"row {case.index}: {case.check}"


@cache
def schema() -> DataFrameSchema:
    """`COLUMNS` as a pandera schema, with the rules that hold between them.

    Examples
    --------
    >>> schema().columns["value_high"].description
    'The high end of a range'
    """
    import pandera.pandas as pa

    rules = {
        "quote": pa.Check(lambda quote: quote.str.len() > 0, name="not empty"),
        "unit": pa.Check.str_matches(f"^({UNIT})$"),
        "reporter": pa.Check.str_matches(r"^[A-Z_]{2,}$"),
        "partner": pa.Check(_are_codes, element_wise=True, name="tuples of codes"),
        "statement_sha256": pa.Check.str_matches(r"^[0-9a-f]{64}$"),
    }
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                _dtype(column),
                rules.get(column.name),
                nullable=not column.required,
                title=column.title,
                description=column.description,
                metadata={"unit": column.unit},
            )
            for column in COLUMNS
        },
        checks=[
            pa.Check(lambda t: t["start"] < t["end"], name="start before end"),
            pa.Check(lambda t: t["quote"].str.len() == t["end"] - t["start"], name="quote fits its offsets"),
            pa.Check(
                lambda t: (t["qualifier"] == "range") == t["value_high"].notna(), name="ranges have two ends"
            ),
            pa.Check(lambda t: ~(t["value_high"] < t["value"]), name="low end first"),
            pa.Check(lambda t: _in_order(t, "period"), name="period in order"),
            pa.Check(lambda t: _in_order(t, "compared"), name="compared period in order"),
        ],
        strict=True,
        ordered=True,
        title="Figures",
        description="One row for each number that a statement states.",
    )


def _dtype(column: Column) -> Any:
    if column.holds is Holds.TERM:
        return pd.CategoricalDtype(list(column.terms), ordered=True)
    return {
        Holds.TEXT: "str",
        Holds.NUMBER: "float64",
        Holds.INTEGER: "int64",
        Holds.DATE: "datetime64[s]",
        Holds.CODES: "object",
    }[column.holds]


def _are_codes(cell: object) -> bool:
    return isinstance(cell, tuple) and all(isinstance(code, str) and code for code in cell)


def _in_order(table: pd.DataFrame, name: str) -> pd.Series[bool]:
    start, end = table[f"{name}_start"], table[f"{name}_end"]
    return (start.isna() & end.isna()) | (start <= end)
