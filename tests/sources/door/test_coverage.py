"""Units that nearly fit become one clean coverage; nothing moves further than a sliver is wide."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.units import UnitTable
from icp_footprints.sources.door.clean_units import clean_units
from icp_footprints.sources.door.coverage import SLIVER_WIDTH_M, SNAPS_M, tidied
from icp_footprints.sources.door.holes import holes
from icp_footprints.sources.door.overlaps import real_overlaps
from icp_footprints.sources.door.shapes import Shapes
from icp_footprints.sources.opening.tables import Table
from tests.examples import examples
from tests.grids import squares
from tests.sources.making import codes, is_one_clear_line

X, Y = 330_000.0, 390_000.0


def box(left, bottom, right, top):
    return shapely.box(X + left, Y + bottom, X + right, Y + top)


def shapes_of(geometry):
    geometry = np.array(geometry, dtype=object)
    n = len(geometry)
    columns = {"code": np.array(codes(n), dtype=object)}
    return Shapes(Table("units.gpkg", columns, np.arange(1, n + 1)), geometry)


def units_of(geometry):
    ids = tuple(f"U{i:03d}" for i in range(len(geometry)))
    return UnitTable(ids, ids, geometry)


def shaken(shapes, seed, metres):
    """Each polygon's vertices moved by themselves, with a few more of them on every side."""
    random = np.random.default_rng(seed)

    def shake(shape):
        dense = shapely.get_coordinates(shapely.segmentize(shape, random.uniform(200, 1200)))[:-1]
        moved = dense + random.uniform(-metres, metres, dense.shape)
        return shapely.Polygon(np.vstack([moved, moved[:1]]))

    return np.array([shake(shape) for shape in shapes], dtype=object)


ARTS = (
    st.lists(st.text("AAA~", min_size=4, max_size=4), min_size=3, max_size=4)
    .map("\n".join)
    .filter(lambda art: "A" in art)
)


@given(art=ARTS, seed=st.integers(0, 10_000), metres=st.sampled_from([0.0, 0.001, 0.05, 0.4]))
@settings(deadline=None, max_examples=examples(60))
def test_shaken_units_become_a_coverage_with_the_neighbours_they_had(art, seed, metres):
    ideal, untidy = squares(art), shaken(squares(art), seed, metres)
    tidy = tidied(untidy)
    assert not len(tidy.untidy)
    assert not len(tidy.swallowed)
    assert shapely.coverage_is_valid(tidy.geometry)
    assert shapely.is_valid(tidy.geometry).all()
    # No boundary moves by more than a sliver is wide, and no ground but slivers changes hands.
    moved = shapely.hausdorff_distance(tidy.geometry, untidy)
    assert moved.max() <= SLIVER_WIDTH_M + max(SNAPS_M)
    changed = shapely.area(shapely.symmetric_difference(tidy.geometry, untidy))
    assert (changed <= 2.1 * metres * shapely.length(untidy) + 1e-6).all()
    expected = Adjacency.of(units_of(ideal))
    found = Adjacency.of(units_of(tidy.geometry))
    assert found.pairs.tolist() == expected.pairs.tolist()
    assert found.lengths_m == pytest.approx(expected.lengths_m, rel=0.01)


@given(art=ARTS, seed=st.integers(0, 10_000), metres=st.sampled_from([0.0, 0.05, 0.4]))
@settings(deadline=None, max_examples=examples(60))
def test_perimeter_is_the_sum_of_the_units_less_twice_what_they_share(art, seed, metres):
    """What footprints' lengths are reckoned by, against a plain union of the same shapes."""
    units = units_of(tidied(shaken(squares(art), seed, metres)).geometry)
    adjacency = Adjacency.of(units)
    chosen = np.random.default_rng(seed).random(len(units)) < 0.6
    a, b = adjacency.shared_pairs.T
    inner_m = adjacency.shared_boundary_m[chosen[a] & chosen[b]].sum()
    reckoned = shapely.length(units.geometry[chosen]).sum() - 2 * inner_m
    joined = shapely.union_all(units.geometry[chosen])
    assert reckoned == pytest.approx(shapely.length(joined), rel=1e-6)
    assert shapely.length(dissolve(units, np.flatnonzero(chosen))) == pytest.approx(
        reckoned, rel=1e-6
    )


