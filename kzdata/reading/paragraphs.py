"""Printed lines to paragraphs: what was broken to fit a page is joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kzdata.lexicon.pack import languages, load_pack

_HYPHENS = "-\u2010\u00ad"
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•▪●–—*\uf0b7-]\s|\d{1,2}[.)]\s")
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_BROKEN = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_SIZES = 1.1
"""What letters may differ in size within a paragraph."""

_INDENT = 0.8
"""How far in a paragraph's first line begins, by the size of its letters."""

_SHORT = 0.8
"""A line that reaches less far into its block than this part may be a paragraph's last."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    Attributes
    ----------
    text : str
        Its words.
    page, block : int
        Where it stands; a block is what the page's white space parts from others.
    left, right, middle : float
        Its ends, and its height above the page's foot.
    size : float
        Of its letters.
    """

    text: str
    page: int
    block: int
    left: float
    right: float
    middle: float
    size: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together, and the size of their letters."""

    text: str
    size: float


def flow(lines: list[Line]) -> list[Paragraph]:
    """Join lines to paragraphs, over the ends of columns and pages too.

    Examples
    --------
    >>> one = Line("Two-thirds of the invest-", 0, 0, 50, 200, 700, 10)
    >>> two = Line("ment is new.", 1, 0, 50, 120, 700, 10)
    >>> [paragraph.text for paragraph in flow([one, two])]
    ['Two-thirds of the investment is new.']
    """
    known = _Known.of(lines)
    groups: list[list[Line]] = []
    blocks: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        blocks.setdefault((line.page, line.block), []).append(line)
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, blocks[groups[-1][-1].page, groups[-1][-1].block]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(_joined(group, known), max(line.size for line in group)) for group in groups]


def _goes_on(before: Line, line: Line, block: list[Line]) -> bool:
    """Whether a line belongs to the paragraph of the one before it, which stands in `block`."""
    if max(before.size, line.size) > _SIZES * min(before.size, line.size) or _BULLET.match(line.text):
        return False
    left, right = min(each.left for each in block), max(each.right for each in block)
    is_short = before.right - before.left < _SHORT * (right - before.left)
    ended = _ENDS.search(before.text) is not None
    if (before.page, before.block) == (line.page, line.block):
        return not (ended and (is_short or line.left - left > _INDENT * line.size))
    if ended:
        return False
    if before.text[-1] in _HYPHENS or line.text[0].islower():
        return True
    # At the end of a column or a page a sentence goes on with any word, if its last line is a full one.
    is_elsewhere = before.page != line.page or line.middle > before.middle
    return is_elsewhere and not is_short and len(block) > 1


@dataclass(frozen=True, slots=True)
class _Known:
    """The words that the text itself writes, whole and with hyphens, in small letters."""

    words: frozenset[str]
    compounds: frozenset[str]

    @classmethod
    def of(cls, lines: list[Line]) -> _Known:
        texts = [_plain(line.text).lower() for line in lines]
        return cls(
            frozenset(word for text in texts for word in _WORD.findall(text)),
            frozenset(word for text in texts for word in _COMPOUND.findall(text)),
        )


def _joined(lines: list[Line], known: _Known) -> str:
    text = ""
    for line in lines:
        plain = _plain(line.text)
        broken = _BROKEN.search(text)
        if broken and plain[:1].isalnum():
            text = text if _keeps_hyphen(broken[1], plain, known) else text[:-1]
        elif text:
            text += " "
        text += plain
    return text


def _plain(text: str) -> str:
    """The text without ligatures, and with plain hyphens.

    Some programs write a hyphen as a soft one wherever it stands, so within a line it counts as a plain one.
    """
    return text.translate(_LIGATURES).translate(dict.fromkeys(map(ord, _HYPHENS), "-"))


def _keeps_hyphen(start: str, rest: str, known: _Known) -> bool:
    """Whether a hyphen at a line's end belongs to the word: "January-September", "15-year", "two-thirds"."""
    end = _WORD.match(rest)
    if end is None or not end[0].islower() or not start[-1].isalpha():
        return True
    first, last = start.lower(), end[0].lower()
    if f"{first}-{last}" in known.compounds:
        return True
    return f"{first}{last}" not in known.words and first.rpartition("-")[2] in _number_words()


@cache
def _number_words() -> frozenset[str]:
    packs = map(load_pack, languages())
    return frozenset(
        word for pack in packs for name in ("cardinals", "fractions") for word in pack.numbers[name]
    )
