"""The types that a parameter may be declared with, read from source and never evaluated.

Supported are ``str``, ``int``, ``float``, ``bool``, ``datetime.date``, ``list`` of one of them, ``Literal``
and any of these ``| None``. A union of several is tried from left to right.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

UNREAD = object()
"""Stands for a default that only running the notebook can tell."""


@dataclass(frozen=True, slots=True)
class Type:
    """What a parameter may hold.

    Attributes
    ----------
    kinds : tuple of str
        The simple types allowed, in order: str, int, float, bool, date, None, list, literal; date text
        is a date that the notebook keeps as text.
    choices : tuple of object
        The values that a Literal allows.
    item : Type or None
        What a list holds; None where that is not declared.
    """

    kinds: tuple[str, ...]
    choices: tuple[object, ...] = ()
    item: Type | None = None

    def allows(self, value: object) -> bool:
        """Whether `value` is of this type, without conversion.

        Examples
        --------
        >>> Type(("int",)).allows(True)
        False
        """
        return any(_IS[kind](value, self) for kind in self.kinds)

    def check(self, value: object) -> object:
        """Return `value` as this type: ISO text becomes a date, a whole number a float; else ValueError."""
        if self.allows(value):
            return value
        if "float" in self.kinds and type(value) is int:
            return float(value)
        if "date" in self.kinds and isinstance(value, str):
            return date.fromisoformat(value)
        if "list" in self.kinds and isinstance(value, tuple):
            return self.check(list(value))
        raise ValueError(value)

    def from_text(self, text: str) -> object:
        """Convert what a command line gives; ValueError if no type fits.

        Examples
        --------
        >>> Type(("list",), item=Type(("int",))).from_text("1, 2")
        [1, 2]
        """
        for kind in sorted(self.kinds, key=lambda kind: kind != "None"):
            try:
                return _FROM_TEXT[kind](text, self)
            except ValueError:
                continue
        raise ValueError(text)

    def __str__(self) -> str:
        said = {
            "literal": "one of " + ", ".join(map(repr, self.choices)),
            "list": f"list[{self.item}]" if self.item else "list",
            "date": "a date as YYYY-MM-DD",
            "date text": "a date as YYYY-MM-DD",
        }
        return " | ".join(said.get(kind, kind) for kind in self.kinds)


def read_type(annotation: ast.expr | None, default: object) -> Type:
    """The type of an annotation, or of the default where there is no annotation.

    Raises
    ------
    ValueError
        If it is none of the supported types; the text names it.

    Examples
    --------
    >>> str(read_type(ast.parse("str | None", mode="eval").body, None))
    'str | None'
    """
    if annotation is None:
        return _type_of(default)
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return read_type(ast.parse(annotation.value, mode="eval").body, default)
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return _union(read_type(annotation.left, default), read_type(annotation.right, default))
    name = _name(annotation)
    if isinstance(annotation, ast.Subscript):
        return _subscripted(annotation, name, default)
    if name == "date":
        return Type(("date text",) if isinstance(default, str) else ("date",))
    if name in _IS and name != "literal":
        return Type((name,))
    raise ValueError(ast.unparse(annotation))


def read_default(node: ast.expr) -> object:
    """The value of a literal or of ``date(...)``; `UNREAD` for anything that must be computed.

    Examples
    --------
    >>> read_default(ast.parse("date(2006, 1, 31)", mode="eval").body)
    datetime.date(2006, 1, 31)
    """
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        pass
    if isinstance(node, ast.Call) and not node.keywords:
        makers: dict[str, Callable[..., date]] = {"date": date, "fromisoformat": date.fromisoformat}
        make = makers.get(_name(node.func))
        try:
            return make(*map(ast.literal_eval, node.args)) if make else UNREAD
        except (ValueError, TypeError):
            return UNREAD
    return UNREAD


def _name(node: ast.expr) -> str:
    """The last name of ``datetime.date``, ``Optional[str]``, ``None``."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Constant) and node.value is None:
        return "None"
    return node.id if isinstance(node, ast.Name) else ""


def _subscripted(annotation: ast.Subscript, name: str, default: object) -> Type:
    inner = annotation.slice
    if name == "Literal":
        parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        return Type(("literal",), choices=tuple(ast.literal_eval(part) for part in parts))
    if name == "Optional":
        return _union(read_type(inner, default), Type(("None",)))
    if name in {"list", "List"}:
        return Type(("list",), item=read_type(inner, default))
    raise ValueError(ast.unparse(annotation))


def _union(left: Type, right: Type) -> Type:
    kinds = tuple(dict.fromkeys(left.kinds + right.kinds))
    return Type(kinds, left.choices + right.choices, left.item or right.item)


def _type_of(default: object) -> Type:
    if isinstance(default, list | tuple):
        return Type(("list",), item=_type_of(default[0]) if default else None)
    name = "None" if default is None else type(default).__name__
    if name in _IS:
        return Type((name,))
    raise ValueError("no type that can be told without running it; annotate it")


def _is_date_text(value: object, _: Type) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _list_from_text(text: str, declared: Type) -> object:
    item = declared.item or Type(("str",))
    return [item.from_text(part.strip()) for part in text.split(",") if part.strip()]


def _literal_from_text(text: str, declared: Type) -> object:
    return {str(choice): choice for choice in reversed(declared.choices)}[text]


def _bool_from_text(text: str, _: Type) -> bool:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]


def _or_value_error(convert: Callable[[str, Type], object]) -> Callable[[str, Type], object]:
    def converted(text: str, declared: Type) -> object:
        try:
            return convert(text, declared)
        except KeyError:
            raise ValueError(text) from None

    return converted


_IS: dict[str, Callable[[object, Type], bool]] = {
    "str": lambda value, _: isinstance(value, str),
    "int": lambda value, _: type(value) is int,
    "float": lambda value, _: type(value) is float,
    "bool": lambda value, _: type(value) is bool,
    "date": lambda value, _: type(value) is date,
    "date text": _is_date_text,
    "None": lambda value, _: value is None,
    "list": lambda value, t: (
        isinstance(value, list) and all(t.item is None or t.item.allows(v) for v in value)
    ),
    "literal": lambda value, t: any(value == c and type(value) is type(c) for c in t.choices),
}

_FROM_TEXT: dict[str, Callable[[str, Type], object]] = {
    "str": lambda text, _: text,
    "int": lambda text, _: int(text),
    "float": lambda text, _: float(text),
    "bool": _or_value_error(_bool_from_text),
    "date": lambda text, _: date.fromisoformat(text),
    "date text": lambda text, _: date.fromisoformat(text).isoformat(),
    "None": _or_value_error(lambda text, _: {"none": None, "": None}[text.lower()]),
    "list": _list_from_text,
    "literal": _or_value_error(_literal_from_text),
}
