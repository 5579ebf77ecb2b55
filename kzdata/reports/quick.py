"""Starting sooner, in processes that are kzdata's own."""

from __future__ import annotations

import sys


def skip_grammars() -> None:
    """Keep jsonschema from compiling grammars, for more than a second, of addresses in foreign scripts.

    nbformat brings jsonschema along, and no notebook's schema has such addresses. Another program in the same
    process might check them, so this is for the command line and for workers alone.
    """
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
