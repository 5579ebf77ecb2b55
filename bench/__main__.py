"""``python -m bench``: measures reading, tables and reports in one run and prints tables."""

from __future__ import annotations

import argparse
import os
import platform
import sysconfig
from statistics import mean

from rich.console import Console
from rich.table import Table

from bench import charts, reports, tables, texts
from bench.measure import Rate, peak_memory, rate
from bench.readers import bare_loop, peers, read_figures
from kzdata.bundle import bundled
from kzdata.model import PartialDate, Statement

_PUBLISHED = PartialDate(2017, 12, 25)


def main() -> None:
    """Measure and print."""
    options = _options()
    console = Console(highlight=False)
    console.print(_machine())
    parts = {"reading": _read, "charts": _draw, "reports": _report}
    for part in [options.only] if options.only else parts:
        parts[part](console, options)


def _read(console: Console, options: argparse.Namespace) -> None:
    corpus = texts.statements()
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


def _draw(console: Console, _options: argparse.Namespace) -> None:
    for name in ("partner", "overview"):
        count, seconds = charts.seconds(bundled("notebooks") / f"{name}.ipynb")
        console.print(f"The {count} charts of the report {name}, at two widths each: {seconds:.2f} s")


def _report(console: Console, options: argparse.Namespace) -> None:
    if options.memory:
        console.print(_shares(options.memory, reports.memory(options.memory)))
        return
    found = {way: reports.made(way, options.reports) for way in reports.names()}
    console.print(_reports(found))
    console.print(_phases(reports.phases(min(options.reports, 5))))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", type=int, default=5_000_000, help="bytes of text to read")
    parser.add_argument("--slow-size", type=int, default=100_000, help="characters of a text made to be slow")
    parser.add_argument("--statements", type=int, default=20_000, help="texts of the large corpus")
    parser.add_argument("--seconds", type=float, default=20, help="time for each form of quantulum3")
    parser.add_argument("--only", choices=["reading", "charts", "reports"], help="one part alone")
    parser.add_argument("--reports", type=int, default=20, help="reports to make, each in every way")
    parser.add_argument("--memory", type=int, help="measure the memory of a batch of so many reports instead")
    return parser.parse_args()


def _machine() -> str:
    is_optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    build = "an optimised build" if is_optimised else "a build without optimisations"
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {build}; "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; reading uses one"
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


def _reports(found: dict[str, reports.Made]) -> Table:
    number = next(iter(found.values())).reports
    table = Table(
        "way", title=f"{number} partner reports as HTML and PDF, start-up included", title_justify="left"
    )
    for heading in ("seconds", "of the processor", "reports/min", "the batch is faster by"):
        table.add_column(heading, justify="right")
    names = reports.names()
    for way, one in found.items():
        ratio = found["batch"].a_minute / one.a_minute
        columns = f"{one.seconds:.1f}", f"{one.processor:.1f}", f"{one.a_minute:.1f}", f"{ratio:.1f}x"
        table.add_row(names[way], *columns)
    return table


def _phases(found: dict[str, float]) -> Table:
    table = Table("what", title="Where a second of one report goes, warm", title_justify="left")
    total = sum(found.values())
    for heading in ("seconds", "share"):
        table.add_column(heading, justify="right")
    for name, seconds in found.items():
        table.add_row(name, f"{seconds:.3f}", f"{seconds / total:.0%}")
    return table


def _shares(number: int, found: list[float]) -> Table:
    title = f"Memory of a batch of {number} reports, all processes together"
    table = Table("when", title=title, title_justify="left")
    for heading in ("MB on average", "MB at most"):
        table.add_column(heading, justify="right")
    quarter = max(len(found) // 4, 1)
    for name, part in zip(
        ("first quarter", "second", "third", "last"),
        (found[start : start + quarter] for start in range(0, 4 * quarter, quarter)),
        strict=True,
    ):
        if part:
            table.add_row(name, f"{mean(part):.0f}", f"{max(part):.0f}")
    return table


def _short() -> Statement:
    """What is read first, to warm up."""
    return Statement("short", "Trade was $5bn.", published=_PUBLISHED, language="en")


if __name__ == "__main__":
    main()
