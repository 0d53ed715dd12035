"""Ages in few enough groups for a page: bands of a ledger put together, never cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from icp_footprints.geography.ledger import AgeBands

# Where planners usually cut: childhood, study, young families, middle age, later life.
USUAL_CUTS = (0, 16, 25, 35, 50, 65, 80)
MOST_GROUPS = len(USUAL_CUTS)


@dataclass(frozen=True)
class AgeGroup:
    """Age bands that follow each other: positions from `first` up to, but not with, `end`."""

    label: str
    first: int
    end: int


def age_groups(ages: AgeBands) -> tuple[AgeGroup, ...]:
    """The bands as they are where they are few, else put together near the usual cuts."""
    count = len(ages.lows)
    if count <= MOST_GROUPS:
        return tuple(AgeGroup(label, i, i + 1) for i, label in enumerate(ages.labels))
    nearest = {min(range(count), key=lambda i: (abs(ages.lows[i] - cut), i)) for cut in USUAL_CUTS}
    starts = [*sorted(nearest | {0}), count]
    return tuple(AgeGroup(_label(ages, first, end), first, end) for first, end in pairwise(starts))


def _label(ages: AgeBands, first: int, end: int) -> str:
    if end - first == 1:
        return ages.labels[first]
    low = ages.lows[first]
    return f"{low} and over" if end == len(ages.lows) else f"{low} to {ages.lows[end] - 1}"


def group_share(group: AgeGroup, shares: Sequence[tuple[str, float | None]]) -> float | None:
    """The share of people in a group, from the shares of its bands; None where not known."""
    known = [share for _, share in shares[group.first : group.end] if share is not None]
    return sum(known) if known else None
