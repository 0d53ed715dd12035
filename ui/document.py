"""The open plan: what is on screen, what is chosen, and every step back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from shiboken6 import isValid

from icp_footprints.checks.issue import Issue
from icp_footprints.exchange.file_stamp import FileStamp
from icp_footprints.geography.place import Place
from icp_footprints.measures.scores import Scorecard
from icp_footprints.plan.agreed import AGREED, changes_content
from icp_footprints.plan.difference import difference
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from ui.commands import ReplacePlanCommand
from ui.figures import Figures
from ui.footprint_colours import colours_after


class PlanDocument(QObject):
    """One place with one plan of it. Views listen to its signals and refresh what changed."""

    place_changed = Signal()
    """Another plan was opened: everything is new."""
    colours_changed = Signal(object)
    """Ids (frozenset of str) of footprints whose colour changed; sent before `plan_changed`."""
    plan_changed = Signal(object)
    """A PlanDifference. Figures and colours already follow it."""
    selection_changed = Signal()
    active_footprint_changed = Signal()
    chosen_footprints_changed = Signal()
    chosen_issue_changed = Signal()
    saved_changed = Signal()
    """The file, or whether there are unsaved changes, may be another."""
    held_changed = Signal()
    """Work began, or a change is previewed, beneath which the plan must stay; or it is over."""
    refused = Signal(str)
    """Why an edit was not made."""
    state_changed = Signal()
    """Anything above happened: what can be done now may be something else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.path: Path | None = None
        self.stamp: FileStamp | None = None
        """The file's stamp when it was last read or written here; None without a file."""
        self.colours: dict[str, int] = {}
        self._content: tuple[Place, Plan, Figures] | None = None
        self._saved_plan: Plan | None = None
        self._selection: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._active: str | None = None
        self._chosen: tuple[str, ...] = ()
        self._chosen_issue: Issue | None = None
        self._is_showing = False
        self._held_reason = ""
        for signal in (
            self.held_changed,
            self.place_changed,
            self.plan_changed,
            self.selection_changed,
            self.active_footprint_changed,
            self.chosen_footprints_changed,
            self.chosen_issue_changed,
            self.saved_changed,
        ):
            signal.connect(self._tell_state)
        self.undo_stack.indexChanged.connect(self._follow_index)

    @property
    def is_open(self) -> bool:
        """Whether there is a plan on screen."""
        return self._content is not None

    @property
    def place(self) -> Place:
        """The open place."""
        return self._open_content()[0]

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self._open_content()[1]

    @property
    def figures(self) -> Figures:
        """The figures of the plan as it stands."""
        return self._open_content()[2]

    @property
    def scorecard(self) -> Scorecard:
        """Every measure of the plan as it stands."""
        return self.figures.scorecard

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether closing now would lose something."""
        return self._content is not None and self.plan is not self._saved_plan

    @property
    def title(self) -> str:
        """What the open plan is called in the window's title."""
        if not self.is_open:
            return ""
        return self.path.name if self.path else f"{self.place.name} – {self.plan.name}"

    def open(
        self,
        place: Place,
        plan: Plan,
        path: Path | None = None,
        stamp: FileStamp | None = None,
        *,
        is_saved: bool = True,
    ) -> None:
        """Show another plan, with nothing to undo."""
        # First what can fail: until it has worked, the plan that is open stays as it is.
        content = (place, plan, Figures(place, plan))
        self.undo_stack.clear()
        self._content = content
        self._saved_plan = plan if is_saved else None
        self.path, self.stamp = path, stamp
        self.colours = colours_after(place, plan, {})
        self._selection = np.empty(0, dtype=np.intp)
        self._active = plan.footprints[0].id if plan.footprints else None
        self._chosen = (self._active,) if self._active else ()
        self.place_changed.emit()
        self.active_footprint_changed.emit()
        self.saved_changed.emit()

    @property
    def held_reason(self) -> str:
        """Why the plan must stay as it is for now; empty when it may be edited."""
        return self._held_reason

    @property
    def frozen_reason(self) -> str:
        """Why what partners agreed to must stay; empty for a plan that is not agreed."""
        return AGREED if self.is_open and self.plan.status is Status.AGREED else ""

    @property
    def edit_reason(self) -> str:
        """Why units, footprints and rules must stay as they are; empty when they may change."""
        return self.held_reason or self.frozen_reason

    def hold(self, reason: str) -> None:
        """Let nobody edit the plan until `release`, and tell them why."""
        if reason != self._held_reason:
            self._held_reason = reason
            self.held_changed.emit()

    def release(self) -> None:
        """Let the plan be edited again."""
        self.hold("")

    @property
    def is_changing(self) -> bool:
        """Whether a step is being taken right now; `state_changed` follows when it is over."""
        return self._is_showing

    def apply(self, plan: Plan, words: str) -> bool:
        """Replace the plan as one undo step; false when nothing would change or it must not."""
        reason = self._held_reason
        if not reason and self.frozen_reason and changes_content(self.plan, plan):
            reason = self.frozen_reason
        if reason:
            self.refused.emit(reason)
            return False
        if difference(self.plan, plan).is_empty:
            return False
        self.undo_stack.push(ReplacePlanCommand(words, self.plan, plan, self._show))
        return True

    def plan_at(self, step: int) -> Plan:
        """The plan as it stood after that many steps, from 0 to as many as there are."""
        command = self.undo_stack.command(step - 1 if step else 0)
        if not isinstance(command, ReplacePlanCommand):
            return self.plan
        return command.after if step else command.before

    @property
    def saved_step(self) -> int | None:
        """After how many steps the plan is as its file has it; None where no step is."""
        steps = range(self.undo_stack.count() + 1) if self.is_open else ()
        return next((step for step in steps if self.plan_at(step) is self._saved_plan), None)

    def mark_saved(self, plan: Plan, path: Path, stamp: FileStamp) -> None:
        """Remember that this plan is what the file holds."""
        self._saved_plan = plan
        self.path, self.stamp = path, stamp
        self.saved_changed.emit()

    @property
    def selection(self) -> NDArray[np.intp]:
        """Rows of the selected units, in ascending order."""
        return self._selection

    def select(self, rows: Iterable[int]) -> None:
        """Select these units and no others."""
        chosen = np.array(sorted({int(row) for row in rows}), dtype=np.intp)
        if not np.array_equal(chosen, self._selection):
            self._selection = chosen
            self.selection_changed.emit()

    @property
    def active_footprint_id(self) -> str | None:
        """The footprint that painting and assigning give units to."""
        return self._active

    def activate(self, footprint_id: str | None) -> None:
        """Make a footprint the active one."""
        if footprint_id != self._active:
            self._active = footprint_id
            self.active_footprint_changed.emit()

    @property
    def chosen_footprints(self) -> tuple[str, ...]:
        """Footprints chosen in the table, in plan order."""
        return self._chosen

    def choose_footprints(self, ids: Iterable[str]) -> None:
        """Choose these footprints and no others."""
        wanted = set(ids)
        chosen = tuple(each.id for each in self.plan.footprints if each.id in wanted)
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen_footprints_changed.emit()

    @property
    def chosen_issue(self) -> Issue | None:
        """The issue chosen in the list."""
        return self._chosen_issue

    def choose_issue(self, issue: Issue | None) -> None:
        """Choose an issue, or none."""
        if issue != self._chosen_issue:
            self._chosen_issue = issue
            self.chosen_issue_changed.emit()

    def _open_content(self) -> tuple[Place, Plan, Figures]:
        if self._content is None:
            raise RuntimeError("No plan is open.")
        return self._content

    def _show(self, plan: Plan) -> None:
        """Show a plan of the same place; figures and colours follow before anybody hears.

        The undo stack says so once all have heard, and then the state is told, once.
        """
        self._is_showing = True
        try:
            self._replace(plan)
        finally:
            self._is_showing = False

    def _replace(self, plan: Plan) -> None:
        place, before, figures = self._open_content()
        change = difference(before, plan)
        figures.update(plan, change)
        self._content = (place, plan, figures)
        self._recolour()
        kept = {each.id for each in plan.footprints}
        self._chosen = tuple(each for each in self._chosen if each in kept)
        active_is_gone = self._active is not None and self._active not in kept
        if active_is_gone:
            self._active = None
        self.plan_changed.emit(change)
        if active_is_gone:
            self.active_footprint_changed.emit()
        self.saved_changed.emit()

    def _follow_index(self) -> None:
        # A stack clears itself, and says so, while it is taken down: there is nobody left to tell.
        if isValid(self.undo_stack):
            self._tell_state()

    def _tell_state(self) -> None:
        if not self._is_showing:
            self.state_changed.emit()

    def _recolour(self) -> None:
        before = self.colours
        self.colours = colours_after(self.place, self.plan, before)
        changed = frozenset(
            key for key, number in self.colours.items() if before.get(key, number) != number
        )
        if changed:
            self.colours_changed.emit(changed)
