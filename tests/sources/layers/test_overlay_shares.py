"""Shares by area and by points agree with cutting one pair at a time, however polygons overlap."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.sources.layers.overlay_shares import STRIP_SHARE, overlay_shares
from icp_footprints.sources.layers.people_points import PeoplePoints, rows_of_points
from tests.examples import examples
from tests.grids import ORIGIN_M, squares

ART = "AAB\nAAB"
UNITS = squares(ART)
EAST, NORTH = ORIGIN_M
# Corners on a line of the grid, a strip beside it, or anywhere.
STEPS = st.one_of(
    st.sampled_from([-1000, -4, 0, 4, 500, 996, 1000, 1004, 2000, 2003, 3000, 3500]),
    st.integers(-1000, 4000),
)
BOXES = st.tuples(STEPS, STEPS, STEPS, STEPS).filter(lambda b: b[0] != b[2] and b[1] != b[3])


def box(x1, y1, x2, y2):
    """A box in metres east and south of the corner of the grid."""
    return shapely.box(
        EAST + min(x1, x2), NORTH - max(y1, y2), EAST + max(x1, x2), NORTH - min(y1, y2)
    )


def array(shapes):
    held = np.empty(len(shapes), dtype=object)
    held[:] = shapes
    return held


def points_at(places, people=None, units=UNITS):
    xy = np.array([(EAST + x, NORTH - y) for x, y in places], dtype=float)
    count = np.ones(len(xy)) if people is None else np.array(people, dtype=float)
    return PeoplePoints(xy, count, rows_of_points(units, xy), "postcode")


def shares_by_hand(units, polygons):
    """One unit and polygon at a time, strips left to the unit's other polygons."""
    shares, covered = np.zeros((len(units), len(polygons))), np.zeros(len(units))
    for i, unit in enumerate(units):
        pieces = [shapely.intersection(unit, polygon) for polygon in polygons]
        parts = [piece.area / unit.area for piece in pieces]
        kept = [j for j, part in enumerate(parts) if part >= STRIP_SHARE]
        held = shapely.union_all([pieces[j] for j in kept]).area / unit.area if kept else 0.0
        strips = sum(part for j, part in enumerate(parts) if j not in kept)
        covered[i] = min(held + strips, 1.0) if kept else 0.0
        if covered[i] > 1 - STRIP_SHARE:
            covered[i] = 1.0
        for j in kept:
            shares[i, j] = min(parts[j] * covered[i] / held, 1.0)
    return shares, covered


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(BOXES, min_size=1, max_size=5))
def test_shares_by_area_are_those_of_cutting_one_pair_at_a_time(corners):
    polygons = array([box(*each) for each in corners])
    found = overlay_shares(UNITS, polygons)
    shares, covered = shares_by_hand(UNITS, polygons)
    np.testing.assert_allclose(found.shares.toarray(), shares, atol=1e-9)
    np.testing.assert_allclose(found.covered, covered, atol=1e-9)
    place = shapely.union_all(UNITS)
    outside = [shapely.difference(each, place).area / each.area for each in polygons]
    expected = [share if share >= STRIP_SHARE else 0.0 for share in outside]
    np.testing.assert_allclose(found.ground_outside, expected, atol=1e-9)
    # Ground says nothing of people, but where there is none there is nobody.
    people = [np.nan if share else 0.0 for share in expected]
    np.testing.assert_array_equal(found.outside_share, people)
    assert found.by_area.all()


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(BOXES, min_size=1, max_size=4),
    # Off every line, so that no point is on a border.
    st.lists(
        st.tuples(st.integers(-900, 3900), st.integers(-900, 2900), st.integers(0, 9)), min_size=1
    ),
)
def test_shares_by_points_are_those_of_asking_each_point(corners, places):
    polygons = array([box(*each) for each in corners])
    points = points_at([(x + 0.5, y + 0.5) for x, y, _ in places], [count for *_, count in places])
    found = overlay_shares(UNITS, polygons, points)
    by_area = overlay_shares(UNITS, polygons)
    shapes = [shapely.Point(*xy) for xy in points.xy]
    for i, unit in enumerate(UNITS):
        here = [k for k, point in enumerate(shapes) if unit.contains(point)]
        total = sum(points.people[k] for k in here)
        assert found.by_area[i] == (total == 0)
        if total == 0:
            assert found.shares.toarray()[i].tolist() == by_area.shares.toarray()[i].tolist()
            assert found.covered[i] == by_area.covered[i]
            continue
        for j, polygon in enumerate(polygons):
            inside = sum(points.people[k] for k in here if polygon.contains(shapes[k]))
            assert found.shares[i, j] == pytest.approx(inside / total)
        any_of = shapely.union_all(polygons)
        covered = sum(points.people[k] for k in here if any_of.contains(shapes[k]))
        assert found.covered[i] == pytest.approx(covered / total)
    place, loose = shapely.union_all(UNITS), points.unit_rows < 0
    for j, polygon in enumerate(polygons):
        inside = [k for k, point in enumerate(shapes) if polygon.contains(point)]
        total = sum(points.people[k] for k in inside)
        away = sum(points.people[k] for k in inside if not place.contains(shapes[k]))
        if total and loose.any():
            assert found.outside_share[j] == pytest.approx(away / total)
        else:
            np.testing.assert_equal(found.outside_share[j], by_area.outside_share[j])
    np.testing.assert_array_equal(found.ground_outside, by_area.ground_outside)


