"""What in a document refers to what: footnotes, and names that something links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kzdata.reports.tables import classes

if TYPE_CHECKING:
    from bs4 import Tag

    from kzdata.reports.document import Document


@dataclass(frozen=True, slots=True)
class Links:
    """What in a document refers to what.

    Attributes
    ----------
    notes : mapping of str to Tag
        The footnotes by name.
    first : frozenset of int
        The `id` of each tag that is the first to refer to its footnote.
    targets : frozenset of str
        The names that something links to, and that exist.
    """

    notes: Mapping[str, Tag]
    first: frozenset[int]
    targets: frozenset[str]


def find_links(document: Document) -> Links:
    """Find what in a document refers to what."""
    roots = [root for root in (document.lead, document.body) if root is not None]
    every = [tag for root in roots for tag in root.find_all(True)]
    notes = {str(tag["id"]): tag for tag in document.body.select("section.footnotes li[id]")}
    first: dict[str, int] = {}
    for tag in every:
        link = tag.find("a") if "footnote-ref" in classes(tag) else None
        if link is not None:
            first.setdefault(str(link.get("href", "")), id(tag))
    named = {str(tag["id"]) for tag in every if tag.get("id")} - set(notes)
    asked = {unquote(str(tag["href"])[1:]) for tag in every if str(tag.get("href", "")).startswith("#")}
    back = {str(tag["id"]) for tag in every if "footnote-ref" in classes(tag) and tag.get("id")}
    return Links(notes, frozenset(first.values()), frozenset((named & asked) - back))
