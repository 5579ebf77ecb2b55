"""When a web page was published: what it states, and nothing that would be a guess.

Libraries for this take any date rather than none: the year of a copyright line, the first day of a year whose
months they cannot read. A wrong date shifts every "last year" of a statement, so here a date counts only if
the page's own metadata say that it is the day of publication, or it stands between headline and text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kzdata.reading.written_dates import WrittenDate, find_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = frozenset(
    {
        "article:published",
        "article:published_time",
        "article.published",
        "cxenseparse:recs:publishtime",
        "datepublished",
        "date_published",
        "dc.date.issued",
        "dcterms.date.issued",
        "dcterms.issued",
        "mediator_published_time",
        "og:article:published_time",
        "og:published_time",
        "parsely-pub-date",
        "pubdate",
        "publication_date",
        "publish-date",
        "publish_date",
        "publishdate",
        "published_time",
        "sailthru.date",
    }
)
"""Names of ``<meta>`` that mean publication alone: "date" may be the day of the visit."""

_ARTICLES = frozenset({"BlogPosting", "Report", "WebPage"})
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_URL_DAY = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")
_OLDEST = date(1991, 1, 1)
_ZONES = timedelta(days=1)
"""What two clocks may differ by: a page tells the time of its town, its metadata that of Greenwich."""


@dataclass(frozen=True, slots=True)
class PageDate:
    """When a page was published, or a note why that is not known."""

    day: date | None
    note: str = ""


def find_page_date(tree: HtmlElement, written: list[WrittenDate], url: str) -> PageDate:
    """The day that a page states it was published on.

    Parameters
    ----------
    tree : HtmlElement
        The page.
    written : list of WrittenDate
        The dates beside its headline.
    url : str
        Its address; empty if not known.
    """
    stated = [day for day in _stated(tree) if _is_possible(day)]
    if stated and max(stated) - min(stated) > _ZONES:
        return PageDate(None, f"its metadata give several: {_listed(stated)}")
    changed = set(_changed(tree))
    shown = [found.day for found in written if found.day and _is_possible(found.day)]
    if stated:
        others = [day for day in shown if day not in changed]
        if others and all(abs(day - stated[0]) > _ZONES for day in others):
            return PageDate(None, f"its metadata say {stated[0]}, its headline {_listed(others)}")
        return PageDate(stated[0])
    shown = [day for day in shown if day not in changed] or shown
    if len(set(shown)) == 1:
        return PageDate(shown[0])
    if shown:
        return PageDate(None, f"beside its headline stand {_listed(shown)}")
    by_address = _URL_DAY.search(url)
    day = _day(*by_address.groups()) if by_address else None
    if day and _is_possible(day):
        return PageDate(day)
    unclear = [found.words for found in written if found.day is None]
    return PageDate(None, f"{unclear[0]} can be read in two ways" if unclear else "it states none")


def _listed(days: list[date]) -> str:
    return " and ".join(map(str, dict.fromkeys(days)))


def _is_possible(day: date) -> bool:
    return _OLDEST <= day <= date.today() + _ZONES


def _stated(tree: HtmlElement) -> list[date]:
    """The days that metadata give as that of publication; the most specific kind of metadata counts."""
    nodes = list(_linked_data(tree))
    for wanted in (lambda kind: kind.endswith("Article"), lambda kind: kind in _ARTICLES):
        found = [node.get("datePublished") for node in nodes if any(map(wanted, _kinds(node)))]
        if days := _days(found):
            return days
    metas = [meta.get("content") for meta in tree.iter("meta") if _meta_name(meta) in _META]
    if days := _days(metas):
        return days
    marked = tree.xpath('//*[@itemprop="datePublished"] | //time[@pubdate]')
    return _days([each.get("content") or each.get("datetime") or each.text for each in marked])


def _changed(tree: HtmlElement) -> list[date]:
    """The days on which the page was changed, by its metadata."""
    found = [node.get("dateModified") for node in _linked_data(tree)]
    found += [meta.get("content") for meta in tree.iter("meta") if "modified" in _meta_name(meta)]
    found += [each.get("datetime") for each in tree.xpath('//time[contains(@class, "updated")]')]
    return _days(found)


def _meta_name(meta: HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The things that the page's JSON-LD describes; not those inside of them, such as related articles."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except ValueError:
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting = [*node, *waiting]
            elif isinstance(node, dict):
                yield node
                waiting = [node[key] for key in ("@graph", "mainEntity") if key in node] + waiting


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _days(written: list[Any]) -> list[date]:
    return [day for text in written if text and (day := _stated_day(str(text)))]


def _stated_day(text: str) -> date | None:
    found = _DAY.match(text)
    if found:
        return _day(*found.groups())
    days = [each.day for each in find_dates(text)]
    return days[0] if days else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
