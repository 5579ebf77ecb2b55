"""``kz.explore``: choose figures in JupyterLab; chart, sentences and table follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
from traitlets import TraitError

from kzdata.charts import naming
from kzdata.charts.words import Words, words
from kzdata.errors import KzdataError, UnknownName
from kzdata.lab.choice import PLOTS, Choice
from kzdata.lab.outcome import outcome_html
from kzdata.lexicon.areas import AreaKind, area, find_area
from kzdata.model import HOME
from kzdata.tables.corpus import figures as read_figures

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = count(1)


class Explorer:
    """Controls, and what they bring; a notebook shows it by itself.

    Attributes
    ----------
    figures : DataFrame
        The figures to choose from.
    controls : dict of str to ipywidgets.Widget
        By the name of what they choose: chart, partners, region, indicator, kind, years, publisher.
    """

    def __init__(self, figures: pd.DataFrame, *, own_table: bool, language: str) -> None:
        self.figures, self._own, self._says = figures.copy(deep=False), own_table, words(language)
        # pandas copies a table's attributes with each of the hundreds of small ones made of it
        self.figures.attrs = {}
        self._key = f"kzx{next(_NUMBERS)}"
        self.controls = _controls(figures, self._says)
        self._outcome, self._code, self._made = widgets.HTML(), widgets.HTML(), widgets.HTML()
        say = self._says.say
        self._show_code = widgets.ToggleButton(description=say("explore.code"), icon="code")
        self._report = widgets.Button(description=say("explore.report"), icon="file")
        for control in (*self.controls.values(), self._show_code):
            control.observe(self._update, "value")
        self._report.on_click(self._make_report)
        self._box = widgets.VBox([
            widgets.HBox([*self._shown(), self._show_code, self._report], layout={"flex_flow": "wrap"}),
            self._code,
            self._made,
            self._outcome,
        ])  # fmt: skip
        self._update()

    def _shown(self) -> list[widgets.Widget]:
        """The controls in their order; tags have no name of their own beside them."""
        named = widgets.HBox([widgets.Label(self._says.say("explore.partners")), self.controls["partners"]])
        return [named if name == "partners" else control for name, control in self.controls.items()]

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        chosen = {name: control.value for name, control in self.controls.items()}
        codes = tuple(find_area(name, self._says.locale.language) for name in chosen.pop("partners"))
        years = tuple(chosen.pop("years"))
        slider = self.controls["years"]
        whole = years == (slider.min, slider.max)
        return Choice(partners=codes, years=None if whole else years, **chosen)

    @property
    def rows(self) -> pd.DataFrame:
        """The figures chosen."""
        return self.choice.rows(self.figures)

    @property
    def code(self) -> str:
        """The cell that makes the chart shown."""
        return self.choice.code(own_table=self._own)

    def _update(self, _change: object = None) -> None:
        choice = self.choice
        self._code.value = self._code_html(choice) if self._show_code.value else ""
        try:
            rows = choice.rows(self.figures)
            self._outcome.value = outcome_html(
                choice.draw(rows), rows, key=self._key, language=self._says.locale.language
            )
        except KzdataError as error:
            self._outcome.value = f'<p role="alert">{escape(str(error))}</p>'

    def _code_html(self, choice: Choice) -> str:
        report = f"# {self._says.say('explore.report')}\n{choice.report_code()}"
        code = f"{choice.code(own_table=self._own)}\n\n{report}"
        return (
            f'<div class="kz-outcome"><p class="kz-foot">{escape(self._says.say("explore.code_hint"))}</p>'
            f'<pre tabindex="0">{escape(code)}</pre></div>'
        )

    def _make_report(self, _button: object) -> None:
        from kzdata.lab.preview import report_html
        from kzdata.reports.render import render

        name, parameters = self.choice.report()
        self._made.value = f"<p>{escape(self._says.say('explore.making', name=name))}</p>"
        try:
            made = render(name, **parameters)  # type: ignore[arg-type]
            self._made.value = report_html(made, language=self._says.locale.language)
        except KzdataError as error:
            self._made.value = f'<p role="alert">{escape(str(error))}</p>'

    def _repr_mimebundle_(self, **limits: Any) -> Any:
        return self._box._repr_mimebundle_(**limits)


def explore(figures: pd.DataFrame | None = None, *, language: str = "en", **chosen: Any) -> Explorer:
    """Choose figures in JupyterLab: a chart, the sentences behind it and a table follow.

    Parameters
    ----------
    figures : DataFrame, optional
        A table of figures; those that come with kzdata if not given.
    language : str
        ISO 639-1 code of the words.
    **chosen
        What is chosen first: chart ("series", "ranking", "regions", "balance"), partners (a list of names or
        codes), region (a code), indicator, kind, years (first and last), publisher.

    Returns
    -------
    Explorer
        To be shown as the last line of a cell; `rows` are the figures chosen, `code` makes the same chart.

    Raises
    ------
    UnknownName
        If there is nothing of that name to choose.

    Examples
    --------
    >>> from kzdata.model import Statement
    >>> from kzdata.tables.corpus import figures
    >>> said = figures([Statement("s1", "In 2016, trade with China was $5bn, with Italy $2bn.")])
    >>> explore(said, partners=["China"]).rows["quote"].tolist()
    ['$5bn']
    """
    own = figures is not None
    explorer = Explorer(read_figures() if figures is None else figures, own_table=own, language=language)
    for name, value in chosen.items():
        if name not in explorer.controls:
            raise UnknownName("choice", name, tuple(explorer.controls))
        if name == "partners":
            value = [naming.place(find_area(each, language), words(language)) for each in value]  # noqa: PLW2901
        try:
            explorer.controls[name].value = value
        except TraitError:
            raise UnknownName(name, str(value)) from None
    return explorer


def _controls(figures: pd.DataFrame, says: Words) -> dict[str, widgets.Widget]:
    codes = {code for codes in figures["partner"] for code in codes} - {HOME}
    name: Callable[[str], str] = lambda code: naming.place(code, says)  # noqa: E731
    countries = sorted(name(code) for code in codes if area(code).kind is AreaKind.COUNTRY)
    regions = sorted((name(code), code) for code in _regions(codes))
    ends = figures["period_end"].fillna(figures["published"]).dt.year.dropna()
    first, last = (int(ends.min()), int(ends.max())) if len(ends) else (2000, 2020)
    every = [(says.say("explore.every"), "")]

    def labelled(what: str) -> dict[str, object]:
        return {"description": says.say(f"explore.{what}"), "style": {"description_width": "initial"}}

    def found(column: str) -> list[str]:
        return sorted(figures[column].dropna().astype("str").unique())

    indicators = [(says.say(f"indicator.{each}"), each) for each in found("indicator")]
    kinds = [(naming.sentence(says.say(f"kind_of.{each}")), each) for each in found("kind")]
    return {
        "chart": widgets.Dropdown(
            options=[(says.say(f"explore.{each}"), each) for each in PLOTS], **labelled("chart")
        ),
        "indicator": widgets.Dropdown(
            options=indicators or every, value=_first(indicators, "trade_turnover"), **labelled("indicator")
        ),
        "partners": widgets.TagsInput(
            allowed_tags=countries, allow_duplicates=False, placeholder=says.say("explore.every")
        ),
        "region": widgets.Dropdown(options=every + regions, **labelled("region")),
        "kind": widgets.Dropdown(options=every + kinds, value=_first(kinds, "level"), **labelled("kind")),
        "publisher": widgets.Dropdown(
            options=every + [(each, each) for each in found("publisher")], **labelled("publisher")
        ),
        "years": widgets.IntRangeSlider(
            value=(first, last), min=first, max=last, continuous_update=False, **labelled("years")
        ),
    }


def _first(options: Iterable[tuple[str, str]], wanted: str) -> str:
    """The wanted value where there is one."""
    known = [value for _, value in options]
    return wanted if wanted in known else known[0] if known else ""


def _regions(codes: Iterable[str]) -> set[str]:
    """The regions and blocs that hold one of the countries, or are named themselves."""
    from kzdata.lexicon.areas import areas, regions_of

    around = {region for code in codes for region in (code, *regions_of(code))}
    return {code for code in around if code in areas() and area(code).kind is not AreaKind.COUNTRY}
