"""A language pack made ready for reading: its word lists as dictionaries and matchers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from kzdata.errors import LexiconError
from kzdata.lexicon.pack import Pack, load_pack
from kzdata.model import Indicator
from kzdata.reading.matcher import Match, Matcher
from kzdata.reading.number_words import Numerals
from kzdata.reading.patterns import expand
from kzdata.reading.periods import Periods
from kzdata.reading.qualifiers import Qualifiers
from kzdata.reading.text import Text, read_text
from kzdata.reading.units import Units

_SOME = 2
"""Words behind "of the" up to what some are counted of: "seven of the new documents"."""

_ONES = 4
"""How soon behind a number "ones" stands for what was counted before."""


_HEADLINE = 4
"""Letters of a name that a headline writes in capitals."""


class CountNoun(NamedTuple):
    """A noun whose number is a figure: what it counts, and in which unit."""

    indicator: Indicator
    unit: str


class Cue(NamedTuple):
    """A word that decides something about the amounts near it: `field` takes `value`."""

    field: str
    value: str


class Grammar:
    """The reader's view of a language pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.numerals = Numerals(pack.numbers, self._names_unit)
        self._multiples: Mapping[str, list[float]] = pack.numbers["multiples"]
        self._no_multiple = frozenset(pack.numbers["multiples_not_before"]["words"])
        self._adjectives = frozenset(pack.numbers["multiples_before"]["words"])
        self._multiplied = frozenset(pack.numbers["multiples_before"]["followed"])
        self._multipliers = frozenset(pack.numbers["multiples_before"]["led"])
        self.qualifiers = Qualifiers(pack.numbers)
        ranges = pack.numbers["ranges"]
        self.range_joins = frozenset(tuple(read_text(phrase).lower) for phrase in ranges["joins"])
        self.range_verbs = {name: frozenset(verbs) for name, verbs in pack.numbers["range_verbs"].items()}
        self.minus = frozenset(pack.numbers["signs"]["minus"])
        self.range_pairs: tuple[tuple[str, str], ...] = tuple((a, b) for a, b in ranges["pairs"])
        self._nouns = _count_nouns(pack.cues["counts"])
        self.of_them = _forms(pack.cues["counted_before"])
        self._noun_starts = frozenset(form[0] for form in self._nouns)
        people, speech = pack.cues["people"], pack.cues["fields"]["speech"]
        self.titles = _forms(people["titles"])
        self.title_starts = frozenset(form[0] for form in self.titles)
        self.title_ends = frozenset(form[-1] for form in self.titles)
        self.title_words = frozenset(word for phrase in self.titles for word in phrase)
        self.institutions = frozenset(word for form in _forms(people["institutions"]) for word in form)
        self.pronouns = _forms(speech["pronouns"])
        self._labels = frozenset(pack.numbers["labels"]["words"])
        self.adverbs = frozenset(pack.numbers["adverbs"]["words"])
        self.multiplied = frozenset(pack.numbers["adverbs"]["multiply"])
        self._stops = frozenset(pack.numbers["count_stops"]["words"])
        self._spells = frozenset(pack.numbers["spells"]["words"])
        verbs = pack.numbers["count_verbs"]
        self._verbs, self._verbs_not_after = frozenset(verbs["words"]), frozenset(verbs["not_after"])
        self._cues = _cue_matcher(pack)
        self.places: Matcher[tuple[str, str]] = Matcher({}, exact_case=True)
        names = [(place.alias, (place.code, place.form)) for place in pack.places]
        for name, payload in (*names, *((name, ("", "")) for name in pack.not_places)):
            self.places.add_phrase(name, payload)
            if len(name) >= _HEADLINE:  # "CHINA AND KAZAKHSTAN", but "US" is no "us"
                self.places.add_phrase(name.upper(), payload)
        self.words_of_places = self.places.words
        self.units = Units(pack, self.places)
        self.words = pack.words
        self.periods = Periods(pack, self.measures)
        self.amount_starts = self.numerals.begins | frozenset(self._multiples) | self.units.begins

    # --- what stands at an amount ------------------------------------------------------------------------

    def multiple_at(self, text: Text, i: int) -> tuple[float, int] | None:
        """The multiple that a single word states ("doubled"), and which way it goes."""
        found = self._multiples.get(text.lower[i])
        if found is None:
            return None
        following = text.lower[i + 1] if i + 1 < len(text.words) else "."
        if following in self._no_multiple:
            return None
        if text.lower[i] in self._adjectives and following.isalpha() and following not in self._multiplied:
            return (float(found[0]), int(found[1])) if i and text.lower[i - 1] in self._multipliers else None
        return float(found[0]), int(found[1])

    def measures(self, text: Text, i: int) -> bool:
        """Whether a scale or a unit stands at token `i`."""
        return self._names_unit(text, i) or self.numerals.scale_at(text, i)[1] > i

    def _names_unit(self, text: Text, i: int) -> bool:
        return self.units.after(text, i) is not None or self.units.after_fraction(text, i) is not None

    def count_noun(self, text: Text, i: int, reach: int) -> tuple[CountNoun | None, int]:
        """What the number before token `i` counts, and the token after it; (None, i) if unknown."""
        if i >= 2 and text.lower[i - 2] in self._labels:  # "Article 14 deals with"
            return None, i
        if i + 2 < len(text) and text.lower[i] == "-" and text.lower[i + 1] in self._spells:
            return None, i  # "a three-day visit"
        of_them = next((size for size in (2, 3) if tuple(text.lower[i : i + size]) in self.of_them), 0)
        if of_them:
            return CountNoun(Indicator.OTHER, ""), i + of_them
        if self._counts_ones(text, i):
            return CountNoun(Indicator.OTHER, ""), i
        of_the = self._noun_of(text, i)
        if of_the is not None:  # "seven of the documents"
            return of_the, i
        ethnic = i < len(text) and text.lower[i] in self.words["ethnic"]  # "5,000 ethnic Bulgarians"
        names = self.places.at(text, i + ethnic)
        people = next((place.last for place in names if place.payload[1] == "people"), 0)
        if people:  # "41,000 Koreans"
            return CountNoun(Indicator.POPULATION if ethnic else Indicator.OTHER, "persons"), people
        begins = i + (i < len(text.words) and text.lower[i] in self.words["more"])  # "4 more projects"
        for j in range(begins, min(i + reach, len(text.words))):
            word = text.lower[j]
            for size in (3, 2, 1) if word in self._noun_starts else ():
                noun = self._nouns.get(tuple(text.lower[j : j + size]))
                if noun is not None and j + size <= len(text.words):
                    double = self._nouns.get(tuple(text.lower[j + size : j + size + 1]))
                    return noun, j + size + (noun == double)  # "container trains"
            if (
                self._is_verb(text, i, j)
                or word in self._stops
                or word in self.words["pair_nouns"]
                or not (word.isalpha() or word == "-" or word in self.words["possessive"] or "." in word[1:])
            ):
                break
        return None, i

    def _counts_ones(self, text: Text, i: int) -> bool:
        """Whether "ones" behind a number stands for a thing: "five Kazakh ones", "150 Kazakh-owned ones"."""
        for word in text.lower[i : i + _ONES]:
            if word in self.words["ones"]:
                return True
            if word in self._stops or not (word.isalpha() or word == "-"):
                break
        return False

    def _is_verb(self, text: Text, i: int, j: int) -> bool:
        """Whether token `j` is what those do who are counted from token `i` on: "two airlines announced"."""
        led = j > i and text.words[j - 1].islower() and text.lower[j - 1] not in self._verbs_not_after
        return led and text.lower[j] in self._verbs

    def _noun_of(self, text: Text, i: int) -> CountNoun | None:
        """What "of the" at token `i` and a noun say that a number counts some of."""
        words = text.lower[i : i + _SOME + 2]
        if len(words) < 3 or words[0] not in self.words["of"] or words[1] not in self.words["article"]:
            return None
        return next((self._nouns[(word,)] for word in words[2:] if (word,) in self._nouns), None)

    def people_at(self, text: Text, i: int) -> list[str]:
        """The countries whose people token `i`, or the one behind it, names: "ethnic Bulgarians"."""
        names = [*self.places.at(text, i), *self.places.at(text, i + 1)]
        return [name.payload[0] for name in names if name.payload[1] == "people"]

    def people_noun(self, text: Text, i: int) -> CountNoun | None:
        """What a number of those counts whom token `i` names by their country: "Koreans"; or None."""
        if not text.words[i][0].isupper():
            return None
        named = any(name.payload[1] == "people" for name in self.places.at(text, i))
        return CountNoun(Indicator.OTHER, "persons") if named else None

    def ends_noun_search(self, word: str) -> bool:
        """Whether `word` can't stand between a number and what it counts."""
        return word in self._stops

    def noun_at(self, text: Text, i: int) -> CountNoun | None:
        """The countable thing that token `i` names, or None."""
        return self._nouns.get((text.lower[i],))

    def names_indicator(self, word: str) -> bool:
        """Whether `word`, in small letters, by itself says what an amount is about."""
        fields = {cue.field for cue in self._cues.alone(word)}
        return "indicator" in fields and "plain" not in fields

    def follows_change(self, text: Text, first: int, last: int) -> bool:
        """Whether a word of change stands in the tokens `first` to `last`."""
        return any(match.payload.field == "change" for match in self.find_cues(text, first, last))

    def find_cues(self, text: Text, first: int = 0, last: int | None = None) -> list[Match[Cue]]:
        """The cue words in the tokens `first` to `last`, without those in phrases that mean another thing."""
        found = self._cues.find_by_group(text, first, last)
        plain = [cue for cue in found if cue.payload.field == "plain"]
        if not plain:
            return found
        return [cue for cue in found if not any(p.first <= cue.first and cue.last <= p.last for p in plain)]


