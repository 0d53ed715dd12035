"""Propose a plan, agree it, or take it back to a draft."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.geography.place import Place
from icp_footprints.plan.history import check_can_become, line_of_history
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status


def set_status(place: Place, plan: Plan, status: Status, on: str, by: str = "") -> Plan:
    """The plan with another status, and a line about it in its history.

    Parameters
    ----------
    place, plan
        The plan, and the place it is of: the history keeps what it says now (`content_hash`).
    status
        What it becomes.
    on
        The day, as ``2026-11-22``.
    by
        Who proposed or agreed it; needed where it is agreed.

    Raises
    ------
    PlanError
        When the plan cannot become that from what it is.
    InputError
        When the day is none, or nobody agreed it.
    """
    check_can_become(plan, status)
    changed = replace(plan, status=status)
    return replace(changed, history=(*plan.history, line_of_history(place, changed, on, by)))
