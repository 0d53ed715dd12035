"""Record that partners have agreed to depart from a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast, get_args

from icp_footprints.checks.issue import Issue
from icp_footprints.plan.actions import add_exception
from icp_footprints.plan.exception import ExceptedRule, RecordedException
from ui.document import PlanDocument
from ui.operations.issue_operation import IssueOperation

Ask = Callable[[Issue, RecordedException | None], tuple[str, str, str] | None]


class RecordException(IssueOperation):
    title = "Record an e&xception…"
    changes_content = True
    icon = "exception"
    shortcut = "Ctrl+E"
    tip = "Records why partners accept the issue chosen in the list, who answers for it and when."

    def __init__(self, document: PlanDocument, ask: Ask) -> None:
        super().__init__(document)
        self._ask = ask

    def text(self) -> str:
        issue = self.document.chosen_issue
        is_recorded = issue is not None and issue.severity == "accepted"
        return "Change the e&xception…" if is_recorded else self.title

    def disabled_reason(self) -> str:
        if reason := super().disabled_reason():
            return reason
        issue = self.document.chosen_issue
        if issue is not None and issue.rule not in get_args(ExceptedRule):
            return "This issue is to be put right; no exception can be recorded from it."
        return ""

    def run(self) -> None:
        issue = self.document.chosen_issue
        if issue is None:
            return
        answer = self._ask(issue, self.recorded())
        if answer is not None:
            self.record(issue, *answer)

    def record(self, issue: Issue, reason: str, owner: str, date: str) -> None:
        """Record an exception from the rule of an issue, as one undo step.

        Parameters
        ----------
        issue
            What is accepted.
        reason, owner, date
            Why, who answers for it, and when it was agreed, as ``2026-11-22``.
        """
        document = self.document
        rule = cast("ExceptedRule", issue.rule)
        exception = RecordedException(rule, issue.subject, reason, owner, date)
        plan = document.plan
        if (old := self.recorded()) is not None:
            # The same exception may be on record under the ledger's full name.
            exception = RecordedException(rule, old.subject, reason, owner, date)
        document.apply(add_exception(plan, exception), f"Record an exception from {rule}")
