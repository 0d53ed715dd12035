import networkx as nx

from tests.grids import place_of, plan_of
from ui.colours import colour, neighbouring_footprints


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
