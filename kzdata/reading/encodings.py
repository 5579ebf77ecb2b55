"""Bytes to text: the encoding that a file does not name."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from kzdata.errors import StatementError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"cp1251": "windows-1251", "cp1252": "windows-1252", "koi8_r": "KOI8-R"}
_WIDE = ["utf_16_le", "utf_16_be"]
_FEW = 4
"""ASCII letters for each other one from which on a text is in Latin letters."""

_CYRILLIC_EURO = b"\x88"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what is to be said of its encoding: nothing, unless it had to be told from the bytes."""

    text: str
    note: str = ""


def decode(content: bytes, *, declared: str = "", path: Path | None = None) -> Decoded:
    """Read bytes as text: by their mark, as UTF-8, as declared, or as what they look like.

    Parameters
    ----------
    content : bytes
        A file's content.
    declared : str, optional
        The encoding that the content claims. It is asked after UTF-8, for browsers save pages in UTF-8 and
        leave the old claim in them.
    path : Path, optional
        The file, for the error.

    Raises
    ------
    StatementError
        If it is no text, or its encoding cannot be told.

    Examples
    --------
    >>> decode("Trade grew – by £5bn, the Minister said.".encode("cp1252")).note
    'It is read as windows-1252, for it is not in UTF-8.'
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content, name, path))
    if b"\0" in content:
        return _likeliest(content, _WIDE, path)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        loose = content.decode("utf-8", errors="replace")
        bad = loose.count("\ufffd")
        if sum(letter > "\x7f" for letter in loose) > 2 * bad:  # most of what is not ASCII is in UTF-8
            reason = f"it is UTF-8, but for byte {error.start}."
            raise StatementError(reason, path=path, hint="Save it again.") from None
    if declared:
        try:
            return Decoded(content.decode(declared))
        except (LookupError, UnicodeDecodeError):
            pass  # a claim that does not hold counts as none
    return _likeliest(content, _candidates(content), path)


def _candidates(content: bytes) -> list[str]:
    """The encodings that a text may be in, one byte a letter."""
    ascii_letters = sum(byte < 0x80 and chr(byte).isalpha() for byte in content)
    if ascii_letters <= _FEW * sum(byte >= 0xC0 for byte in content):
        return list(_NAMES)
    # English, so the other letters tell nothing; but a Cyrillic Windows writes a euro sign as what is a lone
    # accent on a Western one.
    return ["cp1251"] if _CYRILLIC_EURO in content else ["cp1252"]


def _strictly(content: bytes, name: str, path: Path | None) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        reason = f"it begins as {error.encoding} and is not (byte {error.start})."
        raise StatementError(reason, path=path, hint="Save it again, as UTF-8.") from None


def _likeliest(content: bytes, encodings: list[str], path: Path | None) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=encodings).best()
    if best is None:
        hint = "Save it as text in UTF-8, or as PDF or HTML."
        raise StatementError("it is no text in an encoding that is known.", path=path, hint=hint)
    name = _NAMES.get(best.encoding)
    return Decoded(str(best), f"It is read as {name}, for it is not in UTF-8." if name else "")
