"""A chart as a notebook shows it: its words as text, and on its picture links to what states each figure."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from kzdata.charts.anchors import anchor
from kzdata.charts.table import style

if TYPE_CHECKING:
    from kzdata.charts.frame import Caption
    from kzdata.charts.plot import Place, Plot


def linked_html(plot: Plot, caption: Caption, alt: str) -> str:
    """The plot with its words around it; each sign leads to its sentence, where the notebook lists sources.

    Parameters
    ----------
    plot : Plot
        The plot, without its words.
    caption : Caption
        The words.
    alt : str
        The chart in words.
    """
    picture = base64.b64encode(plot.svg.encode()).decode()
    links = "".join(_link(place, plot) for place in plot.marks)
    said = "".join(
        f'<p class="kz-{name}">{escape(text)}</p>'
        for name, text in (("title", caption.title), ("subtitle", caption.subtitle))
        if text
    )
    foot = escape(" ".join(filter(None, (caption.note, caption.source))))
    return (
        f'{style()}<div class="kz-chart mathjax_ignore tex2jax_ignore">{said}'
        f'<div class="kz-plot" style="aspect-ratio:{plot.width:.0f}/{plot.height:.0f}">'
        f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(alt)}">{links}</div>'
        f'<p class="kz-foot">{foot}</p></div>'
    )


def per_cent(place: Place, plot: Plot) -> str:
    """Where a sign stands on the plot, as a rule of style.

    Examples
    --------
    >>> from kzdata.charts.plot import Place, Plot
    >>> place = Place("s1:0-1", "", (50.0, 10.0, 20.0, 5.0))
    >>> per_cent(place, Plot("", 200.0, 100.0, (place,)))
    'left:25.00%;top:10.00%;width:10.00%;height:5.00%'
    """
    sides = zip(("left", "top", "width", "height"), place.box, (plot.width, plot.height) * 2, strict=True)
    return ";".join(f"{name}:{100 * length / whole:.2f}%" for name, length, whole in sides)


def _link(place: Place, plot: Plot) -> str:
    said = escape(place.label)
    return (
        f'<a class="kz-mark" href="#{anchor(place.figure)}" style="{per_cent(place, plot)}"'
        f' aria-label="{said}" title="{said}"></a>'
    )
