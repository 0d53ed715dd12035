"""The menu of plan files opened last; those that are gone are grey and say why."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from ui import words
from ui.operations.open_recent import OpenRecent

MOST_WITH_A_DIGIT = 9


class RecentMenu(QMenu):
    """Made anew whenever it is shown."""

    def __init__(self, recent: OpenRecent, parent: QWidget) -> None:
        super().__init__("Open &recent", parent)
        self._recent = recent
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._show_anew)
        recent.changed.connect(self._fill)
        self._fill()

    def _show_anew(self) -> None:
        self._fill()
        self._recent.look()

    def _fill(self) -> None:
        self.clear()
        plans = self._recent.plans
        for number, plan in enumerate(plans, start=1):
            digit = f"&{number} " if number <= MOST_WITH_A_DIGIT else ""
            gone = " – not there" if plan.problem else ""
            action = self.addAction(f"{digit}{words.menu_text(plan.path.name)}{gone}")
            told = f"{plan.path}\n{plan.problem}" if plan.problem else str(plan.path)
            action.setToolTip(words.tooltip(told))
            action.setStatusTip(f"Not now: {plan.problem}" if plan.problem else str(plan.path))
            action.setEnabled(not plan.problem)
            action.triggered.connect(partial(self._recent.open, plan.path))
        if not plans:
            none = self.addAction("No plan was opened yet")
            none.setEnabled(False)
        elif any(plan.problem for plan in plans):
            self.addSeparator()
            self.addAction("&Take those not there off this list", self._recent.forget_missing)
