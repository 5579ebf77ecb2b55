"""``python -m tools.fonts``: makes the small web fonts that reports in HTML carry from the charts' fonts.

They hold the letters of English, Russian and Kazakh, of names from the rest of Europe, and the signs that
reports use. The licence keeps the name of the whole font for the whole font: these have another.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FOLDER = Path(__file__).parents[1] / "kzdata" / "fonts"

WEIGHTS = {"Regular": "regular", "SemiBold": "semibold"}
"""The cuts that are made, and the names of their files."""

_RANGES = (
    *((0x20, 0x7E), (0xA0, 0xA3), (0xA7, 0xA7), (0xA9, 0xA9), (0xAB, 0xAB), (0xB0, 0xB1), (0xB7, 0xB7)),
    *((0xBB, 0xBB), (0xBD, 0xBD), (0xC0, 0xFF), (0x106, 0x107), (0x10C, 0x10D), (0x118, 0x11B)),
    *((0x11E, 0x11F), (0x130, 0x131), (0x141, 0x144), (0x150, 0x153), (0x158, 0x15B), (0x15E, 0x161)),
    *((0x179, 0x17E), (0x401, 0x401), (0x404, 0x404), (0x406, 0x407), (0x40E, 0x40E), (0x410, 0x44F)),
    *((0x451, 0x451), (0x454, 0x454), (0x456, 0x457), (0x45E, 0x45E), (0x490, 0x493), (0x49A, 0x49B)),
    *((0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB), (0x4D8, 0x4D9), (0x4E8, 0x4E9), (0x2009, 0x2009)),
    *((0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E), (0x2022, 0x2022), (0x2026, 0x2026)),
    *((0x202F, 0x202F), (0x20AC, 0x20AC), (0x20B8, 0x20B8), (0x20BD, 0x20BD), (0x2116, 0x2116)),
    *((0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2264, 0x2265)),
)

_FAMILY = {1: "kzdata", 4: "kzdata", 6: "kzdata", 16: "kzdata"}
"""What a font calls itself, by the numbers of the standard's table of names."""


def make(weight: str) -> Path:
    """Write the web font of one weight and give its place."""
    options = Options(flavor="woff2", layout_features=["tnum", "lnum"], hinting=False, name_IDs=["*"])
    font = load_font(FOLDER / f"IBMPlexSans-{weight}.ttf", options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    kept = [name for name in font["name"].names if name.nameID in {*_FAMILY, 0, 2, 13, 14}]
    for name in kept:
        name.string = _FAMILY.get(name.nameID, name.toUnicode())
    font["name"].names = kept
    path = FOLDER / f"{WEIGHTS[weight]}.woff2"
    save_font(font, path, options)
    return path


if __name__ == "__main__":
    for weight in WEIGHTS:
        make(weight)
