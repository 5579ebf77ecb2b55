"""A chart as a part of a document: its words as text, its plot at two widths, links from signs to sources.

A notebook shows a chart in several forms; the one by `MIME` holds what is needed here, and nothing of it is
taken for HTML: words become text, drawings become pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kzdata.charts.anchors import anchor
from kzdata.reports.clean import data_address

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MIME = "application/vnd.kzdata.chart.v1+json"
SVG = "image/svg+xml"


def chart_tag(body: BeautifulSoup, chart: Mapping[str, Any], whole: str, words: Mapping[str, str]) -> Tag:
    """A chart as a figure of the document, a `figure.chart`.

    Parameters
    ----------
    body : BeautifulSoup
        Makes the tags.
    chart : mapping
        What the notebook shows of it by `MIME`.
    whole : str
        The whole chart as SVG, for those who want to keep it; empty where there is none.
    words : mapping
        The words of the frame.
    """
    figure = body.new_tag("figure", attrs={"class": "chart"})
    for name in ("title", "subtitle"):
        if chart.get(name):
            figure.append(_text(body, "p", str(chart[name]), f"chart-{name}"))
    for name in ("wide", "narrow"):
        if chart.get(name):
            figure.append(_plot(body, chart[name], str(chart.get("alt", "")), name))
    below = [str(chart[name]) for name in ("note", "source") if chart.get(name)]
    if below:
        caption = body.new_tag("figcaption")
        for said in below:
            caption.append(_text(body, "p", said))
        figure.append(caption)
    downloads = [(words["picture"], SVG, whole), (words["data"], "text/csv", str(chart.get("csv", "")))]
    if any(content for _, _, content in downloads):
        figure.append(_downloads(body, [each for each in downloads if each[2]]))
    return figure


def link_marks(body: Tag, names: Sequence[str]) -> None:
    """Let the signs of charts lead to their sources; a sign whose source is not named leads nowhere."""
    there = set(names)
    for mark in body.select("figure.chart a.mark"):
        if str(mark["href"]).removeprefix("#") not in there:
            mark.decompose()


def _plot(body: BeautifulSoup, plot: Mapping[str, Any], alt: str, name: str) -> Tag:
    width, height = float(plot["width"]), float(plot["height"])
    tag = body.new_tag("div", attrs={"class": f"plot {name}"})
    tag.append(
        body.new_tag(
            "img",
            attrs={
                "src": data_address(str(plot["svg"]).encode(), SVG),
                "alt": alt,
                # CSS pixels of the drawing's points
                "width": f"{width * 4 / 3:.0f}",
                "height": f"{height * 4 / 3:.0f}",
            },
        )
    )
    tag.extend(_marks(body, plot, width, height))
    return tag


def _marks(body: BeautifulSoup, plot: Mapping[str, Any], width: float, height: float) -> Iterator[Tag]:
    for mark in plot.get("marks", ()):
        left, top, across, down = (float(number) for number in mark["box"])
        places = {"left": left / width, "top": top / height, "width": across / width, "height": down / height}
        style = ";".join(f"{name}:{100 * part:.2f}%" for name, part in places.items())
        label = str(mark["label"])
        attributes = {"class": "mark", "href": f"#{anchor(str(mark['figure']))}", "style": style}
        yield body.new_tag("a", attrs={**attributes, "aria-label": label, "title": label})


def _downloads(body: BeautifulSoup, files: Sequence[tuple[str, str, str]]) -> Tag:
    row = body.new_tag("p", attrs={"class": "downloads"})
    for number, (label, mime, content) in enumerate(files):
        if number:
            row.append(" · ")
        ending = "svg" if mime == SVG else "csv"
        address = data_address(content.encode(), mime) if mime == SVG else f"data:{mime},{quote(content)}"
        link = body.new_tag("a", attrs={"href": address, "download": f"chart.{ending}"})
        link.string = label
        row.append(link)
    return row


def _text(body: BeautifulSoup, name: str, said: str, kind: str = "") -> Tag:
    tag = body.new_tag(name, attrs={"class": kind} if kind else {})
    tag.string = said
    return tag
