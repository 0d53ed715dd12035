"""What the selected units add up to, always in sight in the status bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui import words
from ui.document import PlanDocument
from ui.selection_words import short_summary, summary

NOTHING = "Nothing selected"


class SelectionSummary(QLabel):
    """Units, people on each ledger, and how many are unassigned; the area in the tooltip."""

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("Selection")
        document.place_changed.connect(self.follow)
        document.selection_changed.connect(self.follow)
        document.plan_changed.connect(self.follow)

    def follow(self, _: object = None) -> None:
        """Say what is selected now."""
        document = self._document
        rows = document.selection
        if not len(rows):
            self.setText(NOTHING)
            self.setToolTip(words.tooltip("No units are selected on the map."))
            return
        self.setText(f"Selected: {short_summary(document.place, document.plan, rows)}")
        self.setToolTip(words.tooltip(summary(document.place, document.plan, rows)))
