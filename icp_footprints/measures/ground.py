"""The ground that measures stand on: what of a place stays as it is while its plan changes.

Everything is kept sparse, so that one footprint or one unit can be measured without looking at the
rest of England.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.points import OUTSIDE
from icp_footprints.geography.sparse import sparse
from icp_footprints.measures.compactness import is_cut
from icp_footprints.measures.profile import profile_columns
from icp_footprints.measures.scores import NamedPoint, PointLayerScore

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
# How far the outline worked out from shared boundaries may be off, as a share of it.
OUTLINE_TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True)
class Area:
    """An area with people in the place; ``layer`` is the position of its layer."""

    layer: int
    id: str
    name: str
    people: float
    outside_share: float | None


@dataclass(frozen=True, eq=False)
class Ground:
    """A place as measures read it, with coterminosity counted on one ledger.

    Parameters
    ----------
    place, ledger
        What is measured, and the ledger of coterminosity and coverage.
    areas
        The areas of all layers that anybody in the place belongs to, layer after layer.
    layer_start
        Array (layers + 1,): where in `areas` each layer begins.
    belonging
        CSR array (units, areas): people of the unit who belong to the area.
    area_people
        Array (areas,): people of the area in the place.
    column_names, columns
        What each unit adds to sums: people by ledger, perimeter and the columns of profiles; array
        (n, columns).
    """

    place: Place
    ledger: Ledger
    areas: tuple[Area, ...]
    layer_start: NDArray[np.int64]
    belonging: csr_array
    area_people: Floats
    column_names: tuple[str, ...]
    columns: Floats

    def sums(self, rows: Rows) -> dict[str, float]:
        """Every column summed over the given units."""
        total = self.columns.take(rows, axis=0).sum(axis=0).tolist()
        return dict(zip(self.column_names, total, strict=True))

    def areas_of(self, rows: Rows) -> dict[int, float]:
        """People of the given units by area, areas ascending; those with nobody left out.

        The units are added one by one in their order, so that the sum never depends on the way
        there.
        """
        matrix = self.belonging
        where = entries(matrix.indptr, rows)
        people = np.bincount(matrix.indices[where], weights=matrix.data[where])
        areas = people.nonzero()[0]
        return dict(zip(areas.tolist(), people[areas].tolist(), strict=True))

    @cached_property
    def layer_of_area(self) -> list[int]:
        """The position of each area's layer."""
        return [area.layer for area in self.areas]

    def outline(self, rows: Rows, sums: Mapping[str, float]) -> tuple[float, float]:
        """Area and perimeter, in square metres and metres, of a footprint that holds these units.

        The perimeter of a clean coverage is that of its units less, twice, the boundaries between
        them; any other coverage has to be dissolved.

        Parameters
        ----------
        rows
            The units.
        sums
            The `sums` of the units.
        """
        if not len(rows):
            return 0.0, 0.0
        if not self.outlines_add_up:
            shape = dissolve(self.place.units, rows)
            return float(shapely.area(shape)), float(shapely.length(shape))
        shared, units = self._shared_of_unit, rows.tolist()
        inside = set(units)
        between = sum(
            [metres for row in units for near, metres in shared[row].items() if near in inside]
        )
        return sums["area_m2"], sums["perimeter_m"] - between

    @cached_property
    def outlines_add_up(self) -> bool:
        """Whether perimeters can be worked out from shared boundaries, tried on the whole place."""
        units = self.place.units
        if not units.is_clean_coverage:
            return False
        whole = shapely.length(shapely.coverage_union_all(units.geometry))
        of_units = shapely.length(units.geometry).sum()
        added = of_units - 2 * self.place.adjacency.shared_boundary_m.sum()
        return bool(abs(added - whole) <= OUTLINE_TOLERANCE * of_units)

    def cut_m(self, assignment: NDArray[np.int16], pairs: Rows | None = None) -> Floats:
        """Metres that a plan cuts between the neighbours of each pair: 0 where it cuts nothing.

        All pairs, or those given by their positions.
        """
        (first, second), lengths = self._pair_ends, self.place.adjacency.lengths_m
        if pairs is not None:
            first, second, lengths = first[pairs], second[pairs], lengths[pairs]
        return lengths * is_cut(assignment[first], assignment[second])

    def pairs_at(self, rows: Rows) -> Rows:
        """Positions of the pairs of neighbours that any of the given units is in."""
        start, pairs = self._pairs_of_unit
        if len(rows) == 1:
            (row,) = rows.tolist()
            return pairs[start[row] : start[row + 1]]
        return pairs[entries(start, rows)]

    @cached_property
    def _pairs_of_unit(self) -> tuple[Rows, Rows]:
        """Pairs of each unit, unit after unit, and where each unit's begin."""
        ends = np.concatenate(self._pair_ends)
        start = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=len(self.place.units)))])
        return start.astype(np.intp), np.argsort(ends, kind="stable") % max(len(ends) // 2, 1)

    @cached_property
    def boundary_m(self) -> float:
        """Metres of boundary between neighbours, all together."""
        return float(self.place.adjacency.lengths_m.sum())

    @cached_property
    def _pair_ends(self) -> tuple[Rows, Rows]:
        pairs = self.place.adjacency.pairs.astype(np.intp)
        return np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])

    @cached_property
    def neighbours(self) -> list[list[int]]:
        """Rows of the units next to each unit, bridges and barriers heeded."""
        return [[*beside] for beside in _rows_of(self.place.adjacency.matrix)]

    def points_in(self, rows: Rows) -> Mapping[str, tuple[NamedPoint, ...]]:
        """The points in the given units by layer, in the order of the layer."""
        names = [layer.name for layer in self.place.point_layers]
        if not names:
            return {}
        by_unit, empty = self._points_of_unit, ()
        found = sorted(place for row in rows.tolist() for place in by_unit.get(row, empty))
        named: dict[str, list[NamedPoint]] = {name: [] for name in names}
        for layer, point in found:
            named[names[layer]].append(self._named_points[layer][point])
        return {name: tuple(points) for name, points in named.items()}

    @cached_property
    def _points_of_unit(self) -> dict[int, list[tuple[int, int]]]:
        """Layer and position of each point, by row of its unit."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, layer in enumerate(self.place.point_layers):
            for point, row in enumerate(layer.unit_rows.tolist()):
                if row != OUTSIDE:
                    found.setdefault(row, []).append((number, point))
        return found

    @cached_property
    def _named_points(self) -> list[list[NamedPoint]]:
        return [
            [NamedPoint(code, name) for code, name in zip(layer.ids, layer.names, strict=True)]
            for layer in self.place.point_layers
        ]

    def point_scores(self, unassigned: Rows) -> tuple[PointLayerScore, ...]:
        """The points of each layer that lie outside the place, or in one of the given units."""
        layers = self.place.point_layers
        in_gaps = self.points_in(unassigned) if len(unassigned) else {}
        return tuple(
            PointLayerScore(layer.name, layer.label, len(layer), out, in_gaps.get(layer.name, ()))
            for layer, out in zip(layers, self._points_outside, strict=True)
        )

    @cached_property
    def _points_outside(self) -> list[tuple[NamedPoint, ...]]:
        return [
            tuple(points[i] for i in np.flatnonzero(layer.unit_rows == OUTSIDE).tolist())
            for layer, points in zip(self.place.point_layers, self._named_points, strict=True)
        ]

    @cached_property
    def _shared_of_unit(self) -> list[dict[int, float]]:
        """Neighbours of each unit and the boundary shared; a barrier is still a boundary."""
        adjacency, n = self.place.adjacency, len(self.place.units)
        a, b = adjacency.shared_pairs[:, 0], adjacency.shared_pairs[:, 1]
        ends = (np.concatenate([a, b]), np.concatenate([b, a]))
        lengths = np.concatenate([adjacency.shared_boundary_m] * 2)
        return _rows_of(sparse(lengths, *ends, (n, n)))


def ground_of(place: Place, ledger_name: str) -> Ground:
    """The ground of a place, coterminosity counted on the ledger of that name.

    Raises
    ------
    PlanError
        When the place has no such ledger.
    """
    from scipy.sparse import csr_array

    ledger = place.ledger(ledger_name)
    belonging = csr_array(_all_shares(place).multiply(ledger.people[:, None]))
    belonging.eliminate_zeros()
    belonging.sort_indices()
    _, columns = cast("tuple[int, int]", belonging.shape)
    # Added up in the order of `areas_of`, so that a footprint of all units contains exactly 1.
    people = np.bincount(belonging.indices, weights=belonging.data, minlength=columns)
    areas = _areas(place, people.tolist())
    in_layer = [0] * len(place.layers)
    for area in areas:
        in_layer[area.layer] += 1
    held = {f"people {each.name}": each.people for each in place.ledgers} | profile_columns(place)
    held["perimeter_m"] = shapely.length(place.units.geometry)
    return Ground(
        place=place,
        ledger=ledger,
        areas=areas,
        layer_start=np.concatenate([[0], np.cumsum(in_layer)]).astype(np.int64),
        belonging=csr_array(belonging[:, np.flatnonzero(people > 0)]),
        area_people=people[people > 0].astype(np.float64),
        column_names=tuple(held),
        columns=np.column_stack(list(held.values())).astype(np.float64),
    )


def _all_shares(place: Place) -> csr_array:
    """The share matrices of all layers side by side."""
    from scipy.sparse import csr_array, hstack

    if not place.layers:
        return csr_array((len(place.units), 0))
    return csr_array(hstack([layer.shares for layer in place.layers], format="csr"))


def _areas(place: Place, people: list[float]) -> tuple[Area, ...]:
    """The areas that have people, given those of every area of every layer."""
    columns = [
        (number, column)
        for number, layer in enumerate(place.layers)
        for column in range(len(layer.area_ids))
    ]
    found: list[Area] = []
    for (number, column), count in zip(columns, people, strict=True):
        if count > 0:
            layer = place.layers[number]
            outside = float(layer.outside_share[column])
            found.append(
                Area(
                    layer=number,
                    id=layer.area_ids[column],
                    name=layer.area_names[column],
                    people=count,
                    outside_share=None if np.isnan(outside) else outside,
                )
            )
    return tuple(found)


def entries(start: NDArray[np.signedinteger], rows: Rows) -> NDArray[np.intp]:
    """Positions of the entries of the given rows in the arrays of a CSR matrix, row after row."""
    if not len(rows):
        return np.empty(0, dtype=np.intp)
    first, after = start[rows], start[rows + 1]
    counts = after - first
    ends = counts.cumsum()
    return (after - ends).repeat(counts) + np.arange(ends[-1])


def _rows_of(matrix: csr_array) -> list[dict[int, float]]:
    """The entries of each row of a square matrix, values by column: for loops over a few rows."""
    start, columns, values = (
        np.asarray(each).tolist() for each in (matrix.indptr, matrix.indices, matrix.data)
    )
    # One number for each column, not one for each entry: loops find more of them in fast memory.
    numbers = list(range(len(start) - 1))
    return [
        {numbers[columns[i]]: values[i] for i in range(start[row], start[row + 1])}
        for row in numbers
    ]
