"""Describe a footprint: its notes, its clinical lead and its partners."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.plan.plan import Plan, is_storable


def describe(
    plan: Plan,
    footprint_id: str,
    *,
    notes: str | None = None,
    lead: str | None = None,
    partners: str | None = None,
) -> Plan:
    """The plan with what is written about a footprint changed.

    The plan is made as it was before: words move nothing.

    Parameters
    ----------
    plan
        The plan to change.
    footprint_id
        The footprint.
    notes, lead, partners
        The new texts, kept without blanks at either end; None leaves what there is.

    Raises
    ------
    PlanError
        When there is no such footprint, or no file can hold a text.
    """
    number = plan.number(footprint_id)
    footprint = plan.footprints[number]
    given = {"notes": notes, "lead": lead, "partners": partners}
    texts = {
        field: getattr(footprint, field) if text is None else text.strip()
        for field, text in given.items()
    }
    for field, text in texts.items():
        if not is_storable(text):
            called = {"lead": "clinical lead"}.get(field, field)
            raise PlanError(
                f"The {called} of {footprint.name} has a character that no file can hold.",
                "Type it again.",
            )
    footprints = list(plan.footprints)
    footprints[number] = replace(footprint, **texts)
    return replace(plan, footprints=tuple(footprints))
