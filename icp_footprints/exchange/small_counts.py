"""Counts of 1 to 4 people are never printed: they could be about one family.

A footprint's people, a unit's and an area's are published totals. How many people of a *footprint*
belong to an *area* is not: under 5 such a count is printed as ``<5``, and no total or percentage
stands beside it from which it could be worked out.
"""

from __future__ import annotations

LEAST_PRINTED = 5
FEWER = "<5"


def is_small(count: float) -> bool:
    """Whether a count is of somebody, but of fewer than five."""
    return 0 < round(count, 6) < LEAST_PRINTED


def printed_people(count: float) -> int | str:
    """The count as a whole number, or ``<5``."""
    return FEWER if is_small(count) else round(count)
