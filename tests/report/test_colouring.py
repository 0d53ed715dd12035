"""Neighbours differ in colour."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.plan.plan import Plan
from icp_footprints.report.colouring import PALETTE, footprint_colours, footprint_graph
from tests.grids import place_of, plan_of


def test_few_footprints_have_a_colour_each():
    art = "ABC\nDEF"
    assert footprint_colours(place_of(art), plan_of(art)) == list(range(6))


@given(st.lists(st.sampled_from("ABCDEFGHIJKL."), min_size=36, max_size=36))
def test_neighbours_differ(letters):
    art = "\n".join("".join(letters[i : i + 6]) for i in range(0, 36, 6))
    place, plan = place_of(art), plan_of(art)
    colours = footprint_colours(place, plan)
    assert len(colours) == len(plan.footprints)
    assert all(0 <= colour < len(PALETTE) for colour in colours)
    graph = footprint_graph(place, plan)
    pairs = {
        frozenset({letters[i], letters[j]})
        for i in range(36)
        for j in (i + 1 if i % 6 < 5 else i, min(i + 6, 35))
        if letters[i] != letters[j] and "." not in (letters[i], letters[j])
        and (j == i + 1 or j == i + 6)
    }  # fmt: skip
    name = [footprint.name for footprint in plan.footprints]
    assert {frozenset({name[a], name[b]}) for a, b in graph.edges} == pairs
    # Scattered letters can need more colours than a map of whole footprints ever does.
    if max(nx.greedy_color(graph, "saturation_largest_first").values(), default=0) < len(PALETTE):
        assert all(colours[a] != colours[b] for a, b in graph.edges)


def test_a_chequered_map_of_many_footprints():
    art = "ABCDE\nFGHIJ\nKLMNO"
    place, plan = place_of(art), plan_of(art)
    colours = footprint_colours(place, plan)
    assert all(colours[a] != colours[b] for a, b in footprint_graph(place, plan).edges)
    assert max(colours) <= 4


def test_no_footprints():
    assert footprint_colours(place_of("AB"), Plan.empty(2)) == []
