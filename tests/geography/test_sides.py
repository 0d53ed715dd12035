"""Sides of drawn lines, against counting how often the way to a point crosses the line."""

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from icp_footprints.geography.sides import left_of_line
from tests.examples import examples

POINTS = np.array([[x + 0.13, y + 0.29] for x in range(10) for y in range(10)])


def left(line):
    return left_of_line(POINTS, np.array(line, dtype=float))


def test_a_straight_line_parts_left_from_right():
    assert (left([(5, 0), (5, 9)]) == (POINTS[:, 0] < 5)).all()
    assert (left([(5, 9), (5, 0)]) == (POINTS[:, 0] > 5)).all()
    assert (left([(0, 4), (9, 4)]) == (POINTS[:, 1] > 4)).all()


def test_a_short_line_is_carried_on_straight_beyond_its_ends():
    assert (left([(5, 4), (5, 4.1)]) == (POINTS[:, 0] < 5)).all()


def test_a_bay_holds_what_lies_between_its_arms():
    inside = (POINTS[:, 0] > 3) & (POINTS[:, 0] < 6) & (POINTS[:, 1] > 2)
    assert (left([(3, 9), (3, 2), (6, 2), (6, 9)]) == inside).all()


def test_a_dot_parts_nothing():
    assert not left([(5, 5)]).any()
    assert not left([(5, 5), (5, 5), (5, 5)]).any()
    assert not left([]).any()
    assert left_of_line(np.empty((0, 2)), np.array([[0.0, 0], [1, 1]])).tolist() == []


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=7, unique=True)
)
@settings(deadline=None, max_examples=examples(60))
def test_two_points_are_on_one_side_when_the_way_between_crosses_the_line_an_even_number_of_times(
    corners,
):
    line = np.array(corners, dtype=float)
    found = left_of_line(POINTS, line)
    first, last = line[0] - line[1], line[-1] - line[-2]
    far = [line[0] + first * 1000, *line, line[-1] + last * 1000]
    pieces = [shapely.LineString([a, b]) for a, b in pairwise(far)]
    assume(all(piece.distance(shapely.Point(POINTS[0])) > 1e-9 for piece in pieces))
    for point, is_left in list(zip(POINTS, found, strict=True))[::7]:
        way = shapely.LineString([POINTS[0], point])
        # A way through a corner tells nothing: there two pieces meet.
        assume(all(way.distance(shapely.Point(corner)) > 1e-9 for corner in line))
        # Nor does one that ends on the line.
        assume(all(piece.distance(shapely.Point(point)) > 1e-9 for piece in pieces))
        crossings = sum(way.intersects(piece) for piece in pieces)
        assert (crossings % 2 == 1) == (is_left != found[0])
