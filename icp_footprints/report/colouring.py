"""Which colour each footprint has on every map: neighbours differ, and a colour stays put."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, cycle
from typing import TYPE_CHECKING

import numpy as np

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import COLOURS, Plan
from icp_footprints.resources import resources_folder

if TYPE_CHECKING:
    import networkx as nx


@cache
def palette(theme: str = "light") -> tuple[str, ...]:
    """The fills of a theme (``light`` or ``dark``) as ``#rrggbb``; there are `COLOURS` of them.

    They are Paul Tol's "light" scheme, made for the fills of labelled maps and safe for
    colour-blind readers, in an order whose first four also differ in grey.
    """
    text = (resources_folder() / "palette.json").read_text(encoding="utf-8")
    return tuple(str(hue) for hue in json.loads(text)[theme])


@cache
def colour_names() -> tuple[str, ...]:
    """What the fills are called, in either theme: ``blue``, ``yellow``, ..."""
    text = (resources_folder() / "palette.json").read_text(encoding="utf-8")
    return tuple(str(name) for name in json.loads(text)["names"])


def footprint_colours(place: Place, plan: Plan) -> list[int]:
    """A position in the palette for each footprint, in plan order."""
    chosen = colour(neighbouring_footprints(place.adjacency, plan), {}, chosen_colours(plan))
    return [chosen[footprint.id] for footprint in plan.footprints]


def neighbouring_footprints(adjacency: Adjacency, plan: Plan) -> nx.Graph[str]:
    """The ids of a plan's footprints, joined where two share a boundary on the map.

    Bridges and barriers do not count: they change no line on the map.
    """
    # A quarter of a second to load, which the window starts without.
    import networkx as nx

    ends = plan.assignment[adjacency.shared_pairs]
    differ = ends[(ends[:, 0] != ends[:, 1]) & (ends.min(axis=1) >= 0)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(footprint.id for footprint in plan.footprints)
    for a, b in np.unique(np.sort(differ, axis=1), axis=0).tolist():
        graph.add_edge(plan.footprints[a].id, plan.footprints[b].id)
    return graph


def chosen_colours(plan: Plan) -> dict[str, int]:
    """The colours that people chose, by footprint id."""
    return {each.id: each.colour for each in plan.footprints if each.colour is not None}


def same_coloured_neighbours(place: Place, plan: Plan, footprint_id: str) -> list[str]:
    """Names of a footprint's neighbours that have its chosen colour by choice too, in plan order.

    Nobody else's colour can be its own: those that the program chooses give way.
    """
    chosen = chosen_colours(plan)
    own = chosen.get(plan.footprint(footprint_id).id)
    neighbours = set(neighbouring_footprints(place.adjacency, plan)[footprint_id])
    return [
        each.name
        for each in plan.footprints
        if own is not None and each.id in neighbours and chosen.get(each.id) == own
    ]


def colour(
    graph: nx.Graph[str],
    before: Mapping[str, int],
    fixed: Mapping[str, int] | None = None,
    colours: int = COLOURS,
) -> dict[str, int]:
    """A colour number for each footprint, different from its neighbours'.

    Parameters
    ----------
    graph
        Footprint ids, joined where two are neighbours.
    before
        The colours so far. A footprint keeps the one it had unless an earlier neighbour, or one
        that is fixed, has it too. New colours are those used least, so that up to `colours`
        footprints all differ: two of one colour look related.
    fixed
        Colours that people chose, which stay whatever the neighbours have; the others are
        coloured round them.
    colours
        How many there are.
    """
    fixed = {node: number for node, number in (fixed or {}).items() if node in graph}
    chosen = dict(fixed)
    for node in graph:
        if node in before and node not in fixed and before[node] not in _taken(graph, node, chosen):
            chosen[node] = before[node]
    for node in graph:
        if node not in chosen:
            chosen[node] = _free_colour(_taken(graph, node, chosen), chosen.values(), colours)
    if not _has_clash(graph, chosen, fixed):
        return {node: chosen[node] for node in graph}
    # More neighbours than colours: start again with the method that needs the fewest.
    return _fewest(graph, fixed, colours)


def _fewest(graph: nx.Graph[str], fixed: Mapping[str, int], colours: int) -> dict[str, int]:
    """A colouring from scratch, round those that are fixed.

    All that are fixed to one colour count as one footprint, and those of different colours as
    neighbours; a colouring of that graph then only needs its colours' names.
    """
    # A quarter of a second to load, which the window starts without.
    import networkx as nx

    merged = {node: f"\0{fixed[node]}" if node in fixed else node for node in graph}
    smaller = nx.relabel_nodes(graph, merged)
    smaller.remove_edges_from(list(nx.selfloop_edges(smaller)))
    kept = sorted(set(fixed.values()))
    smaller.add_edges_from((f"\0{a}", f"\0{b}") for a, b in combinations(kept, 2))
    found = nx.greedy_color(smaller, strategy="DSATUR")
    name = {found[f"\0{number}"]: number for number in kept}
    unnamed = sorted({*found.values()} - name.keys())
    left = [number for number in range(colours) if number not in kept]
    # Where colours run out, some are used again.
    again = range(colours) if len(unnamed) > len(left) else []
    name |= dict(zip(unnamed, cycle([*left, *again]), strict=False))
    return {node: name[found[merged[node]]] for node in graph}


def _taken(graph: nx.Graph[str], node: str, chosen: Mapping[str, int]) -> set[int]:
    return {chosen[other] for other in graph[node] if other in chosen}


def _free_colour(taken: set[int], used: Iterable[int], colours: int) -> int:
    """The colour used least so far that no neighbour has, else the one used least."""
    uses = Counter(used)
    free = [number for number in range(colours) if number not in taken]
    return min(free or range(colours), key=lambda number: (uses[number], number))


def _has_clash(graph: nx.Graph[str], chosen: Mapping[str, int], fixed: Mapping[str, int]) -> bool:
    """Whether neighbours share a colour that not both of them were given by people."""
    return any(chosen[a] == chosen[b] and not (a in fixed and b in fixed) for a, b in graph.edges)
