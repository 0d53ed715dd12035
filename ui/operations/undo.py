"""Undo the last change."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from ui import words
from ui.operations.operation import Operation


class Undo(Operation):
    title = "&Undo"
    short_title = "Undo"
    icon = "undo"
    shortcut = QKeySequence.StandardKey.Undo
    tip = "Takes back the last change."

    def text(self) -> str:
        step = self.document.undo_stack.undoText()
        return f"&Undo: {words.menu_text(step)}" if step else self.title

    def disabled_reason(self) -> str:
        return "" if self.document.undo_stack.canUndo() else "There is nothing to undo."

    def run(self) -> None:
        self.document.undo_stack.undo()
