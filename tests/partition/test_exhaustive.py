"""The enumeration that the generator is judged by is itself right."""

from itertools import product

import networkx as nx
import pytest

from tests.grids import place_of
from tests.partition.exhaustive import all_plans


@pytest.mark.parametrize("art", ["AAA\nAAA", "AAA\nA~A\nAAA", "AA~A\nAAAA"])
@pytest.mark.parametrize("footprints", [1, 2, 3])
def test_every_connected_plan_is_met_once(art, footprints):
    place = place_of(art)
    graph: nx.Graph = nx.Graph(place.adjacency.pairs.tolist())
    graph.add_nodes_from(range(len(place.units)))
    expected = set()
    for numbers in product(range(footprints), repeat=len(graph)):
        parts = [[u for u in graph if numbers[u] == f] for f in range(footprints)]
        if all(part and nx.is_connected(graph.subgraph(part)) for part in parts):
            expected.add(frozenset(map(frozenset, parts)))
    found = [
        frozenset(frozenset(u for u in graph if plan[u] == f) for f in range(footprints))
        for plan in all_plans(place, footprints)
    ]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_a_grid_of_9_units_has_1434_connected_plans():
    place = place_of("AAA\nAAA\nAAA")
    assert sum(len(list(all_plans(place, k))) for k in range(1, 10)) == 1434