def test_areas_that_overlap_are_covered_once():
    polygons = array([box(0, 0, 600, 1000), box(400, 0, 1000, 1000)])
    found = overlay_shares(UNITS, polygons)
    assert found.shares.toarray()[0].tolist() == pytest.approx([0.6, 0.6])
    assert found.covered[0] == pytest.approx(1.0)


def test_a_strip_of_a_line_drawn_twice_goes_to_the_other_area():
    polygons = array([box(0, 0, 1004, 1000), box(1004, 0, 2000, 1000)])
    found = overlay_shares(UNITS, polygons)
    assert found.shares.toarray()[:2].tolist() == [[1, 0], [0, 1]]
    assert found.strips.tolist() == [0, 1, 0, 0, 0, 0]


def test_a_polygon_that_only_grazes_the_place_has_no_share_of_it():
    found = overlay_shares(UNITS, array([box(-1000, 0, 3, 1000)]))
    assert found.shares.nnz == 0
    assert found.covered.sum() == 0
    assert found.ground_outside[0] == pytest.approx(1000 / 1003)
    assert np.isnan(found.outside_share[0])


def test_a_point_on_the_border_of_two_areas_counts_once():
    polygons = array([box(0, 0, 500, 1000), box(500, 0, 1000, 1000)])
    found = overlay_shares(UNITS, polygons, points_at([(500, 500), (700, 500)]))
    assert found.shares.toarray()[0].tolist() == [0.5, 0.5]
    assert found.covered[0] == 1


def test_points_all_inside_the_place_cannot_tell_what_lies_outside():
    polygons = array([box(-1000, 0, 1000, 1000)])
    found = overlay_shares(UNITS, polygons, points_at([(500, 500)]))
    assert np.isnan(found.outside_share[0])
    assert found.ground_outside[0] == 0.5
    points = points_at([(500, 500), (-10, 500), (-20, 500)])
    assert overlay_shares(UNITS, polygons, points).outside_share[0] == pytest.approx(2 / 3)


def test_a_point_on_a_border_of_units_is_in_the_first_of_them():
    xy = np.array([(EAST + 1000, NORTH - 500), (EAST, NORTH), (EAST - 1, NORTH)], dtype=float)
    assert rows_of_points(UNITS, xy).tolist() == [0, 0, -1]
