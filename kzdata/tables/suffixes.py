"""Names of files: one that ends as another format does would mislead whoever opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from kzdata.tables.errors import TableError

_WRITERS = {".csv": "to_csv", ".jsonl": "to_jsonl", ".ndjson": "to_jsonl", ".parquet": "to_parquet"}
_OTHERS = frozenset(
    {".tsv", ".json", ".xlsx", ".xls", ".ods", ".xml", ".html", ".md", ".pdf", ".feather", ".arrow"}
    | {".sqlite", ".db", ".duckdb", ".gz", ".bz2", ".xz", ".zst", ".zip"}
)


def check_suffix(target: str | Path | TextIO, suffix: str) -> None:
    """Refuse a file's name that ends as another format does.

    Raises
    ------
    TableError
        Naming the function that writes that format, or the suffix to take.

    Examples
    --------
    >>> check_suffix("figures.parquet", ".csv")
    Traceback (most recent call last):
    kzdata.tables.errors.TableError: figures.parquet: a .csv file is written. to_parquet writes .parquet.
    """
    if not isinstance(target, str | Path):
        return
    given = Path(target).suffix.lower()
    writer = _WRITERS.get(given)
    if given in _OTHERS or (writer and writer != _WRITERS[suffix]):
        hint = f"{writer} writes {given}." if writer else f"Let its name end in {suffix}."
        raise TableError(f"a {suffix} file is written.", path=Path(target), hint=hint)
