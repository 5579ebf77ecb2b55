"""What a table of figures says, in a line a statement: to see later whether it would say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kzdata.model import Period
from kzdata.tables.cells import SEPARATOR
from kzdata.tables.corpus import Source, figures
from kzdata.tables.filters import Filters

_LETTERS = 16
"""Letters of a digest: against accidents, not against forgers."""

Said = dict[str, str]
"""By statement, in the table's order: how many figures it states, and a digest of them ("2 1f0c…")."""


def said_by(table: pd.DataFrame) -> Said:
    """What each statement says in a table of figures, as a count and a digest of its rows.

    Examples
    --------
    >>> from kzdata.model import PartialDate, Statement
    >>> text = Statement("s1", "Exports to China grew to $5.5bn in 2016.", published=PartialDate(2017))
    >>> said_by(figures([text]))["s1"].partition(" ")[0]
    '1'
    """
    if table.empty:
        return {}
    flat = table.assign(partner=[SEPARATOR.join(codes) for codes in table["partner"]])
    rows = pd.util.hash_pandas_object(flat, index=False).to_numpy()
    numbers, names = pd.factorize(table["statement_id"])
    order = np.argsort(numbers, kind="stable")
    groups = np.split(rows[order], np.cumsum(np.bincount(numbers))[:-1])
    return {str(name): _line(group) for name, group in zip(names, groups, strict=True)}


def written(filters: Filters) -> dict[str, Any]:
    """Conditions as JSON can hold them; those that ask for nothing are left out.

    Examples
    --------
    >>> written(Filters.of(partner=["Italy", "CHN"], period=2017))
    {'partner': ['CHN', 'ITA'], 'period': ['2017-01-01', '2017-12-31']}
    """
    found = {field.name: getattr(filters, field.name) for field in fields(filters)}
    nothing = {field.name: field.default for field in fields(filters)}
    return {name: _plain(value) for name, value in found.items() if value != nothing[name]}


def read_back(conditions: Mapping[str, Any]) -> Filters:
    """The conditions that `written` wrote.

    Examples
    --------
    >>> asked = Filters.of(partner="CHN", period=2017)
    >>> read_back(written(asked)) == asked
    True
    """
    values: dict[str, Any] = {
        name: frozenset(each) if isinstance(each, list) else each for name, each in conditions.items()
    }
    if "period" in conditions:
        first, last = conditions["period"]
        values["period"] = Period(date.fromisoformat(first), date.fromisoformat(last))
    return Filters(**values)


class Corpora:
    """What corpora say now; each is read once, however often it is asked."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, ...], tuple[pd.DataFrame, list[str]]] = {}

    def said(self, source: Source, roots: tuple[str, ...], filters: Filters) -> tuple[Said, list[str]]:
        """What the statements at `source` say that meet the conditions, and which files cannot be read.

        Raises
        ------
        KzdataError
            If there is nothing to read.
        """
        if roots not in self._tables:
            table = figures(source)
            self._tables[roots] = table, skipped_files(table)
        table, skipped = self._tables[roots]
        return said_by(filters.apply(table)), skipped


def skipped_files(table: pd.DataFrame) -> list[str]:
    """Why files were left out, without the folders that they are in."""
    return sorted(Path(said.partition(": ")[0]).name for said in table.attrs.get("skipped", []))


def _line(rows: np.ndarray[Any, Any]) -> str:
    return f"{len(rows)} {hashlib.sha256(rows.astype('<u8').tobytes()).hexdigest()[:_LETTERS]}"


def _plain(value: object) -> object:
    if isinstance(value, Period):
        return [value.start.isoformat(), value.end.isoformat()]
    return sorted(value) if isinstance(value, frozenset) else value
