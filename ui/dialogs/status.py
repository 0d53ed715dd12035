"""Who proposes or agreed the plan, and when; and what still stands open."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from icp_footprints.checks.issue import Issue
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from icp_footprints.wording import count_words
from ui import words
from ui.help_key import add_help_key
from ui.plain_label import plain_label

WIDTH_PX = 560
LONGEST_NAME = 200
MOST_SHOWN = 4
ISO_DATE = "yyyy-MM-dd"
NOTHING_OPEN = "Every required rule is met, or partners have recorded an exception."


class StatusDialog(QDialog):
    """A plan is agreed by somebody, and not past open issues unless they say so.

    Parameters
    ----------
    plan
        The plan as it stands.
    issues
        What a check found.
    status
        What it would become: proposed or agreed.
    """

    def __init__(
        self, plan: Plan, issues: list[Issue], status: Status, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        is_agreeing = status is Status.AGREED
        verb = "Agree" if is_agreeing else "Propose"
        self._must_name = is_agreeing
        found = [issue for issue in issues if issue.severity == "required"]
        self.setWindowTitle(f"{verb} the plan")
        add_help_key(self, "status")
        self.setMinimumWidth(WIDTH_PX)
        self.by = QLineEdit(self)
        self.by.setMaxLength(LONGEST_NAME)
        self.by.setPlaceholderText("For example: Wirral Place Partnership Board")
        self.on = QDateEdit(QDate.currentDate(), self)
        self.on.setCalendarPopup(True)
        self.on.setDisplayFormat("d MMMM yyyy")
        self.despite = QCheckBox(f"{verb} it &although {_open(len(found))}", self)
        self.despite.setVisible(is_agreeing and bool(found))
        form = QFormLayout()
        form.addRow("&Who agreed it" if is_agreeing else "&Who proposes it", self.by)
        form.addRow("&On", self.on)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.set_button = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(plain_label(_what_happens(plan, status), self))
        layout.addLayout(form)
        self.issues = plain_label(_issue_words(found), self)
        self.issues.setAccessibleName("What stands open")
        layout.addWidget(self.issues)
        layout.addWidget(self.despite)
        layout.addWidget(buttons)
        self.by.textChanged.connect(self._follow)
        self.despite.toggled.connect(self._follow)
        self._follow()

    def answer(self) -> tuple[str, str]:
        """Who, and the date, as ``2026-11-22``."""
        return self.by.text().strip(), self.on.date().toString(ISO_DATE)

    def _follow(self) -> None:
        reason = ""
        if self._must_name and not self.by.text().strip():
            reason = "Say who agreed it first."
        elif not self.despite.isHidden() and not self.despite.isChecked():
            reason = "Issues stand open: put them right, or tick the box."
        self.set_button.setEnabled(not reason)
        self.set_button.setToolTip(words.tooltip(reason) if reason else "")


def _what_happens(plan: Plan, status: Status) -> str:
    if status is Status.AGREED:
        return (
            f"Version {plan.version} is then frozen: its footprints, names, bands, targets and "
            "exceptions stay as they are. To change it, make a new version."
        )
    return f"Version {plan.version} is then marked as proposed on every page and file made of it."


def _open(number: int) -> str:
    return f"{count_words(number, 'issue')} {'stands' if number == 1 else 'stand'} open"


def _issue_words(found: list[Issue]) -> str:
    if not found:
        return NOTHING_OPEN
    lines = [f"• {issue.words}" for issue in found[:MOST_SHOWN]]
    if len(found) > MOST_SHOWN:
        lines.append(f"• and {len(found) - MOST_SHOWN:,} more: see the Issues panel")
    return "\n".join([f"{_open(len(found))}:", *lines])
