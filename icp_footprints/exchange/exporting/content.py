"""What every format of export is made from, worked out once and shared among them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.metadata import export_metadata
from icp_footprints.exchange.exporting.rounded_coverage import rounded_coverage
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.place import Place
from icp_footprints.geography.units import UnitTable
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan

# Lines moved further than this would leave nothing of a neighbourhood.
MOST_SIMPLIFIED_M = 10_000


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the reader's own calendar


@dataclass(frozen=True, eq=False)
class ExportContent:
    """A plan to export. Shapes and figures are worked out when first asked for, and kept.

    Parameters
    ----------
    place, plan
        What to export.
    made_on
        The date to put in files; today's where left out.
    simplify_m
        How far lines may be simplified, in metres: the square root of the area of the corners
        that are left out. 0 keeps every vertex. Lines that units share stay shared.
    fills
        The colour of each footprint as ``#rrggbb``, for formats that hold a style; see
        `report.colouring`. Left out, all are grey.
    known_score
        The plan's scorecard, where it is at hand.

    Raises
    ------
    InputError
        When lines cannot be simplified by so much, or units overlap and should be simplified.
    """

    place: Place
    plan: Plan
    made_on: date = field(default_factory=_today)
    simplify_m: float = 0.0
    fills: tuple[str, ...] = ()
    known_score: Scorecard | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.simplify_m) and 0 <= self.simplify_m <= MOST_SIMPLIFIED_M):
            raise InputError(
                f"Lines cannot be simplified by {self.simplify_m:g} metres.",
                f"Give a number from 0 to {MOST_SIMPLIFIED_M:,}, such as 20.",
            )
        if self.simplify_m and not self.place.units.is_clean_coverage:
            raise InputError(
                "Lines cannot be simplified: some units overlap, or do not meet corner to corner.",
                "Export without simplifying, or make the plan anew from mended boundaries.",
            )

    @cached_property
    def score(self) -> Scorecard:
        """Every measure of the plan."""
        return self.known_score or scorecard(self.place, self.plan)

    @cached_property
    def metadata(self) -> dict[str, object]:
        """What files say of themselves, see `export_metadata`; ``simplified_m`` where so."""
        said = export_metadata(self.place, self.plan, self.made_on)
        return said | ({"simplified_m": self.simplify_m} if self.simplify_m else {})

    @cached_property
    def units(self) -> UnitTable:
        """The units as they are drawn, in EPSG:27700."""
        units = self.place.units
        if not self.simplify_m:
            return units
        simpler = shapely.coverage_simplify(units.geometry, self.simplify_m)
        return UnitTable(units.ids, units.names, np.asarray(simpler, dtype=object))

    @cached_property
    def footprint_shapes(self) -> NDArray[np.object_]:
        """Array (k,) of dissolved footprints in EPSG:27700; empty where one has no units."""
        numbers = range(len(self.plan.footprints))
        # Made from the units as drawn, so that a file of units fits one of footprints.
        shapes = dissolve_footprints(self.units, self.plan.assignment, numbers)
        return np.array(shapes, dtype=object)

    @cached_property
    def footprint_degrees(self) -> NDArray[np.object_]:
        """Array (k,) of dissolved footprints in longitude and latitude, a coverage still."""
        return rounded_coverage(self.footprint_shapes)

    @cached_property
    def unit_degrees(self) -> NDArray[np.object_]:
        """Array (n,) of units in longitude and latitude, a coverage still."""
        return rounded_coverage(self.units.geometry)
