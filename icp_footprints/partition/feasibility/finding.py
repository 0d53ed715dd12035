"""A finding: one thing that limits what can be generated, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

# What no plan can have; what somebody should know; what partners have agreed to.
FindingSeverity = Literal["impossible", "advice", "accepted"]
FindingRule = Literal["numbers", "piece", "unit", "area", "lock", "pin", "target", "authority"]


@dataclass(frozen=True)
class Finding:
    """What stands in the way, or is worth knowing before a search.

    Parameters
    ----------
    rule
        What it is about: ``numbers`` of footprints, a connected ``piece``, a ``unit``, an ``area``
        of a layer, a ``lock``, a ``pin``, a ``target`` or local ``authority`` lines.
    severity
        ``impossible`` when no plan can meet what is asked; ``accepted`` when that is so and
        partners have recorded an exception for it; else ``advice``.
    what
        What is found, in one or more sentences.
    remedy
        What would mend it, in one or more sentences; empty where nothing needs to be mended.
    footprints, units
        Ids of the footprints and units it is about.
    layer, areas
        Name of the layer and ids of the areas it is about.
    target
        Name of the target it is about.
    """

    rule: FindingRule
    severity: FindingSeverity
    what: str
    remedy: str = ""
    footprints: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    layer: str = ""
    areas: tuple[str, ...] = ()
    target: str = ""

    @property
    def words(self) -> str:
        """What is found and what would mend it."""
        return f"{self.what} {self.remedy}".strip()


def numbers_words(numbers: Iterable[int]) -> str:
    """Whole numbers in words: ``4``, ``4 to 6``, ``4 to 6 or 8``."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = [f"{low:,}" if low == high else f"{low:,} to {high:,}" for low, high in spans]
    return listed(said, "or")


def listed(things: Sequence[str], joint: str = "and") -> str:
    """Things in words: ``A``, ``A and B``, ``A, B and C``."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {joint} {things[-1]}"
