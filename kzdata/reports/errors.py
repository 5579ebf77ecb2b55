"""What can go wrong on the way from a notebook to a report."""

from __future__ import annotations

from pathlib import Path

from kzdata.errors import KzdataError


class ParameterError(KzdataError, ValueError):
    """A parameter's value that its declared type does not allow.

    Attributes
    ----------
    name : str
        The parameter.
    value : object
        The value given.
    expected : str
        What the notebook declares it to be.
    report : str
        The report asked for; empty where unknown.
    """

    def __init__(self, name: str, value: object, expected: str, *, report: str = "") -> None:
        self.name, self.value, self.expected, self.report = name, value, expected, report
        whose = f" of report {report}" if report else ""
        super().__init__(f"Parameter {name!r}{whose} must be {expected}, not {value!r}.")


class NotebookError(KzdataError):
    """A file that cannot be used as a report's notebook.

    Attributes
    ----------
    path : Path
        The file.
    reason : str
        What is wrong with it.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class NotebookFailed(KzdataError):
    """A notebook that raised, or whose kernel died, while it was run.

    Attributes
    ----------
    report : str
        The report it was run for.
    cell : int or None
        The number of the cell in the notebook, counted from 1; None where no cell can be named.
    error : str
        The name of the error raised.
    message : str
        Its first lines, without terminal colours.
    """

    def __init__(self, report: str, cell: int | None, error: str, message: str) -> None:
        self.report, self.cell, self.error, self.message = report, cell, error, message
        where = f"cell {cell} of the notebook" if cell else "the notebook"
        said = f": {message}" if message else ""
        super().__init__(f"{where} raised {error}{said}")


class WorkerDied(KzdataError):
    """A report that was not made because a process that makes reports was ended from outside.

    Attributes
    ----------
    report : str
        The report.
    """

    def __init__(self, report: str) -> None:
        self.report = report
        super().__init__(
            "it was not made: a process that makes reports was killed. Is there too little memory?"
        )


class RenderError(KzdataError):
    """A notebook that ran, but that cannot be set as a page.

    Attributes
    ----------
    title : str
        The document's title.
    reason : str
        What the typesetter said.
    hint : str
        What to do about it.
    """

    def __init__(self, title: str, reason: str, *, hint: str = "") -> None:
        self.title, self.reason, self.hint = title, reason, hint
        super().__init__(f"{title}: cannot be set as PDF: {reason}" + (f" {hint}" if hint else ""))


class PublishError(KzdataError):
    """A folder that a report cannot be written to.

    Attributes
    ----------
    folder : Path
        The folder.
    reason : str
        What the system said.
    """

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(f"{folder}: cannot write reports there: {reason}. Choose another folder with --out.")


class VerifyError(KzdataError):
    """A file that cannot be held against what it was made from.

    Attributes
    ----------
    path : Path
        The file.
    reason : str
        What is wrong with it.
    """

    def __init__(self, path: Path, reason: str, *, hint: str = "") -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}" + (f" {hint}" if hint else ""))
