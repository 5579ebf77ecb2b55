"""A chart's drawing as SVG, and its plot alone as a report takes it, with what stands where."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from kzdata.charts.frame import Caption, words_around
from kzdata.charts.palette import dark
from kzdata.charts.sheet import Mark, Sheet
from kzdata.charts.theme import Palette

_PLAIN = {"Date": None, "Creator": None, "Format": None, "Type": None}
_LONG = re.compile(r"(?<![\w.#])(-?[1-9]\d*\.\d\d)\d+")
"""A coordinate with more digits than anybody can see; factors below one keep theirs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is drawn on a plot.

    Attributes
    ----------
    figure : str
        The figure whose words state it, as the table names it.
    label : str
        What it says: "trade with China in 2017: $18bn".
    box : tuple of float
        Left, top, width and height in points, from the upper left corner.
    """

    figure: str
    label: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with its key, without the words around it.

    Attributes
    ----------
    svg : str
        The drawing, on no ground.
    width, height : float
        Its size in points.
    marks : tuple of Place
        Which figure stands where.
    """

    svg: str
    width: float
    height: float
    marks: tuple[Place, ...]

    def as_json(self) -> dict[str, object]:
        """Plain values, for a notebook's file; the drawing's colours turn with the reader's light or dark."""
        marks = [asdict(mark) for mark in self.marks]
        return {**asdict(self), "svg": adaptive(self.svg), "marks": marks}


def to_svg(sheet: Sheet, title: str, *, ground: str = "auto") -> str:
    """A sheet as SVG, letters as outlines: the same sheet is the same text every time."""
    buffer = io.StringIO()
    sheet.savefig(buffer, format="svg", metadata={"Title": title, **_PLAIN}, facecolor=ground)
    return _LONG.sub(r"\1", buffer.getvalue())


def to_plot(sheet: Sheet, title: str, labels: Mapping[str, str]) -> Plot:
    """A sheet without words around it as a plot; `labels` say by figure what its sign says."""
    width, height = (72 * float(inches) for inches in sheet.get_size_inches())
    svg = to_svg(sheet, title, ground="none")
    return Plot(svg, width, height, tuple(_places(sheet.marks, labels, height)))


def whole(plot: Plot, caption: Caption, palette: Palette) -> str:
    """A plot with the words around it, as one SVG; it is not drawn again for that."""
    sheet, above = words_around(caption, palette, plot.height / 72)
    words = to_svg(sheet, caption.title)
    head, _, body = plot.svg.partition("<svg ")[2].partition(">")
    # inside another drawing lengths are counted in its units, which are points
    inner = f'<svg y="{72 * above:.2f}" {re.sub(r"(?<=[0-9])pt(?=.)", "", head)}>{body}'
    return f"{words[: words.rindex('</svg>')]}{inner}</svg>\n"


def adaptive(svg: str) -> str:
    """SVG in the theme's colours that are others where the reader has chosen dark pages."""
    rules = "".join(
        f'[style*="{part}: {light}"]{{{part}:{other}!important}}'
        for light, other in dark().items()
        for part in ("fill", "stroke")
        if f"{part}: {light}" in svg
    )
    style = f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>"
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}{style}{svg[start:]}"


def _places(marks: Iterable[Mark], labels: Mapping[str, str], height: float) -> Iterable[Place]:
    for mark in marks:
        box = mark.box
        corner = (box.left, height - box.top, box.right - box.left, box.top - box.bottom)
        left, top, across, down = (round(float(number), 1) for number in corner)
        yield Place(mark.stated, labels[mark.figure_id], (left, top, across, down))
