"""What every edit by hand goes through: one place where locked footprints refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.plan.locks import is_locked, locked_changed, locked_holding
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.wording import shortlist
from ui import words
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation


@dataclass(frozen=True)
class Edit:
    """A change that has not been made yet: what a gesture shows, and what is made of it.

    Parameters
    ----------
    plan
        The plan as it would be.
    words
        What the step is called in the history.
    gains
        Id of the footprint that units are given to; None where they are taken out.
    left_out
        Words about units of locked footprints that it leaves alone; empty for none.
    """

    plan: Plan
    words: str
    gains: str | None = None
    left_out: str = ""


class HandEdit(Operation):
    """An operation that changes by hand which footprint units are in."""

    changes_content = True

    def __init__(self, document: PlanDocument, messages: Messages) -> None:
        super().__init__(document)
        self.messages = messages

    def make(self, edit: Edit) -> bool:
        """Make a change as one undo step; false when there is none, or it is forbidden."""
        document = self.document
        locked = locked_changed(document.plan, edit.plan)
        reason = document.frozen_reason or locked_reason(locked)
        if reason:
            self.messages.note(reason)
            return False
        is_made = document.apply(edit.plan, edit.words)
        if edit.left_out:
            self.messages.note(edit.left_out)
        return is_made


def locked_reason(locked: Sequence[Footprint]) -> str:
    """Why locked footprints cannot be changed, by name; empty for none."""
    if not locked:
        return ""
    names = shortlist([footprint.name for footprint in locked], 3)
    if len(locked) == 1:
        return f"{names} is locked, so it gains and loses no units. Unlock it first."
    return (
        f"These footprints are locked, so they gain and lose no units: {names}. Unlock them first."
    )


def free_rows(plan: Plan, rows: NDArray[np.intp]) -> tuple[NDArray[np.intp], str]:
    """Those of the units that no locked footprint holds, and words about the others."""
    held = is_locked(plan, rows)
    if not held.any():
        return rows, ""
    names = shortlist([footprint.name for footprint in locked_holding(plan, rows)], 3)
    return rows[~held], f"{words.units(int(held.sum()))} left out: {names} locked"
