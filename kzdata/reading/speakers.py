"""Who is quoted for a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kzdata.model import Span
from kzdata.reading.grammar import Cue, Grammar
from kzdata.reading.matcher import Match
from kzdata.reading.names import Person, may_be_name, name_in, people_in, surname
from kzdata.reading.scene import Scene
from kzdata.reading.text import Text

_NAME_LENGTH = 10
_SENTENCES_BACK, _PEOPLE_BACK = 8, 60
_INSERTION = 7
_MARK = '"'
_APPOSITION = 20
_OF_A_SPEECH = 5
"""In every which sentence of a speech somebody says "we", at least."""
_TITLE_LENGTH = 6
"""Words of a title without a name, of which one may name a country: "the head of the Kazakh government"."""
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
    heading : Scene, optional
        The title of the text.
    """

    def __init__(self, scenes: Sequence[Scene], outlet: str, heading: Scene | None = None) -> None:
        self._scenes, self._outlet, self._heading = scenes, outlet, heading
        self._people: dict[int, list[Person]] = {}
        self._quoted: dict[int, list[Span]] = {}
        self._quoting = _quoting(scenes)

    def read(self, scene: Scene) -> tuple[str, Span | None]:
        """Who says what `scene` states, and the words that name them; empty if nobody is quoted.

        A pronoun or a title alone ("the minister said") means whoever spoke last, else the person named last.
        """
        body = scene.text.body
        for cue in scene.cues_of("speech"):
            if cue.payload.value == "pronouns":
                continue
            name = _name_at(scene.text, scene.grammar, cue, scene.first, scene.last)
            if name is None and (words := _refers_back(scene, cue)):
                name = self._meant(scene, cue.first, words)
            if name is not None and name.of(body) not in self._outlet:
                return name.of(body), name
        return "", None

    def ahead(self, scene: Scene) -> tuple[str, Span | None]:
        """Who is named where the quotation that `scene` stands in has ended."""
        if not self._quoting[scene.number]:
            return "", None
        for later in self._scenes[scene.number + 1 : scene.number + _SENTENCES_BACK]:
            if later.paragraph != scene.paragraph:
                break
            found = self.read(later.with_cues)
            if found[0] or not self._quoting[later.number]:
                return found
        return "", None

    def _meant(self, scene: Scene, token: int, words: Sequence[str]) -> Span | None:
        """Whom a pronoun or a title without a name means."""
        grammar = scene.grammar
        if not grammar.institutions.isdisjoint(words):
            return self._speaker_before(scene, _is_institution)
        if not grammar.words["sources"].isdisjoint(words):
            return self._speaker_before(scene, None)
        roles = _roles(words, grammar)
        titled = next(
            (p.name for p in self._people_before(scene, token) if roles & _roles(p.titles, grammar)), None
        )
        last = titled or self._speaker_before(scene, _is_person)
        return last or next((person.name for person in self._people_before(scene, token)), None)

    def _speaker_before(self, scene: Scene, fits: Callable[[str, Grammar], bool] | None) -> Span | None:
        """Whoever spoke last in this sentence and those before it."""
        for number in range(scene.number, max(-1, scene.number - _SENTENCES_BACK), -1):
            if number not in self._quoted:
                self._quoted[number] = _quoted(self._scenes[number])
            for name in reversed(self._quoted[number]):
                said = name.of(scene.text.body)
                if said not in self._outlet and (fits is None or fits(said, scene.grammar)):
                    return name
        return None

    def _people_before(self, scene: Scene, token: int) -> Iterator[Person]:
        """The people named before `token`, the last first."""
        yield from reversed(people_in(scene.text, scene.grammar, scene.first, min(scene.last, token)))
        for number in range(scene.number - 1, max(-1, scene.number - _PEOPLE_BACK), -1):
            if number not in self._people:
                earlier = self._scenes[number]
                self._people[number] = people_in(earlier.text, earlier.grammar, earlier.first, earlier.last)
            yield from reversed(self._people[number])


