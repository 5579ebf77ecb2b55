"""Counts whose noun stands further back: "730 of these", "their number is 800", "implemented - 3"."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.model import Indicator, Qualifier
from kzdata.reading.amount import Amount
from kzdata.reading.grammar import CountNoun, Grammar
from kzdata.reading.meaning import GOODS_UNITS, RELATIVE_UNITS
from kzdata.reading.text import Text

_REACH = 80
_NEAR = 4
_PAIR = 2
_PEOPLE = 1000
_ARRIVED = 8
"""Words from "arrivals" to how many came: "arrivals from Italy in 2016 grew to"."""
_MANY = 1000
"""So large a number is no rank and no number of a room."""

_SENTENCES_BACK = 3

_YEAR, _CENTURIES = 4, frozenset({"19", "20"})

_DESCRIBED = 7
"""Words behind what is counted that may describe it: "178 enterprises with participation of residents"."""


def counted(text: Text, grammar: Grammar, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts that state something: those with a unit, and bare numbers that count what stands before."""
    found: list[Amount] = []
    last: Amount | None = None
    thing: Amount | None = None
    for amount in amounts:
        kept = amount if amount.unit else _as_counted(text, grammar, amount, last)
        if kept is None and thing is not None and _is_further(text, grammar, amount, thing):
            more = text.lower[amount.core_last] in grammar.words["more"]
            kept = amount._replace(unit=thing.unit, noun=thing.noun, last=amount.core_last + more)
        if kept is None or (amount.unit and _is_idle(text, grammar, kept)):
            continue
        found.append(kept)
        last = last if kept.unit in RELATIVE_UNITS else kept
        thing = kept if kept.noun is not None else thing
    return found


def _as_counted(text: Text, grammar: Grammar, amount: Amount, last: Amount | None) -> Amount | None:
    """A bare number as what it counts; None if it counts nothing. `last` is the amount counted before."""
    people = _people(text, grammar, amount)
    if people is not None:
        return amount._replace(unit="persons", noun=CountNoun(people, "persons"))
    if amount.is_fraction or _is_one(text, amount, bare=True) or _is_the_two(text, grammar, amount):
        return None
    if _is_multiplier(text, grammar, amount):
        times = 2 if text.lower[amount.first - 1] in grammar.words["by"] else 4  # "by a factor of three"
        return amount._replace(first=amount.first - times, unit="ratio", is_multiple=True)
    if _refers_back(text, grammar, amount) and not _is_of_goods(text, grammar, amount, last):
        noun = _noun_before(text, grammar, amount.first, last)
        if noun is not None:
            return amount._replace(unit=noun.unit, noun=noun)
    counts = last is not None and (last.noun is not None or last.unit in GOODS_UNITS)
    if last is not None and counts and _goes_on(text, grammar, amount, last):
        return amount._replace(unit=last.unit, noun=last.noun)
    return None


def _is_year(text: Text, amount: Amount) -> bool:
    """Whether a number may be the year of a name: "at EXPO 2017"."""
    written = text.words[amount.core_first]
    return written.isdecimal() and len(written) == _YEAR and amount.scale == 1 and written[:2] in _CENTURIES


