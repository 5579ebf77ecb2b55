"""``kzdata figures``: the figures of a corpus, as a table or a file."""

from __future__ import annotations

import io
import sys
import warnings
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kzdata.cli.output import Output, console_on, form_of, opened

if TYPE_CHECKING:
    import pandas as pd


class Format(StrEnum):
    """What the figures are written as."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def figures(  # noqa: PLR0913, PLR0917  (one parameter an option)
    source: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders and files of statements; left out, the corpus that comes with kzdata."),
    ] = None,
    partner: Annotated[
        list[str] | None, typer.Option(help="A country, region or bloc, by code or name: CHN, China, EU.")
    ] = None,
    members: Annotated[
        bool, typer.Option("--members", help="Let a region or bloc stand for its members too.")
    ] = False,
    indicator: Annotated[
        list[str] | None, typer.Option(help="trade_turnover, exports, imports, investment ...")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="Figures whose period overlaps: 2017, 2010-2015, 2017-01..2017-09.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="level, change or share.")] = None,
    modality: Annotated[list[str] | None, typer.Option(help="actual, target, forecast or potential.")] = None,
    reporter: Annotated[list[str] | None, typer.Option(help="Whose figures: KAZ, CHN ...")] = None,
    publisher: Annotated[list[str] | None, typer.Option(help="As the statements name it.")] = None,
    with_bounds: Annotated[
        bool, typer.Option("--bounds", help="Add what each figure says as an interval: low, high, closed.")
    ] = False,
    only_implied: Annotated[
        bool,
        typer.Option(
            "--implied",
            help="Show what follows from the figures instead: bases of growth, totals, annual rates ...",
        ),
    ] = False,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Left out: by the suffix of FILE, else a table.", show_default=False),
    ] = None,
    output: Output = None,
) -> None:
    """Show the figures that statements state, each with its source.

    Options that are given several times are alternatives: --partner CHN --partner RUS.
    Files that cannot be read are named on standard error; then the exit code is 1.
    """
    from kzdata.tables import bounds, corpus, implied  # pandas: --help must not wait for it
    from kzdata.tables.errors import SkippedStatementWarning
    from kzdata.tables.filters import Filters

    form = form or form_of(output, Format)
    if form is Format.PARQUET and output is None:
        raise typer.BadParameter("Parquet needs a file: add -o FILE.", param_hint="--format")
    chosen: dict[str, Any] = {
        "partner": partner or None,
        "members": members,
        "indicator": indicator or None,
        "period": period,
        "kind": kind or None,
        "modality": modality or None,
        "reporter": reporter or None,
        "publisher": publisher or None,
    }
    filters = Filters.of(**chosen)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedStatementWarning)  # they are told below, a line each
        first = {"publisher": chosen["publisher"]} if only_implied else chosen
        table = corpus.figures(source or None, **first)
    skipped = table.attrs["skipped"]
    if only_implied:  # the other filters come afterwards: a turnover follows from exports and imports
        table = filters.apply(implied.implied(table))
    elif with_bounds:
        table = bounds.bounds(table)
    _write(table, form, output)
    for reason in skipped:
        typer.echo(f"skipped: {reason}", err=True)
    if skipped:
        raise typer.Exit(1)


def _write(table: pd.DataFrame, form: Format, output: Path | None) -> None:
    from kzdata.tables import formats

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what other programs read must not depend on the locale
    try:
        match form:
            case Format.TABLE:
                _show(table, output)
            case Format.CSV:
                formats.to_csv(table, output or sys.stdout)
            case Format.JSONL:
                formats.to_jsonl(table, output or sys.stdout)
            case Format.PARQUET if output:
                formats.to_parquet(table, output)
    except OSError as error:
        if output is None:
            raise
        raise typer.BadParameter(f"{output} cannot be written ({error.strerror}).", param_hint="-o") from None


def _show(table: pd.DataFrame, output: Path | None) -> None:
    from rich.table import Table

    statements = table["statement_id"].nunique()
    shown = Table(
        caption=f"Figures: {len(table)}. Statements: {statements}.", box=None, caption_justify="left"
    )
    rows = _explanations(table) if "explanation" in table.columns else _rows(table)
    for heading in rows[0]:
        shown.add_column(
            heading, no_wrap=heading == "Statement", justify="right" if heading == "Value" else "left"
        )
    for row in rows[1:]:
        shown.add_row(*row)
    with opened(output) as file:
        console_on(file).print(shown)


def _explanations(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Of implied figures, headings and what a person reads of them."""
    columns = (table["statement_id"], table["explanation"], table["source"])
    return [("Statement", "What follows", "Source"), *zip(*columns, strict=True)]


def _rows(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Headings, and the table's cells as a person reads them."""
    import pandas as pd

    from kzdata.charts.numbers import amount, span
    from kzdata.tables.bounds import interval_of
    from kzdata.tables.phrases import interval_words

    bounded = "closed" in table.columns
    headings = ("Statement", "Partner", "Indicator", "Kind", "Value", "Period", "Source")
    rows: list[tuple[str, ...]] = [(*headings, "Between") if bounded else headings]
    figure: Any
    for figure in table.itertuples():
        ends = [None if pd.isna(day) else day.date() for day in (figure.period_start, figure.period_end)]
        high = None if pd.isna(figure.value_high) else figure.value_high
        rows.append(
            (
                figure.statement_id,
                ", ".join(figure.partner),
                figure.indicator,
                figure.kind if figure.modality == "actual" else f"{figure.kind}, {figure.modality}",
                amount(figure.value, figure.unit, figure.qualifier, high, spelt=True),
                span(*ends) if all(ends) else "",
                figure.source,
                *([interval_words(interval_of(figure), figure.unit)] if bounded else []),
            )
        )
    return rows