def _is_institution(name: str, grammar: Grammar) -> bool:
    return not grammar.institutions.isdisjoint(name.lower().split())


def _is_person(name: str, grammar: Grammar) -> bool:
    return not _is_institution(name, grammar) and name.lower() not in grammar.words["outlets"]


def _roles(titles: Iterable[str], grammar: Grammar) -> set[str]:
    """What the words of a title say that somebody is; "premier" and "prime minister" are one."""
    words = set(titles)
    if not words.isdisjoint(grammar.words["premiers"]):
        return {"premiers"}
    if not words.isdisjoint(grammar.words["envoys"]):
        return {"envoys"}
    return words & grammar.title_words - grammar.words["name_links"]


def _quoting(scenes: Sequence[Scene]) -> Sequence[bool]:
    """Whether each sentence begins or ends within quotation marks that its paragraph has opened."""
    found, opened, paragraph = [], False, -1
    for scene in scenes:
        if scene.paragraph != paragraph:
            opened, paragraph = False, scene.paragraph
        odd = scene.text.lower[scene.first : scene.last].count(_MARK) % 2 == 1
        found.append(opened or odd)
        opened ^= odd
    return found


def _quoted(scene: Scene) -> list[Span]:
    """Those whose names stand at the words of speech in a sentence."""
    cues = [c for c in scene.all_cues if c.payload.field == "speech" and c.payload.value != "pronouns"]
    names = (_name_at(scene.text, scene.grammar, cue, scene.first, scene.last) for cue in cues)
    return [name for name in names if name is not None]


def is_speech(text: Text, grammar: Grammar) -> bool:
    """Whether a text speaks for itself, as a speech or an interview does: in many sentences stands "we"."""
    spoken = sum(says_we(text, grammar, first, last) for first, last in text.sentences)
    return spoken * _OF_A_SPEECH > len(text.sentences)


def says_we(text: Text, grammar: Grammar, first: int, last: int) -> bool:
    """Whether "we" or "our" stands in the tokens `first` to `last`; "US" is another word."""
    us = grammar.words["us"]
    if us.isdisjoint(text.lower[first:last]):
        return False
    said = (i for i in range(first, last) if text.lower[i] in us)
    return any(len(text.words[i]) == 1 or not text.words[i].isupper() for i in said)


def _name_at(text: Text, grammar: Grammar, cue: Match[Cue], first: int, last: int) -> Span | None:
    """The name right behind "according to", right before a verb, or behind one that closes a quotation.

    `first` and `last` are the tokens of the sentence.
    """
    if cue.payload.value == "according":
        return _name_from(text, grammar, cue.last, last)
    if text.lower[cue.first - 1] in grammar.words["possessive"] and cue.first > first:
        return None  # "to Europe's states"
    end = _subject_end(text, grammar, first, cue.first)
    apposed = _before_apposition(text, grammar, first, end) if end < cue.first else None
    if apposed is not None:
        return apposed
    start = end
    while start > first and end - start < _NAME_LENGTH and may_be_name(text, grammar, start - 1):
        start -= 1
    name = name_in(text, grammar, start, end) or _common_seat(text, grammar, first, end)
    if name is None and cue.first > first and text.lower[cue.first - 1] in {",", '"', "'"}:
        return _name_from(text, grammar, cue.last, last)
    return name


def _subject_end(text: Text, grammar: Grammar, first: int, verb: int) -> int:
    """Where a verb's subject ends: before "has", brackets and "in Tashkent" or "of the republic"."""
    end, words = verb, grammar.words
    while end > first and text.lower[end - 1] in words["before_verb"]:
        end -= 1
    end = _before_insertion(text, grammar, first, end)
    if end > first and text.lower[end - 1] == ")":
        opening = next((i for i in range(end - 1, first, -1) if text.lower[i] == "("), end)
        end = opening if end - opening < _APPOSITION else end
    if end - 2 > first and text.lower[end - 2] in words["in"] and grammar.places.at(text, end - 1):
        end -= 2
    if end - 2 > first and text.lower[end - 2] in words["of"] and grammar.places.at(text, end - 1):
        end = end - 2 if text.words[end - 3][0].isupper() else end  # "Prime Minister Smith of Italy said"
    if end - 3 > first and text.lower[end - 3] in words["of"] and text.lower[end - 1] in words["home_land"]:
        end -= 3
    return end


