"""The parts of each footprint, against networkx."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.plan.contiguity import footprint_parts
from tests.examples import examples
from tests.grids import place_of, plan_of


def as_lists(parts):
    return [[part.tolist() for part in pieces] for pieces in parts]


def test_the_largest_part_comes_first():
    art = "A.AA\nBBBB"
    assert as_lists(footprint_parts(place_of(art).adjacency, plan_of(art))) == [
        [[2, 3], [0]],
        [[4, 5, 6, 7]],
    ]


def test_corners_do_not_join_and_bridges_do():
    art = "A.\n.A"
    place, plan = place_of(art), plan_of(art)
    assert len(footprint_parts(place.adjacency, plan)[0]) == 2
    ferry = AdjacencyEdit("bridge", "U000", "U003", "Ferry")
    assert len(footprint_parts(place.with_adjacency_edits([ferry]).adjacency, plan)[0]) == 1


@given(st.lists(st.text("ABC.~", min_size=5, max_size=5), min_size=4, max_size=4).map("\n".join))
@settings(deadline=None, max_examples=examples(60))
def test_parts_are_the_components_of_networkx(art):
    if not set(art) - {"~", "\n"}:
        return
    place, plan = place_of(art), plan_of(art)
    graph = place.graph()
    found = footprint_parts(place.adjacency, plan)
    assert len(found) == len(plan.footprints)
    for footprint, parts in zip(plan.footprints, found, strict=True):
        ids = [place.units.ids[row] for row in plan.rows(footprint.id)]
        expected = {frozenset(part) for part in nx.connected_components(graph.subgraph(ids))}
        assert {frozenset(place.units.ids[row] for row in part) for part in parts} == expected
        assert [len(part) for part in parts] == sorted(map(len, parts), reverse=True)


def test_the_main_part_is_that_of_most_people_where_they_are_given():
    place = place_of("AAA~A", people=[100, 100, 100, 5000])
    plan = plan_of("AAA~A")
    by_units = footprint_parts(place.adjacency, plan)[0]
    by_people = footprint_parts(place.adjacency, plan, place.ledger().people)[0]
    assert [part.tolist() for part in by_units] == [[0, 1, 2], [3]]
    assert [part.tolist() for part in by_people] == [[3], [0, 1, 2]]
