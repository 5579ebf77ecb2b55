"""All reports that there are to make of a corpus: which notebook, for which partner."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kzdata.errors import KzdataError
from kzdata.lexicon.areas import AreaKind, area, areas
from kzdata.model import HOME

PARTNER = "partner"
"""The parameter that names whom a report is about."""

ENOUGH = 3
"""A country with fewer figures in the corpus has no report of its own."""

ENOUGH_OF_REGION = 10
"""A region or bloc with fewer figures, those of its members included, has none either."""


def every_report(corpus: str = "") -> Iterator[tuple[str, str | None]]:
    """Each report that comes with kzdata, and for which partner; one without where it takes none.

    A notebook whose own partner is a country is made for each country of which enough is said; one whose own
    partner is a region or bloc for each region and bloc of whose members enough is said, of two at least.

    Parameters
    ----------
    corpus : str
        The folder of statements; empty for those that come with kzdata.

    Yields
    ------
    tuple of str and str or None
        The notebook's name and a partner's code.

    Examples
    --------
    >>> asked = list(every_report())
    >>> ("partner", "CHN") in asked, ("region", "ASIA") in asked, ("overview", None) in asked
    (True, True, True)
    """
    from kzdata.reports.notebooks import reports
    from kzdata.tables.corpus import figures

    kinds = {source.name: _kind_of(source.name) for source in reports()}
    said = figures(corpus or None, reporter=HOME) if any(kinds.values()) else None
    for name, kind in kinds.items():
        if kind is None or said is None:
            yield name, None
        elif kind is AreaKind.COUNTRY:
            yield from ((name, code) for code in countries_of(said))
        else:
            yield from ((name, code) for code in regions_of(said))


def countries_of(figures: pd.DataFrame) -> list[str]:
    """The countries that enough figures name, by code."""
    counts = figures[PARTNER].explode().value_counts()
    codes = sorted(str(code) for code, count in counts.items() if code and count >= ENOUGH)
    return [code for code in codes if code != HOME and area(code).kind is AreaKind.COUNTRY]


def regions_of(figures: pd.DataFrame) -> list[str]:
    """The regions and blocs of whose members, of two at least, enough figures speak, by code."""
    from kzdata.tables.filters import only

    found = []
    for code in sorted(areas()):
        if area(code).kind is AreaKind.COUNTRY or code == "WORLD":
            continue
        ours = only(figures, partner=code)
        named = {partner for codes in ours[PARTNER] for partner in codes} - {HOME, code}
        if len(ours) >= ENOUGH_OF_REGION and len(named) > 1:
            found.append(code)
    return found


def _kind_of(name: str) -> AreaKind | None:
    """What the notebook's own partner is; None where it takes none, or cannot be read."""
    from kzdata.reports.notebooks import find_notebook, read_notebook
    from kzdata.reports.parameters import parameters

    try:
        notebook = read_notebook(find_notebook(name).path)
        own = {each.name: each.default for each in parameters(notebook, report=name)}
        return area(str(own[PARTNER])).kind if PARTNER in own else None
    except KzdataError:
        return None  # it will be told when its report is planned
