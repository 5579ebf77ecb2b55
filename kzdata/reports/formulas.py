"""Formulas: from LaTeX, as notebooks write them, to MathML, which browsers and screen readers read."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from math_core import LatexToMathML

_NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|multline|eqnarray|alignat|flalign)\}")
_DELIMITED = re.compile(
    r"(\${1,2})(?P<tex>[^$]+)\1|(?P<environment>\\begin\{(\w+\*?)\}.*\\end\{\4\})", re.DOTALL
)


def formula(latex: str, *, block: bool = False) -> str:
    r"""A formula as MathML; its source, marked as a formula's, where that cannot be read.

    Parameters
    ----------
    latex : str
        Its source, without delimiters.
    block : bool
        Whether it stands on lines of its own.

    Examples
    --------
    >>> formula("x^2")
    '<math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>'
    >>> formula(r"\nonsense")
    '<code class="math">\\nonsense</code>'
    """
    from math_core import LatexError

    if not latex.strip():
        return ""
    source = html.escape(latex.strip())
    try:
        made = _converter().convert_with_local_state(_unnumbered(latex.strip()), displaystyle=block)
    except LatexError:
        return (
            f'<pre class="math"><code>{source}</code></pre>'
            if block
            else f'<code class="math">{source}</code>'
        )
    made = made.replace("<math", f'<math alttext="{source}"', 1)
    return f'<div class="math" tabindex="0">{made}</div>' if block else made


def whole_formula(text: str) -> str:
    r"""The source of the one formula that a text is; empty if it is something else.

    Examples
    --------
    >>> whole_formula(r"$\displaystyle x^2$"), whole_formula("From $a$ to $b$")
    ('\\displaystyle x^2', '')
    """
    found = _DELIMITED.fullmatch(text.strip())
    return (found["tex"] or found["environment"]).strip() if found else ""


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML

    return LatexToMathML()


def _unnumbered(latex: str) -> str:
    """Notebooks do not number formulas; every one would be the first."""
    return _NUMBERED.sub(r"\\\1{\2*}", latex)
