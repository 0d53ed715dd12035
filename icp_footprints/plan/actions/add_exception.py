"""Record an exception."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import shortlist


def add_exception(plan: Plan, exception: RecordedException) -> Plan:
    """The plan with an exception recorded; one about the same thing gives way to it.

    Raises
    ------
    PlanError
        When it is about a footprint, ledger or target that the plan does not have.
    """
    subject = exception.subject
    if exception.is_about_a_footprint:
        footprint, at, ledger = subject.partition("@")
        plan.footprint(footprint)
        if at and exception.rule != "band":
            raise PlanError(
                f"An exception from {exception.rule} is about no ledger.", f"Write '{footprint}'."
            )
        held = [band.ledger for band in plan.further_bands]
        if at and ledger == plan.band.ledger:
            raise PlanError(
                f"The band on the ledger '{ledger}' is the plan's first.",
                f"Write its exception without the ledger: '{footprint}'.",
            )
        if at and ledger not in held:
            raise PlanError(
                f"The plan has no further band on a ledger '{ledger}'.",
                f"It has: {shortlist(held) or 'none'}.",
            )
    if exception.rule == "target" and subject not in [each.name for each in plan.targets]:
        names = shortlist([each.name for each in plan.targets]) or "none"
        raise PlanError(f"There is no target '{subject}' in this plan.", f"It has: {names}.")
    others = tuple(
        each
        for each in plan.exceptions
        if (each.rule, each.subject) != (exception.rule, exception.subject)
    )
    return replace(plan, exceptions=(*others, exception))
