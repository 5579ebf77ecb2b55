"""What each kind of chart says, at both widths: in golden files; and what it must not say, here."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.text import Text

from kzdata.charts.agreements import plot_agreements
from kzdata.charts.chart import Chart, Note
from kzdata.charts.flows import plot_flows_and_totals
from kzdata.charts.growth import plot_growth
from kzdata.charts.map import plot_map
from kzdata.charts.multiples import plot_small_multiples
from kzdata.charts.ranking import plot_regions
from kzdata.charts.reconciliation import plot_reconciliation
from kzdata.charts.sheet import Sheet
from kzdata.charts.slope import plot_slope
from kzdata.charts.statements import plot_statements
from kzdata.charts.theme import NARROW, WIDTH, theme
from kzdata.charts.tilegrid import plot_tile_grid
from kzdata.charts.treemap import plot_treemap
from kzdata.model import Kind, Period
from kzdata.tables.errors import NotComparable
from kzdata.tables.official import official

GOLDEN = Path(__file__).parent / "golden"

KINDS: dict[str, Callable[[pd.DataFrame], Chart | Note]] = {
    "map": plot_map,
    "map-colours": lambda said: plot_map(said, form="colours", highlight="EAEU"),
    "tile-grid": plot_tile_grid,
    "treemap": plot_treemap,
    "treemap-of-a-year": lambda said: plot_treemap(said, year=2018),
    "regions": lambda said: plot_regions(said, official=official("trade_turnover", "WORLD")),
    "small-multiples": plot_small_multiples,
    "slope": plot_slope,
    "growth": plot_growth,
    "flows-and-totals": lambda said: plot_flows_and_totals(said, partner="NLD"),
    "statements": plot_statements,
    "speakers": lambda said: plot_statements(said, by="speaker"),
    "reconciliation": lambda said: plot_reconciliation(
        said, series=official("trade_turnover", ["CHN", "TUR"])
    ),
    "agreements": plot_agreements,
    "agreements-value": lambda said: plot_agreements(said, unit="USD"),
}


@pytest.fixture
def said(table):
    """What is said of trade, investment and agreements: bounds, a range, targets, growth, several years."""
    stock = {"indicator": "investment", "direction": "in", "partner": ("NLD",)}
    growth = {"kind": Kind.CHANGE, "unit": "percent"}
    signed = {"indicator": "agreements_count", "unit": "count", "period": None}
    return table(
        {"value": 9.4e9, "year": 2009, "publisher": "China Daily", "published": "2010-06-11"},
        {
            "value": 20.4e9,
            "year": 2010,
            "publisher": "China Daily",
            "published": "2011-06-13",
            "speaker": "Wen",
        },
        {"value": 40e9, "year": 2015, "modality": "target", "published": "2013-09-03", "speaker": "Xi"},
        {
            "value": 18e9,
            "year": 2017,
            "publisher": "Ministry of Commerce of China",
            "published": "2018-05-31",
        },
        {"value": 37.4, "year": 2017, "published": "2018-05-31", **growth},
        {"value": 5e9, "period": Period.of_months(2018, 1, 3)},
        {"value": 16e9, "year": 2017, "partner": ("RUS",)},
        {"value": 18.2e9, "year": 2018, "partner": ("RUS",)},
        {"value": 14, "year": 2018, "partner": ("RUS",), "qualifier": "over", **growth},
        {"value": 20e9, "year": 2019, "partner": ("RUS",), "qualifier": "almost", "published": "2020-03-10"},
        {"value": 3.3e9, "year": 2017, "partner": ("TUR",), "qualifier": "about"},
        {"value": 2e9, "value_high": 2.5e9, "year": 2018, "partner": ("TUR",), "qualifier": "range"},
        {"value": -12, "year": 2018, "partner": ("TUR",), **growth},
        {"value": 60e6, "year": 2019, "partner": ("MNG",), "qualifier": "about"},
        {"value": 55e9, "year": 2018, "partner": ("EU",)},
        {"value": 90.4e9, "years": (1991, 2019), **stock},
        {"value": 8.3e9, "year": 2018, "qualifier": "over", **stock},
        {"value": 6.1e9, "year": 2017, **stock},
        {"value": 40, "partner": ("GBR",), **signed},
        {"value": 100, "partner": ("AZE",), "qualifier": "over", **signed},
        {"value": 30, "partner": ("AZE",), "modality": "forecast", **signed},
        {"value": 23e9, "indicator": "agreements_value", "qualifier": "over"},
    )


def drawn(chart: Chart, width: float) -> list[str]:
    """The words on the drawing at one width, without those around it."""
    with theme(width) as palette:
        sheet, axes = chart.draw(type(chart.caption)(), palette)
    return [text.get_text() for text in words_on(sheet, axes)]


def words_on(sheet: Sheet, axes: Axes) -> list[Text]:
    """The texts that can be seen on a drawing."""
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()] if axes.axison else []
    return [text for text in (*sheet.texts, *axes.texts, *ticks) if text.get_text()]


def told(chart: Chart) -> str:
    """All that a chart says, line by line."""
    parts = {name: getattr(chart, name) for name in ("title", "subtitle", "note", "source", "alt")}
    wide, narrow = drawn(chart, WIDTH), drawn(chart, NARROW)
    lines = [f"{name}: {text}" for name, text in parts.items()]
    return "\n".join([*lines, "", "wide:", *wide, "", "narrow:", *narrow, ""])


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_says_what_its_golden_file_says(name, said):
    """A golden file that is missing is written: look at it before you keep it."""
    path, now = GOLDEN / f"{name}.txt", told(KINDS[name](said))
    if not path.exists():
        path.write_text(now, encoding="utf-8")
        pytest.fail(f"{path.name} did not exist; it is written now.")
    assert now == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [WIDTH, NARROW])
@pytest.mark.parametrize("name", KINDS)
def test_no_word_of_a_kind_is_cut(name, width, said):
    chart = KINDS[name](said)
    with theme(width) as palette:
        sheet, axes = chart.draw(chart.caption, palette)
        sheet.draw_without_rendering()
        page = sheet.bbox
        boxes = [(text.get_text(), text.get_window_extent()) for text in words_on(sheet, axes)]
    slack = 2.0
    cut = [
        text
        for text, box in boxes
        if box.x0 < -slack or box.x1 > page.x1 + slack or box.y0 < -slack or box.y1 > page.y1 + slack
    ]
    assert cut == []


@pytest.mark.parametrize("name", KINDS)
def test_every_sign_of_a_kind_leads_to_a_figure_of_the_table(name, said):
    chart = KINDS[name](said)
    marks = chart.plot().marks
    assert marks
    assert {mark.figure for mark in marks} <= {
        one for one in chart.figures["figure_id"] if isinstance(one, str)
    }


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_without_figures_is_a_sentence(name, table):
    assert str(KINDS[name](table())).startswith("No ")


def test_a_slope_claims_no_fall_that_bounds_leave_open(table):
    turkey = {"partner": ("TUR",)}
    chart = plot_slope(
        table(
            {"value": 2e9, "year": 2017, "qualifier": "almost", **turkey},
            {"value": 1.9e9, "year": 2018, "qualifier": "over", **turkey},
            {"value": 16e9, "year": 2017},
            {"value": 15e9, "year": 2018},
        )
    )
    assert chart.title == "Of these partners, trade with China fell most: from $16bn in 2017 to $15bn in 2018"
    assert {"fell", "bounds leave it open"} <= set(drawn(chart, WIDTH))


def test_a_slope_takes_the_years_that_most_partners_have(said):
    assert plot_slope(said).subtitle.endswith("full years 2017 and 2018, as stated")


def test_investment_of_two_directions_shares_no_map(table):
    both = ({"direction": "in"}, {"direction": "out", "partner": ("RUS",)})
    with pytest.raises(NotComparable):
        plot_map(table(*({"indicator": "investment", **one} for one in both)), indicator="investment")


def test_a_map_of_near_partners_is_seen_from_kazakhstan(table):
    near = [{"partner": (code,)} for code in ("CHN", "DEU", "JPN")]
    with_far = [*near, {"partner": ("USA",)}]
    heights = [plot_map(table(*said)).plot().height for said in (near, with_far)]
    assert heights[0] > heights[1]


def test_a_treemap_of_several_years_says_that_it_is_no_total(said):
    assert plot_treemap(said).note.startswith("The partners' figures are of different years")
    assert "different years" not in plot_treemap(said, year=2018).note


def test_statements_that_agree_with_the_partners_account_alone_are_not_called_wrong(table):
    chart = plot_reconciliation(table({"value": 28.6e9, "year": 2013}))
    assert (
        chart.title == "The one stated sum agrees with statistics found elsewhere: trade with China in 2013"
    )
    assert "the partner's statistics" in drawn(chart, WIDTH)


def test_agreements_are_never_added_up(table):
    signed = {"indicator": "agreements_count", "unit": "count", "period": None}
    chart = plot_agreements(
        table(
            {"value": 40, "published": "2015-11-03", **signed},
            {"value": 60, "published": "2019-08-28", **signed},
        )
    )
    assert chart.title == "Agreements with China came to 60 as of 28 Aug 2019"
    assert chart.note == "Not drawn: 1 figure stated earlier or beside another."
