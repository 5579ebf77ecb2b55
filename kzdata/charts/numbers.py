"""Numbers, periods and dates in the reader's way: "$13.3bn", "Jan–Sept 2017", "25 Dec 2017"."""

from __future__ import annotations

import calendar
import math
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

from kzdata.charts.words import Words, words
from kzdata.model import Qualifier
from kzdata.tables.units import parts_of

DIGITS = 3
"""Significant digits of a number in a chart; the quoted words beside it in tables keep them all."""

_FLIPPED: Mapping[str, str] = MappingProxyType(
    {
        Qualifier.OVER.value: Qualifier.UNDER.value,
        Qualifier.AT_LEAST.value: Qualifier.UP_TO.value,
        Qualifier.UNDER.value: Qualifier.OVER.value,
        Qualifier.UP_TO.value: Qualifier.AT_LEAST.value,
        Qualifier.ALMOST.value: Qualifier.OVER.value,
    }
)
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))


def money(
    value: float,
    currency: str,
    qualifier: str = Qualifier.EXACT,
    high: float | None = None,
    *,
    spelt: bool = False,
    language: str = "en",
) -> str:
    """An amount of money as a reader writes it.

    Parameters
    ----------
    value, high : float
        The amount in base units; `high` is the upper end of a range.
    currency : str
        ISO 4217 code.
    qualifier : str
        How firmly it is stated, shown as a sign before the amount.
    spelt : bool
        Show the qualifier in words instead.
    language : str
        ISO 639-1 code of the reader's language.

    Examples
    --------
    >>> money(13.3e9, "USD"), money(14e9, "USD", "over"), money(14e9, "USD", "over", spelt=True)
    ('$13.3bn', '>$14bn', 'more than $14bn')
    >>> money(24e9, "USD", "range", 24.5e9), money(-2_000_000, "EUR"), money(1.4982e12, "KZT")
    ('$24bn to $24.5bn', '−€2m', 'KZT 1.5tn')
    """
    return amount(value, currency, qualifier, high, spelt=spelt, language=language)


def amount(
    value: float,
    unit: str,
    qualifier: str = Qualifier.EXACT,
    high: float | None = None,
    *,
    spelt: bool = False,
    language: str = "en",
) -> str:
    """A figure's value in its unit, with its qualifier.

    Parameters are those of `money`; `unit` may be any unit of a figure.

    Examples
    --------
    >>> amount(23, "percent"), amount(-3.2, "pp"), amount(2, "ratio"), amount(409570, "tonnes")
    ('23%', '−3.2 pp', '2 times', '409,570 tonnes')
    >>> amount(60, "count", "over"), amount(1.2e6, "persons", "about")
    ('>60', '~1.2m')
    >>> amount(-1.1, "percent", "over"), amount(-1.1, "percent", "over", spelt=True)
    ('<−1.1%', 'a fall of more than 1.1%')
    >>> amount(14.1e9, "USD2015"), amount(14.1e9, "USD2015", "over", spelt=True)
    ('$14.1bn', 'more than $14.1bn at 2015 prices')
    """
    says = words(language)
    text = _plain(value, unit, says)
    if high is not None and not math.isnan(high):
        return says.say("number.range", low=text, high=_plain(high, unit, says))
    if spelt and says.has("sign", qualifier):
        text = says.say(f"qualifier.{qualifier}", value=_plain(abs(value), unit, says))
        text = says.say("number.fall", value=text) if value < 0 else text
    elif says.has("sign", qualifier):
        text = says.say(f"sign.{bound(qualifier, value)}") + text
    year = parts_of(unit)[1]
    return says.say("number.real", value=text, year=year) if year and spelt else text


def bound(qualifier: str, value: float) -> str:
    """The qualifier as it bounds the signed value: a fall of more than 5 % is less than −5 %.

    Examples
    --------
    >>> bound("over", 5.0), bound("over", -5.0)
    ('over', 'under')
    """
    return _FLIPPED.get(qualifier, qualifier) if value < 0 else qualifier


def is_money(unit: str) -> bool:
    """Whether a figure's unit is a currency.

    Examples
    --------
    >>> is_money("USD"), is_money("USD2015"), is_money("percent")
    (True, True, False)
    """
    return bool(parts_of(unit)[0])


def _plain(value: float, unit: str, says: Words) -> str:
    minus = "−" if value < 0 else ""
    if is_money(unit):
        number, scale = _scaled(abs(value), says)
        sign = get_currency_symbol(parts_of(unit)[0], says.locale.language)
        form = "money_coded" if sign.isalpha() else "money"
        return minus + says.say(f"number.{form}", sign=sign, number=number, scale=scale)
    if unit in ("percent", "pp", "ratio"):
        return minus + says.say(f"number.{unit}", number=_grouped(_rounded(abs(value)), says))
    if abs(value) < 1e6:
        number, scale = _grouped(abs(value), says), ""
    else:
        number, scale = _scaled(abs(value), says)
    text = minus + says.say("number.scaled", number=number, scale=scale)
    return says.say(f"number.{unit}", number=text) if says.has("number", unit) else text


def _scaled(value: float, says: Words) -> tuple[str, str]:
    value = _rounded(value)
    size, name = next(((size, name) for size, name in _SCALES if value >= size), (1.0, ""))
    return _grouped(_rounded(value / size), says), says.say(f"scale.{name}") if name else ""


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _grouped(value: float, says: Words) -> str:
    return str(format_decimal(value, format="#,##0.##", locale=says.locale))


def day(when: date, *, language: str = "en") -> str:
    """A date as a reader writes it.

    Examples
    --------
    >>> day(date(2017, 12, 25))
    '25 Dec 2017'
    """
    return str(format_date(when, "d MMM y", locale=words(language).locale))


def span(start: date | None, end: date | None, *, language: str = "en") -> str:
    """A period as a reader writes it, both ends included; ends of windows of years by their years.

    Examples
    --------
    >>> span(date(2017, 1, 1), date(2017, 12, 31)), span(date(2017, 1, 1), date(2017, 9, 30))
    ('2017', 'Jan–Sept 2017')
    >>> span(date(2007, 12, 25), date(2017, 12, 25)), span(date(2015, 7, 1), date(2016, 6, 30))
    ('2007–2017', 'Jul 2015 – Jun 2016')
    >>> span(date(2010, 7, 18), date(2010, 7, 18)), span(None, None)
    ('18 Jul 2010', 'no period stated')
    """
    says = words(language)
    if start is None or end is None:
        return says.say("period.none")

    def written(when: date, form: str) -> str:
        return str(format_date(when, form, locale=says.locale))

    if _is_years(start, end) or (end - start).days > 3 * 365:
        if start.year == end.year:
            return says.say("period.year", year=start.year)
        return says.say("period.years", first=start.year, last=end.year)
    if _is_months(start, end):
        if (start.year, start.month) == (end.year, end.month):
            return says.say("period.month", month=written(end, "MMM"), year=end.year)
        if start.year == end.year:
            return says.say(
                "period.months", first=written(start, "MMM"), last=written(end, "MMM"), year=end.year
            )
        return says.say("period.days", first=written(start, "MMM y"), last=written(end, "MMM y"))
    if start == end:
        return day(start, language=language)
    return says.say("period.days", first=day(start, language=language), last=day(end, language=language))


def _is_years(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _is_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
