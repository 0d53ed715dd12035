"""What the window shows while no plan is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMargins, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.icons import Icons
from ui.link_button import LinkButton
from ui.operations.new_plan import NewPlan
from ui.operations.open_plan import OpenPlan
from ui.operations.open_recent import OpenRecent, RecentPlan
from ui.operations.open_sample import OpenSample

COLUMN_LINES = 27
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
        column = self._column = self._middle_column()
        layout = QVBoxLayout(column)
        layout.setSpacing(6)
        badge = QLabel(column)
        badge.setPixmap(icons.app_icon().pixmap(QSize(BADGE_PX, BADGE_PX)))
        badge.setFixedHeight(BADGE_PX + 8)
        layout.addWidget(badge)
        self._title = QLabel(QApplication.applicationDisplayName(), column)
        layout.addWidget(self._title)
        self._lead = QLabel(
            "Draw or generate neighbourhood footprints for a place, see how they fit its primary "
            "care networks, and hand them on.",
            column,
        )
        self._lead.setWordWrap(True)
        layout.addWidget(self._lead)
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
        self.recent_buttons: dict[Path, LinkButton] = {}
        self._add_recent(layout, column)
        self._follow_font()

    def _middle_column(self) -> QFrame:
        """Room in the middle, which scrolls: large letters and many plans may need more than a
        small screen has.
        """
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        page = QWidget(scroll)
        scroll.setWidget(page)
        column = QFrame(page)
        outer = QVBoxLayout(page)
        outer.addStretch(2)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        return column

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._follow_font()

    def _follow_font(self) -> None:
        """Make the column as wide as its letters need, and each sentence as tall."""
        width = COLUMN_LINES * self.fontMetrics().height()
        self._column.setFixedWidth(width)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * TITLE_SCALE)
        self._title.setFont(font)
        layout = self._column.layout()
        margins = layout.contentsMargins() if layout is not None else QMargins()
        inside = width - margins.left() - margins.right()
        self._lead.setMinimumHeight(self._lead.heightForWidth(inside))
        for button in self.findChildren(LinkButton):
            button.setMinimumSize(inside, button.heightForWidth(inside))

    def _link(self, title: str, words_below: str, parent: QWidget) -> LinkButton:
        return LinkButton(title, words_below, parent)

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

    def _recent(self, plan: RecentPlan, parent: QWidget) -> LinkButton:
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
        self._follow_font()
