"""Lists of terms with what is said of them; key numbers are such lists, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bs4 import Tag

from kzdata.reports.tables import classes

if TYPE_CHECKING:
    Write = Callable[[Tag], str]


def definitions(tag: Tag, blocks: Write, inline: Write) -> str:
    """Write a list of terms.

    Parameters
    ----------
    tag : Tag
        The ``dl``.
    blocks, inline : callable
        Write what stands in a tag, as blocks and as a run of words.
    """
    if "kz-tiles" in classes(tag):
        return f"#tiles({''.join(_tile(group, inline) for group in tag.find_all('div', recursive=False))})"
    made: list[list[str]] = []
    for child in tag.find_all(["dt", "dd"]):
        if child.name == "dt":
            made.append([inline(child), ""])
        elif made:
            made[-1][1] += blocks(child) + "\n\n"
    return "#terms(" + ", ".join(f"terms.item([{term}], [{said.strip()}])" for term, said in made) + ")"


def _tile(group: Tag, inline: Write) -> str:
    label = group.find("dt")
    said = group.find_all("dd")
    value = next((dd for dd in said if "note" not in classes(dd)), None)
    notes = [inline(dd) for dd in said if dd is not value]
    parts = [inline(part) if isinstance(part, Tag) else "" for part in (label, value)]
    return f"([{parts[0]}], [{parts[1]}], [{' #linebreak(); '.join(notes)}]), "
