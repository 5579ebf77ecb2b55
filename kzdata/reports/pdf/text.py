"""Text in Typst's two forms: as markup that means this text, and as a string."""

from __future__ import annotations

import re

SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    r"""Text as markup that means this text.

    Examples
    --------
    >>> escape("= 5 $ # [a]")
    '\\= 5 \\$ \\# \\[a\\]'
    """
    return _SPECIAL.sub(r"\\\1", SPACE.sub(" ", _UNPRINTABLE.sub("", text)))


def string(text: str) -> str:
    r"""Text as a Typst string.

    Examples
    --------
    >>> string('a "b"')
    '"a \\"b\\""'
    """
    return '"' + _UNPRINTABLE.sub("", text).replace("\\", "\\\\").replace('"', '\\"') + '"'
