"""Units in drawn shapes, against shapely asked about one unit after the other."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.units import UnitTable
from icp_footprints.geography.units_in_shape import LEAST_CUT_SHARE, ShapeSearch
from tests.examples import examples
from tests.grids import ORIGIN_M, SQUARE_M, place_of

ART = """
    aaaaaa
    aa~aaa
    aaaaaa
    aaaa~a
"""
UNITS = place_of(ART).units
SEARCH = ShapeSearch(UNITS)
EAST, NORTH = ORIGIN_M


def at(x, y):
    """A point so many squares to the right of and below the corner of the drawing."""
    return EAST + x * SQUARE_M, NORTH - y * SQUARE_M


COORDINATES = st.tuples(
    st.floats(-1, 7, allow_nan=False, width=32), st.floats(-1, 5, allow_nan=False, width=32)
)


def one_after_the_other(shape, by):
    held, cut_held, cut_left = [], [], []
    for row, (unit, centre) in enumerate(zip(UNITS.geometry, UNITS.middles, strict=True)):
        share = unit.intersection(shape).area / unit.area
        inside = shape.intersects(shapely.Point(centre)) if by == "centre" else share >= 0.5
        if inside:
            held.append(row)
        if LEAST_CUT_SHARE < share < 1 - LEAST_CUT_SHARE:
            (cut_held if inside else cut_left).append(row)
    return held, cut_held, cut_left


@pytest.mark.parametrize("by", ["centre", "area"])
@given(corners=st.lists(COORDINATES, min_size=3, max_size=9))
@settings(deadline=None, max_examples=examples(60))
def test_any_polygon_holds_what_it_holds_one_unit_at_a_time(by, corners):
    shape = shapely.Polygon([at(x, y) for x, y in corners])
    found = SEARCH.in_shape(shape, by)
    valid = shapely.make_valid(shape).buffer(0)
    told = (found.rows.tolist(), found.cut_held.tolist(), found.cut_left.tolist())
    assert told == one_after_the_other(valid, by)


def test_centre_and_area_differ_where_a_unit_is_cut_off_its_centre():
    # Three units side by side, the middle one with its centre far to the east.
    squares = np.array([shapely.box(i * 10, 0, i * 10 + 10, 10) for i in range(3)], dtype=object)
    centres = np.array([[5.0, 5.0], [19.0, 5.0], [25.0, 5.0]])
    search = ShapeSearch(UnitTable(("a", "b", "c"), ("a", "b", "c"), squares, centres))
    shape = shapely.box(-5, -5, 17, 15)
    by_area, by_centre = search.in_shape(shape, "area"), search.in_shape(shape, "centre")
    assert by_area.rows.tolist() == [0, 1]
    assert by_area.cut_held.tolist() == [1]
    assert by_area.cut_left.tolist() == []
    assert by_centre.rows.tolist() == [0]
    assert by_centre.cut_held.tolist() == []
    assert by_centre.cut_left.tolist() == [1]


def test_exactly_half_of_a_unit_is_enough():
    half = shapely.box(*at(-1, 2), *at(0.5, 0))
    assert SEARCH.in_shape(half, "area").rows.tolist() == [0, 6]


def test_a_line_that_crosses_itself_holds_both_loops():
    bow_tie = shapely.Polygon([at(0, 0), at(6, 4), at(6, 0), at(0, 4)])
    found = SEARCH.in_shape(bow_tie, "centre").rows
    assert {6, 11} <= set(found.tolist())
    assert {10, 16} <= set(found.tolist())
    # Above and below the knot lies neither loop.
    assert not {2, 3, 19} & set(found.tolist())


@given(start=COORDINATES, end=COORDINATES, radius=st.floats(0, 4))
@settings(deadline=None, max_examples=examples(60))
def test_a_brush_finds_the_centres_within_its_reach(start, end, radius):
    line = shapely.LineString([at(*start), at(*end)])
    distance = shapely.distance(shapely.points(UNITS.middles), line)
    found = set(SEARCH.reached_from(at(*start), at(*end), radius * SQUARE_M).tolist())
    metres = radius * SQUARE_M
    assert found >= set(np.flatnonzero(distance < metres - 1e-6).tolist())
    assert found <= set(np.flatnonzero(distance < metres + 1e-6).tolist())


def test_how_far_a_line_runs_in_each_unit():
    rows, metres = SEARCH.metres_along(shapely.LineString([at(0.25, 0.5), at(2.5, 0.5)]))
    assert rows.tolist() == [0, 1, 2]
    assert metres.tolist() == [750, 1000, 500]
