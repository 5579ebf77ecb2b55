"""``kzdata figures``: the figures of a corpus, as a table or a file."""

from __future__ import annotations

import warnings
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kzdata.cli.output import Output, console_on, form_of
from kzdata.cli.tables import Indicators, Partners, Sources, check_target, tell_skipped, write

if TYPE_CHECKING:
    import pandas as pd


class Format(StrEnum):
    """What the figures are written as."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SDMX = "sdmx"


def figures(  # noqa: PLR0913, PLR0917  (one parameter an option)
    source: Sources = None,
    partner: Partners = None,
    members: Annotated[
        bool, typer.Option("--members", help="Let a region or bloc stand for its members too.")
    ] = False,
    indicator: Indicators = None,
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
    usd: Annotated[
        bool, typer.Option("--usd", help="Add sums of money in US dollars, with the rates they are made by.")
    ] = False,
    rates: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="The same with exchange rates of your own; data/README.md says how they are written.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="Left out: by the suffix of FILE, else a table. sdmx is SDMX-CSV 2.0.",
            show_default=False,
        ),
    ] = None,
    output: Output = None,
    about: Annotated[
        bool,
        typer.Option("--columns", help="Explain the columns instead: what each holds, its unit, its terms."),
    ] = False,
) -> None:
    """Show the figures that statements state, each with its source.

    Options that are given several times are alternatives: --partner CHN --partner RUS.
    Files that cannot be read are named on standard error, and so are sums that --usd has no rate for; then
    the exit code is 1.
    """
    from kzdata.tables.about import columns  # pandas: --help must not wait for it

    form = form or form_of(output, Format, unnamed={Format.SDMX})
    check_target(form, output)
    if only_implied and form is Format.SDMX:
        raise typer.BadParameter("implied figures are not for SDMX-CSV.", param_hint="--format")
    if about:
        write(columns(), form, output, _show_columns)
        return
    asked: dict[str, Any] = {
        "partner": partner or None,
        "members": members,
        "indicator": indicator or None,
        "period": period,
        "kind": kind or None,
        "modality": modality or None,
        "reporter": reporter or None,
        "publisher": publisher or None,
    }
    table = _implied(source, asked) if only_implied else _stated(source, asked, with_bounds=with_bounds)
    skipped = table.attrs["skipped"]
    if usd or rates:
        table = _in_dollars(table, rates)
    write(table, form, output, _show)
    left = "rate_note" in table.columns and _left(table)
    tell_skipped(skipped)
    if left:
        raise typer.Exit(1)


def _stated(source: list[Path] | None, asked: dict[str, Any], *, with_bounds: bool) -> pd.DataFrame:
    """The figures that are asked for; why files were skipped is in ``attrs["skipped"]``."""
    from kzdata.tables import bounds, corpus
    from kzdata.tables.errors import SkippedStatementWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedStatementWarning)  # they are told at the end, a line each
        table = corpus.figures(source or None, **asked)
    return bounds.bounds(table) if with_bounds else table


def _implied(source: list[Path] | None, asked: dict[str, Any]) -> pd.DataFrame:
    """What follows from the figures of these publishers, as far as it is asked for.

    The other filters come afterwards: a turnover follows from exports and imports.
    """
    from kzdata.tables import implied
    from kzdata.tables.filters import Filters

    filters = Filters.of(**asked)  # a name that is not known is told before anything is read
    stated = _stated(source, {"publisher": asked["publisher"]}, with_bounds=False)
    found = filters.apply(implied.implied(stated))
    found.attrs["skipped"] = stated.attrs["skipped"]
    return found


def _in_dollars(table: pd.DataFrame, rates: Path | None) -> pd.DataFrame:
    from kzdata.tables.money import to_usd

    return to_usd(table, rates, future="leave", missing="leave")


def _left(table: pd.DataFrame) -> bool:
    """Name the sums that have no value in dollars; whether rates are missing, and not periods alone."""
    left = table[table["rate_note"].notna()]
    for note, figures in left.groupby(left["unit"] + ": " + left["rate_note"])["figure_id"]:
        typer.echo(f"not in dollars: {note} ({', '.join(figures)})", err=True)
    return bool(left["rate_note"].ne("no period").any())


def _show(table: pd.DataFrame, file: TextIO) -> None:
    from rich.table import Table

    statements = table["statement_id"].nunique()
    shown = Table(
        caption=f"Figures: {len(table)}. Statements: {statements}.", box=None, caption_justify="left"
    )
    headings, *rows = _explanations(table) if "explanation" in table.columns else _rows(table)
    for heading in headings:
        right = heading in ("Value", "In dollars")
        shown.add_column(heading, no_wrap=heading == "Statement", justify="right" if right else "left")
    for row in rows:
        shown.add_row(*row)
    console_on(file).print(shown)


def _explanations(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Headings, and what a person reads of implied figures."""
    columns = (table["statement_id"], table["explanation"], table["source"])
    return [("Statement", "What follows", "Source"), *zip(*columns, strict=True)]


def _show_columns(about: pd.DataFrame, file: TextIO) -> None:
    from rich.table import Table

    shown = Table(box=None, pad_edge=False)
    for heading in ("Column", "Holds", "What"):
        shown.add_column(heading, no_wrap=heading == "Column")
    column: Any
    for column in about.itertuples():
        terms = f": {', '.join(column.terms)}" if column.terms else ""
        unit = f". Unit: {column.unit}" if column.unit else ""
        holds = column.holds if column.required else f"{column.holds} or empty"
        shown.add_row(column.column, holds, f"{column.description}{terms}{unit}")
    console_on(file).print(shown)


def _rows(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Headings, and the table's cells as a person reads them."""
    import pandas as pd

    from kzdata.charts.numbers import amount, span
    from kzdata.tables.bounds import interval_of
    from kzdata.tables.phrases import interval_words

    def converted(figure: Any) -> list[str]:
        if not hasattr(figure, "value_usd"):
            return []
        if figure.unit == "USD" or pd.isna(figure.value_usd):
            return [""]
        high = None if pd.isna(figure.value_usd_high) else figure.value_usd_high
        return [amount(figure.value_usd, "USD", figure.qualifier, high, spelt=True)]

    dollars = ("In dollars",) if "value_usd" in table.columns else ()
    between = ("Between",) if "closed" in table.columns else ()
    rows: list[tuple[str, ...]] = [
        ("Statement", "Partner", "Indicator", "Kind", "Value", *between, *dollars, "Period", "Source")
    ]
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
                *(interval_words(interval_of(figure), figure.unit) for _ in between),
                *converted(figure),
                span(*ends) if all(ends) else "",
                figure.source,
            )
        )
    return rows
