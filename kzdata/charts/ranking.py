"""Partners by size, as statements give it: bars, sorted, with their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from kzdata.charts import findings, naming, wording
from kzdata.charts.bars import Bar, Head, draw_bars
from kzdata.charts.chart import Chart, Note
from kzdata.charts.comparable import Comparable, Scale, actual, among, by_size, countries, cumulative, yearly
from kzdata.charts.frame import Caption
from kzdata.charts.numbers import amount
from kzdata.charts.official import official_years
from kzdata.charts.theme import Palette, theme
from kzdata.charts.words import Words, words
from kzdata.lexicon.areas import AreaKind, area, areas, find_area, memberships, regions_of
from kzdata.model import HOME


def plot_ranking(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    over_years: bool = False,
    highlight: str | None = None,
    most: int = 12,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw partners by the last full year that a statement gives for each; the year stands beside the name.

    Parameters
    ----------
    figures : DataFrame
        A table of figures.
    indicator, direction : str
        What to draw, in the columns' own terms.
    unit : str
        The unit to draw; figures in others are counted in the note.
    over_years : bool
        Rank totals over several years instead, such as investment since independence: those over the same
        years, for the years that most partners have.
    highlight : str, optional
        Country, region or bloc to set off in colour, by code or name; it is drawn whatever its rank.
    most : int
        Partners drawn at most.
    title : str, optional
        A finding in place of the one that is made from the data.
    language : str
        ISO 639-1 code of the chart's words.

    Returns
    -------
    Chart or Note
        A Note with a sentence where there are not two partners to compare, or not the highlighted one.

    Raises
    ------
    NotComparable
        If the figures go in several directions and none is chosen.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_ranking(typed({name: [] for name in NAMES})))
    No statement here gives the trade of two partners for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = cumulative(figures, scale) if over_years else yearly(figures, scale)
    ranked, left_out = one_each(found)
    if len(ranked) < 2:
        reason = "no_total" if over_years else "no_ranking"
        said = says.say(f"note.{reason}", thing=wording.thing(scale, says))
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    strong = among(highlight)
    if highlight is not None and strong.isdisjoint(ranked["code"]):
        return Note(_absent(find_area(highlight), scale, len(ranked), says), figures.head(0))
    shown = _with_highlighted(ranked, strong, most)
    rows = wording.rows_of(shown)
    form = "ranking_total" if over_years else "ranking"
    note = wording.not_drawn(says, partners=len(ranked) - len(shown), **left_out)
    finding = title or finding_of(wording.rows_of(ranked), strong, says)
    with theme() as palette:
        bars = [_bar(row, strong, palette) for row in rows]
    caption = caption_of(shown, finding, form, note, says)
    alt = alt_of("ranking", rows, wording.told_by_partner(rows, says), says)
    return Chart(partial(draw_bars, bars, says), caption, alt, shown, language)


def plot_regions(  # noqa: PLR0913  (one argument a choice of the reader's)
    figures: pd.DataFrame,
    *,
    indicator: str = "trade_turnover",
    unit: str = "USD",
    direction: str | None = None,
    official: pd.DataFrame | None = None,
    highlight: str | None = None,
    most: int = 4,
    title: str | None = None,
    language: str = "en",
) -> Chart | Note:
    """Draw partners within the regions of the UN's M49, each by the last full year that a statement gives.

    Regions are not summed: their partners' figures are of different years. Parameters are those of
    `plot_ranking`; `most` is the number of partners of a region drawn at most. With `official` series, as
    `kzdata.official` gives them, each value has its share of Kazakhstan's official total of the same year.

    Examples
    --------
    >>> from kzdata.tables.schema import NAMES, typed
    >>> print(plot_regions(typed({name: [] for name in NAMES})))
    No statement here gives the trade of two partners for a full year.
    """
    says = words(language)
    scale = Scale(indicator, unit, direction)
    found = yearly(figures, scale)
    ranked, left_out = one_each(found)
    if len(ranked) < 2:
        said = says.say("note.no_ranking", thing=wording.thing(scale, says))
        return Note(wording.nothing(says, said, **found.left_out), figures.head(0))
    groups = ranked.groupby(ranked["code"].map(region_of), sort=False)
    shown = groups.head(most)
    note = wording.not_drawn(says, partners=len(ranked) - len(shown), **left_out)
    totals = _totals(official, scale, shown["year"])
    if len(totals):
        source = says.listed(list(totals["source"].unique()), most=2)
        note = f"{says.say('note.shares', source=source)} {note}".strip()
    with theme() as palette:
        rows: list[Bar | Head] = []
        said_groups: list[str] = []
        leaders: list[str] = []
        for region, partners in shown.groupby(shown["code"].map(region_of), sort=False):
            name = region_name(str(region), says)
            inside = wording.rows_of(partners)
            bars = [_bar(row, among(highlight), palette) for row in inside]
            rows += [Head(name), *(replace(bar, value=_with_share(bar.row, totals, says)) for bar in bars)]
            said_groups.append(says.say("alt.group", name=name, all=wording.told_by_partner(inside, says)))
            leaders.append(
                says.say(
                    "finding.region_next" if leaders else "finding.region_leader",
                    partner=naming.place(inside[0].code, says, inside=True),
                    region=region_name(str(region), says, inside=True),
                )
            )
        finding = title or naming.sentence(
            says.say("finding.regions", thing=wording.thing(scale, says), leaders=says.listed(leaders[:3]))
        )
    caption = caption_of(shown, finding, "ranking", note, says)
    alt = alt_of("regions", wording.rows_of(shown), " ".join(said_groups), says)
    return Chart(partial(draw_bars, rows, says), caption, alt, shown, language)


def _totals(official: pd.DataFrame | None, scale: Scale, years: pd.Series[Any]) -> pd.DataFrame:
    """Kazakhstan's official totals of some years, by year."""
    if official is None:
        return pd.DataFrame(columns=["value", "source"])
    ours = official[official["statistics"] == HOME]
    totals = official_years(ours, scale, "WORLD").drop_duplicates("year").set_index("year")
    kept: pd.DataFrame = totals.loc[totals.index.isin(years) & (totals["value"] > 0), ["value", "source"]]
    return kept


