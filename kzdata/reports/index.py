"""The page that lists all reports in a folder as cards, made from what lies beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from kzdata.reports.cover import area_name, said_date
from kzdata.reports.feed import NAME as FEED
from kzdata.reports.feed import feed
from kzdata.reports.history import Change, read_history, said_changes
from kzdata.reports.manifest import Entry, read_manifest
from kzdata.reports.notebooks import slug
from kzdata.reports.publish import write_whole
from kzdata.reports.screen import font_faces, script_hash, tight
from kzdata.reports.thumbnail import STEM
from kzdata.reports.versions import own_version
from kzdata.reports.words import FALLBACK, words

NAME = "index.html"

_KIND = "kind_"
"""What the names of words for kinds of reports begin with."""


@dataclass(frozen=True, slots=True)
class Card:
    """One report as the index shows it.

    Attributes
    ----------
    entry : Entry
        What its manifest tells.
    history : tuple of Change
        What changed in it from run to run, the latest first.
    partner : str
        Its partner's name; empty where it has none.
    options : str
        Its other parameters that are not the notebook's own, in words.
    date : str
        How far its data reach, in words.
    changes : str
        What changed in its figures at last, in words.
    picture : str
        The name of its small picture; empty where it has none.
    files : tuple of str
        The names of its other files that readers want, pages first.
    """

    entry: Entry
    history: tuple[Change, ...]
    partner: str
    options: str
    date: str
    changes: str
    picture: str
    files: tuple[str, ...]

    @property
    def words(self) -> str:
        """What it can be found by beside what it shows."""
        return " ".join([self.entry.slug, self.entry.report, *_codes(self.entry)])


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one kind.

    Attributes
    ----------
    id, name : str
        What a link to it names, and its heading.
    cards : tuple of Card
        Its reports.
    """

    id: str
    name: str
    cards: tuple[Card, ...]


def write_index(out: Path) -> Path:
    """List the reports in `out` on a page there, by kind and partner, and their changes in a feed beside it.

    A folder whose manifest cannot be read is named on the page; a folder without one is no report's.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    PublishError
        If it cannot be written.
    """
    cards: list[Card] = []
    broken: list[tuple[str, str]] = []
    said = words(FALLBACK)
    for folder in sorted(out.iterdir()):
        if folder.name.startswith(".") or not (folder / "manifest.json").is_file():
            continue
        try:
            cards.append(_card(read_manifest(folder), read_history(folder), said))
        except (OSError, ValueError) as error:
            broken.append((folder.name, str(error)))
    write_whole(out / FEED, feed([(card.entry, card.history) for card in cards], said))
    write_whole(out / NAME, _page(_grouped(cards, said), broken, said))
    return out / NAME


def _card(entry: Entry, history: tuple[Change, ...], said: Mapping[str, str]) -> Card:
    others = [name for name in entry.changed if name != "partner"]
    picture = next((name for name in entry.files if Path(name).stem == STEM), "")
    listed = sorted(entry.files, key=lambda name: (not name.startswith("report."), name))
    return Card(
        entry=entry,
        history=history,
        partner=", ".join(map(area_name, _codes(entry))),
        options=", ".join(f"{name} {_text(entry.parameters.get(name))}" for name in others),
        date=said_date(entry.data_date, FALLBACK),
        changes=said_changes(history[0], said) if history else "",
        picture=picture,
        files=tuple(name for name in listed if name not in {picture, "report.html"}),
    )


def _codes(entry: Entry) -> list[str]:
    partner = entry.parameters.get("partner") or ""
    return [str(code) for code in partner] if isinstance(partner, list) else [str(partner)] if partner else []


def _text(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _grouped(cards: Iterable[Card], said: Mapping[str, str]) -> list[Group]:
    """The reports by kind, kinds in the order in which their words stand; by partner within."""
    known = [name.removeprefix(_KIND) for name in said if name.startswith(_KIND)]

    def order(card: Card) -> tuple[int, str]:
        kind = card.entry.report
        return (known.index(kind) if kind in known else len(known), kind)

    ordered = sorted(cards, key=lambda card: (order(card), card.partner, card.entry.slug))
    return [
        Group(
            id=slug(kind),
            name=said.get(f"{_KIND}{kind}", kind.replace("-", " ").replace("_", " ").capitalize()),
            cards=tuple(found),
        )
        for kind, found in groupby(ordered, key=lambda card: card.entry.report)
    ]


def _page(groups: list[Group], broken: list[tuple[str, str]], said: Mapping[str, str]) -> str:
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("kzdata.reports"), autoescape=True, trim_blocks=True)
    templates = files("kzdata.reports") / "templates"
    script = tight((templates / "index.js").read_text(encoding="utf-8"))
    style = (templates / "kzdata-html" / "style.css").read_text(encoding="utf-8")
    return environment.get_template("index.html.j2").render(
        groups=groups,
        broken=broken,
        style=font_faces() + tight(style),
        script=script,
        script_hash=script_hash(script),
        words=said,
        foot=said["made_with"].format(version=own_version()),
    )
