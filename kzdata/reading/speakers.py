"""Who is quoted for a figure."""

from __future__ import annotations

from collections.abc import Sequence

from kzdata.lexicon.pack import abbreviations
from kzdata.model import Span
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.scene import Scene
from kzdata.reading.text import Text

_TITLE_REACH = 7
_NAME_LENGTH = 10
_SENTENCES_BACK = 8
_APPOSITION = 20
_OF_A_SPEECH = 5
"""In every which sentence of a speech somebody says "we", at least."""
_SEAT_LENGTH = 7
"""Words of an institution's name in small letters at most."""


class Speakers:
    """Tells who is quoted in each sentence of a text.

    Parameters
    ----------
    scenes : sequence of Scene
        The sentences of the text.
    outlet : str
        Who carries the text, and so is not who is quoted in it.
    """

    def __init__(self, scenes: Sequence[Scene], outlet: str) -> None:
        self._scenes, self._outlet = scenes, outlet
        self._people: dict[int, list[Span]] = {}
        self._quoted: dict[int, list[Span]] = {}

    def read(self, scene: Scene) -> tuple[str, Span | None]:
        """Who says what `scene` states, and the words that name them; empty if nobody is quoted.

        A pronoun or a title alone ("the minister said") means whoever spoke last, else the person named last.
        """
        body = scene.text.body
        for cue in scene.cues_of("speech"):
            if cue.payload.value == "pronouns":
                continue
            name = _name_at(scene.text, scene.grammar, cue, scene.first, scene.last)
            if name is None and (meant := _refers_back(scene, cue)):
                name = self._speaker_before(scene, institution=meant == "institution")
                name = name or self._person_before(scene, cue.first)
            if name is not None and name.of(body) not in self._outlet:
                return name.of(body), name
        return "", None

    def _speaker_before(self, scene: Scene, *, institution: bool) -> Span | None:
        """Whoever spoke last in this sentence and those before it."""
        institutions = scene.grammar.institutions
        for number in range(scene.number, max(-1, scene.number - _SENTENCES_BACK), -1):
            if number not in self._quoted:
                self._quoted[number] = _quoted(self._scenes[number])
            for name in reversed(self._quoted[number]):
                said = name.of(scene.text.body)
                fits = not (institution and institutions.isdisjoint(said.lower().split()))
                if fits and said not in self._outlet:
                    return name
        return None

    def _person_before(self, scene: Scene, token: int) -> Span | None:
        """The person named last before `token` in this sentence, or in those before it."""
        named = _people(scene.text, scene.grammar, scene.first, min(scene.last, token))
        for number in range(scene.number - 1, max(-1, scene.number - _SENTENCES_BACK), -1):
            if named:
                break
            if number not in self._people:
                earlier = self._scenes[number]
                self._people[number] = _people(earlier.text, earlier.grammar, earlier.first, earlier.last)
            named = self._people[number]
        return named[-1] if named else None


def _quoted(scene: Scene) -> list[Span]:
    """Those whose names stand at the words of speech in a sentence."""
    cues = [c for c in scene.all_cues if c.payload.field == "speech" and c.payload.value != "pronouns"]
    names = (_name_at(scene.text, scene.grammar, cue, scene.first, scene.last) for cue in cues)
    return [name for name in names if name is not None]


def is_speech(text: Text, grammar: Grammar) -> bool:
    """Whether a text speaks for itself, as a speech or an interview does: in many sentences stands "we"."""
    us = grammar.words["us"]
    spoken = sum(not us.isdisjoint(text.lower[first:last]) for first, last in text.sentences)
    return spoken * _OF_A_SPEECH > len(text.sentences)


def _name_at(text: Text, grammar: Grammar, cue: Match[Cue], first: int, last: int) -> Span | None:
    """The name right behind "according to", right before a verb, or behind one that closes a quotation.

    `first` and `last` are the tokens of the sentence.
    """
    if cue.payload.value == "according":
        return _name_from(text, grammar, cue.last, last)
    end = _subject_end(text, grammar, first, cue.first)
    apposed = _before_apposition(text, grammar, first, end) if end < cue.first else None
    if apposed is not None:
        return apposed
    start = end
    while start > first and end - start < _NAME_LENGTH and _may_be_name(text, grammar, start - 1):
        start -= 1
    name = _name_in(text, grammar, start, end) or _common_seat(text, grammar, first, end)
    if name is None and cue.first > first and text.lower[cue.first - 1] in {",", '"', "'"}:
        return _name_from(text, grammar, cue.last, last)
    return name


