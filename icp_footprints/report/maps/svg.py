"""The maps of a plan as self-contained SVG texts, for pages of every kind.

Whatever comes from files and names is escaped here; a map asks nothing of any address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.report.maps.frame import Bounds
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.sheet import Subject, sheet_svg
from icp_footprints.report.maps.words import footprint_map_words, plan_map_words

# How much ground is shown round a footprint, as a share of its own size; and at least.
AROUND_SHARE = 0.14
LEAST_AROUND_M = 150.0
BLACK_AND_WHITE = MapLook(fill="pattern", labels="numbers", key=False, small_print=False)


def plan_map(
    place: Place,
    plan: Plan,
    size: MapSize | None = None,
    look: MapLook | None = None,
    *,
    ground: MapGround | None = None,
    notes: Sequence[str] = (),
    metadata: str = "",
) -> str:
    """The footprints of a plan on a map of the whole place.

    Neighbours differ in fill. A label that does not fit becomes the footprint's number in plan
    order, explained in a key below. Grid north is up.

    Parameters
    ----------
    place, plan
        What to draw.
    size, look
        How; on a page of the report unless told otherwise.
    ground
        What maps of this plan share, where several are drawn; see `MapGround.of`.
    notes
        Further lines of small print.
    metadata
        JSON that travels unseen with the picture.

    Raises
    ------
    PlanError
        When the place has no such layer as the look asks for.
    InputError
        When the map has no room in a picture of that size.
    """
    known = ground or MapGround.of(place, plan)
    subject = Subject(known, known.whole, None, plan_map_words(known), "map")
    return sheet_svg(subject, size or MapSize(), look or MapLook(), notes, metadata)


def footprint_map(
    place: Place,
    plan: Plan,
    footprint_id: str,
    size: MapSize | None = None,
    look: MapLook | None = None,
    *,
    ground: MapGround | None = None,
    notes: Sequence[str] = (),
    metadata: str = "",
) -> str:
    """One footprint, with what is beside it named and in grey; else as `plan_map`.

    Raises
    ------
    PlanError
        When the plan has no such footprint.
    """
    known = ground or MapGround.of(place, plan)
    number = plan.number(footprint_id)
    words = footprint_map_words(known, number)
    subject = Subject(known, _around(known.bounds_of(number)), number, words, f"map-{number + 1}")
    return sheet_svg(subject, size or MapSize(480.0), look or MapLook(), notes, metadata)


def summary_map(
    place: Place,
    plan: Plan,
    size: MapSize | None = None,
    overlay: str = "",
    *,
    look: MapLook = BLACK_AND_WHITE,
    ground: MapGround | None = None,
) -> str:
    """The map of the one-page summary, for any copier: patterns, numbers and thick borders.

    Its numbers are those of the plan's order, as in the table beside it; `overlay` is the layer
    whose borders are dashed on top.
    """
    known = ground or MapGround.of(place, plan)
    subject = Subject(known, known.whole, None, plan_map_words(known), "map-summary")
    return sheet_svg(subject, size or MapSize(420.0), replace(look, overlay=overlay))


def _around(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    more = max(AROUND_SHARE * max(east - west, north - south), LEAST_AROUND_M)
    return west - more, south - more, east + more, north + more
