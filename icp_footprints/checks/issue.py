"""An issue: one thing about a plan that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["required", "advice"]


@dataclass(frozen=True)
class Issue:
    """What is wrong, where, and how serious it is.

    Parameters
    ----------
    rule
        Short name of the rule, such as ``band``.
    severity
        ``required`` when the plan cannot be agreed as it is, else ``advice``.
    words
        One sentence for the reader.
    footprints
        Ids of the footprints concerned.
    units
        Ids of the units concerned, for zooming to them.
    """

    rule: str
    severity: Severity
    words: str
    footprints: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
