"""Finds the phrases of a lexicon in a text: a dictionary over tokens, walked once, longest match first.

Patterns are expanded when a lexicon is loaded, so that matching costs one dictionary look-up for most tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from kzdata.errors import LexiconError
from kzdata.reading.patterns import Slot, expand
from kzdata.reading.text import Text, positions, read_text

T = TypeVar("T")
_Slots = tuple[tuple[str, object], ...]


class _Node(Generic[T]):
    """What may follow after the words and slots so far, and what they mean if nothing does.

    Attributes
    ----------
    meant : dict of str to (int, list of T)
        What the words until here mean in each group: by how many words, and what. The longest phrase counts.
        Made when first asked for.
    steps : dict or None
        Where to go on, by words and slots together; made of both when asked for. Numbers stand under how many
        digits they have.
    """

    __slots__ = ("meant", "payloads", "slots", "steps", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node[T]] = {}
        self.slots: dict[str, _Node[T]] = {}
        self.payloads: list[T] = []
        self.meant: dict[str, tuple[int, list[T]]] | None = None
        self.steps: dict[str | int, _Step[T]] | None = None

    def step(self, token: str, slots: Mapping[str, Slot]) -> _Step[T]:
        """Where `token` leads: by itself, and as the first of a slot."""
        steps = self.steps
        if steps is None:
            steps = self.steps = self._steps(slots)
        found = steps.get(token)
        if found is None and token.isdecimal():
            found = steps.get(len(token))
        return found or (None, ())

    def _steps(self, slots: Mapping[str, Slot]) -> dict[str | int, _Step[T]]:
        ways = [(name, slots[name], child) for name, child in self.slots.items()]
        starts: set[str | int] = set(self.words)
        for _, slot, _ in ways:
            starts |= slot.words | slot.digits
        steps: dict[str | int, _Step[T]] = {}
        for start in starts:
            digits = start if isinstance(start, int) else len(start) if start.isdecimal() else 0
            branches = [way for way in ways if start in way[1].words or digits in way[1].digits]
            steps[start] = (None if isinstance(start, int) else self.words.get(start), branches)
        return steps


_Branch = tuple[str, Slot, _Node[T]]
_Step = tuple[_Node[T] | None, Sequence[_Branch[T]]]
_Way = tuple[int, list[T], _Slots]
"""Where a way ends, what it means, and what its slots hold."""


class Match(NamedTuple, Generic[T]):
    """A phrase found: the tokens `first` up to, not including, `last`, and what its slots hold."""

    first: int
    last: int
    payload: T
    slots: _Slots = ()


class Matcher(Generic[T]):
    """A set of patterns, each with a payload.

    Parameters
    ----------
    patterns : mapping
        Patterns with their payloads, the first to be added.
    slots : mapping, optional
        What fills the slots that patterns name.
    exact_case : bool, optional
        Whether capital letters count.
    group : callable, optional
        The group of a payload, for `find_by_group`.

    Examples
    --------
    >>> found = Matcher({"(over|in) the? past year": "window"})
    >>> [(m.first, m.last, m.payload) for m in found.find(read_text("It rose in the past year."))]
    [(2, 6, 'window')]
    """

    def __init__(
        self,
        patterns: Mapping[str, T],
        slots: Mapping[str, Slot] | None = None,
        *,
        exact_case: bool = False,
        group: Callable[[T], str] = lambda _: "",
    ) -> None:
        self._root: _Node[T] = _Node()
        self._fill = dict(slots or {})
        self._exact_case, self._group = exact_case, group
        self._begins: Slot | None = None
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

    @property
    def words(self) -> frozenset[str]:
        """All words of the patterns."""
        found: set[str] = set()
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            found.update(node.words)
            waiting += [*node.words.values(), *node.slots.values()]
        return frozenset(found)

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
        if start >= stop or not (self._root.slots or tokens[start] in self._root.words):
            return []
        best = self._longest(self._root, text, tokens, start, stop, ())
        if best is None:
            return []
        last, payloads, slots = best
        return [Match(start, last, payload, slots) for payload in payloads]

    def _longest(
        self, node: _Node[T], text: Text, tokens: list[str], i: int, stop: int, slots: _Slots
    ) -> _Way[T] | None:
        """The longest way from `node` on; of equal ones the first."""
        best: _Way[T] | None = None
        while True:
            if node.payloads:
                best = i, node.payloads, slots
            if i >= stop:
                return best
            if node.slots:
                child, branches = node.step(tokens[i], self._fill)
                if branches:
                    break
            else:
                child = node.words.get(tokens[i])
            if child is None:
                return best
            node, i = child, i + 1
        ways = [] if child is None else [self._longest(child, text, tokens, i + 1, stop, slots)]
        for name, slot, child in branches:
            if slot.followers and not slot.begins_at(tokens, i):
                continue
            found = slot.read(text, i)
            if found is not None and found[1] <= stop:
                filled = (*slots, (name, found[0]))
                ways.append(self._longest(child, text, tokens, found[1], stop, filled))
        for way in ways:
            if way is not None and (best is None or way[0] > best[0]):
                best = way
        return best

    def find(self, text: Text, start: int = 0, stop: int | None = None) -> list[Match[T]]:
        """All matches in the tokens `start` to `stop`, longest first, none inside another."""
        stop = len(text.words) if stop is None else stop
        tokens = text.words if self._exact_case else text.lower
        begins = self.begins
        found: list[Match[T]] = []
        candidates = positions(tokens[start:stop], begins.words, start)
        if begins.digits:
            numbers = (i for i in text.numbers if start <= i < stop and len(tokens[i]) in begins.digits)
            candidates = sorted([*candidates, *numbers])
        followers, end, size = begins.followers, start, len(tokens)
        for i in candidates:
            if i < end:
                continue
            token = tokens[i]
            needed = followers.get(token if token in begins.words else len(token))
            if needed is not None and i + 1 < size:  # as in `begins_at`, which most words come to an end at
                following = tokens[i + 1]
                if following not in needed and not following.isdecimal():
                    continue
            best = self._longest(self._root, text, tokens, i, stop, ())
            if best is not None:
                end, payloads, slots = best
                found += [Match(i, end, payload, slots) for payload in payloads]
        return found

    def find_by_group(self, text: Text, start: int = 0, stop: int | None = None) -> list[Match[T]]:
        """All matches as `find` gives them, for each group by itself: those of two groups may overlap.

        No slots are read.
        """
        stop = len(text.words) if stop is None else stop
        tokens = text.words if self._exact_case else text.lower
        if self._root.meant is None:
            self._gather(self._root, {}, 0)
        words = self._root.words
        found: list[Match[T]] = []
        ends: dict[str, int] = {}  # of the last match of each group
        for i in positions(tokens[start:stop], words, start):
            node, last = words[tokens[i]], i + 1
            while last < stop and (child := node.words.get(tokens[last])) is not None:
                node, last = child, last + 1
            for group, (size, payloads) in node.meant.items() if node.meant else ():
                if i >= ends.get(group, start):
                    ends[group] = end = i + size
                    found += [Match(i, end, payload) for payload in payloads]
        return found

    def alone(self, word: str) -> list[T]:
        """What `word` means where nothing follows it."""
        node = self._root.words.get(word)
        return node.payloads if node is not None else []

    def _gather(self, node: _Node[T], before: dict[str, tuple[int, list[T]]], size: int) -> None:
        """Gives `node` and those behind it what they mean; `before` is what one word less means."""
        own: dict[str, tuple[int, list[T]]] = {}
        for payload in node.payloads:
            own.setdefault(self._group(payload), (size, []))[1].append(payload)
        node.meant = own | {group: meant for group, meant in before.items() if group not in own}
        for child in node.words.values():
            self._gather(child, node.meant, size + 1)

    @property
    def begins(self) -> Slot:
        """What a match may begin with; to be asked for when all patterns are in."""
        if self._begins is None:
            self._begins = self._find_begins()
        return self._begins

    def _find_begins(self) -> Slot:
        slots = [self._fill[name] for name in self._root.slots]
        words = frozenset(self._root.words).union(*(slot.words for slot in slots))
        digits = frozenset[int]().union(*(slot.digits for slot in slots))
        starts: list[str | int] = [*words, *digits]
        followers = {start: found for start in starts if (found := self._followers(start)) is not None}
        return Slot(self._read, words, digits, followers)

    def _followers(self, start: str | int) -> frozenset[str] | None:
        """The words that must follow a word or number, apart from numbers; None if it may stand alone."""
        node = self._root.words.get(start) if isinstance(start, str) else None
        if node is not None and node.payloads:
            return None
        found = self._next_words(node) if node is not None else set()
        digits = start if isinstance(start, int) else len(start) if start.isdecimal() else 0
        for name, child in self._root.slots.items():
            slot = self._fill[name]
            key = start if start in slot.words else digits
            if key in slot.followers:
                found |= slot.followers[key]
            elif key in slot.words or key in slot.digits:
                if slot.tail is None or child.payloads:
                    return None
                found |= slot.tail | self._next_words(child)
        return frozenset(found)

    def _next_words(self, node: _Node[T]) -> set[str]:
        return set(node.words).union(*(self._fill[name].words for name in node.slots))

    def _read(self, text: Text, i: int) -> tuple[object, int] | None:
        tokens = text.words if self._exact_case else text.lower
        best = self._longest(self._root, text, tokens, i, len(tokens), ())
        return None if best is None else (Match(i, best[0], best[1][0], best[2]), best[0])
