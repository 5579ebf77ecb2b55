"""A notebook's parameters: what its cell tagged ``parameters`` declares, and what a caller may give.

The cell is read as Python, never run and never read by line; every value is checked before a kernel starts.
"""

from __future__ import annotations

import ast
import difflib
import io
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kzdata.errors import UnknownName
from kzdata.reports.errors import ParameterError
from kzdata.reports.parameter_types import UNREAD, Type, read_default, read_type

if TYPE_CHECKING:
    from nbformat import NotebookNode

TAG = "parameters"
INJECTED = "injected-parameters"
WATCHING = "kzdata-watching"
"""The tag of cells that tell what a notebook reads; see `kzdata.reports.watching`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter that a notebook declares.

    Attributes
    ----------
    name : str
        The variable's name.
    type : Type
        What it may hold.
    default : object
        Its value in the notebook; `UNREAD` where that is computed and only a kernel can know it.
    doc : str
        The comment behind it.
    """

    name: str
    type: Type
    default: object
    doc: str = ""


def parameters(notebook: NotebookNode, *, report: str = "") -> tuple[Parameter, ...]:
    """Read the parameters that a notebook declares, in order.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook; its cell tagged ``parameters`` holds assignments such as
        ``since: int = 2006  # first year``.
    report : str
        The report's name, for messages.

    Raises
    ------
    ParameterError
        If the cell is no plain Python, or a type is none of the supported ones.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("since: int = 2006  # first year", metadata={"tags": ["parameters"]})
    >>> [(p.name, str(p.type), p.default, p.doc) for p in parameters(new_notebook(cells=[cell]))]
    [('since', 'int', 2006, 'first year')]
    """
    source = "\n".join(c.source for c in notebook.cells if c.cell_type == "code" and TAG in tags(c))
    try:
        module = ast.parse(source)
    except SyntaxError as error:
        raise ParameterError(
            TAG, error.text or source, "a cell of plain assignments", report=report
        ) from None
    comments = _comments(source)
    found = [
        _parameter(node, comments.get(node.end_lineno or 0, ""), report)
        for node in module.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    return tuple({p.name: p for p in found if p}.values())


def check_parameters(
    notebook: NotebookNode, given: Mapping[str, object], *, report: str = "", text: bool = False
) -> dict[str, object]:
    """Check values against what a notebook declares, and fill in its defaults.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook.
    given : mapping of str to object
        The values by name.
    report : str
        The report's name, for messages.
    text : bool
        Whether the values are text from a command line, to be converted to the declared types.

    Returns
    -------
    dict of str to object
        Every parameter's value, in the notebook's order; a ``partner`` is resolved to its code. A parameter
        that is not given and whose default only a kernel can compute is left out.

    Raises
    ------
    UnknownName
        If the notebook declares no such parameter, or there is no such partner.
    ParameterError
        If a value is not of the declared type.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("since: int = 2006", metadata={"tags": ["parameters"]})
    >>> check_parameters(new_notebook(cells=[cell]), {"since": "2015"}, text=True)
    {'since': 2015}
    """
    declared = {p.name: p for p in parameters(notebook, report=report)}
    for name in given:
        if name not in declared:
            near = tuple(difflib.get_close_matches(name, declared, n=3)) or tuple(declared)[:6]
            hint = "" if declared else f"Report {report} takes no parameters."
            raise UnknownName("parameter", name, near, hint=hint)
    values = {
        name: _value(parameter, given, report=report, text=text)
        for name, parameter in declared.items()
        if name in given or parameter.default is not UNREAD
    }
    return {name: _resolved(value) if name == "partner" else value for name, value in values.items()}


def parse_assignments(pairs: Iterable[str]) -> dict[str, str]:
    """Split ``NAME=VALUE`` texts as a command line gives them.

    Raises
    ------
    ParameterError
        If one has no name or no equals sign.

    Examples
    --------
    >>> parse_assignments(["since=2010", "title=a=b"])
    {'since': '2010', 'title': 'a=b'}
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise ParameterError(name.strip(), pair, "given as NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


def with_parameters(notebook: NotebookNode, values: Mapping[str, object]) -> NotebookNode:
    """A copy of a notebook that sets `values` right after its own parameters cell.

    The cell is tagged ``injected-parameters`` as papermill's is, but holds dates as dates.

    Examples
    --------
    >>> from nbformat.v4 import new_notebook
    >>> with_parameters(new_notebook(), {"since": 2010}).cells[0].source
    'since = 2010'
    """
    import copy

    from nbformat.v4 import new_code_cell

    made = copy.deepcopy(notebook)
    made.cells = [c for c in made.cells if INJECTED not in tags(c)]
    if values:
        lines = [f"{name} = {value!r}" for name, value in values.items()]
        if any("datetime." in line for line in lines):
            lines.insert(0, "import datetime")
        said = {"tags": [INJECTED]}
        cell = new_code_cell("\n".join(lines), id=INJECTED, metadata=said)  # type: ignore[no-untyped-call]
        at = max((i + 1 for i, c in enumerate(made.cells) if TAG in tags(c)), default=0)
        made.cells.insert(at, cell)
    return made


def tags(cell: NotebookNode) -> list[str]:
    """A cell's tags."""
    return list(cell.get("metadata", {}).get("tags", []))


def _parameter(node: ast.Assign | ast.AnnAssign, doc: str, report: str) -> Parameter | None:
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    if not isinstance(target, ast.Name) or node.value is None:
        return None
    default = read_default(node.value)
    annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
    try:
        kind = read_type(annotation, default)
    except ValueError as error:
        raise ParameterError(target.id, str(error), "declared with a supported type", report=report) from None
    try:
        return Parameter(target.id, kind, default if default is UNREAD else kind.check(default), doc)
    except ValueError:
        raise ParameterError(target.id, default, str(kind), report=report) from None


def _comments(source: str) -> dict[int, str]:
    """The comment that ends each line; a ``#`` within a string is none."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return {}
    return {t.start[0]: t.string.lstrip("# ").strip() for t in tokens if t.type == tokenize.COMMENT}


def _value(parameter: Parameter, given: Mapping[str, object], *, report: str, text: bool) -> object:
    if parameter.name not in given:
        return parameter.default
    value = given[parameter.name]
    try:
        return (
            parameter.type.from_text(value)
            if text and isinstance(value, str)
            else parameter.type.check(value)
        )
    except ValueError:
        raise ParameterError(parameter.name, value, str(parameter.type), report=report) from None


def _resolved(partner: object) -> object:
    """The code of a partner given by code or name; several in a list."""
    from kzdata.lexicon.areas import find_area
    from kzdata.model import HOME

    if isinstance(partner, str):
        code = find_area(partner)
        if code == HOME:
            raise UnknownName("partner", partner, hint="Kazakhstan reports; its partner is another area.")
        return code
    return [find_area(p) for p in partner] if isinstance(partner, list) else partner
