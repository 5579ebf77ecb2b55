"""What a function that reckons with figures is given: a whole table, in which no figure stands twice."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kzdata.tables.errors import TableError
from kzdata.tables.schema import tuples

_DATES = ("period_start", "period_end", "compared_start", "compared_end", "published")
_HINT = "Give figures() without explode; read files by read_figures."


def whole(figures: pd.DataFrame, needed: Iterable[str]) -> pd.DataFrame:
    """The figures that are stated, once the table has been found to have these columns, and a row a figure.

    What `implied` added is left out: it follows from the stated ones, and nobody said it.

    An exploded table that was written to a file comes back with partners as tuples: only that a figure stands
    there twice shows what it is.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    needed : iterable of str
        Columns, besides the figure's id and its partners.

    Raises
    ------
    TableError
        If it is no table, lacks a column, or has a row for each partner of a figure.

    Examples
    --------
    >>> whole(pd.DataFrame({"value": [1.0]}), ["value", "unit"])
    Traceback (most recent call last):
    kzdata.tables.errors.TableError: column figure_id, partner, unit is missing. ...
    """
    holding(figures, ["figure_id", "partner", *needed])
    if figures["partner"].dtype != "object":
        raise TableError("column partner: one code a row.", hint=_HINT)
    again = figures["figure_id"].duplicated()
    if again.any():
        twice = figures.loc[again, "figure_id"].iloc[0]
        raise TableError(f"column figure_id: {twice} stands there twice.", hint=_HINT)
    if "sentence" in figures.columns and "quote" in figures.columns:
        _check_words(figures)
    if not all(isinstance(codes, tuple) for codes in figures["partner"]):  # pandas reads Parquet as arrays
        figures = figures.assign(partner=tuples(figures["partner"]))
    return figures[~figures["implied"].astype("bool")] if "implied" in figures.columns else figures


def _check_words(figures: pd.DataFrame) -> None:
    for name, sentence, quote in zip(
        figures["figure_id"], figures["sentence"], figures["quote"], strict=True
    ):
        # of what is implied there is neither
        if isinstance(sentence, str) and isinstance(quote, str) and quote not in sentence:
            raise TableError(f"figure {name}: its quote is not in its sentence.", hint="Was one edited?")


def holding(figures: pd.DataFrame, needed: Iterable[str]) -> pd.DataFrame:
    """The same table, once it has been found to have these columns, whatever a row of it is.

    Raises
    ------
    TableError
        If it is no table, lacks a column, has text where dates belong, or an empty value.
    """
    if not isinstance(figures, pd.DataFrame):
        raise TableError(f"a {type(figures).__name__} is no table.", hint="Give what figures() gives.")
    lacking = [name for name in needed if name not in figures.columns]
    if lacking:
        raise TableError(f"column {', '.join(lacking)} is missing.", hint="Give what figures() gives.")
    _check_cells(figures)
    return figures


def _check_cells(figures: pd.DataFrame) -> None:
    if figures.empty:
        return
    for name in _DATES:
        if name in figures.columns and not pd.api.types.is_datetime64_any_dtype(figures[name]):
            raise TableError(f"column {name}: no dates.", hint="Read files by read_figures.")
    if "value" in figures.columns and figures["value"].isna().any():
        row = int(np.argmax(figures["value"].isna())) + 1
        raise TableError(f"column value, row {row}: empty.", hint="Every figure has a value.")
