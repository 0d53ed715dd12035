"""Take an exception off the record."""

from __future__ import annotations

from icp_footprints.plan.actions import remove_exception
from ui.operations.issue_operation import IssueOperation


class RemoveException(IssueOperation):
    title = "Re&move the exception"
    changes_content = True
    icon = "exception-remove"
    tip = "Takes the exception chosen in the issues list off the record. You can undo this."

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if self.recorded() else "No exception is recorded for the chosen issue."

    def run(self) -> None:
        old = self.recorded()
        if old is not None:
            plan = remove_exception(self.document.plan, old.rule, old.subject)
            self.document.apply(plan, f"Remove the exception from {old.rule}")
