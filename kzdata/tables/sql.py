"""Questions to the tables in SQL, answered by DuckDB in memory, without access to files or the network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kzdata.lexicon.areas import areas, members
from kzdata.tables.cells import SEPARATOR
from kzdata.tables.corpus import Source, figures
from kzdata.tables.errors import QueryError
from kzdata.tables.given import whole
from kzdata.tables.official import official
from kzdata.tables.schema import NAMES

if TYPE_CHECKING:
    import duckdb

_MOST = 5_000_000
"""Rows of an answer: many times what any corpus holds, so that a slip is told before memory runs out."""

_STATEMENT = ("title", "publisher", "published", "published_as", "url", "language", "source")

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",  # names of Python's variables are no tables
    "autoinstall_known_extensions": "false",
    "memory_limit": "2GB",
}


def sql(query: str, source: pd.DataFrame | Source = None) -> pd.DataFrame:
    """Answer a question in SQL.

    The tables:

    - ``figures``: a row each figure, with the columns of `kzdata.figures`. ``partner`` is text here: its
      code, or several joined by ``;``. ``start`` and ``end`` are words of SQL: write ``"end"``.
    - ``partners``: a row each partner of each figure: ``figure_id``, ``partner``, ``name``, ``kind``
      (country, region or bloc), ``is_region`` (for regions and blocs). A figure with two partners is in it
      twice: do not add up what is joined to it.
    - ``statements``: a row each statement that states a figure: ``statement_id``, its title, publisher, date
      and address, and the number of its ``figures``.
    - ``official``: the official series, as `kzdata.official` gives them.
    - ``areas``: ``code``, ``name``, ``kind`` of every country, region and bloc.
    - ``members``: ``area``, ``member``: which countries belong to a region or bloc at present.

    Parameters
    ----------
    query : str
        One query in DuckDB's SQL. It reads no files and reaches no network.
    source : DataFrame, path, list of paths, list of Statement, or None
        A table of figures, as `kzdata.figures` gives it without `explode` (further columns come along, rows
        that `implied` added do not), or what it makes one of; None is the corpus that comes with kzdata.

    Returns
    -------
    DataFrame
        The answer. Of two columns with one name, the second gets a number.

    Raises
    ------
    QueryError
        If the query is wrong, does other things than read, or its answer has millions of rows.
    TableError
        If `source` is a table, but not a whole one of figures.

    Examples
    --------
    >>> sql("select year, value from official where indicator = 'gdp' and year = 2017").values.tolist()
    [[2017.0, 166806000000.0]]
    """
    import duckdb

    corpus = whole(source, NAMES) if isinstance(source, pd.DataFrame) else figures(source)
    with duckdb.connect(":memory:", config=_CLOSED) as connection:
        for name, table in _tables(corpus).items():
            connection.register("given", table)
            connection.execute(f"create table {name} as from given")
            connection.unregister("given")
        connection.execute("set lock_configuration = true")
        try:
            answer = _answer(connection, query)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise QueryError(query, _reason(error), _columns(connection)) from None
        except duckdb.Error as error:
            raise QueryError(query, _reason(error)) from None
    answer.attrs["skipped"] = corpus.attrs.get("skipped", [])
    return answer


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> pd.DataFrame:
    import duckdb

    asked = connection.extract_statements(query)
    if len(asked) != 1:
        raise QueryError(query, "there is no query." if not asked else "these are several queries, not one.")
    kinds = duckdb.StatementType
    # a pivot whose columns are not named beforehand counts as several statements
    if asked[0].type not in {kinds.SELECT, kinds.EXPLAIN, kinds.MULTI}:
        raise QueryError(query, "it does other things than read. Write a query that starts with SELECT.")
    answer: pd.DataFrame = connection.sql(query).limit(_MOST + 1).df()
    if len(answer) > _MOST:
        raise QueryError(query, f"the answer has more than {_MOST:,} rows. Add conditions, or LIMIT.")
    for name in answer.columns[answer.dtypes == "object"]:
        answer[name] = pd.Series(list(map(_cell, answer[name])), index=answer.index, dtype="object")
    return answer


def _cell(cell: Any) -> Any:
    """Lists as the rest of kzdata has them."""
    return tuple(cell.tolist()) if isinstance(cell, np.ndarray) else cell


def _tables(corpus: pd.DataFrame) -> dict[str, Any]:
    """The tables by their names."""
    partner = pd.array([SEPARATOR.join(codes) or None for codes in corpus["partner"]], dtype="str")
    groups = corpus.groupby("statement_id", sort=False, observed=True)
    statements = groups[list(_STATEMENT)].first().assign(figures=groups.size()).reset_index()
    return {
        "figures": _dated(corpus.assign(partner=partner)),
        "partners": _partners(corpus),
        "statements": _dated(statements),
        "official": _dated(official()),
        "areas": _rows(("code", "name", "kind"), ((a.code, a.name, str(a.kind)) for a in areas().values())),
        "members": _rows(
            ("area", "member"),
            ((code, member) for code in areas() for member in members(code) if member != code),
        ),
    }


def _partners(corpus: pd.DataFrame) -> Any:
    known = areas()
    rows = (
        (figure, code, known[code].name, str(known[code].kind), known[code].kind != "country")
        for figure, codes in zip(corpus["figure_id"], corpus["partner"], strict=True)
        for code in codes
    )
    return _rows(("figure_id", "partner", "name", "kind", "is_region"), rows)


def _rows(names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Any:
    import pyarrow as pa

    types = {"is_region": pa.bool_()}
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        {
            name: pa.array(column, types.get(name, pa.string()))
            for name, column in zip(names, columns, strict=True)
        }
    )


def _dated(table: pd.DataFrame) -> Any:
    """The table as Arrow's, with days for moments."""
    import pyarrow as pa

    found = pa.Table.from_pandas(table, preserve_index=False)
    days = [
        field.with_type(pa.date32()) if pa.types.is_timestamp(field.type) else field for field in found.schema
    ]
    return found.cast(pa.schema(days))


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    rows = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "where not internal group by all order by min(table_oid)"
    ).fetchall()
    return {name: tuple(columns) for name, columns in rows}


def _reason(error: Exception) -> str:
    """What DuckDB says of the error, in one line, without its kind and its picture of the query."""
    said, _, _ = str(error).partition("\n\nLINE ")
    _, _, reason = said.partition(": ")
    line = " ".join((reason or said).split())
    return line if line.endswith((".", "!", "?")) else f"{line}."
