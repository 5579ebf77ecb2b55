"""Finds the phrases of a lexicon in a text: a dictionary over tokens, walked once, longest match first.

A pattern is a line of words and slots. ``(a|b c)`` offers a choice, ``?`` makes the word or choice before it
optional, ``{name}`` is a slot that a function fills. Patterns are expanded when a lexicon is loaded, so that
matching costs one dictionary look-up for most tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from kzdata.errors import LexiconError
from kzdata.reading.text import Text, read_text

T = TypeVar("T")
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
    digits : bool
        Whether it may begin with a number in digits.
    """

    read: Read
    words: frozenset[str] = frozenset()
    digits: bool = False

    def may_begin(self, word: str) -> bool:
        """Whether it may begin with `word`."""
        return word in self.words or (self.digits and word[0].isdecimal())


@dataclass(slots=True)
class _Node(Generic[T]):
    words: dict[str, _Node[T]] = field(default_factory=dict)
    slots: dict[str, _Node[T]] = field(default_factory=dict)
    payloads: list[T] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: the tokens `first` up to, not including, `last`, and what its slots hold."""

    first: int
    last: int
    payload: T
    slots: tuple[tuple[str, object], ...] = ()


class Matcher(Generic[T]):
    """A set of patterns, each with a payload.

    Examples
    --------
    >>> found = Matcher({"(over|in) the? past year": "window"})
    >>> [(m.first, m.last, m.payload) for m in found.find(read_text("It rose in the past year."))]
    [(2, 6, 'window')]
    """

    def __init__(
        self, patterns: Mapping[str, T], slots: Mapping[str, Slot] | None = None, *, exact_case: bool = False
    ) -> None:
        self._root: _Node[T] = _Node()
        self._fill = dict(slots or {})
        self._exact_case = exact_case
        for pattern, payload in patterns.items():
            self.add(pattern, payload)

    def add(self, pattern: str, payload: T) -> None:
        """Add one pattern; LexiconError if it is malformed or has a slot that nothing fills."""
        for sequence in expand(pattern):
            self._insert(sequence, payload, pattern)

    def add_phrase(self, phrase: str, payload: T) -> None:
        """Add words as they stand, without any pattern signs."""
        text = read_text(phrase)
        self._insert(text.words if self._exact_case else text.lower, payload, phrase)

    def _insert(self, sequence: list[str], payload: T, pattern: str) -> None:
        node = self._root
        for part in sequence:
            if part.startswith("{"):
                if part[1:-1] not in self._fill:
                    raise LexiconError("pattern", pattern, f"no slot is called {part}")
                node = node.slots.setdefault(part[1:-1], _Node())
            else:
                node = node.words.setdefault(part, _Node())
        if node is self._root:
            raise LexiconError("pattern", pattern, "it may match nothing at all")
        if payload not in node.payloads:
            node.payloads.append(payload)

    def at(self, text: Text, start: int, stop: int | None = None) -> list[Match[T]]:
        """The longest matches that begin with token `start` and end before `stop`; empty if none."""
        tokens = text.words if self._exact_case else text.lower
        stop = len(tokens) if stop is None else stop
        if start >= stop or not self.begins.may_begin(tokens[start]):
            return []
        best: list[Match[T]] = []
        for last, payloads, slots in self._walk(self._root, text, tokens, start, stop, ()):
            if not best or last > best[0].last:
                best = [Match(start, last, payload, slots) for payload in payloads]
        return best

    def _walk(
        self,
        node: _Node[T],
        text: Text,
        tokens: list[str],
        i: int,
        stop: int,
        slots: tuple[tuple[str, object], ...],
    ) -> Iterator[tuple[int, list[T], tuple[tuple[str, object], ...]]]:
        if node.payloads:
            yield i, node.payloads, slots
        if i >= stop:
            return
        child = node.words.get(tokens[i])
        if child is not None:
            yield from self._walk(child, text, tokens, i + 1, stop, slots)
        for name, child in node.slots.items():
            slot = self._fill[name]
            if not slot.may_begin(tokens[i]):
                continue
            found = slot.read(text, i)
            if found is not None and found[1] <= stop:
                yield from self._walk(child, text, tokens, found[1], stop, (*slots, (name, found[0])))

    def find(self, text: Text, start: int = 0, stop: int | None = None) -> list[Match[T]]:
        """All matches in the tokens `start` to `stop`, longest first, none inside another."""
        stop = len(text) if stop is None else stop
        tokens = text.words if self._exact_case else text.lower
        words, digits = self.begins.words, self.begins.digits
        found: list[Match[T]] = []
        i = start
        while i < stop:
            word = tokens[i]
            if word in words or (digits and word[0].isdecimal()):
                here = self.at(text, i, stop)
                if here:
                    found.extend(here)
                    i = here[0].last
                    continue
            i += 1
        return found

    @cached_property
    def begins(self) -> Slot:
        """The words that a match may begin with; to be asked for when all patterns are in."""
        slots = [self._fill[name] for name in self._root.slots]
        words = frozenset(self._root.words).union(*(slot.words for slot in slots))
        return Slot(self._read, words, any(slot.digits for slot in slots))

    def _read(self, text: Text, i: int) -> tuple[object, int] | None:
        found = self.at(text, i)
        return (found[0], found[0].last) if found else None


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
