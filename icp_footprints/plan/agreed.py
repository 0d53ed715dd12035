"""Agreed plans are frozen: what may still change in them, and who agreed them when."""

from __future__ import annotations

from icp_footprints.errors import PlanError
from icp_footprints.geography.place import Place
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.difference import difference
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status, StatusChange

AGREED = "The plan is agreed. Make a new version to change it."


def changes_content(before: Plan, after: Plan) -> bool:
    """Whether what partners agree to differs: whether the plans' content hashes would.

    Colours, locks, the order of footprints, status, version and origin may differ. Both plans are
    of the same place.
    """
    change = difference(before, after)
    return bool(len(change.rows) or change.added or change.removed) or _said(before) != _said(after)


def check_may_change(plan: Plan, plan_file: object) -> None:
    """Refuse to change the content of an agreed plan.

    Parameters
    ----------
    plan
        The plan that is about to be edited.
    plan_file
        The path of its file, for the words.

    Raises
    ------
    PlanError
        When it is agreed.
    """
    if plan.status is not Status.AGREED:
        return
    agreement = agreement_of(plan)
    words = f": {agreement.words}" if agreement else ""
    raise PlanError(
        f"{plan_file} holds an agreed plan, which stays as it is{words}.",
        f"Make a new version first: icp-footprints status {plan_file} --new-version "
        "(with --out NEW.gpkg the agreed one stays beside it).",
    )


def agreement_of(plan: Plan, version: int | None = None) -> StatusChange | None:
    """When and by whom a version was agreed: the plan's own, where none is given."""
    wanted = plan.version if version is None else version
    found = [
        each for each in plan.history if each.status is Status.AGREED and each.version == wanted
    ]
    return found[-1] if found else None


def is_as_recorded(place: Place, plan: Plan) -> bool:
    """Whether a plan still says what it said when its status was last changed; true of drafts."""
    of_status = [
        each for each in plan.history if each.status is plan.status and each.version == plan.version
    ]
    if plan.status is Status.DRAFT or not of_status:
        return True
    return of_status[-1].content_hash == content_hash(place, plan)


def _said(plan: Plan) -> tuple[object, ...]:
    return (
        plan.name,
        plan.band,
        frozenset(plan.further_bands),
        frozenset(plan.targets),
        frozenset(plan.exceptions),
        {each.id: (each.name, each.notes, each.lead, each.partners) for each in plan.footprints},
    )
