"""What stands between the headline of a web page and its text: where a byline gives the date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kzdata.reading.written_dates import find_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3")
_INLINE = frozenset(["a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"])
_UNREAD = frozenset(["head", "noscript", "script", "style", "template"])
_PART = " | "
"""Put between blocks, so that the end of one and the start of the next make no date together."""

_NEAR = 300
"""Characters from the headline or from the text within which a byline stands."""

_PROBES = (120, 40)
"""Characters of the text by which it is found in the page."""

_LONG = 80
"""Characters of a line that is prose, and no headline or byline."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What comes before the text.

    Attributes
    ----------
    text : str
        What stands about the headline and before the text; for a ``<time>``, the day that it gives.
    first : int
        The paragraph that the text begins with: those before it repeat the headline and the byline.
    """

    text: str
    first: int


@dataclass(slots=True)
class _Walk:
    """A page's words in their order, and where in them each element begins."""

    words: list[str] = field(default_factory=list)
    owners: list[HtmlElement] = field(default_factory=list)
    begins: dict[HtmlElement, int] = field(default_factory=dict)

    def add(self, owner: HtmlElement, words: str | None) -> None:
        if words:
            self.words.append(words)
            self.owners.append(owner)


def find_lead(tree: HtmlElement, title: str, paragraphs: list[str]) -> Lead:
    """What stands before the first paragraph of prose.

    Parameters
    ----------
    tree : HtmlElement
        The page.
    title : str
        Its title.
    paragraphs : list of str
        Its text.
    """
    prose = next((i for i, line in enumerate(paragraphs) if len(line) >= _LONG), 0)
    first = 0
    while first < prose and is_byline(paragraphs[first], title):
        first += 1
    walk = _walked(tree)
    for length in _PROBES:
        at = _place(walk.words, paragraphs[prose][:length])
        if at is not None:
            return Lead(_before(walk, at, title), first)
    return Lead("", first)


def is_byline(line: str, title: str) -> bool:
    """Whether a line only repeats the headline or gives the date.

    Examples
    --------
    >>> is_byline("Published: 25 December 2017", "Trade grows")
    True
    """
    return _squeezed(line) == _squeezed(title) or (len(line) < _LONG and bool(find_dates(line)))


def _before(walk: _Walk, at: int, title: str) -> str:
    """The words about the headline and between it and the chunk `at`, where the text begins."""
    holder = walk.owners[at]
    around = [holder, *holder.iterancestors()]
    headings = [each for each, begin in walk.begins.items() if begin < at and _is_headline(each, title)]
    if headings:
        heading = headings[-1]
        within = next((each for each in around if each in set(heading.iterancestors())), None)
        if within is None:
            return ""
        begin = walk.begins[heading]
        # What comes before the headline in the whole page is the site's head, with the date of the visit.
        front = "" if within.tag in {"body", "html"} else "".join(walk.words[walk.begins[within] : begin])
        return front[-_NEAR:] + _PART + _ends("".join(walk.words[begin:at]))
    for each in around:
        words = "".join(walk.words[walk.begins[each] : at])
        if words.strip(_PART):
            return words[-_NEAR:]
    return ""


def _is_headline(element: HtmlElement, title: str) -> bool:
    if element.tag not in _HEADINGS:
        return False
    words = _squeezed("".join(element.itertext()))
    return bool(words) and (element.tag == "h1" or words == _squeezed(title))


def _ends(words: str) -> str:
    return words if len(words) <= 2 * _NEAR else words[:_NEAR] + _PART + words[-_NEAR:]


def _walked(tree: HtmlElement) -> _Walk:
    from lxml import etree

    walk = _Walk()
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in {"comment", "pi"}:
            walk.add(element.getparent(), element.tail)
            continue
        mark = "" if element.tag in _INLINE else _PART
        if event == "end":
            walk.add(element.getparent(), mark + (element.tail or ""))
            continue
        walk.begins[element] = len(walk.words)
        if element.tag in _UNREAD:
            walker.skip_subtree()
        elif element.tag == "time" and element.get("datetime"):
            day = "" if "updated" in element.get("class", "") else element.get("datetime")[:10]
            walk.add(element, f"{_PART}{day}{_PART}")
            walker.skip_subtree()
        else:
            walk.add(element, mark + (element.text or ""))
    return walk


def _place(words: list[str], probe: str) -> int | None:
    """The chunk in which `probe` begins; spaces do not count."""
    wanted, squeezed = _squeezed(probe), [_squeezed(chunk) for chunk in words]
    at = "".join(squeezed).find(wanted)
    if not wanted or at < 0:
        return None
    for number, chunk in enumerate(squeezed):
        at -= len(chunk)
        if at < 0:
            return number
    return None


def _squeezed(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum()).casefold()