@given(ARTS)
@settings(deadline=None, max_examples=examples(20))
def test_units_that_fit_stay_the_very_same(art):
    geometry = squares(art)
    tidy = tidied(geometry)
    assert all(a is b for a, b in zip(tidy.geometry, geometry, strict=True))
    assert (len(tidy.changed), tidy.slivers, tidy.largest_sliver_m2) == (0, 0, 0)
    assert clean_units(shapes_of(geometry)).notes == hole_notes(geometry)


def hole_notes(geometry):
    gaps = holes(geometry, is_coverage=True)
    return clean_units(shapes_of(geometry)).notes if gaps else ()


@pytest.mark.parametrize("gap", [0.0005, 0.3, 1.9])
def test_a_gap_open_at_both_ends_is_closed(gap):
    tidy = tidied(np.array([box(0, 0, 1000, 1000), box(1000 + gap, 0, 2000, 1000)], dtype=object))
    assert shapely.coverage_is_valid(tidy.geometry)
    assert Adjacency.of(units_of(tidy.geometry)).lengths_m == pytest.approx([1000], abs=0.1)
    joined = shapely.union_all(tidy.geometry)
    assert joined.geom_type == "Polygon"
    assert shapely.area(joined) == pytest.approx(2_000_000, abs=100 * 0.1)


def test_a_gap_wider_than_a_sliver_stays():
    pair = np.array([box(0, 0, 1000, 1000), box(1003, 0, 2000, 1000)], dtype=object)
    assert all(a is b for a, b in zip(tidied(pair).geometry, pair, strict=True))


def test_a_creek_in_one_units_own_coast_stays():
    creek = shapely.difference(box(0, 0, 1000, 1000), box(400, 500, 401, 1000))
    pair = np.array([creek, box(1000, 0, 2000, 1000)], dtype=object)
    assert tidied(pair).geometry[0].equals(creek)


def test_a_vertex_missing_on_one_side_moves_no_ground():
    three = np.array([box(0, 0, 2000, 1000), box(0, 1000, 900, 2000), box(900, 1000, 2000, 2000)])
    tidy = tidied(three)
    assert shapely.coverage_is_valid(tidy.geometry)
    assert shapely.equals(tidy.geometry, three).all()
    assert (tidy.slivers, len(tidy.changed)) == (0, 0)
    assert clean_units(shapes_of(three)).notes == ()


def test_pinholes_between_units_are_closed_and_counted():
    """What dissolved footprints of Stoke-on-Trent had, up to 1.3 m²."""
    left = shapely.difference(box(0, 0, 1000, 1000), box(999, 500, 1000, 501.3))
    pair = np.array([left, box(1000, 0, 2000, 1000)], dtype=object)
    cleaned = clean_units(shapes_of(pair), "code")
    assert shapely.union_all(cleaned.geometry).equals(box(0, 0, 2000, 1000))
    (note,) = cleaned.notes
    assert note.startswith("1 sliver of gap or overlap between units closed, in 1 unit: ")
    assert "1.3 m²" in note
    assert "change by +1.3 m²" in note


@pytest.mark.parametrize(
    ("second", "area"),
    [
        (box(950, 0, 2000, 1000), "50,000 m²"),
        (box(100, 100, 300, 300), "40,000 m²"),
        (box(990, 0, 1090, 100), "1,000 m²"),
    ],
)
def test_a_real_overlap_is_refused_with_both_units_and_the_ground(second, area):
    shapes = shapes_of([box(-2000, 0, -1000, 1000), box(0, 0, 1000, 1000), second])
    with pytest.raises(InputError) as caught:
        clean_units(shapes, "code")
    assert is_one_clear_line(caught.value, "units.gpkg", *codes(2, 2), area)
    with pytest.raises(InputError) as caught:
        clean_units(shapes)
    assert is_one_clear_line(caught.value, "row 2", "row 3")


