"""What operations on the issue chosen in the list share."""

from __future__ import annotations

from icp_footprints.checks.exceptions import subject_of
from icp_footprints.plan.exception import RecordedException
from ui.operations.operation import Operation


class IssueOperation(Operation):
    """An operation on the chosen issue."""

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        return "" if self.document.chosen_issue else "Choose an issue in the Issues list first."

    def recorded(self) -> RecordedException | None:
        """The exception that covers the chosen issue, or that the issue is about."""
        issue, plan = self.document.chosen_issue, self.document.plan
        if issue is None:
            return None
        for each in plan.exceptions:
            covers = (each.rule, subject_of(plan, each)) == (issue.rule, issue.subject)
            about = f"{each.rule} {each.subject}".strip()
            no_longer = issue.rule == "exception" and issue.subject == about
            if covers or no_longer:
                return each
        return None
