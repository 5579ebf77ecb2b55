"""The page that lists all reports in a folder, made from their manifests."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kzdata.errors import UnknownName
from kzdata.reports.manifest import Entry, read_manifest
from kzdata.reports.publish import write_whole
from kzdata.reports.versions import own_version
from kzdata.reports.words import FALLBACK, words

NAME = "index.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One report as the index shows it.

    Attributes
    ----------
    entry : Entry
        What its manifest tells.
    partner : str
        Its partner's name; empty where it has none.
    options : str
        Its other parameters that are not the notebook's own, in words.
    files : tuple of str
        The names of its files, pages first.
    """

    entry: Entry
    partner: str
    options: str
    files: tuple[str, ...]


def write_index(out: Path) -> Path:
    """List the reports in `out` on a page there, sorted by report and partner.

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
    rows: list[Row] = []
    broken: list[tuple[str, str]] = []
    for folder in sorted(out.iterdir()):
        if folder.name.startswith(".") or not (folder / "manifest.json").is_file():
            continue
        try:
            rows.append(_row(read_manifest(folder)))
        except (OSError, ValueError) as error:
            broken.append((folder.name, str(error)))
    rows.sort(key=lambda row: (row.entry.report, row.partner, row.entry.slug))
    write_whole(out / NAME, _page(rows, broken))
    return out / NAME


def _row(entry: Entry) -> Row:
    partner = entry.parameters.get("partner") or ""
    codes = partner if isinstance(partner, list) else [partner] if partner else []
    others = [name for name in entry.changed if name != "partner"]
    options = ", ".join(f"{name} {_said(entry.parameters.get(name))}" for name in others)
    pages_first = sorted(entry.files, key=lambda name: (not name.startswith("report."), name))
    return Row(entry, ", ".join(_name(str(code)) for code in codes), options, tuple(pages_first))


def _said(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _name(code: str) -> str:
    from kzdata.lexicon.areas import area

    try:
        return area(code).name
    except UnknownName:
        return code


def _page(rows: list[Row], broken: list[tuple[str, str]]) -> str:
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("kzdata.reports"), autoescape=True, trim_blocks=True)
    style = (files("kzdata.reports") / "templates" / "kzdata-html" / "style.css").read_text(encoding="utf-8")
    said = words(FALLBACK)
    return environment.get_template("index.html.j2").render(
        rows=rows,
        broken=broken,
        style=style,
        words=said,
        foot=said["made_with"].format(version=own_version()),
    )
