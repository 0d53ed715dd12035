"""Bridges, barriers, connected pieces and the graph that others may use."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.errors import PlanError
from icp_footprints.geography.adjacency import Adjacency, AdjacencyEdit
from icp_footprints.geography.units import UnitTable
from tests.examples import examples
from tests.grids import place_of

TWO_PIECES = "AA~A\nAA~A"


def edited(adjacency, *edits):
    return adjacency.with_edits([AdjacencyEdit(*edit) for edit in edits])


def bridge(a, b):
    return ("bridge", f"U{a:03d}", f"U{b:03d}", "Ferry")


def barrier(a, b):
    return ("barrier", f"U{a:03d}", f"U{b:03d}", "River")


def pair_lengths(adjacency):
    return {
        tuple(pair): metres
        for pair, metres in zip(adjacency.pairs.tolist(), adjacency.lengths_m.tolist(), strict=True)
    }


def networkx_pieces(graph):
    return {frozenset(piece) for piece in nx.connected_components(graph)}


def labelled_pieces(ids, labels):
    return {
        frozenset(code for code, label in zip(ids, labels.tolist(), strict=True) if label == each)
        for each in set(labels.tolist())
    }


def test_a_bridge_joins_two_units_without_any_boundary():
    adjacency = edited(place_of(TWO_PIECES).adjacency, bridge(2, 1))
    assert pair_lengths(adjacency)[1, 2] == 0
    assert 2 in adjacency.neighbours(1)
    assert 1 in adjacency.neighbours(2)
    assert len(set(adjacency.components.tolist())) == 1


def test_a_bridge_between_neighbours_keeps_their_boundary():
    adjacency = edited(place_of("AA").adjacency, bridge(0, 1))
    assert pair_lengths(adjacency) == {(0, 1): 1000}


def test_a_barrier_parts_neighbours_whichever_is_named_first():
    adjacency = edited(place_of("AAA").adjacency, barrier(2, 1))
    assert pair_lengths(adjacency) == {(0, 1): 1000}
    assert adjacency.neighbours(2).tolist() == []
    assert adjacency.lonely_rows().tolist() == [2]


@pytest.mark.parametrize("second", [bridge(0, 1), bridge(1, 0)])
def test_the_same_edit_twice_is_refused_with_both_reasons(second):
    with pytest.raises(PlanError, match="bridge between U000 and U001 is given twice"):
        edited(place_of("AA").adjacency, bridge(0, 1), second)


@pytest.mark.parametrize("first", [bridge(0, 1), barrier(1, 0)])
def test_a_bridge_and_a_barrier_for_one_pair_are_refused(first):
    second = barrier(0, 1) if first[0] == "bridge" else bridge(0, 1)
    with pytest.raises(PlanError) as caught:
        edited(place_of("AA").adjacency, first, second)
    assert "contradict" in str(caught.value)
    assert "Ferry" in str(caught.value)
    assert "River" in str(caught.value)


def test_edits_that_change_nothing_are_kept_and_listed():
    ground = place_of("AA~A").adjacency
    idle = [AdjacencyEdit(*bridge(0, 1)), AdjacencyEdit(*barrier(1, 2))]
    busy = [AdjacencyEdit(*bridge(0, 2))]
    adjacency = ground.with_edits([*idle, *busy])
    assert adjacency.idle_edits() == tuple(idle)
    assert pair_lengths(adjacency) == {(0, 1): 1000, (0, 2): 0}
    assert adjacency.edits == (*idle, *busy)


def test_on_a_clean_coverage_only_edges_that_agree_count():
    """A creek that opens slowly lies within the tolerance for 500 m beyond the shared edge."""
    north = shapely.Polygon([(0, 0), (1000, 0), (2000, 2), (2000, 1000), (0, 1000)])
    south = shapely.Polygon([(0, 0), (1000, 0), (2000, 0), (2000, -1000), (0, -1000)])
    shapes = np.array([south, north])
    units = UnitTable(("S", "N"), ("S", "N"), shapes)
    assert units.is_clean_coverage
    adjacency = Adjacency.of(units, [AdjacencyEdit("bridge", "S", "N", "Ford")])
    assert pair_lengths(adjacency) == {(0, 1): 1000}
    joined = shapely.length(shapely.union_all(shapes))
    assert shapely.length(shapes).sum() - 2 * 1000 == pytest.approx(joined)


def test_units_a_sliver_apart_are_neighbours_clean_or_not():
    for shift in (0.4, -0.4):
        shapes = np.array([shapely.box(0, 0, 1000, 1000), shapely.box(1000 + shift, 0, 2000, 1000)])
        units = UnitTable(("A", "B"), ("A", "B"), shapes)
        assert units.is_clean_coverage == (shift > 0)
        assert Adjacency.of(units).pairs.tolist() == [[0, 1]]
        assert Adjacency.of(units).lengths_m == pytest.approx([1000], rel=0.01)


def test_new_edits_replace_the_old_and_leave_the_shared_boundary_alone():
    ground = place_of("AA").adjacency
    cut = edited(ground, barrier(0, 1))
    assert pair_lengths(ground) == {(0, 1): 1000}
    assert pair_lengths(cut) == {}
    assert pair_lengths(edited(cut)) == {(0, 1): 1000}


@pytest.mark.parametrize("kind", ["bridge", "barrier"])
def test_an_edit_without_a_reason_names_both_units(kind):
    with pytest.raises(PlanError, match=f"{kind} between U001 and U002 has no reason"):
        AdjacencyEdit(kind, "U001", "U002", "  ")


def test_an_edit_of_one_unit_with_itself_names_it():
    with pytest.raises(PlanError, match="U001 twice"):
        AdjacencyEdit("bridge", "U001", "U001", "Ferry")


def test_an_edit_of_an_unknown_unit_names_it_and_the_reason():
    with pytest.raises(PlanError, match=r"'Ferry' names unit X9"):
        edited(place_of("AA").adjacency, ("bridge", "U000", "X9", "Ferry"))


def test_a_place_takes_bridges_too():
    place = place_of(TWO_PIECES).with_adjacency_edits([AdjacencyEdit(*bridge(1, 2))])
    assert len(set(place.adjacency.components.tolist())) == 1


def test_the_matrix_is_symmetric_and_keeps_bridges():
    matrix = edited(place_of(TWO_PIECES).adjacency, bridge(1, 2)).matrix
    dense = matrix.toarray()
    assert np.array_equal(dense, dense.T)
    assert matrix.nnz == 2 * (4 + 1 + 1)


def test_the_graph_carries_names_people_and_lengths():
    place = place_of("AA", people=[10, 20], registered=[3, 4])
    graph = place.graph()
    assert dict(graph.nodes["U001"]) == {
        "name": "Testham 001",
        "people_resident": 20,
        "people_registered": 4,
    }
    assert graph.edges["U001", "U000"]["shared_boundary_m"] == pytest.approx(1000)


@given(
    art=st.lists(st.text("A~", min_size=4, max_size=4), min_size=3, max_size=3)
    .map("\n".join)
    .filter(lambda art: "A" in art),
    data=st.data(),
)
@settings(deadline=None, max_examples=examples(60))
def test_parts_and_pieces_are_those_of_networkx(art, data):
    place = place_of(art)
    n = len(place.units)
    rows = st.integers(0, n - 1)
    pairs = (
        data.draw(
            st.lists(
                st.tuples(rows, rows).filter(lambda p: p[0] != p[1]),
                max_size=3,
                unique_by=frozenset,
            )
        )
        if n > 1
        else []
    )
    kinds = [data.draw(st.sampled_from([bridge, barrier]))(*pair) for pair in pairs]
    adjacency = edited(place.adjacency, *kinds)
    graph = adjacency.graph()
    assert labelled_pieces(place.units.ids, adjacency.components) == networkx_pieces(graph)
    assert {place.units.ids[row] for row in adjacency.lonely_rows()} == set(nx.isolates(graph))
    numbers = data.draw(st.lists(st.integers(-1, 2), min_size=n, max_size=n))
    of_unit = dict(zip(place.units.ids, numbers, strict=True))
    graph.remove_edges_from([(a, b) for a, b in graph.edges if of_unit[a] != of_unit[b]])
    labels = adjacency.parts(np.array(numbers, dtype=np.int16))
    assert labelled_pieces(place.units.ids, labels) == networkx_pieces(graph)


def test_the_graph_of_a_place_is_that_of_its_adjacency():
    place = place_of(TWO_PIECES)
    place = replace(place, adjacency=edited(place.adjacency, bridge(1, 2), barrier(0, 1)))
    assert nx.utils.edges_equal(place.graph().edges, place.adjacency.graph().edges)


def test_a_corner_drawn_as_a_short_edge_makes_no_neighbours_but_counts_in_perimeters():
    """Two squares meet along one metre, as mending may leave the corner of four."""
    first, second = shapely.box(0, 0, 1000, 1000), shapely.box(1000, 999, 2000, 2000)
    shapes = shapely.node(shapely.MultiLineString([first.exterior, second.exterior]))
    geometry = np.array(list(shapely.polygonize([shapes]).geoms), dtype=object)
    units = UnitTable(("A", "B"), ("A", "B"), geometry)
    adjacency = Adjacency.of(units, [AdjacencyEdit("barrier", "A", "B", "River")])
    assert adjacency.shared_boundary_m.tolist() == [1.0]
    assert len(adjacency.with_edits([]).pairs) == 0
    assert [edit.kind for edit in adjacency.idle_edits()] == ["barrier"]
    tied = adjacency.with_edits([AdjacencyEdit("bridge", "A", "B", "Footbridge")])
    assert tied.lengths_m.tolist() == [0.0]
