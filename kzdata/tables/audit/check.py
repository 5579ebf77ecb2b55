"""The audit: every rule over a table of figures, worst first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from kzdata.tables.audit.across import find_conflicts, find_currency, find_longer
from kzdata.tables.audit.finding import Finding, Reason, Rule, Severity
from kzdata.tables.audit.growth import find_growth
from kzdata.tables.audit.reasons import Reasons
from kzdata.tables.audit.sheet import Sheet
from kzdata.tables.audit.sums import find_sums
from kzdata.tables.audit.twice import find_twice
from kzdata.tables.audit.wording import Wording
from kzdata.tables.corpus import Source, figures
from kzdata.tables.schema import tuples

COLUMNS = {
    "finding_id": "Short name: the same as long as the same figures break the same rule",
    "severity": "How much it asks of a reader: note, warning, error; see Severity",
    "rule": "What the figures break; see Rule",
    "sentence": "What is the matter, for a person",
    "gap": "How far the figures lie apart at least, by what each may mean (see bounds), in percent",
    "reason": "Why, where the data shows it; see Reason",
    "indicator": "What the first figure is about",
    "partner": "With whom",
    "period_start": "First day of its period",
    "period_end": "Last day of its period",
    "figure_ids": "The figures, those first that the sentence names",
    "quotes": "Their words",
    "sources": "Who states them, and when",
}
"""The columns of a table of findings, and what they hold."""


def audit(source: pd.DataFrame | Source = None) -> pd.DataFrame:
    """What contradicts itself inside a statement, or what another statement says.

    Figures count as contradicting only if no numbers within the bounds of each, as `bounds` gives them, would
    agree; between statements, a gap below 1 % is taken for rounding. A later value of the same publisher and
    another country's statistics are notes.

    Parameters
    ----------
    source : DataFrame, path, list of paths, list of Statement, or None
        A table of figures, as `figures` gives it without `explode`, or what `figures` makes one of. Rows
        that `implied` added are passed over: they follow from the stated ones.

    Returns
    -------
    DataFrame
        A row a finding, the worst first, with the columns of `kzdata.tables.audit.check.COLUMNS`.
        ``attrs["skipped"]`` lists, as text, why statements were skipped that could not be read.

    Raises
    ------
    TableError
        If a column is missing, or the partners were exploded: a figure with two partners would contradict
        itself then.
    CorpusError
        If there is nothing to read at `source`.

    Examples
    --------
    >>> from kzdata.model import PartialDate, Statement
    >>> said = "In 2016 trade with Italy was $9.6bn, exports to Italy were $8.3bn and imports $0.4bn."
    >>> found = audit([Statement("s1", said, publisher="RT", published=PartialDate(2017))])
    >>> print(found.loc[0, "sentence"])
    Trade with Italy in 2016: “$9.6bn” (RT, 2017), but exports (“$8.3bn”) and imports ... come to ...
    """
    table = source if isinstance(source, pd.DataFrame) else figures(source)
    sheet = Sheet(table)
    reasons, wording = Reasons(sheet), Wording(sheet)
    findings = [reasons.explain(finding) for finding in _findings(sheet)]
    findings.sort(key=lambda finding: (-_ORDER[finding.severity], -finding.gap))
    return _frame(sheet, findings, [wording.sentence(finding) for finding in findings], table)


_ORDER = {severity: number for number, severity in enumerate(Severity)}


def _findings(sheet: Sheet) -> Iterator[Finding]:
    yield from find_sums(sheet)
    yield from find_growth(sheet)
    yield from find_twice(sheet)
    yield from find_conflicts(sheet)
    yield from find_longer(sheet)
    yield from find_currency(sheet)


def _frame(sheet: Sheet, findings: list[Finding], sentences: list[str], table: pd.DataFrame) -> pd.DataFrame:
    firsts = sheet.table.iloc[[finding.rows[0] for finding in findings]].reset_index(drop=True)
    ids = _columns(sheet, findings, "figure_id")
    found = pd.DataFrame(
        {
            "finding_id": pd.array(list(map(_name, findings, ids)), dtype="str"),
            "severity": _terms((finding.severity for finding in findings), Severity),
            "rule": _terms((finding.rule for finding in findings), Rule),
            "sentence": pd.array(sentences, dtype="str"),
            "gap": np.array([round(finding.gap, 2) for finding in findings], dtype="float64"),
            "reason": _terms((finding.reason for finding in findings), Reason),
            **{name: firsts[name] for name in ("indicator", "partner", "period_start", "period_end")},
            "figure_ids": tuples(ids),
            "quotes": tuples(_columns(sheet, findings, "quote")),
            "sources": tuples(_columns(sheet, findings, "source")),
        }
    )
    found.attrs["skipped"] = list(table.attrs.get("skipped", []))
    return found


def _columns(sheet: Sheet, findings: list[Finding], name: str) -> list[tuple[str, ...]]:
    cells: list[Any] = sheet.table[name].tolist()
    return [tuple(cells[row] for row in finding.rows) for finding in findings]


def _name(finding: Finding, ids: tuple[str, ...]) -> str:
    digest = hashlib.sha256("\0".join((finding.rule, *sorted(ids))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:10]


def _terms(cells: Iterable[StrEnum | None], terms: type[StrEnum]) -> pd.Categorical:
    values = [None if cell is None else cell.value for cell in cells]
    return pd.Categorical(values, [term.value for term in terms], ordered=True)