def _forms(patterns: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(form) for pattern in patterns for form in expand(pattern))


def _rivals(cue: Cue) -> str:
    """Cues of which only the longest counts: "makes up" is a share, and its "up" no growth."""
    if cue.field in {"indicator", "object"}:  # "loan facility" is a loan
        return "indicator"
    return "kind" if cue.field in {"share", "change"} else cue.field


def _count_nouns(table: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, ...], CountNoun]:
    found: dict[tuple[str, ...], CountNoun] = {}
    for name, entry in table.items():
        noun = CountNoun(Indicator(entry.get("indicator", name)), entry["unit"])
        found |= {tuple(form): noun for pattern in entry["nouns"] for form in expand(pattern)}
    return found


def _cue_matcher(pack: Pack) -> Matcher[Cue]:
    file = pack.cues.file
    matcher: Matcher[Cue] = Matcher({}, group=_rivals)
    for field, section in pack.cues["fields"].items():
        for value, entries in section.items():
            for pattern in entries:
                try:
                    matcher.add(pattern, Cue(field, value))
                except LexiconError as error:
                    raise LexiconError(file, f"[fields.{field}.{value}] {pattern}", error.reason) from None
    for phrase, cues in matcher.ambiguous():
        if len({cue.field for cue in cues}) < len(cues):
            lists = ", ".join(f"{cue.field}.{cue.value}" for cue in cues)
            raise LexiconError(file, phrase, f"it can't stand in several of {lists}")
    return matcher


@cache
def grammar(language: str) -> Grammar:
    """The grammar of `language`; UnknownName if there is no pack for it."""
    return Grammar(load_pack(language))
