"""What follows from figures that a statement states together. Knows no pandas.

Each rule takes the figures of one statement and yields what they imply. Two figures belong together only
where everything that is not reckoned with is the same: statement, indicator, reporter, partner, direction,
modality and period. Where two that differ could be meant, nothing follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from kzdata.lexicon.areas import AreaKind, area, members
from kzdata.lexicon.relations import Relation, relation
from kzdata.model import Indicator, Kind, Modality
from kzdata.tables.intervals import Closed, Interval
from kzdata.tables.phrases import is_money, same_length, years
from kzdata.tables.said import Implied, Rule, Said

_NEVER_GROWN_BACK = frozenset({Indicator.OTHER, Indicator.GDP})
"""Growth of GDP is told in real terms though nobody says so, and `other` may be two different things."""

_IN_MONEY = frozenset(
    {Indicator.TRADE_TURNOVER, Indicator.EXPORTS, Indicator.IMPORTS, Indicator.TRADE_BALANCE}
)
"""Of these, tonnes are those of some goods, or of one way to carry them: they may not be those that grew."""

_UNHEARD_OF = 10
"""Growth by so many times is against years long past; where the text does not name them, nothing follows."""

_SUMMED_OVER_YEARS = frozenset({Indicator.INVESTMENT, Indicator.LOANS})
"""What a statement gives as one sum for many years; trade beside such a window is that of its last year."""


def implications(figures: Sequence[Said]) -> list[Implied]:
    """All that follows from the figures of one statement, in the order of the text."""
    found = (found for rule in _RULES for found in rule(figures))
    return sorted(found, key=lambda each: (each.sources[0].start, list(Rule).index(each.rule)))


def base_from_growth(figures: Sequence[Said]) -> Iterator[Implied]:
    """The level before, from the level after and the growth, where only one level can be meant.

    That is the one level in the growth's own sentence that speaks of the same thing and period; else the one
    level and the one growth of it in the statement. Nothing follows from growth without a period to compare
    with, or with one of another length; of what has not come to pass; in real terms; tenfold within a year;
    nor where the base is stated.
    """
    changes = [each for each in figures if each.kind is Kind.CHANGE and _has_base(each)]
    levels = _by_thing(each for each in figures if each.kind is Kind.LEVEL)
    things = _by_thing(changes)
    for thing, grown in things.items():
        for change in _one_a_sentence(grown):
            if levels.get((*thing[:-1], change.compared)):
                continue
            beside = [each for each in levels[thing] if each.sentence == change.sentence]
            alone = len({each.sentence for each in grown}) == 1 and bool(change.partner)
            level = _only(beside or (levels[thing] if alone else []))
            base = level and _base(level, change)
            if level and base and change.compared:
                value, interval = base
                yield Implied(
                    Rule.BASE,
                    (level, change),
                    value,
                    interval,
                    level.indicator,
                    level.partner,
                    change.compared,
                )


def _has_base(change: Said) -> bool:
    return (
        change.period is not None
        and change.compared is not None
        and change.compared.end < change.period.end
        and same_length(change.period, change.compared)
        and change.modality is Modality.ACTUAL
        and change.indicator not in _NEVER_GROWN_BACK
        and not relation(Relation.REAL).search(change.sentence)
    )


def _one_a_sentence(changes: Iterable[Said]) -> Iterator[Said]:
    """The growth that each sentence tells: in units where it tells that, too, since it is the closer one."""
    sentences: dict[str, list[Said]] = defaultdict(list)
    for change in changes:
        sentences[change.sentence].append(change)
    for told in sentences.values():
        relative = [each for each in told if each.unit in ("percent", "ratio")]
        one = _only([each for each in told if each not in relative] or relative)
        if one:
            yield one


def _base(level: Said, change: Said) -> tuple[float, Interval] | None:
    if level.indicator is Indicator.INVESTMENT and level.unit == "KZT":
        return None  # the statistics give growth of capital investment in real terms
    if not _is_of_one_kind(level):
        return None
    if change.unit == level.unit:
        interval = _cut(level.interval - change.interval)
        return (level.middle - change.middle, interval) if interval else None
    if change.unit not in ("percent", "ratio") or change.middle == 0:
        return None
    number, around = change.middle, change.interval
    if change.unit == "percent":
        factor, times = 1 + number / 100, _cut(1 + around / 100)
    else:  # a fall "by 2 times" leaves a half
        factor, times = (number, around) if number > 0 else (-1 / number, -1 / around)
        times = _cut(times)
    if times is None or factor <= 0:
        return None
    if factor >= _UNHEARD_OF and change.period and change.period.years_before(1) == change.compared:
        return None
    return level.middle / factor, level.interval / times


def total_from_share(figures: Sequence[Said]) -> Iterator[Implied]:
    """The whole, from an amount and the share that the very same sentence says this amount to be.

    The two must stand beside each other, joined by words of the lexicon that make one the other; and the
    statement must not give the whole itself.
    """
    wholes = {each.of_all for each in figures if each.partner in ((), ("WORLD",)) and each.kind is Kind.LEVEL}
    for one, other in pairwise(figures):
        share, amount = (one, other) if one.kind is Kind.SHARE else (other, one)
        if (
            (share.kind, amount.kind) == (Kind.SHARE, Kind.LEVEL)
            and share.thing == amount.thing
            and share.unit == "percent"
            and amount.of_all not in wholes
            and one.sentence == other.sentence
            and _are_one(one, other)
        ):
            part = _cut(share.interval / 100)
            if part and share.value > 0:
                value, interval = amount.middle / (share.middle / 100), amount.interval / part
                yield Implied(
                    Rule.TOTAL, (amount, share), value, interval, amount.indicator, (), amount.period
                )


def _are_one(one: Said, other: Said) -> bool:
    """Whether the words between two figures, and behind the second, say that they are the same."""
    at = one.sentence.find(one.quote)
    second = at + other.start - one.start
    if not one.sentence.startswith(other.quote, second):
        return False
    between = one.sentence[at + len(one.quote) : second].rstrip(" (")
    behind = one.sentence[second + len(other.quote) :].lstrip()
    share_last = other.kind is Kind.SHARE
    of_total = share_last and relation(Relation.TOTAL).match(behind) is not None
    joined = any(match.end() == len(between) for match in relation(Relation.IS).finditer(between))
    closed = not behind or behind[0] in ".,;:)!?" or not share_last
    return (joined and (of_total or closed)) or (of_total and between.strip() in ("", ","))


def annual_rate(figures: Sequence[Said]) -> Iterator[Implied]:
    """The sum a year, from a sum over two years or more.

    What is said to be "since 2005" has 1 January as the first day of its period, but may have begun on any
    day of that year: so the number of years is an interval, too.
    """
    for each in figures:
        if each.kind is Kind.LEVEL and each.period and each.indicator in _SUMMED_OVER_YEARS:
            number = years(each.period)
            since = (each.period.start.month, each.period.start.day) == (1, 1) and not number.is_integer()
            if number >= 2:
                lasted = Interval(number - 1 if since else number, number)
                value, interval = each.middle / number, each.interval / lasted
                yield Implied(
                    Rule.RATE,
                    (each,),
                    value,
                    interval,
                    each.indicator,
                    each.partner,
                    each.period,
                    per="year",
                )


def rest_of_breakdown(figures: Sequence[Said]) -> Iterator[Implied]:
    """What is left for the others, from the total of an area or of the world and some of its countries."""
    groups: dict[tuple[object, ...], dict[tuple[str, ...], list[Said]]] = defaultdict(dict)
    for each in figures:
        if each.kind is Kind.LEVEL and each.period and _is_of_one_kind(each):
            groups[(*each.of_all, each.unit)].setdefault(each.partner, []).append(each)
    for group in groups.values():
        for partner, totals in group.items():
            total = _only(totals) if len(partner) == 1 else None
            if total and total.period:
                inside = _countries_in(partner[0], total.period.end)
                parts = [said for code, said in group.items() if code != partner and inside(code)]
                yield from _rest(total, [_only(part) for part in parts])


def _countries_in(code: str, day: date) -> Callable[[tuple[str, ...]], bool]:
    """Tells whether a partner is one country that is part of the area `code` on that day."""
    if area(code).kind is AreaKind.COUNTRY:
        return lambda _partner: False
    inside = frozenset(members(code, day))

    def is_inside(partner: tuple[str, ...]) -> bool:
        if len(partner) != 1 or area(partner[0]).kind is not AreaKind.COUNTRY:
            return False
        return code == "WORLD" or partner[0] in inside

    return is_inside


def _rest(total: Said, parts: Sequence[Said | None]) -> Iterator[Implied]:
    known = [part for part in parts if part]
    if not known or len(known) < len(parts) or not total.period:
        return
    without = tuple(part.partner[0] for part in known)
    left = _cut(total.interval - sum((part.interval for part in known), Interval.point(0)))
    others: tuple[str, ...] = ()
    if total.partner != ("WORLD",):
        inside = sorted(members(total.partner[0], total.period.end))
        others = tuple(code for code in inside if code not in {*without, total.reporter})
        if not others:
            return
    if left:
        value = total.middle - sum(part.middle for part in known)
        yield Implied(
            Rule.REST, (total, *known), value, left, total.indicator, others, total.period, without=without
        )


def sides_of_trade(figures: Sequence[Said]) -> Iterator[Implied]:
    """Turnover and balance, from the exports and imports of one trade, where they are not stated.

    In money alone: tonnes of exports are those of some goods, or of one way to carry them.
    """
    sides: dict[tuple[object, ...], dict[Indicator, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for each in figures:
        if each.kind is Kind.LEVEL and each.period and each.partner and is_money(each.unit):
            sides[each.trade][each.indicator].append(each)
    for of_trade in sides.values():
        exports, imports = _only(of_trade[Indicator.EXPORTS]), _only(of_trade[Indicator.IMPORTS])
        if not (exports and imports and exports.unit == imports.unit):
            continue
        both, partner, period = (exports, imports), exports.partner, exports.period
        if not of_trade[Indicator.TRADE_TURNOVER]:
            value, interval = exports.middle + imports.middle, exports.interval + imports.interval
            yield Implied(Rule.TURNOVER, both, value, interval, Indicator.TRADE_TURNOVER, partner, period)
        if not of_trade[Indicator.TRADE_BALANCE]:
            value, interval = exports.middle - imports.middle, exports.interval - imports.interval
            yield Implied(Rule.BALANCE, both, value, interval, Indicator.TRADE_BALANCE, partner, period)


_RULES: tuple[Callable[[Sequence[Said]], Iterator[Implied]], ...] = (
    base_from_growth,
    total_from_share,
    annual_rate,
    rest_of_breakdown,
    sides_of_trade,
)


def _is_of_one_kind(level: Said) -> bool:
    """Whether a level is of all that its indicator names, and not perhaps of some goods."""
    if level.indicator in _IN_MONEY:
        return is_money(level.unit)
    return level.indicator is not Indicator.OTHER


def _by_thing(figures: Iterable[Said]) -> dict[tuple[object, ...], list[Said]]:
    things: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for each in figures:
        things[each.thing].append(each)
    return things


def _only(figures: Sequence[Said]) -> Said | None:
    """The first, if all of them say the same; None if they do not, or there is none."""
    return figures[0] if len({(each.unit, each.interval) for each in figures}) == 1 else None


def _cut(interval: Interval) -> Interval | None:
    """The part of an interval that is above 0, since nothing else is an amount; None if there is none."""
    if interval.high <= 0:
        return None
    if interval.low > 0:
        return interval
    return Interval(0, interval.high, Closed.of(low=False, high=interval.closed_high))
