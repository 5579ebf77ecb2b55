"""Figures on Kazakhstan's trade and investment: from what officials say to tables, charts and reports.

>>> import kzdata as kz
>>> [figure.quote for figure in kz.extract("Trade with Asia grew 23%, to $13.3bn.")]
['23%', '$13.3bn']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzdata.charts.balance import plot_balance
    from kzdata.charts.investment import plot_investment
    from kzdata.charts.prose import certainty, coverage, headline, sources
    from kzdata.charts.ranking import plot_ranking, plot_regions
    from kzdata.charts.series import plot_series
    from kzdata.charts.table import figure_table
    from kzdata.charts.tiles import tiles
    from kzdata.errors import KzdataError
    from kzdata.model import Figure, Period, Statement
    from kzdata.reading.extract import extract
    from kzdata.reading.statements import read_statement
    from kzdata.reports.render import render
    from kzdata.tables.corpus import figures
    from kzdata.tables.formats import read_figures, to_csv, to_jsonl, to_parquet
    from kzdata.tables.official import official

_HOMES = {
    "certainty": "charts.prose",
    "coverage": "charts.prose",
    "extract": "reading.extract",
    "Figure": "model",
    "figure_table": "charts.table",
    "figures": "tables.corpus",
    "headline": "charts.prose",
    "KzdataError": "errors",
    "official": "tables.official",
    "Period": "model",
    "plot_balance": "charts.balance",
    "plot_investment": "charts.investment",
    "plot_ranking": "charts.ranking",
    "plot_regions": "charts.ranking",
    "plot_series": "charts.series",
    "read_figures": "tables.formats",
    "read_statement": "reading.statements",
    "render": "reports.render",
    "sources": "charts.prose",
    "Statement": "model",
    "tiles": "charts.tiles",
    "to_csv": "tables.formats",
    "to_jsonl": "tables.formats",
    "to_parquet": "tables.formats",
}
"""Where each public name lives; it is imported when it is first used, so that importing kzdata costs nothing."""

__all__ = list(_HOMES)  # noqa: PLE0604  (names, as the type checker sees them above)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
