"""Full dates as pages print them beside a headline: "December 25, 2017", "25.12.2017"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kzdata.lexicon.pack import other_dates

_LANGUAGES = ("en", "en_GB", "ru", "kk")
"""Whose names of months are known: those that Kazakhstan's publishers write in."""

_NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[-./])(?P<second>\d{1,2})(?P=mark)(?P<last>\d{4}))(?!\.?\d|[/-])"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    Attributes
    ----------
    start : int
        Where it begins.
    words : str
        As written.
    day : date or None
        None where it can be read in two ways: 05/06/2017.
    """

    start: int
    words: str
    day: date | None


_BYLINE = 4
"""Words that may stand beside a date in a byline: a place, a name, "Published on". A sentence has more."""

_WORD = re.compile(r"[^\W\d_]+")


def is_byline(line: str) -> bool:
    """Whether a line says little but a date.

    Examples
    --------
    >>> is_byline("Published: 25 December 2017, 14:35"), is_byline("The forum will open on 25 December 2017.")
    (True, False)
    """
    dates = find_dates(line)
    within = sum(len(_WORD.findall(found.words)) for found in dates)
    return bool(dates) and len(_WORD.findall(line)) - within <= _BYLINE


def published_dates(line: str) -> list[WrittenDate]:
    """The dates of a byline, but for those whose words say that they are others: "Updated", "as of".

    Examples
    --------
    >>> [found.words for found in published_dates("Posted 25 December 2017, updated on 3 January 2018")]
    ['25 December 2017']
    """
    if not is_byline(line):
        return []
    kept, end = [], 0
    for found in find_dates(line):
        words = " ".join(_WORD.findall(line[end : found.start].lower()))
        if not any(f" {phrase} " in f" {words} " for phrase in other_dates()):
            kept.append(found)
        end = found.start + len(found.words)
    return kept


def find_dates(text: str) -> list[WrittenDate]:
    """The full dates in `text`: with day, month and a year of four digits.

    Examples
    --------
    >>> [str(found.day) for found in find_dates("14:35, 25 December 2017 | 26.12.2017 | 05/06/2017")]
    ['2017-12-25', '2017-12-26', 'None']
    """
    return sorted([*_in_words(text), *_in_digits(text)], key=lambda found: found.start)


def _in_words(text: str) -> Iterator[WrittenDate]:
    pattern, months = _months()
    for found in pattern.finditer(text):
        parts = found.groupdict()
        year = int(parts["y1"] or parts["y2"] or parts["y3"])
        number = int(parts["d1"] or parts["d2"] or parts["d3"])
        month = months[(parts["m1"] or parts["m2"] or parts["m3"]).lower()]
        day = _day(year, month, number)
        if day is not None:
            yield WrittenDate(found.start(), found.group(), day)


def _in_digits(text: str) -> Iterator[WrittenDate]:
    for found in _NUMERIC.finditer(text):
        if found["year"]:
            readings = {_day(int(found["year"]), int(found["month"]), int(found["day"]))}
        else:
            year, first, second = int(found["last"]), int(found["first"]), int(found["second"])
            readings = {_day(year, second, first)}
            if found["mark"] == "/":  # the mark of both the American and the British order
                readings.add(_day(year, first, second))
        readings.discard(None)
        if readings:
            yield WrittenDate(found.start(), found.group(), readings.pop() if len(readings) == 1 else None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    from babel import Locale

    months: dict[str, int] = {}
    for language in _LANGUAGES:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                months |= {name.lower().rstrip("."): number for number, name in forms[width].items()}
    name = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    day, year, word = r"\d{1,2}", r"\d{4}", r"[^\W\d_]{1,6}"
    pattern = (  # "25th of December, 2017", "Dec. 25, 2017", and with the year first
        rf"(?<!\d)(?:(?P<d1>{day})(?:{word})?\s+(?:{word}\s+)?(?P<m1>{name})\b\.?,?\s+(?P<y1>{year})"
        rf"|\b(?P<m2>{name})\b\.?\s+(?P<d2>{day})(?:{word})?,?\s+(?P<y2>{year})"
        rf"|(?P<y3>{year})\s+(?:{word}\s+)?(?P<d3>{day})\s+(?P<m3>{name}))(?!\d)"
    )
    return re.compile(pattern, re.IGNORECASE), months
