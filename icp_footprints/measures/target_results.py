"""Whether a plan meets its targets."""

from __future__ import annotations

from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scores import LayerScore
from icp_footprints.measures.target_result import TargetResult
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.target import Measure


def measured_value(score: LayerScore, measure: Measure) -> float:
    """What a plan reaches with a layer on the measure of a target."""
    match measure:
        case "share":
            return score.plan_share
        case "containment":
            return score.plan_containment
        case "coterminosity":
            return score.coterminosity
        case "kept_whole":
            return score.kept_whole
        case "two_way":
            return score.two_way_share
        case "splits":
            return float(score.split_areas)
        case "pieces":
            return float(score.pieces)


def target_results(
    plan: Plan, layers: tuple[LayerScore, ...], ledger: str
) -> tuple[TargetResult, ...]:
    """Each target of a plan with what the plan reaches; one on a layer not there is missed."""
    by_name = {score.name: score for score in layers}
    agreed = {each.subject: each for each in plan.exceptions if each.rule == "target"}
    results: list[TargetResult] = []
    for target in plan.targets:
        score = by_name.get(target.layer)
        value = None if score is None else measured_value(score, target.measure)
        met = value is not None and target.is_met(value)
        printed = value
        if score is not None and target.measure == "kept_whole" and score.kind == "registration":
            printed = printed_kept_whole(score)
        results.append(TargetResult(target, value, met, agreed.get(target.name), ledger, printed))
    return tuple(results)
