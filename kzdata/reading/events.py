"""The days of talks and visits, on which papers that a text speaks of were signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from kzdata.model import PartialDate, Period
from kzdata.reading.scene import Scene

_FEW_DAYS, _LATELY = timedelta(days=3), timedelta(days=31)


def event_days(scenes: Sequence[Scene], published: PartialDate | None) -> Mapping[str, Period]:
    """The days near publication on which a text says that talks, a visit or a forum took place, by word."""
    found: dict[str, Period] = {}
    for scene in scenes:
        for mention in scene.periods:
            day = mention.period
            if day is None or published is None or day.end - day.start > _FEW_DAYS:
                continue
            if not published.first - _LATELY <= day.end <= published.last:
                continue
            for i in range(scene.first, scene.last):
                if scene.word(i) in scene.words["events talks"]:
                    found.setdefault(scene.word(i), day)
    return found


def event_day(scene: Scene, days: Mapping[str, Period]) -> Period | None:
    """The day of the event that a sentence names: "following the talks"; talks are part of any event."""
    for i in range(scene.first, scene.last):
        word = scene.word(i)
        if word in days and word in scene.words["events"]:
            return days[word]
        if word in scene.words["talks"] and scene.word(i - 1) in scene.words["article"]:
            return days.get(word) or next(iter(days.values()), None)
    return None
