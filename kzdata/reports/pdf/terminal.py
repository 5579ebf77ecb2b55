"""What a terminal showed, in its colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag

from kzdata.reports.pdf.text import breakable, string
from kzdata.reports.tables import classes

if TYPE_CHECKING:
    from bs4.element import PageElement

COLOURS = {
    "black": "#3e424d",
    "red": "#b22b31",
    "green": "#006f2a",
    "yellow": "#8a5a00",
    "blue": "#1a5fb4",
    "magenta": "#8a3fa0",
    "cyan": "#0a6b7a",
    "white": "#5b6268",
}
"""The colours of a terminal, dark enough to read on paper."""

_RGB = re.compile(r"(?<!-)color:\s*rgb\((\d+),\s*(\d+),\s*(\d+)\)")
_NAMED = re.compile(r"ansi-(\w+?)(-intense)?-fg")


def terminal(tag: Tag) -> str:
    """A terminal's text; each colour is a run of its own."""
    lines: list[list[str]] = [[]]
    for child in tag.children:
        for number, line in enumerate(_text(child).split("\n")):
            if number:
                lines.append([])
            if line:
                lines[-1].append(_styled(child, f"#raw({string(breakable(line))});"))
    return f"#terminal[{'#linebreak();'.join(''.join(line) for line in lines)}]"


def _text(node: PageElement) -> str:
    return node.get_text() if isinstance(node, Tag) else str(node)


def _styled(node: PageElement, made: str) -> str:
    if not isinstance(node, Tag):
        return made
    options = []
    colour = _colour(node)
    if colour:
        options.append(f"fill: rgb({colour})")
    if "ansi-bold" in classes(node):
        options.append('weight: "bold"')
    return f"#text({', '.join(options)})[{made}];" if options else made


def _colour(tag: Tag) -> str:
    named = next((found for name in classes(tag) if (found := _NAMED.fullmatch(name))), None)
    if named:
        return string(COLOURS[named.group(1)]) if named.group(1) in COLOURS else ""
    exact = _RGB.search(str(tag.get("style", "")))
    return ", ".join(exact.groups()) if exact else ""
