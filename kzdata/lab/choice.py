"""What is chosen in the explorer: the figures kept, the chart drawn, the cell and report it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kzdata.charts.balance import plot_balance
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import in_years
from kzdata.charts.investment import plot_investment
from kzdata.charts.ranking import plot_ranking, plot_regions
from kzdata.charts.series import plot_series
from kzdata.model import Kind
from kzdata.tables.filters import Filters

if TYPE_CHECKING:
    import pandas as pd

PLOTS = MappingProxyType({
    "series": plot_series,
    "ranking": plot_ranking,
    "regions": plot_regions,
    "balance": plot_balance,
    "investment": plot_investment,
})  # fmt: skip
"""The charts to choose from, by the name of their choice."""

WITHOUT_INDICATOR = frozenset({"balance", "investment"})
"""Charts that draw indicators of their own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; empty where nothing is.

    Attributes
    ----------
    chart : str
        One of `PLOTS`.
    partners : tuple of str
        Codes of countries.
    region : str
        Code of a region or bloc: its members, where no partner is named.
    indicator, kind, publisher : str
        As the table has them.
    years : tuple of int
        The first and the last.
    direction : str
        For investment, loans and visits: in, out or both.
    """

    chart: str = "series"
    partners: tuple[str, ...] = ()
    region: str = ""
    indicator: str = "trade_turnover"
    kind: str = Kind.LEVEL.value
    publisher: str = ""
    years: tuple[int, int] | None = None
    direction: str = ""

    def filters(self) -> dict[str, object]:
        """The arguments of `kzdata.figures` that keep what is asked for.

        Examples
        --------
        >>> Choice(partners=("CHN",)).filters()
        {'partner': 'CHN', 'indicator': 'trade_turnover', 'kind': 'level'}
        """
        asked: dict[str, object] = {}
        if self.partners:
            asked["partner"] = self.partners[0] if len(self.partners) == 1 else list(self.partners)
        elif self.region:
            asked |= {"partner": self.region, "members": True}
        if self.indicator and self.chart not in WITHOUT_INDICATOR:
            asked["indicator"] = self.indicator
        if self.kind:
            asked["kind"] = self.kind
        if self.publisher:
            asked["publisher"] = self.publisher
        return asked

    def rows(self, figures: pd.DataFrame) -> pd.DataFrame:
        """The figures asked for, of those given."""
        asked = self.filters()
        # partners are looked up row by row: what is quickly left out goes first
        whose = {name: asked.pop(name) for name in ("partner", "members") if name in asked}
        for arguments in (asked, whose):
            figures = Filters.of(**arguments).apply(figures)  # type: ignore[arg-type]
        return in_years(figures, *self.years) if self.years else figures

    def options(self) -> dict[str, object]:
        """The arguments of the chart's function."""
        asked: dict[str, object] = {}
        if self.chart not in WITHOUT_INDICATOR and self.indicator != "trade_turnover":
            asked["indicator"] = self.indicator
        if self.chart not in WITHOUT_INDICATOR and self.direction:
            asked["direction"] = self.direction
        if self.chart == "balance":
            # it is drawn of one partner
            asked["partner"] = self.partners[0] if self.partners else self.region or "WORLD"
        return asked

    def draw(self, rows: pd.DataFrame) -> Chart | Note:
        """The chart of the rows."""
        plot = PLOTS[self.chart]
        drawn: Chart | Note = plot(rows, **self.options())  # type: ignore[operator]
        return drawn

    def code(self, *, own_table: bool = False) -> str:
        """The cell that makes the same chart.

        Parameters
        ----------
        own_table : bool
            Whether other figures are explored than those that come with kzdata: the cell calls them `table`.

        Examples
        --------
        >>> print(Choice(partners=("CHN",), years=(2010, 2015)).code())
        import kzdata as kz
        <BLANKLINE>
        figures = kz.figures(partner='CHN', indicator='trade_turnover', kind='level')
        figures = kz.in_years(figures, 2010, 2015)
        kz.plot_series(figures)
        """
        lines = ["import kzdata as kz", ""]
        if own_table:
            lines.append(f"figures = kz.explore(table, {_arguments(self._chosen())}).rows")
        else:
            lines.append(f"figures = kz.figures({_arguments(self.filters())})")
        if self.years and not own_table:
            lines.append(f"figures = kz.in_years(figures, {self.years[0]}, {self.years[1]})")
        plot: str = PLOTS[self.chart].__name__
        lines.append(f"kz.{plot}({', '.join(filter(None, ('figures', _arguments(self.options()))))})")
        return "\n".join(lines)

    def _chosen(self) -> dict[str, object]:
        """What is chosen, as `kzdata.explore` takes it."""
        own = {name: getattr(self, name) for name in self.__slots__ if name != "direction"}
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in own.items() if value
        }

    def report(self) -> tuple[str, dict[str, object]]:
        """The report that tells more of it, and its parameters.

        Examples
        --------
        >>> Choice(partners=("CHN",), years=(2010, 2015)).report()
        ('partner', {'partner': 'CHN', 'start_year': 2010, 'end_year': 2015})
        """
        whose = self.partners[0] if len(self.partners) == 1 else "" if self.partners else self.region
        name = "partner" if whose else "overview"
        known: dict[str, object] = {"partner": whose} if whose else {}
        if self.years:
            known |= {"start_year": self.years[0], "end_year": self.years[1]}
        return name, {key: value for key, value in known.items() if key in _declared(name)}

    def report_code(self) -> str:
        """The cell that makes that report.

        Examples
        --------
        >>> print(Choice(partners=("CHN",)).report_code())
        kz.render('partner', partner='CHN')
        """
        name, parameters = self.report()
        return f"kz.render({', '.join(filter(None, (repr(name), _arguments(parameters))))})"


def _arguments(named: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in named.items())


@cache
def _declared(report: str) -> frozenset[str]:
    return frozenset(_names(report))


def _names(report: str) -> Iterator[str]:
    from kzdata.reports.notebooks import find_notebook, read_notebook
    from kzdata.reports.parameters import parameters

    return (parameter.name for parameter in parameters(read_notebook(find_notebook(report).path)))
