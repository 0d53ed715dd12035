"""Go back, or forward again, to any step of the history."""

from __future__ import annotations

from ui.operations.operation import Operation


class GoToStep(Operation):
    title = "&Back to the plan as saved"
    short_title = "As saved"
    icon = "history-saved"
    tip = "Goes to the step of the history at which the plan was saved. Nothing is lost by it."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        step = self.document.saved_step
        if step is None:
            return "The history has no step at which this plan was saved."
        is_there = step == self.document.undo_stack.index()
        return "The plan is as it was saved." if is_there else ""

    def run(self) -> None:
        step = self.document.saved_step
        if step is not None:
            self.go(step)

    def go(self, step: int) -> None:
        """Have the plan as it stood after that many steps; refused while the plan is held."""
        document = self.document
        if document.held_reason:
            document.refused.emit(document.held_reason)
        else:
            document.undo_stack.setIndex(step)
