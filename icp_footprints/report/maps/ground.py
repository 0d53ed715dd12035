"""What all maps of a plan have in common, found once: names, figures, fills, neighbours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.place import Place
from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.plan import Plan
from icp_footprints.report.colouring import (
    chosen_colours,
    colour,
    neighbouring_footprints,
    palette,
)
from icp_footprints.report.maps.frame import Bounds
from icp_footprints.report.maps.text import BETWEEN_FIGURES
from icp_footprints.report.words import bands_words, printable
from icp_footprints.wording import one_line, shortened

if TYPE_CHECKING:
    import networkx as nx

# How many details lie across a thumbnail of the place.
THUMBNAIL = 120.0
# Detail of shapes that maps share is that of the nearest power of this, in metres.
LEVEL_STEP = 2.0


@dataclass(frozen=True, eq=False)
class MapGround:
    """What all maps of a plan have in common. Make it once and hand it to each map.

    Parameters
    ----------
    place, plan
        What is drawn.
    names, figures, fills, patterns
        Of each footprint in plan order: its name on one line; its people on the first band's
        ledger and how it stands in all bands; its colour as ``#rrggbb``; the number of its pattern.
    neighbours
        Numbers of the footprints that each shares a boundary with, in plan order.
    bounds
        Array (units, 4) of west, south, east and north in metres.
    shared
        Whether many maps are to be drawn, so that what serves several scales is worth finding.
    """

    place: Place
    plan: Plan
    names: tuple[str, ...]
    figures: tuple[str, ...]
    fills: tuple[str, ...]
    patterns: tuple[int, ...]
    neighbours: tuple[tuple[int, ...], ...]
    bounds: NDArray[np.float64]
    shared: bool = False

    @classmethod
    def of(cls, place: Place, plan: Plan, *, shared: bool = False) -> MapGround:
        """What the maps of this plan have in common."""
        graph = neighbouring_footprints(place.adjacency, plan)
        colours = colour(graph, {}, chosen_colours(plan))
        # People may give neighbours one colour; patterns are the program's, and always differ.
        patterns = colour(graph, colours)
        ids = [footprint.id for footprint in plan.footprints]
        return cls(
            place=place,
            plan=plan,
            names=tuple(clean(shortened(footprint.name)) for footprint in plan.footprints),
            figures=_figures(place, plan),
            fills=tuple(palette()[colours[each]] for each in ids),
            patterns=tuple(patterns[each] for each in ids),
            neighbours=_neighbours(graph, plan),
            bounds=shapely.bounds(place.units.geometry),
            shared=shared,
        )

    @property
    def whole(self) -> Bounds:
        """The bounds of the whole place."""
        return _bounds(self.bounds)

    @cached_property
    def thumbnails(self) -> tuple[BaseGeometry, tuple[BaseGeometry, ...]]:
        """The place and each footprint with as much detail as a thumbnail shows, in metres."""
        west, south, east, north = self.whole
        detail = max(east - west, north - south) / THUMBNAIL
        clean = self.place.units.is_clean_coverage
        simplify = shapely.coverage_simplify if clean else shapely.simplify
        units = np.asarray(simplify(self.place.units.geometry, detail), dtype=object)

        def join(shapes: NDArray[np.object_]) -> BaseGeometry:
            if clean:
                return shapely.coverage_union_all(shapes)
            return shapely.buffer(shapely.buffer(shapely.union_all(shapes), detail), -detail)

        footprints = tuple(
            join(units[self.plan.assignment == number]) for number in range(len(self.names))
        )
        return join(units), footprints

    def simplified(self, detail: float, rows: NDArray[np.intp]) -> NDArray[np.object_]:
        """Units of a clean coverage without what is smaller than about `detail` metres.

        Maps of about one scale share what is found for the whole place, where there are several.
        """
        if not self.shared:
            return np.asarray(
                shapely.coverage_simplify(self.place.units.geometry[rows], detail), dtype=object
            )
        level = round(math.log(detail, LEVEL_STEP))
        if level not in self._levels:
            simple = shapely.coverage_simplify(self.place.units.geometry, LEVEL_STEP**level)
            self._levels[level] = np.asarray(simple, dtype=object)
        return self._levels[level][rows]

    @cached_property
    def _levels(self) -> dict[int, NDArray[np.object_]]:
        return {}

    def bounds_of(self, number: int) -> Bounds:
        """The bounds of a footprint; of the whole place where it holds no unit."""
        rows = self.plan.assignment == number
        return _bounds(self.bounds[rows]) if rows.any() else self.whole

    def rows_within(self, ground: Bounds) -> NDArray[np.intp]:
        """Rows of the units that may show in a part of the ground."""
        west, south, east, north = ground
        inside = (self.bounds[:, 0] <= east) & (self.bounds[:, 2] >= west)
        return np.flatnonzero(inside & (self.bounds[:, 1] <= north) & (self.bounds[:, 3] >= south))


def clean(text: str) -> str:
    """Text on one line, without what XML cannot hold or what turns reading round; not escaped."""
    return one_line(printable(text))


def _figures(place: Place, plan: Plan) -> tuple[str, ...]:
    """Of each footprint its people on the first band's ledger, and how it stands in all bands."""
    counts = [footprint_people(place.ledger(band.ledger), plan).tolist() for band in plan.bands]
    return tuple(
        f"{round(people[0]):,}{BETWEEN_FIGURES}"
        + clean(
            bands_words(
                [(band.ledger, band.state(n)) for band, n in zip(plan.bands, people, strict=True)]
            )
        )
        for people in zip(*counts, strict=True)
    )


def _bounds(boxes: NDArray[np.float64]) -> Bounds:
    west, south = boxes[:, :2].min(axis=0).tolist()
    east, north = boxes[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def _neighbours(graph: nx.Graph[str], plan: Plan) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(sorted(plan.number(other) for other in graph[footprint.id]))
        for footprint in plan.footprints
    )
