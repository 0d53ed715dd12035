"""Adopt the footprints of another plan of the same place, as a generated one."""

from __future__ import annotations

from dataclasses import replace

from icp_footprints.plan.plan import Plan


def adopt(plan: Plan, made: Plan) -> Plan:
    """The plan `made`, with the targets, further bands, status and history that `plan` has.

    The band of `made` takes the place of the one `plan` has on that ledger, else of its foremost.
    Exceptions about footprints are not carried over: the new footprints are other ones, whatever
    their ids, and nobody has agreed to anything about them.
    """
    on = made.band.ledger
    kept = plan.bands if on in [band.ledger for band in plan.bands] else plan.further_bands
    return replace(
        made,
        further_bands=tuple(band for band in kept if band.ledger != on),
        targets=plan.targets,
        exceptions=tuple(each for each in plan.exceptions if not each.is_about_a_footprint),
        status=plan.status,
        version=plan.version,
        history=plan.history,
    )
