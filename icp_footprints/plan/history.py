"""What became of a plan when: what can follow what, and a line of its history."""

from __future__ import annotations

from icp_footprints.errors import PlanError
from icp_footprints.geography.place import Place
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import Plan, is_storable
from icp_footprints.plan.status import Status, StatusChange

# What each status can become; from agreed there is only a new version.
NEXT: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.PROPOSED,),
    Status.PROPOSED: (Status.AGREED, Status.DRAFT),
    Status.AGREED: (),
}


def check_can_become(plan: Plan, status: Status) -> None:
    """Refuse a status that a plan cannot have next.

    Raises
    ------
    PlanError
        When it cannot.
    """
    if status in NEXT[plan.status]:
        return
    if plan.status is status:
        called = "a draft" if status is Status.DRAFT else str(status)
        raise PlanError(f"The plan is {called} already.")
    if plan.status is Status.AGREED:
        raise PlanError("The plan is agreed.", "Make a new version to change it.")
    raise PlanError("The plan is a draft.", "Propose it first.")


def line_of_history(place: Place, plan: Plan, on: str, by: str) -> StatusChange:
    """The line that says what a plan has just become, with what it says now.

    Raises
    ------
    PlanError, InputError
        When the day is none, or who did it is missing or cannot be kept.
    """
    if not is_storable(by):
        raise PlanError("The name has a character that no file can hold.", "Type it again.")
    who = " ".join(by.split())
    return StatusChange(plan.status, plan.version, on, who, content_hash(place, plan))
