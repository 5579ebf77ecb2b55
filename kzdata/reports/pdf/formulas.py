"""Formulas as Typst's math, from MathML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bs4 import Tag

from kzdata.reports.pdf.text import string

ACCENTS = {
    "ˆ": "hat",
    "^": "hat",
    "˜": "tilde",
    "~": "tilde",
    "˙": "dot",
    "¨": "dot.double",
    "⃗": "arrow",
    "→": "arrow",
    "´": "acute",
    "`": "grave",
    "˘": "breve",
    "ˇ": "caron",
    "\u0332": "overline",
    "¯": "overline",
    "‾": "overline",
    "―": "overline",
    "⏞": "overbrace",
}
"""What stands over a letter, by Typst's name."""

UNDER = {"⏟": "underbrace", "_": "underline", "\u0332": "underline", "‾": "underline"}
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")

_EM = re.compile(r"-?\d*\.?\d+(?=em$)")
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")


def formula(tag: Tag) -> str:
    r"""A formula as a Typst equation, with its source for those who cannot see it.

    Examples
    --------
    >>> from bs4 import BeautifulSoup
    >>> soup = BeautifulSoup('<math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>', "html.parser")
    >>> formula(soup.math)
    '#math.equation(block: false, alt: "x^2", $attach(x, t: 2)$.body);'
    """
    said = str(tag.get("alttext", "")) or tag.get_text(" ", strip=True)
    block = "true" if tag.get("display") == "block" else "false"
    return f"#math.equation(block: {block}, alt: {string(said)}, ${_row(_children(tag))}$.body);"


def _children(tag: Tag) -> list[Tag]:
    return [child for child in tag.children if isinstance(child, Tag) and child.name != "annotation"]


def _row(tags: Sequence[Tag]) -> str:
    written = " ".join(part for part in map(_math, tags) if part)
    fenced = len(tags) > 1 and all(
        tag.name == "mo" and "stretchy" not in tag.attrs for tag in (tags[0], tags[-1])
    )
    return f"lr({written})" if fenced else written


def _math(tag: Tag) -> str:
    write = _WRITERS.get(tag.name)
    return write(tag) if write else _row(_children(tag))


def _part(tag: Tag, number: int) -> str:
    """One of the parts that an element has in fixed places."""
    parts = _children(tag)
    return (_math(parts[number]) if number < len(parts) else "") or '""'


def _letter(tag: Tag) -> str:
    text = tag.get_text().strip()
    if len(text) != 1:
        return f"op({string(text)})" if text else ""
    return f"upright({_sign(text)})" if tag.get("mathvariant") == "normal" else _sign(text)


def _number(tag: Tag) -> str:
    text = tag.get_text().strip()
    return text if re.fullmatch(r"\d+(\.\d+)?", text) else string(text)


def _operator(tag: Tag) -> str:
    text = tag.get_text().strip()
    if not text or text in INVISIBLE:
        return ""
    return _sign(text) if len(text) == 1 else f"op({string(text)})"


def _sign(character: str) -> str:
    return f"\\{character}" if character.isascii() and not character.isalnum() else character


def _space(tag: Tag) -> str:
    wide = _EM.match(str(tag.get("width", "")))
    return f"#h({wide.group()}em)" if wide else ""


def _fraction(tag: Tag) -> str:
    parts = _part(tag, 0), _part(tag, 1)
    bare = str(tag.get("linethickness", "")).startswith("0")
    return f"mat(delim: #none, {parts[0]}; {parts[1]})" if bare else f"frac({parts[0]}, {parts[1]})"


def _scripts(*places: str) -> Callable[[Tag], str]:
    def write(tag: Tag) -> str:
        around = ", ".join(f"{place}: {_part(tag, at)}" for at, place in enumerate(places, 1))
        return f"attach({_part(tag, 0)}, {around})"

    return write


def _limits(*places: str) -> Callable[[Tag], str]:
    def write(tag: Tag) -> str:
        parts = _children(tag)
        mark = parts[1].get_text().strip() if len(parts) == 2 else ""
        known = (ACCENTS if places == ("t",) else UNDER).get(mark)
        if known:
            return f"{known}({_part(tag, 0)})"
        around = ", ".join(f"{place}: {_part(tag, at)}" for at, place in enumerate(places, 1))
        # signs such as sums know themselves where their limits stand
        base = _part(tag, 0) if parts and parts[0].name == "mo" else f"limits({_part(tag, 0)})"
        return f"attach({base}, {around})"

    return write


def _table(tag: Tag) -> str:
    rows = [[cell for cell in _children(row) if _children(cell)] for row in _children(tag)]
    sides = {
        found.group(1)
        for row in rows
        for cell in row
        if (found := _ALIGNED.search(str(cell.get("style", ""))))
    }
    # sides that meet at a sign: one column, with the place where the signs stand
    between = " & " if "right" in sides else ", "
    written = "; ".join(between.join(_row(_children(cell)) or '""' for cell in row) or '""' for row in rows)
    aligned = ", align: #left" if sides == {"left"} else ""
    gaps = ", row-gap: #0.7em" if "right" in sides else ""
    return f"mat(delim: #none{aligned}{gaps}, {written})"


_WRITERS: dict[str, Callable[[Tag], str]] = {
    "mi": _letter,
    "mn": _number,
    "mo": _operator,
    "mtext": lambda tag: string(tag.get_text()),
    "ms": lambda tag: string(tag.get_text()),
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": lambda tag: f"sqrt({_row(_children(tag))})",
    "mroot": lambda tag: f"root({_part(tag, 1)}, {_part(tag, 0)})",
    "msub": _scripts("b"),
    "msup": _scripts("t"),
    "msubsup": _scripts("b", "t"),
    "munder": _limits("b"),
    "mover": _limits("t"),
    "munderover": _limits("b", "t"),
    "mtable": _table,
    "mphantom": lambda tag: f"#hide(${_row(_children(tag))}$)",
}
