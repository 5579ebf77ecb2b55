"""Statements to figures: numbers first, then what each one belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kzdata.lexicon.areas import AreaKind, area
from kzdata.model import HOME, Figure, Indicator, Kind, Modality, PartialDate, Period, Span, Statement
from kzdata.reading.amount import Amount
from kzdata.reading.carrying import Earlier, Timing, announced, is_signing, remembered
from kzdata.reading.counterparts import WORLD, Parties, Relation, codes
from kzdata.reading.events import event_day, event_days
from kzdata.reading.grammar import Grammar, grammar
from kzdata.reading.languages import find_language
from kzdata.reading.meaning import Meaning
from kzdata.reading.meanings import find_topic, is_aside, read_meanings
from kzdata.reading.names import host
from kzdata.reading.origins import Origins
from kzdata.reading.parties import read_parties
from kzdata.reading.places import main_partner
from kzdata.reading.relations import announced_relation, tells_of, turned_relation
from kzdata.reading.scene import Scene
from kzdata.reading.scenes import bare_scene, find_scenes
from kzdata.reading.speakers import Speakers, is_speech, says_we
from kzdata.reading.stocks import settled
from kzdata.reading.text import read_text
from kzdata.reading.timing import read_timings
from kzdata.reading.topics import Topics

_HEADING_REACH = 2
"""How many sentences back a period is announced."""

_QUOTE_REACH = 4
"""How many sentences back, since the last figure, somebody is looked for who is quoted."""

_TOPIC_REACH = 5
"""How many sentences back a topic is looked for."""


def extract(statement: Statement | str, *, published: str = "", language: str = "") -> list[Figure]:
    """The figures that a statement states, in the order of its text.

    Parameters
    ----------
    statement : Statement or str
        A bare string is read as the body of a statement without title or publisher.
    published : str, optional
        For a bare string: its publication date, ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``. Relative periods
        ("last year") stay empty without it.
    language : str, optional
        For a bare string: ISO 639-1 code. Left out, Latin letters are read as English; a text in others is
        an error that names its language.

    Returns
    -------
    list of Figure
        Values in base units; columns as the annotation guide defines them.

    Raises
    ------
    NoPack
        If kzdata cannot read the statement's language yet: an `UnknownName`.
    ValueError
        If `published` is no date.

    Examples
    --------
    >>> [f.value for f in extract("Trade with Asia grew 23%, to $13.3bn.", published="2017-12-25")]
    [23.0, 13300000000.0]
    """
    if isinstance(statement, str):
        day = PartialDate.parse(published) if published else None
        language = language or find_language(statement, by_letters=True)
        statement = Statement("text", statement, published=day, language=language)
    return _Reader(statement, grammar(statement.language or find_language(statement.body))).figures()


class _Before(NamedTuple):
    """What the reader remembers of the figures behind it."""

    figure: Earlier | None = None
    parties: tuple[Parties, ...] = ()
    relation: Relation | None = None
    topics: Topics = Topics()
    sentence: int = -1
    speaker: str = ""
    spoken: int = -1

    @property
    def meaning(self) -> Meaning | None:
        """What the last figure said."""
        return self.figure.meaning if self.figure else None


class _Reader:
    """Reads one statement from its first sentence to its last."""

    def __init__(self, statement: Statement, rules: Grammar) -> None:
        self._statement, self._grammar = statement, rules
        self._text, self._title = read_text(statement.body), read_text(statement.title)
        self._before = _Before()
        self._scenes: list[Scene] = []
        self._events: Mapping[str, Period] | None = None
        self._host: str | None = None

    @property
    def _own_speaker(self) -> str:
        """Who speaks throughout a speech or an interview: who it came with, else whom its title names."""
        if self._host is None:
            speech = is_speech(self._text, self._grammar)
            self._host = (self._statement.speaker or host(self._title, self._grammar)) if speech else ""
        return self._host

    def figures(self) -> list[Figure]:
        self._scenes = scenes = find_scenes(self._text, self._grammar, self._statement.published)
        if not any(scene.amounts for scene in scenes):
            return []
        places = [place for scene in scenes for place in scene.places]
        self._heading = bare_scene(self._title, self._grammar)
        self._home = next((place.first for place in places if place.code == HOME), len(self._text))
        titled = announced_relation(self._heading.with_cues)
        main = main_partner(places, self._heading.places, self._text)
        if titled is not None and titled.subject == HOME and titled.others != (WORLD,):
            main = (titled.others[0], True) if len(titled.others) == 1 else main
        self._main = main
        self._speakers = Speakers(scenes, self._statement.publisher)
        firsts = {place.code: place for place in reversed(places)}
        self._origins = Origins(
            {code: self._text.span(place.first, place.last) for code, place in firsts.items()}
        )
        return [figure for scene in scenes if scene.amounts for figure in self._scene(scene, main)]

    def _scene(self, scene: Scene, main: tuple[str, bool]) -> list[Figure]:
        before = self._before
        meanings = read_meanings(scene, self._topic(scene) or before.topics.meant(scene, before.meaning))
        first = max(before.sentence + 1, scene.number - _HEADING_REACH)
        heading = announced(self._scenes[first : scene.number])
        if heading.day is None and is_signing(scene, meanings):
            heading = heading._replace(day=self._event_day(scene))
        timings = read_timings(scene, meanings, before.figure, self._statement.published, heading)
        meanings = [self._sure(m, t) for m, t in zip(meanings, timings, strict=True)]
        teller = self._teller(scene, main)
        told = self._relation(scene, teller)
        parties, relation = read_parties(scene, meanings, before.parties, main, told, teller)
        parties = settled(scene, meanings, timings, parties, before.parties)
        speaker, speaker_at = self._speaker(scene)
        figure = before.figure
        for i in _main_figures(scene, meanings, timings):
            figure = remembered(scene, meanings[i], timings[i], figure)
        self._before = _Before(
            figure=figure,
            parties=tuple(parties),
            relation=relation,
            topics=before.topics.after(scene, meanings, [whose.indicator for whose in parties]),
            sentence=scene.number,
            speaker=speaker,
            spoken=scene.paragraph if speaker_at else before.spoken,
        )
        rows = zip(scene.amounts, meanings, timings, parties, strict=True)
        itemised = _itemised(scene, parties)
        return [self._figure(*row, speaker, speaker_at) for row in rows if row[0] not in itemised]

    def _sure(self, meaning: Meaning, timing: Timing) -> Meaning:
        """What has not come yet is no fact, "he saw it at $500 million in 2030", and what was is no plan."""
        if timing.was:
            return meaning._replace(modality=Modality.ACTUAL)
        published = self._statement.published
        if published is None or timing.period is None or timing.period.start <= published.last:
            return meaning
        actual = meaning.modality is Modality.ACTUAL
        return meaning._replace(modality=Modality.FORECAST) if actual else meaning

    def _speaker(self, scene: Scene) -> tuple[str, Span | None]:
        """Who is quoted: by the sentence, else by those since the last figure, else as there."""
        for earlier in range(scene.number, max(self._before.sentence, scene.number - _QUOTE_REACH), -1):
            if self._scenes[earlier].paragraph != scene.paragraph:
                break
            found = self._speakers.read(self._scenes[earlier].with_cues)
            if found[0]:
                return found
        if (quoted := self._speakers.ahead(scene))[0]:
            return quoted
        ours = says_we(scene.text, scene.grammar, scene.first, scene.last)
        if self._before.speaker and (ours or scene.paragraph == self._before.spoken):
            return self._before.speaker, None
        return self._own_speaker, None

    def _event_day(self, scene: Scene) -> Period | None:
        """The day of the talks that a sentence about signing speaks of."""
        if self._events is None:
            self._events = event_days(self._scenes, self._statement.published)
        return event_day(scene, self._events)

    def _topic(self, scene: Scene) -> Meaning | None:
        """What the sentences since the last figure, or else the title, are about."""
        for number in range(scene.number - 1, max(self._before.sentence, scene.number - _TOPIC_REACH), -1):
            topic = find_topic(self._scenes[number])
            if topic is not None:
                return topic
        if self._before.meaning is None:
            topic = find_topic(self._heading)
            return topic._replace(evidence=()) if topic is not None else None  # its words are not the body's
        return None

    def _teller(self, scene: Scene, main: tuple[str, bool]) -> str:
        """Whose whole trade it is that nobody is named for: another country's, until Kazakhstan is named."""
        code, leads = main
        told = self._home < scene.last or HOME in codes(self._heading.places)
        if not (leads and code) or told or area(code).kind is not AreaKind.COUNTRY:
            return HOME
        return code if tells_of(code, (self._heading, *self._scenes[:2])) else HOME

    def _relation(self, scene: Scene, teller: str) -> Relation | None:
        """Whose trade with whom is spoken of: as at the last figure, else as what stands before says."""
        known = self._before.relation
        if known is not None:
            for between in reversed(self._scenes[self._before.sentence + 1 : scene.number]):
                turned = turned_relation(between.with_cues, known)
                if turned is not None:
                    return turned
            return known
        start = max(self._before.sentence + 1, scene.number - _TOPIC_REACH)
        for earlier in (*reversed(self._scenes[start : scene.number]), self._heading):
            relation = announced_relation(earlier.with_cues, teller)
            if relation is not None:
                return relation
        labelled = scene.word(scene.first + 1) == ":" and any(p.first == scene.first for p in scene.places)
        late, leads = self._main
        return Relation(HOME, (late,)) if labelled and late and not leads else None  # "Kazakhstan: trade was"

    def _figure(
        self,
        amount: Amount,
        meaning: Meaning,
        timing: Timing,
        parties: Parties,
        speaker: str,
        speaker_at: Span | None,
    ) -> Figure:
        quote = self._text.span(amount.first, amount.last)
        negative = amount.sign < 0 or (meaning.falls and meaning.kind is Kind.CHANGE)
        sign = -1.0 if negative else 1.0
        evidence = self._evidence(amount, meaning, timing, parties, speaker, speaker_at)
        return Figure(
            statement_id=self._statement.id,
            start=quote.start,
            end=quote.end,
            quote=quote.of(self._statement.body),
            value=_tidy(sign * amount.value),
            value_high=None if amount.value_high is None else _tidy(sign * amount.value_high),
            unit=meaning.unit or amount.unit,
            qualifier=amount.qualifier,
            kind=meaning.kind,
            indicator=parties.indicator,
            reporter=parties.reporter,
            partner=parties.partner,
            direction=parties.direction,
            period=timing.period,
            compared=timing.compared,
            modality=meaning.modality,
            speaker=speaker,
            evidence=evidence,
        )

    def _evidence(
        self,
        amount: Amount,
        meaning: Meaning,
        timing: Timing,
        parties: Parties,
        speaker: str,
        speaker_at: Span | None,
    ) -> Mapping[str, Span]:
        """Which words decided each field, those of earlier sentences included."""
        evidence = dict((*amount.evidence, *meaning.evidence, *timing.evidence, *parties.evidence))
        if speaker_at is not None:
            evidence["speaker"] = speaker_at
        carried = {
            "indicator": parties.indicator,
            "period": timing.period,
            "compared": timing.compared,
            "partner": parties.partner,
            "reporter": parties.reporter,
            "speaker": speaker,
        }
        return self._origins.completed(evidence, carried)


def _main_figures(scene: Scene, meanings: Sequence[Meaning], timings: Sequence[Timing]) -> list[int]:
    """The numbers of the figures that later sentences carry on from: no bases, parts or asides."""
    whole = [i for i in range(len(timings)) if not (timings[i].is_base or meanings[i].is_part)]
    telling = [i for i in whole if not is_aside(scene.amounts[i], meanings[i])]
    return telling or whole or [len(timings) - 1]


def _itemised(scene: Scene, parties: Sequence[Parties]) -> list[Amount]:
    """The items of a list of visits, whose sum is the figure: "9 visits: twice to China ..."."""
    found = []
    for i in range(1, len(scene.amounts)):
        amount, before = scene.amounts[i], scene.amounts[i - 1]
        visits = parties[i].indicator is parties[i - 1].indicator is Indicator.VISITS
        if visits and amount.is_multiple and ":" in scene.gap(before.last, amount.first):
            found.append(amount)
    return found


def _tidy(value: float) -> float:
    """Without the dust that a product of decimals leaves: 1.1 x 1e9 is 1100000000."""
    return float(f"{value:.12g}")
