"""Checks a language's cue words against what the reader knows, so that a slip is told with file and entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kzdata.errors import LexiconError
from kzdata.model import Indicator, Modality

Table = Mapping[str, Any]

_NAMED = (
    *("share", "step", "compare", "worth", "visit", "domestic", "outward", "lender", "attract", "mutual"),
    *("within", "through", "pair", "total", "area", "ties", "turn", "programme", "opposite", "give", "plain"),
)
FIELDS: Mapping[str, frozenset[str]] = {
    **{name: frozenset({name}) for name in _NAMED},
    "indicator": frozenset(Indicator),
    "modality": frozenset(Modality) - {Modality.ACTUAL},
    "object": frozenset({Indicator.AGREEMENTS_VALUE, Indicator.PROJECTS_VALUE}),
    "change": frozenset({"up", "down"}),
    "put": frozenset({"move", "spend"}),
    "whole": frozenset({"world", "total"}),
    "speech": frozenset({"verb", "according", "pronouns"}),
}
"""What the reader asks words for, and the answers that it understands."""


def check_cues(file: str, cues: Table) -> None:
    """Make sure that cue words are such as the reader can use.

    Parameters
    ----------
    file : str
        The file's name, for the error.
    cues : mapping
        What it holds.

    Raises
    ------
    LexiconError
        For the first entry that the reader cannot use.

    Examples
    --------
    >>> check_cues("en/cues.toml", {"fields": {"change": {"upwards": {"grew": "Trade grew."}}}})
    Traceback (most recent call last):
    kzdata.errors.LexiconError: en/cues.toml: [fields.change.upwards]: the values of change are down, up
    """
    for entry, reason in _faults(cues):
        raise LexiconError(file, entry, reason)


def _faults(cues: Table) -> Iterator[tuple[str, str]]:
    for field, values in cues["fields"].items():
        if field not in FIELDS:
            yield f"[fields.{field}]", f"the reader asks only for {', '.join(sorted(FIELDS))}"
        for value, entries in values.items():
            if value not in FIELDS.get(field, ()):
                yield (
                    f"[fields.{field}.{value}]",
                    f"the values of {field} are {', '.join(sorted(FIELDS[field]))}",
                )
            yield from _without_example(f"fields.{field}.{value}", entries)
    for name, table in cues["counts"].items():
        indicator = table.get("indicator", name)
        if indicator not in frozenset(Indicator):
            yield f"[counts.{name}]", f"{indicator!r} is no indicator"
        if not isinstance(table.get("unit"), str):
            yield f"[counts.{name}]", "it needs a unit"
        yield from _without_example(f"counts.{name}.nouns", table.get("nouns"))
    for name in ("titles", "institutions"):
        yield from _without_example(f"people.{name}", cues["people"].get(name))
    for name, table in cues["words"].items():
        listed = table.get("list") if isinstance(table, Mapping) else None
        if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
            yield f"[words.{name}]", 'it needs a list of words: list = ["one", "two"]'


def _without_example(name: str, entries: object) -> Iterator[tuple[str, str]]:
    if not isinstance(entries, Mapping):
        yield f"[{name}]", 'it needs entries: "pattern" = "A sentence with it."'
        return
    for pattern, example in entries.items():
        if not isinstance(example, str) or not example.strip():
            yield f"[{name}] {pattern}", "it needs a sentence as an example"
