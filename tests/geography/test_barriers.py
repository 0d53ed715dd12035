"""Neighbours are cut where a river or railway covers the boundary they share, and only there."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import Adjacency, AdjacencyEdit
from icp_footprints.geography.barriers import barriers_along
from icp_footprints.geography.shared_boundary import shared_boundaries, shared_lines
from icp_footprints.geography.units import UnitTable
from tests.examples import examples
from tests.grids import ORIGIN_M, place_of, squares

X, Y = ORIGIN_M
GRID = "AAA\nAAA\nAAA"


def line(*points):
    """A line through points in kilometres, eastwards and southwards from the corner."""
    return shapely.LineString([(X + 1000 * across, Y - 1000 * down) for across, down in points])


def cut(art, *lines, **options):
    """Pairs of unit numbers that lines cut in a drawing."""
    place = place_of(art)
    found = barriers_along(
        place.units, place.adjacency, np.array(lines, dtype=object), "River", **options
    )
    assert {edit.kind for edit in found} <= {"barrier"}
    return [(int(edit.unit_a[1:]), int(edit.unit_b[1:])) for edit in found]


def test_a_river_between_two_rows_cuts_them_apart_and_nothing_else():
    assert cut(GRID, line((0, 1), (3, 1))) == [(0, 3), (1, 4), (2, 5)]


def test_a_river_that_bends_follows_the_boundaries_it_covers():
    assert cut(GRID, line((0, 1), (1, 1), (1, 3))) == [(0, 3), (3, 4), (6, 7)]


def test_a_river_through_the_middle_of_units_cuts_nobody():
    assert cut(GRID, line((0, 0.5), (3, 0.5)), line((1.5, 0), (1.5, 3))) == []


def test_a_river_across_a_boundary_covers_only_twice_the_tolerance_of_it():
    assert cut("AA", line((0.5, 0.5), (1.5, 0.5)), least_share=0.049) == [(0, 1)]
    assert cut("AA", line((0.5, 0.5), (1.5, 0.5)), least_share=0.051) == []


@pytest.mark.parametrize(("away", "is_cut"), [(0, True), (24.9, True), (25.1, False)])
def test_how_far_from_the_line_a_boundary_may_run(away, is_cut):
    assert bool(cut("AA", line((1 + away / 1000, -1), (1 + away / 1000, 2)))) == is_cut


@pytest.mark.parametrize(("reach", "is_cut"), [(0.476, True), (0.474, False)])
def test_half_the_boundary_is_enough(reach, is_cut):
    # The line's round end covers 25 m more.
    assert bool(cut("AA", line((1, -1), (1, reach)))) == is_cut


def test_lines_together_count_once_where_they_run_together():
    halves = [line((1, -1), (1, 0.3)), line((1, -1), (1, 0.35)), line((1.01, -1), (1.01, 0.3))]
    assert cut("AA", *halves) == []
    assert cut("AA", *halves, line((1, 0.7), (1, 2))) == [(0, 1)]


def test_wide_water_cuts_what_lies_in_it():
    assert cut("AA", shapely.box(X + 900, Y - 2000, X + 1100, Y + 1000)) == [(0, 1)]


def test_each_reason_names_the_line_that_covers_most():
    place = place_of("AAA\nAAA")
    lines = [
        line((0, 1), (2, 1)),
        line((1.6, 1), (3, 1)),
        line((2, 1), (2, 2)),
        line((9, 9), (8, 8)),
    ]
    names = ["Mersey", "Weaver", "", "Dee"]
    found = barriers_along(
        place.units, place.adjacency, np.array(lines, dtype=object), "River", names=names
    )
    assert {(edit.unit_a, edit.unit_b): edit.reason for edit in found} == {
        ("U000", "U003"): "River: Mersey",
        ("U001", "U004"): "River: Mersey",
        ("U002", "U005"): "River: Weaver",
        ("U004", "U005"): "River",
    }


def test_what_was_set_by_hand_stays():
    place = place_of("AAA").with_adjacency_edits(
        [
            AdjacencyEdit("bridge", "U001", "U000", "Ferry"),
            AdjacencyEdit("barrier", "U001", "U002", "M6"),
        ]
    )
    lines = np.array([line((1, 0), (1, 1)), line((2, 0), (2, 1))], dtype=object)
    assert barriers_along(place.units, place.adjacency, lines, "River") == ()


def test_cut_pairs_are_no_neighbours_afterwards():
    place = place_of(GRID)
    lines = np.array([line((0, 1), (3, 1))], dtype=object)
    found = barriers_along(place.units, place.adjacency, lines, "River")
    after = place.with_adjacency_edits(found).adjacency
    assert sorted(np.bincount(after.components)) == [3, 6]


@pytest.mark.parametrize("lines", [[], [line((20, 20), (30, 30))]])
def test_no_lines_near_cut_nobody(lines):
    assert cut(GRID, *lines) == []
    assert cut("A", *lines) == []


@pytest.mark.parametrize(
    "options",
    [
        {"tolerance_m": 0},
        {"tolerance_m": np.inf},
        {"tolerance_m": np.nan},
        {"least_share": 0},
        {"least_share": 1.1},
    ],
)
def test_senseless_options_are_refused(options):
    with pytest.raises(InputError, match="makes no sense"):
        cut("AA", line((1, 0), (1, 1)), **options)


POINT = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda p: (p[0] / 4, p[1] / 4))


@given(
    st.lists(st.lists(POINT, min_size=2, max_size=6, unique=True), min_size=1, max_size=3),
    st.sampled_from([10.0, 60.0, 300.0]),
    st.integers(0, 1000),
)
@settings(deadline=None, max_examples=examples(60))
def test_any_lines_cut_the_pairs_of_brute_force(ways, tolerance_m, seed):
    random = np.random.default_rng(seed)
    lines = [line(*(p + random.uniform(-0.05, 0.05, 2) for p in np.array(way))) for way in ways]
    shapes = squares(GRID)
    expected, unsure = set(), set()
    reach = shapely.union_all([each.buffer(tolerance_m, quad_segs=64) for each in lines])
    for a, b in combinations(range(9), 2):
        shared = shapes[a].boundary.intersection(shapes[b].boundary)
        if shared.length > 0:
            share = shared.intersection(reach).length / shared.length
            if abs(share - 0.5) < 0.003:
                unsure.add((a, b))
            elif share > 0.5:
                expected.add((a, b))
    assert set(cut(GRID, *lines, tolerance_m=tolerance_m)) - unsure == expected


def test_untidy_units_that_meet_within_the_tolerance_are_cut_as_well():
    shapes = np.array(
        [shapely.box(X, Y, X + 1000, Y + 1000), shapely.box(X + 1000.4, Y - 10, X + 2000, Y + 990)],
        dtype=object,
    )
    units = UnitTable(("A", "B"), ("A", "B"), shapes)
    river = np.array([shapely.LineString([(X + 1000, Y - 50), (X + 1000, Y + 520)])], dtype=object)
    adjacency = Adjacency.of(units)
    assert [edit.unit_b for edit in barriers_along(units, adjacency, river, "River")] == ["B"]
    assert barriers_along(units, adjacency, river, "River", least_share=0.6) == ()


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(20))
def test_shared_lines_have_the_lengths_of_shared_boundaries(seed):
    random = np.random.default_rng(seed)
    shifts = random.uniform(-0.3, 0.3, (9, 2))
    shapes = np.array(
        [affinity.translate(s, *by) for s, by in zip(squares(GRID), shifts, strict=True)]
    )
    shapes[:3] = squares(GRID)[:3]
    pairs, lengths = shared_boundaries(shapes)
    found, pieces, weights = shared_lines(shapes)
    total = dict.fromkeys(map(tuple, pairs.tolist()), 0.0)
    for pair, metres in zip(
        map(tuple, found.tolist()), shapely.length(pieces) * weights, strict=True
    ):
        total[pair] += metres
    assert list(total.values()) == pytest.approx(lengths.tolist())
