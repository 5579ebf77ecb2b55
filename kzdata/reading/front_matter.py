"""Statements in plain text: front matter in YAML between two lines ``---``, a blank line, the words."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from kzdata.errors import StatementError
from kzdata.model import PartialDate, Statement

_FENCE = "---"
_KEYS = ("id", "title", "publisher", "published", "url", "language", "speaker")
_EXAMPLE = (
    'A statement begins with "---", lines such as "publisher: Akorda" and "published: 2017-12-25", and "---".'
)


def parse_statement(
    content: str, *, name: str = "text", path: Path | None = None, needs_header: bool = False
) -> Statement:
    r"""Read a statement from a plain text.

    Parameters
    ----------
    content : str
        The text, with or without front matter.
    name : str
        Its id, where the front matter gives none.
    path : Path, optional
        The file, for errors.
    needs_header : bool
        Whether a text without front matter is an error.

    Returns
    -------
    Statement
        Its ``language`` is empty unless the front matter gives it.

    Raises
    ------
    StatementError
        If the front matter is missing or broken, or there is no text.

    Examples
    --------
    >>> parse_statement("---\npublisher: Akorda\n---\n\nTrade grew 23%.\n").body
    'Trade grew 23%.'
    """
    header, body = parts(content, path=path)
    if header is None and needs_header:
        raise StatementError("there is no front matter.", path=path, hint=_EXAMPLE)
    header = header or {}
    body = body.rstrip("\n")
    if not body.strip():
        raise StatementError(
            "there is no text in it.", path=path, hint="Add the statement's words, or remove the file."
        )
    return Statement(
        id=_text(header, "id") or name,
        body=body,
        title=_text(header, "title"),
        publisher=_text(header, "publisher"),
        published=_date(header, path),
        url=_text(header, "url"),
        language=_text(header, "language"),
        speaker=_text(header, "speaker"),
    )


def parts(content: str, *, path: Path | None = None) -> tuple[dict[str, Any] | None, str]:
    r"""The front matter of a text, every value as it is written, or None without one; and what follows it.

    Raises
    ------
    StatementError
        If the front matter is broken.

    Examples
    --------
    >>> parts("---\npublished: 2017-12\n---\n\nTrade grew 23%.\n")
    ({'published': '2017-12'}, 'Trade grew 23%.\n')
    """
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not content.startswith(_FENCE + "\n"):
        return None, content
    front, fence, body = content[len(_FENCE) + 1 :].partition(f"\n{_FENCE}\n")
    if not fence:
        raise StatementError("the front matter is not closed.", path=path, hint=_EXAMPLE)
    return _header(front, path), body.removeprefix("\n")


def with_front_matter(header: Mapping[str, object], body: str) -> str:
    r"""A text with its front matter, as `parse_statement` reads it; what is empty is left out.

    Examples
    --------
    >>> print(with_front_matter({"id": "a", "published": "2017-12", "url": ""}, "Trade grew 23%."), end="")
    ---
    id: a
    published: 2017-12
    ---
    <BLANKLINE>
    Trade grew 23%.
    """
    told = {key: value for key, value in header.items() if value not in ("", None)}
    front = yaml.dump(told, Dumper=_TextDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{_FENCE}\n{front}{_FENCE}\n\n{body}\n"


_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C, eight times as fast, where PyYAML was built with it."""


class _TextLoader(_Loader):  # type: ignore[misc, valid-type]
    """YAML in which a date stays the text that was written, so that a partial one is kept as it is."""


_TextLoader.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _TextDumper(yaml.SafeDumper):
    """Writes text as `_TextLoader` reads it: without quotes where it needs none."""


_TextDumper.yaml_implicit_resolvers = _TextLoader.yaml_implicit_resolvers


def _header(front: str, path: Path | None) -> dict[str, Any]:
    try:
        header = yaml.load(front, Loader=_TextLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise StatementError(
            f"the front matter is broken{where}: {problem}.",
            path=path,
            hint="Put texts with a colon in quotes.",
        ) from error
    if header is None:
        return {}
    for key in header if isinstance(header, dict) else ():
        near = [] if key in _KEYS else get_close_matches(str(key), _KEYS, n=1, cutoff=0.8)
        if near:
            raise StatementError(
                f"the front matter has {key!r}.", path=path, hint=f"Write {near[0]!r}, if that is meant."
            )
    if not isinstance(header, dict):
        raise StatementError(
            "the front matter is not a list of 'name: value' lines.", path=path, hint=_EXAMPLE
        )
    return header


def _text(header: dict[str, Any], name: str) -> str:
    value = header.get(name)
    return "" if value is None else str(value).strip()


def _date(header: dict[str, Any], path: Path | None) -> PartialDate | None:
    written = _text(header, "published")
    if not written:
        return None
    try:
        return PartialDate.parse(written)
    except ValueError as error:
        raise StatementError(
            f"published: {error}.", path=path, hint="Write the date as 2017-12-25, or 2017-12 or 2017."
        ) from error
