"""``kzdata sql``: a question to the tables, in SQL."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kzdata.cli.output import Output, console_on, form_of
from kzdata.cli.tables import Form, Format, Sources, check_target, tell_skipped, write

if TYPE_CHECKING:
    import pandas as pd

_MOST_COLUMNS = 10
"""Columns that a terminal shows beside each other; an answer with more is shown row by row."""


def sql(
    query: Annotated[str, typer.Argument(help="One query, in quotes.")],
    source: Sources = None,
    form: Form = None,
    output: Output = None,
) -> None:
    """Answer a question in SQL: kzdata sql "select partner, value from figures where indicator = 'exports'".

    The tables are figures, partners (a row each partner of a figure), statements, official, areas and
    members; "describe figures" lists the columns of one. The SQL is that of DuckDB; it reads no files.
    An answer of many columns is shown row by row: with -o FILE.csv it is written as a table.
    """
    from kzdata.tables import sql as answers  # pandas: --help must not wait for it
    from kzdata.tables.errors import SkippedStatementWarning

    form = form or form_of(output, Format)
    check_target(form, output)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedStatementWarning)  # they are told below, a line each
        answer = answers.sql(query, source or None)
    write(answer, form, output, _show)
    tell_skipped(answer.attrs["skipped"])


def _show(answer: pd.DataFrame, file: TextIO) -> None:
    if len(answer.columns) > _MOST_COLUMNS:
        _show_records(answer, file)
        return
    from rich.table import Table

    shown = Table(caption=f"Rows: {len(answer)}.", box=None, caption_justify="left")
    for name in answer.columns:
        is_number = answer[name].dtype.kind in "iuf"
        shown.add_column(str(name), justify="right" if is_number else "left", overflow="fold")
    for row in answer.itertuples(index=False, name=None):
        shown.add_row(*map(_said, row))
    console_on(file).print(shown)


def _show_records(answer: pd.DataFrame, file: TextIO) -> None:
    """The rows one below the other, a line each cell: many columns beside each other cannot be read."""
    from rich.table import Table

    console = console_on(file)
    for number, row in enumerate(answer.itertuples(index=False, name=None), 1):
        shown = Table(title=f"Row {number}", show_header=False, box=None, title_justify="left")
        shown.add_column(no_wrap=True)
        shown.add_column(overflow="fold")
        for name, cell in zip(answer.columns, row, strict=True):
            shown.add_row(str(name), _said(cell))
        console.print(shown)
    console.print(f"Rows: {len(answer)}.")


def _said(cell: Any) -> str:
    """A cell as a person reads it."""
    import pandas as pd

    if isinstance(cell, tuple):
        return ", ".join(map(_said, cell))
    if isinstance(cell, bool) or not pd.api.types.is_scalar(cell):
        return str(cell)
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp) and cell == cell.normalize():
        return cell.date().isoformat()
    return f"{cell:,.12g}" if isinstance(cell, int | float) else str(cell)
