"""Ceilings to stand beside the figures of a plan: those that hold for it, within a given time."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from icp_footprints.geography.place import Place
from icp_footprints.measures.ceilings.ceiling import Ceiling, CeilingMeasure
from icp_footprints.measures.ceilings.prove import ceiling, check_seconds
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.measures.target_results import measured_value
from icp_footprints.progress import Progress

NOT_FOR_THIS_PLAN = "No ceilings: they are about plans that are all in band, and this one is not."
# Figures that a plan has of every layer.
SHARES: tuple[CeilingMeasure, ...] = ("share", "containment", "kept_whole")


@dataclass(frozen=True)
class CeilingTime:
    """How long proving ceilings may take: each of them, and all together; 0 for quick bounds only.

    Raises
    ------
    ProblemError
        When a time makes no sense.
    """

    each: float = 0.5
    in_all: float = math.inf

    def __post_init__(self) -> None:
        check_seconds(self.each)
        if self.in_all != math.inf:
            check_seconds(self.in_all)


# So short that nobody who writes a report notices.
QUICK = CeilingTime(0.5, 3.0)


def keeps_the_rules(score: Scorecard) -> bool:
    """Whether the plan is one that ceilings hold for: every unit assigned, all in band."""
    in_band = all(state == "in" for each in score.footprints for state in each.bands.values())
    return score.coverage.is_complete and in_band


def reached_by(score: Scorecard, ceiling: Ceiling) -> float | None:
    """What the plan reaches; None where it has another number of footprints, or may not be printed.

    The share of people kept whole is as it may be printed, see `measures.kept_whole`.
    """
    if len(score.footprints) != ceiling.footprints:
        return None
    layer = score.layer(ceiling.layer)
    if ceiling.measure == "kept_whole" and layer.kind == "registration":
        return printed_kept_whole(layer)
    return measured_value(layer, ceiling.measure)


def ceilings_of_plan(
    place: Place, score: Scorecard, allowed: CeilingTime = QUICK, progress: Progress | None = None
) -> tuple[Ceiling, ...]:
    """Ceilings of share, containment and kept whole; none where they do not hold for the plan.

    Layers whose areas are about a footprint in size come first. When the time for all is up, the
    rest have their quick bound.

    Parameters
    ----------
    place, score
        The place, and the scorecard of the plan.
    allowed
        How long proving them may take.
    progress
        Told how far it is; asked before each proof whether to stop.

    Raises
    ------
    Cancelled
        When the user has asked to stop.
    """
    progress = progress or Progress()
    if not (score.footprints and score.layers and keeps_the_rules(score)):
        return ()
    layers = sorted(score.layers, key=lambda each: not each.comparable)
    asked: list[tuple[str, CeilingMeasure]] = [
        (layer.name, measure) for layer in layers for measure in SHARES
    ]
    until = time.monotonic() + allowed.in_all
    found: list[Ceiling] = []
    for done, (name, measure) in enumerate(asked):
        progress.report(done / len(asked), f"Proving ceilings of {name}")
        seconds = max(min(allowed.each, until - time.monotonic()), 0.0)
        count = len(score.footprints)
        found.append(
            ceiling(place, score.bands, name, measure, count, seconds=seconds, progress=progress)
        )
    progress.report(1.0, "Done")
    return tuple(found)