def _with_share(row: wording.Row, totals: pd.DataFrame, says: Words) -> str:
    """A row's value, with its share of the total of its year if that is known: ">$3bn, >3%"."""
    value = wording.value(row, says)
    if row.year not in totals.index:
        return value
    # a share of a total is no better known than the two of them: two digits
    parts = [
        float(f"{100 * part / totals.loc[row.year, 'value']:.2g}") for part in (row.value, row.value_high)
    ]
    share = amount(parts[0], "percent", row.qualifier, parts[1], language=says.locale.language)
    return says.say("label.with_share", value=value, share=share)


def one_each(found: Comparable) -> tuple[pd.DataFrame, dict[str, int]]:
    """One figure of each country, the largest first, and how many figures stay out."""
    alone = countries(found.figures)
    left_out = {
        "areas": len(found.figures) - len(alone),
        "planned": len(alone) - len(actual(alone)),
        **found.left_out,
    }
    return by_size(found.best), left_out


def _with_highlighted(ranked: pd.DataFrame, strong: frozenset[str], most: int) -> pd.DataFrame:
    """The largest, and in place of the smallest of them up to half as many that are highlighted."""
    shown, lower = ranked.head(most), ranked.iloc[most:]
    kept = lower[lower["code"].isin(strong)].head(most // 2)
    others = shown.index[~shown["code"].isin(strong)]
    dropped = others[max(len(others) - len(kept), 0) :]
    return pd.concat([shown.drop(dropped), kept.head(len(dropped))])


def _bar(row: wording.Row, strong: frozenset[str], palette: Palette) -> Bar:
    # with nobody to set off, all are in the theme's colour
    return Bar(
        row, palette.accent if row.code in strong or not strong else palette.context, row.code in strong
    )


def finding_of(rows: Sequence[wording.Row], strong: frozenset[str], says: Words) -> str:
    """Where the first of the highlighted stands among the rows; who leads if there is none."""
    for rank, row in enumerate(rows, 1):
        if row.code in strong:
            return naming.sentence(
                says.say(
                    "finding.ranks_first" if rank == 1 else "finding.ranks",
                    partner=naming.place(row.code, says, inside=True),
                    rank=rank,
                    count=len(rows),
                    thing=wording.thing(row, says),
                    value=wording.value(row, says, spelt=True),
                    when=wording.when(row, says),
                )
            )
    return naming.sentence(findings.leads(rows, says))


def _absent(highlight: str, scale: Scale, count: int, says: Words) -> str:
    partner = naming.sentence(naming.place(highlight, says, inside=True))
    return says.say("note.absent", partner=partner, count=count, thing=wording.thing(scale, says))


def caption_of(shown: pd.DataFrame, finding: str, form: str, note: str, says: Words) -> Caption:
    """The words around figures of which each stands for one partner."""
    first = wording.rows_of(shown)[0]
    if form == "ranking" and shown["year"].nunique() == 1:
        form = "ranking_year"
    subtitle = says.say(
        f"subtitle.{form}",
        indicator=naming.indicator_name(first, says),
        unit=naming.unit_name(first.unit, says),
        period=wording.years(shown, says),
    )
    return Caption(finding, subtitle, wording.sources(shown, says), note)


def alt_of(form: str, rows: Sequence[wording.Row], told: str, says: Words) -> str:
    """A chart of partners in words: of the form `form`, with its rows as `told`."""
    return says.say(
        f"alt.{form}",
        indicator=naming.inside(naming.indicator_name(rows[0], says)),
        unit=naming.unit_name(rows[0].unit, says),
        all=told if told.endswith(".") else f"{told}.",
    )


def region_of(code: str) -> str:
    """The smallest region of M49 that a country is in; its own code where the lexicon has none."""
    regions = [
        region for region in regions_of(code) if areas()[region].m49 and area(region).kind is AreaKind.REGION
    ]
    return max(regions, key=lambda region: len(regions_of(region)), default=code)


def region_name(region: str, says: Words, *, inside: bool = False) -> str:
    """A region's name; "Rest of ..." where its parts have names of their own here."""
    parted = any(one.area == region and area(one.member).kind is AreaKind.REGION for one in memberships())
    name = naming.place(region, says, inside=inside)
    return says.say("area.inside_rest" if inside else "area.rest", name=name) if parted else name
