"""The list of issues, checked again off the window's thread after each change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui import words
from ui.document import PlanDocument
from ui.tasks.runner import Runner

Index = QModelIndex | QPersistentModelIndex
CHECK_AFTER_MS = 120
SEVERITY_WORDS = {"required": "To put right", "advice": "Advice"}


class IssueList(QAbstractListModel):
    """What somebody should look at, required issues first."""

    checked = Signal()
    """The list is that of the plan as it stands."""

    def __init__(
        self, document: PlanDocument, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._issues: list[Issue] = []
        self._checked_plan: Plan | None = None
        self._is_checking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self._check)
        document.place_changed.connect(self._clear)
        document.place_changed.connect(self._timer.start)
        document.plan_changed.connect(self._check_soon)

    @property
    def is_current(self) -> bool:
        """Whether the list is that of the plan as it stands."""
        return self._document.is_open and self._checked_plan is self._document.plan

    @property
    def issues(self) -> list[Issue]:
        """The issues found last."""
        return list(self._issues)

    def rows_of(self, issue: Issue) -> list[int]:
        """Rows of the units an issue is about."""
        place, plan = self._document.place, self._document.plan
        if issue.units:
            position = place.units.position
            return [position[code] for code in issue.units if code in position]
        known = {each.id for each in plan.footprints}
        rows: list[int] = []
        for each in issue.footprints:
            if each in known:
                rows.extend(plan.rows(each).tolist())
        return rows

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._issues)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        issue = self._issues[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            mark = "●" if issue.severity == "required" else "○"
            return f"{mark} {issue.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{SEVERITY_WORDS[issue.severity]}: {issue.words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(f"{SEVERITY_WORDS[issue.severity]}: {issue.words}")
        return None

    def _clear(self) -> None:
        self._checked_plan = None
        self._show([])

    def _check_soon(self, _: object) -> None:
        self._timer.start()

    def _check(self) -> None:
        if self._is_checking or not self._document.is_open or self.is_current:
            return
        place, plan = self._document.place, self._document.plan

        def work(_: Progress) -> list[Issue]:
            from icp_footprints.checks.check import check

            return check(place, plan)

        self._is_checking = True
        self._runner.submit(work, lambda found: self._finish(place, plan, found), self._fail)

    def _finish(self, place: Place, plan: Plan, issues: list[Issue]) -> None:
        self._is_checking = False
        if not self._document.is_open or place is not self._document.place:
            self._timer.start()
            return
        self._checked_plan = plan
        if issues != self._issues:
            self._show(issues)
        if self.is_current:
            self.checked.emit()
        else:
            # The plan moved on while this one was being checked.
            self._timer.start()

    def _fail(self, reason: str) -> None:
        self._is_checking = False
        self._show([Issue("check", "advice", f"The plan could not be checked. {reason}")])

    def _show(self, issues: list[Issue]) -> None:
        self.beginResetModel()
        self._issues = issues
        self.endResetModel()
