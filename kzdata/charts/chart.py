"""What a chart is: a value with a finding, a source and a text for those who cannot see it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kzdata.charts.theme import theme
from kzdata.errors import KzdataError

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kzdata.charts.frame import Caption

SVG = "image/svg+xml"


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
    figure, axes : matplotlib.figure.Figure, matplotlib.axes.Axes
        The drawing, for those who want to change it; pyplot does not know it.
    caption : Caption
        The words around it: title (what the chart finds), subtitle (indicator, unit, period, basis), source
        (where the figures come from) and note (what was left out), all made from the data.
    alt : str
        The chart in words, made from the data.
    figures : pandas.DataFrame
        The rows that are drawn.
    """

    figure: Figure = field(repr=False)
    axes: Axes = field(repr=False)
    caption: Caption
    alt: str = field(repr=False)
    figures: pd.DataFrame = field(repr=False)

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

    def svg(self) -> str:
        """The chart as SVG, letters as outlines: the same chart is the same text every time."""
        buffer = io.StringIO()
        plain = {"Date": None, "Creator": None, "Format": None, "Type": None}
        with theme():
            self.figure.savefig(buffer, format="svg", metadata={"Title": self.title, **plain})
        return buffer.getvalue()

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
    ) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        return {SVG: self.svg(), "text/plain": self.alt}, {SVG: {"alt": self.alt}}


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