@pytest.mark.parametrize("wide", [0.3, 1.5])
def test_a_thin_overlap_is_closed_however_long(wide):
    pair = np.array([box(0, 0, 1000, 50_000), box(1000 - wide, 0, 2000, 50_000)], dtype=object)
    cleaned = clean_units(shapes_of(pair))
    assert shapely.coverage_is_valid(cleaned.geometry)
    assert shapely.area(cleaned.geometry).sum() == pytest.approx(100e6)
    assert f"{wide * 50_000:,.1f} m²" in cleaned.notes[0]


def test_a_small_overlap_wider_than_a_sliver_is_shared_out():
    pair = np.array([box(0, 0, 1000, 1000), box(990, 0, 2000, 20)], dtype=object)
    cleaned = clean_units(shapes_of(pair))
    assert shapely.coverage_is_valid(cleaned.geometry)
    assert "200.0 m²" in cleaned.notes[0]


@given(seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(30))
def test_overlaps_are_those_of_brute_force(seed):
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 600, (6, 2))
    sizes = random.uniform(30, 400, (6, 2))
    geometry = np.array(
        [box(*c, *(c + s)) for c, s in zip(corners, sizes, strict=True)], dtype=object
    )
    found = {
        (each.row_a, each.row_b): each.area_m2
        for each in real_overlaps(geometry, np.arange(6), SLIVER_WIDTH_M)
    }
    expected = {}
    for a in range(6):
        for b in range(a + 1, 6):
            west, south, east, north = shapely.bounds(geometry[[a, b]]).T
            wide, high = min(east) - max(west), min(north) - max(south)
            limit = min(1000, 0.01 * min(geometry[a].area, geometry[b].area))
            if min(wide, high) > SLIVER_WIDTH_M and wide * high > 1.01 * limit + 5:
                expected[a, b] = wide * high
    assert expected.keys() <= found.keys()
    for pair, area in expected.items():
        assert found[pair] == pytest.approx(area, abs=2)


def test_gaps_that_are_no_slivers_are_said_with_their_neighbours_and_stay():
    cleaned = clean_units(shapes_of(squares("AAA\nA~A\nAAA")), "code")
    assert shapely.equals(cleaned.geometry, squares("AAA\nA~A\nAAA")).all()
    (note,) = cleaned.notes
    assert note.startswith("1.00 km² between ")
    assert "is in no unit" in note
    # The four beside it and the four that touch its corners.
    assert "and 4 more" in note


def test_an_island_in_a_lake_is_no_gap():
    lake = shapely.difference(box(0, 0, 1000, 1000), box(100, 100, 900, 900))
    (hole,) = holes(np.array([lake, box(400, 400, 600, 600)], dtype=object), is_coverage=True)
    assert hole.area_m2 == pytest.approx(800**2 - 200**2)
    assert hole.rows == (0,)


def test_many_gaps_are_not_all_named():
    art = "AAAAAAAAAAA\nA~A~A~A~A~A\nAAAAAAAAAAA"
    notes = clean_units(shapes_of(squares(art))).notes
    assert len(notes) == 4
    assert notes[-1] == "2 smaller gaps in no unit, of up to 1.00 km²."


def test_islands_and_pieces_of_a_unit_stay():
    island = box(5000, 0, 5030, 30)
    two = shapely.MultiPolygon([box(0, 0, 1000, 1000), island])
    pair = np.array([two, box(999.7, 0, 2000, 1000), box(7000, 0, 7100, 100)], dtype=object)
    tidy = tidied(pair)
    assert shapely.coverage_is_valid(tidy.geometry)
    assert tidy.geometry[0].contains(island.buffer(-1))
    assert tidy.geometry[2] is pair[2]


def test_a_unit_of_which_nothing_would_be_left_is_refused():
    shapes = shapes_of([box(0, 0, 1000, 1000), box(500, 0, 500.5, 1000)])
    with pytest.raises(InputError) as caught:
        clean_units(shapes, "code")
    assert is_one_clear_line(caught.value, "units.gpkg", codes(2)[1])


@given(art=ARTS, seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(20))
def test_tidying_twice_changes_nothing_more(art, seed):
    once = tidied(shaken(squares(art), seed, 0.4))
    twice = tidied(once.geometry)
    assert shapely.area(shapely.symmetric_difference(once.geometry, twice.geometry)).max() < 1
