"""The sentences of a text, each with what was found in it; what only seems to belong there is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from kzdata.model import PartialDate
from kzdata.reading.amount import Amount
from kzdata.reading.amounts import find_amounts
from kzdata.reading.backreferences import with_backreferences
from kzdata.reading.counts import counted
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.periods import PeriodMention
from kzdata.reading.places import Place, find_places
from kzdata.reading.scene import Ranged, Scene
from kzdata.reading.senses import is_meant
from kzdata.reading.text import Text

_DATELINE = 8
"""Words at the head of a text in which its date stands."""

_SAID = 5
"""Words from "said" to the day: "said in a message on June 10"."""

_T = TypeVar("_T", bound=Ranged)


def find_scenes(text: Text, grammar: Grammar, published: PartialDate | None) -> list[Scene]:
    """The sentences of `text`, each with what stands in it.

    Cue words are looked for only where a sentence has an amount, since they decide nothing elsewhere.
    """
    periods = grammar.periods.find(text, published)
    taken = [False] * len(text.words)
    for period in periods:
        taken[period.first : period.last] = [True] * (period.last - period.first)
    counts = counted(text, grammar, find_amounts(text, grammar, taken))
    amounts = _Row([amount for amount in counts if not _is_group(text, grammar, amount)])
    dated = _Row([period for period in periods if not _is_dateline(text, grammar, period, published)])
    places = with_backreferences(text, grammar, find_places(text, grammar))
    found = _Found(text, grammar, amounts, _Row(periods), dated, _Row(places))
    return [_scene(found, number, bounds) for number, bounds in enumerate(text.sentences)]


def _scene(found: _Found, number: int, bounds: tuple[int, int]) -> Scene:
    text, grammar = found.text, found.grammar
    here, periods = found.amounts.within(*bounds), found.dated.within(*bounds)
    counted_at = {i for amount in here for i in _covered(amount)}
    places = [
        place
        for place in found.places.within(*bounds)
        if counted_at.isdisjoint(range(place.first, place.last)) and not _is_of_the_pair(text, grammar, place)
    ]
    if not here:
        return Scene(text, grammar, bounds, number, periods=periods, places=places)
    cues = grammar.find_cues(text, *bounds)
    names: list[Place | PeriodMention] = [*places, *found.periods.within(*bounds)]
    amounts = [amount for amount in here if not _is_idle(text, grammar, amount, cues)]
    meant = [cue for cue in cues if _is_free(cue, counted_at) and is_meant(text, grammar, cue, names)]
    return Scene(
        *(text, grammar, bounds, number),
        amounts=amounts,
        periods=periods,
        places=places,
        cues=meant,
        all_cues=cues,
    )


def _is_free(cue: Match[Cue], counted_at: set[int]) -> bool:
    """Whether a cue says more than an amount; of "should exceed $5bn" the amount holds the verb alone."""
    if cue.payload.field == "modality":
        return cue.first not in counted_at
    return counted_at.isdisjoint(range(cue.first, cue.last))


def bare_scene(text: Text, grammar: Grammar) -> Scene:
    """A title as one sentence without figures."""
    return Scene(text, grammar, (0, len(text.words)), places=find_places(text, grammar))


class _Row(Generic[_T]):
    """Things in the order of the text, to be cut by sentences."""

    def __init__(self, items: Sequence[_T]) -> None:
        self._items, self._firsts = items, [item.first for item in items]

    def within(self, first: int, last: int) -> Sequence[_T]:
        """Those that begin in the tokens `first` to `last`."""
        return self._items[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]


class _Found(NamedTuple):
    """What was found in a text; `dated` are the periods without datelines."""

    text: Text
    grammar: Grammar
    amounts: _Row[Amount]
    periods: _Row[PeriodMention]
    dated: _Row[PeriodMention]
    places: _Row[Place]


def _is_of_the_pair(text: Text, grammar: Grammar, place: Place) -> bool:
    """Whether a name only describes the two: "trade between the two EAEU members"."""
    following = text.lower[place.last] if place.last < len(text.words) else ""
    led = place.first > 0 and text.lower[place.first - 1] in grammar.words["two"]
    return led and following in grammar.words["pair_nouns"]


def _is_group(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a count only points at a group of countries: "trade with the five states"."""
    led = amount.first > 0 and text.lower[amount.first - 1] in grammar.words["article"]
    return amount.noun is not None and led and text.lower[amount.last - 1] in grammar.words["pair_nouns"]


def _is_idle(text: Text, grammar: Grammar, amount: Amount, cues: Sequence[Match[Cue]]) -> bool:
    """Whether "twice" stands where nothing changes and nobody visits: "I have read it twice"."""
    if not amount.is_multiple:
        return False
    ends = {text.lower[amount.core_first], text.lower[amount.core_last - 1]}
    following = text.lower[amount.last] if amount.last < len(text.words) else ""
    if ends.isdisjoint(grammar.adverbs) or following in grammar.multiplied:
        return False
    return not any(cue.payload.field in {"change", "visit", "compare"} for cue in cues)


def _is_dateline(text: Text, grammar: Grammar, period: PeriodMention, published: PartialDate | None) -> bool:
    """Whether a date says when the text came out or something last happened, not when figures hold."""
    if period.means == "aside":
        return True
    day = period.period
    if day is None or published is None or published.day is None or day.start != day.end:
        return False
    if day.start != published.first or period.means not in {"date", "weekday"}:
        return False
    if period.last <= _DATELINE:
        return text.lower[period.first - 1] not in grammar.words["on"]
    start = text.sentences[text.sentence_of(period.first)][0]
    before = grammar.find_cues(text, max(start, period.first - _SAID), period.first)
    return any(cue.payload.field == "speech" for cue in before)


def _covered(amount: Amount) -> range:
    """The tokens that say nothing but the amount; what is counted may still say what the amount is about."""
    return range(amount.first, amount.core_last if amount.noun else amount.last)
