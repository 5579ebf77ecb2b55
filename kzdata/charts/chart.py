"""What a chart is: a value with a finding, a source and a text for those who cannot see it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.charts import wording
from kzdata.charts.frame import Caption
from kzdata.charts.linked import linked_html
from kzdata.charts.plot import Plot, to_plot, to_svg, whole
from kzdata.charts.theme import NARROW, WIDTH, Palette, theme
from kzdata.charts.words import words
from kzdata.errors import KzdataError
from kzdata.tables.formats import to_csv
from kzdata.tables.schema import NAMES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from kzdata.charts.sheet import Sheet

SVG = "image/svg+xml"
CHART = "application/vnd.kzdata.chart.v1+json"
"""What a report sets a chart from: its words, its plot at two widths with what stands where, its rows."""

Draw = Callable[[Caption, Palette], "tuple[Sheet, Axes]"]


class NothingToDraw(KzdataError):
    """A picture was asked for where there is no figure to draw.

    Attributes
    ----------
    reason : str
        The sentence that stands in the chart's place.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{reason} Widen the years or the partners, or test for a Note before saving.")


@dataclass(frozen=True, eq=False)
class Chart:
    """A drawn chart. Notebooks show it by itself; `save` writes it to a file.

    Attributes
    ----------
    draw : callable
        Draws it with a caption, under a palette: for a sheet as wide as that says.
    caption : Caption
        The words around it: title (what the chart finds), subtitle (indicator, unit, period, basis), source
        (where the figures come from) and note (what was left out), all made from the data.
    alt : str
        The chart in words, made from the data.
    figures : pandas.DataFrame
        The rows that are drawn.
    language : str
        ISO 639-1 code of its words.
    """

    draw: Draw = field(repr=False)
    caption: Caption
    alt: str = field(repr=False)
    figures: pd.DataFrame = field(repr=False)
    language: str = "en"

    @property
    def title(self) -> str:
        """What the chart finds, in a sentence."""
        return self.caption.title

    @property
    def subtitle(self) -> str:
        """Indicator, unit, period and basis."""
        return self.caption.subtitle

    @property
    def source(self) -> str:
        """Where the figures come from."""
        return self.caption.source

    @property
    def note(self) -> str:
        """What was left out, and why; empty if nothing."""
        return self.caption.note

    @property
    def figure(self) -> Sheet:
        """The drawing, for those who want to change it; pyplot does not know it."""
        return self._drawn[0]

    @property
    def axes(self) -> Axes:
        """Its axes."""
        return self._drawn[1]

    @cached_property
    def _drawn(self) -> tuple[Sheet, Axes]:
        with theme() as palette:
            return self.draw(self.caption, palette)

    def svg(self) -> str:
        """The chart as SVG, letters as outlines: the same chart is the same text every time."""
        with theme() as palette:
            if "_drawn" in vars(self):
                # somebody may have changed it
                return to_svg(self.figure, self.title)
            return whole(self._wide, self.caption, palette)

    def plot(self, width: float = WIDTH) -> Plot:
        """The plot and its key alone, without the words around them, on a sheet of that width.

        Parameters
        ----------
        width : float
            Inches.
        """
        with theme(width) as palette:
            sheet, _ = self.draw(Caption(), palette)
            return to_plot(sheet, self.title, self._labels)

    @cached_property
    def _wide(self) -> Plot:
        return self.plot()

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """What the sign of each figure says to somebody who points at it, by figure."""
        says = words(self.language)
        rows = wording.rows_of(self.figures)
        return {row.figure_id: wording.label(row, says) for row in rows if hasattr(row, "figure_id")}

    def save(self, path: str | Path) -> Path:
        """Write the chart to `path`: .svg, .png or .pdf.

        Returns
        -------
        pathlib.Path
            The file written.
        """
        path = Path(path)
        if path.suffix == ".svg":
            path.write_text(self.svg(), encoding="utf-8")
        else:
            with theme():
                self.figure.savefig(path)
        return path

    def _repr_mimebundle_(
        self,
        **_limits: object,
    ) -> tuple[dict[str, object], dict[str, dict[str, str]]]:
        parts = {name: getattr(self, name) for name in ("title", "subtitle", "note", "source", "alt")}
        table = io.StringIO()
        to_csv(self.figures[[name for name in NAMES if name in self.figures.columns]], table)
        for_reports = {
            **parts,
            "wide": self._wide.as_json(),
            "narrow": self.plot(NARROW).as_json(),
            "csv": table.getvalue(),
        }
        page = linked_html(self._wide, self.caption, self.alt)
        bundle: dict[str, object] = {"text/html": page, SVG: self.svg(), CHART: for_reports}
        bundle["text/plain"] = self.alt
        return bundle, {SVG: {"alt": self.alt}}


@dataclass(frozen=True)
class Note:
    """The sentence that stands where a chart would have nothing to draw.

    Attributes
    ----------
    text : str
        The sentence.
    figures : pandas.DataFrame
        The rows that are drawn: none, with the columns of a table of figures.
    """

    text: str
    figures: pd.DataFrame = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.text

    def save(self, path: str | Path) -> Path:  # noqa: ARG002  (as Chart has it)
        """There is no picture to save.

        Raises
        ------
        NothingToDraw
            Always, with the sentence.
        """
        raise NothingToDraw(self.text)

    def _repr_mimebundle_(self, **_limits: object) -> dict[str, str]:
        return {"text/markdown": _unset(escaped(self.text)), "text/plain": self.text}


@dataclass(frozen=True)
class Prose:
    """Sentences made from data. Notebooks show them as text.

    Attributes
    ----------
    markdown : str
        The text, in Markdown.
    """

    markdown: str

    def __str__(self) -> str:
        return self.markdown

    def _repr_mimebundle_(self, **_limits: object) -> dict[str, str]:
        return {"text/markdown": _unset(self.markdown), "text/plain": self.markdown}


def _unset(markdown: str) -> str:
    """Markdown in which JupyterLab takes no dollar signs, even escaped ones, for a formula."""
    return re.sub(r"\\?\$", "<span>&#36;</span>", markdown)


def escaped(text: str) -> str:
    r"""The text as it is, wherever Markdown is read: no sign of it starts emphasis, a link or a formula.

    Examples
    --------
    >>> print(escaped("$9.4bn to $18bn *"))
    \$9.4bn to \$18bn \*
    """
    return re.sub(r"([\\`*_\[\]<>#|$~])", r"\\\1", text)
