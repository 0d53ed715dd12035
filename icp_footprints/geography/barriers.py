"""Barriers along a river, railway or motorway: neighbours cut where it follows their boundary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from icp_footprints.errors import InputError
from icp_footprints.geography.adjacency import LEAST_BOUNDARY_M, Adjacency, AdjacencyEdit
from icp_footprints.geography.shared_boundary import shared_lines
from icp_footprints.geography.units import UnitTable

# A unit's boundary follows one bank, the other, or the middle of a river, and generalised
# boundaries stray some 20 m: 25 m takes them in and leaves out a parallel street.
DEFAULT_TOLERANCE_M = 25.0
# Most of what two units share has to lie along the line for it to part them.
DEFAULT_LEAST_SHARE = 0.5
# Straight pieces to a quarter circle: the edge of the tolerance is right to a tenth of a percent.
ROUNDNESS = 16

# What `shared_lines` gives: pairs of rows, the lines they share, and what these count.
SharedLines = tuple[NDArray[np.int32], NDArray[np.object_], NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class _Shared:
    """The boundary that neighbours share: (k,) lines, the pair each is of, and what it counts."""

    lines: NDArray[np.object_]
    pair: NDArray[np.int64]
    weight: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Strands:
    """What pairs are cut along: (s,) straight pieces or polygons, and the row each is of."""

    shapes: NDArray[np.object_]
    row: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Covered:
    """Metres of shared boundary of a pair that lie along the lines of one label."""

    pair: NDArray[np.int64]
    label: NDArray[np.int64]
    metres: NDArray[np.float64]


def barriers_along(
    units: UnitTable,
    adjacency: Adjacency,
    lines: NDArray[np.object_],
    reason: str,
    tolerance_m: float = DEFAULT_TOLERANCE_M,
    *,
    least_share: float = DEFAULT_LEAST_SHARE,
    names: Sequence[str] | None = None,
    boundaries: SharedLines | None = None,
) -> tuple[AdjacencyEdit, ...]:
    """Barriers between neighbours whose shared boundary the lines cover.

    Pairs that already have a bridge or barrier are left as they are: what was set by hand counts.

    Parameters
    ----------
    units, adjacency
        The units and which of them share a boundary.
    lines
        Array (k,) of lines in EPSG:27700, or polygons for wide water. All of them together decide.
    reason
        Why the pairs are cut, such as ``River``.
    tolerance_m
        How far from a line a boundary may run and still count as covered, in metres.
    least_share
        The share of a pair's shared boundary, from 0 to 1, that has to be covered.
    names
        Name of each line, empty where it has none. Given, each reason ends with the name that
        covers most of the boundary: ``River: Mersey``.
    boundaries
        The `shared_lines` of the units, for callers that ask more than once.

    Returns
    -------
    barriers
        One per pair, in the order of the adjacency.

    Raises
    ------
    InputError
        When the tolerance or the share makes no sense.
    """
    if not 0 < tolerance_m < np.inf:
        raise InputError(f"A tolerance of {tolerance_m} m makes no sense.", "Give more than 0 m.")
    if not 0 < least_share <= 1:
        raise InputError(
            f"A share of {least_share} of a boundary makes no sense.",
            "Give more than 0 and at most 1.",
        )
    strands = _strands(lines)
    found = boundaries or shared_lines(units.geometry)
    shared = _shared(units, adjacency, found, strands, tolerance_m)
    together = np.zeros(len(strands.shapes), dtype=np.int64)
    covered = _covered(shared, strands, together, tolerance_m)
    n = len(adjacency.shared_pairs)
    along_m = np.bincount(covered.pair, weights=covered.metres, minlength=n)
    length_m = np.bincount(shared.pair, weights=shapely.length(shared.lines) * shared.weight)
    length_m = np.pad(length_m, (0, n - len(length_m)))
    # The edge of the tolerance is not exact, so neither may the comparison be.
    is_long = adjacency.shared_boundary_m >= LEAST_BOUNDARY_M
    is_along = along_m >= (least_share - 1e-9) * length_m
    cut = np.flatnonzero((length_m > 0) & is_long & is_along)
    reasons = dict.fromkeys(cut.tolist(), reason)
    if names is not None:
        labels, label = np.unique(np.asarray(names, dtype=str), return_inverse=True)
        by_name = _covered(shared, strands, label.astype(np.int64)[strands.row], tolerance_m)
        for pair, name in _main_labels(by_name).items():
            if pair in reasons and labels[name]:
                reasons[pair] = f"{reason}: {labels[name]}"
    ids, pairs = adjacency.unit_ids, adjacency.shared_pairs
    return tuple(
        AdjacencyEdit("barrier", ids[pairs[i, 0]], ids[pairs[i, 1]], why)
        for i, why in reasons.items()
    )


def _strands(lines: NDArray[np.object_]) -> _Strands:
    """Lines as straight pieces, which are quick to find; polygons whole."""
    parts, row = shapely.get_parts(np.asarray(lines, dtype=object), return_index=True)
    is_line = np.isin(
        shapely.get_type_id(parts), (GeometryType.LINESTRING, GeometryType.LINEARRING)
    )
    xy, line = shapely.get_coordinates(parts[is_line], return_index=True)
    same = line[1:] == line[:-1]
    ends = np.stack([xy[:-1], xy[1:]], axis=1)[same]
    pieces = np.asarray(shapely.linestrings(ends), dtype=object)
    rows = np.concatenate([row[is_line][line[:-1][same]], row[~is_line]])
    return _Strands(np.concatenate([pieces, parts[~is_line]]), rows.astype(np.int64))


def _shared(
    units: UnitTable,
    adjacency: Adjacency,
    boundaries: SharedLines,
    strands: _Strands,
    tolerance_m: float,
) -> _Shared:
    """The shared boundary of those pairs without an edit that come near a strand."""
    pairs, pieces, weight = boundaries
    n = len(units)
    keys = _keys(adjacency.shared_pairs, n)
    order = np.argsort(keys)
    pair = np.full(len(pairs), -1)
    if len(keys):
        place = np.searchsorted(keys[order], _keys(pairs, n)).clip(max=len(keys) - 1)
        found = keys[order][place] == _keys(pairs, n)
        pair[found] = order[place[found]]
    edited = [
        sorted((units.position[edit.unit_a], units.position[edit.unit_b]))
        for edit in adjacency.edits
    ]
    if edited:
        pair[np.isin(_keys(pairs, n), _keys(np.array(edited), n))] = -1
    tree = shapely.STRtree(strands.shapes)
    near, _ = tree.query(pieces, predicate="dwithin", distance=tolerance_m)
    wanted = (pair >= 0) & np.isin(pair, pair[near])
    # One line per pair and weight, since lengths are compared pair by pair.
    group = pair[wanted] * 2 + (weight[wanted] < 1)
    parts, part_group = _line_parts(pieces[wanted], group)
    groups, index = np.unique(part_group, return_inverse=True)
    order = np.argsort(index, kind="stable")
    lines = np.asarray(shapely.multilinestrings(parts[order], indices=index[order]), dtype=object)
    return _Shared(lines, groups // 2, np.where(groups % 2, 0.5, 1.0))


def _line_parts(
    pieces: NDArray[np.object_], group: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    parts, piece = shapely.get_parts(pieces, return_index=True)
    is_line = shapely.get_type_id(parts) == GeometryType.LINESTRING
    return parts[is_line], group[piece[is_line]]


def _keys(pairs: NDArray[np.int64] | NDArray[np.int32], n: int) -> NDArray[np.int64]:
    return pairs[:, 0].astype(np.int64) * n + pairs[:, 1]


def _covered(
    shared: _Shared, strands: _Strands, label: NDArray[np.int64], tolerance_m: float
) -> _Covered:
    """How much of each pair's boundary lies within the tolerance of the strands of each label."""
    tree = shapely.STRtree(strands.shapes)
    line, strand = tree.query(shared.lines, predicate="dwithin", distance=tolerance_m)
    hits = np.unique(np.stack([line, label[strand], strand]), axis=1)
    keys, index = np.unique(hits[:2], axis=1, return_inverse=True)
    near = shapely.geometrycollections(strands.shapes[hits[2]], indices=index.ravel())
    reach = shapely.buffer(near, tolerance_m, quad_segs=ROUNDNESS)
    along = shapely.intersection(shared.lines[keys[0]], reach)
    return _Covered(shared.pair[keys[0]], keys[1], shapely.length(along) * shared.weight[keys[0]])


def _main_labels(covered: _Covered) -> dict[int, int]:
    """The label that covers most of each pair's boundary; the first of equals."""
    keys, index = np.unique(np.stack([covered.pair, covered.label]), axis=1, return_inverse=True)
    metres = np.bincount(index.ravel(), weights=covered.metres)
    best: dict[int, int] = {}
    for i in np.argsort(-metres, kind="stable").tolist():
        best.setdefault(int(keys[0, i]), int(keys[1, i]))
    return best