def _before_apposition(text: Text, grammar: Grammar, first: int, end: int) -> Span | None:
    """The name in "NAME, the chairman of the council, said", where `end` is behind the apposition."""
    comma = next((i for i in range(end - 1, max(first, end - _APPOSITION), -1) if text.lower[i] == ","), 0)
    apposition = text.lower[comma:end]
    if not comma or grammar.title_words.isdisjoint(apposition):
        return None
    if any(word[0].isdecimal() for word in apposition):  # "Thus, it was 25 percent, said the company head"
        return None
    return surname(text, grammar, first, comma, apposed=True)


def _name_from(text: Text, grammar: Grammar, start: int, stop: int) -> Span | None:
    first = start
    while first < stop and text.lower[first] in grammar.words["article"]:
        first += 1
    last = first
    while last < stop and last - first < _NAME_LENGTH and may_be_name(text, grammar, last):
        last += 1
    if last < stop and text.lower[last][0].isdecimal():  # "found CHF 348 million"
        return None
    return name_in(text, grammar, first, last) or _seat_from(text, grammar, first, stop)


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


def _refers_back(scene: Scene, cue: Match[Cue]) -> Sequence[str]:
    """The pronoun or the title without a name at the cue; empty if there is none."""
    lower = scene.text.lower
    behind = cue.payload.value == "according"
    opens = cue.first == scene.first or not lower[cue.first - 1].isalpha()
    if behind or opens:  # "according to him"; "..., said the minister"
        named = _pronoun_at(scene, cue.last)
        if named or behind:
            return named
    if (lower[cue.first],) in scene.grammar.pronouns:
        return lower[cue.first : cue.first + 1]  # "in his opinion"
    at = cue.first - 1
    while at > scene.first and lower[at] in scene.words["before_verb"]:
        at -= 1
    at = _before_insertion(scene.text, scene.grammar, scene.first, at + 1) - 1
    before = _without_country(scene, max(scene.first, at + 1 - _TITLE_LENGTH), at + 1)
    said = next((n for n in range(_TITLE_LENGTH, 0, -1) if tuple(before[-n:]) in scene.grammar.pronouns), 0)
    if said:
        return before[-said:]
    known = scene.grammar.title_words | scene.grammar.institutions
    return lower[at : at + 1] if lower[at] in known else ()


def _pronoun_at(scene: Scene, first: int) -> Sequence[str]:
    words, pronouns = _without_country(scene, first, first + _TITLE_LENGTH), scene.grammar.pronouns
    size = next((n for n in range(_TITLE_LENGTH, 0, -1) if tuple(words[:n]) in pronouns), 0)
    return words[:size]


def _without_country(scene: Scene, first: int, last: int) -> list[str]:
    """Words without those that say of which country somebody is: "the Kazakh minister"."""
    own = {i for place in scene.places if place.owns for i in range(place.first, place.last)}
    return [word for i, word in enumerate(scene.gap(first, last), max(first, scene.first)) if i not in own]


def _before_insertion(text: Text, grammar: Grammar, first: int, end: int) -> int:
    """Where a subject ends that an insertion parts from its verb: "the minister, for his part, said"."""
    if end - 1 > first and text.lower[end - 1] == ",":
        end -= 1
    for comma in range(end - 1, max(first, end - _INSERTION), -1):
        if text.lower[comma] == ",":
            return comma if text.lower[comma + 1] in grammar.words["in on insertions"] else end
    return end
