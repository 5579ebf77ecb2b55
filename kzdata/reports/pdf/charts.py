"""Charts whose words are text, and whose marks link to where the numbers were said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kzdata.reports.pdf.pictures import file_name
from kzdata.reports.pdf.text import string

if TYPE_CHECKING:
    from bs4 import Tag

PLACE = re.compile(r"(left|top|width|height):\s*(-?\d+(?:\.\d+)?)%")
SIDES = ("left", "top", "width", "height")


def chart(tag: Tag, targets: frozenset[str], write: Callable[[Tag], str]) -> str:
    """Write a chart: of its two drawings the wide one, and nothing that only a screen can do.

    Parameters
    ----------
    tag : Tag
        The figure.
    targets : frozenset of str
        The names that a mark may link to.
    write : callable
        Writes what stands in a tag as a run of words.
    """
    plot = tag.select_one(".plot.wide") or tag.select_one(".plot")
    image = plot.find("img") if plot else None
    if plot is None or image is None:
        return ""
    said = {
        "title": tag.select(".chart-title"),
        "subtitle": tag.select(".chart-subtitle"),
        "caption": tag.select("figcaption > p") or tag.select("figcaption"),
    }
    lines = {name: "#linebreak();".join(map(write, each)) for name, each in said.items()}
    words = "".join(f", {name}: [{line}]" for name, line in lines.items() if line)
    marks = "".join(_mark(mark, targets) for mark in plot.select("a.mark"))
    marked = f", marks: ({marks})" if marks else ""
    alt = string(str(image.get("alt", "")))
    return f"#chart({string(file_name(str(image.get('src', ''))))}, alt: {alt}{words}{marked})"


def _mark(mark: Tag, targets: frozenset[str]) -> str:
    name = unquote(str(mark.get("href", "")).removeprefix("#"))
    place = {side: float(value) / 100 for side, value in PLACE.findall(str(mark.get("style", "")))}
    if name not in targets or not place.keys() >= set(SIDES):
        return ""
    where = ", ".join(f"{place[side]:g}" for side in SIDES)
    return f"({string(name)}, {string(str(mark.get('aria-label', '')))}, {where}), "
