"""What units that must stay where they are rule out: pins, and footprints that are only filled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from icp_footprints.partition.feasibility.finding import Finding, FindingSeverity
from icp_footprints.partition.feasibility.ground import ROUNDING, Claim, Ground, is_in_band
from icp_footprints.partition.feasibility.locks import (
    agreed_parts,
    agreed_size,
    footprint_of,
    named,
    off_band,
)
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.plan.band import Band
from icp_footprints.wording import count_words, people_words, shortlist

MOST_NAMED = 5


def pin_findings(problem: Problem, scope: Scope, ground: Ground) -> list[Finding]:
    """Footprints in a piece of ground that what they keep puts out of band or in parts."""
    findings: list[Finding] = []
    for claim in ground.claims:
        if len(claim.rows):
            reach = _reach(problem, scope, claim)
            for band in problem.bands:
                findings += _out_of_band(problem, scope, claim, reach, band)
            findings += _in_parts(problem, scope, claim, reach)
    return findings


def _reach(problem: Problem, scope: Scope, claim: Claim) -> NDArray[np.int32]:
    """Array (n,): label of the piece of units it may hold that each is in; -1 for all others."""
    may_hold = ~scope.fixed & ~_closed(scope)
    may_hold[claim.rows] = True
    rows = np.flatnonzero(may_hold)
    labels = np.full(len(may_hold), -1, dtype=np.int32)
    labels[rows] = connected_components(problem.matrix[rows][:, rows], directed=False)[1]
    return labels


def _closed(scope: Scope) -> NDArray[np.bool_]:
    closed = np.append(scope.closed, False)
    return closed[scope.assignment]


def _out_of_band(
    problem: Problem, scope: Scope, claim: Claim, reach: NDArray[np.int32], band: Band
) -> list[Finding]:
    counts = problem.place.ledger(band.ledger).people
    kept = float(counts[claim.rows].sum())
    footprint = footprint_of(problem, scope, claim.footprint)
    agreed = agreed_size(problem, footprint, band)
    severity: FindingSeverity = "accepted" if agreed else "impossible"
    who = f"Footprint {named(footprint)}"
    if kept > band.high * (1 + ROUNDING):
        held = "is only filled and" if problem.start == "fill" else "must keep its pinned units and"
        what = (
            f"{who} {held} holds at least {people_words(kept)} ({band.ledger}), "
            f"{off_band(kept, band)}."
        )
        remedy = (
            "Improve the plan instead of filling it, or raise the band."
            if problem.start == "fill"
            else "Pin fewer of its units, or raise the band."
        )
        return [Finding("pin", severity, what, agreed or remedy, footprints=(footprint.id,))]
    most = float(counts[np.isin(reach, np.unique(reach[claim.rows]))].sum())
    if is_in_band(most, band) or most > band.high:
        return []
    what = (
        f"{who} can reach {people_words(most)} ({band.ledger}) at most, {off_band(most, band)}: "
        "all others beside it are locked, pinned or kept by other footprints."
    )
    remedy = "Unlock or unpin units beside it, or improve the plan instead of filling it."
    return [Finding("pin", severity, what, agreed or remedy, footprints=(footprint.id,))]


def _in_parts(
    problem: Problem, scope: Scope, claim: Claim, reach: NDArray[np.int32]
) -> list[Finding]:
    """That units to be kept cannot be joined by any that may change."""
    parts, sizes = np.unique(reach[claim.rows], return_counts=True)
    if len(parts) < 2:
        return []
    footprint = footprint_of(problem, scope, claim.footprint)
    units = problem.place.units
    apart = claim.rows[reach[claim.rows] != parts[np.argmax(sizes)]]
    said = shortlist([f"{units.names[row]} ({units.ids[row]})" for row in apart], MOST_NAMED)
    what = (
        f"Footprint {named(footprint)} cannot be in one part: {count_words(len(apart), 'unit')} "
        f"that must stay in it {'is' if len(apart) == 1 else 'are'} cut off from the rest: {said}."
    )
    agreed = agreed_parts(problem, footprint)
    remedy = "Pin other units, unlock what lies between, add a bridge, or record an exception."
    ids = tuple(units.ids[row] for row in apart.tolist())
    return [
        Finding(
            "pin",
            "accepted" if agreed else "impossible",
            what,
            agreed or remedy,
            footprints=(footprint.id,),
            units=ids,
        )
    ]
