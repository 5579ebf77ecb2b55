"""The language that a text is written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_HOME = "en"
_BEYOND_LATIN = "\u0250"
"""The first letter behind all Latin ones."""
_SAMPLE = 4000
"""Characters that tell the language: more change nothing and take time."""
_SHORT = 40
"""Letters below which a text in Latin letters is taken for English: names alone mislead."""
_SURE = 0.9
_LIKELY = 0.5


def find_language(text: str, *, by_letters: bool = False) -> str:
    """The language of a text, as an ISO 639-1 code; empty if it cannot be told.

    A text in Latin letters is English unless it is long enough to be surely another language.

    Parameters
    ----------
    text : str
        The text.
    by_letters : bool
        Whether Latin letters alone make it English.

    Examples
    --------
    >>> find_language("Trade grew 23%.")
    'en'
    """
    sample = text[:_SAMPLE]
    letters = [letter for letter in sample if letter.isalpha()]
    latin = sum(letter < _BEYOND_LATIN for letter in letters)
    if 2 * latin >= len(letters):
        if by_letters or latin < _SHORT:
            return _HOME
        language, certainty = _identifier().classify(sample)
        return language if certainty >= _SURE else _HOME
    language, certainty = _identifier().classify(sample)
    return language if certainty >= _LIKELY else ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
