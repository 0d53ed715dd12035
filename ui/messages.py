"""What the program says: notes that pass, errors that stay, and questions before a loss."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

Answer = Literal["save", "discard", "cancel"]
InUse = Literal["copy", "anyway", "cancel"]
Recovered = Literal["open", "delete", "later"]
Changed = Literal["over", "other", "cancel"]


class Messages(QObject):
    """The one voice of the program. A dialog only for a decision or an error."""

    noted = Signal(str, object)
    """Words, and the file they are about (a Path) or None: shown in the note bar."""
    status_changed = Signal(str)
    """Passing words for the status line."""

    def note(self, words: str, file: Path | None = None) -> None:
        """Say something that needs no answer."""
        self.noted.emit(words, file)

    def status(self, words: str) -> None:
        """Show passing words in the status line."""
        self.status_changed.emit(words)

    def error(self, title: str, words: str) -> None:
        """Say what went wrong and the way out; the user closes it."""
        box = self._box(QMessageBox.Icon.Warning, title, words)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        box.exec()

    def ask_unsaved(self, plan_name: str) -> Answer:
        """Ask what to do with changes that would be lost."""
        box = self._box(
            QMessageBox.Icon.Question,
            f"Save the changes to “{plan_name}”?",
            "Changes you do not save are lost.",
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.button(buttons.Discard).setText("&Don’t save")
        box.setDefaultButton(buttons.Save)
        box.setEscapeButton(buttons.Cancel)
        answers: dict[int, Answer] = {buttons.Save: "save", buttons.Discard: "discard"}
        return answers.get(box.exec(), "cancel")

    def ask_file_changed(self, file_name: str, *, is_gone: bool) -> Changed:
        """Ask before writing where another program has written or taken the file away."""
        if is_gone:
            title = f"“{file_name}” is no longer there"
            words = (
                "It was moved, renamed or deleted after you opened it here, or its drive cannot "
                "be reached."
            )
            verb = "Save it there a&gain"
        else:
            title = f"“{file_name}” was changed by another program"
            words = (
                "Somebody may have saved it after you opened it here. Saving over it loses what "
                "they did."
            )
            verb = "Save &over it"
        box = self._box(QMessageBox.Icon.Warning, title, words)
        over = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
        other = box.addButton("Save as &another file…", QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setDefaultButton(other)
        box.exec()
        if box.clickedButton() is over:
            return "over"
        return "other" if box.clickedButton() is other else "cancel"

    def ask_in_use(self, file_name: str, who: str) -> InUse:
        """Ask what to do with a file that somebody has open; `who` goes on from "is open"."""
        box = self._box(
            QMessageBox.Icon.Question,
            f"“{file_name}” is open {who}",
            "A copy has its own file name when you save it, so nobody’s work is lost. If you open "
            "the file itself, agree first who saves: the later save has to replace the earlier.",
        )
        copy = box.addButton("Open a &copy", QMessageBox.ButtonRole.AcceptRole)
        anyway = box.addButton("Open it &anyway", QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setDefaultButton(copy)
        box.exec()
        if box.clickedButton() is copy:
            return "copy"
        return "anyway" if box.clickedButton() is anyway else "cancel"

    def ask_recovered(self, what: str) -> Recovered:
        """Ask what to do with work that was not saved when the program last stopped."""
        box = self._box(
            QMessageBox.Icon.Question,
            "Open the work that was not saved?",
            f"The program stopped before this was saved: {what}. A copy of it was kept.",
        )
        open_it = box.addButton("&Open the copy", QMessageBox.ButtonRole.AcceptRole)
        delete_it = box.addButton("&Delete the copy", QMessageBox.ButtonRole.DestructiveRole)
        later = box.addButton("&Not now", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(open_it)
        box.setEscapeButton(later)
        box.exec()
        if box.clickedButton() is open_it:
            return "open"
        return "delete" if box.clickedButton() is delete_it else "later"

    def confirm(self, title: str, words: str, verb: str) -> bool:
        """Ask before something that cannot be undone. The safe answer is the default."""
        box = self._box(QMessageBox.Icon.Question, title, words)
        yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is yes

    def _box(self, icon: QMessageBox.Icon, title: str, words: str) -> QMessageBox:
        parent: QWidget | None = QApplication.activeWindow()
        box = QMessageBox(icon, QApplication.applicationDisplayName(), title, parent=parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(words)
        return box
