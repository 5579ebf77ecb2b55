"""Colours of table cells, as pandas writes them: rules for cells by name, or a style of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kzdata.reports.pdf.text import string

if TYPE_CHECKING:
    from bs4 import Tag

_RULE = re.compile(r"(?P<names>[^{}]+)\{(?P<style>[^{}]*)\}")
_NAME = re.compile(r"#([\w-]+)\s*$")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})\s*\)")
_NAMED = frozenset({"black", "blue", "gray", "green", "lime", "maroon", "navy", "orange", "purple", "red",
                    "silver", "teal", "white", "yellow"})  # fmt: skip


def sheet(table: Tag) -> dict[str, str]:
    """The styles of a table's cells by their names, from the rules that stand before it.

    Examples
    --------
    >>> from bs4 import BeautifulSoup
    >>> rules = "<style>#T_a, #T_b { color: red; }</style><table></table>"
    >>> sheet(BeautifulSoup(rules, "html.parser").table)
    {'T_a': ' color: red; ', 'T_b': ' color: red; '}
    """
    rules = table.find_previous("style")
    found: dict[str, str] = {}
    for rule in _RULE.finditer(rules.get_text() if rules else ""):
        for name in rule["names"].split(","):
            cell = _NAME.search(name)
            if cell:
                found[cell.group(1)] = found.get(cell.group(1), "") + rule["style"]
    return found


def options(cell: Tag, rules: Mapping[str, str]) -> tuple[str, str]:
    """What a cell's style asks for, as options of Typst's cell and of its text; empty for nothing."""
    said = f"{rules.get(str(cell.get('id', '')), '')};{cell.get('style', '')}"
    style = {
        name.strip().lower(): value.strip()
        for name, colon, value in (each.partition(":") for each in said.split(";"))
        if colon
    }
    fill, ink = (_colour(style.get(name, "")) for name in ("background-color", "color"))
    bold = style.get("font-weight", "") in {"bold", "bolder", "600", "700"}
    text = [f"fill: {ink}"] if ink else []
    if bold:
        text.append('weight: "bold"')
    return (f"fill: {fill}" if fill else ""), ", ".join(text)


def _colour(said: str) -> str:
    if _HEX.fullmatch(said):
        return f"rgb({string(said)})"
    exact = _RGB.fullmatch(said)
    if exact:
        return f"rgb({', '.join(str(min(int(part), 255)) for part in exact.groups())})"
    return said if said in _NAMED else ""
