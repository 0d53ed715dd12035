"""First page: which files, and what each was recognised as."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from ui import words
from ui.drops import files_of
from ui.plain_label import plain_label
from ui.wizard.answers import Answer
from ui.wizard.look_words import holds
from ui.wizard.looking import Looking
from ui.wizard.wrapped_rows import WrappedRows

FILE_COLUMN_PX = 300
REMOVES = "Take the chosen files out of the list. They stay on disk."


class FilesPage(QWizardPage):
    """Files are added with the button or dropped on the page; Delete takes one out again."""

    removed = Signal(object)
    """Sources (set of str) that the user took out."""

    def __init__(
        self, looking: Looking, choose: Callable[[], list[Path]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._looking = looking
        self._choose = choose
        self._is_usable = False
        self.setTitle("Choose files")
        self.setSubTitle(
            "Boundaries of small areas, and tables about them, as ONS, NHS England and your "
            "council publish them. Add as many as you have, in any order, or drop them here."
        )
        self.setAcceptDrops(True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Files chosen")
        self.tree.setHeaderLabels(["File", "What it holds"])
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        WrappedRows(self.tree)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.tree.header().resizeSection(0, FILE_COLUMN_PX)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.viewport().setAcceptDrops(False)
        self.tree.installEventFilter(self)
        self.add_button = QPushButton("&Add files…", self)
        self.add_button.setToolTip("Choose one or more files to read.")
        self.remove_button = QPushButton("&Remove", self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName("Looking into files")
        self.stop_button = QPushButton("&Stop", self)
        self.stop_button.setToolTip("Leave the files that were not looked into yet.")
        self.status = plain_label("", self)
        self.status.setAccessibleName("What is under way")
        self._lay_out()
        self.add_button.clicked.connect(self._ask)
        self.remove_button.clicked.connect(self._remove)
        self.stop_button.clicked.connect(looking.cancel)
        self.tree.itemSelectionChanged.connect(self._follow)
        looking.changed.connect(self._follow)
        looking.progressed.connect(self.status.setText)
        self._follow()

    def show_answers(self, answers: tuple[Answer, ...]) -> None:
        """List these files."""
        self._is_usable = any(not each.look.problem for each in answers)
        self.tree.clear()
        for each in answers:
            item = QTreeWidgetItem([each.look.title, holds(each.look)])
            if each.look.problem:
                item.setText(1, f"✗ {each.look.problem}")
            item.setData(0, Qt.ItemDataRole.UserRole, each.look.source)
            for column in range(2):
                item.setToolTip(column, words.tooltip(f"{each.look.source}\n{item.text(column)}"))
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop)
            self.tree.addTopLevelItem(item)
        self._follow()
        self.completeChanged.emit()

    def isComplete(self) -> bool:  # noqa: N802 - Qt calls it so
        return self._is_usable and not self._looking.is_busy

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._looking.add(files_of(event.mimeData()))
        event.acceptProposedAction()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is self.tree and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._remove()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.tree, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        foot.addWidget(self.bar)
        foot.addWidget(self.stop_button)
        layout.addLayout(foot)

    def _ask(self) -> None:
        self._looking.add(self._choose())

    def _remove(self) -> None:
        chosen = {str(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.tree.selectedItems()}
        if chosen:
            self.removed.emit(chosen)

    def _follow(self) -> None:
        is_busy = self._looking.is_busy
        self.bar.setVisible(is_busy)
        self.stop_button.setVisible(is_busy)
        if not is_busy:
            listed = self.tree.topLevelItemCount()
            self.status.setText("" if listed else "No files chosen yet.")
        is_any = bool(self.tree.selectedItems())
        self.remove_button.setEnabled(is_any)
        self.remove_button.setToolTip(REMOVES if is_any else "Choose a file in the list first.")
        self.completeChanged.emit()
