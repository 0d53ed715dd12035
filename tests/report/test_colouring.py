"""Neighbours differ in colour."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.plan.actions import recolour
from icp_footprints.plan.plan import Plan
from icp_footprints.report.colouring import (
    COLOURS,
    colour,
    footprint_colours,
    neighbouring_footprints,
    palette,
    same_coloured_neighbours,
)
from tests.grids import place_of, plan_of


def test_few_footprints_have_a_colour_each():
    art = "ABC\nDEF"
    assert footprint_colours(place_of(art), plan_of(art)) == list(range(6))


@given(st.lists(st.sampled_from("ABCDEFGHIJKL."), min_size=36, max_size=36))
def test_neighbours_differ(letters):
    art = "\n".join("".join(letters[i : i + 6]) for i in range(0, 36, 6))
    place, plan = place_of(art), plan_of(art)
    chosen = dict(
        zip((each.name for each in plan.footprints), footprint_colours(place, plan), strict=True)
    )
    assert all(0 <= number < COLOURS for number in chosen.values())
    pairs = {
        frozenset({letters[i], letters[j]})
        for i in range(36)
        for j in (i + 1 if i % 6 < 5 else i, min(i + 6, 35))
        if letters[i] != letters[j] and "." not in (letters[i], letters[j])
        and (j == i + 1 or j == i + 6)
    }  # fmt: skip
    graph = neighbouring_footprints(place.adjacency, plan)
    name = {footprint.id: footprint.name for footprint in plan.footprints}
    assert {frozenset({name[a], name[b]}) for a, b in graph.edges} == pairs
    # Scattered letters can need more colours than a map of whole footprints ever does.
    if max(nx.greedy_color(graph, "saturation_largest_first").values(), default=0) < COLOURS:
        assert all(chosen[a] != chosen[b] for a, b in map(tuple, pairs))


def test_a_chequered_map_of_many_footprints():
    art = "ABCDE\nFGHIJ\nKLMNO"
    place, plan = place_of(art), plan_of(art)
    chosen = colour(neighbouring_footprints(place.adjacency, plan), {})
    assert not clashes(neighbouring_footprints(place.adjacency, plan), chosen)
    assert footprint_colours(place, plan) == list(chosen.values())


def test_every_theme_has_as_many_fills():
    assert len(palette("light")) == len(palette("dark")) == COLOURS


def test_no_footprints():
    assert footprint_colours(place_of("AB"), Plan.empty(2)) == []


def clashes(graph, chosen):
    return [(a, b) for a, b in graph.edges if chosen[a] == chosen[b]]


def test_neighbours_differ_and_few_footprints_all_differ():
    art = "AABB\nCCDD"
    graph = neighbouring_footprints(place_of(art).adjacency, plan_of(art))
    assert sorted(graph.edges) == [("F01", "F02"), ("F01", "F03"), ("F02", "F04"), ("F03", "F04")]
    assert len(set(colour(graph, {}).values())) == 4


def test_a_footprint_keeps_its_colour_unless_it_clashes():
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(["a", "b", "c"])
    graph.add_edge("a", "b")
    before = {"a": 3, "b": 5, "c": 3}
    assert colour(graph, before) == before
    graph.add_edge("a", "c")
    after = colour(graph, before)
    assert after["a"] == 3
    assert after["b"] == 5
    assert after["c"] not in (3, 5)


def test_many_footprints_on_a_grid_never_clash():
    graph: nx.Graph[str] = nx.Graph()
    grid = nx.convert_node_labels_to_integers(nx.grid_2d_graph(12, 12))
    graph.add_edges_from((f"F{a}", f"F{b}") for a, b in grid.edges)
    chosen = colour(graph, {})
    assert not clashes(graph, chosen)
    assert set(chosen.values()) == set(range(8))


def test_a_footprint_with_more_neighbours_than_colours_still_differs():
    star: nx.Graph[str] = nx.Graph()
    star.add_edges_from(("F0", f"F{n}") for n in range(1, 10))
    assert not clashes(star, colour(star, {}))


@given(st.lists(st.sampled_from("ABCDEFG."), min_size=25, max_size=25), st.data())
def test_chosen_colours_stay_and_the_others_are_coloured_round_them(letters, data):
    art = "\n".join("".join(letters[i : i + 5]) for i in range(0, 25, 5))
    place, plan = place_of(art), plan_of(art)
    for footprint in plan.footprints:
        chosen = data.draw(st.none() | st.integers(0, COLOURS - 1))
        plan = recolour(plan, footprint.id, chosen)
    graph = neighbouring_footprints(place.adjacency, plan)
    ids = [each.id for each in plan.footprints]
    before = {each: data.draw(st.integers(0, COLOURS - 1)) for each in ids}
    fixed = {each.id: each.colour for each in plan.footprints if each.colour is not None}
    for found in (
        dict(zip(ids, footprint_colours(place, plan), strict=True)),
        colour(graph, before, fixed),
    ):
        assert all(found[key] == number for key, number in fixed.items())
        # Seven footprints, eight colours: only two that people chose can ever be the same.
        assert {frozenset(pair) for pair in clashes(graph, found)} == {
            frozenset((a, b)) for a, b in graph.edges if a in fixed and fixed[a] == fixed.get(b)
        }
    for each in plan.footprints:
        same = same_coloured_neighbours(place, plan, each.id)
        assert same == [
            other.name
            for other in plan.footprints
            if graph.has_edge(each.id, other.id) and each.colour is not None
            and each.colour == other.colour
        ]  # fmt: skip


def test_a_map_with_many_footprints_is_coloured_round_chosen_ones():
    star: nx.Graph[str] = nx.Graph()
    star.add_edges_from(("F0", f"F{n}") for n in range(1, 10))
    fixed = {"F0": 2, "F3": 5, "F4": 2}
    found = colour(star, {}, fixed)
    assert all(found[key] == number for key, number in fixed.items())
    assert clashes(star, found) == [("F0", "F4")]
    # Nothing is left for the middle when every colour stands round it: it must share one.
    ring = {f"F{n}": n - 1 for n in range(1, 9)}
    assert colour(star, {}, ring)["F0"] in range(COLOURS)
