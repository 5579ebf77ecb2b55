"""Time and memory of a reader."""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter, process_time

from bench.readers import Reader
from kzdata.model import Statement

_MEGA = 1e6


@dataclass(frozen=True, slots=True)
class Rate:
    """How much was read in which time of the processor."""

    bytes: int
    seconds: float

    @property
    def megabytes_a_second(self) -> float:
        """Speed."""
        return self.bytes / _MEGA / self.seconds

    @property
    def seconds_a_megabyte(self) -> float:
        """Cost."""
        return self.seconds / (self.bytes / _MEGA)


def rate(read: Reader, statements: Sequence[Statement], most: float = float("inf")) -> Rate:
    """How fast `read` reads the statements, one by one, as many as it can in `most` seconds.

    The first is read once before, so that everything is loaded.
    """
    read(statements[0])
    done, begin, start = 0, perf_counter(), process_time()
    for statement in statements:
        read(statement)
        done += len(statement.body.encode())
        if perf_counter() - begin > most:
            break
    return Rate(done, process_time() - start)


def peak_memory() -> float:
    """The most memory that this process has held until now, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MEGA if sys.platform == "darwin" else peak * 1024 / _MEGA
