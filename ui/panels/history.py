"""The history: every step by name, each a click away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QPushButton, QVBoxLayout, QWidget

from ui import words
from ui.document import PlanDocument
from ui.models.history_list import HistoryList
from ui.operations.go_to_step import GoToStep
from ui.plain_label import plain_label
from ui.sight import Sight

HINT = (
    "Click a step, or press Enter on it, to go there. Nothing is lost until you do something new."
)


class StepView(QListView):
    """A list of steps where Enter does what a click does."""

    def __init__(self, model: HistoryList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName("History")
        self.setToolTip(words.tooltip(HINT))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """Where the plan stands among its steps, and a way to any of them."""

    def __init__(
        self, document: PlanDocument, go_to: GoToStep, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._go_to = go_to
        self.model = HistoryList(document, self)
        self.summary = plain_label("", self)
        self.list = StepView(self.model, self)
        self.saved_button = QPushButton("Back to the plan as saved", self)
        self.saved_button.clicked.connect(self._go_to.run)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addWidget(self.summary)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.saved_button)
        self.list.clicked.connect(self._go)
        self._sight = Sight(self)
        self._sight.gained.connect(self._show)
        for signal in (self.model.modelReset, self.model.dataChanged, document.state_changed):
            signal.connect(self._show)
        self._show()

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self._go_to.go(index.row())

    def _show(self) -> None:
        if not self._sight.is_seen:
            return
        self.summary.setText(self.model.summary())
        reason = self._go_to.reason_now()
        self.saved_button.setEnabled(not reason)
        self.saved_button.setToolTip(words.tooltip(reason or self._go_to.tip))
        current = self.model.index(self.model.current_row)
        if current.isValid() and current.row() != self.list.currentIndex().row():
            self.list.setCurrentIndex(current)
            self.list.scrollTo(current)
