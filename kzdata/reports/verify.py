"""Whether a PDF still says what it was made to say.

A PDF carries its figures (``figures.csv``) and the manifest of its making (``manifest.json``). The manifest
holds a digest of the figures; the manifest beside the PDF holds one of the PDF itself, which nothing inside
a file can.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kzdata.reports.errors import VerifyError
from kzdata.reports.inputs import file_digest
from kzdata.reports.manifest import NAME as MANIFEST

FIGURES = "figures.csv"

MOST_NAMED = 5
"""So many figures are named of those that differ."""

LONGEST = 40
"""Letters of a cell that is quoted; of others, the column is named."""

_IGNORED = ("files",)
"""What the manifest beside a PDF tells and the one inside cannot."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was compared.

    Attributes
    ----------
    holds : bool or None
        Whether it is as it should be; None where there was nothing to compare with.
    said : str
        What holds or does not, in words.
    """

    holds: bool | None
    said: str


def verify(pdf: Path, *, folder: Path | None = None, corpus: str | None = None) -> list[Finding]:
    """Compare what a PDF carries with its own manifest, the files beside it, and the corpus as it is now.

    Parameters
    ----------
    pdf : Path
        A report.
    folder : Path or None
        Where its manifest and figures lie; beside it if None.
    corpus : str or None
        A folder of statements to hold the figures against; empty for the corpus that comes with kzdata,
        None for none.

    Returns
    -------
    list of Finding
        What was compared, in the order in which a person would ask.

    Raises
    ------
    VerifyError
        If it is no PDF that can be read, or carries no manifest.
    """
    carried = attachments(pdf)
    if MANIFEST not in carried:
        hint = "Only reports that kzdata made as PDF carry one."
        raise VerifyError(pdf, f"carries no {MANIFEST}.", hint=hint)
    try:
        compared = json.loads(carried[MANIFEST])["compared"]
        figures = compared.get("figures")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise VerifyError(pdf, f"carries a {MANIFEST} that is none of kzdata's.") from None
    found = [_own_figures(carried.get(FIGURES), figures)]
    found += _beside(pdf, folder or pdf.parent, compared, carried.get(FIGURES))
    if corpus is not None:
        found += _in_corpus(carried.get(FIGURES, b""), corpus)
    return found


def attachments(pdf: Path) -> dict[str, bytes]:
    """The files that a PDF carries, by name.

    Raises
    ------
    VerifyError
        If it cannot be read as a PDF.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(pdf)
        return {name: contents[0] for name, contents in reader.attachments.items() if contents}
    except OSError as error:
        raise VerifyError(pdf, f"cannot be read ({error.strerror or error}).") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        # pypdf lets through what broken files make of its own reading
        raise VerifyError(pdf, f"is no PDF that can be read ({error}).") from None


def _own_figures(carried: bytes | None, told: Mapping[str, Any] | None) -> Finding:
    if told is None:
        holds = carried is None
        said = (
            "It declares no figures, and carries none." if holds else "It carries figures but declares none."
        )
        return Finding(holds, said)
    if carried is None:
        return Finding(False, f"Its manifest tells of {_count(told['rows'])}, but it carries no {FIGURES}.")
    if hashlib.sha256(carried).hexdigest() != told["sha256"]:
        return Finding(False, f"The {FIGURES} in it is not the one that it was made with.")
    return Finding(True, f"It carries the {_count(told['rows'])} that it was made with.")


def _beside(pdf: Path, folder: Path, compared: Mapping[str, Any], carried: bytes | None) -> Iterator[Finding]:
    """What the folder of the report tells of it."""
    if not (folder / MANIFEST).is_file():
        yield Finding(
            None, f"There is no {MANIFEST} in {folder}: whether its pages were edited cannot be told."
        )
        return
    try:
        beside = json.loads((folder / MANIFEST).read_bytes())["compared"]
        told = beside["files"].get(pdf.name, {}).get("sha256")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield Finding(False, f"The {MANIFEST} in {folder} cannot be read.")
        return
    if told is None:
        yield Finding(None, f"The {MANIFEST} in {folder} does not tell of {pdf.name}.")
    elif told == file_digest(pdf):
        yield Finding(True, "The PDF is, byte for byte, the one that was published.")
    else:
        yield Finding(
            False, "The PDF is not the one that was published: it was edited, or is of another run."
        )
    others = sorted(name for name in beside.keys() | compared.keys() if name not in _IGNORED)
    differing = [name for name in others if beside.get(name) != compared.get(name)]
    if differing:
        yield Finding(False, f"The manifest in it and the one beside it differ in {', '.join(differing)}.")
    else:
        yield Finding(True, "The manifest in it agrees with the one beside it.")
    if carried is not None and (folder / FIGURES).is_file():
        same = (folder / FIGURES).read_bytes() == carried
        yield Finding(same, f"The {FIGURES} beside it is {'the same' if same else 'another'}.")


def _in_corpus(carried: bytes, corpus: str) -> Iterator[Finding]:
    """Whether the statements of a corpus, as they are now, still state the figures."""
    from kzdata.tables.corpus import figures
    from kzdata.tables.formats import to_csv

    stated = io.StringIO()
    to_csv(figures(corpus or None), stated)
    now = {row["figure_id"]: row for row in csv.DictReader(io.StringIO(stated.getvalue()))}
    rows = list(csv.DictReader(io.StringIO(carried.decode("utf-8", "replace"))))
    if not rows or "figure_id" not in rows[0]:
        yield Finding(None, "The figures in it have no ids: they cannot be held against a corpus.")
        return
    gone = [row["figure_id"] for row in rows if row["figure_id"] not in now]
    changed = {
        row["figure_id"]: _differing(row, now[row["figure_id"]]) for row in rows if row["figure_id"] in now
    }
    changed = {name: columns for name, columns in changed.items() if columns}
    if not gone and not changed:
        yield Finding(True, f"The corpus states its {_count(len(rows))} as it does.")
    if gone:
        yield Finding(False, f"The corpus no longer states {_some(gone)}.")
    for name, columns in list(changed.items())[:MOST_NAMED]:
        yield Finding(False, f"The corpus now states {name} otherwise: {', '.join(columns)}.")
    if len(changed) > MOST_NAMED:
        yield Finding(False, f"The corpus states {len(changed) - MOST_NAMED} more figures otherwise.")


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What changed in a figure, in words that say before and now where these are short."""
    names = [name for name in before if name in now and before[name] != now[name]]
    texts = [name for name in names if max(len(before[name]), len(now[name])) > LONGEST]
    others = [
        f"{name} was {before[name] or 'empty'}, is {now[name] or 'empty'}"
        for name in names
        if name not in texts
    ]
    return [*others, *texts]


def _count(figures: int) -> str:
    return "1 figure" if figures == 1 else f"{figures} figures"


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
