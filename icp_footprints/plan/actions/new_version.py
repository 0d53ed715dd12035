"""Make the next version of a plan: a draft that can be edited again."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.geography.place import Place
from icp_footprints.plan.history import line_of_history
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status


def new_version(place: Place, plan: Plan, on: str, by: str = "") -> Plan:
    """The plan as a draft of the next version; the history keeps what became of this one.

    Parameters
    ----------
    place, plan
        A plan that is proposed or agreed, and its place.
    on
        The day, as ``2026-11-22``.
    by
        Who began it; may be empty.

    Raises
    ------
    PlanError
        When the plan is a draft already.
    InputError
        When the day is none.
    """
    if plan.status is Status.DRAFT:
        raise PlanError(
            f"The plan is a draft already, version {plan.version}.", "Edit it as it is."
        )
    begun = replace(plan, status=Status.DRAFT, version=plan.version + 1)
    return replace(begun, history=(*plan.history, line_of_history(place, begun, on, by)))
