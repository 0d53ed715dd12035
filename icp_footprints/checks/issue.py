"""An issue: one thing about a plan that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["required", "advice", "accepted"]


@dataclass(frozen=True)
class Issue:
    """What is wrong, where, and how serious it is.

    Parameters
    ----------
    rule
        Short name of the rule, such as ``band``.
    severity
        ``required`` when the plan cannot be agreed as it is, ``accepted`` when partners have
        recorded an exception for it, else ``advice``.
    words
        What a reader is told: what is wrong and by how much; where accepted, why and by whom.
    footprints
        Ids of the footprints concerned.
    units
        Ids of the units concerned, for zooming to them.
    subject
        What an exception from the rule calls it by (see `RecordedException`); empty for coverage.
    """

    rule: str
    severity: Severity
    words: str
    footprints: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    subject: str = ""
