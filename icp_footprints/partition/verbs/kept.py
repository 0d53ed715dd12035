"""What a verb leaves alone: locked footprints, pinned units and what partners have agreed to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from icp_footprints.geography.place import Place
from icp_footprints.partition.authorities import authority_of_units
from icp_footprints.partition.out_of_band import agreed_sizes
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.verbs.settings import SearchSettings
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.wording import shortlist


def locked_ids(plan: Plan, settings: SearchSettings) -> frozenset[str]:
    """Ids of the footprints that are locked in the plan or by the settings.

    Raises
    ------
    PlanError
        When the settings lock a footprint that is not there.
    """
    for footprint_id in sorted(settings.locked):
        plan.number(footprint_id)
    return settings.locked | plan.locked_ids


def sized_by_agreement(place: Place, plan: Plan) -> frozenset[str]:
    """Ids of footprints that are out of a band, as agreed: their size is not to be put right."""
    return frozenset(footprint_id for footprint_id, _ in agreed_sizes(place, plan))


def in_parts_by_agreement(plan: Plan) -> frozenset[str]:
    """Ids of footprints that may be in more than one part."""
    return frozenset(each.subject for each in plan.exceptions if each.rule == "contiguity")


def agreed_note(plan: Plan, ids: frozenset[str], what: str) -> tuple[str, ...]:
    """That footprints with an exception stay as they are, if there are any."""
    if not ids:
        return ()
    names = names_of(plan, ids)
    verbs = ("has", "stays as it is") if len(ids) == 1 else ("have", "stay as they are")
    return (f"{names} {verbs[0]} an agreed exception from {what} and {verbs[1]}.",)


def names_of(plan: Plan, ids: frozenset[str]) -> str:
    """Names of footprints, in the order of the plan."""
    return shortlist([each.name for each in plan.footprints if each.id in ids])


def may_cross(place: Place, plan: Plan, settings: SearchSettings) -> bool:
    """Whether footprints may cross the lines of local authorities."""
    if settings.cross_authorities is not None:
        return settings.cross_authorities
    authorities = authority_of_units(place)
    if authorities is None:
        return False
    inside = plan.assignment != UNASSIGNED
    pairs = np.unique(np.column_stack([plan.assignment[inside], authorities[inside]]), axis=0)
    return len(pairs) > len(np.unique(pairs[:, 0]))


def links(place: Place, plan: Plan, settings: SearchSettings) -> csr_array:
    """The adjacency as CSR (n, n), without pairs that footprints must not join."""
    return Problem(place, plan.band, cross_authorities=may_cross(place, plan, settings)).matrix


def pinned_rows(place: Place, settings: SearchSettings) -> NDArray[np.bool_]:
    """Array (n,): whether a unit is pinned.

    Raises
    ------
    PlanError
        When a pinned unit is not one of the place.
    """
    pinned = np.zeros(len(place.units), dtype=np.bool_)
    pinned[place.units.rows(sorted(settings.pinned))] = True
    return pinned
