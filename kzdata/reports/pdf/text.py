"""Text in Typst's two forms: as markup that means this text, and as a string."""

from __future__ import annotations

import re

SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_LONG = re.compile(r"\S{25,}")
_BREAK_AFTER = re.compile(r"(?<!/)[/_?&=.\\-]+(?=\w)|\w{30}(?=\w)")
_STUBBORN = re.compile(r"[^\s\u200b]{30}(?=\S)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    r"""Text as markup that means this text.

    Examples
    --------
    >>> escape("= 5 $ # [a]")
    '\\= 5 \\$ \\# \\[a\\]'
    """
    return _SPECIAL.sub(r"\\\1", breakable(SPACE.sub(" ", _UNPRINTABLE.sub("", text))))


def breakable(text: str) -> str:
    """Text whose long unbroken runs, such as addresses, may break over lines.

    Examples
    --------
    >>> breakable("See https://example.org/reports/2017").split("\u200b")
    ['See https://', 'example.', 'org/', 'reports/', '2017']
    """
    return _LONG.sub(
        lambda run: _STUBBORN.sub("\\g<0>\u200b", _BREAK_AFTER.sub("\\g<0>\u200b", run.group())), text
    )


def string(text: str) -> str:
    r"""Text as a Typst string.

    Examples
    --------
    >>> string('a "b"')
    '"a \\"b\\""'
    """
    return '"' + _UNPRINTABLE.sub("", text).replace("\\", "\\\\").replace('"', '\\"') + '"'
