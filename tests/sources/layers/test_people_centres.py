"""The centre of a unit's people: worked out, kept, and asked by whatever a drawn line cuts."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.exchange.plan_file import open_plan_file, save_plan_file
from icp_footprints.geography.part_of_place import part_of_place
from icp_footprints.geography.units import UnitTable
from icp_footprints.geography.units_in_shape import ShapeSearch
from icp_footprints.plan.plan import Plan
from icp_footprints.sources.layers.people_points import (
    PeoplePoints,
    people_centres,
    rows_of_points,
)
from icp_footprints.sources.new_place import read_place
from icp_footprints.sources.recognition.inspection import inspect
from tests.examples import examples
from tests.grids import ORIGIN_M, place_of, squares
from tests.sources.making import codes, recipe, units_frame, write, write_csv

EAST, NORTH = ORIGIN_M
# A horseshoe open to the right round a square: its middle is outside of it.
RING = shapely.Polygon([(0, 0), (30, 0), (30, 10), (10, 10), (10, 20), (30, 20), (30, 30), (0, 30)])
SHAPES = np.array([RING, shapely.box(10, 10, 30, 20), shapely.box(30, 0, 60, 30)], dtype=object)
WHERE = st.tuples(st.floats(-5, 65, width=32), st.floats(-5, 35, width=32), st.integers(0, 9))


def known_centres(place):
    """The people's centres of a place that has some."""
    found = place.units.people_centres
    assert found is not None
    return found


def points_at(*spots):
    xy = np.array([spot[:2] for spot in spots], dtype=float).reshape(-1, 2)
    people = np.array([spot[2] for spot in spots], dtype=float)
    return PeoplePoints(xy, people, rows_of_points(SHAPES, xy))


@given(st.lists(WHERE, min_size=1, max_size=12))
@settings(deadline=None, max_examples=examples(100))
def test_the_centre_is_the_mean_of_the_people_or_the_point_nearest_to_it(spots):
    points = points_at(*spots)
    found = people_centres(points, SHAPES)
    for row, unit in enumerate(SHAPES):
        own = [
            (x, y, n)
            for (x, y, n), held in zip(spots, points.unit_rows.tolist(), strict=True)
            if held == row and n
        ]
        if not own:
            assert np.isnan(found[row]).all()
            continue
        total = sum(n for *_, n in own)
        mean = [sum(spot[axis] * spot[2] for spot in own) / total for axis in (0, 1)]
        if unit.intersects(shapely.Point(mean)):
            assert found[row] == pytest.approx(mean, abs=1e-6)
        elif unit.distance(shapely.Point(mean)) > 1e-6:
            nearest = min(np.hypot(x - mean[0], y - mean[1]) for x, y, _ in own)
            assert tuple(found[row]) in {(x, y) for x, y, _ in own}
            assert np.hypot(*(found[row] - mean)) == pytest.approx(nearest)


def test_of_a_horseshoe_the_point_nearest_to_the_mean_stands_for_it():
    found = people_centres(points_at((5, 15, 1), (25, 5, 4), (25, 25, 4)), SHAPES)
    assert found[0].tolist() == [25.0, 5.0]


def test_a_table_of_units_refuses_centres_that_are_not_its_own():
    geometry = squares("AA")
    with pytest.raises(InputError, match="not one per unit"):
        UnitTable(("a", "b"), ("a", "b"), geometry, np.zeros((3, 2)))
    half = UnitTable(("a", "b"), ("a", "b"), geometry, np.array([[np.nan, np.nan], [1, 2]]))
    assert half.centres.tolist() == [half.middles[0].tolist(), [1, 2]]


def weighted_centres(folder, name="LSOA_PopCentroids_EW_2021.csv"):
    """As ONS publishes them: every unit's people live in its right tenth."""
    places = [(EAST + i * 1000 + 900, NORTH - 500) for i in range(3)]
    rows = [(i, code, x, y) for i, (code, (x, y)) in enumerate(zip(codes(3), places, strict=True))]
    return write_csv(folder / name, ["FID", "LSOA21CD", "x", "y"], rows)


def place_with_centres(folder):
    units = write(folder / "units.gpkg", units_frame("AAA"))
    return read_place(recipe(units, people_points=str(weighted_centres(folder))))


def test_published_centres_decide_which_units_a_shape_holds(tmp_path):
    place = place_with_centres(tmp_path)
    expected = [[EAST + i * 1000 + 900, NORTH - 500] for i in range(3)]
    np.testing.assert_allclose(place.units.centres, expected)
    assert "The centre of a unit's people is the mean of its points." in place.sources[-1].notes
    # The line takes eight tenths of the middle unit, but nobody who lives there.
    shape = shapely.box(EAST - 100, NORTH - 1100, EAST + 1800, NORTH + 100)
    assert ShapeSearch(place.units).in_shape(shape).rows.tolist() == [0]
    assert ShapeSearch(place.units).in_shape(shape, "area").rows.tolist() == [0, 1]
    plain = replace(place.units, people_centres=None)
    assert ShapeSearch(plain).in_shape(shape).rows.tolist() == [0, 1]


