"""Names of the places in a report to which the signs of charts lead."""

from __future__ import annotations


def anchor(figure_id: str) -> str:
    """The name of the place where the words stand that state a figure.

    Examples
    --------
    >>> anchor("s157:78-93")
    'f-s157-78-93'
    """
    return "f-" + "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in figure_id)
