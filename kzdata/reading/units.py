"""Units at a number: currencies by sign, code and name, their hundredths, percent, points, multiples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kzdata.lexicon.pack import CurrencyName, Pack
from kzdata.reading.matcher import Matcher
from kzdata.reading.numerals import Number
from kzdata.reading.text import Text, read_text

_HUNDREDTH = 0.01

_LARGE = 1000
"""From here on a number is large: beside smaller ones a word such as "won" is more often a verb."""

_BACK, _AHEAD = 60, 30
"""How many tokens away a country is looked for that tells whose pesos are meant."""

_PARTS_OF_NAMES = frozenset("/&")
"""Signs that join a code to another one."""

_CENTURIES = frozenset({"19", "20"})
"""What the years that news speaks of begin with."""

_NEAR = 12
"""How many tokens away a word of weight makes pounds no money."""


class UnitName(NamedTuple):
    """One meaning of a sign or word for a unit.

    Attributes
    ----------
    unit : str
        As in a figure: "USD", "percent".
    factor : float
        What one of it is worth in `unit`: 0.01 for cents.
    area : str
        The country that must be named for it to be meant, or empty.
    forms : frozenset of str
        `large`: read beside large numbers only; `touching`: read only where it touches the number; `exact`:
        read in this spelling only; `firm`: no country named further off changes it.
    """

    unit: str
    factor: float = 1.0
    area: str = ""
    forms: frozenset[str] = frozenset()


class Unit(NamedTuple):
    """A unit found: what it is, the token after it, and what else its name may mean in other company."""

    unit: str
    last: int
    factor: float = 1.0
    others: frozenset[str] = frozenset()


_Phrase = tuple[str, ...]


class Units:
    """Reads the units of one language.

    Parameters
    ----------
    pack : Pack
        The language.
    places : Matcher
        Finds areas, with their codes as payload.
    """

    def __init__(self, pack: Pack, places: Matcher[tuple[str, str]]) -> None:
        self._places = places
        self._before: dict[str, list[tuple[_Phrase, bool, UnitName]]] = {}
        self._after: dict[str, list[tuple[_Phrase, list[UnitName]]]] = {}
        self._codes: dict[str, UnitName] = {}
        self._of_fractions: dict[_Phrase, str] = {}
        weight = pack.numbers["weight"]
        self._weighed, self._weights = frozenset(weight["names"]), frozenset(weight["near"])
        self._worth, self._of = frozenset(weight["money"]), frozenset(pack.numbers["words"]["of"])
        self._no_numbers = frozenset(pack.numbers["not_numbers"]["words"])
        names: dict[_Phrase, list[UnitName]] = {}
        self._add_currencies(pack.currencies, names)
        self._add_units(pack.units, names)
        self._fraction_starts = frozenset(phrase[0] for phrase in self._of_fractions)
        for phrase, meanings in names.items():
            self._after.setdefault(phrase[0], []).append((phrase, meanings))
        for signs in self._before.values():
            signs.sort(key=lambda item: -len(item[0]))
        for known in self._after.values():
            known.sort(key=lambda item: -len(item[0]))

    def _add_currencies(
        self, currencies: Iterable[CurrencyName], names: dict[_Phrase, list[UnitName]]
    ) -> None:
        for row in currencies:
            forms = frozenset(row.form.split())
            name = UnitName(row.code, _HUNDREDTH if "hundredth" in forms else 1.0, row.area, forms)
            if "code" in forms:
                self._codes[row.alias] = name
            if forms & {"code", "symbol"} and "hundredth" not in forms:
                written = read_text(row.alias)
                joined = len(written) > 1 and " " not in row.alias
                self._before.setdefault(written.words[0], []).append((tuple(written.words), joined, name))
            if not forms & {"code", "symbol"} or ("symbol" in forms and _is_sign(row.alias)):
                names.setdefault(tuple(read_text(row.alias).lower), []).append(name)

    def _add_units(self, units: Mapping[str, Any], names: dict[_Phrase, list[UnitName]]) -> None:
        for unit, entry in units.items():
            code, factor = entry.get("unit", unit), entry.get("factor", 1.0)
            for form in ("after", "exact", "touching"):
                name = UnitName(code, factor, "", frozenset({form}))
                for phrase in entry.get(form, ()):
                    names.setdefault(tuple(read_text(phrase).lower), []).append(name)
            for phrase in entry.get("after_fraction", ()):
                self._of_fractions[tuple(read_text(phrase).lower)] = code

    @property
    def begins(self) -> frozenset[str]:
        """The words and signs, in small letters, that a currency before a number may begin with."""
        return frozenset(word.lower() for word in self._before)

    def before(self, text: Text, i: int) -> tuple[UnitName, int] | None:
        """The currency whose sign or code stands at token `i`, and the token after it."""
        for phrase, joined, name in self._before.get(text.words[i], ()):
            last = i + len(phrase)
            if last >= len(text.words) or tuple(text.words[i:last]) != phrase:
                continue
            if joined and not all(text.touches(k) for k in range(i + 1, last)):
                continue  # "A $50 million loan" is no Australian one
            if "touching" in name.forms and not text.touches(last):
                continue
            if "code" in name.forms and text.touches(i) and text.words[i - 1][-1] in _PARTS_OF_NAMES:
                continue  # "EUR/USD 1.0778"
            return name, last
        return None

    def after(self, text: Text, i: int, number: Number | None = None) -> Unit | None:
        """The unit named at token `i` (a hyphen may stand before it) behind `number`, if one is known."""
        found = self._named(text, i, number)
        if found is None and i + 1 < len(text.words) and text.lower[i] == "-" and text.touches(i):
            symbol = not text.words[i + 1][0].isalpha()
            found = None if symbol else self._named(text, i + 1, number)
        return found

    def after_fraction(self, text: Text, i: int) -> Unit | None:
        """The unit that only a part has: "a quarter-point"."""
        if i >= len(text.words) or text.lower[i] not in self._fraction_starts:
            return None
        for size in (2, 1):
            unit = self._of_fractions.get(tuple(text.lower[i : i + size]))
            if unit is not None:
                return Unit(unit, i + size)
        return None

    def _named(self, text: Text, i: int, number: Number | None) -> Unit | None:
        if i >= len(text.words):
            return None
        word = text.lower[i]
        code = self._codes.get(text.words[i])
        if code is not None and _fits(code, number):
            runs_on = i + 1 < len(text.words) and text.touches(i + 1) and text.words[i + 1] in "-_"
            if not runs_on:
                return Unit(code.unit, i + 1)
        for phrase, meanings in self._after.get(word, ()):
            last = i + len(phrase)
            if tuple(text.lower[i:last]) == phrase and self._allowed(text, i, last, meanings, number):
                return self._meant(text, i, last, meanings)
        if text.words[i][0].isupper():
            return self._of_area(text, i)
        return None

    def _allowed(
        self, text: Text, i: int, last: int, meanings: list[UnitName], number: Number | None
    ) -> bool:
        name, word = meanings[0], text.words[i]
        if not _fits(name, number):
            return False
        if "touching" in name.forms and (not text.touches(i) or text.lower[i - 1] + word in self._no_numbers):
            return False
        if name.forms & {"exact", "touching"} and word != word.lower():
            return False
        joined = text.lower[last : last + 2]
        if (
            len(word) == 1
            and word.isalpha()
            and len(joined) == 2
            and joined[0] == "-"
            and joined[1].isalpha()
        ):
            return False  # "5 t-shirts", but "10p-15p"
        before = text.words[i - 1]
        if word.istitle() and not name.forms and len(before) == 4 and before[:2] in _CENTURIES:
            return False  # "In 2016 Rand Paul ran"
        followed = last < len(text.words) and text.words[last][0].isdecimal() and text.touches(last)
        if followed and (last - i == 1) and (not word.isalpha() or len(word) == 1):
            return word == "%"  # "4x4", "$5"
        return not (word in self._weighed and self._is_weight(text, i, last, number))

    def _meant(self, text: Text, i: int, last: int, meanings: list[UnitName]) -> Unit | None:
        """Whose currency a name means: its own, or that of a country named near."""
        others = frozenset(m.unit for m in meanings)
        plain = next((m for m in meanings if not m.area), None)
        if plain is not None and (len(meanings) == 1 or "firm" in plain.forms):
            return Unit(plain.unit, last, plain.factor, others)
        for area in self._areas_near(text, i):
            here = next((m for m in meanings if m.area == area), None)
            if here is not None:
                return Unit(here.unit, last, here.factor, others)
        return None if plain is None else Unit(plain.unit, last, plain.factor, others)

    def _of_area(self, text: Text, i: int) -> Unit | None:
        """A currency with its country before it: "Egyptian pounds"."""
        for place in self._places.at(text, i):
            if place.last >= len(text.words):
                continue
            for phrase, meanings in self._after.get(text.lower[place.last], ()):
                last = place.last + len(phrase)
                if tuple(text.lower[place.last : last]) != phrase:
                    continue
                own = [m for m in meanings if m.area == place.payload[0]]
                sole = meanings if len({m.unit for m in meanings}) == 1 and meanings[0].unit.isupper() else []
                for name in own or sole:
                    return Unit(name.unit, last, name.factor)
        return None

    def _areas_near(self, text: Text, i: int) -> Iterator[str]:
        """The areas named near token `i`, those before it first, the nearest first."""
        for j in (*range(i - 1, max(-1, i - _BACK), -1), *range(i + 1, min(len(text.words), i + _AHEAD))):
            if text.words[j][0].isupper():
                yield from (place.payload[0] for place in self._places.at(text, j))

    def _is_weight(self, text: Text, i: int, last: int, number: Number | None) -> bool:
        """Whether pounds weigh: "a 200-pound man", "13 pounds of rice"; small sums need a word of money."""
        scaled = number is not None and number.scale >= _LARGE
        goods = text.lower[last : last + 3]
        if goods and goods[0] in self._of and not self._weights.isdisjoint(goods):
            return True
        if scaled:
            return False
        if text.lower[i - 1] == "-":
            return True
        for distance in range(1, _NEAR):
            beside = {text.lower[max(0, i - distance)], text.lower[min(len(text.words) - 1, i + distance)]}
            if not self._worth.isdisjoint(beside):
                return False
            if not self._weights.isdisjoint(beside):
                return True
        return True


def _is_sign(alias: str) -> bool:
    return len(alias) == 1 and not alias.isalpha()


def _fits(name: UnitName, number: Number | None) -> bool:
    """Whether a name that is also another word stands beside a number that makes it a currency."""
    if "large" not in name.forms:
        return True
    return number is not None and (number.value >= _LARGE or number.scale >= _LARGE)
