"""The figures that a notebook declares it used: collected from its outputs, written as CSV.

A notebook declares them by displaying an object whose outputs hold `MIME`: a list of rows, each a mapping of
column to value with the same columns in the same order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kzdata.tables.cells import csv_cell

if TYPE_CHECKING:
    from nbformat import NotebookNode

MIME = "application/vnd.kzdata.figures+json"

Row = Mapping[str, object]

_SKIPPED = re.compile(r"^.*: SkippedStatementWarning: (.*)$", re.MULTILINE)
"""As Python writes a warning: file, line, category, message."""


def declared_figures(notebook: NotebookNode) -> list[Row]:
    """The rows that an executed notebook declares, in order, each once.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> shown = new_output("display_data", data={MIME: [{"value": 5}, {"value": 5}]})
    >>> declared_figures(new_notebook(cells=[new_code_cell(outputs=[shown])]))
    [{'value': 5}]
    """
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    rows = [row for output in outputs for row in output.get("data", {}).get(MIME, ())]
    return list({json.dumps(row, sort_keys=True): dict(row) for row in rows}.values())


def skipped_statements(notebook: NotebookNode) -> tuple[str, ...]:
    """Why statements were left out, as the warnings in an executed notebook say, each once.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> said = "<cell>:3: SkippedStatementWarning: a.md: there is no text in it."
    >>> cell = new_code_cell(outputs=[new_output("stream", name="stderr", text=said)])
    >>> skipped_statements(new_notebook(cells=[cell]))
    ('a.md: there is no text in it.',)
    """
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    said = "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stderr")
    return tuple(dict.fromkeys(_SKIPPED.findall(said)))


def to_csv(rows: Iterable[Row]) -> str:
    r"""Rows as CSV, as `kzdata.tables` writes it: lists joined with semicolons, unknown cells empty.

    Examples
    --------
    >>> to_csv([{"value": 2e9, "partner": ["CHN", "RUS"], "speaker": None}])
    'value,partner,speaker\n2000000000,CHN;RUS,\n'
    """
    rows = list(rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines: list[list[object]] = [list(columns), *([row.get(name) for name in columns] for row in rows)]
    return "".join(",".join(map(csv_cell, line)) + "\n" for line in lines)


def data_date(rows: Iterable[Row]) -> str:
    """The publication date of the latest statement among `rows`, as far as known; empty if no row tells it.

    Examples
    --------
    >>> data_date([{"published": "2017-12-25"}, {"published": "2018-05-31", "published_as": "2018-05"}])
    '2018-05'
    """
    dated = [row for row in rows if row.get("published")]
    latest = max(dated, key=lambda row: str(row["published"]), default={})
    return str(latest.get("published_as") or latest.get("published", ""))[:10]


def statements(rows: Iterable[Row]) -> dict[str, str | None]:
    """The checksums of the statements that `rows` come from, by id; None where the rows do not tell it."""
    found: dict[str, str | None] = {}
    for row in rows:
        if row.get("statement_id"):
            checksum = row.get("statement_sha256")
            found[str(row["statement_id"])] = str(checksum) if checksum else None
    return found
