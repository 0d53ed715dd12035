"""What a change looks like, worked out before it is drawn: shapes, colours and labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.report.colouring import chosen_colours, colour, neighbouring_footprints
from ui.canvas.map_shape import MapShape, inmost_point
from ui.figures import Figures, FootprintFigures

BESIDE_BAR = 0.75


@dataclass(frozen=True)
class Look:
    """How the map looks before a change: the colours of its footprints, and its zoom."""

    colours: dict[str, int]
    px_per_m: float


@dataclass(frozen=True, eq=False)
class ChangePicture:
    """The would-be plan as the map draws it; shapes are in EPSG:27700, metres.

    Parameters
    ----------
    footprints
        Each footprint that would hold units: its shape, by id.
    unassigned
        The units that would be in no footprint.
    changed
        What would join each footprint, by id; what would leave all of them, by None.
    middles
        The point where the label of each footprint stands best.
    colours
        The colour of each footprint, which it would keep.
    figures
        What the label of each says.
    unassigned_figures
        How many units, with how many people, would be in no footprint.
    """

    footprints: dict[str, MapShape]
    unassigned: MapShape
    changed: dict[str | None, MapShape]
    middles: dict[str, tuple[float, float]]
    colours: dict[str, int]
    figures: tuple[FootprintFigures, ...]
    unassigned_figures: FootprintFigures


def picture_of(
    place: Place,
    after: Plan,
    rows: NDArray[np.intp],
    look: Look,
    figures: Figures,
) -> ChangePicture:
    """The picture of a change; it touches nothing of Qt's and may be made on any thread.

    Parameters
    ----------
    place, after
        What is planned, and the plan that would be.
    rows
        Rows of the units that change.
    look
        How the map looks now.
    figures
        Those of the plan that would be.
    """

    def ready(shape_m: BaseGeometry) -> MapShape:
        shape = MapShape(shape_m)
        # The bar that tells of the change takes room from the map, which may show less detail then.
        for zoom in (look.px_per_m, look.px_per_m * BESIDE_BAR):
            shape.path(zoom)
        return shape

    held = np.unique(after.assignment[after.assignment != UNASSIGNED]).tolist()
    ids: dict[int, str | None] = {number: after.footprints[number].id for number in held}
    ids[UNASSIGNED] = None
    joining = after.assignment[rows]
    changed = {
        ids[number]: ready(dissolve(place.units, rows[joining == number]))
        for number in np.unique(joining).tolist()
    }
    graph = neighbouring_footprints(place.adjacency, after)
    footprints = {
        after.footprints[number].id: ready(
            dissolve(place.units, np.flatnonzero(after.assignment == number))
        )
        for number in held
    }
    return ChangePicture(
        footprints=footprints,
        unassigned=ready(dissolve(place.units, after.unassigned_rows)),
        changed=changed,
        middles={key: inmost_point(shape.shape_m) for key, shape in footprints.items()},
        colours=colour(graph, look.colours, chosen_colours(after)),
        figures=tuple(figures.of(after.footprints[number].id) for number in held),
        unassigned_figures=figures.of(None),
    )
