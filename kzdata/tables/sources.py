"""Where statements lie: the files that a source stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kzdata.reading import SUFFIXES, File, find_texts
from kzdata.tables.errors import CorpusError


def find_files(roots: Iterable[Path]) -> list[File]:
    """The files that some folders and files stand for, each once, in the order of their paths.

    A folder stands for every text in it and in its folders; see `kzdata.reading.find_texts`.

    Raises
    ------
    CorpusError
        If one of the roots is not there, cannot be read, or is a folder without statements.

    Examples
    --------
    >>> from kzdata.bundle import bundled
    >>> len(find_files([bundled("data") / "statements"])) > 100
    True
    """
    files: dict[str, File] = {}
    for root in roots:
        found = {file.path: file for file in _files_at(root)}
        if not found:
            hint = "Name a folder that holds statements."
            raise CorpusError(root, f"no {', '.join(SUFFIXES)} file in it.", hint=hint)
        files |= found
    return [files[path] for path in sorted(files)]


def _files_at(root: Path) -> Iterator[File]:
    path = os.path.abspath(root)  # noqa: PTH100  (resolve() would follow links)
    try:
        if root.is_dir():
            yield from find_texts(path)
        else:
            yield File(path, root.stat())
    except OSError as error:
        hint = "Check the path and its permissions."
        raise CorpusError(root, f"cannot be read ({error.strerror}).", hint=hint) from None
