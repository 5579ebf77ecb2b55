"""Outlines of countries: all that partners need have one, and projections keep areas true."""

import numpy as np
import pytest

from kzdata.charts.land import land, on_map, view_of
from kzdata.charts.outlines import around, equal_earth, outlines, seen_from
from kzdata.lexicon.areas import members


def test_every_member_of_the_blocs_of_kazakhstan_has_a_place_on_the_map():
    codes = {
        code for bloc in ("EAEU", "CIS", "SCO", "OTS", "EU", "GCC", "ASEAN", "CICA") for code in members(bloc)
    }
    assert sorted(codes - set(on_map(codes))) == []


@pytest.mark.parametrize("project", [equal_earth(), seen_from(69.5, 48.6)], ids=["world", "near"])
@pytest.mark.parametrize("latitude", [-30.0, 0.0, 45.0, 65.0])
def test_a_projection_keeps_areas_true(project, latitude):
    """A small patch of the globe has the area on the plane that it has on the globe."""
    step = 0.01
    corners = np.array([[50, latitude], [50 + step, latitude], [50, latitude + step]])
    origin, east, north = project(corners)
    (ax, ay), (bx, by) = east - origin, north - origin
    on_globe = np.radians(step) ** 2 * np.cos(np.radians(latitude))
    assert abs(ax * by - ay * bx) == pytest.approx(on_globe, rel=1e-3)


def test_no_country_leaps_from_one_edge_of_the_world_to_the_other():
    widths = {
        code: max(np.ptp(around(ring, 11)[:, 0]) for ring in one.rings) for code, one in outlines().items()
    }
    assert max(widths.values()) == widths["RUS"] < 180


def test_small_states_have_a_point_and_a_ring():
    assert all(outlines()[code].rings for code in ("SGP", "BHR", "MLT", "LUX", "HKG"))


def test_neighbours_share_their_border_on_the_sheet():
    """So no seam shows between them, however coarse the sheet."""
    ground = land(view_of(["CHN", "DEU"], 240.0, 0.0))
    points = {
        code: {tuple(point) for ring in ground.shapes[code] for point in ring} for code in ("KAZ", "RUS")
    }
    assert len(points["KAZ"] & points["RUS"]) > 20
