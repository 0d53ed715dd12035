"""Which colour each footprint has on every map: neighbours differ, and a colour stays put."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import networkx as nx
import numpy as np

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.resources import resources_folder

COLOURS = 8


@cache
def palette(theme: str = "light") -> tuple[str, ...]:
    """The fills of a theme (``light`` or ``dark``) as ``#rrggbb``; there are `COLOURS` of them.

    They are Paul Tol's "light" scheme, made for the fills of labelled maps and safe for
    colour-blind readers, in an order whose first four also differ in grey.
    """
    text = (resources_folder() / "palette.json").read_text(encoding="utf-8")
    return tuple(str(hue) for hue in json.loads(text)[theme])


def footprint_colours(place: Place, plan: Plan) -> list[int]:
    """A position in the palette for each footprint, in plan order."""
    chosen = colour(neighbouring_footprints(place.adjacency, plan), {})
    return [chosen[footprint.id] for footprint in plan.footprints]


def neighbouring_footprints(adjacency: Adjacency, plan: Plan) -> nx.Graph[str]:
    """The ids of a plan's footprints, joined where two share a boundary on the map.

    Bridges and barriers do not count: they change no line on the map.
    """
    ends = plan.assignment[adjacency.shared_pairs]
    differ = ends[(ends[:, 0] != ends[:, 1]) & (ends.min(axis=1) >= 0)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(footprint.id for footprint in plan.footprints)
    for a, b in np.unique(np.sort(differ, axis=1), axis=0).tolist():
        graph.add_edge(plan.footprints[a].id, plan.footprints[b].id)
    return graph


def colour(
    graph: nx.Graph[str], before: Mapping[str, int], colours: int = COLOURS
) -> dict[str, int]:
    """A colour number for each footprint, different from its neighbours'.

    A footprint keeps the colour it had unless an earlier neighbour has it too. New colours are
    those used least, so that up to `colours` footprints all differ: two of one colour look
    related.
    """
    chosen: dict[str, int] = {}
    for node in graph:
        if node in before and before[node] not in _taken(graph, node, chosen):
            chosen[node] = before[node]
    for node in graph:
        if node not in chosen:
            chosen[node] = _free_colour(_taken(graph, node, chosen), chosen.values(), colours)
    if not _has_clash(graph, chosen):
        return chosen
    # More neighbours than colours: start again with the method that needs the fewest.
    fewest = nx.greedy_color(graph, strategy="DSATUR")
    return {node: number % colours for node, number in fewest.items()}


def _taken(graph: nx.Graph[str], node: str, chosen: Mapping[str, int]) -> set[int]:
    return {chosen[other] for other in graph[node] if other in chosen}


def _free_colour(taken: set[int], used: Iterable[int], colours: int) -> int:
    """The colour used least so far that no neighbour has, else the one used least."""
    uses = Counter(used)
    free = [number for number in range(colours) if number not in taken]
    return min(free or range(colours), key=lambda number: (uses[number], number))


def _has_clash(graph: nx.Graph[str], chosen: Mapping[str, int]) -> bool:
    return any(chosen[a] == chosen[b] for a, b in graph.edges)
