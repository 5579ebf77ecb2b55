"""Every error that kzdata raises on purpose.

Each carries the facts as fields, and its text tells a person what is wrong, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path


class KzdataError(Exception):
    """Base of all errors that kzdata raises on purpose.

    In a notebook it shows what it says in place of a traceback; ``%xmode Verbose`` brings that back.
    It can be pickled, with its fields, as those that come from other processes must be.
    """

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.args, self.__dict__)

    def _render_traceback_(self) -> list[str]:
        # IPython asks an error how it is shown; only the last stage knows
        from kzdata.lab.complaint import complaint

        return complaint(self)


def _again(kind: type[KzdataError], args: tuple[object, ...], fields: dict[str, object]) -> KzdataError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(fields)
    return error


class StatementError(KzdataError):
    """A text that cannot be read as a statement.

    Attributes
    ----------
    path : Path or None
        The file, where there is one.
    reason : str
        What is wrong with it.
    hint : str
        What to do about it.
    """

    def __init__(self, reason: str, *, path: Path | None = None, hint: str = "") -> None:
        self.path, self.reason, self.hint = path, reason, hint
        where = f"{path}: " if path else ""
        super().__init__(f"{where}{reason}" + (f" {hint}" if hint else ""))


class DuplicateStatement(StatementError):
    """A text that a folder of statements holds already.

    Attributes
    ----------
    other : Path
        The file that has it.
    """

    def __init__(self, other: Path, *, path: Path | None = None) -> None:
        super().__init__(f"the same text is in {other} already.", path=path, hint="Nothing was added.")
        self.other = other


class LexiconError(KzdataError):
    """An entry of the lexicon that cannot be used.

    Attributes
    ----------
    file : str
        The lexicon's file.
    entry : str
        The entry in it.
    """

    def __init__(self, file: str, entry: str, reason: str) -> None:
        self.file, self.entry, self.reason = file, entry, reason
        super().__init__(f"{file}: {entry}: {reason}")


class UnknownName(KzdataError, ValueError):
    """A code or name that is not one of the known ones.

    Attributes
    ----------
    what : str
        What was asked for: "partner", "report", "parameter" ...
    name : str
        The name given.
    known : tuple of str
        The nearest known names, best first.
    """

    def __init__(self, what: str, name: str, known: tuple[str, ...] = (), *, hint: str = "") -> None:
        self.what, self.name, self.known = what, name, known
        near = f" Did you mean {' or '.join(known)}?" if known else ""
        super().__init__(f"Unknown {what} {name!r}.{near}" + (f" {hint}" if hint else ""))


class NoPack(UnknownName):
    """A language that kzdata cannot read yet.

    Attributes
    ----------
    language : str
        Its ISO 639-1 code; empty if it cannot be told which one it is.
    """

    def __init__(self, language: str, language_name: str, known: tuple[str, ...], *, hint: str = "") -> None:
        super().__init__("language", language, known, hint=hint)
        self.language = language
        what = (
            f"There is no pack for {language_name} ({language}) yet"
            if language
            else "It cannot be told which language the text is in"
        )
        # what the base says asks for a name that was mistyped: here the name is right
        self.args = (f"{what}: kzdata reads {', '.join(known)}." + (f" {hint}" if hint else ""),)
