"""Which colour each footprint gets on a map, so that neighbours differ."""

from __future__ import annotations

import networkx as nx

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan

# Paul Tol's "light" scheme, made for the fills of labelled maps and safe for colour-blind
# readers, in an order whose first four also differ in grey. His own grey is left out: what is
# unassigned must not look like a footprint.
PALETTE = (
    "#77aadd",
    "#eedd88",
    "#ffaabb",
    "#44bb99",
    "#ee8866",
    "#bbcc33",
    "#99ddff",
    "#aaaa00",
)


def footprint_graph(place: Place, plan: Plan) -> nx.Graph[int]:
    """Footprint numbers, and an edge where two share a boundary on the map.

    Bridges and barriers do not count: they change no line on the map.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(plan.footprints)))
    ends = plan.assignment[place.adjacency.shared_pairs]
    differ = (ends[:, 0] != ends[:, 1]) & (ends >= 0).all(axis=1)
    graph.add_edges_from(ends[differ].tolist())
    return graph


def footprint_colours(place: Place, plan: Plan) -> list[int]:
    """A position in `PALETTE` for each footprint, in plan order.

    While there are colours enough every footprint has its own, since two of one colour look
    related. Beyond that neighbours differ, which the palette allows on any real map.
    """
    count = len(plan.footprints)
    if count <= len(PALETTE):
        return list(range(count))
    colour = nx.greedy_color(footprint_graph(place, plan), strategy="saturation_largest_first")
    return [colour[number] % len(PALETTE) for number in range(count)]
