"""Why partners accept a departure from a rule, who answers for it, and when it was agreed."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.checks.issue import Issue
from icp_footprints.plan.exception import RecordedException
from ui.help_key import add_help_key
from ui.plain_label import plain_label

WIDTH_PX = 560
LONGEST_REASON = 1_000
LONGEST_OWNER = 200
ISO_DATE = "yyyy-MM-dd"


class ExceptionDialog(QDialog):
    """Nothing is recorded without a reason and somebody who answers for it."""

    def __init__(
        self, issue: Issue, recorded: RecordedException | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Record an exception")
        add_help_key(self, "issues")
        self.setMinimumWidth(WIDTH_PX)
        self.reason = QLineEdit(recorded.reason if recorded else "", self)
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText("For example: one team already serves both sides")
        self.owner = QLineEdit(recorded.owner if recorded else "", self)
        self.owner.setMaxLength(LONGEST_OWNER)
        self.owner.setPlaceholderText("For example: Wirral Place Partnership Board")
        today = QDate.currentDate()
        agreed = QDate.fromString(recorded.date, ISO_DATE) if recorded else today
        self.date = QDateEdit(agreed, self)
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("d MMMM yyyy")
        form = QFormLayout()
        form.addRow("&Reason", self.reason)
        form.addRow("&Who answers for it", self.owner)
        form.addRow("&Agreed on", self.date)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.record_button = buttons.addButton("Re&cord", QDialogButtonBox.ButtonRole.AcceptRole)
        self.record_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(plain_label(issue.words, self))
        layout.addLayout(form)
        layout.addWidget(
            plain_label("The issue stays in the list, as accepted, and reports say so.", self)
        )
        layout.addWidget(buttons)
        self.reason.textChanged.connect(self._follow)
        self.owner.textChanged.connect(self._follow)
        self._follow()

    def answer(self) -> tuple[str, str, str]:
        """Reason, who answers for it, and the date, as ``2026-11-22``."""
        date = self.date.date().toString(ISO_DATE)
        return self.reason.text().strip(), self.owner.text().strip(), date

    def _follow(self) -> None:
        is_complete = bool(self.reason.text().strip() and self.owner.text().strip())
        self.record_button.setEnabled(is_complete)
        self.record_button.setToolTip("" if is_complete else "Say why, and who answers for it.")
