"""What is measured on: the project's own texts, and texts made to be slow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from kzdata.bundle import bundled
from kzdata.model import Statement
from kzdata.reading import read_statement

_SHARED = Path(__file__).parents[2] / "shared" / "corpus" / "statements"
"""More texts, where they stand beside the repository."""

SLOW = {
    "digits": "1",
    "numbers in a row": "111 ",
    "opening parentheses": "(",
    "sums in parentheses": "(5%) ",
    "full stops": ". ",
    "commas": ",",
    "quotation marks": '"',
    "sums of money": "$5bn ",
    "months": "January-",
    "capitals": "Mr Abay ",
    "quotations": "the minister said $5bn ",
    "pronouns": "China, Russia and that country, the Union ",
    "relative clauses": ", which was $5 million in 2017",
}
"""What is repeated to make a text slow to read, by its name."""


def statements() -> list[Statement]:
    """The English statements of the corpus, and those beside the repository if they are there."""
    paths = [*bundled("data").glob("statements/**/*.md"), *_SHARED.glob("*.md")]
    read = {statement.id: statement for statement in map(read_statement, sorted(paths))}  # each once
    return [statement for statement in read.values() if statement.language == "en"]


def repeated(texts: Sequence[Statement], size: int) -> list[Statement]:
    """The statements, over and over, until they have `size` bytes; the last one is cut."""
    found: list[Statement] = []
    for statement in cycle(texts):
        if size <= 0:
            break
        body = statement.body.encode()[:size].decode(errors="ignore")
        found.append(replace(statement, body=body))
        size -= len(statement.body.encode())
    return found


def one_line(texts: Sequence[Statement], size: int) -> str:
    """The statements as one line of `size` bytes."""
    return " ".join(" ".join(statement.body.split()) for statement in repeated(texts, size))


def slow(unit: str, size: int) -> str:
    """`unit`, over and over, `size` characters long."""
    return (unit * (size // len(unit) + 1))[:size]
