"""The figures of a corpus: a folder of statements to one table, read again only where it changed."""

from __future__ import annotations

import hashlib
import os
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from kzdata import reading
from kzdata.bundle import bundled
from kzdata.errors import StatementError, UnknownName
from kzdata.model import Figure, Statement
from kzdata.reading import File
from kzdata.tables.cache import Known, Memory, keep, packed, recall, stamp, unpacked
from kzdata.tables.errors import CorpusError, SkippedStatementWarning
from kzdata.tables.filters import Filters, Several, When, known_publisher
from kzdata.tables.frame import frame
from kzdata.tables.sources import find_files

Source = str | Path | Iterable[str | Path] | Iterable[Statement] | None
"""A folder or file, several, some statements, or None for the corpus that comes with kzdata."""


def figures(  # noqa: PLR0913  (one argument a filter)
    source: Source = None,
    *,
    partner: Several = None,
    members: bool = False,
    indicator: Several = None,
    kind: Several = None,
    modality: Several = None,
    reporter: Several = None,
    publisher: Several = None,
    period: When = None,
    quality: int = 0,
    explode: bool = False,
    cache: bool = True,
) -> pd.DataFrame:
    """The figures that the statements of a corpus state, a row each.

    Parameters
    ----------
    source : path, list of paths, list of Statement, or None
        A folder stands for every ``.md``, ``.txt``, ``.html`` and ``.pdf`` file in it and in its folders, but
        for README, LICENSE and hidden ones. None is the corpus that comes with kzdata.
    partner, reporter : str or list of str, optional
        Codes or names of countries and regions: "CHN", "China", ["EU", "EAEU"].
    members : bool
        Whether a region or bloc among the partners asked for stands also for each country that is
        in it on the last day of the figure's period (without a period: when it was published).
    indicator, kind, modality : str or list of str, optional
        Terms of the annotation guide.
    publisher : str or list of str, optional
        As the statements name them.
    period : str, (date, date) or Period, optional
        "2017", "2010-2015", "2017-01..2017-09": figures whose own period overlaps it.
        Figures without a period are left out then.
    quality : int
        The least that the column quality may say, 0 to 3.
    explode : bool
        A row for each partner of a figure, with its code as text, instead of one with a tuple.
        Such rows must not be added up: a figure with two partners stands there twice.
    cache : bool
        Whether to keep what was read for the next time, and to use what was kept.

    Returns
    -------
    DataFrame
        With the columns that `kzdata.columns` explains, in the order of the files' paths and of the text.
        ``attrs["skipped"]`` lists, as text, why each file was skipped that could not be read.

    Raises
    ------
    UnknownName
        If a name in a filter is not known; checked before anything is read, but for publishers.
    CorpusError
        If there is nothing to read at `source`.

    Warns
    -----
    SkippedStatementWarning
        For each file that could not be read as a statement, or whose id another file has.

    Examples
    --------
    >>> from kzdata.model import PartialDate
    >>> said = Statement("s1", "Exports to China grew to $5.5bn in 2016.", published=PartialDate(2017))
    >>> figures([said])[["figure_id", "value", "unit"]].values.tolist()
    [['s1:25-31', 5500000000.0, 'USD']]
    """
    filters = Filters.of(
        partner=partner,
        members=members,
        indicator=indicator,
        kind=kind,
        modality=modality,
        reporter=reporter,
        publisher=publisher,
        period=period,
        quality=quality,
    )
    with _reading():
        corpus = _read(source, cache=cache)
    if filters.publisher is not None:
        known_publisher(filters.publisher, corpus.publishers)
    table = filters.apply(corpus.figures)
    skipped = [str(error) for error in corpus.skipped]
    # whoever runs a notebook can tell from it what the notebook depends on; see kzdata.reports.watching
    sys.audit("kzdata.figures", source, filters, table, skipped)
    if explode:
        table = filters.explode(table)
    table.attrs["skipped"] = skipped
    for error in corpus.skipped:
        warnings.warn(SkippedStatementWarning(error), stacklevel=2)
    return table


@contextmanager
def _reading() -> Iterator[None]:
    """Tells who watches that the files opened meanwhile are a corpus: what they say is told after."""
    sys.audit("kzdata.reading", True)
    try:
        yield
    finally:
        sys.audit("kzdata.reading", False)


@dataclass(frozen=True, slots=True)
class _Corpus:
    figures: pd.DataFrame
    publishers: frozenset[str]
    skipped: list[StatementError]


def _read(source: Source, *, cache: bool) -> _Corpus:
    if source is None:
        source = bundled("data") / "statements"
    given = [source] if isinstance(source, str | Path) else list(source)
    statements = [entry for entry in given if isinstance(entry, Statement)]
    paths = [Path(entry) for entry in given if not isinstance(entry, Statement)]
    if statements and paths:
        raise CorpusError(paths[0], "paths and statements in one list.", hint="Give one or the other.")
    return _from_files(paths, cache=cache) if paths else _from_statements(statements)