def _subject_end(text: Text, grammar: Grammar, first: int, verb: int) -> int:
    """Where a verb's subject ends: before "has", brackets and "in Tashkent" or "of the republic"."""
    end, words = verb, grammar.words
    while end > first and text.lower[end - 1] in words["before_verb"]:
        end -= 1
    if end > first and text.lower[end - 1] == ")":
        opening = next((i for i in range(end - 1, first, -1) if text.lower[i] == "("), end)
        end = opening if end - opening < _APPOSITION else end
    if end - 2 > first and text.lower[end - 2] in words["in"] and grammar.places.at(text, end - 1):
        end -= 2
    if end - 3 > first and text.lower[end - 3] in words["of"] and text.lower[end - 1] in words["home_land"]:
        end -= 3
    return end


def _before_apposition(text: Text, grammar: Grammar, first: int, end: int) -> Span | None:
    """The name in "NAME, the chairman of the council, said", where `end` is behind the apposition."""
    comma = next((i for i in range(end - 1, max(first, end - _APPOSITION), -1) if text.lower[i] == ","), 0)
    if not comma or grammar.title_words.isdisjoint(text.lower[comma:end]):
        return None
    return _surname(text, grammar, first, comma, apposed=True)


def _name_from(text: Text, grammar: Grammar, start: int, stop: int) -> Span | None:
    first = start
    while first < stop and text.lower[first] in grammar.words["article"]:
        first += 1
    last = first
    while last < stop and last - first < _NAME_LENGTH and _may_be_name(text, grammar, last):
        last += 1
    if last < stop and text.lower[last][0].isdecimal():  # "found CHF 348 million"
        return None
    return _name_in(text, grammar, first, last) or _seat_from(text, grammar, first, stop)


def _seat_from(text: Text, grammar: Grammar, first: int, stop: int) -> Span | None:
    """The institution in small letters that stands behind token `first`: "according to Finnish customs"."""
    for i in range(first, min(first + _SEAT_LENGTH, stop)):
        if text.lower[i] in grammar.institutions:
            return _common_seat(text, grammar, first, i + 1)
        if not text.words[i][0].isalpha() and text.lower[i] not in grammar.words["possessive"]:
            return None
    return None


def _common_seat(text: Text, grammar: Grammar, first: int, end: int) -> Span | None:
    """The institution in small letters that ends before token `end`: "the Belarusian trade ministry".

    Without any word that tells it from others, such as "the ministry", it names none.
    """
    words = grammar.words
    seat = end - 1
    while seat > first and end - seat < _SEAT_LENGTH and text.lower[seat] not in grammar.institutions:
        if not text.words[seat][0].isalpha():
            return None
        seat -= 1
    described = seat + 1 < end and text.lower[seat + 1] in words["name_links"]
    if text.lower[seat] not in grammar.institutions or not (seat + 1 == end or described):
        return None
    start, stops = seat, words["article possessive name_links"]
    while start > first and seat - start < _SEAT_LENGTH and text.words[start - 1][0].isalpha():
        if text.lower[start - 1] in stops:
            break
        start -= 1
    before = start - 1
    while before > first and text.lower[before] in words["article"]:
        before -= 1
    if before >= first and text.lower[before] in words["of"]:  # "the head of the Kazakh government"
        return None
    led = start == first or text.lower[start - 1] in stops or not text.words[start - 1][0].isalpha()
    return text.span(start, end) if led and (start < seat or described) else None


