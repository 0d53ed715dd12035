"""What to do first, above the map of a plan that has no footprints yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.document import PlanDocument
from ui.operations.generate import Generate
from ui.operations.new_footprint import NewFootprint


class MapHint(QFrame):
    """Stands there while the plan has no footprints, and goes with the first one.

    It has room of its own, so that no card on the map covers it and large text fits.
    """

    def __init__(
        self,
        document: PlanDocument,
        generate: Generate,
        new_footprint: NewFootprint,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.setFrameShape(QFrame.Shape.StyledPanel)
        title = QLabel("This plan has no footprints yet", self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        lead = QLabel(
            "Let the program draw a first plan for you to change, or paint your own: choose "
            "Paint and drag over the map.",
            self,
        )
        for label in (title, lead):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.generate_button = QPushButton("&Generate a plan…", self)
        self.generate_button.clicked.connect(generate.run)
        self.new_button = QPushButton("&New footprint", self)
        self.new_button.clicked.connect(new_footprint.run)
        row = QHBoxLayout()
        row.addWidget(self.generate_button)
        row.addWidget(self.new_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(title)
        layout.addWidget(lead)
        layout.addLayout(row)
        document.place_changed.connect(self.follow)
        document.plan_changed.connect(self.follow)
        document.held_changed.connect(self.follow)
        self.follow()

    def follow(self, _: object = None) -> None:
        """Show or hide."""
        is_wanted = self._document.is_open and not self._document.held_reason
        self.setVisible(is_wanted and not self._document.plan.footprints)
