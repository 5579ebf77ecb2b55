"""``kz.browse``: a table of figures to look through, each with its unit, bounds, source and sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from kzdata.lab.outcome import MOST, table_html


@dataclass(frozen=True, eq=False)
class FigureBrowser:
    """Figures to look through; a notebook shows it by itself.

    Attributes
    ----------
    figures : DataFrame
        The figures.
    most : int
        Rows shown at most.
    language : str
        ISO 639-1 code of the words.
    """

    figures: pd.DataFrame = field(repr=False)
    most: int = MOST
    language: str = "en"

    def _repr_html_(self) -> str:
        return table_html(self.figures, most=self.most, language=self.language)


def browse(figures: pd.DataFrame, *, most: int = MOST, language: str = "en") -> FigureBrowser:
    """The figures as a table to look through: value, unit, bounds, period, source.

    A row opens to show the sentence that states the figure, its words marked.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    most : int
        Rows shown at most; how many more there are is said.
    language : str
        ISO 639-1 code of the words.

    Examples
    --------
    >>> from kzdata.model import Statement
    >>> from kzdata.tables.corpus import figures
    >>> table = figures([Statement("s1", "In 2016, trade with China was over $5bn.")])
    >>> "<mark>over $5bn</mark>" in browse(table)._repr_html_()
    True
    """
    return FigureBrowser(figures, most, language)