def _may_be_name(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether token `i` may be part of a person's or an institution's name."""
    return text.words[i][0].isupper() or text.lower[i] in grammar.words["name_links"]


def _name_in(text: Text, grammar: Grammar, first: int, last: int) -> Span | None:
    """The institution's name, or the surname, at the end of the tokens `first` to `last`."""
    links = grammar.words["name_links"]
    while first < last and text.lower[first] in links:
        first += 1
    while first < last and text.lower[last - 1] in links:
        last -= 1
    if first >= last:
        return None
    seats = [i for i in range(first, last) if _is_seat(text, grammar, i)]
    whole = [
        i for i in seats if i + 1 == last or text.lower[i + 1] in links or grammar.places.at(text, i + 1)
    ]
    if not whole:  # "National Bank Governor Kelimbetov"
        return _surname(text, grammar, first, last)
    seat = whole[0]
    owned = [
        i for i in range(first, seat) if text.lower[i] in grammar.words["possessive"]
    ]  # "Turkey's Ministry of Trade"
    return text.span(owned[-1] + 1 if owned else first, last)


def _is_seat(text: Text, grammar: Grammar, i: int) -> bool:
    return text.lower[i] in grammar.institutions and text.words[i][0].isupper()


def _surname(text: Text, grammar: Grammar, first: int, last: int, *, apposed: bool = False) -> Span | None:
    """The last name in a run of capitalised words, if the run ends with one.

    One that opens its sentence may be any word, unless an apposition says who it is.
    """
    i = last - 1
    if not text.words[i][0].isupper() or _is_known(text, grammar, i):
        return None
    if not apposed and _opens_sentence(text, i):
        return None
    while i - 1 >= first and (
        text.lower[i - 1] in grammar.words["name_particles"] or _is_hyphen(text, i - 1)
    ):
        i -= 2 if _is_hyphen(text, i - 1) else 1
    return text.span(max(i, first), last)


def _is_hyphen(text: Text, i: int) -> bool:
    return text.lower[i] == "-" and text.touches(i) and text.touches(i + 1)


def _is_known(text: Text, grammar: Grammar, i: int) -> bool:
    """Whether a capitalised word is a place, a title or a pronoun, and so no name."""
    lower = text.lower[i]
    if lower in grammar.title_words or lower in grammar.words["article"] or (lower,) in grammar.pronouns:
        return True
    if grammar.periods.names_time(lower) or lower in abbreviations():
        return True
    if text.words[i] not in grammar.words_of_places:
        return False
    return any(place.last > i for k in range(max(0, i - 3), i + 1) for place in grammar.places.at(text, k))


def _opens_sentence(text: Text, i: int) -> bool:
    """Whether a word may have its capital only because it opens a sentence: "Besides, he said"."""
    first, last = text.sentences[text.sentence_of(i)]
    return i == first and i + 1 < last and text.lower[i + 1] == ","


def _refers_back(scene: Scene, cue: Match[Cue]) -> str:
    """What a pronoun or a title without a name at the cue means: "person", "institution", or ""."""
    lower, grammar = scene.text.lower, scene.grammar
    if cue.payload.value == "according":
        sizes = (4, 3, 2, 1)
        named = next(
            (size for size in sizes if tuple(lower[cue.last : cue.last + size]) in grammar.pronouns), 0
        )
        words = lower[cue.last : cue.last + named]
    else:
        at = cue.first - 1
        while at > scene.first and lower[at] in scene.words["before_verb"]:
            at -= 1
        words = lower[at : at + 1]
        said = any(tuple(lower[at + 1 - size : at + 1]) in grammar.pronouns for size in (3, 2, 1))
        known = grammar.title_words | grammar.institutions
        words = words if said or not known.isdisjoint(words) else []
    if not words:
        return ""
    return "person" if grammar.institutions.isdisjoint(words) else "institution"


def _people(text: Text, grammar: Grammar, first: int, last: int) -> list[Span]:
    """People named in the tokens `first` to `last`: a title or a verb of speech stands at the name."""
    found: list[Span] = []
    i = first
    while i < last:
        if not text.words[i][0].isupper() or _is_known(text, grammar, i):
            i += 1
            continue
        end = i + 1
        while end < last and (
            (text.words[end][0].isupper() and not _is_known(text, grammar, end)) or _is_hyphen(text, end)
        ):
            end += 1
        name = _surname(text, grammar, i, end)
        if name is not None and _is_person(text, grammar, first, i, end):
            found.append(name)
        i = end
    return found


def _is_person(text: Text, grammar: Grammar, start: int, first: int, last: int) -> bool:
    """Whether a title stands before the name, or right behind a comma after it, or a verb of speech does."""
    if any(text.lower[i] in grammar.institutions for i in range(first, last)):
        return False
    if first > start and text.lower[first - 1] in grammar.words["name_links"]:  # "Minister of Transport"
        return False
    links = grammar.words["name_links to comma"]
    for i in range(first - 1, max(start, first - _TITLE_REACH) - 1, -1):
        if text.lower[i] in grammar.title_words:
            return True
        if not text.words[i][0].isupper() and text.lower[i] not in links:
            break
    after = grammar.find_cues(text, last, min(last + 3, len(text.words)))
    if any(cue.payload.field == "speech" and cue.payload.value == "verb" for cue in after):
        return True
    behind = text.lower[last : last + 4]
    return behind[:1] == [","] and any(word in grammar.title_words for word in behind)
