"""Of outlines, every edge that may be in sight is drawn, and no line that is none of theirs."""

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from tests.examples import examples
from ui.canvas.paths import Edges, lines_near

WIDE, HIGH = 6, 5
sides = st.integers(-1, WIDE)


def shape_of(cells):
    """The squares of a grid that are set, joined: parts and holes come as they fall."""
    boxes = [shapely.box(x, y, x + 1, y + 1) for y, x in np.argwhere(cells).tolist()]
    return shapely.union_all(boxes)


def edges_of(shape):
    """Each edge of a shape in the scene, as it is drawn, whichever way round."""
    found = []
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        points = [(x, -y) for x, y in shapely.get_coordinates(ring).tolist()]
        found += [frozenset(pair) for pair in pairwise(points)]
    return found


@settings(deadline=None, max_examples=examples(60))
@given(st.data(), sides, sides, st.integers(0, 4), st.integers(0, 4))
def test_all_edges_that_meet_a_rectangle_are_drawn_once_and_no_others_added(data, x, y, w, h):
    numbers = data.draw(st.lists(st.integers(0, 2), min_size=WIDE * HIGH, max_size=WIDE * HIGH))
    owner = np.array(numbers).reshape(HIGH, WIDE)
    shapes = [shape_of(owner == each) for each in (1, 2) if (owner == each).any()]
    rect = QRectF(x + 0.25, -y - 0.75, w + 0.5, h + 0.5)
    drawn = []
    for line in lines_near([Edges(each) for each in shapes], rect):
        points = [point.toTuple() for point in line.toList()]
        drawn += [frozenset(pair) for pair in pairwise(points)]
    every = [edge for shape in shapes for edge in edges_of(shape)]
    assert all(drawn.count(edge) <= every.count(edge) for edge in drawn)
    seen = shapely.box(rect.left(), rect.top(), rect.right(), rect.bottom())
    for edge in every:
        if shapely.intersects(seen, shapely.LineString(sorted(edge))):
            assert drawn.count(edge) == every.count(edge)


def test_a_ring_is_one_closed_line_and_one_in_part_in_sight_has_its_corner_where_it_begins():
    edges = [Edges(shapely.box(0, 0, 4, 4))]
    (whole,) = lines_near(edges, QRectF(-1, -5, 6, 6))
    assert whole.isClosed()
    start = edges[0].points[0]
    near = QRectF(start.x() - 1, start.y() - 1, 2, 2)
    (corner,) = lines_near(edges, near)
    assert len(corner.toList()) == 3
    assert corner.toList()[1] == start
    assert lines_near(edges, QRectF(50, 50, 1, 1)) == []
    assert lines_near([], near) == []
