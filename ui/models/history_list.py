"""The steps of the history: what was done, which are undone, and where the plan was saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from icp_footprints.plan.plan import Plan
from ui import words
from ui.document import PlanDocument

Index = QModelIndex | QPersistentModelIndex
NOW, DONE, UNDONE = "▶", "✓", "↷"


class HistoryList(QAbstractListModel):
    """Row 0 is the plan as it was opened, row 1 what it was after the first step, and so on."""

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._texts: list[str] = []
        self._current = 0
        self._saved: int | None = None
        self._plan: Plan | None = None
        document.place_changed.connect(self._rebuild)
        document.saved_changed.connect(self._follow_saved)
        document.state_changed.connect(self._follow_index)
        if document.is_open:
            self._rebuild()

    @property
    def current_row(self) -> int:
        """The step at which the plan stands."""
        return self._current

    def summary(self) -> str:
        """How many steps there are, and whether the plan is saved."""
        steps = len(self._texts) - 1
        if steps < 0:
            return ""
        counted = "Nothing to undo yet" if not steps else f"At step {self._current} of {steps}"
        if self._saved is None:
            return f"{counted}. Not saved yet." if steps else f"{counted}."
        at = "as saved" if self._saved == self._current else f"saved at step {self._saved}"
        return f"{counted}; {at}."

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._texts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        text, state = self._texts[row], self._state(row)
        if role == Qt.ItemDataRole.DisplayRole:
            mark = NOW if row == self._current else DONE if row < self._current else UNDONE
            return f"{mark} {text}{' – saved here' if row == self._saved else ''}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Step {row}: {text}, {state}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(f"{text}\n{state[:1].upper()}{state[1:]}")
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(row == self._current)
            font.setItalic(row > self._current)
            return font
        return None

    def _state(self, row: int) -> str:
        if row == self._current:
            state = "where the plan is now"
        else:
            state = "done" if row < self._current else "undone"
        return f"{state}, saved here" if row == self._saved else state

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._texts = self._steps()
        self._read()
        self.endResetModel()

    def _follow_saved(self) -> None:
        # The stack counts a step that is being taken only once everybody has heard of it.
        if not self._document.is_changing:
            self._follow()

    def _follow_index(self) -> None:
        """Much that changes the state is no step: then there is nothing to read again."""
        document = self._document
        if not document.is_open:
            return
        is_seen = document.plan is self._plan and document.undo_stack.index() == self._current
        if not is_seen:
            self._follow()

    def _follow(self) -> None:
        """Add and take away the rows that differ, and renew those whose mark is another."""
        if not self._document.is_open:
            return
        texts, marked = self._steps(), (self._current, self._saved)
        same = 0
        while same < min(len(texts), len(self._texts)) and texts[same] == self._texts[same]:
            same += 1
        if same < len(self._texts):
            self.beginRemoveRows(QModelIndex(), same, len(self._texts) - 1)
            del self._texts[same:]
            self.endRemoveRows()
        if same < len(texts):
            self.beginInsertRows(QModelIndex(), same, len(texts) - 1)
            self._texts += texts[same:]
            self.endInsertRows()
        self._read()
        self._renew(marked[0], self._current)
        if marked[1] != self._saved:
            for row in (marked[1], self._saved):
                self._renew(row, row)

    def _renew(self, one: int | None, other: int | None) -> None:
        """Renew two rows and all between them, as far as they are still there."""
        if one is None or other is None:
            return
        first, last = sorted(min(row, len(self._texts) - 1) for row in (one, other))
        if first >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))

    def _read(self) -> None:
        self._current = min(self._document.undo_stack.index(), len(self._texts) - 1)
        self._saved = self._document.saved_step
        self._plan = self._document.plan

    def _steps(self) -> list[str]:
        stack = self._document.undo_stack
        # A tab and a newline in a name would break the line.
        named = [" ".join(stack.text(step).split()) for step in range(stack.count())]
        return ["The plan as it was opened", *named]
