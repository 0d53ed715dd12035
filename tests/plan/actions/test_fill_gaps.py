"""Fill gaps: each unassigned unit joins the neighbouring footprint it borders most."""

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.plan.actions import fill_gaps, lock
from icp_footprints.plan.contiguity import footprint_parts
from tests.examples import examples
from tests.grids import drawn, place_of, plan_of


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("AB\nAB", "AB\nAB"),
        ("A.\nA.\nBB", "AA\nAA\nBB"),
        ("AAA\nA.B\nBBB", "AAA\nAAB\nBBB"),
        ("BBB\nB.A\nAAA", "BBB\nBAA\nAAA"),
        ("A...", "AAAA"),
        ("A~.", "A~."),
        ("..\n..", "..\n.."),
    ],
)
def test_gaps_are_filled_from_their_edges_and_ties_go_to_the_first_footprint(before, after):
    place, plan = place_of(before), plan_of(before)
    filled = fill_gaps(place.adjacency, plan)
    assert drawn(filled, before) == after
    assert drawn(plan, before) == before


def test_a_unit_joins_the_longest_border_not_the_first():
    assert drawn(fill_gaps(place_of("BAA\n..A").adjacency, plan_of("BAA\n..A")), "BAA\n..A") == (
        "BAA\nAAA"
    )


def test_a_locked_footprint_gains_nothing():
    place, plan = place_of("A..B"), lock(plan_of("A..B"), ["F01"])
    assert drawn(fill_gaps(place.adjacency, plan), "A..B") == "ABBB"
    alone = lock(plan_of("A.."), ["F01"])
    assert drawn(fill_gaps(place_of("A..").adjacency, alone), "A..") == "A.."


def test_a_bridge_carries_a_footprint_over_water():
    place = place_of("A~.").with_adjacency_edits([AdjacencyEdit("bridge", "U000", "U001", "Ferry")])
    assert drawn(fill_gaps(place.adjacency, plan_of("A~.")), "A~.") == "A~A"


@given(st.lists(st.text("AB..~", min_size=5, max_size=5), min_size=4, max_size=4).map("\n".join))
@settings(deadline=None, max_examples=examples(80))
def test_no_footprint_is_cut_nobody_leaves_one_and_only_the_unreachable_stay_out(art):
    assume(set(art) - {"~", "\n"})
    place, plan = place_of(art), plan_of(art)
    filled = fill_gaps(place.adjacency, plan)
    was_in = plan.assignment >= 0
    assert (filled.assignment[was_in] == plan.assignment[was_in]).all()
    assert filled.footprints == plan.footprints
    before = footprint_parts(place.adjacency, plan)
    after = footprint_parts(place.adjacency, filled)
    assert all(len(new) <= len(old) for old, new in zip(before, after, strict=True))
    graph = place.graph()
    for piece in nx.connected_components(graph):
        rows = place.units.rows(sorted(piece))
        reachable = bool(was_in[rows].any())
        assert ((filled.assignment[rows] >= 0) == reachable).all()
