"""Units: the building blocks of a plan, which are never cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.errors import InputError, PlanError
from icp_footprints.wording import shortlist


@dataclass(frozen=True, eq=False)
class UnitTable:
    """The units of a place, in a fixed order that every array of the place follows.

    Parameters
    ----------
    ids
        Unit codes, such as LSOA codes; unique and not empty.
    names
        Unit names, one per id.
    geometry
        Array (n,) of valid shapely Polygons or MultiPolygons in EPSG:27700.
    people_centres
        Array (n, 2) of eastings and northings: the centre of where the people of each unit live,
        inside its boundary; NaN for units of which that is not known, None where it is of none.

    Raises
    ------
    InputError
        When ids are empty or repeated, or lengths differ.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    geometry: NDArray[np.object_]
    people_centres: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        if not self.ids:
            raise InputError("There are no units.", "Choose a file with at least one unit.")
        if not len(self.ids) == len(self.names) == len(self.geometry):
            raise InputError(
                f"Unit ids ({len(self.ids)}), names ({len(self.names)}) and boundaries "
                f"({len(self.geometry)}) differ in number."
            )
        repeated = [code for code, count in Counter(self.ids).items() if count > 1]
        if repeated:
            raise InputError(
                f"Unit ids appear more than once: {shortlist(repeated)}.",
                "Every unit needs an id of its own.",
            )
        self.geometry.setflags(write=False)
        if self.people_centres is not None:
            if self.people_centres.shape != (len(self.ids), 2):
                raise InputError("The people's centres are not one per unit.")
            self.people_centres.setflags(write=False)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def position(self) -> dict[str, int]:
        """Row of each unit id."""
        return {code: row for row, code in enumerate(self.ids)}

    def rows(self, ids: Iterable[str]) -> NDArray[np.intp]:
        """Rows of the given unit ids, in their order.

        Raises
        ------
        PlanError
            When an id is not a unit of this table.
        """
        wanted = list(ids)
        unknown = [code for code in wanted if code not in self.position]
        if unknown:
            raise PlanError(f"Not units of this place: {shortlist(unknown)}.", "Check the codes.")
        return np.array([self.position[code] for code in wanted], dtype=np.intp)

    @cached_property
    def area_m2(self) -> NDArray[np.float64]:
        """Array (n,) of areas in square metres."""
        return shapely.area(self.geometry)

    @cached_property
    def middles(self) -> NDArray[np.float64]:
        """Array (n, 2) of eastings and northings: a point well inside each unit."""
        return shapely.get_coordinates(shapely.point_on_surface(self.geometry))

    @cached_property
    def centres(self) -> NDArray[np.float64]:
        """Array (n, 2): the people's centre of each unit, or its middle where none is known."""
        if self.people_centres is None:
            return self.middles
        return np.where(np.isnan(self.people_centres), self.middles, self.people_centres)

    @cached_property
    def is_clean_coverage(self) -> bool:
        """Whether units overlap nowhere and meet vertex for vertex, as quick dissolving needs."""
        return bool(shapely.coverage_is_valid(self.geometry))
