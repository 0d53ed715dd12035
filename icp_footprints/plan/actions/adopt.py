"""Adopt the footprints of another plan of the same place, as a generated one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Plan


def adopt(plan: Plan, made: Plan) -> Plan:
    """The plan `made`, with the targets, further bands, status and history that `plan` has.

    The band of `made` takes the place of the one `plan` has on that ledger, else of its foremost.
    Exceptions about footprints are carried over where both plans have the footprint with the same
    units, such as a locked one. The others are other footprints, whatever their ids, and nobody has
    agreed to anything about them.
    """
    on = made.band.ledger
    kept = plan.bands if on in [band.ledger for band in plan.bands] else plan.further_bands
    return replace(
        made,
        further_bands=tuple(band for band in kept if band.ledger != on),
        targets=plan.targets,
        exceptions=tuple(
            each.with_foremost(plan.band.ledger, on)
            for each in plan.exceptions
            if not each.is_about_a_footprint or _is_kept(plan, made, each)
        ),
        status=plan.status,
        version=plan.version,
        history=plan.history,
    )


def _is_kept(plan: Plan, made: Plan, exception: RecordedException) -> bool:
    """Whether the footprint that an exception is about is in both plans, with the same units."""
    footprint = exception.footprint_id
    if not all(footprint in {each.id for each in one.footprints} for one in (plan, made)):
        return False
    return np.array_equal(plan.rows(footprint), made.rows(footprint))
