"""Set how many people a footprint should hold, on one ledger or several."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.errors import PlanError
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan


def set_bands(plan: Plan, bands: tuple[Band, ...]) -> Plan:
    """The plan with the given bands instead of its own, the foremost first.

    An agreed exception stays with the band on the ledger that it was agreed for.

    Raises
    ------
    PlanError
        When there is none, or two on one ledger.
    """
    if not bands:
        raise PlanError("A plan needs a band.", "Give one, for example 30000:50000.")
    before, now = plan.band.ledger, bands[0].ledger
    return replace(
        plan,
        band=bands[0],
        further_bands=bands[1:],
        exceptions=tuple(each.with_foremost(before, now) for each in plan.exceptions),
    )
