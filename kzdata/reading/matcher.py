"""Finds the phrases of a lexicon in a text: a dictionary over tokens, walked once, longest match first.

A pattern is a line of words and slots. ``(a|b c)`` offers a choice, ``?`` makes the word or choice before it
optional, ``{name}`` is a slot that a function fills. Patterns are expanded when a lexicon is loaded, so that
matching costs one dictionary look-up for most tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from kzdata.errors import LexiconError
from kzdata.reading.text import Text, read_text

T = TypeVar("T")
Read = Callable[[Text, int], "tuple[object, int] | None"]
"""Reads a slot at a token: what it holds and the token after it, or None."""

_Slots = tuple[tuple[str, object], ...]
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


@dataclass(slots=True)
class _Node(Generic[T]):
    """What may follow after the words and slots so far, and what they mean if nothing does.

    Attributes
    ----------
    by_word, by_digits : where to go on through a slot
        For each word that a slot may begin with, and for numbers in digits; made of `slots` when asked for.
    """

    words: dict[str, _Node[T]] = field(default_factory=dict)
    slots: dict[str, _Node[T]] = field(default_factory=dict)
    payloads: list[T] = field(default_factory=list)
    by_word: dict[str, list[_Branch[T]]] | None = None
    by_digits: list[_Branch[T]] = field(default_factory=list)


_Branch = tuple[str, Read, _Node[T]]


class Match(NamedTuple, Generic[T]):
    """A phrase found: the tokens `first` up to, not including, `last`, and what its slots hold."""

    first: int
    last: int
    payload: T
    slots: _Slots = ()


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

    def ambiguous(self) -> Iterator[tuple[str, list[T]]]:
        """The phrases that mean several things, with all that they mean."""
        waiting = [("", self._root)]
        while waiting:
            phrase, node = waiting.pop()
            if len(node.payloads) > 1:
                yield phrase.strip(), node.payloads
            ways = [*node.words.items(), *node.slots.items()]
            waiting += [(f"{phrase} {word}", child) for word, child in ways]

    def at(self, text: Text, start: int, stop: int | None = None) -> list[Match[T]]:
        """The longest matches that begin with token `start` and end before `stop`; empty if none."""
        tokens = text.words if self._exact_case else text.lower
        stop = len(tokens) if stop is None else stop
        best = self._longest(self._root, text, tokens, start, stop, ())
        if best is None:
            return []
        last, payloads, slots = best
        return [Match(start, last, payload, slots) for payload in payloads]

    def _longest(
        self, node: _Node[T], text: Text, tokens: list[str], i: int, stop: int, slots: _Slots
    ) -> tuple[int, list[T], _Slots] | None:
        """The end of the longest way from `node` on, with its payloads; of equal ways the first."""
        best: tuple[int, list[T], _Slots] | None = None
        while True:
            if node.payloads:
                best = i, node.payloads, slots
            if i >= stop:
                return best
            token = tokens[i]
            child = node.words.get(token)
            branches = self._branches(node, token) if node.slots else ()
            if branches:
                break
            if child is None:
                return best
            node, i = child, i + 1
        ways = [] if child is None else [self._longest(child, text, tokens, i + 1, stop, slots)]
        for name, read, child in branches:
            found = read(text, i)
            if found is not None and found[1] <= stop:
                filled = (*slots, (name, found[0]))
                ways.append(self._longest(child, text, tokens, found[1], stop, filled))
        for way in ways:
            if way is not None and (best is None or way[0] > best[0]):
                best = way
        return best

    def _branches(self, node: _Node[T], token: str) -> Sequence[_Branch[T]]:
        """The slots of `node` that may begin with `token`."""
        if node.by_word is None:
            node.by_word = {}
            for name, child in node.slots.items():
                slot = self._fill[name]
                for word in slot.words:
                    node.by_word.setdefault(word, []).append((name, slot.read, child))
                if slot.digits:
                    node.by_digits.append((name, slot.read, child))
        return node.by_digits if token[0].isdecimal() else node.by_word.get(token, ())

    def find(self, text: Text, start: int = 0, stop: int | None = None) -> list[Match[T]]:
        """All matches in the tokens `start` to `stop`, longest first, none inside another."""
        stop = len(text) if stop is None else stop
        tokens = text.words if self._exact_case else text.lower
        words, digits = self.begins.words, self.begins.digits
        found: list[Match[T]] = []
        end = start
        for i, word in enumerate(tokens[start:stop], start):
            if i >= end and (word in words or (digits and word[0].isdecimal())):
                best = self._longest(self._root, text, tokens, i, stop, ())
                if best is not None:
                    end, payloads, slots = best
                    found.extend([Match(i, end, payload, slots) for payload in payloads])
        return found

    def find_by(
        self, group: Callable[[T], str], text: Text, start: int = 0, stop: int | None = None
    ) -> list[Match[T]]:
        """All matches as `find` gives them, for each group by itself: those of two groups may overlap.

        No slots are read.
        """
        stop = len(text) if stop is None else stop
        tokens = text.words if self._exact_case else text.lower
        words, found = self._root.words, list[Match[T]]()
        ends: dict[str, int] = {}
        for i, word in enumerate(tokens[start:stop], start):
            node = words.get(word)
            last, ways = i + 1, list[tuple[int, list[T]]]()
            while node is not None:
                if node.payloads:
                    ways.append((last, node.payloads))
                node = node.words.get(tokens[last]) if last < stop else None
                last += 1
            here: dict[str, int] = {}
            for end, payloads in reversed(ways):
                for payload in payloads:
                    name = group(payload)
                    if i >= ends.get(name, start) and here.setdefault(name, end) == end:
                        found.append(Match(i, end, payload))
            ends |= here
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
