"""The targets and the issues of the plan, each issue a double-click away on the map."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from ui.document import PlanDocument
from ui.models.issue_list import IssueList
from ui.models.target_list import TargetList
from ui.operations.operation import Viewer
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


class IssuesPanel(QWidget):
    """How many issues there are, and which; above them the targets, where there are any."""

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        viewer: Viewer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._viewer = viewer
        self.model = IssueList(document, runner, self)
        self.targets = TargetList(document, self)
        self.target_summary = plain_label("", self)
        self.target_list = LineView(self.targets, "Targets", self)
        self.summary = plain_label("", self)
        self.list = LineView(self.model, "Issues", self)
        self.list.doubleClicked.connect(self._go_to)
        self.list.selectionModel().currentChanged.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        for each in (self.target_summary, self.target_list, self.summary):
            layout.addWidget(each)
        layout.addWidget(self.list, 1)
        self.model.modelReset.connect(self._describe)
        self.model.modelReset.connect(lambda: document.choose_issue(None))
        self.model.checked.connect(self._describe)
        self.targets.modelReset.connect(self._describe_targets)
        self.targets.dataChanged.connect(self._describe_targets)
        self._describe_targets()

    def _describe(self) -> None:
        if not self.model.issues:
            self.summary.setText("No issues." if self.model.is_current else "Checking…")
            return
        counts = self.model.summary()
        self.summary.setText(f"Issues: {counts}. Double-click one to see it on the map.")

    def _describe_targets(self) -> None:
        shown = min(self.targets.rowCount(), MOST_TARGETS_SHOWN)
        for each in (self.target_summary, self.target_list):
            each.setVisible(shown > 0)
        self.target_summary.setText(self.targets.summary())
        row_px = self.fontMetrics().height() + 2 * SPACING_PX + 2
        self.target_list.setFixedHeight(shown * row_px + 2 * self.target_list.frameWidth() + 4)

    def _choose(self, current: QModelIndex, _: QModelIndex) -> None:
        self._document.choose_issue(self.model.issue_at(current.row()))

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
