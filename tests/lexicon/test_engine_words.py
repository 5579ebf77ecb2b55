"""The code that reads knows no word of a language: words stand in the lexicon."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import kzdata.reading
from kzdata import model
from kzdata.lexicon.areas import PlaceForm, areas
from kzdata.lexicon.pack import load_pack
from kzdata.reading.period_rules import RULES

FOLDER = Path(kzdata.reading.__file__).parent
ENUMS = [model.Indicator, model.Kind, model.Modality, model.Qualifier, model.Direction, PlaceForm]
SLOTS = {"year", "y", "yy", "month", "day", "weekday", "n", "nth", "date", "span"}
OWN = {
    *("code", "symbol", "name"),  # how a currency is written
    *("hundredth", "large", "touching", "firm", "exact"),  # and beside which numbers it is read
    *("institution", "person"),  # what a speaker is
    *("match", "means", "pattern"),  # parts of an entry
    *("en", "text"),  # what a bare string is read as
    "und",  # ISO 639: a language that is not known
}
SIGNS = re.compile(r"\[[^]]*\]|\\\w")
"""Parts of regular expressions that name characters."""
WORD = re.compile(r"[^\W\d_¼-¾⅐-⅞]{2,}|'s\b")


def engine() -> dict[str, ast.Module]:
    """The modules that `extract` needs, by name."""
    found: dict[str, ast.Module] = {}
    waiting = ["extractor"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = tree = ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))
        imports = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        waiting += [module.split(".")[2] for module in imports if module.startswith("kzdata.reading.")]
    return found


def names() -> set[str]:
    """What code may call things by: values of vocabularies, columns, rules, and tables of the lexicon."""
    pack = load_pack("en")
    fields = pack.cues["fields"]
    known = (
        {str(member) for enum in ENUMS for member in enum} | set(model.COLUMNS) | set(areas()) | set(RULES)
    )
    for name in ("words", "parts", "weight", "range_verbs", "adverbs"):
        known |= pack.numbers[name].keys()
    known |= {key for entry in pack.units.values() for key in entry}
    words = pack.numbers["words"].keys() | pack.cues["words"].keys()
    for table in (pack.numbers, pack.units, pack.periods, pack.cues, fields, words):
        known |= set(table)
    known |= {table["unit"] for table in pack.cues["counts"].values()} | set(model.Figure.__annotations__)
    known |= {rule for kind in ("year", "date", "span", "period") for rule in pack.periods[kind]}
    return known | {value for values in fields.values() for value in values} | SLOTS | OWN


def _asks_for_list(node: ast.AST) -> bool:
    """Whether a call names lists of small words: ``scene.says("in_order")``."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "says"


def strings(node: ast.AST) -> Iterator[str]:
    """The strings in code, but for docstrings, messages of errors, types and keys."""
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        is_type = child in (getattr(node, "annotation", None), getattr(node, "returns", None))
        is_key = (isinstance(node, ast.Subscript) and child is node.slice) or _asks_for_list(node)
        is_slots = isinstance(child, ast.Assign) and "__slots__" in map(ast.unparse, child.targets)
        if is_docstring or is_type or is_key or is_slots or isinstance(child, ast.Raise):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        yield from strings(child)


def test_code_that_reads_holds_no_word_of_a_language():
    known = names()
    words = {
        (module, string)
        for module, tree in engine().items()
        for string in strings(tree)
        if WORD.search(SIGNS.sub("", string)) and string not in known
    }
    assert words == set()


def test_a_word_in_code_would_be_found():
    (string,) = strings(ast.parse('def ends(word):\n    """Docs."""\n    return word == "the"'))
    assert WORD.search(string)
    assert string not in names()
