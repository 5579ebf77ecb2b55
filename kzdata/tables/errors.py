"""What can go wrong with tables, and the warning that a file of a corpus was left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kzdata.errors import KzdataError, StatementError


class CorpusError(KzdataError):
    """A source that no figures can be read from.

    Attributes
    ----------
    source : str
        The folder or file asked for.
    reason : str
        What is wrong with it.
    hint : str
        What to do about it.
    """

    def __init__(self, source: object, reason: str, *, hint: str = "") -> None:
        self.source, self.reason, self.hint = str(source), reason, hint
        super().__init__(f"{source}: {reason}" + (f" {hint}" if hint else ""))


class TableError(KzdataError):
    """A table that is not a table of figures, or a file that none can be read from.

    Attributes
    ----------
    path : Path or None
        The file, where there is one.
    reason : str
        What is wrong, with the column and row where that is known.
    hint : str
        What to do about it.
    """

    def __init__(self, reason: str, *, path: Path | None = None, hint: str = "") -> None:
        self.path, self.reason, self.hint = path, reason, hint
        where = f"{path}: " if path else ""
        super().__init__(f"{where}{reason}" + (f" {hint}" if hint else ""))


class QueryError(KzdataError, ValueError):
    """A query that cannot be answered.

    Attributes
    ----------
    query : str
        The query.
    reason : str
        What is wrong with it.
    tables : mapping of str to tuple of str
        The columns of each table that there is, where naming them helps.
    """

    def __init__(self, query: str, reason: str, tables: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.query, self.reason, self.tables = query, reason, dict(tables or {})
        known = "; ".join(f"{name} ({', '.join(columns)})" for name, columns in self.tables.items())
        super().__init__(
            f"The query cannot be answered: {reason}" + (f" The tables: {known}." if known else "")
        )


class NotComparable(KzdataError, ValueError):
    """Figures that do not belong on one scale.

    Attributes
    ----------
    what : str
        What they differ in: "unit", "kind", "period length" ...
    found : mapping of str to tuple of str
        Each value that was found, with the ids of the figures that have it.
    hint : str
        What to do about it.
    """

    def __init__(self, what: str, found: Mapping[str, tuple[str, ...]], *, hint: str = "") -> None:
        self.what, self.found, self.hint = what, dict(found), hint
        groups = "; ".join(f"{value}: {_some(ids)}" for value, ids in found.items())
        super().__init__(f"These figures differ in {what} ({groups})." + (f" {hint}" if hint else ""))


class EmptyInterval(KzdataError, ValueError):
    """Ends between which no number lies.

    Attributes
    ----------
    low, high : float
        The ends.
    closed : str
        Which of them would belong to it.
    """

    def __init__(self, low: float, high: float, closed: str) -> None:
        self.low, self.high, self.closed = low, high, closed
        super().__init__(f"No number lies from {low} to {high} (closed: {closed}). Give the low end first.")


class MissingRate(KzdataError, LookupError):
    """A sum of money that there is no exchange rate for.

    Attributes
    ----------
    currency, month : str
        The first currency and month without a rate: "KZT", "1999-12".
    missing : mapping of str to tuple of str
        All months without one, by currency.
    figure_ids : tuple of str
        The figures that need them.
    hint : str
        What to do about it.
    """

    def __init__(
        self, missing: Mapping[str, tuple[str, ...]], figure_ids: tuple[str, ...], *, hint: str = ""
    ) -> None:
        self.missing, self.figure_ids, self.hint = dict(missing), figure_ids, hint
        self.currency, (self.month, *_) = next(iter(missing.items()))
        without = "; ".join(f"{currency} in {_some(months)}" for currency, months in missing.items())
        super().__init__(
            f"There is no exchange rate for {without} (figures: {_some(figure_ids)})."
            + (f" {hint}" if hint else "")
        )


def _some(ids: tuple[str, ...], most: int = 3) -> str:
    more = f" and {len(ids) - most} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + more


class SkippedStatementWarning(UserWarning):
    """A file of a corpus that was left out; all others were read.

    Attributes
    ----------
    path : Path or None
        The file.
    reason : str
        Why it was left out.
    """

    def __init__(self, error: StatementError) -> None:
        self.path, self.reason = error.path, error.reason
        super().__init__(str(error))
