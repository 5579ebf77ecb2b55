"""What stands on a report's cover beside its title: what it is, which years it tells of, who it is for."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kzdata.errors import UnknownName
from kzdata.reports.parameters import INJECTED, TAG, tags

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True, slots=True)
class Cover:
    """What a notebook's metadata tell of the report, under ``kzdata``; each empty where they do not.

    ``{name}`` in them stands for the value of the parameter of that name, as the report was made with.

    Attributes
    ----------
    subtitle : str
        What the report is, beside what it finds: "Trade and investment with China".
    period : str
        The years that it tells of.
    audience : str
        Who it is for.
    """

    subtitle: str = ""
    period: str = ""
    audience: str = ""


def read_cover(notebook: NotebookNode) -> Cover:
    """Read what a notebook's metadata tell of the report.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> years = new_code_cell("since = 2010", metadata={"tags": ["parameters"]})
    >>> read_cover(new_notebook(cells=[years], metadata={"kzdata": {"period": "from {since}"}})).period
    'from 2010'
    """
    own = notebook.metadata.get("kzdata", {})
    values = _values(notebook) if any("{" in str(text) for text in own.values()) else {}
    return Cover(*(_filled(str(own.get(name, "")), values) for name in ("subtitle", "period", "audience")))


def said_date(text: str, language: str) -> str:
    """A day, month or year of the ISO calendar as readers of a language write it.

    Examples
    --------
    >>> said_date("2018-05-31", "en"), said_date("2018-05", "en"), said_date("2018", "en")
    ('31 May 2018', 'May 2018', '2018')
    """
    from babel.core import UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    # day before month in English, too
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    try:
        day = date.fromisoformat(f"{text}-01"[:10])
        if len(text) == len("2018-05"):
            return format_skeleton("yMMMM", day, locale=locale)
        return format_date(day, "long", locale=locale)
    except (ValueError, UnknownLocaleError):
        return text


def area_name(code: str) -> str:
    """The name of a country, region or bloc; of a code that stands for none, the code."""
    from kzdata.lexicon.areas import area

    try:
        return area(code).name
    except UnknownName:
        return code


def _values(notebook: NotebookNode) -> dict[str, str]:
    """The values of a notebook's parameters as text: its own, then those it was run with."""
    found: dict[str, str] = {}
    cells = [
        cell for cell in notebook.cells if cell.cell_type == "code" and {TAG, INJECTED} & set(tags(cell))
    ]
    for cell in cells:
        try:
            lines = ast.parse(cell.source).body
        except SyntaxError:
            continue
        for line in lines:
            target = line.targets[0] if isinstance(line, ast.Assign) else getattr(line, "target", None)
            value = getattr(line, "value", None)
            if isinstance(target, ast.Name) and isinstance(value, ast.Constant):
                name = target.id
                found[name] = area_name(str(value.value)) if name == "partner" else str(value.value)
    return found


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found.group(1), found.group()), text).strip()
