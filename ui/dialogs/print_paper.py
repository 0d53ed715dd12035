"""What to print: the summary or the report."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from ui.help_key import add_help_key
from ui.plain_label import plain_label
from ui.printing.papers import PAPERS, Paper
from ui.words import tooltip

PrintVerb = Literal["print", "preview"]
WIDTH_PX = 460
# The letters to press for each paper.
KEYS = ("s", "r")


class PrintDialog(QDialog):
    """Asks what to print, and whether to look at it first.

    Parameters
    ----------
    paper
        What is chosen at first.
    status_words
        What the pages will say of the plan.
    no_printer
        Why nothing can be printed; empty where there is a printer.
    """

    def __init__(
        self, paper: Paper, status_words: str, no_printer: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._verb: PrintVerb = "print"
        self.setWindowTitle("Print")
        add_help_key(self, "export")
        self.setMinimumWidth(WIDTH_PX)
        self.choices: list[tuple[Paper, QRadioButton]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(plain_label(status_words, self))
        for (key, title), letter in zip(PAPERS, KEYS, strict=True):
            choice = QRadioButton(title.replace(letter, f"&{letter}", 1), self)
            choice.setChecked(key == paper)
            layout.addWidget(choice)
            self.choices.append((key, choice))
        self.problem = plain_label(no_printer, self)
        self.problem.setVisible(bool(no_printer))
        layout.addWidget(self.problem)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        role = QDialogButtonBox.ButtonRole
        self.preview_button = buttons.addButton("Pre&view", role.ActionRole)
        self.print_button = buttons.addButton("&Print…", role.AcceptRole)
        self.preview_button.setToolTip(tooltip("Shows the pages first."))
        self.print_button.setEnabled(not no_printer)
        self.print_button.setToolTip(tooltip(no_printer or "Chooses a printer and the pages."))
        (self.preview_button if no_printer else self.print_button).setDefault(True)
        self.preview_button.clicked.connect(self._preview)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def answer(self) -> tuple[Paper, PrintVerb]:
        """What to print, and whether to print it or to look at it."""
        chosen: list[Paper] = [key for key, choice in self.choices if choice.isChecked()]
        return chosen[0], self._verb

    def _preview(self) -> None:
        self._verb = "preview"
        self.accept()
