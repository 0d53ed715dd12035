"""Numbers of footprints, in words: those asked for, those ruled out, what is left free."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from icp_footprints.partition.feasibility.counts import locked_words
from icp_footprints.partition.feasibility.finding import Finding, numbers_words
from icp_footprints.partition.feasibility.ground import Ground
from icp_footprints.partition.feasibility.piece_findings import Piece
from icp_footprints.partition.feasibility.proofs import Numbers
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.wording import count_words, people_words


def asked_finding(problem: Problem, scope: Scope, counts: Sequence[int]) -> list[Finding]:
    """Whether the number asked for is among those that are possible."""
    asked = problem.counts_asked
    if asked is None:
        return []
    within = [each for each in counts if asked[0] <= each <= asked[1]]
    without = [each for each in range(asked[0], asked[1] + 1) if each not in set(within)]
    if not without:
        return []
    if within:
        what = (
            f"Of the {numbers_words([asked[0], asked[1]]).replace(' or ', ' to ')} footprints "
            f"asked for, {numbers_words(within)} could be in band; "
            f"{numbers_words(without)} cannot."
        )
        return [Finding("numbers", "advice", what)]
    if problem.start == "empty" and (asked[1] <= scope.held or not scope.pieces):
        what, remedy = locked_words(scope, asked[1])
        return [Finding("numbers", "impossible", what, remedy)]
    closed = np.append(scope.closed, False)[scope.assignment]
    band, locked = problem.band, len(np.unique(scope.assignment[closed]))
    people = float(problem.place.ledger(band.ledger).people[~closed].sum())
    nearest = min(without, key=lambda each: min(abs(each - count) for count in counts))
    average = people / max(1, nearest - locked)
    what = f"{_footprints(without)} cannot all be in the band of {band.words()} ({band.ledger})"
    if not band.low <= average <= band.high:
        free = count_words(max(1, nearest - locked), "unlocked footprint")
        who = free if locked else f"{nearest:,}"
        what += f": {who} would hold {people_words(average)} each on average"
    return [
        Finding(
            "numbers",
            "impossible",
            f"{what}.",
            f"Ask for {numbers_words(counts)}, or choose another band.",
        )
    ]


def _footprints(numbers: Sequence[int]) -> str:
    return f"{numbers_words(numbers)} footprint{'' if list(numbers) == [1] else 's'}"


def ruled_out_finding(piece: Piece, known: Numbers) -> list[Finding]:
    """The numbers that people would allow and that whole units in one part do not."""
    out = np.flatnonzero(known.by_people & ~known.possible).tolist()
    if not out:
        return []
    left = np.flatnonzero(known.possible).tolist()
    what = (
        f"{piece.name} cannot be divided into {_footprints(out)} in band, though people alone "
        "would allow it: its units cannot be put together so."
    )
    remedy = (
        f"{_footprints(left)} {'is' if left == [1] else 'are'} "
        f"{'possible' if known.is_exact else 'not ruled out'}."
        if left
        else "A wider band, another ledger or smaller units could mend it."
    )
    severity = "advice" if left else "impossible"
    ids = piece.problem.place.units.ids
    units = tuple(ids[row] for row in piece.ground.rows.tolist())
    return [Finding("numbers", severity, what, remedy, units=units)]


def free_words(
    problem: Problem, scope: Scope, grounds: Sequence[Ground], numbers: Sequence[Numbers]
) -> list[Finding]:
    """What is left free beside the locked footprints, and how many footprints it makes."""
    held = [each for each in np.unique(scope.assignment) if each >= 0 and scope.closed[each]]
    if not held or not grounds:
        return []
    units = sum(len(ground.rows) for ground in grounds)
    people = " and ".join(
        f"{people_words(sum(ground.people[i] for ground in grounds))} ({band.ledger})"
        for i, band in enumerate(problem.bands)
    )
    said = [np.flatnonzero(each.possible).tolist() for each in numbers]
    if not all(said):
        can = "which cannot all be in band"
    else:
        low, high = sum(map(min, said)), sum(map(max, said))
        many = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        can = f"enough for {many} footprint{'' if high == 1 else 's'} in band"
    locked = f"{len(held)} footprint{' is' if len(held) == 1 else 's are'} locked"
    what = f"{locked}. {count_words(units, 'unit')} with {people} may change, {can}."
    return [Finding("lock", "advice", what, footprints=tuple(sorted(problem.locked)))]
