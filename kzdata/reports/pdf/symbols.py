"""Symbols that no font at hand draws, such as emoji, in words: better read than lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SILENT = frozenset("\ufe0e\ufe0f\u200d\u20e3") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
"""What only changes how the symbol before it looks."""


def is_symbol(character: str) -> bool:
    """Whether a character is a picture rather than a letter.

    Examples
    --------
    >>> is_symbol("\N{PARTY POPPER}"), is_symbol("\N{CJK UNIFIED IDEOGRAPH-4E2D}")
    (True, False)
    """
    return character in _SILENT or unicodedata.category(character) in {"So", "Sm", "Sk"}


def in_words(text: str, symbols: Iterable[str]) -> str:
    """Text in which symbols stand as their names; letters of flags as letters.

    Examples
    --------
    >>> in_words("Done \N{PARTY POPPER}", "\N{PARTY POPPER}")
    'Done (party popper)'
    """
    return text.translate({ord(symbol): _said(symbol) for symbol in {*symbols, *_SILENT}})


def _said(symbol: str) -> str:
    if symbol in _SILENT:
        return ""
    if ord(symbol) in _FLAG_LETTERS:
        return chr(ord("A") + ord(symbol) - _FLAG_LETTERS.start)
    return f"({unicodedata.name(symbol, 'symbol').lower()})"
