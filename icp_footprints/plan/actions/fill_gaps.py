"""Fill gaps: give every unassigned unit to a footprint next to it."""

from __future__ import annotations

import heapq

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.plan.plan import UNASSIGNED, Plan


def fill_gaps(adjacency: Adjacency, plan: Plan) -> Plan:
    """The plan with unassigned units joined to the neighbouring footprint they border most.

    Units join one at a time, the one with the longest boundary shared with a single footprint
    first, so a gap closes from its edges inwards and no footprint is cut in two. Units that no
    chain of neighbours ties to a footprint stay unassigned, and a locked footprint gains nothing.
    """
    assignment = plan.assignment.copy()
    locked = [footprint.locked for footprint in plan.footprints]
    matrix = adjacency.matrix
    border: dict[tuple[int, int], float] = {}
    queue: list[tuple[float, int, int]] = []

    def spread_from(row: int) -> None:
        number = int(assignment[row])
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        for neighbour, metres in zip(
            matrix.indices[start:end].tolist(), matrix.data[start:end].tolist(), strict=True
        ):
            if assignment[neighbour] == UNASSIGNED:
                total = border.get((neighbour, number), 0.0) + metres
                border[neighbour, number] = total
                heapq.heappush(queue, (-total, neighbour, number))

    for row in range(len(assignment)):
        if assignment[row] != UNASSIGNED and not locked[assignment[row]]:
            spread_from(row)
    while queue:
        _, row, number = heapq.heappop(queue)
        # A unit is queued again whenever its border grows; the longest comes first.
        if assignment[row] == UNASSIGNED:
            assignment[row] = number
            spread_from(row)
    return plan.with_assignment(assignment)
