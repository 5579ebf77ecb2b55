"""A report's small picture: its first chart, as a file beside it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzdata.reports.document import Document

STEM = "thumbnail"
SUFFIXES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}

LARGEST = 400_000
"""Bytes of a picture that a page of many can show."""


def write_thumbnail(document: Document, folder: Path) -> Path | None:
    """Write the first chart of a document, as it is drawn for a phone, or else its first picture.

    Returns
    -------
    Path or None
        The file; None where there is no picture, or none small enough.
    """
    chosen = ("figure.chart .plot.narrow > img", "figure.chart .plot > img", "figure img")
    found = (picture for each in chosen for picture in document.body.select(each))
    for picture in found:
        kind, _, content = str(picture["src"]).removeprefix("data:").partition(";base64,")
        if kind in SUFFIXES and 0 < len(content) * 3 / 4 <= LARGEST:
            path = folder / f"{STEM}{SUFFIXES[kind]}"
            path.write_bytes(base64.b64decode(content))
            return path
    return None
