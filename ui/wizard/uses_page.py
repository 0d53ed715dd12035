"""Second page: what each file is for, with a way to correct what was recognised."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
    QWizardPage,
)

from ui import words
from ui.plain_label import plain_label
from ui.wizard.answers import Answer, obstacle, unrecognised
from ui.wizard.source_panel import SourcePanel
from ui.wizard.wrapped_rows import WrappedRows

LIST_PX, PANEL_PX = 400, 480
FILE_COLUMN_PX = 190
READING = "Reading the file again…"
LEAVE_OUT = "Take the chosen file, or part of a file, out of the list (Delete). It stays on disk."
NONE_CHOSEN = "Choose a file in the list first."


class UsesPage(QWizardPage):
    """Files on the left, the chosen one on the right."""

    answer_changed = Signal(object)
    """An `Answer` that the user changed."""
    removed = Signal(str, str)
    """Source that the user left out, and the one to choose instead, empty if there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle("What each file is for")
        self.setSubTitle(
            "This is what the program made of your files. Choose a file to see its columns, and "
            "put right what is not as you mean it."
        )
        self._answers: tuple[Answer, ...] = ()
        self._left_out = ""
        self._is_reading = False
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Files and what they are used for")
        self.tree.setHeaderLabels(["File", "Used for"])
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        WrappedRows(self.tree)
        self.tree.header().resizeSection(0, FILE_COLUMN_PX)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.installEventFilter(self)
        self.leave_out_button = QPushButton("Leave &out", self)
        self.panel = SourcePanel(self)
        self.status = plain_label("", self)
        self.status.setAccessibleName("What is still missing")
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._left_side())
        split.addWidget(self.panel)
        split.setSizes([LIST_PX, PANEL_PX])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(self.status)
        self.tree.currentItemChanged.connect(self._show_chosen)
        self.panel.changed.connect(self.answer_changed)
        self.leave_out_button.clicked.connect(self._leave_out)
        self._follow()

    def show_answers(
        self, answers: tuple[Answer, ...], *, anew: bool = True, chosen: str = ""
    ) -> None:
        """List these files.

        Parameters
        ----------
        answers
            The files.
        anew
            Whether to show the chosen one afresh as well.
        chosen
            Source of the file to choose; the same as before where empty.
        """
        usable = tuple(each for each in answers if not each.look.problem)
        chosen = chosen or self._chosen_source()
        self._answers = usable
        self._left_out = unrecognised(answers)
        self.tree.blockSignals(True)
        self.tree.clear()
        for each in usable:
            item = QTreeWidgetItem([each.look.title, each.words])
            item.setData(0, Qt.ItemDataRole.UserRole, each.look.source)
            for column in range(2):
                item.setToolTip(column, words.tooltip(item.text(column)))
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop)
            self.tree.addTopLevelItem(item)
            if each.look.source == chosen:
                self.tree.setCurrentItem(item)
        if not self._chosen_source() and usable:
            first = next((n for n, each in enumerate(usable) if "units" in each.kinds), 0)
            item = self.tree.topLevelItem(first)
            if item is not None:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)
        if anew or self._chosen_source() != chosen:
            self._show_chosen()
        self._follow()

    def set_reading(self, is_reading: bool) -> None:
        """Say that a file is being read again, or no longer."""
        self._is_reading = is_reading
        self.panel.set_reading(is_reading)
        self._follow()

    def tell(self, problem: str) -> None:
        """Say why a file could not be read again."""
        self.status.setText(problem)

    def isComplete(self) -> bool:  # noqa: N802 - Qt calls it so
        return not self._is_reading and not obstacle(self._answers)

    def validatePage(self) -> bool:  # noqa: N802 - Qt calls it so
        """A part chosen a moment ago is read first."""
        self.panel.settle()
        return self.isComplete()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is self.tree and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            self._leave_out()
            return True
        return super().eventFilter(watched, event)

    def _left_side(self) -> QWidget:
        side = QWidget(self)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        layout.addWidget(self.leave_out_button, 0, Qt.AlignmentFlag.AlignLeft)
        return side

    def _leave_out(self) -> None:
        """Take the chosen one out of the list, and choose the one that comes after it."""
        source = self._chosen_source()
        if not source or self._is_reading:
            return
        sources = [each.look.source for each in self._answers]
        at = sources.index(source)
        beside = [*sources[at + 1 : at + 2], *sources[max(at - 1, 0) : at]]
        self.removed.emit(source, next(iter(beside), ""))

    def _chosen_source(self) -> str:
        item = self.tree.currentItem()
        # Qt gives None where there is no current item, whatever its types say.
        return str(item.data(0, Qt.ItemDataRole.UserRole)) if item else ""

    def _show_chosen(self) -> None:
        source = self._chosen_source()
        found = next((each for each in self._answers if each.look.source == source), None)
        taken = {
            each.look.part
            for each in self._answers
            if found is not None and each is not found and each.look.file == found.look.file
        }
        self.panel.show_answer(found, taken)

    def _follow(self) -> None:
        is_any = bool(self._chosen_source())
        self.leave_out_button.setEnabled(is_any and not self._is_reading)
        why_not = READING if self._is_reading else NONE_CHOSEN
        able = self.leave_out_button.isEnabled()
        self.leave_out_button.setToolTip(LEAVE_OUT if able else why_not)
        told = (obstacle(self._answers), self._left_out)
        text = "\n".join(each for each in told if each)
        self.status.setText(READING if self._is_reading else text)
        self.completeChanged.emit()
