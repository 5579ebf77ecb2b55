from .charts.balance import plot_balance
from .charts.comparable import in_years
from .charts.investment import plot_investment
from .charts.prose import certainty, coverage, headline, sources
from .charts.ranking import plot_ranking, plot_regions
from .charts.series import plot_series
from .charts.table import figure_table
from .charts.tiles import tiles
from .errors import KzdataError
from .lab.browser import browse
from .lab.explorer import explore
from .lexicon.areas import area, find_area, members
from .model import Figure, Period, Statement
from .reading.extractor import extract
from .reading.statements import read_statement
from .reports.render import render
from .tables.about import columns
from .tables.audit import audit
from .tables.bounds import bounds
from .tables.comparable import comparable
from .tables.corpus import figures
from .tables.formats import read_figures, to_csv, to_jsonl, to_parquet
from .tables.implied import implied
from .tables.intervals import Interval
from .tables.money import to_usd
from .tables.official import official
from .tables.rates import read_rates
from .tables.reconcile import reconcile
from .tables.revisions import changes, history
from .tables.schema import validate
from .tables.sdmx import to_sdmx
from .tables.select import annual, by_region, latest_by_partner, summary
from .tables.sql import sql

__all__ = [
    "Figure",
    "Interval",
    "KzdataError",
    "Period",
    "Statement",
    "annual",
    "area",
    "audit",
    "bounds",
    "browse",
    "by_region",
    "certainty",
    "changes",
    "columns",
    "comparable",
    "coverage",
    "explore",
    "extract",
    "figure_table",
    "figures",
    "find_area",
    "headline",
    "history",
    "implied",
    "in_years",
    "latest_by_partner",
    "members",
    "official",
    "plot_balance",
    "plot_investment",
    "plot_ranking",
    "plot_regions",
    "plot_series",
    "read_figures",
    "read_rates",
    "read_statement",
    "reconcile",
    "render",
    "sources",
    "sql",
    "summary",
    "tiles",
    "to_csv",
    "to_jsonl",
    "to_parquet",
    "to_sdmx",
    "to_usd",
    "validate",
]
