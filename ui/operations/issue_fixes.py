"""What would put an issue right: each a search, or an action, that leads to a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.plan.actions import delete, fill_gaps
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress

if TYPE_CHECKING:
    from icp_footprints.partition.verbs.change import Change

Work = Callable[[Place, Plan, Progress], "Change"]
Verb = Literal["repair", "rebalance", "finish", "fill gaps", "improve", "least change", "delete"]


@dataclass(frozen=True)
class Fix:
    """One way to put an issue right.

    Parameters
    ----------
    verb
        What it does.
    title
        What a button says, and the undo step is called.
    tip
        One sentence: what would change.
    work
        Works the change out; called off the window's thread.
    """

    verb: Verb
    title: str
    tip: str
    work: Work


def fixes_for(plan: Plan, issue: Issue) -> tuple[Fix, ...]:
    """The ways to put an issue of a plan right, the likeliest first."""
    if issue.severity == "accepted":
        return ()
    held = {each.id for each in plan.footprints}
    footprint_id = next((each for each in issue.footprints if each in held), None)
    name = plan.footprint(footprint_id).name if footprint_id else ""
    is_locked = footprint_id in plan.locked_ids
    if issue.rule == "coverage":
        return (_finish(), _fill()) if plan.footprints else ()
    if issue.rule == "target":
        result = [each for each in plan.targets if each.name == issue.subject]
        is_required = bool(result) and result[0].strength == "required"
        return (_least_change(), _improve()) if is_required else (_improve(),)
    if footprint_id is None or is_locked:
        return ()
    if issue.rule == "contiguity":
        return (_repair(footprint_id, name),)
    if issue.rule == "band":
        return (_rebalance(footprint_id, name), _least_change())
    if issue.rule == "empty":
        return (_delete(footprint_id, name),)
    return ()


def no_fix_reason(plan: Plan, issue: Issue) -> str:
    """Why there is no fix for an issue, as a sentence; empty where there is one."""
    if fixes_for(plan, issue):
        return ""
    if issue.severity == "accepted":
        return "Partners have accepted this issue, so there is nothing to fix."
    locked = [each.name for each in plan.footprints if each.locked and each.id in issue.footprints]
    if locked:
        return f"{locked[0]} is locked. Unlock it to fix this."
    if not plan.footprints:
        return "The plan has no footprints yet. Draw one, or generate a plan."
    return "The program has no fix for this issue."


def _repair(footprint_id: str, name: str) -> Fix:
    def work(place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.repair import repair, stray_parts
        from icp_footprints.partition.verbs.settings import SearchSettings

        own = plan.number(footprint_id)
        # Stray parts of other footprints are issues of their own.
        others = [part.rows for part in stray_parts(place, plan) if part.number != own]
        kept = frozenset(place.units.ids[row] for rows in others for row in rows.tolist())
        settings = SearchSettings(pinned=kept)
        return repair(place, plan, settings, progress=progress, keep_best=True)

    return Fix(
        "repair",
        f"Repair {name}",
        f"Gives the parts of {name} that lie apart to the footprints beside them.",
        work,
    )


def _rebalance(footprint_id: str, name: str) -> Fix:
    def work(place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.rebalance import rebalance

        exchanging = _exchanging(place, plan, footprint_id)
        return rebalance(place, plan, exchanging, progress=progress, keep_best=True)

    return Fix(
        "rebalance",
        f"Rebalance {name}",
        f"Has {name} exchange units with the footprints beside it until they are in band.",
        work,
    )


def _exchanging(place: Place, plan: Plan, footprint_id: str) -> list[str]:
    """The footprint and those beside it that may exchange units with it."""
    from icp_footprints.partition.verbs.kept import links, sized_by_agreement
    from icp_footprints.partition.verbs.settings import SearchSettings

    matrix = links(place, plan, SearchSettings())
    beside = np.unique(plan.assignment[matrix[plan.rows(footprint_id)].indices])
    kept = plan.locked_ids | sized_by_agreement(place, plan)
    ids = [plan.footprints[number].id for number in beside.tolist() if number >= 0]
    return [footprint_id, *(each for each in ids if each != footprint_id and each not in kept)]


def _finish() -> Fix:
    def work(place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.finish import finish

        return finish(place, plan, progress=progress, keep_best=True)

    return Fix(
        "finish",
        "Finish the plan",
        "Gives every unassigned unit to a footprint, new ones where there are enough people; "
        "all others stay where they are.",
        work,
    )


def _fill() -> Fix:
    def work(place: Place, plan: Plan, _: Progress) -> Change:
        return _made("fill gaps", place, plan, fill_gaps(place.adjacency, plan))

    return Fix(
        "fill gaps",
        "Fill gaps",
        "Gives every unassigned unit to the footprint it shares most boundary with.",
        work,
    )


def _delete(footprint_id: str, name: str) -> Fix:
    def work(place: Place, plan: Plan, _: Progress) -> Change:
        return _made("delete", place, plan, delete(plan, footprint_id))

    return Fix("delete", f"Delete {name}", f"Takes {name}, which holds no units, away.", work)


def _improve() -> Fix:
    def work(place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.improve import improve

        return improve(place, plan, progress=progress, keep_best=True)

    return Fix(
        "improve",
        "Improve the plan",
        "Looks for a better score with the same footprints; nothing becomes worse.",
        work,
    )


def _least_change() -> Fix:
    def work(place: Place, plan: Plan, progress: Progress) -> Change:
        from icp_footprints.partition.verbs.least_change import least_change

        return least_change(place, plan, progress=progress, keep_best=True)

    return Fix(
        "least change",
        "Fix with least change",
        "Meets every band and required target while moving as few people as possible.",
        work,
    )


def _made(verb: Verb, place: Place, before: Plan, after: Plan) -> Change:
    """The change an action makes, weighed as those of searches are."""
    from icp_footprints.partition.verbs.change import change_of
    from icp_footprints.partition.verbs.settings import SearchSettings
    from icp_footprints.partition.verbs.standing import standing_of

    settings = SearchSettings()
    scores = tuple(standing_of(place, plan, settings).score for plan in (before, after))
    nothing = (
        "One footprint without units goes."
        if verb == "delete"
        else ("Nothing changes: no unassigned unit lies beside a footprint that may gain units.")
    )
    return change_of(verb, place, (before, after), (scores[0], scores[1]), nothing)
