"""What rectangle and lasso take, against asking each unit by itself."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.grids import ORIGIN_M, place_of
from ui.canvas.picking import UnitPicker
from ui.canvas.shapes import enclosed, length_m, rectangle

SIDE = 7
PLACE = place_of("\n".join(["a" * SIDE] * SIDE))
PICKER = UnitPicker(PLACE)
# Halves and quarters, so that corners fall on the middles of units as well.
KM = st.integers(-4, 4 * SIDE + 4).map(lambda quarter: 250.0 * quarter)
POINT = st.tuples(KM, KM).map(lambda at: (ORIGIN_M[0] + at[0], ORIGIN_M[1] - at[1]))


def crosses_upward(point, one, other):
    return one[1] <= point[1] < other[1]


def side_of(point, one, other):
    return (other[0] - one[0]) * (point[1] - one[1]) - (point[0] - one[0]) * (other[1] - one[1])


def winding(point, corners):
    """How often a closed line goes round a point, by counting its crossings."""
    turns = 0
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        if crosses_upward(point, one, other) and side_of(point, one, other) > 0:
            turns += 1
        elif crosses_upward(point, other, one) and side_of(point, one, other) < 0:
            turns -= 1
    return turns


def is_on(point, corners):
    """Whether a point lies on a closed line."""
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        if side_of(point, one, other) != 0:
            continue
        if min(one[0], other[0]) <= point[0] <= max(one[0], other[0]) and (
            min(one[1], other[1]) <= point[1] <= max(one[1], other[1])
        ):
            return True
    return False


@given(POINT, POINT)
def test_a_rectangle_takes_what_lies_between_its_corners(one, other):
    taken = PICKER.inside(enclosed(rectangle(one, other)))
    (east_1, north_1), (east_2, north_2) = one, other
    if east_1 == east_2 or north_1 == north_2:
        assert taken == []
        return
    wanted = [
        row
        for row, (x, y) in enumerate(PICKER.middles.tolist())
        if min(east_1, east_2) <= x <= max(east_1, east_2)
        and min(north_1, north_2) <= y <= max(north_1, north_2)
    ]
    assert taken == wanted


@given(st.lists(POINT, min_size=3, max_size=12, unique=True))
def test_a_lasso_takes_what_it_goes_round(corners):
    shape = enclosed(corners)
    taken = set(PICKER.inside(shape))
    drawn = shapely.Polygon(corners)
    hull = drawn.convex_hull
    for row, middle in enumerate(PICKER.middles.tolist()):
        if is_on(middle, corners):
            # On the line itself: taken where the line goes round anything there.
            continue
        if winding(middle, corners):
            assert row in taken
        if not hull.intersects(shapely.Point(middle)):
            assert row not in taken
        # Unit by unit, and where no line crosses another nothing else is taken.
        assert (row in taken) == shape.intersects(shapely.Point(middle))
        if drawn.is_valid:
            assert (row in taken) == drawn.intersects(shapely.Point(middle))


@given(st.lists(POINT, min_size=0, max_size=2))
def test_two_corners_go_round_nothing(corners):
    assert PICKER.inside(enclosed(corners)) == []


def test_what_is_gone_round_twice_is_taken_and_so_are_both_loops_of_an_eight():
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert enclosed([*square, *square]).area == pytest.approx(100)
    eight = [(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]
    assert enclosed(eight).area == pytest.approx(50)
    assert enclosed([(0.0, 0.0), (5.0, 5.0), (10.0, 10.0)]).is_empty


def test_the_nearest_unit_agrees_with_trying_all():
    random = np.random.default_rng(3)
    east, north = ORIGIN_M
    for _ in range(50):
        x, y = east + random.uniform(0, 7000), north - random.uniform(0, 7000)
        some = random.choice(SIDE * SIDE, 5, replace=False).tolist()
        for among in (None, some):
            row = PICKER.nearest(x, y, among)
            best = min(
                among or range(SIDE * SIDE),
                key=lambda each: shapely.Point(x, y).distance(shapely.Point(PICKER.middles[each])),
            )
            assert row == best


def test_the_length_of_a_line():
    assert length_m([]) == length_m([(1.0, 1.0)]) == 0
    assert length_m([(0.0, 0.0), (3.0, 4.0), (3.0, 10.0)]) == pytest.approx(11)


def test_a_shape_takes_units_by_their_people_s_centre_and_a_direction_by_their_middle():
    aside = PLACE.units.middles + np.array([400, 0])
    picker = UnitPicker(replace(PLACE, units=replace(PLACE.units, people_centres=aside)))
    east, north = ORIGIN_M
    shape = shapely.box(east - 10, north - 990, east + 1700, north + 10)
    assert PICKER.inside(shape) == [0, 1]
    assert picker.inside(shape) == [0]
    assert picker.middles.tolist() == PICKER.middles.tolist()
