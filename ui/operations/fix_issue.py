"""Fix the issue chosen in the list: search, show the change, and let the user take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from icp_footprints.progress import Progress
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.issue_fixes import Fix, fixes_for, no_fix_reason
from ui.operations.operation import Operation, ShowsChange
from ui.operations.preview_verb import PreviewedVerb
from ui.tasks.runner import Runner

if TYPE_CHECKING:
    from icp_footprints.geography.place import Place
    from icp_footprints.partition.verbs.change import Change
    from icp_footprints.plan.plan import Plan

Choose = Callable[[tuple[Fix, ...]], None]


class FixIssue(PreviewedVerb):
    """What the issue needs decides which verb it is."""

    title = "&Fix this issue…"
    short_title = "Fix"
    icon = "fix"
    shortcut = "Ctrl+."
    tip = "Works out what would put the issue right and shows it, for you to take or discard."

    def __init__(
        self, document: PlanDocument, runner: Runner, messages: Messages, shows: ShowsChange
    ) -> None:
        super().__init__(document, runner, messages, shows)
        self.choose: Choose | None = None
        """Lets the user choose among several fixes; without it the first is tried."""
        self._fix: Fix | None = None

    def fixes(self) -> tuple[Fix, ...]:
        """The fixes for the chosen issue, the likeliest first."""
        issue = self.document.chosen_issue
        if issue is None or not self.document.is_open:
            return ()
        return fixes_for(self.document.plan, issue)

    def disabled_reason(self) -> str:
        if reason := Operation.disabled_reason(self):
            return reason
        issue = self.document.chosen_issue
        if issue is None:
            return "Choose an issue in the Issues list first."
        return no_fix_reason(self.document.plan, issue)

    def run(self) -> None:
        fixes = self.fixes()
        if len(fixes) > 1 and self.choose is not None:
            self.choose(fixes)
        elif fixes:
            self.fix(fixes[0])

    def fix(self, fix: Fix) -> None:
        """Work a fix out off the window's thread, and show what it would change."""
        if reason := self.document.edit_reason:
            self.document.refused.emit(reason)
        elif self.task is None:
            self._fix = fix
            self.under_way = self.step = fix.title
            super().run()

    def change(self, place: Place, plan: Plan, progress: Progress) -> Change:
        if self._fix is None:
            raise RuntimeError("No fix was chosen.")
        return self._fix.work(place, plan, progress)