def test_a_plan_file_and_a_part_of_a_place_keep_them(tmp_path):
    place = place_with_centres(tmp_path)
    path = tmp_path / "plan.footprints.gpkg"
    save_plan_file(path, place, Plan.empty(3))
    again = open_plan_file(path)[0]
    assert np.array_equal(again.units.centres, place.units.centres)
    part = part_of_place(place, [1, 2], "Part")
    assert np.array_equal(part.units.centres, place.units.centres[1:])
    assert place_of("AA").units.people_centres is None
    known = known_centres(place)
    half = replace(place.units, people_centres=np.where([[True], [False], [False]], np.nan, known))
    parts = [part_of_place(replace(place, units=half), rows, "P") for rows in ([0], [0, 1])]
    assert parts[0].units.people_centres is None
    expected = np.where([[True], [False]], np.nan, known[:2])
    assert np.array_equal(known_centres(parts[1]), expected, equal_nan=True)


@pytest.mark.parametrize(
    ("done", "known"),
    [
        ("ALTER TABLE units DROP COLUMN centre_northing", None),
        ("ALTER TABLE units DROP COLUMN centre_easting", None),
        ("UPDATE units SET centre_easting = NULL WHERE fid = 1", [False, True, True]),
        ("UPDATE units SET centre_easting = 1e9 WHERE fid = 2", [True, False, True]),
        ("UPDATE units SET centre_easting = 'abc' WHERE fid = 3", [True, True, False]),
        ("UPDATE units SET centre_northing = centre_northing + 5000", None),
    ],
)
def test_centres_that_another_program_spoilt_are_none_and_the_plan_opens(tmp_path, done, known):
    place = place_with_centres(tmp_path)
    path = tmp_path / "plan.footprints.gpkg"
    save_plan_file(path, place, Plan.empty(3))
    with closing(sqlite3.connect(path)) as base, base:
        for (name,) in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'units'"
        ).fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute(done)
    again = open_plan_file(path)[0]
    if known is None:
        assert again.units.people_centres is None
    else:
        assert (~np.isnan(known_centres(again)[:, 0])).tolist() == known
    assert shapely.intersects_xy(again.units.geometry, again.units.centres).all()


def test_a_point_with_a_unit_s_code_is_of_that_unit_wherever_it_lies(tmp_path):
    """As where a boundary was simplified and the centre is now beyond it."""
    rows = [(1, "E01000001", EAST + 1026, NORTH - 500), (2, "E01000002", EAST + 1500, NORTH - 500)]
    path = write_csv(tmp_path / "c.csv", ["FID", "LSOA21CD", "x", "y"], rows)
    units = write(tmp_path / "units.gpkg", units_frame("AAA"))
    place = read_place(recipe(units, people_points=str(path)))
    first, second, third = known_centres(place)
    assert first == pytest.approx([EAST + 1000, NORTH - 500], abs=1)
    assert second.tolist() == [EAST + 1500, NORTH - 500]
    assert np.isnan(third).all()
    notes = place.sources[-1].notes
    strayed = (
        "1 point lies outside the unit whose code it has, and counts for that unit: E01000001."
    )
    assert strayed in notes
    missing = "1 unit without any, for which areas and middles are used: E01000003."
    assert missing in notes


def test_inspect_says_what_published_centres_are_for(tmp_path):
    path = weighted_centres(tmp_path)
    assert [each.option for each in inspect(str(path)).services] == [f"--people-points {path}"]


@pytest.mark.parametrize(
    ("header", "row", "is_of_people"),
    [
        (
            ["objectid", "lsoa11cd", "GlobalID", "x", "y", "lsoa11nm"],
            "{n},{c},g,{x},{y},N{n}",
            True,
        ),
        (["FID", "LSOA21CD", "LSOA21NM", "x", "y"], "{n},{c},N{n},{x},{y}", True),
        (["OA21CD", "x", "y"], "E0000000{n},{x},{y}", True),
        (["uprn", "lsoa21cd", "x", "y"], "1{n},{c},{x},{y}", False),
        (["URN", "LSOA21CD", "pupils", "easting", "northing"], "{n},{c},90,{x},{y}", False),
        (["LSOA21CD", "BNG_E", "BNG_N", "LONG", "LAT"], "{c},{x},{y},-3.0,53.4", False),
        (["LSOA21CD", "Population", "x", "y"], "{c},1500,{x},{y}", False),
        (["MSOA21CD", "x", "y"], "E0200000{n},{x},{y}", False),
    ],
)
def test_only_files_of_nothing_but_small_areas_and_places_are_centres(
    tmp_path, header, row, is_of_people
):
    rows = [
        row.format(n=n, c=code, x=EAST + n, y=NORTH).split(",")
        for n, code in enumerate(codes(3), start=1)
    ]
    path = write_csv(tmp_path / "c.csv", header, rows)
    options = [each.option for each in inspect(str(path)).services]
    assert (f"--people-points {path}" in options) == is_of_people
