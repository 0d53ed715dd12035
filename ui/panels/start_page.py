"""What the window shows while no plan is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCommandLinkButton,
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.icons import Icons
from ui.operations.new_plan import NewPlan
from ui.operations.open_plan import OpenPlan
from ui.operations.open_recent import OpenRecent, RecentPlan
from ui.operations.open_sample import OpenSample

COLUMN_PX = 440
TITLE_SCALE = 1.9
BADGE_PX = 56
MOST_SHOWN = 4


class StartPage(QWidget):
    """Three ways to begin, and the plans opened last."""

    def __init__(
        self,
        open_sample: OpenSample,
        open_plan: OpenPlan,
        new_plan: NewPlan,
        recent: OpenRecent,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._recent_plans = recent
        outer = QVBoxLayout(self)
        column = QFrame(self)
        column.setMaximumWidth(COLUMN_PX)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        layout = QVBoxLayout(column)
        layout.setSpacing(6)
        badge = QLabel(column)
        badge.setPixmap(icons.app_icon().pixmap(QSize(BADGE_PX, BADGE_PX)))
        badge.setFixedHeight(BADGE_PX + 8)
        layout.addWidget(badge)
        title = QLabel(QApplication.applicationDisplayName(), column)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        title.setFont(font)
        layout.addWidget(title)
        lead = QLabel(
            "Draw or generate neighbourhood footprints for a place, see how they fit its primary "
            "care networks, and hand them on.",
            column,
        )
        lead.setWordWrap(True)
        layout.addWidget(lead)
        layout.addSpacing(14)
        self.sample_button = self._link(
            "Open the &Wirral sample", "Try things out. Nothing else is needed.", column
        )
        self.sample_button.clicked.connect(open_sample.run)
        self.open_button = self._link(
            "&Open a plan file…", "Go on with a plan you or a colleague saved.", column
        )
        self.open_button.clicked.connect(open_plan.run)
        self.new_button = self._link(
            "&New plan from files…",
            "Boundaries and tables, as they are published. Or drop them on this window.",
            column,
        )
        self.new_button.clicked.connect(new_plan.run)
        for button in (self.sample_button, self.new_button, self.open_button):
            layout.addWidget(button)
        self.recent_buttons: dict[Path, QCommandLinkButton] = {}
        self._add_recent(layout, column)

    def _link(self, title: str, words_below: str, parent: QWidget) -> QCommandLinkButton:
        button = QCommandLinkButton(title, words_below, parent)
        button.setMinimumSize(COLUMN_PX - 40, button.sizeHint().height() + 8)
        return button

    def _add_recent(self, layout: QVBoxLayout, column: QWidget) -> None:
        recent = self._recent_plans
        plans = recent.plans[:MOST_SHOWN]
        if not plans:
            return
        layout.addSpacing(14)
        layout.addWidget(QLabel("Opened recently", column))
        for plan in plans:
            layout.addWidget(self._recent(plan, column))
        recent.changed.connect(self._follow)
        recent.look()

    def _recent(self, plan: RecentPlan, parent: QWidget) -> QCommandLinkButton:
        name, folder = (words.menu_text(str(each)) for each in (plan.path.name, plan.path.parent))
        button = self._link(name, folder, parent)
        button.clicked.connect(partial(self._recent_plans.open, plan.path))
        self.recent_buttons[plan.path] = button
        return button

    def _follow(self) -> None:
        """Grey those that are gone, and say why."""
        for plan in self._recent_plans.plans:
            button = self.recent_buttons.get(plan.path)
            if button is not None:
                button.setEnabled(not plan.problem)
                below = plan.problem or str(plan.path.parent)
                button.setDescription(words.menu_text(below))
                button.setToolTip(words.tooltip(plan.problem))