def _is_idle(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether an amount with a unit states nothing all the same."""
    idle = _is_pair(text, grammar, amount) or _is_one(text, amount) or _is_frequency(text, grammar, amount)
    return idle or _is_reference(text, amount)


def _is_reference(text: Text, amount: Amount) -> bool:
    """Whether a few papers are only what something rests on: "under two contracts"."""
    few = amount.noun is not None and amount.noun.indicator is Indicator.AGREEMENTS_COUNT
    in_words = not text.lower[amount.core_first][0].isdecimal()
    return few and in_words and amount.qualifier is Qualifier.UNDER


def _is_frequency(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether "times" only says how often: "they fly there 14 times a week"."""
    if amount.unit != "ratio" or amount.last + 1 >= len(text):
        return False
    words, (before, after) = grammar.words, text.lower[amount.last : amount.last + 2]
    if before not in words["per"] or after not in words["cycles"]:
        return False
    first, last = text.sentences[text.sentence_of(amount.first)]
    grows = grammar.follows_change(text, max(first, amount.first - _NEAR), amount.first)
    return not (grows or any(cue.payload.field == "visit" for cue in grammar.find_cues(text, first, last)))


def _is_multiplier(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a bare number multiplies: "multiplied by ten"."""
    if amount.first < 2:
        return False
    words, led = grammar.words, text.lower[max(amount.first - 4, 0) : amount.first]
    if led[-1] in words["by"]:
        return led[-2] in words["multiplied"]
    return len(led) == 4 and led[0] in words["by"] and led[2] in words["factors"] and led[3] in words["of"]


def _is_of_goods(text: Text, grammar: Grammar, amount: Amount, last: Amount | None) -> bool:
    """Whether a large number goes on from tonnes or the like, and nothing else is counted in its sentence."""
    if last is None or last.unit not in GOODS_UNITS or amount.value < _MANY:
        return False
    first, _ = text.sentences[text.sentence_of(amount.first)]
    return not any(grammar.noun_at(text, i) for i in range(max(first, last.last), amount.first))


def _goes_on(text: Text, grammar: Grammar, amount: Amount, last: Amount) -> bool:
    """Whether a number alone counts what the amount before it does: "41,000 Koreans, against 33,500"."""
    following, beyond = [*text.lower[amount.core_last : amount.core_last + 2], ".", "."][:2]
    sentence = text.sentence_of(amount.first)
    if sentence == text.sentence_of(last.first):
        listed = last.last == last.core_last and text.lower[amount.first - 1] in grammar.words["and"]
        compared = following in grammar.words["less"] and beyond in grammar.words["strong_compare"]
        split = text.lower[amount.first - 1] in grammar.words["including"] and last.noun is not None
        split = split and following in grammar.words["to in with from by on"]
        if listed or compared or split:  # "18 are complete, 14 under way"; "which is 100 more than last year"
            return True
    if following.isalpha() and not grammar.ends_noun_search(following):
        return False
    if amount.value >= _MANY and not _is_year(text, amount):
        return text.paragraphs[sentence] - text.paragraphs[text.sentence_of(last.first)] <= 1
    return False


def _is_further(text: Text, grammar: Grammar, amount: Amount, last: Amount) -> bool:
    """Whether a number counts more of the thing before: "2 more have started, another 28 will follow"."""
    far = text.sentence_of(amount.first) - text.sentence_of(last.first) > _SENTENCES_BACK
    if far or amount.is_fraction or amount.value == 1 or _is_the_two(text, grammar, amount):
        return False
    words, end = grammar.words, amount.core_last
    before = set(text.lower[max(amount.first - 1, 0) : amount.core_first])
    more = end < len(text) and text.lower[end] in words["more"]
    following = text.lower[end + more] if end + more < len(text) else "."
    if more or not words["another more"].isdisjoint(before):
        return following in words["auxiliaries"]
    led = text.lower[max(amount.first - 2, 0) : amount.first]
    part = len(led) == 2 and led[0] in words["of"] and led[1] in words["parts"]  # "of which 7 worth $5m"
    same = text.sentence_of(amount.first) == text.sentence_of(last.first)
    listed = same and led[-1:] != [] and led[-1] in words["and"] and following in words["auxiliaries"]
    apart = end >= len(text) or text.lower[end] in words["comma"] or not text.touches(end)
    return (part and not following.isdecimal() and apart) or listed


def _is_the_two(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a bare number stands for two countries: "the turnover of the two was"."""
    return amount.value == 2 and amount.first > 0 and text.lower[amount.first - 1] in grammar.words["article"]


def _is_pair(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether the words only point back at two countries: "between the two states"."""
    if amount.value != 2 or amount.noun is None:
        return False
    far = amount.last - amount.core_last > _PAIR  # "which the two approved, lists 24 projects"
    pointed = text.lower[amount.first - 1] in grammar.words["article"] if amount.first else False
    in_words = not text.lower[amount.core_first][0].isdecimal()
    return text.lower[amount.last - 1] in grammar.words["pair_nouns"] or (pointed and (far or in_words))


def _is_one(text: Text, amount: Amount, *, bare: bool = False) -> bool:
    """Whether a count is no more than an article: "one company is in talks", "one of them"."""
    in_words = not text.lower[amount.core_first][0].isdecimal()
    return amount.value == 1 and (amount.noun is not None or bare) and in_words


def _people(text: Text, grammar: Grammar, amount: Amount) -> Indicator | None:
    """What a bare number of people is: "a population of 35 million", "arrivals grew to 14,830"."""
    if amount.value < _PEOPLE or _is_year(text, amount):
        return None
    first = text.sentences[text.sentence_of(amount.first)][0]
    cues = grammar.find_cues(text, max(first, amount.first - _ARRIVED), amount.first)
    near = {cue.payload.value for cue in cues if amount.first - cue.last < _NEAR}
    if Indicator.POPULATION in near:
        return Indicator.POPULATION
    end = amount.core_last
    alone = end >= len(text) or not text.lower[end].isalpha() or grammar.ends_noun_search(text.lower[end])
    came = bool(cues) and {cue.payload.value for cue in cues if cue.payload.field == "indicator"} == {
        Indicator.TOURISM
    }
    return Indicator.TOURISM if alone and came else None


def _refers_back(text: Text, grammar: Grammar, amount: Amount) -> bool:
    """Whether a bare number says that it counts what was named before."""
    if amount.noun is not None:  # "of them"
        return True
    lower, words = text.lower, grammar.words
    first, last = text.sentences[text.sentence_of(amount.first)]
    listed = amount.first - 2 >= first and lower[amount.first - 1] == "-" and not text.touches(amount.first)
    following = lower[amount.last] if amount.last < last else ""
    before = lower[amount.first - 1] if amount.first > first else ""
    stands = following in words["standing with"] or before == ":"
    stands = stands or (before in words["standing"] and not following.isalpha())
    named = any(word in words["number"] for word in lower[first : amount.first])
    return stands or named or (listed and lower[amount.first - 2].isalpha())


def _noun_before(text: Text, grammar: Grammar, token: int, last: Amount | None) -> CountNoun | None:
    """The countable thing named last before `token`; of one that only describes what was counted, that."""
    first = text.sentences[text.sentence_of(token)][0]
    labelled = text.lower[token - 1] == ":" and token > 1 and text.words[token - 2].islower()
    stop = first - 1 if labelled else -1  # "Joint ventures: 35"; but "MR SMITH: Thirty"
    for i in range(token - 1, max(stop, token - _REACH), -1):
        if (
            i >= first
            and text.lower[i] in grammar.words["number"]
            and text.lower[i + 1] in grammar.words["of"]
        ):
            return None  # "the number of air services grew to 21"
        noun = grammar.noun_at(text, i) or grammar.people_noun(text, i)
        if noun is not None and text.lower[i] not in grammar.words["pair_nouns"]:
            described = last is not None and 0 <= i - last.last < _DESCRIBED
            if described and last is not None and last.noun is not None:
                joins = grammar.words["and"] - {"-"} | grammar.words["breaks"]
                if joins.isdisjoint(text.lower[last.last : i]):
                    return last.noun
            return noun
    return None
