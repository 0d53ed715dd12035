"""The scorecard: every measure of a plan in one frozen value."""

from __future__ import annotations

from icp_footprints.geography.place import Place
from icp_footprints.measures.live_scorecard import LiveScorecard
from icp_footprints.measures.scores import (
    AreaScore,
    AreaSplit,
    FootprintScore,
    LayerFit,
    LayerScore,
    NamedPoint,
    PointLayerScore,
    Scorecard,
)
from icp_footprints.measures.target_result import TargetResult
from icp_footprints.plan.plan import Plan

__all__ = [
    "AreaScore",
    "AreaSplit",
    "FootprintScore",
    "LayerFit",
    "LayerScore",
    "NamedPoint",
    "PointLayerScore",
    "Scorecard",
    "TargetResult",
    "scorecard",
]


def scorecard(place: Place, plan: Plan, ledger: str | None = None) -> Scorecard:
    """Measure a plan; the README defines each measure.

    Parameters
    ----------
    place, plan
        What to measure.
    ledger
        The ledger of coterminosity and coverage; that of the plan's first band where None.

    Raises
    ------
    PlanError
        When the plan is of another place, or the place lacks a ledger.
    """
    return LiveScorecard(place, plan, ledger).scorecard
