"""How a footprint by itself stands on the targets of the plan, as a column of the table."""

from __future__ import annotations

from collections.abc import Sequence

from icp_footprints.measures.scores import LayerFit
from icp_footprints.measures.target_result import goal_words
from icp_footprints.plan.target import Measure, Target
from ui import words
from ui.figures import FootprintFigures
from ui.models.column import Column

TIP = (
    "On how many of the plan's targets the footprint by itself does as well as the whole plan "
    "should; only those on shares, containment and the two-way rule can be read so"
)
READABLE: tuple[Measure, ...] = ("share", "containment", "two_way")


def target_column_of(targets: Sequence[Target]) -> Column | None:
    """The column, or None for a plan without a target that can be read for one footprint."""
    readable = [target for target in targets if target.measure in READABLE]
    if not readable:
        return None

    def states(each: FootprintFigures) -> list[tuple[Target, bool]]:
        if not each.units or each.id is None:
            return []
        return [
            (target, _is_reached(target, fit))
            for target in readable
            if (fit := each.best.get(target.layer)) is not None
        ]

    def text(each: FootprintFigures) -> str:
        found = states(each)
        reached = sum(is_reached for _, is_reached in found)
        mark = "✓" if reached == len(found) else "✗"
        return f"{mark} {reached} of {len(found)}" if found else ""

    def sort(each: FootprintFigures) -> float:
        found = states(each)
        return sum(is_reached for _, is_reached in found) / len(found) if found else -1.0

    def more(each: FootprintFigures) -> str:
        return "; ".join(
            f"{'reaches' if is_reached else 'short of'} {goal_words(target)} "
            f"({_value_words(target, each.best[target.layer])})"
            for target, is_reached in states(each)
        )

    return Column("targets", "Targets", TIP, text, text, more=more, sort=sort)


def _is_reached(target: Target, fit: LayerFit) -> bool:
    if target.measure == "two_way":
        return fit.passes_two_way
    return target.is_met(fit.share if target.measure == "share" else fit.containment)


def _value_words(target: Target, fit: LayerFit) -> str:
    if target.measure == "two_way":
        return "passes" if fit.passes_two_way else "does not pass"
    return words.percent_to_one(fit.share if target.measure == "share" else fit.containment)
