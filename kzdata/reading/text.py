"""A text as tokens and sentences, with exact offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress, count
from operator import itemgetter

from kzdata.lexicon.pack import abbreviations, endings, money_words
from kzdata.model import Span

SPACES = " \u00a0\u2007\u2009\u202f"
"""Blanks that may part the thousands of a number."""

VULGAR_FRACTIONS = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"

_DASHES = dict.fromkeys("–—−‐‑‒―", "-") | {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
}
_OPENERS = frozenset("\"'$€£-–—(“‘«")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]")
_BULLETS = "-•*"
_CODE = 3
_CURRENCY = 4
"""Tokens of the name of a currency: "U . S. dollars"."""
"""Letters of the code of a currency."""
_STOPS = _ENDS | _CLOSERS | {"]"}
_NEW_LINE = re.compile(r"\n")


LONGEST = 400
"""Tokens after which a sentence is cut: no one writes longer ones, and what reads them stays linear."""


@dataclass(frozen=True, slots=True)
class Text:
    """A tokenised body.

    Attributes
    ----------
    body : str
        The text itself.
    words : list of str
        The tokens as written.
    lower : list of str
        The tokens in small letters, dashes and quotation marks made plain.
    starts, ends : list of int
        Offsets of each token in `body`, end exclusive.
    gaps : list of str
        What stands before each token.
    numbers : list of int
        The tokens that begin with a digit.
    sentences : list of (int, int)
        The sentences as ranges of tokens.
    paragraphs : list of int
        For each sentence, the number of its paragraph.
    vocabulary : frozenset of str
        The tokens in small letters, each once.
    """

    body: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    numbers: list[int]
    sentences: list[tuple[int, int]]
    paragraphs: list[int]
    vocabulary: frozenset[str]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def touches(self, index: int) -> bool:
        """Whether token `index` stands right behind the one before it, without a space."""
        return 0 < index < len(self.gaps) and not self.gaps[index]

    def where(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of `words` in small letters."""
        return [] if words.isdisjoint(self.vocabulary) else positions(self.lower, words)

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that `token` stands in."""
        return bisect_right(self.sentences, (token, len(self.words) + 1)) - 1


def read_text(body: str) -> Text:
    """Split `body` into tokens and sentences.

    Examples
    --------
    >>> text = read_text("Trade was $4.6bn. It grew.")
    >>> text.words[:5], len(text.sentences)
    (['Trade', 'was', '$', '4.6', 'bn'], 2)
    """
    token, plain = _tokens()
    parts = token.split(body)  # blanks and tokens in turn
    words = parts[1::2]
    bounds = list(accumulate(map(len, parts)))
    starts, ends, gaps = bounds[:-1:2], bounds[1::2], parts[:-1:2]
    # No token holds a new line, so that all are made small in one step.
    lower = "\n".join(map(plain.get, words, words)).lower().split("\n") if words else []
    numbers = list(compress(count(), map(str.isdecimal, map(itemgetter(0), words))))
    sentences, paragraphs = _sentences(body, lower, words, starts, gaps)
    vocabulary = frozenset(lower)
    return Text(body, words, lower, starts, ends, gaps, numbers, sentences, paragraphs, vocabulary)


def positions(tokens: Iterable[str], words: Container[str], start: int = 0) -> list[int]:
    """Where in `tokens`, counted from `start`, one of `words` stands.

    Examples
    --------
    >>> positions(["trade", "of", "the", "two"], {"the", "of"})
    [1, 2]
    """
    return list(compress(count(start), map(words.__contains__, tokens)))


@cache
def _tokens() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the tokens, and the plain form of those that can be written in several ways."""
    letter = rf"[^\W\d_{VULGAR_FRACTIONS}]"
    written = "|".join(
        re.escape(form).replace("'", "['’]") for ending in endings() for form in (ending, ending.upper())
    )
    ending = rf"(?:{written})\b" if written else "(?!)"  # which matches nothing
    joined = rf"(?:(?!{ending})['’]{letter}+)*"
    long_words = (
        rf"[A-Za-z]{{2,}}+(?!{letter}|['’])",  # first, since most tokens are such words, and found fast
        rf"{letter}{{2,}}{joined}",
        rf"(?:{letter}\.){{2,}}{letter}?",  # U.S., p.p., U.S.A
    )
    numbers = (
        rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:[.,]\d+)?(?!\d)",  # 1 200, 10 000 000
        r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?(?!\d)",  # 1'500'000
        r"\d+(?:[.,]\d+)*",  # 4,700, 60,9, 1,762.5
    )
    signs = (ending, rf"{letter}{joined}", rf"[{VULGAR_FRACTIONS}]|[^\w\s]|_")
    # What begins no token, and what is no number, is seen at one glance and not tried in each way.
    kinds = (rf"(?=\w)(?:{'|'.join(long_words)}|(?=\d)(?:{'|'.join(numbers)}))", *signs)
    plain = _DASHES | {
        form.replace("'", "’"): ending for ending in endings() for form in (ending, ending.upper())
    }
    return re.compile(rf"((?!\s)(?:{'|'.join(kinds)}))"), plain


