"""What earlier readings of a corpus found, kept in one file a corpus.

The file holds the table of all figures and, for each statement, its checksum, so that only new and changed
texts are read again. It is replaced as a whole, never written in place: a process that is killed leaves the
old one, two at once leave one of theirs. A file that is broken, or that other code wrote, counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tempfile
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import platformdirs
import pyarrow as pa

from kzdata import model, reading
from kzdata.tables import frame, schema

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

SETTLED = 2_000_000_000
"""Nanoseconds that a file must lie untouched before its times vouch for it: clocks of discs are coarse."""

_CHECK = 4
"""Bytes at a file's end that tell it from a damaged one: CRC-32, for they guard against accidents alone."""

_KEPT = 90 * 24 * 3600
"""Seconds after which a file that no reading has renewed is removed, when another is written."""


class Known(NamedTuple):
    """What is known of one statement's file.

    Attributes
    ----------
    stamp : str
        Size and times of the file when it was read; empty if they cannot vouch for it.
    sha256 : str
        Checksum of its bytes.
    statement_id, publisher : str
        The statement in it.
    rows : int
        How many figures it has. In the table they follow those of the file before.
    """

    stamp: str
    sha256: str
    statement_id: str
    publisher: str
    rows: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a corpus: its files by path, and the table of their figures in the files' order."""

    files: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    table: pa.Table | None = None


def stamp(status: os.stat_result | None, now: int) -> str:
    """What would differ if the file had been written to; empty while it is too fresh for that to be certain.

    Parameters
    ----------
    status : os.stat_result or None
        Of the file.
    now : int
        A time before `status` was taken, in nanoseconds.

    Examples
    --------
    >>> stamp(Path(__file__).stat(), 0)
    ''
    """
    if status is None or max(status.st_mtime_ns, status.st_ctime_ns) + SETTLED > now:
        return ""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ctime_ns}-{status.st_ino}"


def recall(roots: Iterable[str]) -> Memory:
    """What is known of the corpus with these roots; nothing, if nothing usable is kept.

    Parameters
    ----------
    roots : iterable of str
        The folders and files that it was asked for by.
    """
    try:
        content = memoryview(_path(roots).read_bytes())
        content, check = content[:-_CHECK], content[-_CHECK:]
        if zlib.crc32(content).to_bytes(_CHECK, "big") != check:
            return Memory()
        table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
        kept = json.loads(table.schema.metadata[b"kzdata"])
    except (OSError, ValueError, KeyError):  # pyarrow's errors are OSErrors and ValueErrors
        return Memory()
    if kept["version"] != _version():
        return Memory()
    known = map(Known._make, zip(*kept["files"], strict=True))
    return Memory(dict(zip(kept["paths"], known, strict=True)), table)


def keep(roots: Iterable[str], memory: Memory) -> None:
    """Keep what is known of a corpus; without effect where nothing can be written.

    Parameters
    ----------
    roots : iterable of str
        The folders and files that it was asked for by.
    memory : Memory
        What is known of it.
    """
    assert memory.table is not None  # noqa: S101
    columns = list(zip(*memory.files.values(), strict=True)) or [()] * len(Known._fields)
    kept = json.dumps({"version": _version(), "paths": list(memory.files), "files": columns})
    # the name in bytes, as Arrow has it: a second one in text would stand beside the old list of files
    table = memory.table.replace_schema_metadata({**(memory.table.schema.metadata or {}), b"kzdata": kept})
    path = _path(roots)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, table)
        _tidy(path.parent)


def packed(figures: pd.DataFrame) -> pa.Table:
    """The table as it is kept."""
    partner = pd.array([";".join(codes) for codes in figures["partner"]], dtype="str")
    return pa.Table.from_pandas(figures.assign(partner=partner), preserve_index=False)


def unpacked(table: pa.Table) -> pd.DataFrame:
    """A table that was kept, as a table of figures."""
    place = table.schema.get_field_index("partner")
    table = table.set_column(place, "partner", table["partner"].dictionary_encode())
    figures: pd.DataFrame = table.to_pandas()
    partner = figures["partner"].cat
    tuples = schema.tuples([tuple(filter(None, codes.split(";"))) for codes in partner.categories])
    return figures.assign(partner=tuples[partner.codes.to_numpy()])


class _Checked(io.BufferedWriter):
    """A file that reckons a check of all that is written to it."""

    check = 0

    def write(self, content: Buffer, /) -> int:
        self.check = zlib.crc32(content, self.check)
        return super().write(content)


def _replace(path: Path, table: pa.Table) -> None:
    """Write the table and its check aside, then put the whole in the place of what was there."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with _Checked(io.FileIO(handle, "wb")) as file:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            with pa.ipc.new_file(file, table.schema, options=options) as writer:
                writer.write_table(table)
            file.write(file.check.to_bytes(_CHECK, "big"))
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _tidy(folder: Path) -> None:
    """Remove what nobody has renewed for long, and what killed processes left behind."""
    for path in folder.glob("figures-*"):
        age = time.time() - path.stat().st_mtime
        if age > _KEPT or (path.suffix == ".part" and age > 3600):
            path.unlink(missing_ok=True)


def _path(roots: Iterable[str]) -> Path:
    chosen = os.environ.get("KZDATA_CACHE_DIR")
    folder = Path(chosen) if chosen else platformdirs.user_cache_path("kzdata")
    name = hashlib.sha256("\0".join(sorted(roots)).encode("utf-8", "surrogateescape")).hexdigest()
    return folder / f"figures-{name[:16]}.arrow"


def _version() -> str:
    """A checksum of all code that decides what the table holds."""
    sources = [Path(module.__file__).read_bytes() for module in (model, schema, frame) if module.__file__]
    own = Path(__file__).read_bytes()
    return hashlib.sha256(b"\0".join([reading.fingerprint().encode(), own, *sources])).hexdigest()
