"""Adjacency by shared boundary, against truths that were worked out another way."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.shared_boundary import shared_boundaries
from tests.examples import examples
from tests.grids import cells, squares

NOISE_M = 0.3
SIDE_M = 1000.0


def as_dict(geometry):
    """What the library finds: shared length by pair of rows."""
    pairs, lengths = shared_boundaries(np.array(geometry, dtype=object))
    assert lengths.shape == (len(pairs),)
    return {(a, b): m for (a, b), m in zip(pairs.tolist(), lengths.tolist(), strict=True)}


def brute_force(geometry):
    """Lengths of boundary in common, pair by pair, from polygons that agree exactly."""
    lines = [shape.boundary for shape in geometry]
    shared = {
        (a, b): lines[a].intersection(lines[b]).length
        for a, b in combinations(range(len(lines)), 2)
    }
    return {pair: metres for pair, metres in shared.items() if metres > 1e-6}


def cell_truth(art):
    """Shared lengths of letters, counted from the drawing without any geometry."""
    letter = {(x, y): c for x, y, c in cells(art)}
    order = sorted(set(letter.values()))
    shared = {}
    for (x, y), c in letter.items():
        for beside in ((x + 1, y), (x, y + 1)):
            other = letter.get(beside, c)
            if other != c:
                pair = tuple(sorted((order.index(c), order.index(other))))
                shared[pair] = shared.get(pair, 0.0) + SIDE_M
    return shared


def letters(art, simplify=False):
    """One polygon per letter of the drawing; simplified, corners of neighbours lack a vertex."""
    by_letter = {}
    for (_, _, c), square in zip(cells(art), squares(art), strict=True):
        by_letter.setdefault(c, []).append(square)
    shapes = [shapely.union_all(by_letter[c]) for c in sorted(by_letter)]
    return [shapely.simplify(shape, 0) for shape in shapes] if simplify else shapes


def noisy(shapes, seed, metres=NOISE_M):
    """Each polygon's vertices moved by themselves, so that no two polygons agree exactly."""
    random = np.random.default_rng(seed)

    def shake(ring):
        moved = np.asarray(ring.coords)[:-1] + random.uniform(
            -metres, metres, (len(ring.coords) - 1, 2)
        )
        return np.vstack([moved, moved[:1]])

    return [
        shapely.Polygon(shake(shape.exterior), [shake(hole) for hole in shape.interiors])
        for shape in shapes
    ]


def arts(letters_used, width, height):
    row = st.text(alphabet=letters_used, min_size=width, max_size=width)
    rows = st.lists(row, min_size=height, max_size=height)
    return rows.map("\n".join).filter(lambda art: set(art) - {"~", "\n"})


COAST = """
~AA~AA
AAAAAA
A~~A~A
AAA~~A
"""


def test_squares_with_sea_and_islands_have_the_neighbours_of_brute_force():
    shapes = squares(COAST)
    assert as_dict(shapes) == pytest.approx(brute_force(shapes))


@given(arts("AAA~", 5, 5))
@settings(deadline=None, max_examples=examples(40))
def test_any_coast_has_the_neighbours_of_brute_force(art):
    shapes = squares(art)
    assert as_dict(shapes) == pytest.approx(brute_force(shapes))


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(30))
def test_crooked_units_that_agree_have_the_neighbours_of_brute_force(seed):
    random = np.random.default_rng(seed)
    corners = np.stack(np.meshgrid(range(5), range(5)), axis=-1) * SIDE_M
    corners = corners + random.uniform(-200, 200, corners.shape)
    shapes = [
        shapely.Polygon(
            [corners[y, x], corners[y, x + 1], corners[y + 1, x + 1], corners[y + 1, x]]
        )
        for y in range(4)
        for x in range(4)
    ]
    assert as_dict(shapes) == pytest.approx(brute_force(shapes), rel=0.01)


@given(art=arts("AAA~", 4, 4), seed=st.integers(0, 10_000))
@settings(deadline=None, max_examples=examples(40))
def test_noise_below_the_tolerance_changes_no_neighbour_and_no_length_by_a_hundredth(art, seed):
    shapes = squares(art)
    assert as_dict(noisy(shapes, seed)) == pytest.approx(brute_force(shapes), rel=0.01)


@given(arts("ABCD~", 3, 3))
@settings(deadline=None, max_examples=examples(150))
def test_units_of_any_shape_without_their_neighbours_vertices_are_measured_right(art):
    assert as_dict(letters(art, simplify=True)) == pytest.approx(cell_truth(art), rel=0.01)


@given(arts("ABCDEF~", 5, 5))
@settings(deadline=None, max_examples=examples(60))
def test_units_of_any_shape_that_agree_are_measured_right(art):
    assert as_dict(letters(art)) == pytest.approx(cell_truth(art), rel=0.01)


