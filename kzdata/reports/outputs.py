"""What code cells showed, as HTML."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kzdata.reports.clean import data_address
from kzdata.reports.engine import plain
from kzdata.reports.figures import MIME
from kzdata.reports.formulas import formula, whole_formula
from kzdata.reports.markdown import markdown_to_html

if TYPE_CHECKING:
    from nbformat import NotebookNode

PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
SHOWN = ("text/html", "text/markdown", *PICTURES, "text/latex", "text/plain", "application/json")
"""What is shown of an output that comes in several forms: the first of these."""

SILENT = frozenset({MIME, "application/javascript", "text/javascript"})
"""What is for programs: nothing is missing where it is not shown."""

_NOTHING_SAID = re.compile(r"<[^<>]+ (?:at 0x[0-9a-fA-F]+|object)>")


def output_html(output: NotebookNode, words: Mapping[str, str], *, whole: bool = False) -> str:
    r"""An output as HTML; empty where it says nothing to a reader.

    Parameters
    ----------
    output : NotebookNode
        The output of a code cell.
    words : mapping
        The words of the frame.
    whole : bool
        Whether it is for those who read code as well: where an error arose, and what went to stderr.

    Examples
    --------
    >>> from nbformat.v4 import new_output
    >>> output_html(new_output("stream", text="\x1b[31m5 < 6\x1b[0m\n"), {})
    '<pre><span class="ansi-red-fg">5 &lt; 6</span></pre>'
    """
    if output.output_type == "stream":
        shown = output.name == "stdout" or whole
        return _screen(output.text) if shown and output.text.strip() else ""
    if output.output_type == "error":
        told = f"{output.ename}: {output.evalue}"
        reason = "\n".join(output.traceback) or told if whole else told
        return f'<div class="error"><p><strong>{words["error"]}</strong></p>{_screen(reason)}</div>'
    data = output.get("data", {})
    shown = next((mime for mime in SHOWN if mime in data), "")
    return _shown(shown, data, output.get("metadata", {})) if shown else _not_shown(data, words)


def _shown(mime: str, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
    content = data[mime]
    if mime == "application/json":
        return f"<pre>{html.escape(json.dumps(content, ensure_ascii=False, indent=2))}</pre>"
    text = "".join(content) if isinstance(content, list) else str(content)
    if mime == "text/html":
        return f'<div class="output">{text}</div>'
    if mime == "text/markdown":
        return markdown_to_html(text)
    if mime == "text/latex":
        source = whole_formula(text)
        return formula(source, block=True) if source else markdown_to_html(text)
    if mime == "text/plain":
        # what declares figures has nothing to show; nor has an object that tells its place in memory
        return "" if MIME in data or _NOTHING_SAID.search(text) else _screen(text)
    return _figure(mime, text, {**metadata, **metadata.get(mime, {})})


def _not_shown(data: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """Text of a kind that is not known is shown as it is; of anything else it is said what is missing."""
    kinds = [mime for mime in data if mime not in SILENT]
    text = next((str(data[mime]) for mime in kinds if mime.startswith("text/")), "")
    if text or not kinds:
        return f"<pre>{html.escape(text)}</pre>" if text else ""
    return f'<p class="note">{html.escape(words["not_shown"].format(kind=kinds[0]))}</p>'


def _figure(mime: str, text: str, metadata: Mapping[str, Any]) -> str:
    address = (
        data_address(text.encode(), mime) if mime == "image/svg+xml" else f"data:{mime};base64,{text.strip()}"
    )
    alt, caption = (html.escape(str(metadata.get(key, ""))) for key in ("alt", "caption"))
    width = metadata.get("width")
    sized = f' width="{int(width)}"' if isinstance(width, int | float) else ""
    captioned = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{address}" alt="{alt}"{sized}>{captioned}</figure>'


def _screen(text: str) -> str:
    """A terminal's text in its colours, each line as it was at last."""
    from nbconvert.filters.ansi import ansi2html

    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.strip("\n").split("\n"))
    coloured = str(ansi2html("\n".join(lines)))  # type: ignore[no-untyped-call]
    # other commands to the terminal
    return f"<pre>{plain(coloured)}</pre>"
