"""What was read of a figure, in an analyst's words, and from which words of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from babel.numbers import format_decimal

from kzdata.charts import naming
from kzdata.charts.numbers import amount, is_money, span
from kzdata.charts.words import Words, words
from kzdata.lab.groups import Group, groups
from kzdata.model import HOME, Figure, Kind, Modality, Period, Qualifier, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of a figure.

    Attributes
    ----------
    field : str
        Its name in the reader's language: "Partner".
    value : str
        What was read: "China".
    words : str
        The words of the text that decided it; empty where none are named.
    span : Span or None
        Where they stand.
    """

    field: str
    value: str
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One figure as it is shown.

    Attributes
    ----------
    number : int
        Its number in the text, from 1.
    figure : Figure
        The figure.
    group : Group
        The group of its indicator.
    said : str
        What was read in one line: "$13.3bn, trade turnover, with Asia, Jan–Sept 2017".
    readings : tuple of Reading
        What was read field by field; fields that the text leaves open are left out.
    """

    number: int
    figure: Figure
    group: Group
    said: str
    readings: tuple[Reading, ...]


def notes(body: str, figures: Sequence[Figure], *, language: str = "en") -> tuple[Note, ...]:
    """The figures of a text, numbered, each with what was read of it.

    Parameters
    ----------
    body : str
        The text.
    figures : sequence of Figure
        Its figures, in text order.
    language : str
        ISO 639-1 code of the reader's language.

    Examples
    --------
    >>> from kzdata.reading import extract
    >>> text = "Trade with Asia was $13.3bn in 2017."
    >>> (note,) = notes(text, extract(text))
    >>> note.said
    '$13.3bn, trade turnover, with Asia, 2017'
    >>> [(reading.field, reading.words) for reading in note.readings if reading.field != "Unit"]
    [('Value', '$13.3bn'), ('Indicator', 'Trade'), ('Partner', 'Asia'), ('Period', '2017')]
    """
    says = words(language)
    return tuple(
        Note(number, figure, groups()[figure.indicator], told(figure, says), _readings(body, figure, says))
        for number, figure in enumerate(figures, 1)
    )


def told(figure: Figure, says: Words) -> str:
    """A figure in one line of an analyst's words.

    Examples
    --------
    >>> from kzdata.reading import extract
    >>> (figure,) = extract("China has invested more than $14 billion in Kazakhstan.")
    >>> told(figure, words())
    'more than $14bn, stock of investment in Kazakhstan, from China'
    """
    return ", ".join(_parts(figure, says))


def _parts(figure: Figure, says: Words) -> Iterator[str]:
    language = says.locale.language
    yield amount(
        figure.value, figure.unit, figure.qualifier, figure.value_high, spelt=True, language=language
    )
    yield naming.inside(naming.indicator_name(figure, says))
    if figure.reporter != HOME:
        yield says.say("told.reporter", reporter=_places([figure.reporter], says))
    if figure.partner:
        whom = naming.with_direction(figure, says, "whom")
        yield says.say(f"whom.{whom}", partner=_places(figure.partner, says))
    if figure.direction and not says.has("indicator", f"{figure.indicator}_{figure.direction}"):
        yield says.say(f"direction_of.{figure.direction}")
    if figure.period:
        yield _period(figure.period, says)
    if figure.compared:
        yield says.say("told.compared", period=_period(figure.compared, says))
    if figure.modality is not Modality.ACTUAL:
        yield says.say(f"modality.{figure.modality}")
    if figure.speaker:
        yield says.say("told.speaker", speaker=figure.speaker)


def _readings(body: str, figure: Figure, says: Words) -> tuple[Reading, ...]:
    """The fields that words decided, and those that hold more than the rule where nothing is said."""
    found = []
    for field, value_of in _FIELDS.items():
        at = Span(figure.start, figure.end) if field == "value" else figure.evidence.get(field)
        if at or getattr(figure, field) not in _UNSAID.get(field, ()):
            value = value_of(figure, says)
            found.append(Reading(says.say(f"field.{field}"), value, at.of(body) if at else "", at))
    return tuple(found)


def _exactly(figure: Figure, says: Words) -> str:
    """The value with all its digits: the one line rounds, and a check needs the number itself."""
    ends = [end for end in (figure.value, figure.value_high) if end is not None]
    low, *high = (_digits(end, figure.unit, says) for end in ends)
    return says.say("number.range", low=low, high=high[0]) if high else low


def _digits(value: float, unit: str, says: Words) -> str:
    number = str(format_decimal(value, format="#,##0.######", locale=says.locale)).replace("-", "−")
    return says.say("told.exact", number=number, unit=unit) if is_money(unit) else number


def _qualifier(qualifier: Qualifier, says: Words) -> str:
    if says.has("qualifier_of", qualifier):
        return says.say(f"qualifier_of.{qualifier}")
    return says.say(f"qualifier.{qualifier}", value="…")


def _places(codes: Sequence[str], says: Words) -> str:
    return says.listed([naming.place(code, says, inside=True) for code in codes])


def _period(period: Period | None, says: Words) -> str:
    ends = (period.start, period.end) if period else (None, None)
    return span(*ends, language=says.locale.language)


_UNSAID: Mapping[str, tuple[object, ...]] = MappingProxyType({
    "qualifier": (Qualifier.EXACT,),
    "kind": (Kind.LEVEL,),
    "reporter": (HOME,),
    "partner": ((),),
    "direction": (None,),
    "period": (None,),
    "compared": (None,),
    "modality": (Modality.ACTUAL,),
    "speaker": ("",),
})  # fmt: skip
"""What a field holds where the text says nothing of it."""

_FIELDS: Mapping[str, Callable[[Figure, Words], str]] = MappingProxyType({
    "value": _exactly,
    "unit": lambda figure, says: naming.unit_name(figure.unit, says),
    "qualifier": lambda figure, says: _qualifier(figure.qualifier, says),
    "kind": lambda figure, says: says.say(f"kind_of.{figure.kind}"),
    "indicator": lambda figure, says: says.say(f"indicator.{figure.indicator}"),
    "reporter": lambda figure, says: naming.place(figure.reporter, says),
    "partner": lambda figure, says: says.listed([naming.place(code, says) for code in figure.partner]),
    "direction": lambda figure, says: says.say(f"direction_of.{figure.direction}"),
    "period": lambda figure, says: _period(figure.period, says),
    "compared": lambda figure, says: _period(figure.compared, says),
    "modality": lambda figure, says: says.say(f"modality.{figure.modality}"),
    "speaker": lambda figure, _says: figure.speaker,
})  # fmt: skip
"""The fields in the order in which they are shown, and how each is said."""
