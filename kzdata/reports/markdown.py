"""Markdown to HTML, as Jupyter reads Markdown: tables, footnotes, task lists, raw HTML and math.

Math is recognised by pandoc's rule, so that "from $13bn to $20bn" stays money.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from kzdata.reports.formulas import formula

if TYPE_CHECKING:
    from mistune import BlockParser, InlineParser, Markdown

PLUGINS = ("table", "footnotes", "strikethrough", "task_lists", "def_list", "url")

INLINE_MATH = r"(?<!\\)\$(?=[^\s$`])(?P<inline_tex>[^$`\n]*?[^\s$`\\])\$(?!\d)"
DOUBLE_MATH = r"\$\$(?P<double_tex>[^$]+)\$\$"
BLOCK_MATH = r"^ {0,3}\$\$[ \t]*\n?(?P<block_tex>[\s\S]+?)\$\$[ \t]*$"
ENVIRONMENT = (
    r"^ {0,3}(?P<environment_tex>\\begin\{(?P<environment>[a-z]+\*?)\}[\s\S]+?\\end\{(?P=environment)\})"
)


def markdown_to_html(source: str) -> str:
    r"""Translate Markdown to HTML; raw HTML in it is kept.

    Examples
    --------
    >>> markdown_to_html("Up from $13bn to **$20bn**, or $x$.")
    '<p>Up from $13bn to <strong>$20bn</strong>, or <math alttext="x"><mi>x</mi></math>.</p>\n'
    """
    return str(_reader()(source))


@cache
def _reader() -> Callable[[str], Any]:
    import mistune

    # what addresses may stand in a report is decided when the HTML is cleaned, for all of it alike
    plugins: list[Any] = [*PLUGINS, _math]
    renderer = mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True)
    return mistune.create_markdown(renderer=renderer, plugins=plugins)


def _math(reader: Markdown) -> None:
    """A mistune plugin: formulas."""
    reader.inline.register("double_math", DOUBLE_MATH, _inline("double_tex"), before="link")
    reader.inline.register("inline_math", INLINE_MATH, _inline("inline_tex"), before="link")
    reader.block.register("block_math", BLOCK_MATH, _block("block_tex"), before="list")
    reader.block.register("environment_math", ENVIRONMENT, _block("environment_tex"), before="list")
    renderer: Any = reader.renderer
    renderer.register("math", lambda _, text: formula(text))
    renderer.register("math_block", lambda _, text: formula(text, block=True) + "\n")


def _inline(group: str) -> Callable[[InlineParser, re.Match[str], Any], int]:
    def parse(_: InlineParser, found: re.Match[str], state: Any) -> int:
        state.append_token({"type": "math", "raw": found.group(group).strip()})
        return found.end()

    return parse


def _block(group: str) -> Callable[[BlockParser, re.Match[str], Any], int]:
    def parse(_: BlockParser, found: re.Match[str], state: Any) -> int:
        state.append_token({"type": "math_block", "raw": found.group(group).strip()})
        return found.end() + 1

    return parse
