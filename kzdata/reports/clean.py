"""HTML from any notebook, made harmless and self-contained.

What is left needs no script and asks nothing of the network: pictures are embedded, everything that would
load or run is dropped, and what was dropped but had an address becomes a link.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

DROPPED = frozenset({
    "script", "link", "meta", "base", "object", "embed", "applet", "frame", "frameset", "template", "title",
    "head", "input", "select", "textarea", "option", "canvas", "audio", "video", "source", "track",
})  # fmt: skip
UNWRAPPED = frozenset({"html", "body", "form", "button", "fieldset", "noscript", "picture", "font", "center"})
LINK_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
LOADING = ("src", "srcset", "srcdoc", "background", "poster", "formaction", "ping", "longdesc")
LINKING = ("href", "cite", "action", "xlink:href")
CHECKBOX = ("☐", "☑")

_SVG = re.compile(r"<svg\b[\s\S]*?</svg\s*>", re.IGNORECASE)
_STYLER = re.compile(r"\s*(?:#T_[\w-]+[^{}]*\{[^{}]*\}\s*)+")
_LOADS = re.compile(r"url\s*\(|@import|image-set|expression", re.IGNORECASE)

Picture = Callable[[str], str | None]
"""Finds the data address of a picture that HTML names by its own; None where there is none to embed."""


def parse_html(html: str, picture: Picture = lambda _: None) -> BeautifulSoup:
    """Parse HTML and clean it.

    Parameters
    ----------
    html : str
        A fragment or a whole page.
    picture : callable
        Gives the data address for a picture's address.

    Examples
    --------
    >>> str(parse_html('<p onclick="x()">One<script src="https://example.org/x.js"></script></p>'))
    '<p>One</p>'
    """
    from bs4 import BeautifulSoup, Comment, Doctype

    # an HTML parser would lower the letters of SVG's names; a picture of its own keeps them
    soup = BeautifulSoup(_SVG.sub(_svg_as_picture, html), "html.parser")
    for text in soup.find_all(string=lambda t: isinstance(t, Comment | Doctype)):
        text.extract()
    for tag in soup.find_all(True):
        if tag.parent is not None and not tag.decomposed:
            _clean_tag(soup, tag, picture)
    return soup


def data_address(content: bytes, mime: str) -> str:
    """A picture as an address that holds it."""
    return f"data:{mime};base64,{base64.b64encode(content).decode('ascii')}"


def pictures(attachments: Mapping[str, Mapping[str, str]], folder: Path | None) -> Picture:
    """Finds pictures among a cell's attachments and in the notebook's folder.

    Parameters
    ----------
    attachments : mapping
        The cell's attachments: MIME bundles of base64 text by name.
    folder : Path or None
        The notebook's folder; None where files are out of reach.
    """

    def picture(address: str) -> str | None:
        if address.startswith("data:image/"):
            return address
        if address.startswith("attachment:"):
            bundle = attachments.get(unquote(address.removeprefix("attachment:")), {})
            return next((f"data:{mime};base64,{text.strip()}" for mime, text in bundle.items()), None)
        mime = mimetypes.guess_type(urlsplit(address).path)[0] or ""
        if folder is None or urlsplit(address).scheme or not mime.startswith("image/"):
            return None
        file = folder / unquote(urlsplit(address).path)
        return data_address(file.read_bytes(), mime) if file.is_file() else None

    return picture


def _svg_as_picture(found: re.Match[str]) -> str:
    import html

    svg = found.group()
    if "xmlns=" not in svg.partition(">")[0]:
        svg = re.sub(r"^<svg", '<svg xmlns="http://www.w3.org/2000/svg"', svg, flags=re.IGNORECASE)
    label = re.search(r'aria-label="([^"]*)"', svg.partition(">")[0]) or re.search(
        r"<title[^>]*>([^<]*)<", svg
    )
    alt = html.escape(html.unescape(label.group(1))) if label else ""
    return f'<img src="{data_address(svg.encode(), "image/svg+xml")}" alt="{alt}">'


def _clean_tag(soup: BeautifulSoup, tag: Tag, picture: Picture) -> None:
    name = tag.name.lower()
    if name == "input" and tag.get("type") == "checkbox":
        tag.replace_with(CHECKBOX["checked" in tag.attrs] + " ")
    elif name == "style":
        # pandas' coloured tables bring rules for their own cells; other rules would reach the whole page
        text = tag.get_text()
        if _LOADS.search(text) or not _STYLER.fullmatch(text):
            tag.decompose()
    elif name in DROPPED or tag.has_attr("hidden"):
        tag.decompose()
    elif name == "iframe":
        _link_instead(soup, tag, str(tag.get("src", "")), str(tag.get("title", "")))
    elif name == "img":
        _clean_picture(soup, tag, picture)
    elif name in UNWRAPPED:
        tag.unwrap()
    else:
        _clean_attributes(tag)


def _clean_picture(soup: BeautifulSoup, tag: Tag, picture: Picture) -> None:
    address = str(tag.get("src", ""))
    embedded = picture(address)
    if embedded is None and address.startswith("data:image/"):
        embedded = address
    if embedded is None:
        _link_instead(soup, tag, address, str(tag.get("alt", "")))
        return
    _clean_attributes(tag)
    tag["src"] = embedded


def _link_instead(soup: BeautifulSoup, tag: Tag, address: str, words: str) -> None:
    """What cannot be embedded is named, with a link where it has an address on the web."""
    if urlsplit(address).scheme in {"http", "https"} and tag.find_parent("a") is None:
        link = soup.new_tag("a", href=address)
        link.string = words or address
        tag.replace_with(link)
    else:
        tag.replace_with(f"[{words or address}]" if words or address else "")


def _clean_attributes(tag: Tag) -> None:
    for name in list(tag.attrs):
        low, value = name.lower(), str(tag[name])
        loads = low in LOADING or (low == "style" and _LOADS.search(value))
        leads_astray = low in LINKING and not _may_link(value)
        if low.startswith("on") or loads or leads_astray:
            del tag[name]
    if tag.name == "table":
        tag.attrs.pop("border", None)


def _may_link(address: str) -> bool:
    # browsers skip white space and control characters in a scheme
    bare = re.sub(r"[\x00-\x20]", "", address)
    try:
        return urlsplit(bare).scheme.lower() in LINK_SCHEMES
    except ValueError:
        return False
