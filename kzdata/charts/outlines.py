"""Outlines of countries and where they stand on a page: Natural Earth's, in two equal-area projections."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
"""Rows of two numbers: longitude and latitude in degrees, or x and y."""


@dataclass(frozen=True, eq=False)
class Outline:
    """A country as it stands on the globe.

    Attributes
    ----------
    code : str
        ISO 3166 alpha-3; empty for land that has no code of its own.
    point : tuple of float
        Longitude and latitude of a place well inside it, for a sign that stands for the country.
    rings : tuple of arrays
        Its shores and borders, in degrees; those of lakes and enclaves too. Longitudes go on past 180.
    """

    code: str
    point: tuple[float, float]
    rings: tuple[Points, ...]


class Projection(Protocol):
    """From the globe to a plane whose areas are true."""

    def __call__(self, degrees: Points) -> Points:
        """Longitudes and latitudes as x and y, in radii of the globe."""


@cache
def outlines() -> Mapping[str, Outline]:
    """The outlines of countries by code; what has no code stands under its number.

    Examples
    --------
    >>> len(outlines()) > 200, outlines()["KAZ"].point
    (True, (69.5, 48.6))
    """
    path = files("kzdata.charts") / "natural_earth" / "countries.json"
    atlas = json.loads(path.read_text(encoding="utf-8"))
    scale = np.array(atlas["transform"]["scale"])
    arcs = [np.cumsum(arc, axis=0) * scale for arc in atlas["arcs"]]
    found = {}
    for number, country in enumerate(atlas["objects"]["countries"]["geometries"]):
        rings = tuple(_ring(ring, arcs) for polygon in country["arcs"] for ring in polygon)
        longitude, latitude = country["properties"]["point"]
        found[country["id"] or str(number)] = Outline(country["id"] or "", (longitude, latitude), rings)
    return MappingProxyType(found)


def equal_earth(middle: float = 11.0) -> Projection:
    """The globe as a whole, around the meridian `middle`: 11 degrees east cuts no country.

    The Equal Earth projection of Šavrič, Patterson and Jenny, "The Equal Earth map projection",
    International Journal of Geographical Information Science 33(3), 2019: areas are true.

    Examples
    --------
    >>> equal_earth(0)(np.array([[0, 0], [180, 0]])).round(3).tolist()
    [[0.0, 0.0], [2.707, 0.0]]
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796

    def project(degrees: Points) -> Points:
        across, up = np.radians(degrees[:, 0] - middle), np.radians(degrees[:, 1])
        t = np.arcsin(np.sqrt(3) / 2 * np.sin(up))
        slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
        x = 2 * np.sqrt(3) * across * np.cos(t) / (3 * slope)
        return np.column_stack([x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t])

    return project


def seen_from(longitude: float, latitude: float) -> Projection:
    """The globe around one place: directions from it and all areas are true.

    Lambert's azimuthal equal-area projection (Snyder, Map Projections: A Working Manual, 1987, p. 185).

    Examples
    --------
    >>> seen_from(67, 48)(np.array([[67, 48], [67, 90]])).round(3).tolist()
    [[0.0, 0.0], [0.0, 0.717]]
    """
    east, north = np.radians([longitude, latitude])

    def project(degrees: Points) -> Points:
        across, up = np.radians(degrees[:, 0]) - east, np.radians(degrees[:, 1])
        nearness = np.sin(north) * np.sin(up) + np.cos(north) * np.cos(up) * np.cos(across)
        # at the very antipode there is no direction; no country lies there
        reach = np.sqrt(2 / np.maximum(1 + nearness, 1e-9))
        x = np.cos(up) * np.sin(across)
        y = np.cos(north) * np.sin(up) - np.sin(north) * np.cos(up) * np.cos(across)
        return np.column_stack([reach * x, reach * y])

    return project


def around(ring: Points, middle: float) -> Points:
    """The ring moved by whole turns, so that it stands within half a turn of the meridian `middle`.

    Examples
    --------
    >>> around(np.array([[-179.0, 66.0], [-175.0, 66.0]]), 11).tolist()
    [[181.0, 66.0], [185.0, 66.0]]
    """
    center = (ring[:, 0].min() + ring[:, 0].max()) / 2
    turned: Points = ring - np.array([360 * np.round((center - middle) / 360), 0.0])
    return turned


def _ring(numbers: Sequence[int], arcs: Sequence[Any]) -> Points:
    """A ring from its arcs; a number below zero is an arc gone backwards, as TopoJSON has it."""
    ring = np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers])
    return np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]])
