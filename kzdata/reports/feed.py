"""The feed of changes in reports, by Atom (RFC 4287): one entry each time that a report's figures changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from lxml import etree

from kzdata.reports.history import Change, said_changes
from kzdata.reports.manifest import Entry

NAME = "feed.xml"

LONGEST = 100
"""Entries, the latest, that a feed holds."""

ATOM = "http://www.w3.org/2005/Atom"

_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "kzdata/reports")
"""What names of feeds and entries are made from: the same report of the same time has the same name."""


def feed(reports: Iterable[tuple[Entry, Sequence[Change]]], words: Mapping[str, str]) -> str:
    """The feed of the changes of some reports, as XML.

    Addresses in it are relative to its own.

    Parameters
    ----------
    reports : iterable of Entry and sequence of Change
        Each report with its changes.
    words : mapping
        The words of the frame.

    Examples
    --------
    >>> from kzdata.reports.words import words
    >>> feed([], words("en")).splitlines()[1]
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
    """
    told = sorted(
        ((change, entry) for entry, changes in reports for change in changes),
        key=lambda pair: (-_moment(pair[0].at).timestamp(), pair[1].slug),
    )[:LONGEST]
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _add(root, "title", words["reports"])
    _add(root, "id", uuid.uuid5(_NAMES, "").urn)
    _add(root, "updated", _time(told[0][0].at if told else ""))
    _add(_add(root, "author"), "name", "kzdata")
    _add(root, "link", rel="self", href=NAME, type="application/atom+xml")
    _add(root, "link", rel="alternate", href="index.html", type="text/html")
    for change, entry in told:
        _entry(root, change, entry, words)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written.decode() + "\n"


def _entry(root: etree._Element, change: Change, entry: Entry, words: Mapping[str, str]) -> None:
    made = _add(root, "entry")
    _add(made, "title", entry.title)
    _add(made, "id", uuid.uuid5(_NAMES, f"{entry.slug} {change.at}").urn)
    _add(made, "updated", _time(change.at))
    folder = quote(entry.slug)
    for file, kind in (("report.html", "text/html"), ("report.pdf", "application/pdf")):
        if file in entry.files:
            rel = "alternate" if file == "report.html" else "related"
            _add(made, "link", rel=rel, href=f"{folder}/{file}", type=kind, hreflang=entry.language)
    _add(made, "category", term=entry.report)
    if "report.html" not in entry.files:
        # an entry without content must have an alternate
        _add(made, "link", rel="alternate", href="index.html", type="text/html")
    _add(made, "summary", said_changes(change, words))


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = "".join(letter for letter in text if letter.isprintable()) or None
    return made


def _time(said: str) -> str:
    return _moment(said).isoformat(timespec="seconds")


def _moment(said: str) -> datetime:
    """A time; the epoch where it is none."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
