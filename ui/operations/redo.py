"""Do again what was undone."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from ui import words
from ui.operations.operation import Operation


class Redo(Operation):
    title = "&Redo"
    short_title = "Redo"
    icon = "redo"
    shortcut = QKeySequence.StandardKey.Redo
    further_shortcuts = ("Ctrl+Y", "Ctrl+Shift+Z")
    tip = "Does again what you undid."

    def text(self) -> str:
        step = self.document.undo_stack.redoText()
        return f"&Redo: {words.menu_text(step)}" if step else self.title

    def disabled_reason(self) -> str:
        return "" if self.document.undo_stack.canRedo() else "There is nothing to redo."

    def run(self) -> None:
        self.document.undo_stack.redo()
