"""What can be done about the issue chosen in the list: see it on the map, or fix it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from icp_footprints.wording import shortened
from ui import words
from ui.document import PlanDocument
from ui.operations.fix_issue import FixIssue
from ui.operations.issue_fixes import Fix
from ui.plain_label import plain_label

MOST_FIXES = 2
LONGEST_TITLE = 40


class IssueBar(QWidget):
    """A button for each fix that the chosen issue has, or why it has none."""

    zoom_wanted = Signal()

    def __init__(self, document: PlanDocument, fix: FixIssue, parent: QWidget) -> None:
        super().__init__(parent)
        self._fix = fix
        self.zoom_button = QPushButton("Show on map", self)
        self.zoom_button.setToolTip(
            words.tooltip("Fits what the issue is about in the map (Enter)")
        )
        self.zoom_button.clicked.connect(self.zoom_wanted)
        self.fix_buttons = [QPushButton(self) for _ in range(MOST_FIXES)]
        for number, button in enumerate(self.fix_buttons):
            button.clicked.connect(partial(self._run, number))
        self.reason = plain_label("", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for each in (self.zoom_button, *self.fix_buttons):
            layout.addWidget(each)
        layout.addWidget(self.reason, 1)
        document.state_changed.connect(self._follow)
        document.chosen_issue_changed.connect(self._follow)
        self._document = document
        self._shown: object = None
        self._follow()

    def offer(self, fixes: tuple[Fix, ...], at: QPoint) -> None:
        """Let the user choose among fixes in a menu, at a place on the screen."""
        menu = QMenu("Fixes", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for number, fix in enumerate(fixes, start=1):
            action = menu.addAction(f"&{number}  {words.menu_text(fix.title)}")
            action.setToolTip(words.tooltip(fix.tip))
            action.triggered.connect(partial(self._fix.fix, fix))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(at)

    def _run(self, number: int) -> None:
        fixes = self._fix.fixes()
        if number < len(fixes):
            self._fix.fix(fixes[number])

    def _follow(self) -> None:
        """Show the fixes of the chosen issue, and why they must wait where they must."""
        issue, held = self._document.chosen_issue, self._document.edit_reason
        fixes = self._fix.fixes()[:MOST_FIXES]
        named = tuple(fix.title for fix in fixes)
        reason = "" if fixes else self._fix.disabled_reason()
        if (issue, named, reason, held) == self._shown:
            return
        self._shown = (issue, named, reason, held)
        self.zoom_button.setEnabled(issue is not None)
        for number, button in enumerate(self.fix_buttons):
            button.setVisible(number < len(fixes))
            if number < len(fixes):
                self._dress(button, fixes[number], held)
        self.reason.setText("" if fixes else reason)
        self.reason.setVisible(not fixes)

    def _dress(self, button: QPushButton, fix: Fix, held: str) -> None:
        button.setText(words.menu_text(shortened(fix.title, LONGEST_TITLE)))
        button.setAccessibleName(f"Fix: {fix.title}")
        button.setAccessibleDescription(held or fix.tip)
        button.setToolTip(words.tooltip(held or f"{fix.tip} It is shown first."))
        button.setEnabled(not held)
