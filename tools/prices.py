"""``python -m tools.prices``: makes ``data/prices/us-cpi.csv`` from a package that carries the index.

No network: the consumer price index of the US Bureau of Labor Statistics comes inside ``cpi``, as a
database. The package is pinned, so that the same bytes come out; it is not imported, since that loads all
of the bureau's series.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from importlib.metadata import distribution
from pathlib import Path

TARGET = Path(__file__).parents[1] / "data" / "prices" / "us-cpi.csv"

SERIES = "CUUR0000SA0"
"""All items, US city average, all urban consumers, not seasonally adjusted; 1982-84 is 100."""

FIRST, LAST = 2000, 2025


def main() -> None:
    """Write the file."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(made(), encoding="utf-8", newline="")


def made() -> str:
    """The text of the file. The bureau has no index for October 2025, when it was shut."""
    database = distribution("cpi").locate_file("cpi/cpi.db")
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = connection.execute(
            "SELECT year, period, value FROM indexes WHERE series = ? AND year BETWEEN ? AND ? "
            "AND period BETWEEN 'M01' AND 'M12' ORDER BY year, period",
            (SERIES, FIRST, LAST),
        ).fetchall()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("month", "index", "series", "source"))
    writer.writerows((f"{year}-{period[1:]}", f"{value:g}", SERIES, "BLS") for year, period, value in rows)
    return text.getvalue()


if __name__ == "__main__":
    main()
