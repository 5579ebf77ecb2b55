"""What stands between the headline of a web page and its text: where a byline gives the date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kzdata.reading.written_dates import WrittenDate, is_byline, published_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset(["h1", "h2", "h3"])
_ARTICLES = frozenset(["article", "main", "section"])
_ARTICLE = re.compile(
    r"article|content|detail|entry|inner|material|news|post|publication|story", re.IGNORECASE
)
_INLINE = frozenset(["a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"])
_UNREAD = frozenset(
    ["aside", "button", "figure", "form", "head", "nav", "noscript", "script", "select", "style", "template"]
)
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
    dates : list of WrittenDate
        What the lines about the headline and before the text give as date, where they say little else; for a
        ``<time>``, the day that it gives.
    first : int
        The paragraph that the text begins with: those before it repeat the headline and the byline.
    """

    dates: list[WrittenDate]
    first: int


@dataclass(slots=True)
class _Walk:
    """A page's words in their order, and where in them each element begins."""

    words: list[str] = field(default_factory=list)
    owners: list[HtmlElement] = field(default_factory=list)
    begins: dict[HtmlElement, int] = field(default_factory=dict)
    ends: dict[HtmlElement, int] = field(default_factory=dict)

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
    while first < prose and (
        is_byline(paragraphs[first]) or _squeezed(paragraphs[first]) == _squeezed(title)
    ):
        first += 1
    walk = _walked(tree)
    for length in _PROBES:
        at = _place(walk.words, paragraphs[prose][:length])
        if at is not None:
            parts = _before(walk, at).split(_PART)
            return Lead([date for part in parts for date in published_dates(part)], first)
    return Lead([], first)


def _before(walk: _Walk, at: int) -> str:
    """The words about the headline and between it and the chunk `at`, where the text begins."""
    holder = walk.owners[at]
    around = [each for each in (holder, *holder.iterancestors()) if each in walk.begins]
    headings = [
        each
        for each, begin in walk.begins.items()
        if each.tag in _HEADINGS and begin < walk.ends.get(each, len(walk.words)) <= at
    ]
    if not headings:
        # Only what stands right beside the text: further up comes the site's head.
        beside = ("".join(walk.words[walk.begins[each] : at]) for each in around[:2])
        return next((words[-_NEAR:] for words in beside if words.strip(_PART)), "")
    heading = headings[-1]
    above = set(heading.iterancestors())
    within = next((each for each in around if each in above), None)
    front = ""
    if within is not None and _is_article(within):
        front = "".join(walk.words[walk.begins[within] : walk.begins[heading]])[-_NEAR:]
    return front + _PART + _both_ends("".join(walk.words[walk.ends[heading] : at]))


def _is_article(element: HtmlElement) -> bool:
    """Whether an element holds an article: elsewhere, what stands above a headline is the site's head."""
    around = [element, *element.iterancestors()]
    return any(
        each.tag in _ARTICLES or _ARTICLE.search(f"{each.get('class', '')} {each.get('id', '')}")
        for each in around
        if each.tag not in {"body", "html"}
    )


def _both_ends(words: str) -> str:
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
            walk.ends[element] = len(walk.words)
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
