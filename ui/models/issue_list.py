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
from PySide6.QtGui import QFont

from icp_footprints.checks.issue import Issue, Severity
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.progress import Progress
from ui import words
from ui.document import PlanDocument
from ui.tasks.runner import Runner

Index = QModelIndex | QPersistentModelIndex
CHECK_AFTER_MS = 120
SEVERITY_WORDS: dict[Severity, str] = {
    "required": "To put right",
    "advice": "Advice",
    "accepted": "Accepted",
}
MARKS: dict[Severity, str] = {"required": "●", "advice": "○", "accepted": "✓"}


class IssueList(QAbstractListModel):
    """What somebody should look at, under a heading for each severity, the gravest first."""

    checked = Signal()
    """The list is that of the plan as it stands."""

    def __init__(
        self, document: PlanDocument, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._issues: list[Issue] = []
        self._lines: list[Issue | str] = []
        self._shown: Severity | None = None
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

    @property
    def shown_severity(self) -> Severity | None:
        """The severity that the list is limited to; None for all."""
        return self._shown

    def show_only(self, severity: Severity | None) -> None:
        """Limit the list to issues of a severity; None shows all."""
        if severity != self._shown:
            self._shown = severity
            self._show(self._issues)

    def counts(self) -> dict[Severity, int]:
        """How many issues of each severity there are, whatever is shown."""
        found = dict(self._by_severity())
        return {severity: len(found.get(severity, [])) for severity in SEVERITY_WORDS}

    def issue_at(self, row: int) -> Issue | None:
        """The issue in a row of the list; None for a heading."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Issue) else None

    def row_of(self, issue: Issue) -> int:
        """The row of the list that an issue is in."""
        return self._lines.index(issue)

    def is_shown(self, issue: Issue) -> bool:
        """Whether the list has a row for an issue: not where it is limited to others."""
        return issue in self._lines

    def same_as(self, issue: Issue) -> Issue | None:
        """The issue about the same thing as one found before, whose figures may have changed."""
        about = (issue.rule, issue.subject, issue.footprints)
        same = [
            each for each in self._issues if (each.rule, each.subject, each.footprints) == about
        ]
        return same[0] if len(same) == 1 else None

    def units_of(self, issue: Issue) -> list[int]:
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

    def summary(self) -> str:
        """How many issues there are of each severity."""
        return ", ".join(
            f"{len(found)} {SEVERITY_WORDS[severity].lower()}"
            for severity, found in self._by_severity()
        )

    def _by_severity(self) -> list[tuple[Severity, list[Issue]]]:
        found: dict[Severity, list[Issue]] = {severity: [] for severity in SEVERITY_WORDS}
        for each in self._issues:
            found[each.severity].append(each)
        return [(severity, issues) for severity, issues in found.items() if issues]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], str):
            # A heading can be reached and read, but not chosen.
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, str):
            return _heading(line, role)
        said = f"{SEVERITY_WORDS[line.severity]}: {line.words}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{MARKS[line.severity]} {line.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(said)
        return None

    def _clear(self) -> None:
        self._checked_plan = None
        self._show([])

    def _check_soon(self, _: object) -> None:
        self._timer.start()

    def _check(self) -> None:
        if self._is_checking or not self._document.is_open or self.is_current:
            return
        place, plan, score = self._document.place, self._document.plan, self._document.scorecard

        def work(_: Progress) -> list[Issue]:
            from icp_footprints.checks.check import check

            return check(place, plan, score)

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
        self._lines = []
        for severity, found in self._by_severity():
            if self._shown not in (None, severity):
                continue
            self._lines += [f"{SEVERITY_WORDS[severity]} ({len(found)})", *found]
        self.endResetModel()


def _heading(text: str, role: int) -> Any:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return text
    if role == Qt.ItemDataRole.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    return None
