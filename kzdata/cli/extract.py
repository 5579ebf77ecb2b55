"""``kzdata extract``: the figures of some texts, as a table, JSON lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

from kzdata.cli.inputs import Files, Language, Published, Publisher, Title, Url, read_inputs
from kzdata.model import COLUMNS, Figure


class Format(StrEnum):
    """What the figures are written as."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def extract(
    files: Files,
    form: Annotated[Format, typer.Option("--format", help="Where the figures go on to.")] = Format.TABLE,
    title: Title = "",
    publisher: Publisher = "",
    published: Published = "",
    url: Url = "",
    language: Language = "",
) -> None:
    """Read the figures that texts state: value, unit, qualifier, period, partner, indicator, and the words.

    A text that cannot be read is named on standard error and does not stop the others; then the exit code is
    1, or 2 if none could be read. What is given by an option wins over what the texts say.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # what other programs read must not depend on the locale
    from kzdata.reading import Given

    given = Given(title=title, publisher=publisher, published=published, url=url, language=language)
    inputs = read_inputs(files, given)
    if inputs.texts:
        _WRITERS[form](inputs.figures)
    inputs.leave()


def _write_jsonl(found: Iterable[Figure]) -> None:
    for figure in found:
        typer.echo(json.dumps(figure.row(), ensure_ascii=False))


def _write_csv(found: Iterable[Figure]) -> None:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for figure in found:
        writer.writerow({**figure.row(), "partner": ";".join(figure.partner)})


def _write_table(found: Iterable[Figure]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Words", "Value", "Unit", "Indicator", "Partner", "Period", "Speaker"):
        table.add_column(heading, justify="right" if heading == "Value" else "left", overflow="fold")
    for figure in found:
        table.add_row(
            figure.quote,
            _number(figure),
            figure.unit,
            _what(figure),
            " ".join(figure.partner),
            str(figure.period or ""),
            figure.speaker,
        )
    console = Console(markup=False, highlight=False, emoji=False)
    console.width = console.width if console.is_terminal else _WIDE
    console.print(table)


_WIDE = 160
"""Columns of a table that no terminal gives a width."""

_WRITERS = {Format.TABLE: _write_table, Format.JSONL: _write_jsonl, Format.CSV: _write_csv}


def _number(figure: Figure) -> str:
    high = "" if figure.value_high is None else f" to {figure.value_high:,g}"
    qualifier = "" if figure.qualifier in {"exact", "range"} else f"{figure.qualifier.replace('_', ' ')} "
    return f"{qualifier}{figure.value:,.12g}{high}"


def _what(figure: Figure) -> str:
    notes = [
        part
        for part in (figure.kind, figure.modality, figure.direction)
        if part not in {None, "level", "actual"}
    ]
    return figure.indicator + (f" ({', '.join(str(note) for note in notes)})" if notes else "")
