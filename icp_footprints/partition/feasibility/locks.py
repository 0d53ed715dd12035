"""What locks and pins rule out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from icp_footprints.partition.feasibility.finding import Finding, FindingSeverity, listed
from icp_footprints.partition.feasibility.ground import Ground, is_in_band
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint
from icp_footprints.wording import count_words, people_words

MOST_NAMED = 5
Rows = NDArray[np.intp]


def lock_findings(problem: Problem, scope: Scope, grounds: Sequence[Ground]) -> list[Finding]:
    """What is locked out of band, what is left free, and what locks cut in pieces."""
    if problem.base is None:
        return []
    findings = _nothing_to_change(problem, scope)
    for number in np.flatnonzero(scope.closed).tolist():
        findings += _locked_out_of_band(problem, scope, number)
    findings += _cuts(problem, scope, grounds)
    return findings


def footprint_of(problem: Problem, scope: Scope, number: int) -> Footprint:
    """The footprint of a number among the kept."""
    footprints = () if problem.base is None else problem.base.footprints
    return footprints[scope.kept[number]]


def _nothing_to_change(problem: Problem, scope: Scope) -> list[Finding]:
    """That all is locked or pinned."""
    free = ~(scope.fixed | scope.closed[scope.assignment]) if len(scope.kept) else ~scope.fixed
    free |= scope.assignment < 0
    if free.any():
        return []
    if problem.start == "fill":
        what = "Every unit is in a footprint already: there is nothing to fill."
        remedy = "Improve the plan instead, or generate anew."
    else:
        what = "Every unit is locked or pinned: nothing is left to change."
        remedy = "Unlock a footprint, or pin fewer units."
    return [Finding("lock", "advice", what, remedy, footprints=tuple(sorted(problem.locked)))]


def _locked_out_of_band(problem: Problem, scope: Scope, number: int) -> list[Finding]:
    rows = np.flatnonzero(scope.assignment == number)
    footprint = footprint_of(problem, scope, number)
    if not len(rows):
        if footprint.id not in problem.locked:
            return []
        what = f"Locked footprint {named(footprint)} has no units, and will stay without."
        return [Finding("lock", "advice", what, footprints=(footprint.id,))]
    findings: list[Finding] = []
    for band in problem.bands:
        people = float(problem.place.ledger(band.ledger).people[rows].sum())
        if is_in_band(people, band):
            continue
        reason = agreed_size(problem, footprint, band)
        severity: FindingSeverity = "accepted" if reason else "impossible"
        findings.append(
            Finding(
                "lock",
                severity,
                f"Locked footprint {named(footprint)} holds {people_words(people)} "
                f"({band.ledger}), {off_band(people, band)}, and a lock keeps it so.",
                reason or "Unlock it, or record an exception for it.",
                footprints=(footprint.id,),
            )
        )
    return findings


def named(footprint: Footprint) -> str:
    """A footprint by its id and name."""
    return f"{footprint.id} ({footprint.name})" if footprint.name else footprint.id


def off_band(people: float, band: Band) -> str:
    """By how many people a band is missed, such as ``1,200 too many for the band of ...``."""
    missing = max(1, round(band.excess(people)))
    few = "few" if people < band.low else "many"
    return f"{missing:,} too {few} for the band of {band.words()}"


def agreed_size(problem: Problem, footprint: Footprint, band: Band) -> str:
    """Why partners agreed that a footprint may be out of a band; empty where they did not."""
    if problem.base is None:
        return ""
    foremost, asked = problem.base.band.ledger, (footprint.id, band.ledger)
    found = (each for each in problem.base.exceptions if each.excused_band(foremost) == asked)
    return _agreed_words(next(found, None))


def agreed_parts(problem: Problem, footprint: Footprint) -> str:
    """Why partners agreed that a footprint may be in parts; empty where they did not."""
    if problem.base is None:
        return ""
    asked = ("contiguity", footprint.id)
    found = (each for each in problem.base.exceptions if (each.rule, each.subject) == asked)
    return _agreed_words(next(found, None))


def _agreed_words(exception: RecordedException | None) -> str:
    if exception is None:
        return ""
    return f"Agreed: {exception.reason} ({exception.owner}, {exception.date})."


def _cuts(problem: Problem, scope: Scope, grounds: Sequence[Ground]) -> list[Finding]:
    """Locked footprints without which what is left would hang together better."""
    if len(grounds) < 2:
        return []
    ground = np.concatenate([each.rows for each in grounds])
    holding = [
        number
        for number in np.flatnonzero(scope.closed).tolist()
        if (scope.assignment == number).any()
    ]
    alone = [
        number
        for number in holding
        if _joined(problem, ground, np.flatnonzero(scope.assignment == number)) < len(grounds)
    ]
    if alone:
        return [_cut(problem, scope, grounds, [number]) for number in alone]
    locked = np.flatnonzero(np.isin(scope.assignment, holding))
    if not holding or _joined(problem, ground, locked) == len(grounds):
        return []
    return [_cut(problem, scope, grounds, holding)]


def _joined(problem: Problem, ground: Rows, more: Rows) -> int:
    """How many pieces the ground would be in with more units in it."""
    rows = np.sort(np.concatenate([ground, more]))
    labels = connected_components(problem.matrix[rows][:, rows], directed=False)[1]
    return len(np.unique(labels[np.isin(rows, ground)]))


def _cut(problem: Problem, scope: Scope, grounds: Sequence[Ground], numbers: list[int]) -> Finding:
    """That some locked footprints part pieces of the ground that they lie between."""
    rows = np.flatnonzero(np.isin(scope.assignment, numbers))
    beside = np.unique(problem.matrix[rows].indices)
    parted = [each for each in grounds if np.isin(each.rows, beside).any()]
    names, ledger = problem.place.units.names, problem.band.ledger
    said = [
        f"{count_words(len(each.rows), 'unit')}, {people_words(each.people[0])} ({ledger}), "
        f"{'round' if len(each.rows) > 1 else 'which is'} {names[int(each.rows[0])]}"
        for each in parted
    ]
    footprints = [footprint_of(problem, scope, number) for number in numbers]
    one = len(footprints) == 1
    return Finding(
        "lock",
        "advice",
        f"Locked footprint{'' if one else 's'} {listed([named(each) for each in footprints])} "
        f"{'cuts' if one else 'cut'} the rest in {len(parted)} pieces: "
        f"{'; '.join(said[:MOST_NAMED])}{'; and more' if len(said) > MOST_NAMED else ''}.",
        "No footprint can reach from one piece to another while the lock holds.",
        footprints=tuple(each.id for each in footprints),
    )
