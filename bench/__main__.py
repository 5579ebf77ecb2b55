"""``python -m bench``: measures everything in one run and prints tables."""

from __future__ import annotations

import argparse
import os
import platform
import sysconfig

from rich.console import Console
from rich.table import Table

from bench import charts, tables, texts
from bench.measure import Rate, peak_memory, rate
from bench.readers import bare_loop, peers, read_figures
from kzdata.bundle import bundled
from kzdata.model import PartialDate, Statement

_PUBLISHED = PartialDate(2017, 12, 25)


def main() -> None:
    """Measure and print."""
    options = _options()
    console = Console(highlight=False)
    corpus = texts.statements()
    console.print(_machine())
    size = sum(len(statement.body.encode()) for statement in corpus)
    console.print(f"{len(corpus)} statements, {size / 1e6:.2f} MB, repeated to {options.size / 1e6:g} MB")
    text = texts.repeated(corpus, options.size)
    ours, loop = rate(read_figures, text), rate(bare_loop(), text)
    lines = _linearity(corpus, options)
    memory = peak_memory()
    theirs = {name: rate(read, text, options.seconds) for name, read in peers().items()}
    console.print(_speed({"kzdata.extract": ours, "tokenise and look up": loop, **theirs}))
    if not theirs:
        console.print("quantulum3 is not installed: `make bench` installs it.")
    console.print(lines)
    console.print(f"Peak memory, with the lexicon and the largest text: {memory:.0f} MB")
    console.print(_waits(tables.waits(options.statements)))
    for name in ("partner", "overview"):
        count, seconds = charts.seconds(bundled("notebooks") / f"{name}.ipynb")
        console.print(f"The {count} charts of the report {name}, at two widths each: {seconds:.2f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", type=int, default=5_000_000, help="bytes of text to read")
    parser.add_argument("--slow-size", type=int, default=100_000, help="characters of a text made to be slow")
    parser.add_argument("--statements", type=int, default=20_000, help="texts of the large corpus")
    parser.add_argument("--seconds", type=float, default=20, help="time for each form of quantulum3")
    return parser.parse_args()


def _machine() -> str:
    is_optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    build = "an optimised build" if is_optimised else "a build without optimisations"
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {build}; "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, of which one is used"
    )


def _speed(rates: dict[str, Rate]) -> Table:
    ours = next(iter(rates.values()))
    table = Table("reader", title="Speed, statement by statement, warm", title_justify="left")
    for heading in ("MB read", "seconds", "MB/s", "extract is faster by"):
        table.add_column(heading, justify="right")
    for name, found in rates.items():
        table.add_row(
            name,
            f"{found.bytes / 1e6:.3g}",
            f"{found.seconds:.1f}",
            f"{found.megabytes_a_second:.3g}",
            f"{ours.megabytes_a_second / found.megabytes_a_second:.3g}x",
        )
    return table


def _linearity(corpus: list[Statement], options: argparse.Namespace) -> Table:
    """The cost of a text and of one four times as long: equal if cost is linear."""
    table = Table("one line of", title="Cost by length", title_justify="left")
    for heading in ("characters", "s/MB", "four times as many", "ratio"):
        table.add_column(heading, justify="right")
    quarter = options.size // 4
    pairs = {"the statements": (texts.one_line(corpus, quarter), texts.one_line(corpus, options.size))}
    for name, unit in texts.SLOW.items():
        pairs[name] = texts.slow(unit, options.slow_size // 4), texts.slow(unit, options.slow_size)
    for name, (short, long) in pairs.items():
        costs = [
            rate(read_figures, [_short(), Statement("line", body, published=_PUBLISHED, language="en")])
            for body in (short, long)
        ]
        first, second = (cost.seconds_a_megabyte for cost in costs)
        table.add_row(name, f"{len(short):,}", f"{first:.2f}", f"{second:.2f}", f"{second / first:.2f}")
    return table


def _waits(found: tables.Waits) -> Table:
    table = Table(
        "figures()",
        "seconds of the processor",
        title="Waiting for the table of a corpus",
        title_justify="left",
    )
    many = f"{found.statements:,} statements"
    for name, seconds in (
        ("bundled corpus, read before, in a new process that has imported pandas", found.warm),
        (f"{many}, for the first time", found.cold),
        (f"{many}, after one of them changed", found.changed),
        (f"{many}, none changed", found.unchanged),
    ):
        table.add_row(name, f"{seconds:.3f}")
    return table


def _short() -> Statement:
    """What is read first, to warm up."""
    return Statement("short", "Trade was $5bn.", published=_PUBLISHED, language="en")


if __name__ == "__main__":
    main()
