"""What differs between two plans of one place: what views refresh and people preview."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import PlanError
from icp_footprints.plan.plan import UNASSIGNED, Plan


@dataclass(frozen=True, eq=False)
class PlanDifference:
    """Which units changed footprint and which footprints that touches.

    Parameters
    ----------
    rows
        Rows of units whose footprint (by id) is another one, in ascending order.
    touched
        Ids of footprints that gained or lost units, in either plan.
    added, removed
        Ids of footprints only in the later, only in the earlier plan.
    relabelled
        Ids of footprints in both that are called, described, coloured or locked differently.
    settings_changed
        Whether the plan's own name, bands, targets, exceptions, origin, status or version, or the
        order of its footprints, differ.
    """

    rows: NDArray[np.intp]
    touched: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]
    relabelled: frozenset[str]
    settings_changed: bool

    @property
    def is_empty(self) -> bool:
        """Whether the two plans are the same."""
        return not (
            len(self.rows) or self.added or self.removed or self.relabelled or self.settings_changed
        )


def difference(before: Plan, after: Plan) -> PlanDifference:
    """What changed from one plan to another of the same place.

    Footprints are matched by id, so that deleting one does not seem to move the units of those
    numbered after it.
    """
    if len(before.assignment) != len(after.assignment):
        raise PlanError("The two plans are of different places.")
    if before.footprints is after.footprints:
        return _same_footprints(before, after)
    old = {footprint.id: footprint for footprint in before.footprints}
    new = {footprint.id: footprint for footprint in after.footprints}
    ids = sorted({*old, *new})
    old_code, new_code = _codes(before, ids), _codes(after, ids)
    rows = np.flatnonzero(old_code != new_code)
    codes = set(old_code[rows].tolist()) | set(new_code[rows].tolist())
    return PlanDifference(
        rows=rows,
        touched=frozenset(ids[code] for code in codes if code != UNASSIGNED),
        added=frozenset(new.keys() - old.keys()),
        removed=frozenset(old.keys() - new.keys()),
        relabelled=frozenset(
            # Most are the very same object, which is far quicker to see.
            key
            for key in old.keys() & new.keys()
            if old[key] is not new[key] and old[key] != new[key]
        ),
        settings_changed=_settings(before) != _settings(after)
        or [key for key in old if key in new] != [key for key in new if key in old],
    )


def _same_footprints(before: Plan, after: Plan) -> PlanDifference:
    """What changed where units have moved at most, as after most edits: looked up far quicker."""
    rows = np.flatnonzero(before.assignment != after.assignment)
    numbers = {*before.assignment[rows].tolist(), *after.assignment[rows].tolist()}
    nobody: frozenset[str] = frozenset()
    return PlanDifference(
        rows=rows,
        touched=frozenset(after.footprints[each].id for each in numbers - {UNASSIGNED}),
        added=nobody,
        removed=nobody,
        relabelled=nobody,
        settings_changed=_settings(before) != _settings(after),
    )


def _settings(plan: Plan) -> tuple[object, ...]:
    return (
        *(plan.name, plan.bands, plan.origin, plan.targets, plan.exceptions),
        *(plan.status, plan.version, plan.history),
    )


def _codes(plan: Plan, ids: list[str]) -> NDArray[np.int32]:
    """Footprint of each unit as a position in `ids`, or -1."""
    position = {code: i for i, code in enumerate(ids)}
    of_number = [position[footprint.id] for footprint in plan.footprints]
    return np.array([*of_number, UNASSIGNED], dtype=np.int32)[plan.assignment]
