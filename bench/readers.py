"""What is measured: `extract`, quantulum3 with and without its classifier, and a bare loop."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from kzdata.lexicon.pack import load_pack
from kzdata.model import Statement
from kzdata.reading import extract

Reader = Callable[[Statement], object]

_TOKEN = re.compile(r"\w+|[^\w\s]")


def bare_loop() -> Reader:
    """Tokenises a text and looks each word up in a dictionary: the least that any reader in Python does."""
    pack = load_pack("en")
    names = " ".join(place.alias for place in pack.places).lower().split()
    known = dict.fromkeys((*pack.numbers["cardinals"], *pack.numbers["scales"], *names))

    def read(statement: Statement) -> int:
        return sum(token.lower() in known for token in _TOKEN.findall(statement.body))

    return read


def peers() -> dict[str, Reader]:
    """quantulum3 as its authors mean it to be used, by name; empty if it is not installed.

    Its classifier tells units of one name apart. It comes as an extra, and is on where that is installed.
    """
    try:
        name = f"quantulum3 {version('quantulum3')}"
        from quantulum3 import classifier, parser
    except (PackageNotFoundError, ImportError):
        return {}

    def reader(*, classifies: bool) -> Reader:
        def read(statement: Statement) -> object:
            classifier.USE_CLF = classifies
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return parser.parse(statement.body)

        return read

    found = {f"{name}, classifier off": reader(classifies=False)}
    if classifier.USE_CLF:
        found[f"{name}, classifier on"] = reader(classifies=True)
    return found


def read_figures(statement: Statement) -> object:
    """Whole rows, as an analyst gets them."""
    return extract(statement)