def sentence_at(body: str, start: int, end: int) -> Span:
    """The sentence (or sentences) of `body` that the characters `start` to `end` stand in.

    Examples
    --------
    >>> sentence_at("One. Two is here. Three.", 5, 8).of("One. Two is here. Three.")
    'Two is here.'
    """
    lo = max(body.rfind("\n", 0, start) + 1, 0)
    hi = body.find("\n", end)
    hi = len(body) if hi < 0 else hi
    text = read_text(body[lo:hi])
    inside = [
        text.span(a, b)
        for a, b in text.sentences
        if text.starts[a] < end - lo and text.ends[b - 1] > start - lo
    ]
    if not inside:
        return Span(start, end)
    return Span(lo + inside[0].start, lo + inside[-1].end)


def _sentences(
    body: str, lower: list[str], words: list[str], starts: list[int], gaps: list[str]
) -> tuple[list[tuple[int, int]], list[int]]:
    bounds: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    first = paragraph = 0
    for i in _candidates(body, lower, starts):
        while i - first >= LONGEST:
            bounds.append((first, first + LONGEST))
            paragraphs.append(paragraph)
            first += LONGEST
        last = i + 1 == len(words)
        gap = "" if last else gaps[i + 1]
        new_line = "\n" in gap
        if last or i + 1 - first >= LONGEST or _breaks(lower, words, first, i, gap, new_line=new_line):
            bounds.append((first, i + 1))
            paragraphs.append(paragraph)
            first = i + 1
            item = lower[i] == ":" or (not last and lower[i + 1] in _BULLETS)  # of a list that goes on
            paragraph += gap.count("\n") > 1 or (new_line and not item and _ends_sentence(lower, i))
    return bounds, paragraphs


def _candidates(body: str, lower: list[str], starts: list[int]) -> list[int]:
    """The tokens that may end a sentence: stops, those before a new line, and the last."""
    found = set(positions(lower, _STOPS))
    found.update(bisect_right(starts, new_line.start()) - 1 for new_line in _NEW_LINE.finditer(body))
    found.add(len(lower) - 1)
    return sorted(i for i in found if i >= 0)


def _ends_sentence(lower: list[str], i: int) -> bool:
    return lower[i] in _ENDS or (lower[i] in _CLOSERS and i > 0 and lower[i - 1] in _ENDS) or lower[i] == ":"


def _is_short(lower: list[str], words: list[str], i: int) -> bool:
    """Whether the full stop at `i` only marks an abbreviation: "5 mln. USD", "5 bln. US dollars"."""
    before, following = abbreviations().get(lower[i - 1]), words[i + 1]
    if before != "code":
        return before == ""
    if len(following) == _CODE and following.isupper():
        return True
    for word in lower[i + 1 : i + 1 + _CURRENCY]:
        if word in money_words():
            return True
        if not word.replace(".", "a").isalpha():
            return False
    return False


def _is_initial(lower: list[str], i: int, following: str) -> bool:
    """Whether token `i` is one letter of a name, not that of a number: "J. Smith", but "$800m. The"."""
    counted = i > 0 and lower[i - 1][-1].isdecimal() and not (len(following) == _CODE and following.isupper())
    return len(lower[i]) == 1 and lower[i].isalpha() and not counted


def _breaks(lower: list[str], words: list[str], first: int, i: int, gap: str, *, new_line: bool) -> bool:
    """Whether a sentence ends with token `i`, which `gap` parts from the next one."""
    if new_line and (gap.count("\n") > 1 or _ends_sentence(lower, i) or lower[i + 1] in _BULLETS):
        return True
    if new_line and words[i + 1][0].isupper() and ":" in lower[first:i]:  # "Exports: $5bn", line by line
        return True
    if lower[i] == "]" and i > 2 and lower[i - 1].isdecimal() and lower[i - 3] in _ENDS:  # "Asia.[2] In"
        return True
    closed = lower[i] in _CLOSERS and lower[i - 1] in _ENDS
    if not gap or not (lower[i] in _ENDS or closed):
        return False
    following = words[i + 1]
    if lower[i] == "." and (_is_short(lower, words, i) or _is_initial(lower, i - 1, following)):
        return False
    return following[0].isupper() or following[0].isdecimal() or following[0] in _OPENERS