@given(art=arts("ABCD~", 3, 3), seed=st.integers(0, 1000))
@settings(deadline=None, max_examples=examples(30))
def test_the_order_of_units_does_not_matter(art, seed):
    shapes = letters(art, simplify=True)
    order = np.random.default_rng(seed).permutation(len(shapes)).tolist()
    straight = as_dict(shapes)
    turned = as_dict([shapes[i] for i in order])
    back = {tuple(sorted((order[a], order[b]))): m for (a, b), m in turned.items()}
    assert back == pytest.approx(straight)


def test_pairs_are_ascending_with_the_smaller_row_first():
    pairs, _ = shared_boundaries(squares(COAST))
    assert pairs.dtype == np.int32
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert pairs.tolist() == sorted(pairs.tolist())


def test_a_vertex_missing_on_one_side_parts_nobody():
    assert as_dict(letters("AAA\nBCD", simplify=True)) == pytest.approx(
        {(0, 1): 1000, (0, 2): 1000, (0, 3): 1000, (1, 2): 1000, (2, 3): 1000}, rel=0.01
    )


@pytest.mark.parametrize("gap_m", [0.0005, 0.02, 0.5, 0.9])
def test_a_sliver_below_the_tolerance_parts_nobody(gap_m):
    pair = [shapely.box(0, 0, 1000, 1000), shapely.box(1000 + gap_m, 0, 2000, 1000)]
    assert as_dict(pair) == pytest.approx({(0, 1): 1000}, rel=0.01)


@pytest.mark.parametrize("overlap_m", [0.0005, 0.02, 0.5, 0.9])
def test_a_small_overlap_is_a_shared_boundary(overlap_m):
    pair = [shapely.box(0, 0, 1000, 1000), shapely.box(1000 - overlap_m, 0, 2000, 1000)]
    assert as_dict(pair) == pytest.approx({(0, 1): 1000}, rel=0.01)


def test_a_sliver_at_a_t_junction_parts_nobody():
    shapes = noisy(letters("AAA\nBCD", simplify=True), seed=5)
    assert as_dict(shapes) == pytest.approx(
        {(0, 1): 1000, (0, 2): 1000, (0, 3): 1000, (1, 2): 1000, (2, 3): 1000}, rel=0.01
    )


def test_a_gap_of_3_m_is_not_adjacency():
    assert as_dict([shapely.box(0, 0, 1000, 1000), shapely.box(1003, 0, 2000, 1000)]) == {}


def test_a_wider_tolerance_bridges_a_wider_gap():
    pair = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(1003, 0, 2000, 1000)], dtype=object)
    pairs, lengths = shared_boundaries(pair, tolerance_m=5)
    assert pairs.tolist() == [[0, 1]]
    assert lengths == pytest.approx([1000], rel=0.01)


def test_a_touch_at_a_corner_is_not_adjacency():
    assert as_dict(squares("A~\n~A")) == {}
    assert as_dict(noisy(squares("A~\n~A"), seed=2)) == {}


def test_many_touches_at_corners_are_not_adjacency():
    assert as_dict(letters("A~A~A~A\n~B~B~B~\nA~A~A~A")) == {}


def test_a_touch_at_a_corner_beside_a_creek_is_not_adjacency():
    south = shapely.Polygon([(0, 0), (1000, 0), (1000, -500), (0, -500)])
    north = shapely.Polygon([(0, 0), (1000, 200), (1000, 500), (0, 500)])
    assert as_dict([south, north]) == {}


def test_a_unit_in_the_hole_of_another_is_its_neighbour():
    assert as_dict(letters("AAA\nABA\nAAA", simplify=True)) == pytest.approx(
        {(0, 1): 4000}, rel=0.01
    )


def test_every_piece_of_a_unit_counts():
    assert as_dict(letters("ABA\n~B~\nABA")) == pytest.approx({(0, 1): 4000})


def test_pieces_of_one_unit_are_not_its_own_neighbours():
    assert as_dict(letters("A~\n~A")) == {}
    assert (
        as_dict([shapely.MultiPolygon([shapely.box(0, 0, 9, 9), shapely.box(9.5, 0, 20, 9)])]) == {}
    )


def test_a_mended_bow_tie_has_its_neighbours():
    bow_tie = shapely.make_valid(shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)]))
    beside = [shapely.box(1000, 0, 2000, 1000), shapely.box(-1000, 0, 0, 1000)]
    assert as_dict([bow_tie, *beside]) == pytest.approx({(0, 1): 1000, (0, 2): 1000})


def test_one_unit_has_no_neighbours():
    pairs, lengths = shared_boundaries(squares("A"))
    assert pairs.shape == (0, 2)
    assert lengths.shape == (0,)
