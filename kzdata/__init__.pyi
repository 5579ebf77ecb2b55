from .charts.agreements import plot_agreements
from .charts.balance import plot_balance
from .charts.certainty import certainty
from .charts.checks import audit_table, changes_table, quality_table, reconciliation_table, summary_table
from .charts.comparable import in_years
from .charts.flows import plot_flows_and_totals
from .charts.growth import plot_growth
from .charts.investment import plot_investment
from .charts.map import plot_map
from .charts.methods import methodology
from .charts.multiples import plot_small_multiples
from .charts.profiles import key_points, profile_table, targets_table
from .charts.prose import coverage, headline, news_headline, sources
from .charts.ranking import plot_ranking, plot_regions
from .charts.reconciliation import plot_reconciliation
from .charts.series import plot_series
from .charts.slope import plot_slope
from .charts.statements import plot_statements
from .charts.table import figure_table
from .charts.tilegrid import plot_tile_grid
from .charts.tiles import tally, tiles
from .charts.treemap import plot_treemap
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
from .tables.currency import as_stated, doubted_currencies, to_currency
from .tables.filters import only
from .tables.formats import read_figures, to_csv, to_jsonl, to_parquet
from .tables.implied import implied
from .tables.intervals import Interval
from .tables.money import to_usd
from .tables.official import official
from .tables.profile import profile, targets
from .tables.rates import read_rates
from .tables.reconcile import reconcile
from .tables.revisions import changes, history
from .tables.schema import validate
from .tables.sdmx import to_sdmx
from .tables.select import annual, by_region, latest_by_partner, summary
from .tables.sql import sql
from .tables.units import unit_of

__all__ = [
    "Figure",
    "Interval",
    "KzdataError",
    "Period",
    "Statement",
    "annual",
    "area",
    "as_stated",
    "audit",
    "audit_table",
    "bounds",
    "browse",
    "by_region",
    "certainty",
    "changes",
    "changes_table",
    "columns",
    "comparable",
    "coverage",
    "doubted_currencies",
    "explore",
    "extract",
    "figure_table",
    "figures",
    "find_area",
    "headline",
    "history",
    "implied",
    "in_years",
    "key_points",
    "latest_by_partner",
    "members",
    "methodology",
    "news_headline",
    "official",
    "only",
    "plot_agreements",
    "plot_balance",
    "plot_flows_and_totals",
    "plot_growth",
    "plot_investment",
    "plot_map",
    "plot_ranking",
    "plot_reconciliation",
    "plot_regions",
    "plot_series",
    "plot_slope",
    "plot_small_multiples",
    "plot_statements",
    "plot_tile_grid",
    "plot_treemap",
    "profile",
    "profile_table",
    "quality_table",
    "read_figures",
    "read_rates",
    "read_statement",
    "reconcile",
    "reconciliation_table",
    "render",
    "sources",
    "sql",
    "summary",
    "summary_table",
    "tally",
    "targets",
    "targets_table",
    "tiles",
    "to_csv",
    "to_currency",
    "to_jsonl",
    "to_parquet",
    "to_sdmx",
    "to_usd",
    "unit_of",
    "validate",
]
