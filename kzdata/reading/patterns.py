"""The patterns of a lexicon: a line of words and slots, and all sequences that it allows.

``(a|b c)`` offers a choice, ``?`` makes the word or choice before it optional, ``{name}`` is a slot that a
function fills.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kzdata.errors import LexiconError
from kzdata.reading.text import Text, read_text

Read = Callable[[Text, int], "tuple[object, int] | None"]
"""Reads a slot at a token: what it holds and the token after it, or None."""

_MAX_EXPANSIONS = 4000


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern that a function fills.

    Attributes
    ----------
    words : frozenset of str
        The words, in small letters, that it may begin with; a function is not called in vain.
    digits : frozenset of int
        How many digits a number may have that it begins with.
    followers : mapping
        For a word, or a number of so many digits, that is nothing by itself: the words that may follow it,
        apart from numbers.
    tail : frozenset of str or None
        What may belong to it behind its first token where it can stand alone; None if that is not known.
    """

    read: Read
    words: frozenset[str] = frozenset()
    digits: frozenset[int] = frozenset()
    followers: Mapping[str | int, frozenset[str]] = field(default_factory=dict)
    tail: frozenset[str] | None = None

    def begins_at(self, tokens: Sequence[str], i: int) -> bool:
        """Whether it may begin with token `i`, one of `words` or a number, by what follows."""
        token = tokens[i]
        followers = self.followers.get(token if token in self.words else len(token))
        if followers is None:
            return True
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        return following in followers or following.isdecimal()


def expand(pattern: str) -> list[list[str]]:
    """All sequences of words and slots that `pattern` allows.

    Examples
    --------
    >>> expand("(went|goes) up?")
    [['went', 'up'], ['went'], ['goes', 'up'], ['goes']]
    """
    sequences, rest = _alternatives(pattern, _Cursor(_lex(pattern)), top=True)
    if rest:
        raise LexiconError("pattern", pattern, "a bracket is not closed")
    return [list(sequence) for sequence in dict.fromkeys(sequences) if sequence]


class _Cursor:
    def __init__(self, parts: list[str]) -> None:
        self.parts, self.at = parts, 0

    def peek(self) -> str:
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def take(self) -> str:
        self.at += 1
        return self.parts[self.at - 1]


def _lex(pattern: str) -> list[str]:
    parts: list[str] = []
    for chunk in (
        pattern.replace("(", " ( ").replace(")", " ) ").replace("|", " | ").replace("?", " ? ").split()
    ):
        if chunk in "()|?" or chunk.startswith("{"):
            parts.append(chunk)
        elif chunk.isalpha():  # most are, and need no tokeniser
            parts.append(chunk.lower())
        else:
            parts.extend(read_text(chunk).lower)
    return parts


def _alternatives(pattern: str, cursor: _Cursor, *, top: bool = False) -> tuple[list[tuple[str, ...]], str]:
    found: list[tuple[str, ...]] = []
    current: list[tuple[str, ...]] = [()]
    while cursor.peek() and cursor.peek() != ")":
        part = cursor.take()
        if part == "|":
            found.extend(current)
            current = [()]
            continue
        if part == "(":
            options, _ = _alternatives(pattern, cursor)
            if cursor.peek() != ")":
                raise LexiconError("pattern", pattern, "a bracket is not closed")
            cursor.take()
        else:
            options = [(part,)]
        if cursor.peek() == "?":
            cursor.take()
            options = [*options, ()]
        current = [(*left, *right) for left in current for right in options]
        if len(current) > _MAX_EXPANSIONS:
            raise LexiconError("pattern", pattern, "it allows too many forms; split it")
    return found + current, cursor.peek() if top else ""
