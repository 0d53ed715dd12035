"""The only undo command: one plan in place of another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from icp_footprints.plan.plan import Plan


class ReplacePlanCommand(QUndoCommand):
    """One step of undo. Plans never change, so a step is just the two of them.

    Parameters
    ----------
    words
        What was done, as in "Undo Add 3 units to Wallasey".
    before, after
        The plan without and with the change.
    show
        Makes the document show a plan.
    """

    def __init__(self, words: str, before: Plan, after: Plan, show: Callable[[Plan], None]) -> None:
        super().__init__(words)
        self.before = before
        self.after = after
        self._show = show

    def redo(self) -> None:
        self._show(self.after)

    def undo(self) -> None:
        self._show(self.before)
