"""The targets and the issues of the plan, each issue a double-click away on the map."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.checks.issue import Severity
from ui import words
from ui.document import PlanDocument
from ui.issue_bar import IssueBar
from ui.models.issue_list import SEVERITY_WORDS, IssueList
from ui.models.target_list import TargetList
from ui.operations.fix_issue import FixIssue
from ui.operations.issue_fixes import Fix
from ui.operations.operation import Viewer
from ui.operations.step_issue import NextIssue, PreviousIssue, StepIssue
from ui.plain_label import plain_label
from ui.tasks.runner import Runner

MOST_TARGETS_SHOWN = 4
SPACING_PX = 2


class LineView(QListView):
    """A list of sentences where Enter does what a double-click does, on every system."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(SPACING_PX)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TargetView(LineView):
    """As high as its lines are at this width, the first few of them."""

    def fit(self) -> None:
        """Follow lines that have become others."""
        rows = range(min(self.model().rowCount(), MOST_TARGETS_SHOWN))
        lines = [self.visualRect(self.model().index(row, 0)).height() for row in rows]
        self.setFixedHeight(sum(each + 2 * SPACING_PX for each in lines) + 2 * self.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class IssuesPanel(QWidget):
    """How many issues there are, which, and what would fix them; above them the targets, if any."""

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        viewer: Viewer,
        fix: FixIssue,
        steps: tuple[PreviousIssue, NextIssue],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._viewer = viewer
        self.model = IssueList(document, runner, self)
        self.targets = TargetList(document, self)
        self.target_summary = plain_label("", self)
        self.target_list = TargetView(self.targets, "Targets", self)
        self.summary = plain_label("", self)
        self.filter = QComboBox(self)
        self.filter.setAccessibleName("Show issues")
        self.filter.setToolTip(words.tooltip("Which issues the list shows"))
        self.list = LineView(self.model, "Issues", self)
        self.bar = IssueBar(document, fix, self)
        fix.choose = self._offer
        self._lay_out(steps)
        self.list.doubleClicked.connect(self._go_to)
        self.bar.zoom_wanted.connect(lambda: self._go_to(self.list.currentIndex()))
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.filter.activated.connect(self._limit)
        self.model.modelReset.connect(self._describe)
        self.model.modelReset.connect(self._choose_again)
        self.model.checked.connect(self._describe)
        self.targets.modelReset.connect(self._describe_targets)
        self.targets.dataChanged.connect(self._describe_targets)
        document.chosen_issue_changed.connect(self._show_chosen)
        self._describe_targets()
        self._describe()

    def _lay_out(self, steps: tuple[PreviousIssue, NextIssue]) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.filter)
        arrows = (Qt.ArrowType.UpArrow, Qt.ArrowType.DownArrow)
        self.step_buttons = tuple(
            self._step_button(step, arrow) for step, arrow in zip(steps, arrows, strict=True)
        )
        self._step_tips = tuple(each.toolTip() for each in self.step_buttons)
        for button in self.step_buttons:
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(self.target_summary)
        layout.addWidget(self.target_list)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.bar)

    def _step_button(self, step: StepIssue, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        plain = step.title.replace("&", "")
        button.setAccessibleName(plain)
        button.setToolTip(words.tooltip(f"{plain} ({step.shortcut})\n{step.tip}"))
        button.clicked.connect(step.run)
        return button

    def _describe(self) -> None:
        self._fill_filter()
        has_any = bool(self.model.issues)
        for each, usual in zip(self.step_buttons, self._step_tips, strict=True):
            each.setEnabled(has_any)
            each.setToolTip(usual if has_any else "There are no issues.")
        if not has_any:
            self.summary.setText("No issues." if self.model.is_current else "Checking…")
            return
        counts = self.model.summary()
        self.summary.setText(f"Issues: {counts}. Double-click one to see it on the map.")

    def _fill_filter(self) -> None:
        """Name every severity with its count, and keep the one that is shown."""
        counts, severities = self.model.counts(), [None, *SEVERITY_WORDS]
        texts = [f"All ({sum(counts.values())})"]
        texts += [f"{title} ({counts[severity]})" for severity, title in SEVERITY_WORDS.items()]
        if self.filter.count() != len(texts):
            self.filter.clear()
            self.filter.addItems(texts)
        for number, text in enumerate(texts):
            self.filter.setItemText(number, text)
        self.filter.setCurrentIndex(severities.index(self.model.shown_severity))

    def _limit(self, number: int) -> None:
        severities: list[Severity | None] = [None, *SEVERITY_WORDS]
        self.model.show_only(severities[number])

    def _describe_targets(self) -> None:
        shown = min(self.targets.rowCount(), MOST_TARGETS_SHOWN)
        for each in (self.target_summary, self.target_list):
            each.setVisible(shown > 0)
        self.target_summary.setText(self.targets.summary())
        self.target_list.fit()

    def _choose(self, current: QModelIndex, _: QModelIndex) -> None:
        self._document.choose_issue(self.model.issue_at(current.row()))

    def _choose_again(self) -> None:
        """In another list, stay at the issue about the same thing, if there still is one in it."""
        chosen = self._document.chosen_issue
        again = self.model.same_as(chosen) if chosen is not None else None
        if again is not None and not self.model.is_shown(again):
            again = None
        self._document.choose_issue(again)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Make the chosen issue, whoever chose it, the current one of the list."""
        issue = self._document.chosen_issue
        if issue is None or issue not in self.model.issues:
            return
        if not self.model.is_shown(issue):
            self.model.show_only(None)
        index = self.model.index(self.model.row_of(issue))
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _offer(self, fixes: tuple[Fix, ...]) -> None:
        """Offer the fixes of the chosen issue where it stands in the list."""
        at = self.list.visualRect(self.list.currentIndex()).bottomLeft()
        self.bar.offer(fixes, self.list.viewport().mapToGlobal(at))

    def _go_to(self, index: QModelIndex) -> None:
        issue = self.model.issue_at(index.row())
        if issue is None:
            return
        rows = self.model.units_of(issue)
        if len(issue.footprints) == 1:
            self._document.activate(issue.footprints[0])
        if issue.units and rows:
            self._document.select(rows)
        if rows:
            self._viewer.show_rows(rows)
