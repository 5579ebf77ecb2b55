"""What changed in a report's figures from run to run: the file that remembers it beside the report."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "history.json"

KEPT = 20
"""How many changes are remembered."""

_SAYS = (
    *("value", "value_high", "unit", "qualifier", "kind", "indicator", "reporter", "partner", "direction"),
    *("period_start", "period_end", "compared_start", "compared_end", "modality"),
)
"""The columns in which a figure is revised if they differ; others tell where it stands."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a report's figures differ from those of the run before.

    Attributes
    ----------
    at : str
        When the report was made, by ISO 8601.
    new, revised, gone : int
        How many figures came, are read or stated differently, and went.
    first : bool
        Whether there was no report before.
    """

    at: str
    new: int
    revised: int
    gone: int
    first: bool = False


def remember(published: Path, fresh: Path, figures: str, at: str) -> None:
    """Write what changes when `fresh` takes the place of `published`.

    Nothing is added where no figure changed.

    Parameters
    ----------
    published : Path
        The report's folder as it is, or is not yet.
    fresh : Path
        The folder that will replace it.
    figures : str
        The name of the file of figures in both.
    at : str
        The time of the run, by ISO 8601.
    """
    changes = read_history(published)
    first = not published.is_dir()
    change = compare(_rows(published / figures), _rows(fresh / figures), at=at, first=first)
    if first or change.new or change.revised or change.gone:
        changes = (change, *changes)[:KEPT]
    text = json.dumps([asdict(each) for each in changes], indent=1) + "\n"
    (fresh / NAME).write_text(text, encoding="utf-8", newline="")


def read_history(folder: Path) -> tuple[Change, ...]:
    """The changes of the report in `folder`, the latest first; none where none are remembered."""
    try:
        return tuple(Change(**each) for each in json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return ()


def compare(
    before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]], *, at: str, first: bool = False
) -> Change:
    """Count what differs between two tables of figures.

    A figure is the same one if the same words of the same statement state it, wherever they stand in it.

    Examples
    --------
    >>> old = {"statement_id": "s1", "quote": "14 billion", "value": "14000000000"}
    >>> compare([old], [old | {"value": "14"}, old | {"quote": "23%"}], at="2026-11-22")
    Change(at='2026-11-22', new=1, revised=1, gone=0, first=False)
    """
    old, new = _named(before), _named(after)
    both = old.keys() & new.keys()
    return Change(
        at=at,
        new=len(new.keys() - old.keys()),
        revised=sum(any(old[name].get(said) != new[name].get(said) for said in _SAYS) for name in both),
        gone=len(old.keys() - new.keys()),
        first=first,
    )


def said_changes(change: Change, said: Mapping[str, str]) -> str:
    """A change in words.

    Examples
    --------
    >>> from kzdata.reports.words import words
    >>> said_changes(Change("2026-11-22", new=2, revised=1, gone=0), words("en"))
    'Figures: 2 new, 1 revised'
    """
    if change.first:
        return said["changed_first"].format(count=change.new)
    counts = {"new": change.new, "revised": change.revised, "gone": change.gone}
    parts = [said[f"changed_{name}"].format(count=count) for name, count in counts.items() if count]
    return said["changes"].format(changes=", ".join(parts))


def _named(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, ...], Mapping[str, str]]:
    """Rows by statement, words, and which of several figures in the same words they are."""
    found: dict[tuple[str, ...], Mapping[str, str]] = {}
    for row in rows:
        words = (row.get("statement_id", ""), row.get("quote", "")) if "quote" in row else tuple(row.values())
        number = 0
        while (name := (*words, str(number))) in found:
            number += 1
        found[name] = row
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
