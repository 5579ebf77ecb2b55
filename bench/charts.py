"""How long the charts of one report take to be chosen and drawn, at both widths."""

from __future__ import annotations

import ast
import gc
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import nbformat

from kzdata.charts.chart import Chart, Note

_RUNS = 5


def seconds(notebook: Path) -> tuple[int, float]:
    """The number of charts in a report by its own parameters, and the processor's seconds for all of them.

    What a program pays once, such as for fonts, is paid before.
    """
    cells = [cell.source for cell in nbformat.read(notebook, 4).cells if cell.cell_type == "code"]  # type: ignore[no-untyped-call]
    _run(cells)
    # as in the kernels of reports: what is there already is not looked through for garbage
    gc.collect()
    gc.freeze()
    runs = [_run(cells) for _ in range(_RUNS)]
    gc.unfreeze()
    return runs[0][0], median(taken for _, taken in runs)


def _run(cells: list[str]) -> tuple[int, float]:
    names: dict[str, Any] = {}
    charts, taken = 0, 0.0
    for source in cells:
        tree = ast.parse(source)
        start = process_time()
        shown = None
        for statement in tree.body:
            if isinstance(statement, ast.Expr):
                shown = eval(compile(ast.Expression(statement.value), "cell", "eval"), names)  # noqa: S307
            else:
                exec(compile(ast.Module([statement], []), "cell", "exec"), names)  # noqa: S102
        if isinstance(shown, Chart | Note):
            shown._repr_mimebundle_()
            charts += isinstance(shown, Chart)
            taken += process_time() - start
    return charts, taken
