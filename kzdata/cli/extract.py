"""``kzdata extract``: the figures of some texts, as a table, JSON lines, CSV or a page."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, TextIO

import typer

from kzdata.cli.inputs import Files, Inputs, Language, Published, Publisher, Title, Url, read_inputs
from kzdata.cli.output import Output, console_on, form_of, opened
from kzdata.model import COLUMNS, Figure


class Format(StrEnum):
    """What the figures are written as."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


def extract(
    files: Files,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Left out: by the suffix of FILE, else a table.", show_default=False),
    ] = None,
    output: Output = None,
    title: Title = "",
    publisher: Publisher = "",
    published: Published = "",
    url: Url = "",
    language: Language = "",
) -> None:
    """Read the figures that texts state: value, unit, qualifier, period, partner, indicator, and the words.

    As html, it is a page of the texts themselves with their figures marked, that opens without a network.
    A text that cannot be read is named on standard error and does not stop the others; then the exit code is
    1, or 2 if none could be read. What is given by an option wins over what the texts say.
    """
    from kzdata.reading import Given

    form = form or form_of(output, Format)
    given = Given(title=title, publisher=publisher, published=published, url=url, language=language)
    inputs = read_inputs(files, given)
    if inputs.texts:
        with opened(output) as file:
            _WRITERS[form](inputs, file)
    inputs.leave()


def _write_jsonl(inputs: Inputs, file: TextIO) -> None:
    file.writelines(json.dumps(figure.row(), ensure_ascii=False) + "\n" for figure in inputs.figures)


def _write_csv(inputs: Inputs, file: TextIO) -> None:
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for figure in inputs.figures:
        writer.writerow({**figure.row(), "partner": ";".join(figure.partner)})


def _write_html(inputs: Inputs, file: TextIO) -> None:
    from kzdata.lab.page import page_html

    file.write(page_html(inputs.texts) + "\n")


def _write_table(inputs: Inputs, file: TextIO) -> None:
    print_figures(inputs.figures, file)


def print_figures(figures: Iterable[Figure], file: TextIO) -> None:
    """Write figures as a table for people to read."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Words", "Value", "Unit", "Indicator", "Partner", "Period", "Speaker"):
        table.add_column(heading, justify="right" if heading == "Value" else "left", overflow="fold")
    for figure in figures:
        table.add_row(
            figure.quote,
            _number(figure),
            figure.unit,
            _what(figure),
            " ".join(figure.partner),
            str(figure.period or ""),
            figure.speaker,
        )
    console_on(file).print(table)


_WRITERS = {
    Format.TABLE: _write_table,
    Format.JSONL: _write_jsonl,
    Format.CSV: _write_csv,
    Format.HTML: _write_html,
}


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
