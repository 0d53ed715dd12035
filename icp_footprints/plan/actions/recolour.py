"""Recolour a footprint: a colour that people chose, or one that the program chooses."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.plan.plan import Plan


def recolour(plan: Plan, footprint_id: str, colour: int | None) -> Plan:
    """The plan with a footprint in the given colour on every map.

    The plan is made as it was before: a colour moves nothing. A colour that a neighbour has too
    is allowed; `report.colouring.same_coloured_neighbours` names those that share one.

    Parameters
    ----------
    plan
        The plan to change.
    footprint_id
        The footprint.
    colour
        A position in the palette, or None to have the program choose again.

    Raises
    ------
    PlanError
        When there is no such footprint or colour.
    """
    number = plan.number(footprint_id)
    footprints = list(plan.footprints)
    footprints[number] = replace(footprints[number], colour=colour)
    return replace(plan, footprints=tuple(footprints))
