"""Go from issue to issue, each shown on the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from icp_footprints.checks.issue import Issue, Severity
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.operation import Operation, Viewer

GRAVEST_FIRST: tuple[Severity, ...] = ("required", "advice", "accepted")


NONE = "There are no issues."
STILL_CHECKING = "The plan is still being checked. Press the key again in a moment."
NONE_SHOWN = "No issue of the kind that the Issues list is limited to. Choose All there."


class IssueSource(Protocol):
    """Where the issues of the plan are found."""

    @property
    def issues(self) -> list[Issue]:
        """The issues found last."""
        ...

    @property
    def is_current(self) -> bool:
        """Whether they are those of the plan as it stands."""
        ...

    def is_shown(self, issue: Issue) -> bool:
        """Whether the user has it in view: not where the list is limited to others."""
        ...

    def units_of(self, issue: Issue) -> list[int]:
        """Rows of the units an issue is about."""
        ...


class StepIssue(Operation):
    """Goes round those that the list shows: after the last comes the first."""

    step = 1
    edits = False

    def __init__(
        self,
        document: PlanDocument,
        viewer: Viewer,
        messages: Messages,
        source: Callable[[], IssueSource],
    ) -> None:
        super().__init__(document)
        self._viewer = viewer
        self._messages = messages
        self._source = source

    def run(self) -> None:
        source, document = self._source(), self.document
        shown = [each for each in source.issues if source.is_shown(each)]
        issues = sorted(shown, key=lambda each: GRAVEST_FIRST.index(each.severity))
        if not source.is_current:
            # An all-clear, or an issue, of the plan as it was would be false.
            self._messages.status(STILL_CHECKING)
            return
        if not issues:
            self._messages.status(NONE_SHOWN if source.issues else NONE)
            return
        chosen = document.chosen_issue
        if chosen in issues:
            position = (issues.index(chosen) + self.step) % len(issues)
        else:
            position = 0 if self.step > 0 else len(issues) - 1
        issue = issues[position]
        document.choose_issue(issue)
        rows = source.units_of(issue)
        if len(issue.footprints) == 1:
            document.activate(issue.footprints[0])
        if rows:
            document.select(rows if issue.units else [])
            self._viewer.show_rows(rows)
        self._messages.status(f"Issue {position + 1} of {len(issues)}: {issue.words}")


class NextIssue(StepIssue):
    title = "&Next issue"
    icon = "issue-next"
    shortcut = "F8"
    tip = "Shows the next issue of the list on the map."


class PreviousIssue(StepIssue):
    title = "Pre&vious issue"
    icon = "issue-previous"
    shortcut = "Shift+F8"
    tip = "Shows the issue before it in the list on the map."
    step = -1
