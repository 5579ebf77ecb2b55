"""``python -m tools.outlines countries-50m.json``: makes the outlines of countries that charts draw.

The file comes from the npm package ``world-atlas`` 2.0.2 (``npm pack world-atlas@2.0.2``), which carries
Natural Earth 4.1, Admin 0 countries, 1:50m, as TopoJSON. What is written is TopoJSON again, so that
neighbours share their border to the point: simplified, without Antarctica and specks, each country under
its ISO 3166 code with a point inside it where a sign for it may stand.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kzdata.lexicon.areas import AreaKind, areas

TARGET = Path(__file__).parents[1] / "kzdata" / "charts" / "natural_earth" / "countries.json"

UNIT = 0.02
"""Degrees to which places are rounded."""

DETAIL = 0.1
"""Square degrees at the equator: a bend that encloses less is straightened."""

SPECK = 0.35
"""Square degrees: an island or enclave that is smaller is left out, unless a country has nothing larger."""

_NO_NUMBER = {"Kosovo": "XKX"}
_LEFT_OUT = {"Antarctica", "Indian Ocean Ter."}

Points = npt.NDArray[np.float64]


def main() -> None:
    """Write the file from the one that is named."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.write_text(made(atlas), encoding="utf-8", newline="")


def made(atlas: dict[str, Any]) -> str:
    """The text of the file."""
    scale, shift = (np.array(atlas["transform"][name]) for name in ("scale", "translate"))
    arcs = [unrolled(np.cumsum(arc, axis=0) * scale + shift) for arc in atlas["arcs"]]
    simple = [np.round(simplified(arc) / UNIT).astype(int) for arc in arcs]
    countries = [_country(code, polygons, arcs) for code, polygons in _countries(atlas)]
    used = sorted({_plain(arc) for country in countries for ring in _rings(country["arcs"]) for arc in ring})
    places = {arc: place for place, arc in enumerate(used)}
    for country in countries:
        country["arcs"] = [
            [[places[arc] if arc >= 0 else ~places[~arc] for arc in ring] for ring in polygon]
            for polygon in country["arcs"]
        ]
    topology = {
        "type": "Topology",
        "transform": {"scale": [UNIT, UNIT], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [np.diff(simple[arc], axis=0, prepend=[[0, 0]]).tolist() for arc in used],
    }
    return json.dumps(topology, separators=(",", ":")) + "\n"


def _countries(atlas: dict[str, Any]) -> list[tuple[str | None, list[list[list[int]]]]]:
    """Each country's code and polygons; what the atlas gives in parts under one code is one country."""
    coded: dict[str, list[list[list[int]]]] = {}
    uncoded = []
    for geometry in atlas["objects"]["countries"]["geometries"]:
        if geometry["properties"]["name"] in _LEFT_OUT:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        code = _code(geometry)
        if code is None:
            uncoded.append((None, polygons))
        else:
            coded.setdefault(code, []).extend(polygons)
    return [*sorted(coded.items()), *uncoded]


def _country(code: str | None, polygons: list[list[list[int]]], arcs: Sequence[Points]) -> dict[str, Any]:
    outer = [_joined(polygon[0], arcs) for polygon in polygons]
    sizes = [_size(ring) for ring in outer]
    largest = int(np.argmax(sizes))
    kept = [
        [ring for ring in polygon if ring is polygon[0] or _size(_joined(ring, arcs)) >= SPECK]
        for number, polygon in enumerate(polygons)
        if number == largest or sizes[number] >= SPECK
    ]
    longitude, latitude = _middle(outer[largest])
    return {
        "type": "MultiPolygon",
        "id": code,
        "properties": {"point": [round(longitude, 1), round(latitude, 1)]},
        "arcs": kept,
    }


def _code(geometry: dict[str, Any]) -> str | None:
    numbers = {area.m49: code for code, area in areas().items() if area.kind is AreaKind.COUNTRY}
    return numbers[geometry["id"]] if "id" in geometry else _NO_NUMBER.get(geometry["properties"]["name"])


def _plain(arc: int) -> int:
    """The number of an arc, whichever way it is gone."""
    return arc if arc >= 0 else ~arc


def _rings(polygons: list[list[list[int]]]) -> Iterator[list[int]]:
    for polygon in polygons:
        yield from polygon


def _joined(ring: Sequence[int], arcs: Sequence[Points]) -> Points:
    return unrolled(np.concatenate([arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]))


def unrolled(line: Points) -> Points:
    """The line without leaps from one edge of the world to the other: it goes on past 180 degrees."""
    return np.column_stack([np.unwrap(line[:, 0], period=360), line[:, 1]])


def _size(ring: Points) -> float:
    """What a ring encloses, in square degrees at the equator."""
    x, y = ring[:, 0] * np.cos(np.radians(ring[:, 1].mean())), ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def simplified(arc: Points) -> Points:
    """The arc without its least bends, by Visvalingam and Whyatt (1993); its ends stay."""
    flat = arc * np.column_stack([np.cos(np.radians(arc[:, 1])), np.ones(len(arc))])
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    # a ring of one arc keeps four points, so that it remains one
    fewest = 4 if np.array_equal(arc[0], arc[-1]) else 2

    def bend(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = flat[before[at]], flat[at], flat[after[at]]
        return float(abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2)

    sizes = {at: bend(at) for at in range(1, len(arc) - 1)}
    waiting = [(size, at) for at, size in sizes.items()]
    heapq.heapify(waiting)
    while waiting and len(sizes) + 2 > fewest:
        size, at = heapq.heappop(waiting)
        if sizes.get(at) != size:
            continue
        if size > DETAIL:
            break
        del sizes[at]
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in {before[at], after[at]} & sizes.keys():
            sizes[beside] = max(bend(beside), size)
            heapq.heappush(waiting, (sizes[beside], beside))
    return arc[sorted({0, len(arc) - 1, *sizes})]


def _middle(ring: Points) -> tuple[float, float]:
    """A point well inside a ring: of a grid's points in it, the one furthest from its line."""
    narrow = np.array([np.cos(np.radians(ring[:, 1].mean())), 1.0])
    line = ring * narrow
    low, high = line.min(axis=0), line.max(axis=0)
    steps = (np.arange(40) + 0.5) / 40
    grid = np.array([low + (high - low) * [x, y] for x in steps for y in steps])
    inside = grid[_holds(line, grid)]
    distances = [float(((line - point) ** 2).sum(axis=1).min()) for point in inside]
    x, y = inside[int(np.argmax(distances))] / narrow
    return (float(x) + 180) % 360 - 180, float(y)


def _holds(ring: Points, points: Points) -> npt.NDArray[np.bool_]:
    """Which points lie inside a ring: a ray from them crosses it an odd number of times."""
    (x, y), (next_x, next_y) = ring.T[:, :, None], np.roll(ring, -1, axis=0).T[:, :, None]
    across, up = points.T
    straddles = (y > up) != (next_y > up)
    with np.errstate(divide="ignore", invalid="ignore"):
        crosses = across < (next_x - x) * (up - y) / (next_y - y) + x
    inside: npt.NDArray[np.bool_] = (straddles & crosses).sum(axis=0) % 2 == 1
    return inside


if __name__ == "__main__":
    main()
