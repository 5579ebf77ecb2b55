"""``kzdata changes``: what has been said since a day that is new, revised or contradicted."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from kzdata.cli.output import Output, console_on, form_of
from kzdata.cli.tables import Form, Format, Indicators, Partners, Sources, check_target, tell_skipped, write

if TYPE_CHECKING:
    import pandas as pd


def changes(
    since: Annotated[str, typer.Option(help="The first day of publication: 2018-06-01, 2018-06 or 2018.")],
    source: Sources = None,
    partner: Partners = None,
    indicator: Indicators = None,
    form: Form = None,
    output: Output = None,
) -> None:
    """List what has been said since a day that is new, revises what was said, or contradicts others.

    Each figure that is not new names what stood before. Figures without a period cannot be compared with
    earlier ones: how many they are is told on standard error.
    """
    from kzdata.tables import corpus, revisions  # pandas: --help must not wait for it
    from kzdata.tables.errors import SkippedStatementWarning

    form = form or form_of(output, Format)
    check_target(form, output)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedStatementWarning)  # they are told below, a line each
        table = corpus.figures(source or None, partner=partner or None, indicator=indicator or None)
    found = revisions.changes(table, since)
    write(found, form, output, _show)
    for reason, count in found.attrs["left_out"].items():
        if count:
            typer.echo(f"left out: {count} with {reason}", err=True)
    tell_skipped(table.attrs["skipped"])


def _show(found: pd.DataFrame, file: TextIO) -> None:
    from rich.table import Table

    from kzdata.charts.numbers import amount, span

    counts = found["news"].value_counts(sort=False)
    told = ", ".join(f"{news} {count}" for news, count in counts.items() if count) or "none"
    shown = Table(caption=f"Changes: {told}.", box=None, caption_justify="left")
    for heading in ("News", "Partner", "Indicator", "Kind", "Value", "Period", "Source", "Before"):
        shown.add_column(heading, justify="right" if heading == "Value" else "left")
    figure: Any
    for figure in found.itertuples():
        high = figure.value_high if figure.value_high == figure.value_high else None
        shown.add_row(
            figure.news,
            ", ".join(figure.partner),
            figure.indicator,
            figure.kind if figure.modality == "actual" else f"{figure.kind}, {figure.modality}",
            amount(figure.value, figure.unit, figure.qualifier, high, spelt=True),
            span(figure.period_start.date(), figure.period_end.date()),
            figure.source,
            "" if figure.news == "new" else f"{figure.quote_before} ({figure.source_before})",
        )
    console_on(file).print(shown)