def _from_statements(statements: list[Statement]) -> _Corpus:
    twins = _twins((statement.id, "") for statement in statements)
    kept = [_in_its_language(each) for number, each in enumerate(statements) if number not in twins]
    pairs = [(each, reading.extract(each)) for each in kept]
    return _Corpus(frame(pairs), frozenset(each.publisher for each in statements), list(twins.values()))


def _in_its_language(statement: Statement) -> Statement:
    """The statement with a language: the one that its figures are read in."""
    if statement.language:
        return statement
    return replace(statement, language=reading.find_language(statement.body))


def _from_files(roots: list[Path], *, cache: bool) -> _Corpus:
    now = time.time_ns()
    files = find_files(roots)
    cache = cache and len(files) > 1
    names = [os.path.abspath(root) for root in roots]  # noqa: PTH100  (resolve() would follow links)
    before = recall(names) if cache else Memory()
    after, skipped = _update(before, files, now)
    if cache and after is not before:
        keep(names, after)
    table = unpacked(after.table) if after.table is not None else frame([])
    twins = _twins((known.statement_id, path) for path, known in after.files.items())
    if twins:
        counts = [known.rows for known in after.files.values()]
        table = table[~np.repeat([number in twins for number in range(len(counts))], counts)]
    publishers = frozenset(known.publisher for known in after.files.values())
    return _Corpus(table.reset_index(drop=True), publishers, [*skipped, *twins.values()])


def _update(before: Memory, files: list[File], now: int) -> tuple[Memory, list[StatementError]]:
    """What is known once each new or changed file has been read, in the order of the files.

    A file that is written to meanwhile has other times afterwards than its stamp: it is looked at again.
    """
    known: dict[str, Known] = {}
    fresh: dict[str, tuple[Statement, list[Figure]]] = {}
    skipped: list[StatementError] = []
    for file in files:
        old, mark = before.files.get(file.path), stamp(file.status, now)
        if old and mark and old.stamp == mark:
            known[file.path] = old
            continue
        try:
            known[file.path], said = _look(file, old, mark)
        except StatementError as error:
            skipped.append(error)
            continue
        if said:
            fresh[file.path] = said
    if known == before.files:
        return before, skipped
    table = packed(frame(fresh.values(), checksums=(known[path].sha256 for path in fresh)))
    if before.table is not None:
        table = pa.concat_tables([before.table, table])
    places = _places(before.files, {path: known[path] for path in fresh})
    return Memory(known, _in_order(table, known, places)), skipped


def _places(before: Mapping[str, Known], fresh: Mapping[str, Known]) -> dict[str, int]:
    """Where each file's figures begin, those of fresh files behind all others."""
    paths, counts = [*before, *fresh], [file.rows for files in (before, fresh) for file in files.values()]
    return dict(zip(paths, np.cumsum([0, *counts]).tolist(), strict=False))


def _in_order(table: pa.Table, files: Mapping[str, Known], places: Mapping[str, int]) -> pa.Table:
    """The table with the figures of these files alone, in the order of the files."""
    rows = [np.arange(places[path], places[path] + file.rows) for path, file in files.items()]
    return table.take(np.concatenate([np.arange(0), *rows]))


def _look(file: File, old: Known | None, mark: str) -> tuple[Known, tuple[Statement, list[Figure]] | None]:
    """What is known of a file that may have changed; and if it has, what it says."""
    path = Path(file.path)
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror})."
        raise StatementError(reason, path=path, hint="Check its permissions.") from None
    checksum = hashlib.sha256(content).hexdigest()
    if old and old.sha256 == checksum:
        return old._replace(stamp=mark), None
    statement = reading.read_content(content, name=path.stem, path=path)
    try:
        found = reading.extract(statement)
    except UnknownName as error:  # a language that kzdata cannot read
        raise StatementError(str(error), path=path) from error
    return Known(mark, checksum, statement.id, statement.publisher, len(found)), (statement, found)


def _twins(statements: Iterable[tuple[str, str]]) -> dict[int, StatementError]:
    """By their place: the statements whose id one before them has."""
    twins: dict[int, StatementError] = {}
    seen: dict[str, str] = {}
    for number, (name, path) in enumerate(statements):
        if name in seen:
            reason = f"its id {name!r} is already taken{f' by {seen[name]}' if seen[name] else ''}."
            hint = "Give each statement an id of its own."
            twins[number] = StatementError(reason, path=Path(path) if path else None, hint=hint)
        seen.setdefault(name, path)
    return twins
