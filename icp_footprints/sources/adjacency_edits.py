"""Bridges and barriers of a place changed, by hand or along lines from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.place import Place
from icp_footprints.sources.neighbours import parted_along
from icp_footprints.sources.options import parse_barrier, parse_bridge
from icp_footprints.sources.recipe import BarrierLines


def edited_adjacency(
    place: Place,
    *,
    bridges: Sequence[str] = (),
    barriers: Sequence[str] = (),
    barrier_lines: Sequence[BarrierLines] = (),
    remove: Sequence[str] = (),
    remove_all: bool = False,
    missing_crs: str | None = None,
) -> Place:
    """The place with its bridges and barriers changed; itself where nothing is asked.

    Parameters
    ----------
    place
        The place.
    bridges, barriers
        Texts ``CODE:CODE:REASON``.
    barrier_lines
        Every pair of neighbours whose shared boundary the lines cover is cut.
    remove
        Texts ``CODE:CODE``: the bridge or barrier between the two is taken back.
    remove_all
        Whether all that are there are taken back first.
    missing_crs
        The reference system of lines whose file states none.

    Raises
    ------
    InputError, PlanError
        When a text, file or code cannot be used, or there is nothing to take back.
    """
    edits = [] if remove_all else list(place.adjacency.edits)
    sources = list(place.sources)
    for text in remove:
        edits = _without(edits, text)
    edits += [parse_bridge(text) for text in bridges]
    edits += [parse_barrier(text) for text in barriers]
    adjacency = place.adjacency.with_edits(edits)
    for lines in barrier_lines:
        adjacency, source = parted_along(lines, place.units, adjacency, missing_crs)
        sources.append(source)
    if adjacency.edits == place.adjacency.edits:
        return place
    return replace(place, adjacency=adjacency, sources=tuple(sources))


def _without(edits: list[AdjacencyEdit], text: str) -> list[AdjacencyEdit]:
    ends = {part.strip() for part in text.split(":")}
    kept = [each for each in edits if {each.unit_a, each.unit_b} != ends]
    if len(kept) == len(edits):
        raise InputError(
            f"There is no bridge or barrier between {text.replace(':', ' and ')}.",
            "Write both codes as CODE:CODE; 'icp-footprints adjacency PLAN.gpkg' lists them.",
        )
    return kept
