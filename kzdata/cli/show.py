"""``kzdata show``: texts with their figures marked, and what was read of each, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kzdata.cli.inputs import Files, Language, Published, Publisher, Title, Url, read_inputs
from kzdata.cli.output import console_on, opened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kzdata.charts.words import Words
    from kzdata.lab.notes import Note
    from kzdata.lab.page import Shown

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def show(
    files: Files,
    title: Title = "",
    publisher: Publisher = "",
    published: Published = "",
    url: Url = "",
    language: Language = "",
) -> None:
    """Show texts with their figures marked, and what was read of each from which words.

    A figure stands in brackets, with a number that the table under the text explains; where the terminal has
    colours they tell indicators apart. A text that cannot be read is named on standard error and does not
    stop the others; then the exit code is 1, or 2 if none could be read. What is given by an option wins over
    what the texts say.
    """
    from kzdata.charts.words import words
    from kzdata.lab.page import shown_statement
    from kzdata.reading import Given

    given = Given(title=title, publisher=publisher, published=published, url=url, language=language)
    inputs = read_inputs(files, given)
    with opened(None) as file:
        console = console_on(file)
        for number, (statement, figures) in enumerate(inputs.texts):
            if number:
                console.rule(style="dim")
            _print(console, shown_statement(statement, figures, key="", says=words()), words())
    inputs.leave()


def _print(console: Console, shown: Shown, says: Words) -> None:
    console.print(shown.title, style="bold")
    source = ", ".join(filter(None, (shown.source, shown.link)))
    if source:
        console.print(source, style="dim", soft_wrap=True)
    for remark in shown.remarks:
        console.print(remark, style="italic")
    console.print()
    # lines that go on to a file or another program are not broken
    console.print(_marked(shown), soft_wrap=not console.is_terminal)
    console.print()
    if shown.notes:
        console.print(_table(shown.notes, says))


def _marked(shown: Shown) -> Text:
    """The text, each figure in brackets and with its number."""
    from rich.text import Text

    text = Text()
    for piece in shown.pieces:
        for note in piece.opens:
            text.append("[", style=_style(note))
        text.append(piece.text, style=_style(piece.marks[-1]) if piece.marks else "")
        for note in piece.closes:
            text.append(f"]{str(note.number).translate(_RAISED)}", style=_style(note))
    return text


def _table(notes: tuple[Note, ...], says: Words) -> Table:
    """What was read of each figure, and from which words."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(says.say("statement.number"), justify="right", no_wrap=True)
    table.add_column(says.say("statement.read"), overflow="fold", ratio=2)
    table.add_column(says.say("statement.words"), overflow="fold", ratio=3)
    for note in notes:
        table.add_row(Text(str(note.number), style=note.group.terminal), note.said, _from_words(note, says))
    return table


def _from_words(note: Note, says: Words) -> str:
    return "; ".join(
        f"{reading.field.lower()} "
        + (says.say("prose.quote", quote=reading.words) if reading.words else says.say("statement.unnamed"))
        for reading in note.readings
    )


def _style(note: Note) -> str:
    return f"bold {note.group.terminal}"
