"""How soon `figures` is there: for a corpus that was read before, and for a large one that has changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from kzdata.bundle import bundled
from kzdata.tables.cache import SETTLED
from kzdata.tables.corpus import figures

_RUNS = 9
_WARM = """
from time import process_time
import pandas
start = process_time()
import kzdata
kzdata.figures()
print(process_time() - start)
"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds of the processor that someone waits for the table: what else runs meanwhile does not count.

    Attributes
    ----------
    warm : float
        For the bundled corpus, in a new process, from the moment that pandas is imported.
    statements, cold, changed, unchanged : int and float
        For so many statements: read for the first time, after one of them changed, and once more.
    """

    warm: float
    statements: int
    cold: float
    changed: float
    unchanged: float


def waits(statements: int) -> Waits:
    """Measure both, with a cache of their own."""
    with TemporaryDirectory() as folder, _cache(Path(folder) / "cache"):
        warm = [_warm(Path(folder) / "bytecode") for _ in range(_RUNS + 1)][1:]
        corpus = Path(folder) / "corpus"
        changing = _write(corpus, statements)
        time.sleep(SETTLED / 1e9)
        cold = _timed(corpus)
        changing.write_text(changing.read_text(encoding="utf-8") + "\nTrade was $5bn.\n", encoding="utf-8")
        changed, unchanged = _timed(corpus), _timed(corpus)
    return Waits(median(warm), statements, cold, changed, unchanged)


def _warm(bytecode: Path) -> float:
    """A new process, for which Python has kept its bytecode, as it does wherever something is installed."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return float(subprocess.check_output([sys.executable, "-c", _WARM], env=environment))  # noqa: S603


def _write(folder: Path, statements: int) -> Path:
    """The bundled corpus over and over, each copy with other ids; gives the file in the middle."""
    texts = sorted((bundled("data") / "statements").rglob("*.md"))
    copies = ((number, text) for number in count() for text in texts)
    written = []
    for number, text in islice(copies, statements):
        path = folder / str(number) / text.name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.read_text(encoding="utf-8").replace("\nid: ", f"\nid: {number}-", 1)
        path.write_text(content, encoding="utf-8")
        written.append(path)
    return written[len(written) // 2]


def _timed(corpus: Path) -> float:
    start = time.process_time()
    figures(corpus)
    return time.process_time() - start


@contextmanager
def _cache(folder: Path) -> Iterator[None]:
    before = os.environ.get("KZDATA_CACHE_DIR")
    os.environ["KZDATA_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        del os.environ["KZDATA_CACHE_DIR"]
        if before is not None:
            os.environ["KZDATA_CACHE_DIR"] = before
