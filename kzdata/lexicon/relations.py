"""How figures of one sentence hang together, by the words between and around them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from kzdata.errors import LexiconError
from kzdata.lexicon.pack import read_rows


class Relation(StrEnum):
    """What words say of the figures that they stand beside.

    `IS`: ends what stands between an amount and the share that it is, in either order. `TOTAL`: begins what
    follows a share of the whole that the amount before it is a part of. `REAL`: a growth is not one of the
    values that are told, but of quantities, or of values in another currency.
    """

    IS = "is"
    TOTAL = "total"
    REAL = "real"


@cache
def relation(which: Relation) -> re.Pattern[str]:
    """A pattern that finds the words of a relation, in all languages.

    Raises
    ------
    LexiconError
        If an entry names no relation.

    Examples
    --------
    >>> bool(relation(Relation.REAL).search("Exports grew 5% in real terms."))
    True
    """
    rows = read_rows("relations.csv", ("language", "relation", "words", "example"))
    for row in rows:
        if row["relation"] not in frozenset(Relation):
            known = ", ".join(Relation)
            raise LexiconError("relations.csv", row["words"], f"{row['relation']!r} is none of {known}")
    words = (re.escape(row["words"]) for row in rows if row["relation"] == which)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
