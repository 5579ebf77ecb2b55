"""A text cut where a mark or the words behind a figure begin or end; nothing is added and nothing lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kzdata.lab.notes import Note
from kzdata.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text in which nothing begins or ends.

    Attributes
    ----------
    text : str
        Its words.
    opens : tuple of Note
        The figures whose marks begin here, outermost first.
    closes : tuple of Note
        The figures whose marks end here, innermost first.
    marks : tuple of Note
        The figures in whose marks it lies, outermost first.
    decided : tuple of int
        The numbers of the figures of which it decided a field.
    """

    text: str
    opens: tuple[Note, ...] = ()
    closes: tuple[Note, ...] = ()
    marks: tuple[Note, ...] = ()
    decided: tuple[int, ...] = ()


def pieces(body: str, notes: Sequence[Note]) -> list[Piece]:
    """The text in pieces; joined they are the text again, whatever the notes' spans.

    Examples
    --------
    >>> from kzdata.lab.notes import notes
    >>> from kzdata.reading import extract
    >>> text = "Trade with Asia grew to $13.3bn."
    >>> [(piece.text, len(piece.marks)) for piece in pieces(text, notes(text, extract(text)))]
    [('Trade', 0), (' with ', 0), ('Asia', 0), (' grew to ', 0), ('$', 1), ('13.3bn', 1), ('.', 0)]
    """
    marks = _nested([(Span(note.figure.start, note.figure.end), note) for note in notes])
    opens: defaultdict[int, list[Note]] = defaultdict(list)
    ends: defaultdict[int, int] = defaultdict(int)
    for at, note in marks:
        opens[at.start].append(note)
        ends[at.end] += 1
    begins, stops = _decided(notes)
    found: list[Piece] = []
    inside: list[Note] = []
    deciding: set[int] = set()
    for start, end in pairwise(sorted({0, len(body), *opens, *ends, *begins, *stops})):
        deciding = deciding - stops[start] | begins[start]
        inside += opens[start]
        left = len(inside) - ends[end]
        found.append(
            Piece(
                body[start:end],
                opens=tuple(opens[start]),
                closes=tuple(reversed(inside[left:])),
                marks=tuple(inside),
                decided=tuple(sorted(deciding)),
            )
        )
        del inside[left:]
    return found


def _nested(marks: Iterable[tuple[Span, Note]]) -> list[tuple[Span, Note]]:
    """The marks in the order in which they open; one that crosses another ends with it."""
    found: list[tuple[Span, Note]] = []
    around: list[Span] = []
    for at, note in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end, mark[1].number)):
        while around and around[-1].end <= at.start:
            around.pop()
        if at.start < at.end:
            around.append(Span(at.start, min(at.end, around[-1].end) if around else at.end))
            found.append((around[-1], note))
    return found


def _decided(notes: Sequence[Note]) -> tuple[defaultdict[int, set[int]], defaultdict[int, set[int]]]:
    """Where the words begin and end that decided a field of a figure: its numbers, by position."""
    begins: defaultdict[int, set[int]] = defaultdict(set)
    stops: defaultdict[int, set[int]] = defaultdict(set)
    for note in notes:
        for at in _joined(note.figure.evidence.values()):
            begins[at.start].add(note.number)
            stops[at.end].add(note.number)
    return begins, stops


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one."""
    found: list[Span] = []
    for at in sorted(at for at in spans if at.start < at.end):
        if found and at.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, at.end))
        else:
            found.append(at)
    return found
