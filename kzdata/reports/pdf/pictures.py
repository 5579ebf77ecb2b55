"""A document's pictures as files, since Typst reads pictures from files alone."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kzdata.reports.errors import RenderError

if TYPE_CHECKING:
    from kzdata.reports.document import Document

SUFFIXES = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}


def pictures(document: Document) -> dict[str, bytes]:
    """The files of a document's pictures, by the names that its markup uses.

    Raises
    ------
    RenderError
        If a picture's data is not what its address says.
    """
    found = {}
    for tag in document.body.find_all("img"):
        address = str(tag.get("src", ""))
        name = file_name(address)
        if name:
            try:
                found[name] = _content(address)
            except ValueError as error:
                raise RenderError(document.title, f"a picture's data cannot be decoded: {error}.") from None
    return found


def file_name(address: str) -> str:
    """The name of the file that a picture's data becomes; empty where Typst cannot read its kind."""
    mime = address.removeprefix("data:").partition(",")[0].partition(";")[0].lower()
    suffix = SUFFIXES.get(mime) if address.startswith("data:") else None
    return f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.{suffix}" if suffix else ""


def _content(address: str) -> bytes:
    head, _, data = address.partition(",")
    text = unquote(data)
    return base64.b64decode(text) if head.endswith(";base64") else text.encode()
