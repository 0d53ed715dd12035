"""What a report says about ledgers: each way of counting people, and what counts that way."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan


@dataclass(frozen=True)
class LedgerLine:
    """One way of counting people, and how many it counts in the place."""

    name: str
    label: str
    source: str
    people: int
    uses: tuple[str, ...]
    """What counts on this ledger, in words."""


def ledger_lines(place: Place, plan: Plan, counted: str) -> tuple[LedgerLine, ...]:
    """A line for each ledger of the place.

    Parameters
    ----------
    place, plan
        What is reported on.
    counted
        The ledger of coverage and coterminosity.
    """
    banded = {band.ledger for band in plan.bands}
    return tuple(
        LedgerLine(
            name=each.name,
            label=each.label,
            source=each.source,
            people=round(each.total),
            uses=tuple(
                use
                for use, is_so in (
                    ("a band counts on this ledger", each.name in banded),
                    ("coverage and coterminosity count on this ledger", each.name == counted),
                )
                if is_so
            ),
        )
        for each in place.ledgers
    )
