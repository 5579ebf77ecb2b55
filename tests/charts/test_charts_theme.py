"""The look of charts: one theme, the user's settings untouched, the same bytes every time, nothing cut."""

import re

import matplotlib as mpl
import pytest

from kzdata.charts.chart import SVG
from kzdata.charts.ranking import plot_ranking
from kzdata.charts.series import plot_series
from kzdata.charts.theme import WIDTH, theme


def test_drawing_leaves_the_users_settings_as_they_were(trade):
    with mpl.rc_context({"lines.linewidth": 7.5}):
        before = dict(mpl.rcParams)
        plot_ranking(trade).svg()
        assert dict(mpl.rcParams) == before


def test_the_users_settings_do_not_change_a_chart(trade):
    plain = plot_ranking(trade).svg()
    with mpl.rc_context({"font.family": "DejaVu Serif", "axes.facecolor": "red", "text.usetex": False}):
        assert plot_ranking(trade).svg() == plain


def test_pyplot_knows_nothing_of_a_chart(trade):
    from matplotlib import pyplot

    plot_ranking(trade)
    assert pyplot.get_fignums() == []


@pytest.mark.parametrize("plot", [plot_series, plot_ranking])
def test_the_same_chart_is_the_same_bytes(plot, trade):
    assert plot(trade).svg() == plot(trade).svg()


def test_an_svg_needs_no_font_and_no_network(trade):
    svg = plot_ranking(trade).svg()
    assert "<text" not in svg
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', svg))


def test_notebooks_get_the_picture_with_its_alt_text(trade):
    chart = plot_ranking(trade)
    data, metadata = chart._repr_mimebundle_()
    assert data[SVG].startswith("<?xml")
    assert metadata == {SVG: {"alt": chart.alt}}


def test_long_findings_break_into_lines_within_the_page(trade):
    title = (
        "Trade with the partners of whom statements speak grew by more than anybody had foreseen at the time"
    )
    chart = plot_ranking(trade, title=title)
    with theme():
        boxes = [text.get_window_extent() for text in (*chart.figure.texts, *chart.axes.texts)]
    assert max(box.x1 for box in boxes) <= WIDTH * chart.figure.dpi + 1
    assert min(box.x0 for box in boxes) >= -1


def test_labels_of_points_do_not_cover_each_other(trade):
    chart = plot_series(trade[[codes == ("CHN",) for codes in trade["partner"]]])
    with theme():
        boxes = [text.get_window_extent() for text in chart.axes.texts]
    assert not any(one.overlaps(other) for one in boxes for other in boxes if one is not other)
