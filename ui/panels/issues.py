"""The issues of the plan, each a double-click away on the map."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from ui.document import PlanDocument
from ui.models.issue_list import IssueList
from ui.operations.operation import Viewer
from ui.tasks.runner import Runner


class IssueView(QListView):
    """A list where Enter does what a double-click does, on every system."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doubleClicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class IssuesPanel(QWidget):
    """How many issues there are, and which."""

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
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.list = IssueView(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName("Issues")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(2)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.doubleClicked.connect(self._go_to)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(self.summary)
        layout.addWidget(self.list)
        self.model.modelReset.connect(self._describe)
        self.model.checked.connect(self._describe)

    def _describe(self) -> None:
        found = len(self.model.issues)
        if not found:
            self.summary.setText("No issues." if self.model.is_current else "Checking…")
        else:
            many = "1 issue" if found == 1 else f"{found} issues"
            self.summary.setText(f"{many}. Double-click one to see it on the map.")

    def _go_to(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        issue = self.model.issues[index.row()]
        rows = self.model.rows_of(issue)
        if len(issue.footprints) == 1:
            self._document.activate(issue.footprints[0])
        if issue.units and rows:
            self._document.select(rows)
        if rows:
            self._viewer.show_rows(rows)
