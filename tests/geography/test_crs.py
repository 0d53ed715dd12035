"""Metres inside, longitude and latitude outside."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from icp_footprints.geography.crs import to_longitude_latitude, to_national_grid
from icp_footprints.geography.shared_boundary import shared_boundaries
from tests.examples import examples
from tests.grids import squares


def point(x, y):
    return np.array([shapely.Point(x, y)], dtype=object)


def test_a_published_point_is_where_it_should_be():
    # The worked example of the Ordnance Survey's guide to coordinates, to what a shift without
    # their grid file can promise.
    found = to_longitude_latitude(point(651_409.903, 313_177.270))[0]
    assert found.x == pytest.approx(1.716_038, abs=2e-4)
    assert found.y == pytest.approx(52.657_977, abs=1e-4)


def test_longitude_and_latitude_are_those_of_pyproj():
    expected = Transformer.from_crs(27700, 4326, always_xy=True).transform(337_000, 390_000)
    found = to_longitude_latitude(point(337_000, 390_000))[0]
    assert (found.x, found.y) == tuple(round(value, 7) for value in expected)


# Within England's land: far out in the North Sea PROJ takes another path back, 130 m away.
@given(st.integers(90_000, 640_000), st.integers(10_000, 650_000))
@settings(deadline=None, max_examples=examples(30))
def test_there_and_back_is_within_2_cm(east, north):
    there = to_longitude_latitude(point(east, north))
    back = to_national_grid(there, "EPSG:4326")[0]
    assert np.hypot(back.x - east, back.y - north) < 0.02


def test_metres_stay_as_they_are():
    geometry = squares("AA")
    assert to_national_grid(geometry, "EPSG:27700") is geometry


def test_shared_vertices_stay_shared():
    geometry = squares("AAA\nA~A\nAAA")
    outside = to_longitude_latitude(geometry)
    assert len(np.unique(shapely.get_coordinates(outside), axis=0)) == 16
    back = to_national_grid(outside, "EPSG:4326")
    assert shapely.coverage_is_valid(back)
    assert shared_boundaries(back)[0].tolist() == shared_boundaries(geometry)[0].tolist()


def test_coordinates_are_rounded_as_asked():
    found = to_longitude_latitude(point(337_000, 390_000), decimals=3)[0]
    assert (found.x, found.y) == (round(found.x, 3), round(found.y, 3))
